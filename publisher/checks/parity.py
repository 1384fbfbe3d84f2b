"""parity/*: nothing is lost. Each finished file is read back and compared with the document, text by text, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree import ElementTree

from lxml import etree

from publisher.checks.check import Check, Subject
from publisher.checks.letters import lost, runs_backwards
from publisher.compose import Document, place_of
from publisher.compose.contract import has_class
from publisher.compose.texts import squash
from publisher.formats import FORMATS
from publisher.formats.alignment import Alignment, Row, align
from publisher.formats.read_back import ReadBack
from publisher.formats.session_findings import UNMISTAKABLE
from publisher.formats.web.page import FORMAT as WEB_PAGE
from publisher.model.catalogue import say
from publisher.model.findings import Artifact, Finding, Severity
from publisher.model.graphemes import beginning
from publisher.model.html_names import ADDRESS, LINK_ADDRESS, QR
from publisher.text.addresses import SAME_DIGITS, Address

FAULT = "checks:parity-fault"


def parity(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    proved = set[str]()
    for artifact in subject.artifacts:
        # The landing page is no format: it is the web page with more around it, and is read in the same way.
        format = FORMATS.get(artifact.format, WEB_PAGE)
        if artifact.companion:
            continue
        if format.prove and format.id not in proved:
            proved.add(format.id)
            yield from format.prove(document, [one for one in subject.artifacts if one.format == format.id])
        if format.compare:
            yield from format.compare(document, artifact)
        if not format.read:
            continue
        back = format.read(artifact.data)
        if artifact.pages is not None and runs_backwards(document.html):
            yield from _compare_letters(subject, artifact, back)
        else:
            pages = list(without_running(subject, artifact, back))
            brackets, is_paged = format.printed_addresses, artifact.pages is not None
            found = list(_compare(document.tree, artifact, pages, brackets=brackets, strict=not is_paged))
            if is_paged and not found and not format.tagged:  # `parity/tags` compares what has tags
                tree = etree.fromstring(ElementTree.tostring(subject.edition.pages(format.medium).html))
                found += _compare(tree, artifact, pages, brackets=True, strict=True)
            yield from found
        if artifact.pages is None:
            yield from _alts(document, artifact, back)
        if format.links:
            yield from _links(document, artifact, back)


def without_running(subject: Subject, artifact: Artifact, back: ReadBack) -> Iterator[str]:
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
    pieces = list(pieces_of(subject.edition.document.tree))
    uses = subject.edition.pages(FORMATS[artifact.format].medium).uses
    running = (text for use in uses for text in use.running)
    for number in lost((piece for _, piece in pieces), "".join(back.pages), running):
        element, piece = pieces[number]
        shown = beginning(" ".join(piece.split()), 80)
        message = say("checks:missing-from-some-letters-are", shown=shown, filename=artifact.filename)
        yield Finding("parity/lost", Severity.ERROR, message, say(FAULT), place_of(element))


def _compare(
    tree: etree._Element, artifact: Artifact, pages: Sequence[str], *, brackets: bool, strict: bool
) -> Iterator[Finding]:
    """Each text after the one before it. `brackets`: the address of a link stands in brackets after it, as on paper.
    `strict`: nothing but what the tree says stands there, so that what is there again is found."""
    pieces = [(element, piece) for element, piece in pieces_of(tree) if brackets or not is_for_paper(element)]
    wanted, text = [squash(piece) for _, piece in pieces], "".join(pages)
    rows = rows_of([element for element, _ in pieces], wanted) if len(pages) > 1 else None
    labels = {words for (element, _), words in zip(pieces, wanted, strict=True) if is_column_head(element)}
    found = align(wanted, pages, rows, strict=strict, labels=labels)
    faults = [(number, "parity/lost", "checks:missing-from") for number in found.missing]
    faults += [(number, "parity/order", "checks:different-place") for number in found.moved]
    if strict:
        faults += [(number, "parity/twice", "checks:stands-twice") for number in _twice(pieces, wanted, found, text)]
    for number, id, message in sorted(faults):
        element, piece = pieces[number]
        shown = beginning(" ".join(piece.split()), 80)
        message = say(message, shown=shown, filename=artifact.filename)
        yield Finding(id, Severity.ERROR, message, say(FAULT), place_of(element))


def _twice(
    pieces: Sequence[tuple[etree._Element, str]], wanted: Sequence[str], found: Alignment, text: str
) -> Iterator[int]:
    """The numbers of the texts that stand again in what no text has claimed, as heads of tables do on each page. An
    address may: plain text lists those of all links at its end."""
    if found.moved:  # what stands in another place stands between the others
        return
    # What is drawn over another text stands on both sides of that.
    left = "".join(text[start:end] for start, end in found.gaps(len(text)))
    for number, ((element, _), words) in enumerate(zip(pieces, wanted, strict=True)):
        may_stand_again = element.tag == "th" or any(has_class(one, ADDRESS) for one in _around(element))
        if len(words) >= UNMISTAKABLE and not may_stand_again and words in left:
            yield number


def rows_of(elements: Sequence[etree._Element], wanted: Sequence[str]) -> dict[int, Row]:
    """The rows of tables, by the number of the first of their texts."""
    held = dict[etree._Element, dict[etree._Element, list[int]]]()
    for number, element in enumerate(elements):
        cell = next((one for one in (element, *element.iterancestors()) if one.tag in ("td", "th")), None)
        if cell is not None and (row := cell.getparent()) is not None:
            held.setdefault(row, {}).setdefault(cell, []).append(number)
    rows = dict[int, Row]()
    for row, cells in held.items():
        heads = row.xpath("ancestor::table[1]/thead//text()")
        numbers = [number for texts in cells.values() for number in texts]
        said = tuple("".join(wanted[number] for number in texts) for texts in cells.values())
        rows[numbers[0]] = Row(numbers[-1], said, squash("".join(map(str, heads))))
    return rows


def is_column_head(element: etree._Element) -> bool:
    """Whether it is in the head of a table, which plain text says before each cell, and paper on each page."""
    return any(one.tag == "thead" for one in _around(element))


def is_for_paper(element: etree._Element) -> bool:
    """Whether it is the address of a link, spelled out after it."""
    return any(has_class(one, LINK_ADDRESS) for one in _around(element))


def _around(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def pieces_of(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every text of the document that readers see, in order, with the element it belongs to."""
    body = tree.find("body")
    if body is not None:
        yield from _texts(body)


def _texts(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    piece = element.text or ""
    for child in element:
        if child.tag == "wbr":  # a place to break an address; its parts alone stand in every other address, too
            piece += child.tail or ""
            continue
        if piece.strip():
            yield element, piece
        if isinstance(child.tag, str):
            yield from _texts(child)
        piece = child.tail or ""
    if piece.strip():
        yield element, piece


def _alts(document: Document, artifact: Artifact, back: ReadBack) -> Iterator[Finding]:
    """What each picture shows, after that of the one before; in plain text, among the words."""
    rest, seen = iter(back.alts or ()), Counter[str]()
    for image in document.tree.iter("img"):
        alt = squash(image.get("alt", ""))
        if not alt or has_class(image, QR):  # whose address stands beside it
            continue
        seen[alt] += 1
        if alt in rest if back.alts is not None else back.pages[0].count(alt) >= seen[alt]:
            continue
        message = say("checks:alt-missing-from", shown=beginning(image.get("alt", ""), 80), filename=artifact.filename)
        yield Finding("parity/alt", Severity.ERROR, message, say(FAULT), place_of(image))
        rest = iter(back.alts or ())


def _links(document: Document, artifact: Artifact, back: ReadBack) -> Iterator[Finding]:
    """Each link with its words, after the one before it; where words are not known, its address anywhere."""
    found, rest = {same_address(address) for address in back.addresses}, iter(back.links or ())
    marked = iter(back.marked or ())
    for link in document.tree.iter("a"):
        address = link.get("href", "")
        if address.startswith("#"):
            continue
        if back.links is None and same_address(address) in found:
            continue
        if address.startswith("tel:") and same_address(address) in back.dialled:
            continue  # a number in plain text is dialled as it stands
        if back.marked is not None and any(same_address(to) == same_address(address) for to in marked):
            continue
        pair = (squash("".join(link.itertext())), same_address(address))
        if back.links is not None and any((words, same_address(to)) == pair for words, to in rest):
            continue
        message = say("checks:link-missing-from", address=address, filename=artifact.filename)
        yield Finding("parity/link", Severity.ERROR, message, say(FAULT), place_of(link))
        rest, marked = iter(back.links or ()), iter(back.marked or ())


def same_address(address: str) -> str:
    """An address in one form: writers differ in what they encode, and a number is written as at home or abroad."""
    if address.startswith("tel:"):
        return "".join(filter(str.isdigit, address))[-SAME_DIGITS:]
    try:
        parts = urlsplit(unquote(address))
    except ValueError:
        return address
    host = Address(parts.netloc.lower()).printed
    return urlunsplit((parts.scheme.lower(), host, parts.path.rstrip("/"), parts.query, parts.fragment))


CHECK = Check(
    ids=("parity/lost", "parity/order", "parity/twice", "parity/alt", "parity/link", "parity/calendar"),
    stage="files",
    rationale="Every word and link of the content must be in every format, in the same order.",
    source="house rule: nothing is lost",
    run=parity,
)
