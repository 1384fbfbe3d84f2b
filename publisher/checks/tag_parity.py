"""parity/tags: read from its tags alone, a PDF says what the document says, word by word, in its order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from publisher.checks.check import Check, Subject
from publisher.checks.read_tags import UNHEARD, read_links, read_tags
from publisher.formats import FORMATS
from publisher.model.catalogue import say
from publisher.model.findings import (
    Artifact,
    Finding,
    Place,
    Severity,
)
from publisher.model.graphemes import beginning

RUNS = frozenset(("a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time", "wbr"))
SHOWN = 5  # a fault of the tags is one fault, however many words it breaks
FAULT = "checks:tags-fault"


def tags(subject: Subject) -> Iterator[Finding]:
    for artifact in subject.artifacts:
        format = FORMATS.get(artifact.format)
        if format and format.tagged:
            pages = subject.edition.pages(format.medium)
            body = pages.html.find("body")
            found = list(_compare(list(document_words(body)), artifact))
            yield from found or _links(body, artifact)


def _links(body: Any, artifact: Artifact) -> Iterator[Finding]:
    """The tag of each link has its words, and opens its address."""
    rest = iter([(_words(text), address.rstrip("/")) for text, address in read_links(artifact.data)])
    for link in body.iter("a"):
        address = link.get("href", "")
        if not address.startswith("#") and (_words("".join(link.itertext())), address.rstrip("/")) not in rest:
            file, _, line = link.get("data-source", "").rpartition(":")
            message = say("checks:link-missing-from", address=address, filename=artifact.filename)
            place = Place(file, int(line)) if line.isdigit() else None
            yield Finding("parity/link", Severity.ERROR, message, say(FAULT), place)
            return  # those after it were passed over


def _words(text: str) -> str:
    return _plain("".join(text.translate(UNHEARD).split()))


def _compare(wanted: list[tuple[str, str]], artifact: Artifact) -> Iterator[Finding]:
    spoken = read_tags(artifact.data)
    words, heard = [_plain(word) for word, _ in wanted], [_plain(word.word) for word in spoken]
    if words == heard:
        return
    faults = (code for code in SequenceMatcher(None, words, heard, autojunk=False).get_opcodes() if code[0] != "equal")
    for _, (_, start, end, first, last) in zip(range(SHOWN), faults, strict=False):
        says, should = beginning(" ".join(heard[first:last]), 80), beginning(" ".join(words[start:end]), 80)
        source = wanted[min(start, len(wanted) - 1)][1] if wanted else ""
        file, _, line = source.rpartition(":")
        yield Finding(
            "parity/tags",
            Severity.ERROR,
            say("checks:screen-reader-would-read-where-text", says=says, should=should, filename=artifact.filename),
            say(FAULT),
            Place(file, int(line)) if line.isdigit() else None,
            spoken[min(first, len(spoken) - 1)].page if spoken else None,
        )


def _plain(word: str) -> str:
    """One spelling for what is read the same: 'é' may be one character or two."""
    return unicodedata.normalize("NFKC", word)


def document_words(body: Any) -> Iterator[tuple[str, str]]:
    """(word, source line) of everything in the tree that is read out, alt texts among it."""
    word, where = "", ""
    for text, source in _texts(body, ""):
        for char in text.translate(UNHEARD):
            if char.isspace():
                if word:
                    yield word, where
                word = ""
            else:
                where = where if word else source
                word += char


def _texts(element: Any, source: str) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str):
        return
    source = element.get("data-source") or source
    edge = "" if element.tag in RUNS else " "
    yield edge, source
    if element.tag == "img":
        yield element.get("alt", ""), source
    yield element.text or "", source
    for child in element:
        yield from _texts(child, source)
        yield child.tail or "", source
    yield edge, source


CHECK = Check(
    ids=("parity/tags",),
    stage="files",
    rationale="A screen reader reads the tags, where a word can be broken although the page looks right.",
    source="house rule: nothing is lost; ISO 14289-1, 7.1 and 7.2",
    run=tags,
)
