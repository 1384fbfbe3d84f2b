"""The rules of preflight, by what they look at."""

from __future__ import annotations

from publisher.preflight.registry import Rule
from publisher.preflight.rules import (
    codes,
    colours,
    damage,
    details,
    document,
    drawing,
    ink,
    intent,
    margins,
    pages,
    pictures,
)

RULES: tuple[Rule, ...] = (
    *document.RULES,
    *damage.RULES,
    *intent.RULES,
    *pages.RULES,
    *margins.RULES,
    *colours.RULES,
    *details.RULES,
    *pictures.RULES,
    *ink.RULES,
    *codes.RULES,
    *drawing.RULES,
)
