"""Large print: nothing of the document is lost or moved, and what low vision needs is there."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from lxml import etree

from publisher.compose import Document, compose
from publisher.compose.part_types import Line, Part, Section
from publisher.compose.texts import squash
from publisher.content.load import load
from publisher.formats.large_print.large_tokens import large_print_styles
from publisher.formats.large_print.tree import LargePrint, large_print_tree
from publisher.model.blocks import Block, Box, Cell, Figure, Heading, Item, Listing, Note, Notes, Paragraph, Row, Table
from publisher.model.findings import Place
from publisher.model.runs import Kind, Mark, Run, joined, words
from publisher.model.units import LARGE_PRINT_SIZES
from publisher.pdf.layout.paginate import lay_out
from publisher.text.html_elements import Element
from support import tools
from support.built import SAMPLES

TABLE = Table(
    words("Avgifter"),
    Row((Cell(words("Verksamhet"), "col"), Cell(words("Avgift"), "col"), Cell(words("Från"), "col"))),
    (Row((Cell(words("Förskola"), "row"), Cell(words("1 688 kr")), Cell(words("Nu")))),),
)
PLACE = Place("a", 1)


@pytest.fixture(scope="module", params=[sample.name for sample in SAMPLES])
def document(request: pytest.FixtureRequest) -> Document:
    """Each sample publication, composed."""
    return compose(load(tools.ROOT / "content" / request.param))


@pytest.fixture(scope="module")
def leaflet() -> Document:
    return compose(load(tools.ROOT / "content" / "framat"))


def section(id: str, heading: str = "Rubrik", *blocks: Block) -> Section:
    return Section(id, words(heading), (), blocks, None, (), (), "", PLACE)


def with_parts(document: Document, *parts: Part) -> Document:
    return dataclasses.replace(document, parts=(document.parts[0], *parts))


def tree_of(document: Document, *blocks: Block, size: int = 18) -> etree._Element:
    tree = large_print_tree(with_parts(document, section("a", "Rubrik", *blocks)), {}, 8, size)
    (body,) = tree.xpath("//div[@class='section-body']")
    return body


def in_paragraph(text: str, *marks: Mark) -> Paragraph:
    return Paragraph(words(text, *marks))


def text_of(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


@pytest.mark.parametrize("size", LARGE_PRINT_SIZES)
def test_every_text_and_link_stands_in_its_order(document: Document, size: int) -> None:
    pages = {section.get("id"): 2 for section in document.tree.iter("section") if section.get("id")}
    tree = large_print_tree(document, pages, 8, size)
    for added in tree.xpath("//nav | //p[@class='printed-page'] | //p[@class='large-print-note']"):
        added.getparent().remove(added)
    assert squash(text_of(tree)) == squash(text_of(document.tree))
    assert tree.xpath("//a/@href") == document.tree.xpath("//a/@href")
    assert [id for id in tree.xpath("//*/@id") if not id.startswith("day_")] == document.tree.xpath("//*/@id")


def test_the_shared_tree_is_left_as_it_was(document: Document) -> None:
    before = etree.tostring(document.tree)
    large_print_tree(document, {}, 8, 18)
    assert etree.tostring(document.tree) == before


def test_only_pictures_with_a_meaning_stay(document: Document) -> None:
    tree = large_print_tree(document, {}, 8, 18)
    reported = [alt for alt in document.tree.xpath("//img/@alt") if alt]
    assert tree.xpath("//img/@alt") == reported
    assert tree.xpath("//img[@data-qr]/@style") == document.tree.xpath("//img[@data-qr]/@style")


def test_the_caption_of_a_decoration_stays(leaflet: Document) -> None:
    body = tree_of(leaflet, Figure("a.svg", "", words("Bild: Anna")))
    assert not body.xpath(".//img")
    assert body.xpath("string(figure/figcaption)") == "Bild: Anna"


def test_logo_for_a_white_ground(document: Document) -> None:
    logo = document.brand.logo
    assert logo
    (source,) = large_print_tree(document, {}, 8, 18).xpath("//img[@class='logo']/@src")
    assert Path(source).name == logo.file
    assert (document.base / source).is_file()


def test_cells_name_their_columns(leaflet: Document) -> None:
    tree = tree_of(leaflet, TABLE)
    assert tree.xpath(".//td/@data-label") == ["Avgift", "Från"]
    assert not tree.xpath(".//th/@data-label")


def test_each_speaker_has_a_line(leaflet: Document) -> None:
    def speakers(*names: str) -> list[str]:
        strong = joined([(*words(name, Mark(Kind.STRONG)), *words(", lärare")) for name in names], "; ")
        line = LargePrint(leaflet, {}, 8, 18).line(Line("people", words("Medverkar"), strong))
        spans = (kid for kid in line.kids if isinstance(kid, Element))
        return ["".join(span.texts()) for span in spans if span.attributes.get("class") == "speaker"]

    assert speakers("Anna", "Bo") == ["Anna, lärare;", "Bo, lärare"]
    assert speakers("Anna") == []


def test_only_what_fits_is_kept_on_one_line(leaflet: Document) -> None:
    def kept(text: str, size: int = 28) -> bool:
        paragraph = in_paragraph(text, Mark(Kind.KEEP))
        return bool(tree_of(leaflet, paragraph, size=size).xpath(".//span[@class='keep']"))

    assert kept("0243-740 00")
    assert kept("Anna-Karin Andersson Berg")
    assert not kept("Anna-Karin Andersson Berg von Post")
    assert kept("Anna-Karin Andersson Berg von Post", 16)
    assert not kept("Tillitsdelegationen", 18)


def test_within_a_box_less_is_kept_on_one_line(leaflet: Document) -> None:
    name = in_paragraph("Anna-Karin Andersson Bergström", Mark(Kind.KEEP))
    assert tree_of(leaflet, name, size=28).xpath(".//span[@class='keep']")
    tree = tree_of(leaflet, Box("note", (Listing((Item((name,)),)),)), size=28)
    assert not tree.xpath(".//span[@class='keep']")


def test_a_heading_is_set_smaller_for_a_name_or_lets_it_go(leaflet: Document) -> None:
    """The smaller size is still that of a heading; else the name goes on over lines, and keeps its words."""

    def heading_with(name: str) -> tuple[bool, str | None]:
        (heading,) = tree_of(leaflet, Heading(2, words(name, Mark(Kind.KEEP))), size=28).iter("h2")
        return bool(heading.xpath(".//span[@class='keep']")), heading.get("style")

    assert heading_with("Anna Holm") == (True, None)
    assert heading_with("Anna-Karin Andersson Bergström") == (True, "font-size:30pt;line-height:1.25")
    assert heading_with("Anna-Karin Andersson Berg von Post") == (False, None)


def test_a_person_and_an_organisation_are_whole() -> None:
    programme = compose(load(tools.ROOT / "content" / "almedalen"))
    tree = large_print_tree(programme, {}, 2, 28)
    kept = tree.xpath("//p[@class='people-line']//span[@class='keep']")
    assert "kommunstyrelsens ordförande" in [text_of(span) for span in kept]
    assert "Jan Bohman" in [text_of(span) for span in kept]


def test_days_stand_in_the_contents_and_at_the_foot() -> None:
    programme = compose(load(tools.ROOT / "content" / "almedalen"))
    tree = large_print_tree(programme, {}, 2, 18)
    days = [text_of(heading) for heading in tree.xpath("//h3[@class='day-heading']")]
    assert tree.xpath("//h3/@data-running") == days
    assert [text_of(entry) for entry in tree.xpath("//nav//li[@class='day-entry']")] == days


def test_long_addresses_may_be_broken_after_their_punctuation(leaflet: Document) -> None:
    def broken(address: str) -> str:
        paragraph = in_paragraph(address, Mark(Kind.ADDRESS, address))
        return etree.tostring(tree_of(leaflet, paragraph, size=28), encoding="unicode")

    assert "exempel.<wbr/>example.<wbr/>org/<wbr/>en-<wbr/>lang/" in broken("exempel.example.org/en-lang/adress")
    assert "wbr" not in broken("example.org")


def test_pages_of_the_ordinary_version_are_said_once_below_the_heading(leaflet: Document) -> None:
    document = with_parts(leaflet, *(section(id, id) for id in "abc"))
    tree = large_print_tree(document, {"a": 2, "b": 2, "c": 3}, 8, 18)
    markers = tree.xpath("//p[@class='printed-page']")
    assert [(marker.getprevious().text, marker.text) for marker in markers] == [
        ("a", "Sidan 2 i häftet"),
        ("c", "Sidan 3 i häftet"),
    ]


def test_pages_of_sessions_are_said_below_their_headings() -> None:
    programme = compose(load(tools.ROOT / "content" / "almedalen"))
    ids = programme.tree.xpath("//article/@id")
    tree = large_print_tree(programme, {id: page for page, id in enumerate(ids, 1)}, 8, 18)
    assert tree.xpath("//article/p[@class='printed-page']/../@id") == ids
    assert {marker.getprevious().tag for marker in tree.xpath("//p[@class='printed-page']")} == {"h4"}


def test_contents_list_every_part_in_order(document: Document) -> None:
    tree = large_print_tree(document, {}, 8, 18)
    (contents,) = tree.xpath("//nav")
    headings = tree.xpath("//h2[not(parent::nav)] | //h3[@class='day-heading']")
    links = list(contents.iter("a"))
    assert [text_of(link) for link in links] == [text_of(heading) for heading in headings]
    for link, heading in zip(links, headings, strict=True):
        (target,) = tree.xpath("//*[@id=$id]", id=link.get("href").removeprefix("#"))
        assert next(target.iter("h2", "h3")) is heading


def test_a_short_text_has_no_contents(leaflet: Document) -> None:
    parts = [section(id, id) for id in "abcd"]
    assert not large_print_tree(with_parts(leaflet, *parts[:3]), {}, 8, 18).xpath("//nav")
    assert large_print_tree(with_parts(leaflet, *parts), {}, 8, 18).xpath("//nav")


def test_first_page_says_what_it_is(document: Document) -> None:
    (note,) = large_print_tree(document, {}, 8, 24).xpath("//header/p[@class='large-print-note']")
    printed = "häftet" if document.layout.pages_multiple == 4 else "bladet"
    assert note.text == f"Storstil, 24 punkter. Det tryckta {printed} har 8 sidor."
    assert note.getprevious().get("class") == "cover-text"


def test_title_at_the_foot_only_where_it_has_room(leaflet: Document) -> None:
    long = dataclasses.replace(leaflet, title="En titel som inte har plats bredvid sidans nummer")
    assert large_print_tree(leaflet, {}, 8, 28).xpath("//header/@data-running") == [leaflet.title]
    assert large_print_tree(long, {}, 8, 28).xpath("//header/@data-running") == [""]


def test_headings_shrink_for_a_long_word_but_never_below_the_text(leaflet: Document) -> None:
    headings = [
        Heading(2, words("Lyssna")),
        Heading(2, words("Barnomsorgsverksamheterna")),
        Heading(3, words("x" * 60)),
    ]
    tree = tree_of(leaflet, *headings, size=28)
    smaller = [f"font-size:{size}pt;line-height:1.25" for size in (34, 28)]
    assert [heading.get("style") for heading in tree.iter("h2", "h3")] == [None, *smaller]


def test_short_titles_are_set_bigger(leaflet: Document) -> None:
    (title,) = large_print_tree(leaflet, {}, 8, 18).iter("h1")
    assert title.get("style") == "font-size:58pt"
    long = Heading(1, words("Ett program för hela sommaren"))
    assert tree_of(leaflet, long).find(".//h1").get("style") is None


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
    marked = Paragraph((Run(word), Run("1", (Mark(Kind.NOTE, "a-1", id="ref-a-1"),))))
    notes = Notes("Noter", (Note("a-1", 1, words("not")),))
    document = with_parts(leaflet, section("a", word, TABLE, marked, notes))
    pages = lay_out(
        document, "large-print", large_print_tree(document, {}, 8, size), large_print_styles(document, size)
    )
    assert not pages.complaints
    assert not pages.overflows
