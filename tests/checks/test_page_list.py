"""The e-book read back: parity/lost, parity/order, parity/link and parity/pages find what is wrong in it."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from publisher.checks import Subject, parity
from publisher.checks import page_list as book
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.formats.read_back import listed_pages, read_epub
from publisher.model.findings import Artifact, Severity
from support.built import TORTURE
from support.editions import own_sample
from support.epub import changed


@cache
def _finished(name: str) -> tuple[Edition, Artifact]:
    edition = own_sample(name)
    return edition, FORMATS["epub"].artifacts(edition)[0]


def with_file(name: str, old: str, new: str) -> Subject:
    """The leaflet with an e-book in which a file says something else."""
    edition, artifact = _finished("framat")

    def change(file: str, data: bytes) -> bytes:
        if not file.endswith(name):
            return data
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return Subject(edition, [dataclasses.replace(artifact, data=changed(artifact.data, change))])


def found(subject: Subject) -> list[str]:
    findings = [finding for check in (parity.CHECK, book.CHECK) for finding in check.run(subject)]
    assert {finding.severity for finding in findings} <= {Severity.ERROR}
    return [f"{finding.id}: {finding.message}" for finding in findings]


@pytest.mark.parametrize("name", ["framat", "almedalen", TORTURE])
def test_the_books_pass(name: str) -> None:
    edition, artifact = _finished(name)
    assert artifact.pages is None
    assert found(Subject(edition, [artifact])) == []


def test_files_that_are_no_books_have_no_pages_to_list() -> None:
    edition, artifact = _finished("framat")
    web = dataclasses.replace(artifact, media_type="text/html", data=b"<p>x</p>")
    assert list(book.CHECK.run(Subject(edition, [web]))) == []


def test_a_text_that_the_book_lacks_is_found() -> None:
    (finding,) = found(with_file("03-lyssna.xhtml", "Vi litar på människor.", ""))
    assert finding.startswith("parity/lost: 'Får vi bestämma tar")
    assert finding.endswith("is missing from framat-epub.epub")


def test_files_in_another_order_are_found() -> None:
    subject = with_file("package.opf", '<itemref idref="file-4"/>\n    <itemref idref="file-5"/>', SWAPPED)
    assert [finding.split(":")[0] for finding in found(subject)] == ["parity/order", "parity/alt"]


SWAPPED = '<itemref idref="file-5"/>\n    <itemref idref="file-4"/>'


def test_a_link_that_the_book_lacks_is_found() -> None:
    (finding,) = found(with_file("08-contact.xhtml", 'href="https://framat.example.org"', 'href="https://example.org"'))
    assert finding == "parity/link: the link to https://framat.example.org is missing from framat-epub.epub"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "nav.xhtml",
            '<li><a href="03-lyssna.xhtml#page_3">3</a></li>',
            "",
            "page 3 of the printed version is missing",
        ),
        ("nav.xhtml", "#page_3", "#lyssna", "page 3 of the printed version is missing"),
        ("03-lyssna.xhtml", 'id="page_3"', 'id="page_9"', "page 3 of the printed version is missing"),
        ("03-lyssna.xhtml", 'aria-label="3"', 'aria-label="4"', "page 3 of the printed version is missing"),
        (
            "nav.xhtml",
            '<li><a href="01-cover.xhtml#page_1">1</a></li>',
            '<li><a href="01-cover.xhtml#page_1">1</a></li><li><a href="01-cover.xhtml#page_1">1</a></li>',
            "the list of printed pages is wrong",
        ),
    ],
)
def test_a_page_that_cannot_be_found_is_reported(name: str, old: str, new: str, message: str) -> None:
    assert found(with_file(name, old, new)) == [f"parity/pages: {message} in framat-epub.epub"]


def test_pages_of_another_pagination_are_reported() -> None:
    """A book of the sheet's two pages is no book of the leaflet's eight."""
    edition, artifact = _finished("framat")
    other = Edition(edition.document)
    other.laid_out["print"] = _finished("almedalen")[0].master
    assert [finding.id for finding in book.CHECK.run(Subject(other, [artifact]))] == ["parity/pages"]


def test_blank_pages_at_the_end_are_listed() -> None:
    edition, _ = _finished("framat")
    blank = '<div style="break-before: page"></div><div style="break-before: page; height: 1mm"></div></footer>'
    longer = Edition(dataclasses.replace(edition.document, html=edition.document.html.replace("</footer>", blank)))
    artifact = FORMATS["epub"].artifacts(longer)[0]
    assert longer.master.count > edition.master.count
    assert listed_pages(artifact.data)[-1] == (str(longer.master.count), str(longer.master.count))
    assert list(book.CHECK.run(Subject(longer, [artifact]))) == []


def test_what_is_read_is_the_text_alone() -> None:
    _, artifact = _finished("framat")
    back = read_epub(artifact.data)
    (text,) = back.pages
    assert text.startswith("CenterpartietiBorlängeFramåt!")
    assert text.endswith("Version1.0.")
    assert "Innehåll" not in text
    assert {"https://framat.example.org", "mailto:hej@framat.example.org"} <= back.addresses
