"""The e-book as a file: a sound container, and the whole document in it, in its order, with its languages and notes."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import io
import posixpath
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from publisher.compose import Document
from publisher.compose.texts import squash
from publisher.formats.edition import Edition
from publisher.formats.epub import book as epub
from publisher.formats.epub.text import text_of
from support.built import PUBLICATIONS, TORTURE
from support.editions import sample
from support.epub import Book

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@cache
def bytes_of(name: str) -> bytes:
    return epub.render(sample(name))


@pytest.fixture(params=PUBLICATIONS)
def name(request: pytest.FixtureRequest) -> str:
    """Each publication in turn."""
    return request.param


@pytest.fixture
def document(name: str) -> Document:
    return sample(name).document


@pytest.fixture
def book(name: str) -> Book:
    return Book(bytes_of(name))


@pytest.fixture
def torture() -> Book:
    return Book(bytes_of(TORTURE))


def with_changes(old: str = "", new: str = "", **changes: object) -> Book:
    """The torture publication, whose pages and parts say something else."""
    document = sample(TORTURE).document
    assert old in document.html
    if old and "html" not in changes:
        changes |= {"html": document.html.replace(old, new), "parts": replaced(document.parts, old, new)}
    return Book(epub.render(Edition(dataclasses.replace(document, **changes))))


def replaced(value: Any, old: str, new: str) -> Any:
    """The same with another text in every field."""
    if type(value) is str:
        return value.replace(old, new)
    if isinstance(value, tuple):
        return tuple(replaced(item, old, new) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **{name: replaced(item, old, new) for name, item in held.items()})
    return value


def test_bytes_are_the_same_every_time(name: str) -> None:
    again = Edition(sample(name).document)
    assert epub.render(again) == bytes_of(name)


def test_the_shared_tree_is_left_as_it_was(document: Document) -> None:
    before = etree.tostring(document.tree)
    epub.render(Edition(document))
    assert etree.tostring(document.tree) == before


def test_the_container_begins_with_its_kind(book: Book) -> None:
    first = book.entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.files["mimetype"] == b"application/epub+zip"


def test_every_file_has_the_date_of_the_document(document: Document, book: Book) -> None:
    date = document.date
    assert {entry.date_time for entry in book.entries} == {(date.year, date.month, date.day, 0, 0, 0)}


def test_a_date_before_zip_files_were_made_is_no_fault() -> None:
    book = with_changes(date=dt.date(1968, 8, 20))
    assert {entry.date_time[:3] for entry in book.entries} == {(1980, 8, 20)}
    assert book.dc("date") == ["1968-08-20"]


def test_the_manifest_lists_every_file_and_no_other(book: Book) -> None:
    listed = [*book.items, "mimetype", "META-INF/container.xml", book.package_name]
    assert sorted(listed) == sorted(book.files)


def test_the_text_is_that_of_the_document_in_its_order(document: Document, book: Book) -> None:
    body = document.tree.find("body")
    assert body is not None
    assert squash("".join(map(str, book.text.itertext()))) == squash("".join(map(str, body.itertext())))
    assert len(text_of(body)) > 500


def test_each_section_begins_a_file(document: Document, book: Book) -> None:
    wanted = document.tree.xpath("//main/section | //main/div/section | //footer/section")
    assert len(book.spine) == 1 + len(wanted)
    for page, section in zip(list(book.spine.values())[1:], wanted, strict=True):
        found = page.find("{*}body/{*}section")
        assert found is not None
        assert found.get("id") == section.get("id")
        words = section.find(".//h2").xpath(".//text()[not(ancestor::*[@class='link-address'])]")
        assert page.findtext("{*}head/{*}title") == " ".join("".join(words).split())


def test_every_picture_but_the_codes_is_there_with_its_words(document: Document, book: Book) -> None:
    # The logo on the back is for paper: it repeats that of the cover.
    printed = [image for image in document.tree.iter("img") if image.get("class") != "back-logo"]
    wanted = [image.get("alt") for image in printed if image.get("data-qr") is None]
    assert [image.get("alt") for image in book.text.iter("img")] == wanted
    assert len(wanted) > 2
    for image in book.text.iter("img"):
        assert f"EPUB/{image.get('src')}" in book.items


def test_links_lead_to_where_they_led(document: Document, book: Book) -> None:
    outward = [a.get("href") for a in document.tree.iter("a") if not a.get("href", "").startswith("#")]
    assert [a.get("href") for a in book.text.iter("a") if ".xhtml" not in a.get("href", "")] == outward
    for page in [book.navigation, *book.spine.values()]:
        for link in page.iter("{*}a"):
            file, _, id = link.get("href", "").partition("#")
            if file.endswith(".xhtml"):
                target = book.spine[f"EPUB/{file}"]
                assert not id or target.xpath("//@id[. = $id]", id=id), link.get("href")


def test_links_to_the_top_and_to_the_text() -> None:
    book = with_changes("#listor", "#top")
    assert book.text.xpath("//a[. = 'en intern']/@href") == ["01-cover.xhtml"]
    book = with_changes("#listor", "#content")
    assert book.text.xpath("//a[. = 'en intern']/@href") == ["02-lopande.xhtml"]


def test_nothing_of_the_building_is_left(book: Book) -> None:
    assert not book.text.xpath(
        "//@data-source | //@data-qr | //@data-running | //@style[not(starts-with(., 'object-position:'))]"
    )


def test_every_page_has_a_language_and_a_direction(document: Document, book: Book) -> None:
    for page in [book.navigation, *book.spine.values()]:
        assert (page.get("lang"), page.get(XML_LANG), page.get("dir")) == (document.language, document.language, "ltr")
    assert book.package.get(XML_LANG) == document.language


def test_languages_of_parts_are_said_twice(document: Document, book: Book) -> None:
    parts = [element for element in book.text.iter() if element.get("lang")]
    assert [part.get("lang") for part in parts] == document.tree.xpath("//body//@lang")
    assert all(part.get(XML_LANG) == part.get("lang") for part in parts)


def test_a_book_from_right_to_left() -> None:
    book = with_changes(language="ar")
    assert all(page.get("dir") == "rtl" for page in book.spine.values())
    assert book.package.find("{*}spine").get("page-progression-direction") == "rtl"  # type: ignore[union-attr]


def test_notes_pop_up_and_lead_back(torture: Book) -> None:
    references = torture.text.xpath("//a[@role='doc-noteref']")
    assert [text_of(reference) for reference in references] == ["1", "2", "1", "1"]
    for reference in references:
        assert reference.get(EPUB_TYPE) == "noteref"
        file, _, id = reference.get("href").partition("#")
        (note,) = torture.spine[f"EPUB/{file}"].xpath("//*[@id=$id]", id=id)
        assert (note.get("role"), note.get(EPUB_TYPE)) == ("doc-footnote", "footnote")
        (back,) = note.xpath(".//*[@role='doc-backlink']/@href")
        # A second mark of the same note has no id: the way back leads to the first one.
        assert reference.get("id") is None or back == f"{file}#{reference.get('id')}"


def test_addresses_with_many_breaks_are_sound(torture: Book) -> None:
    """The HTML parser puts what follows a <wbr> into it, which XHTML forbids."""
    stops = list(torture.text.iter("wbr"))
    assert len(stops) > 10
    assert not any(len(stop) or stop.text for stop in stops)


def test_contents_stand_in_the_order_of_the_text(document: Document, book: Book) -> None:
    links = book.navigation.xpath("//*[local-name()='nav'][1]//*[local-name()='a']")
    order = [f"{posixpath.basename(name)}#{id}" for name, page in book.spine.items() for id in page.xpath("//@id")]
    places = [order.index(link.get("href")) for link in links]
    assert places == sorted(places)
    headings = [text_of(heading) for heading in document.tree.iter("h2")]
    top = book.navigation.xpath("//*[local-name()='nav'][1]/*[local-name()='ol']/*[local-name()='li']/*[1]")
    assert len(top) == len(headings)
    assert text_of(top[-1]) == headings[-1]


def test_contents_are_nested_by_days_and_sessions(torture: Book) -> None:
    def listed(item: etree._Element) -> object:
        below = [listed(one) for one in item.xpath("./*[local-name()='ol']/*[local-name()='li']")]
        words = text_of(item[0])
        return [words, *below] if below else words

    (programme,) = [
        item
        for item in torture.navigation.xpath("//*[local-name()='nav'][1]/*[local-name()='ol']/*[local-name()='li']")
        if text_of(item[0]) == "Programmet"
    ]
    assert listed(programme) == [
        "Programmet",
        [
            "Söndag 22 november",
            "09.30–10.00 Öppning",
            "10.30–11.30 How to read a page without seeing it",
            "22.00–23.30 Inställt: Nattpasset",
            "23.00 till tisdag 24 november 02.00 Ett prov som pågår",
            "01.30 Vickning för dem som är kvar",
            "Hela dagen till tisdag 24 november Utställning av gamla prov",
        ],
        ["Måndag 23 november", "Hela dagen Visning hela dagen", "08.00–09.00 Avslutning med kaffe"],
    ]
    assert programme.xpath(".//@lang") == ["en"]


def test_landmarks_lead_to_the_cover_and_the_text(book: Book) -> None:
    links = book.navigation.xpath("//*[local-name()='nav'][3]//*[local-name()='a']")
    assert [link.get(EPUB_TYPE) for link in links] == ["titlepage", "bodymatter"]
    assert [f"EPUB/{link.get('href')}" for link in links] == list(book.spine)[:2]


def test_the_fonts_are_inside_with_their_licences(document: Document, book: Book) -> None:
    css = book.files["EPUB/style.css"].decode()
    files = re.findall(r'url\("([^"]+)"\)', css)
    assert {f"EPUB/{file}" for file in files} == {name for name in book.files if name.endswith(".ttf")}
    assert {document.brand.fonts.text, document.brand.fonts.display} <= set(re.findall(r'family: "([^"]+)";', css))
    licences = [data for name, data in book.files.items() if name.endswith("OFL.txt")]
    assert len(licences) >= 2
    assert all(b"SIL OPEN FONT LICENSE" in licence.upper() for licence in licences)


def test_the_shelf_shows_the_first_page(document: Document, book: Book, tmp_path: Path) -> None:
    (cover,) = (name for name, item in book.items.items() if item.get("properties") == "cover-image")
    (tmp_path / "cover").write_bytes(book.files[cover])
    with Image.open(tmp_path / "cover") as picture:
        width, height = picture.size
        assert abs(width / height - document.layout.width / document.layout.height) < 0.005
        assert 1500 < height < 1700
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 50
    assert len(book.files[cover]) < 200_000


def test_the_book_is_small(name: str) -> None:
    """With fonts that reading programs of EPUB 2 know, too: TrueType, about 150 kB more than WOFF2."""
    assert len(bytes_of(name)) < 500_000


def test_a_photograph_on_the_cover_is_a_jpeg() -> None:
    photograph = io.BytesIO()
    Image.merge("RGB", [Image.effect_noise((900, 900), 80) for _ in range(3)]).save(photograph, "JPEG")
    source = f"data:image/jpeg;base64,{base64.b64encode(photograph.getvalue()).decode()}"
    old, (cover, *others) = 'class="cover-picture" src="pictures/kullar.svg"', sample(TORTURE).document.parts
    html = sample(TORTURE).document.html.replace(old, f'class="cover-picture" src="{source}"')
    book = with_changes(old, html=html, parts=(replaced(cover, "pictures/kullar.svg", source), *others))
    (cover,) = (name for name, item in book.items.items() if item.get("properties") == "cover-image")
    assert book.items[cover].get("media-type") == "image/jpeg"
    assert book.files[cover].startswith(b"\xff\xd8")
    assert book.files["EPUB/pictures/01.jpg"] == photograph.getvalue()
