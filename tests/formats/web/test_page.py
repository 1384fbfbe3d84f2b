"""The web page as a file: whole in itself, nothing of the building left in it, and readable in any brand's colours."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from publisher.compose import Document, compose
from publisher.compose.part_types import Cover, Person, Picture, Section
from publisher.content.load import load
from publisher.design.colour import contrast
from publisher.formats.edition import Edition
from publisher.formats.web import page as web
from publisher.formats.web.palette import dark, light
from publisher.formats.web.web_style import colour_tokens
from publisher.model.blocks import Figure
from publisher.model.paths import LAYOUTS
from support import photographs, tools
from support.built import SAMPLES
from support.html_text import blocks_of, runs_of

SAMI = "Ŋŧž"
MORE_SHEETS = ("landing", "publications", "filter")


@pytest.fixture(scope="module", params=[sample.name for sample in SAMPLES])
def document(request: pytest.FixtureRequest) -> Document:
    """Each sample publication, composed. Its other languages are for `test_languages`."""
    return dataclasses.replace(compose(load(tools.ROOT / "content" / request.param)), translations=())


@pytest.fixture(scope="module")
def page(document: Document) -> etree._Element:
    """Its web page, read back."""
    return lxml_html.document_fromstring(web.render(Edition(document)).decode("utf-8"))


def with_text(document: Document, text: str, heading: str = "Om badet") -> Document:
    """A document of the same brand and layout, with one section of this heading and text."""
    parts = [part for part in document.parts if isinstance(part, Cover | Section)]
    cover, section = parts[0], next(part for part in parts if isinstance(part, Section))
    assert isinstance(cover, Cover)
    plain = dataclasses.replace(cover, logo=None, picture=None)
    alone = dataclasses.replace(
        section, id="bad", heading=runs_of(heading), blocks=blocks_of(text), picture=None, people=()
    )
    return dataclasses.replace(document, parts=(plain, alone), events=())


def rendered(document: Document, text: str, heading: str = "Om badet") -> str:
    """The web page of such a document."""
    return web.render(Edition(with_text(document, text, heading))).decode("utf-8")


def css(page: etree._Element) -> str:
    return "".join(style.text or "" for style in page.iter("style"))


def text_of(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_language_and_direction(document: Document, page: etree._Element) -> None:
    assert page.get("lang") == document.language
    assert page.get("dir") == "ltr"


def test_bytes_are_the_same_every_time(document: Document) -> None:
    assert web.render(Edition(document)) == web.render(Edition(document))


def test_the_shared_tree_is_left_as_it_was(document: Document) -> None:
    before = etree.tostring(document.tree)
    web.render(Edition(document))
    assert etree.tostring(document.tree) == before


def test_nothing_of_the_building_is_left(page: etree._Element) -> None:
    for element in page.iter():
        assert not {"data-source", "data-running"} & set(element.attrib), etree.tostring(element)[:200]
    assert not page.xpath("//img/@style")


def test_no_code_stands_beside_its_link(document: Document, page: etree._Element) -> None:
    """Heard, code, link and address would say one thing three times."""
    addresses = document.tree.xpath("//img/@data-qr")
    assert addresses
    assert not page.xpath("//img[@data-qr]")
    assert set(addresses) <= set(page.xpath("//main//a/@href | //footer//a/@href"))


def test_nothing_comes_from_outside(page: etree._Element) -> None:
    assert not page.xpath("//script[not(@type='application/ld+json')] | //link | //iframe | //object")
    sources = page.xpath("//@src")
    assert sources
    assert all(source.startswith("data:") for source in sources)
    addresses = re.findall(r"url\(([^)]*)\)", css(page))
    assert all(address.startswith("data:font/woff2;base64,") for address in addresses)
    assert "@import" not in css(page)


def test_pictures_have_a_place_before_they_are_drawn(document: Document, page: etree._Element) -> None:
    pictures = document.tree.xpath("//img[not(@class='back-logo')]")  # the logo once more, for pages
    own = [image.get("src") for image in pictures if not image.get("src", "").startswith("data:")]
    sized = page.xpath("//img[@width and @height]")
    assert len(sized) == len(own)


def test_fonts_are_inside_and_no_others(document: Document, page: etree._Element) -> None:
    families = re.findall(r'@font-face\{font-family:"([^"]+)";font-weight:(\d+);font-style:(\w+)', css(page))
    brand = document.brand.fonts
    assert families == [(brand.text, "400", "normal"), (brand.text, "700", "normal"), (brand.display, "800", "normal")]


def test_italic_only_where_the_text_has_one(document: Document) -> None:
    assert "font-style:italic" in rendered(document, "<p>En <em>sak</em></p>")
    assert "font-style:italic" not in rendered(document, "<p>En sak</p>")


def test_fallback_font_only_for_letters_that_need_it(document: Document) -> None:
    fallback = '@font-face{font-family:"Source Sans 3"'
    fonts = document.brand.fonts.model_copy(update={"text": "Public Sans", "display": "Figtree"})
    brand = document.brand.model_copy(update={"fonts": fonts})
    document = dataclasses.replace(document, brand=brand)
    assert fallback in rendered(document, f"<p>{SAMI}</p>")
    assert fallback not in rendered(document, "<p>Åäö –\u00a0”x”, soft\u00adhyphen</p>")


def test_contents_list_every_part_in_order(page: etree._Element) -> None:
    links = page.xpath("//nav//li/a")
    headings = [h2 for part in ("main", "footer") for h2 in page.find("body").find(part).iter("h2")]
    assert [text_of(link) for link in links] == [text_of(heading) for heading in headings]
    for link, heading in zip(links, headings, strict=True):
        target = page.get_element_by_id(link.get("href").removeprefix("#"))
        assert heading in target.iter("h2")


def test_contents_keep_the_language_of_a_part(document: Document) -> None:
    page = rendered(document, "<p>a</p>", 'Om <span lang="en">Science <b>Center</b></span>')
    assert '<a href="#bad">Om <span lang="en">Science <strong>Center</strong></span></a>' in page


def test_first_link_skips_to_the_text(page: etree._Element) -> None:
    first = next(page.iter("a"))
    assert first.get("class") == "skip"
    assert page.get_element_by_id(first.get("href").removeprefix("#")).tag == "main"


def test_addresses_may_break_after_a_slash(document: Document) -> None:
    page = rendered(document, '<p><span class="address">example.org/en/two</span></p><p>och/eller</p>')
    assert '<span class="keep">example.org/<wbr>en/<wbr>two</span>' in page
    assert "<p>och/eller</p>" in page


@pytest.mark.parametrize("roles", [light, dark])
@pytest.mark.parametrize(
    "colours",
    [
        pytest.param({}, id="a sound brand"),
        pytest.param({"primary": "#ffe45c", "secondary": "#ffb3c7", "rule": "#eeeeee"}, id="pale colours"),
        pytest.param({"accent": "#3a3a3a", "rule": "#444444", "primary": "#101010"}, id="dark colours"),
    ],
)
def test_every_brand_can_be_read(
    roles: Callable[[dict[str, str]], dict[str, str]], colours: dict[str, str], document: Document
) -> None:
    brand = {name: colour.rgb for name, colour in document.brand.colours.items()} | colours
    role = roles(brand)
    for ground in (role["ground"], role["box"]):
        assert contrast(role["text"], ground) >= 7
        assert contrast(role["quiet"], ground) >= 7
        assert contrast(role["link"], ground) >= 7
        assert contrast(role["heading"], ground) >= 7
        assert contrast(role["mark"], ground) >= 4.5
        assert contrast(role["focus"], ground) >= 3
    assert contrast(role["panel-text"], role["panel"]) >= 4.5
    assert contrast(role["panel-mark"], role["panel"]) >= 4.5


def test_stylesheets_name_no_colour_that_has_no_role(document: Document) -> None:
    """Colours come from the brand, else a page would be unreadable by night or in another brand."""
    known = set(re.findall(r"--([\w-]+):", colour_tokens(document.brand)))
    paths = [*LAYOUTS.glob("*/web.css"), *(LAYOUTS / "base" / f"{name}.css" for name in MORE_SHEETS)]
    texts = {path: re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S) for path in paths}
    known |= set(re.findall(r"--([\w-]+):", texts[LAYOUTS / "base" / "web.css"])) | {
        "font-text",
        "font-display",
        "focal-point",
    }
    for path, text in texts.items():
        assert set(re.findall(r"var\(--([\w-]+)", text)) <= known, path
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) <= {"#000", "#fff"}, path


def test_pictures_are_as_large_as_screens_need_and_say_their_size_and_shape(document: Document, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30.2 20"/>')
    (tmp_path / "b.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "c.jpg").write_bytes(photographs.jpeg(photographs.landscape(2000, 900)))
    (tmp_path / "d.tif").write_bytes(photographs.tiff(photographs.landscape(300, 400)))
    small = Picture("a.svg", "", "portrait")
    signer = Person(runs_of("Bo"), (), small)
    names = ("b.svg", "c.jpg", "d.tif", "c.jpg")
    blocks = tuple(Figure(name, "") for name in names)
    cover, section = with_text(document, "<p>a</p>").parts
    assert isinstance(section, Section)
    signed = dataclasses.replace(section, blocks=blocks, people=(signer,))
    moved = dataclasses.replace(document, parts=(cover, signed), events=(), base=tmp_path)
    root = lxml_html.document_fromstring(web.render(Edition(moved)).decode("utf-8"))
    found = [
        (image.get("src", "")[:15], image.get("width"), image.get("height"), image.get("class"))
        for image in root.iter("img")
    ]
    assert found == [
        ("data:image/svg+", None, None, None),
        ("data:image/jpeg", "1600", "720", "wide"),
        ("data:image/jpeg", "300", "400", "tall"),
        ("data:image/jpeg", "1600", "720", "wide"),
        ("data:image/svg+", "1208", "800", "portrait"),
    ]


TABLE = "<table>{}<tbody><tr><th scope='row'>a</th><td>b</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("caption", "name"), [("<caption>Öppet i <em>sommar</em></caption>", "Öppet i sommar"), ("", "Om badet")]
)
def test_a_table_has_a_frame_that_gets_its_name_where_it_moves(document: Document, caption: str, name: str) -> None:
    """A caption of the table's own would be said twice: as its name, and as its text."""
    text = f"<p>Före.</p>{TABLE.format(caption)}<p>Efter.</p>"
    root = lxml_html.document_fromstring(rendered(document, text))
    (frame,) = root.find_class("table-frame")
    assert dict(frame.attrib) == {"class": "table-frame", "data-name": name}
    assert [child.tag for child in frame] == (["p", "table"] if caption else ["table"])
    assert frame.xpath("string(p)") == (name if caption else "")
    assert frame.find("table").get("aria-label") == (name if caption else None)
    assert [sibling.text for sibling in (frame.getprevious(), frame.getnext())] == ["Före.", "Efter."]
    assert "ResizeObserver" in root.xpath("string(//body/script)")


def test_what_stays_on_a_line_is_held_by_its_characters(document: Document) -> None:
    """An element is a stop of its own for some screen readers. What is copied stays as it is."""
    page = rendered(document, "<p><span class='keep'>8–16 juli</span> <span class='keep'>0243-740 00</span></p>")
    assert '<p>8–\u206016\u00a0juli <span class="keep">0243-740 00</span></p>' in page
    assert '<span class="keep">a.b@example.org</span>' in rendered(
        document, "<p><span class='keep'>a.b@example.org</span></p>"
    )


def test_the_words_of_a_figure_stand_below_it_as_text(document: Document) -> None:
    quote = "<figure class='quote'><blockquote><p>Så är det.</p></blockquote><figcaption>— Nina</figcaption></figure>"
    root = lxml_html.document_fromstring(rendered(document, quote))
    (said,) = root.find_class("quote")
    assert [child.tag for child in said] == ["blockquote", "p"]
    assert not root.xpath("//figcaption")


def test_an_abbreviation_in_a_heading_is_explained_in_the_contents_too(document: Document) -> None:
    html = rendered(document, "<p>a</p>", "<abbr title='Ung Företagsamhet'>UF</abbr>")
    assert '<li><a href="#bad"><abbr title="Ung Företagsamhet">UF</abbr></a></li>' in html
