"""What no validator sees and a reader suffers from: each looked for in the torture publication, by tags.

Every search is run on two files: the one that is built, in which it must find nothing, and the layout engine's own, in
which it must find something. So each test fails where the repair is taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from lxml import html

from publisher.formats.web.page_markup import CAPTION
from support.built import Built
from support.structure import Tree

Search = Callable[[Tree, html.HtmlElement], Iterator[str]]
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
SEARCHES: list[Search] = []


def search(function: Search) -> Search:
    SEARCHES.append(function)
    return function


@search
def a_language_is_lost(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    wanted = [element.get("lang") for element in page.body.iter() if element.get("lang") and element.tag != "abbr"]
    assert len(wanted) > 5
    spoken = [element.text("/Lang") for element in pdf.root.walk() if element.text("/Lang") not in ("", "sv")]
    if spoken.count("en") < wanted.count("en"):
        yield f"{wanted.count('en')} parts in English, {spoken.count('en')} elements"


@search
def an_abbreviation_is_not_expanded(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    wanted = [element.get("title") for element in page.body.iter("abbr")]
    assert len(wanted) > 1
    reported = [element.text("/E") for element in pdf.root.walk() if "/E" in element.entries]
    if reported != wanted:
        yield f"{wanted}: {reported}"


@search
def a_heading_of_a_table_heads_nothing(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    wanted = ["/Row" if cell.get("scope") == "row" else "/Column" for cell in page.body.iter("th")]
    assert {"/Row", "/Column"} == set(wanted)
    if (scopes := [pdf.attribute(cell, "/Scope") for cell in pdf.all("TH")]) != wanted:
        yield f"scopes: {scopes}"


@search
def a_cell_does_not_know_its_headings(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    ids = {cell.text("/ID") for cell in pdf.all("TH")}
    for cell in pdf.all("TD"):
        named = [str(id).removeprefix("u:") for id in pdf.attribute(cell, "/Headers") or ()]
        if len(named) != 2 and (cell.kids or "/K" in cell.entries):
            yield f"a cell has the headings {named}"
        yield from (f"there is no heading {id}" for id in named if id not in ids)


@search
def ids_are_in_no_tree(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    ids = {element.text("/ID") for element in pdf.root.walk()} - {""}
    tree = pdf.document.value(pdf.tree_root.get("/IDTree")) or {}
    listed = {str(name).removeprefix("u:") for name in tree.get("/Names", [])[::2]}
    if ids != listed or not ids:
        yield f"ids {ids ^ listed}"


@search
def a_running_head_is_no_artifact(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    for number, content in enumerate(pypdf.PdfReader(pdf.path).pages):
        stream = content.get_contents()
        assert stream is not None
        is_back_or_cover = number == 0 or number >= len(pdf.document.page_names) - 2
        if not is_back_or_cover and stream.get_data().count(b"/Subtype /Footer") != 2:
            yield f"page {number + 1}: no page number or no title is marked as a footer"


@search
def something_begins_anew_on_each_page(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    lists = [element for element in page.body.iter("ul", "ol", "dl") if element.getparent().tag != "nav"]
    tables, heads = list(page.body.iter("table")), list(page.body.iter("thead"))
    for role, wanted in (("L", lists), ("Table", tables), ("THead", heads)):
        if len(pdf.all(role)) != len(wanted):
            yield f"{len(wanted)} {role} in the source, {len(pdf.all(role))} in the tags"


@search
def a_term_is_parted_from_what_is_said_of_it(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    pairs = [item for item in pdf.all("LI") if [kid.role for kid in item.kids] == ["Lbl", "LBody"]]
    bulleted = len([item for item in page.body.iter("li") if not bare_list(item)])
    if len(pairs) != bulleted + len(list(page.body.iter("dt"))):
        yield f"{len(pairs)} pairs"


def bare_list(item: html.HtmlElement) -> bool:
    """Whether the item's list has no bullets in the leaflet."""
    classes = item.getparent().get("class", "").split()
    in_facts = any("facts" in above.get("class", "").split() for above in item.iterancestors())
    in_contents = any(above.tag == "nav" for above in item.iterancestors())
    return in_facts or in_contents or bool({"people", "cards", "partners"} & set(classes))


@search
def a_caption_has_no_picture(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    captions = [one for one in page.body.iter("p") if CAPTION in (one.get("class") or "").split()]
    captions = [one for one in captions if one.getparent().find("img") is not None]  # a quotation has one, too
    assert captions
    groups = [group for group in pdf.root.walk() if group.role != "NonStruct"]
    beside = [group for group in groups if [kid.role for kid in group.kids] == ["Figure", "Caption"]]
    if len(beside) != len(captions):
        yield f"{len(captions)} captions, {len(beside)} beside a picture"


@search
def a_picture_lies_off_its_page(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    """Bounds are points from the lower left corner; pictures bleed by up to 3 mm."""
    for figure in pdf.all("Figure"):
        left, bottom, right, top = pdf.attribute(figure, "/BBox")
        if not (-9 <= left < right <= 420 + 9 and -9 <= bottom < top <= 596 + 9):
            yield f"{figure.text('/Alt')}: {left, bottom, right, top}"


@search
def a_note_is_no_note(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    marks, notes = page.find_class("note-ref"), page.xpath("//p[@class='note']")
    assert len(marks) > len(notes) > 1
    # Each entry of the table of contents is a reference, too.
    roles = [len(pdf.all("Note")), len(pdf.all("Reference")) - len(pdf.all("TOCI"))]
    if roles != [len(notes), len(marks)]:
        yield f"notes and references: {roles}"


@search
def a_link_says_its_address_and_not_where_it_leads(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    for annotation in pdf.annotations():
        said = annotation["/Contents"]
        if said.startswith(("u:http", "u:mailto", "u:tel:", "u:#", "u:note-", "u:ref-")) and "naken" not in said:
            yield said


@search
def generated_text_is_read(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    """Dots between facts, and pictures that only decorate: drawn for the eye, they are artifacts."""
    streams = (page.get_contents() for page in pypdf.PdfReader(pdf.path).pages)
    marks = sum(stream.get_data().count(b"/Type /Layout") for stream in streams if stream is not None)
    if not marks:
        yield "nothing that is drawn for the eye alone is marked so"


@search
def a_list_does_not_say_how_it_counts(pdf: Tree, page: html.HtmlElement) -> Iterator[str]:
    yield from ("a list without numbering" for item in pdf.all("L") if not pdf.attribute(item, "/ListNumbering"))


def found(what: Search, path: Path, built: Built) -> list[str]:
    page = html.parse(built.path("torture", "web"), html.HTMLParser(encoding="utf-8")).getroot()
    return list(what(Tree(path), page))


@pytest.mark.parametrize("what", SEARCHES, ids=lambda what: what.__name__)
def test_silent_defect(built: Built, bare_screen: Path, what: Search) -> None:
    assert found(what, built.path("torture", "screen"), built) == []
    assert found(what, bare_screen, built) != [], "the engine does this right by itself now: is the repair needed?"
