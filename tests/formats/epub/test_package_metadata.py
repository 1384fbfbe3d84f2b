"""What an e-book says of itself is what it holds: nothing is claimed that is not there."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from publisher.compose import Document
from publisher.content.load import load
from publisher.formats.epub.package_metadata import (
    OPF,
    Held,
    accessibility,
    fill,
    held,
    identifier,
    summary,
)
from publisher.pipeline.build import prepare
from publisher.text.i18n import label, label_languages
from support import tools

ALL = Held(pictures=True, described=True, shows=True, still=True, pages=8, sections=3)
ALT = '<img alt="Ett hus.">'


@pytest.fixture(scope="module")
def document() -> Document:
    return prepare(load(tools.ROOT / "content" / "framat")).document


def of(body: str, *files: bytes) -> Held:
    return held(lxml_html.document_fromstring(f"<html><body>{body}</body></html>"), files, 2)


def said(book: Held, property: str) -> list[str]:
    return [value for name, value in accessibility(book) if name == property]


def metadata(document: Document, book: Held = ALL) -> etree._Element:
    element = etree.Element(f"{{{OPF}}}metadata")
    fill(element, document, book)
    return element


@pytest.mark.parametrize(
    ("body", "features", "modes", "sufficient"),
    [
        pytest.param(ALT, True, ["textual", "visual"], ["textual,visual", "textual"], id="a picture"),
        pytest.param("<p>x</p>", False, ["textual"], ["textual"], id="none"),
        pytest.param('<img alt="">', False, ["textual"], ["textual"], id="one that decorates"),
        pytest.param('<img class="logo" alt="Märke">', True, ["textual"], ["textual"], id="a logo"),
        pytest.param(f"{ALT}<img>", False, ["textual", "visual"], ["textual,visual"], id="one without words"),
    ],
)
def test_what_pictures_ask_of_the_reader(body: str, features: bool, modes: list[str], sufficient: list[str]) -> None:
    book = of(body)
    assert ("alternativeText" in said(book, "accessibilityFeature")) is features
    assert said(book, "accessMode") == modes
    assert said(book, "accessModeSufficient") == sufficient
    assert ("described" in summary("en", book)) is features


def test_pages_and_contents_are_claimed_only_where_they_are() -> None:
    every = set(said(ALL, "accessibilityFeature"))
    no_pages = every - set(said(dataclasses.replace(ALL, pages=0), "accessibilityFeature"))
    no_sections = every - set(said(dataclasses.replace(ALL, sections=0), "accessibilityFeature"))
    assert no_pages == {"pageBreakMarkers", "pageNavigation"}
    assert no_sections == {"tableOfContents", "structuralNavigation"}
    assert of("<h2>a</h2><h2>b</h2>").sections == 2


@pytest.mark.parametrize(
    ("data", "hazard"),
    [
        (b"<svg><path/></svg>", "none"),
        (b"<svg><animate/></svg>", "unknown"),
        (b"<svg><svg:animateTransform/></svg>", "unknown"),
        (b"<svg><style>@keyframes a {}</style></svg>", "unknown"),
        (b"\x89PNG\r\n\x1a\n....IHDR.....IDAT", "none"),
        (b"\x89PNG\r\n\x1a\n....IHDR.....acTL", "unknown"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8L...", "none"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02......ANIM", "unknown"),
    ],
)
def test_no_hazard_only_where_nothing_moves(data: bytes, hazard: str) -> None:
    assert said(of(ALT, b"<svg/>", data), "accessibilityHazard") == [hazard]


def test_no_conformance_is_claimed(document: Document) -> None:
    """Much of WCAG only a person can judge, and none has judged a book that a build has just made."""
    text = etree.tostring(metadata(document), encoding="unicode")
    assert "conformsTo" not in text
    assert "certifiedBy" not in text
    assert "WCAG" not in text
    assert "Ingen människa har granskat boken" in text


@pytest.mark.parametrize("language", label_languages())
def test_the_summary_is_in_the_language_of_the_book(language: str) -> None:
    assert label(language, "epub.summary.whole") in summary(language, ALL)


def test_the_publication_is_named(document: Document) -> None:
    root = metadata(document)
    dc = {etree.QName(element).localname: element.text for element in root if "purl.org/dc" in str(element.tag)}
    assert dc["title"] == "Framåt! – Nytt ledarskap för Borlänge"
    assert (dc["creator"], dc["publisher"]) == (document.sender, document.publisher)
    assert (dc["language"], dc["date"], dc["description"]) == ("sv", "2026-11-22", document.description)
    metas = {meta.get("property"): meta.text for meta in root.iter(f"{{{OPF}}}meta")}
    assert metas["dcterms:modified"] == "2026-11-22T00:00:00Z"
    assert metas["schema:version"] == document.version
    printed = "Framåt!, tryckt version 1.0, 22 november 2026, Centerpartiet i Borlänge"
    assert dc["source"] == metas["pageBreakSource"] == printed


def test_the_identifier_is_the_publication_s_and_not_the_build_s(document: Document) -> None:
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", identifier(document))
    assert identifier(dataclasses.replace(document, version="2.0", title="Ny")) == identifier(document)
    assert identifier(dataclasses.replace(document, name="annan")) != identifier(document)
    assert identifier(dataclasses.replace(document, sender="En annan")) != identifier(document)


def test_the_sample_claims_what_its_pictures_are(document: Document) -> None:
    files = [path.read_bytes() for path in Path(document.base / "pictures").iterdir()]
    book = held(document.tree, files, 8)
    assert book == Held(pictures=True, described=True, shows=True, still=True, pages=8, sections=8)
