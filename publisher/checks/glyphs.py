"""fonts/missing-glyph: every character of the text can be drawn by the shipped fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from publisher.checks.registry import Check, Subject
from publisher.compose import place_of
from publisher.fonts import shipped_fonts
from publisher.model import Finding, Severity

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "blockquote"})


def missing_glyphs(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    fonts, seen = shipped_fonts(), set[tuple[str, str]]()
    body = document.tree.find("body")
    for element in body.iter() if body is not None else ():
        in_heading = element.tag in HEADINGS or any(a.tag in HEADINGS for a in element.iterancestors())
        family = document.brand.fonts.display if in_heading else document.brand.fonts.text
        text = (element.text or "") + "".join(child.tail or "" for child in element)
        for char in fonts.missing(text, family):
            place = place_of(element)
            if (char, str(place)) in seen:
                continue
            seen.add((char, str(place)))
            name = unicodedata.name(char, "unnamed")
            yield Finding(
                "fonts/missing-glyph",
                Severity.ERROR,
                f"the fonts have no '{char}' (U+{ord(char):04X} {name.lower()})",
                "write it another way, or choose a brand font that has it",
                place,
            )


CHECK = Check(
    ids=("fonts/missing-glyph",),
    stage="document",
    rationale="A character that the fonts lack would be printed as an empty box, or in a font that nobody chose.",
    source="ISO 14289-1, 7.21.8; house rule: no font from the machine",
    run=missing_glyphs,
)
