"""fonts/missing-glyph: every character of the text can be drawn by the shipped fonts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from publisher.checks.check import Check, Subject
from publisher.compose import Document, place_of
from publisher.design.fonts import shipped_fonts
from publisher.design.marked_letters import HEADINGS, can_place, misplaced
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity

UNSEEN = ("Cc", "Cf", "Zl", "Zp")  # control and format characters, and the ends of lines that are no \n

FEW = 5  # different letters of one script; with more it is a text in that script


def missing_glyphs(subject: Subject) -> Iterator[Finding]:
    """A finding for each missing character on each line. A script that no font has is reported only once."""
    missing = list(_missing(subject.edition.document))
    scripts = Counter(_script(char) for char in dict.fromkeys(char for char, _ in missing))
    unknown = {script for script, count in scripts.items() if script and count > FEW}
    reported = set[str]()
    yield from _misplaced(subject.edition.document)
    for char, place in missing:
        script = _script(char)
        if script not in unknown:
            name = unicodedata.name(char, "unnamed").lower()
            fix = say("checks:write-another-way-choose-font-brand")
            if unicodedata.category(char) not in UNSEEN:
                message = say("checks:no-shipped-font-has-character-u", char=char, ord=ord(char), name=name)
                yield _error(message, fix, place)
            else:
                yield _error(say("checks:invisible-character", ord=ord(char)), say("checks:type-again"), place)
        elif script not in reported:
            reported.add(script)
            places = len({str(where) for other, where in missing if _script(other) == script})
            message = say(
                "checks:no-letters-of-script",
                script=script.capitalize(),
                char=char,
                count=scripts[script],
                places=places,
            )
            yield _error(message, say("checks:another-script"), place)


def _misplaced(document: Document) -> Iterator[Finding]:
    """A warning for each letter whose marks would stand beside it: the word is there, and does not look right."""
    seen = set[str]()
    for element, text, family in _texts(document):
        for letter in misplaced(text, family):
            if letter not in seen:
                seen.add(letter)
                message = say("checks:mark-misplaced", letter=letter, family=family)
                fix = say("checks:choose-a-font-that-places", names=", ".join(can_place(letter)) or "–")
                yield Finding("fonts/missing-glyph", Severity.WARNING, message, fix, place_of(element))


def _texts(document: Document) -> Iterator[tuple[etree._Element, str, str]]:
    """(element, its own text, the family that it is set in)"""
    body = document.tree.find("body")
    for element in body.iter() if body is not None else ():
        in_heading = element.tag in HEADINGS or any(a.tag in HEADINGS for a in element.iterancestors())
        family = document.brand.fonts.display if in_heading else document.brand.fonts.text
        yield element, (element.text or "") + "".join(child.tail or "" for child in element), family


def _missing(document: Document) -> Iterator[tuple[str, Place | None]]:
    fonts, seen = shipped_fonts(), set[tuple[str, str]]()
    for element, text, family in _texts(document):
        for char in fonts.missing(text, family):
            place = place_of(element)
            if (char, str(place)) not in seen:
                seen.add((char, str(place)))
                yield char, place


def _script(char: str) -> str:
    """The first word of a letter's name: 'THAI', 'CJK'. '' for what is no letter."""
    is_letter = unicodedata.category(char)[0] in "LM"
    return unicodedata.name(char, "").partition(" ")[0] if is_letter else ""


def _error(message: str, fix: str, place: Place | None) -> Finding:
    return Finding("fonts/missing-glyph", Severity.ERROR, message, fix, place)


CHECK = Check(
    ids=("fonts/missing-glyph",),
    stage="document",
    rationale="A character that the fonts lack would be printed as an empty box, or in a font that was not chosen.",
    source="ISO 14289-1, 7.21.8; house rule: no font from the machine",
    run=missing_glyphs,
)
