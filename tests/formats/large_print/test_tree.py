"""Large print: nothing of the document is lost or moved, and what low vision needs is there."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from lxml import etree

from publisher.compose import Document, compose
from publisher.compose.texts import squash
from publisher.content.load import load
from publisher.design.colour import contrast
from publisher.formats.large_print.tree import large_print_styles, large_print_tokens, large_print_tree
from publisher.model.units import LARGE_PRINT_SIZES
from publisher.pdf.layout.paginate import lay_out
from publisher.pdf.layout.stylesheets import joined
from support import tools
from support.built import SAMPLES

TABLE = """<table><caption>Avgifter</caption>
<thead><tr><th scope="col">Verksamhet</th><th scope="col">Avgift</th><th scope="col">Från</th></tr></thead>
<tbody><tr><th scope="row">Förskola</th><td>1 688 kr</td><td>Nu</td></tr></tbody></table>"""
SESSION = """<article class="session" id="one"><h4>10.00</h4><div class="session-body"><p class="people-line">
<span class="label">Medverkar:</span> <strong>Anna</strong>, lärare; <strong>Bo</strong>, rektor</p></div></article>"""


@pytest.fixture(scope="module", params=[sample.name for sample in SAMPLES])
def document(request: pytest.FixtureRequest) -> Document:
    """Each sample publication, composed."""
    return compose(load(tools.ROOT / "content" / request.param))


@pytest.fixture(scope="module")
def leaflet() -> Document:
    return compose(load(tools.ROOT / "content" / "framat"))


def with_body(document: Document, body: str) -> Document:
    html = f'<!doctype html><html lang="sv"><head><title>x</title></head><body>{body}</body></html>'
    return dataclasses.replace(document, html=html)


def tree_of(document: Document, body: str, size: int = 18, **pages: int) -> etree._Element:
    return large_print_tree(with_body(document, f"<main>{body}</main>"), pages, 8, size)


def text_of(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def token(document: Document, name: str, size: int = 18) -> str:
    found = re.search(rf"--{name}:([^;]*);", large_print_tokens(document, size))
    assert found
    return found[1]


@pytest.mark.parametrize("size", LARGE_PRINT_SIZES)
def test_every_text_and_link_stands_in_its_order(document: Document, size: int) -> None:
    pages = {section.get("id"): 2 for section in document.tree.iter("section") if section.get("id")}
    tree = large_print_tree(document, pages, 8, size)
    for added in tree.xpath("//nav | //p[@class='printed-page'] | //p[@class='large-print-note']"):
        added.drop_tree()
    assert squash(text_of(tree)) == squash(text_of(document.tree))
    assert tree.xpath("//a/@href") == document.tree.xpath("//a/@href")
    assert tree.xpath("//*/@id") == document.tree.xpath("//*/@id")


def test_the_shared_tree_is_left_as_it_was(document: Document) -> None:
    before = etree.tostring(document.tree)
    large_print_tree(document, {}, 8, 18)
    assert etree.tostring(document.tree) == before


def test_pictures_that_tell_something_stay_and_no_others(document: Document) -> None:
    tree = large_print_tree(document, {}, 8, 18)
    told = [alt for alt in document.tree.xpath("//img/@alt") if alt]
    assert tree.xpath("//img/@alt") == told
    assert tree.xpath("//img[@data-qr]/@style") == document.tree.xpath("//img[@data-qr]/@style")


def test_text_after_a_decoration_stays(leaflet: Document) -> None:
    (line,) = tree_of(leaflet, '<p>före <img src="a.svg" alt=""> efter</p>').iter("p")
    assert text_of(line) == "före efter"


def test_logo_for_a_white_ground(document: Document) -> None:
    logo = document.brand.logo
    assert logo
    (source,) = large_print_tree(document, {}, 8, 18).xpath("//img[@class='logo']/@src")
    assert Path(source).name == logo.file
    assert (document.base / source).is_file()


def test_cells_name_their_columns(leaflet: Document) -> None:
    tree = tree_of(leaflet, TABLE)
    assert tree.xpath("//td/@data-label") == ["Avgift", "Från"]
    assert not tree.xpath("//th/@data-label")


def test_each_speaker_has_a_line(leaflet: Document) -> None:
    speakers = tree_of(leaflet, SESSION).xpath("//span[@class='speaker']")
    assert [text_of(speaker) for speaker in speakers] == ["Anna, lärare;", "Bo, rektor"]
    assert not tree_of(leaflet, SESSION.replace("; <strong>Bo</strong>, rektor", "")).xpath("//span[@class='speaker']")


def test_only_what_fits_is_kept_on_one_line(leaflet: Document) -> None:
    text = '<p><span class="keep">{}</span></p>'
    assert tree_of(leaflet, text.format("0243-740 00"), 28).xpath("//span[@class='keep']")
    assert not tree_of(leaflet, text.format("Anna-Karin Andersson Berg"), 28).xpath("//span[@class='keep']")
    assert not tree_of(leaflet, text.format("Tillitsdelegationen")).xpath("//span")


def test_long_addresses_may_be_broken_after_their_signs(leaflet: Document) -> None:
    text = '<p class="address"><span class="keep">exempel.example.org/en-lang/adress</span></p>'
    assert b"exempel.<wbr/>example.<wbr/>org/<wbr/>en-<wbr/>lang/" in etree.tostring(tree_of(leaflet, text, 28))
    assert not tree_of(leaflet, text.replace("exempel.example.org/en-lang/adress", "example.org")).xpath("//wbr")


def test_pages_of_the_ordinary_version_are_told_once_below_the_heading(leaflet: Document) -> None:
    body = "".join(f'<section id="{id}"><h2>{id}</h2><p>text</p></section>' for id in "abc")
    body += '<section id="d"><h2>d</h2><section><h3>day</h3><article id="e"><h4>e</h4></article></section></section>'
    tree = tree_of(leaflet, body, a=2, b=2, c=3, d=3, e=4)
    markers = tree.xpath("//p[@class='printed-page']")
    assert [(marker.getprevious().text, marker.text) for marker in markers] == [
        ("a", "Sidan 2 i häftet"),
        ("c", "Sidan 3 i häftet"),
        ("e", "Sidan 4 i häftet"),
    ]


def test_contents_list_every_part_in_order(document: Document) -> None:
    tree = large_print_tree(document, {}, 8, 18)
    (contents,) = tree.xpath("//nav")
    headings = [heading for heading in tree.iter("h2") if heading.getparent() is not contents]
    links = list(contents.iter("a"))
    assert [text_of(link) for link in links] == [text_of(heading) for heading in headings]
    for link, heading in zip(links, headings, strict=True):
        (target,) = tree.xpath("//*[@id=$id]", id=link.get("href").removeprefix("#"))
        assert next(target.iter("h2")) is heading


def test_a_short_text_has_no_contents(leaflet: Document) -> None:
    three = "".join(f'<section id="{id}"><h2>{id}</h2></section>' for id in "abc")
    assert not tree_of(leaflet, three).xpath("//nav")
    assert tree_of(leaflet, f'{three}<section id="d"><h2>d</h2></section>').xpath("//nav")


def test_first_page_says_what_it_is(document: Document) -> None:
    (note,) = large_print_tree(document, {}, 8, 24).xpath("//header/p[@class='large-print-note']")
    printed = "häftet" if document.layout.pages_multiple == 4 else "bladet"
    assert note.text == f"Storstil, 24 punkter. Det tryckta {printed} har 8 sidor."
    assert note.getprevious().get("class") == "cover-text"


def test_title_at_the_foot_only_where_it_has_room(leaflet: Document) -> None:
    long = dataclasses.replace(leaflet, title="En titel som inte har plats bredvid sidans nummer")
    assert large_print_tree(leaflet, {}, 8, 28).xpath("//header/@data-running") == [leaflet.title]
    assert large_print_tree(long, {}, 8, 28).xpath("//header/@data-running") == [""]


@pytest.mark.parametrize("colours", [{}, {"ink": "#777777", "primary": "#ffe45c", "secondary": "#ffb3c7"}])
def test_colours_are_dark_enough(leaflet: Document, colours: dict[str, str]) -> None:
    brand = leaflet.brand.model_copy(deep=True)
    for name, colour in colours.items():
        brand.colours[name] = brand.colours[name].model_copy(update={"rgb": colour})
    document = dataclasses.replace(leaflet, brand=brand)
    assert contrast(token(document, "text"), "#ffffff") >= 14
    assert contrast(token(document, "heading"), "#ffffff") >= 7
    assert contrast(token(document, "mark"), "#ffffff") >= 7


def test_headings_shrink_for_a_long_word_but_never_below_the_text(leaflet: Document) -> None:
    tree = tree_of(leaflet, f"<h2>Lyssna</h2><h2>Barnomsorgsverksamheterna</h2><h3>{'x' * 60}</h3>", 28)
    assert [heading.get("style") for heading in tree.iter("h2", "h3")] == [None, "font-size:29pt", "font-size:28pt"]


def test_short_titles_are_set_bigger(leaflet: Document) -> None:
    (title,) = large_print_tree(leaflet, {}, 8, 18).iter("h1")
    assert title.get("style") == "font-size:58pt"
    assert tree_of(leaflet, "<h1>Ett program för hela sommaren</h1>").find(".//h1").get("style") is None


def test_stylesheet_names_only_tokens_that_there_are(leaflet: Document) -> None:
    css = re.sub(r"/\*.*?\*/", "", joined(large_print_styles(leaflet, 18)).text, flags=re.S)
    known = set(re.findall(r"--([\w-]+):", css)) | {"modules", "focal-point"}  # set by the document
    assert set(re.findall(r"var\(--([\w-]+)", css)) <= known
    own = css[css.index("@page") :]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", own)
    for_long_words = ".long { hyphens: auto;"
    assert for_long_words in own
    forbidden = r"italic|uppercase|underline|hyphens: auto|justify|opacity|position: absolute|float"
    assert not re.search(forbidden, own.replace(for_long_words, ""))


@pytest.mark.parametrize("size", LARGE_PRINT_SIZES)
def test_pages_hold_all_text_and_are_not_empty(document: Document, size: int) -> None:
    pages = lay_out(
        document, "large-print", large_print_tree(document, {}, 8, size), large_print_styles(document, size)
    )
    assert not pages.complaints
    assert not pages.overflows
    assert [use.page for use in pages.uses[:-1] if use.filled < 0.3] == []


@pytest.mark.parametrize("size", LARGE_PRINT_SIZES)
def test_tables_notes_and_long_words_fit(leaflet: Document, size: int) -> None:
    word = "Kommunfullmäktigesammanträdesprotokollsjusterare"
    note = '<sup class="note-ref"><a href="#n">1</a></sup></p><div class="notes"><p class="note" id="n">1 not</p></div>'
    document = with_body(leaflet, f"<main><h2>{word}</h2>{TABLE}<p>{word}{note}</main>")
    pages = lay_out(
        document, "large-print", large_print_tree(document, {}, 8, size), large_print_styles(document, size)
    )
    assert not pages.complaints
    assert not pages.overflows
