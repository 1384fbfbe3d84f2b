"""parity/*: nothing is lost. Each finished file is read back and compared with the document, text by text, in order."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit, urlunsplit

from lxml import etree

from publisher.checks.check import Check, Subject
from publisher.checks.letters import lost, runs_backwards
from publisher.compose import Document, place_of
from publisher.compose.contract import has_class
from publisher.compose.texts import squash
from publisher.formats import FORMATS
from publisher.formats.read_back import ReadBack
from publisher.formats.web.page import FORMAT as WEB_PAGE
from publisher.model.catalogue import say
from publisher.model.findings import Artifact, Finding, Severity
from publisher.model.graphemes import beginning
from publisher.model.html_names import LINK_ADDRESS
from publisher.text.addresses import printed

FAULT = "checks:parity-fault"


def parity(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    for artifact in subject.artifacts:
        # The landing page is no format: it is the web page with more around it, and is read in the same way.
        format = FORMATS.get(artifact.format, WEB_PAGE)
        if artifact.companion:
            continue
        if format.prove:
            yield from format.prove([one for one in subject.artifacts if one.format == format.id])
        if format.compare:
            yield from format.compare(document, artifact)
        if not format.read:
            continue
        back = format.read(artifact.data)
        if artifact.pages is not None and runs_backwards(document.html):
            yield from _compare_letters(subject, artifact, back)
        else:
            text = "".join(_without_running(subject, artifact, back))
            yield from _compare(document, artifact, text, brackets=format.printed_addresses)
        if format.links:
            yield from _links(document, artifact, back)


def _without_running(subject: Subject, artifact: Artifact, back: ReadBack) -> Iterator[str]:
    """The pages' texts without running heads and page numbers, so that a text over a page break is whole again."""
    if artifact.pages is None:
        yield from back.pages
        return
    # A page that is missing at the end is found by its texts; an empty one looks like the end of a booklet.
    for text, use in zip(back.pages, subject.edition.pages(FORMATS[artifact.format].medium).uses, strict=False):
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
        shown = beginning(" ".join(piece.split()), 80)
        message = say("checks:missing-from-some-letters-are", shown=shown, filename=artifact.filename)
        yield Finding("parity/lost", Severity.ERROR, message, say(FAULT), place_of(element))


def _compare(document: Document, artifact: Artifact, text: str, *, brackets: bool) -> Iterator[Finding]:
    """Each text after the one before it. Where the order breaks, the search goes on from the new place, so that one
    displaced part is one finding. `brackets`: the address of a link stands in brackets after it, as on paper."""
    cursor = 0
    for element, piece in _pieces(document):
        if not brackets and _is_for_paper(element):
            continue
        wanted = squash(piece)
        found = text.find(wanted, cursor)
        if found < 0 and (len(wanted) > 1 or wanted not in text):
            shown = beginning(" ".join(piece.split()), 80)
            found = text.find(wanted)
            if found >= 0:
                id, message = "parity/order", say("checks:different-place", shown=shown, filename=artifact.filename)
            else:
                id, message = "parity/lost", say("checks:missing-from", shown=shown, filename=artifact.filename)
            yield Finding(id, Severity.ERROR, message, say(FAULT), place_of(element))
        if found >= 0:
            cursor = found + len(wanted)


def _is_for_paper(element: etree._Element) -> bool:
    """Whether it is the address of a link, spelled out after it."""
    return any(has_class(one, LINK_ADDRESS) for one in (element, *element.iterancestors()))


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
    for link in document.tree.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") or _same(address) in found:
            continue
        if address.startswith("tel:") and _same(address) in back.dialled:
            continue  # a number in plain text is dialled as it stands
        message = say("checks:link-missing-from", address=address, filename=artifact.filename)
        yield Finding("parity/link", Severity.ERROR, message, say(FAULT), place_of(link))


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
