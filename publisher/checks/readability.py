"""content/readability: how long the words and sentences of each section are; content/hard-to-read: where an easy text
has long ones.

Both are signals. Only its readers know whether a text can be understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from publisher.checks.check import Check, Subject
from publisher.compose import Document, place_of
from publisher.compose.contract import has_class, of_class
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning
from publisher.model.html_names import LINK_ADDRESS, ROLE_BACK, SECTION_BODY
from publisher.text.i18n import is_easy
from publisher.text.readability import (
    Reading,
    Sentence,
    is_latin,
    level,
    read,
)

EASY_LIX, EASY_SENTENCE = 30, 20
BEGINNING = 60  # characters of a sentence that are shown
# What may stand in a paragraph or item and is counted by itself, or not at all.
BLOCKS = frozenset({"p", "ul", "ol", "table", "div", "blockquote", "sup"})


class SectionReading(NamedTuple):
    title: str
    place: Place | None
    reading: Reading
    places: dict[Sentence, Place | None]


def readability(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    for section in section_readings(document):
        longest = section.reading.longest
        begins = beginning(longest.text, BEGINNING) + ("..." if len(longest.text) > BEGINNING else "")
        yield Finding(
            "content/readability",
            Severity.NOTE,
            say("checks:reads", title=section.title, statistics=_statistics(section.reading, document.language)),
            say("checks:longest-sentence", line=_line(section.places[longest]), beginning=begins),
            section.place,
        )


def hard_to_read(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    for section in section_readings(document) if is_easy(document.language) else ():
        if section.reading.lix > EASY_LIX:
            yield Finding(
                "content/hard-to-read",
                Severity.WARNING,
                say(
                    "checks:has-lix-easy-read-text-has", title=section.title, lix=section.reading.lix, easy_lix=EASY_LIX
                ),
                say("checks:write-shorter-sentences-more-common-words"),
                section.place,
            )
        for sentence in section.reading.sentences:
            if sentence.words > EASY_SENTENCE:
                yield Finding(
                    "content/hard-to-read",
                    Severity.WARNING,
                    say(
                        "checks:sentence-has-words-easy-read-sentence",
                        words=sentence.words,
                        easy_sentence=EASY_SENTENCE,
                    ),
                    say("checks:make-two", text=beginning(sentence.text, BEGINNING)),
                    section.places[sentence],
                )


def _line(place: Place | None) -> str:
    return say("checks:line", line=place.line) if place and place.line else ""


def _statistics(reading: Reading, language: str) -> str:
    """'LIX 38 (easy), 154 words, 11 a sentence, 19 in the longest'"""
    name = level(reading.lix, language)
    values = {"words": reading.words, "mean": reading.mean, "longest": reading.longest.words}
    if not is_latin(reading):
        return say("checks:statistics", **values)
    if not name:
        return say("checks:statistics-lix", lix=reading.lix, **values)
    return say("checks:statistics-lix-level", lix=reading.lix, level=name, **values)


def section_readings(document: Document) -> Iterator[SectionReading]:
    """Each section that has running text: its paragraphs and list items."""
    for body in of_class(document.tree, "*", SECTION_BODY):
        places: dict[Sentence, Place | None] = {}
        sentences: list[Sentence] = []
        for block in body.xpath(".//p | .//li"):
            if block.xpath("ancestor::table"):
                continue
            if reading := read([_own_text(block)]):
                sentences += reading.sentences
                places |= dict.fromkeys(reading.sentences, place_of(block))
        if sentences:
            section = body.getparent()
            title = " ".join(" ".join(heading.itertext()) for heading in section.iter("h2"))
            yield SectionReading(" ".join(title.split()), place_of(section), Reading(tuple(sentences)), places)


def _own_text(element: Any) -> str:
    """The text of a paragraph or list item."""
    parts = [element.text or ""]
    for child in element:
        is_apart = child.tag in BLOCKS or child.get("role") == ROLE_BACK or has_class(child, LINK_ADDRESS)
        parts += ["" if is_apart else _own_text(child), child.tail or ""]
    return "".join(parts)


NOTES = Check(
    ids=("content/readability",),
    stage="reading",
    rationale="Long words and sentences shut readers out, and the writer of a text rarely notices.",
    source="C.-H. Björnsson, Läsbarhet (1968)",
    run=readability,
)
EASY = Check(
    ids=("content/hard-to-read",),
    stage="document",
    rationale="A text that is only labelled easy to read does not help the readers who need one.",
    source="LIX below 30: very easy; easy-to-read guidelines: one thought per sentence",
    run=hard_to_read,
)
