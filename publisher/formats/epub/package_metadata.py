"""The metadata of an e-book: its makers, its source, and its accessibility features.

The last is worked out from what the book really holds. No conformance to WCAG is claimed: much of that only a person
can judge, and nobody has judged the book when it is made. The summary says so.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from publisher.compose import Document
from publisher.model.label import Label, joined_labels, language_of
from publisher.text.i18n import label, long_date

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Pictures that say who sends it, or nothing; a reader who cannot see them misses no content. Read in the finished book:
# what it says of itself is proven by what stands in it.
NO_CONTENT = frozenset({"logo", "qr"})
# What makes a picture move: in WebP, PNG and SVG.
MOVING = re.compile(rb"^RIFF....WEBPVP8X.{0,64}?ANIM|\x89PNG.{0,2000}?acTL|<(?:\w+:)?animate|@keyframes", re.DOTALL)


@dataclass(frozen=True)
class Held:
    """What a book holds, as far as it matters here. `shows` says that some of its pictures are content."""

    pictures: bool
    described: bool
    shows: bool
    still: bool
    pages: int
    sections: int


def held(tree: etree._Element, files: Sequence[bytes], pages: int) -> Held:
    """Look at the finished text and the files of its pictures."""
    images = list(tree.iter("img"))
    described = [image for image in images if image.get("alt", "").strip()]
    return Held(
        pictures=bool(described),
        described=all(image.get("alt") is not None for image in images),
        shows=any(not NO_CONTENT & set(image.get("class", "").split()) for image in described),
        still=not any(MOVING.search(data) for data in files),
        pages=pages,
        sections=len(list(tree.iter("h2"))),
    )


def identifier(document: Document) -> str:
    """The same for every build and version of a publication: 'urn:uuid:...'"""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{document.sender}/{document.name}").urn


def fill(metadata: etree._Element, document: Document, book: Held) -> None:
    """Put everything into <metadata>."""
    printed = label(
        document.language,
        "epub.source",
        title=document.title,
        version=document.version,
        date=long_date(document.language, document.date),
        sender=document.sender,
    )
    _dc(metadata, "identifier", identifier(document)).set("id", "id")
    _dc(metadata, "title", title_of(document))
    _dc(metadata, "language", document.language)
    _dc(metadata, "creator", document.sender)
    _dc(metadata, "publisher", document.publisher)
    _dc(metadata, "date", document.date.isoformat())
    _dc(metadata, "description", document.description)
    _dc(metadata, "source", printed)
    _meta(metadata, "dcterms:modified", f"{document.date.isoformat()}T00:00:00Z")
    _meta(metadata, "schema:version", document.version)
    if book.pages:
        _meta(metadata, "pageBreakSource", printed)
    for property, value in accessibility(book):
        _meta(metadata, f"schema:{property}", value)
    _meta(metadata, "schema:accessibilitySummary", summary(document.language, book))


def title_of(document: Document) -> str:
    """The title with its subtitle, with single spaces."""
    return " ".join(document.full_title.split())


def accessibility(book: Held) -> Iterator[tuple[str, str]]:
    """(property, value) by the vocabulary of schema.org."""
    yield "accessMode", "textual"
    if book.shows:
        yield "accessMode", "visual"
        yield "accessModeSufficient", "textual,visual"
    if book.described:
        yield "accessModeSufficient", "textual"
    for feature in _features(book):
        yield "accessibilityFeature", feature
    yield "accessibilityHazard", "none" if book.still else "unknown"


def _features(book: Held) -> Iterator[str]:
    if book.pictures and book.described:
        yield "alternativeText"
    if book.sections:
        yield from ("tableOfContents", "structuralNavigation")
    if book.pages:
        yield from ("pageBreakMarkers", "pageNavigation")
    yield from ("readingOrder", "displayTransformability", "ARIA", "unlocked")


def summary(language: str, book: Held) -> Label:
    """The same in words."""
    sentences = [label(language, "epub.summary.whole")]
    if book.pictures and book.described:
        sentences.append(label(language, "epub.summary.pictures"))
    if book.pages:
        sentences.append(label(language, "epub.summary.pages"))
    sentences += [
        label(language, "epub.summary.settings"),
        label(language, "epub.summary.compared"),
        label(language, "epub.summary.not-judged"),
    ]
    return joined_labels(sentences, " ")


def _dc(metadata: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(metadata, f"{{{DC}}}{name}")
    element.text = text
    if language := language_of(text):
        element.set(XML_LANG, language)
    return element


def _meta(metadata: etree._Element, property: str, text: str) -> None:
    meta = etree.SubElement(metadata, f"{{{OPF}}}meta", {"property": property})
    meta.text = text
    if language := language_of(text):
        meta.set(XML_LANG, language)
