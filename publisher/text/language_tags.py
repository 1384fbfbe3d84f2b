"""Language tags: whether a tag is valid, and which tag is closest to a wrong one. Babel is loaded only when needed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

FORM = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-([A-Z]{2}|\d{3}))?(?:-x-[a-z0-9]{1,8})?")
# Languages that people in Sweden read or hear, and that CLDR's list of names does not hold.
ALSO = frozenset(
    (
        *("aii", "cld", "tru"),  # Assyrian, Chaldean, Syriac
        *("fkv", "ovd", "sje", "sju"),  # Kven, Elfdalian, Pite Sami, Ume Sami
        *("kmr", "prs"),  # Northern Kurdish, Dari
        *("rmc", "rmf", "rmn", "rmu", "rmy"),  # varieties of Romani
        *("bfi", "fse", "swl"),  # British, Finnish, Swedish sign language
    )
)


NONE = frozenset(("und", "mul", "mis", "zxx"))  # undetermined, several, none: no voice can speak them


def is_language(tag: str) -> bool:
    """Whether `tag` has the form of a language tag, and its language and country exist."""
    match = FORM.fullmatch(tag)
    if not match or not _knows(match[1]):
        return False
    return not match[2] or match[2] in _names("en").territories


def closest_tag(tag: str) -> str | None:
    """The tag for a name ('svenska'), a long code ('swe'), a country ('dk') or a wrong form (sv_se)."""
    from babel.core import get_global

    said = tag.strip().casefold()
    for words in ("sv", "en"):
        for code, name in _names(words).languages.items():
            if name.casefold() == said:
                return str(code).replace("_", "-")
    language, *rest = re.split(r"[-_]", said)
    if not _knows(language):
        known = get_global("language_aliases").get(language)
        known = known or get_global("likely_subtags").get(f"und_{language.upper()}")
        return str(known).split("_")[0] if known else None
    country = {"UK": "GB"}.get(rest[-1].upper(), rest[-1].upper()) if rest else ""
    return f"{language}-{country}" if country in _names("en").territories else language


def _knows(language: str) -> bool:
    return language not in NONE and (language in ALSO or language in _names("en").languages)


@cache
def _names(language: str) -> Locale:
    from babel import Locale

    return Locale(language)
