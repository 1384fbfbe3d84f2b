"""parity/*: nothing is lost. Each finished file is read back and compared with the document, text by text, in order."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit, urlunsplit

from lxml import etree

from publisher.checks.letters import lost, runs_backwards
from publisher.checks.read_calendar import CALENDAR, compare_calendar
from publisher.checks.read_files import (
    ReadBack,
    read_epub,
    read_html,
    read_markdown,
    read_pdf,
    read_text,
)
from publisher.checks.registry import Check, Subject
from publisher.compose import Document, place_of
from publisher.compose.texts import squash
from publisher.formats import FORMATS
from publisher.model.findings import Artifact, Finding, Severity
from publisher.text.addresses import printed

READERS = {
    "application/pdf": read_pdf,
    "text/html": read_html,
    "application/epub+zip": read_epub,
    "text/plain": read_text,
    "text/markdown": read_markdown,
}
PICTURES = frozenset({"cover"})  # of a page that is read back itself
# Print-shop files must not hold links; the address stands on them as text.
WITHOUT_LINKS = frozenset({"press"})
# These give the address of a link elsewhere than in brackets after it, where paper must have it.
WITHOUT_BRACKETS = frozenset({"text/plain", "text/markdown"})
FAULT = "correct the layout's template or stylesheet, which loses or moves it, or report it"


def parity(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    for artifact in subject.artifacts:
        if artifact.format in PICTURES:
            continue
        if artifact.media_type == CALENDAR:
            yield from compare_calendar(document, artifact)
            continue
        back = READERS[artifact.media_type](artifact.data)
        if artifact.pages is not None and runs_backwards(document.html):
            yield from _compare_letters(subject, artifact, back)
        else:
            text = "".join(_without_running(subject, artifact, back))
            yield from _compare(document, artifact, text)
        if artifact.format not in WITHOUT_LINKS:
            yield from _links(document, artifact, back)


def _without_running(subject: Subject, artifact: Artifact, back: ReadBack) -> Iterator[str]:
    """The pages' texts without running heads and page numbers, so that a text over a page break is whole again."""
    if artifact.pages is None:
        yield from back.pages
        return
    for text, use in zip(back.pages, subject.edition.pages(FORMATS[artifact.format].medium).uses, strict=True):
        yield _strip(text, [squash(running) for running in use.running])


def _strip(text: str, running: list[str]) -> str:
    """Take each running text off the end or the beginning, until none of them is there any more."""
    # All at the end first: a page 13 may begin with "13.00", and a page with the heading that also runs above it.
    for is_there, rest in (
        (str.endswith, lambda words: text[: -len(words)]),
        (str.startswith, lambda words: text[len(words) :]),
    ):
        for words in filter(None, running):
            if is_there(text, words):
                return _strip(rest(words), [other for other in running if other is not words])
    return text


def _compare_letters(subject: Subject, artifact: Artifact, back: ReadBack) -> Iterator[Finding]:
    pieces = list(_pieces(subject.edition.document))
    uses = subject.edition.pages(FORMATS[artifact.format].medium).uses
    running = (text for use in uses for text in use.running)
    for number in lost((piece for _, piece in pieces), "".join(back.pages), running):
        element, piece = pieces[number]
        message = f"'{' '.join(piece.split())[:80]}' is missing from {artifact.filename}, or some of its letters are"
        yield Finding("parity/lost", Severity.ERROR, message, FAULT, place_of(element))


def _compare(document: Document, artifact: Artifact, text: str) -> Iterator[Finding]:
    """Each text after the one before it. Where the order breaks, the search goes on from the new place, so that one
    displaced part is one finding."""
    cursor = 0
    for element, piece in _pieces(document):
        if artifact.media_type in WITHOUT_BRACKETS and element.xpath("ancestor-or-self::*[@class='link-address']"):
            continue
        wanted = squash(piece)
        found = text.find(wanted, cursor)
        if found < 0 and (len(wanted) > 1 or wanted not in text):
            shown = " ".join(piece.split())[:80]
            found = text.find(wanted)
            if found >= 0:
                id, message = "parity/order", f"'{shown}' is in a different place in {artifact.filename}"
            else:
                id, message = "parity/lost", f"'{shown}' is missing from {artifact.filename}"
            yield Finding(id, Severity.ERROR, message, FAULT, place_of(element))
        if found >= 0:
            cursor = found + len(wanted)


def _pieces(document: Document) -> Iterator[tuple[etree._Element, str]]:
    """Every text of the document that readers see, in order, with the element it belongs to."""
    body = document.tree.find("body")
    if body is not None:
        yield from _texts(body)


def _texts(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    if element.text and element.text.strip():
        yield element, element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        if child.tail and child.tail.strip():
            yield element, child.tail


def _links(document: Document, artifact: Artifact, back: ReadBack) -> Iterator[Finding]:
    found = {_same(address) for address in back.addresses}
    digits = "".join(filter(str.isdigit, "".join(back.pages))) if artifact.media_type == "text/plain" else ""
    for link in document.tree.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") or _same(address) in found:
            continue
        if address.startswith("tel:") and _same(address) in digits:
            continue  # a number in plain text is dialled as it stands
        message = f"the link to {address} is missing from {artifact.filename}"
        yield Finding("parity/link", Severity.ERROR, message, FAULT, place_of(link))


def _same(address: str) -> str:
    """An address in one form: writers differ in what they encode, and a number is written as at home or abroad."""
    if address.startswith("tel:"):
        return "".join(filter(str.isdigit, address))[-7:]
    try:
        parts = urlsplit(unquote(address))
    except ValueError:
        return address
    host = printed(parts.netloc.lower())
    return urlunsplit((parts.scheme.lower(), host, parts.path.rstrip("/"), parts.query, parts.fragment))


CHECK = Check(
    ids=("parity/lost", "parity/order", "parity/link", "parity/calendar"),
    stage="files",
    rationale="Every word and link of the content must be in every format, in the same order.",
    source="house rule: nothing is lost",
    run=parity,
)
