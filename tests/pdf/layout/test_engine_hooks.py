"""What the hooks need of the engine is still so, and what they make of it is read by three programs."""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import io
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Comment

import pypdf
import pypdfium2
import pytest
from lxml import etree
from pypdf.generic import ContentStream

from publisher.checks.read_tags import read_tags
from publisher.model.errors import RenderError
from publisher.pdf.layout import paginate
from publisher.pdf.layout.engine import file_fetcher, load_engine
from publisher.pdf.layout.engine_hooks import CHECKED_WITH, children, page_boxes, source_of, srgb_profile
from publisher.pdf.layout.marked_pages import draw
from publisher.pdf.layout.pieces import gather
from support import pdftext, raster
from support.laid_out import lay_out, small_document, tagged

LOOK = "WeasyPrint has changed: look at"
HYPHENS = (
    "<p>Folkomröstningskampanjorganisationsmedlemskapsavgifter</p><p class='whole'>Skåne-Norrlands-expressen</p>"
    "<p class='list'>ett två tre fyra fem sex sju åtta nio tio elva tolv</p>"
)
NARROW = "p{hyphens:auto;width:35mm}.whole{width:20mm;hyphens:manual}"
ROWS = "".join(f"<tr><th scope='row'>rad {row}</th><td>värde</td></tr>" for row in range(40))
PAGED = (
    "<h1>Rubrik</h1><p>text <img src='pictures/bank.svg' alt='' width='20'></p>"
    f"<table><thead><tr><td></td><th scope='col'>Kolumn</th></tr></thead><tbody>{ROWS}</tbody></table>"
    "<p><img src='pictures/bank.svg' alt='En bänk' width='20'></p>"
)
RUNNING = "@page{@top-left{content:'Huvudet'}@bottom-right{content:counter(page)}} p::before{content:'gjord '}"
ACROSS = f"<p>{' '.join(f'ord{number}' for number in range(600))}</p>"


# What the engine must be like


def boxes_of(body: str, style: str = "") -> list[Any]:
    """All boxes of all pages."""

    def below(box: Any) -> Iterator[Any]:
        yield box
        for child in children(box):
            yield from below(child)

    return [box for root in page_boxes(lay_out(body, style).rendered) for box in below(root)]


def of_kind(boxes: list[Any], kind: str) -> list[Any]:
    return [box for box in boxes if type(box).__name__ == kind]


def test_versions_are_those_that_were_looked_at() -> None:
    installed = {name: importlib.metadata.version(name) for name in CHECKED_WITH}
    assert installed == CHECKED_WITH, (
        f"{LOOK} all that publisher/pdf/layout/engine_hooks.py and docs/engine.md name; when the other tests of this "
        "file pass, and those of tests/conformance, write the new numbers into CHECKED_WITH"
    )


@pytest.mark.parametrize(
    ("where", "name", "parameters"),
    [
        ("weasyprint.document", "Document.copy", "self pages"),
        ("weasyprint.document", "Document.write_pdf", "self target zoom finisher options"),
        ("weasyprint.document", "Page.paint", "self stream scale"),
        ("weasyprint.pdf.stream", "Stream.marked", "self box tag"),
        ("weasyprint.pdf.stream", "Stream.clone", "self kwargs"),
        ("weasyprint.pdf.stream", "Stream.add_font", "self pango_font"),
        ("weasyprint.pdf.stream", "Stream.add_image", "self image interpolate ratio"),
        ("weasyprint.pdf.stream", "Stream.transform", "self a b c d e f"),
        ("weasyprint.pdf.stream", "Stream.push_state", "self"),
        ("weasyprint.pdf.stream", "Stream.pop_state", "self"),
        ("weasyprint.images", "RasterImage.get_intrinsic_size", "self resolution font_size"),
        ("weasyprint.images", "RasterImage.draw", "self stream concrete_width concrete_height style"),
        ("weasyprint.images", "RasterImage.get_x_object", "self interpolate dpi_ratio"),
        ("weasyprint.layout.replaced", "replacedbox_layout", "box"),
        (
            "weasyprint.layout.block",
            "columns_layout",
            "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes "
            "adjoining_margins first_letter_style first_line_style",
        ),
        ("weasyprint.svg", "SVG.set_graphical_state", "self node font_size context"),
        ("weasyprint.svg", "SVG.length", "self length font_size"),
        ("weasyprint.text.line_break", "Layout.reactivate", "self style"),
        ("weasyprint.urls", "iri_to_uri", "url"),
        ("weasyprint.urls", "url_join", "base_url url allow_relative context"),
        ("pydyf", "Dictionary", "values"),
        ("pydyf", "PDF.add_object", "self object_"),
        ("pydyf", "Stream", "stream extra compress"),
        ("pydyf", "Stream.begin_marked_content", "self tag property_list"),
        ("pydyf", "Stream.end_marked_content", "self"),
        ("pydyf", "Stream.draw_x_object", "self reference"),
        ("pydyf", "Stream.set_line_width", "self width"),
    ],
)
def test_what_is_called_and_replaced_is_there_and_takes_the_same(where: str, name: str, parameters: str) -> None:
    load_engine()
    found: Any = importlib.import_module(where)
    for part in name.split("."):
        found = getattr(found, part, None)
        assert found is not None, f"{LOOK} {where}: there is no {name}"
    assert " ".join(inspect.signature(found).parameters) == parameters, f"{LOOK} {where}.{name}"


def shape_of(element: Any) -> tuple[object, ...]:
    """What an element says; whitespace outside the body means nothing."""
    loose = element.tag in ("html", "body")
    texts = (element.text or "", element.tail or "")
    return (
        element.tag,
        dict(element.attrib),
        tuple(text.strip() if loose else text for text in texts),
        [shape_of(child) for child in element],
    )


@pytest.mark.parametrize("heights", [(60, 120, 60), (80, 100, 80), (40, 30, 40)])
def test_what_follows_columns_that_fill_a_page_is_on_the_next(heights: tuple[int, ...]) -> None:
    """WeasyPrint alone forgets it for the first two."""
    columns = "".join(f'<p style="height:{height}px">ord</p>' for height in heights)
    style = (
        "@page{size:100mm 61mm;margin:5mm}body{margin:0;font:10px/12px sans-serif}main{columns:2}"
        "p{margin:0 0 12px;break-inside:avoid}div{column-span:all;break-inside:avoid;margin-top:9pt}"
    )
    boxes = boxes_of(f"<main>{columns}<div>rutan</div></main><p>sist</p>", style)
    texts = [box.text for box in boxes if getattr(box, "text", None)]
    assert texts == ["ord"] * 3 + ["rutan", "sist"]


def test_a_tree_is_given_as_the_engine_would_have_read_its_text() -> None:
    """All that `HTML` gets from its text is set, and the elements are those that its reader makes."""
    import weasyprint

    root = small_document(f"{PAGED}<!-- a remark -->efter<br>rad &amp; <em>mer</em> <!-- en --> slut").tree
    text = etree.tostring(root, method="html", encoding="unicode", doctype="<!doctype html>")
    read = weasyprint.HTML(string=text, base_url="/a folder/", url_fetcher=file_fetcher(()))
    given = source_of(root, "/a folder/", read.url_fetcher)
    assert vars(given).keys() == vars(read).keys(), f"{LOOK} HTML.__init__"
    assert (given.base_url, given.media_type) == (read.base_url, read.media_type)
    for comment in list(read.etree_element.iter(Comment)):
        parent = next(one for one in read.etree_element.iter() if comment in list(one))
        before = list(parent)[list(parent).index(comment) - 1]
        before.tail = (before.tail or "") + (comment.tail or "")
        parent.remove(comment)
    assert shape_of(given.etree_element) == shape_of(read.etree_element)


def test_a_drawing_within_the_text_is_left_to_the_engines_reader() -> None:
    body = "<p>före <svg viewBox='0 0 10 10' width='20mm' height='20mm'><rect width='10' height='10'/></svg></p>"
    source = source_of(small_document(body).tree, "/", file_fetcher(()))
    (drawing,) = source.etree_element.iter("{http://www.w3.org/2000/svg}svg")
    assert drawing.get("viewBox") == "0 0 10 10"


def test_pages_are_painted_into_a_stream_that_keeps_its_numbers_and_states() -> None:
    """A page's stream gets another class when it is painted into, which counts on these."""
    from weasyprint.pdf import generate_pdf
    from weasyprint.pdf.stream import Stream

    held = set(Stream.__init__.__code__.co_names)
    wanted = {"_tags", "_current_color", "_current_alpha", "_current_font"}
    assert wanted <= held, f"{LOOK} pdf/stream.py: {', '.join(wanted - held)}"
    assert "paint" in generate_pdf.__code__.co_names, f"{LOOK} pdf.generate_pdf: it no longer asks pages to paint"
    assert "_tags" in Stream.clone.__code__.co_names, f"{LOOK} Stream.clone: groups no longer share the page's numbers"


def test_the_engine_ships_the_profile_that_is_taken_from_it() -> None:
    assert srgb_profile()[36:40] == b"acsp", f"{LOOK} pdf/sRGB2014.icc"


def test_a_text_is_drawn_from_its_layout() -> None:
    from weasyprint.draw import text
    from weasyprint.text.line_break import Layout

    source = inspect.getsource(Layout.reactivate)
    assert "self.text" in source, f"{LOOK} Layout.reactivate: marks gives back spaces by changing the layout's text"
    source = inspect.getsource(text.draw_text)
    assert "pango_layout.reactivate" in source, f"{LOOK} draw/text.py: a text is no longer drawn from pango_layout"


def test_texts_know_their_element_and_what_made_them() -> None:
    boxes = of_kind(boxes_of("<ul><li>ett</li></ul>", "li::after{content:'gjord'}"), "TextBox")
    reported = {(box.element.tag, box.element_tag, box.text) for box in boxes}
    wanted = {("li", "li::marker", "• "), ("li", "li", "ett"), ("li", "li::after", "gjord")}
    assert reported == wanted, f"{LOOK} formatting_structure/boxes.py, TextBox: element and element_tag sort the texts"


def test_margins_heads_and_links_are_distinguished() -> None:
    boxes = boxes_of(PAGED, RUNNING)
    margins = {box.at_keyword for box in of_kind(boxes, "MarginBox") if list(children(box))}
    assert margins == {"@top-left", "@bottom-right"}, (
        f"{LOOK} MarginBox.at_keyword: it distinguishes headers from footers"
    )
    groups = of_kind(boxes, "TableRowGroupBox")
    assert {box.element.tag: box.is_header for box in groups} == {"thead": True, "tbody": False}, (
        f"{LOOK} TableRowGroupBox.is_header: it says which heads of tables are repeated"
    )
    pages = lay_out("<p><a href='https://a.example.org'>länk</a></p>")
    assert pages.drawn.links, f"{LOOK} box.link_annotation and pdf.page_references: links have lost their annotations"
    assert hasattr(pages.rendered.pages[0], "_page_box"), f"{LOOK} document.py, Page: where is its root box now?"


# What is made of it


def written(folder: Path, body: str, style: str = "") -> Path:
    path = folder / "prov.pdf"
    path.write_bytes(tagged(body, style))
    return path


def texts(path: Path) -> dict[str, str]:
    """The file's text, by three programs that go by the page's content alone."""
    with pypdf.PdfReader(path) as reader:
        by_pypdf = "\n".join(page.extract_text() for page in reader.pages)
    with closing(pypdfium2.PdfDocument(path)) as document:
        by_pdfium = "\n".join(page.get_textpage().get_text_range() for page in document)
    return {"pypdf": by_pypdf, "pdftotext": pdftext.text(path, "-raw"), "pdfium": by_pdfium}


@pytest.fixture(scope="module")
def hyphens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(written(tmp_path_factory.mktemp("hyphens"), HYPHENS, NARROW))


@pytest.mark.parametrize("program", ["pypdf", "pdftotext"])
def test_an_added_hyphen_is_soft_and_a_written_one_is_not(hyphens: dict[str, str], program: str) -> None:
    word, other, *_ = re.split(r"(?<=avgifter)\n", hyphens[program])
    assert word.count("\u00ad\n") == 2
    assert word.replace("\u00ad\n", "") == "Folkomröstningskampanjorganisationsmedlemskapsavgifter"
    assert other.startswith("Skåne-\nNorrlands-\nexpressen")


def test_pdfium_joins_the_parts_of_a_word(hyphens: dict[str, str]) -> None:
    """It writes U+FFFE for any hyphen at the end of a line, and finds the word when one searches."""
    assert hyphens["pdfium"].split("\r\n")[0].split("\ufffe") == [
        "Folkomröstningskam",
        "panjorganisations",
        "medlemskapsavgifter",
    ]


@pytest.mark.parametrize("program", ["pypdf", "pdfium"])
def test_a_space_stands_at_the_end_of_each_line(hyphens: dict[str, str], program: str) -> None:
    lines = re.split(r"\r?\n", hyphens[program])
    assert [line for line in lines if line.endswith(" ")] == ["ett två tre fyra fem sex ", "sju åtta nio tio elva "]


def test_hyphens_without_the_twin_font_say_nothing_of_themselves() -> None:
    """The engine's own file: the proof that the tests above can fail."""
    with pypdf.PdfReader(io.BytesIO(lay_out(HYPHENS, NARROW).rendered.write_pdf())) as reader:
        text = "".join(page.extract_text() for page in reader.pages)
    assert "\u00ad" not in text
    assert "Folkomröstningskam\u2010\n" in text
    assert not re.search(r" \n", text)


def sequences(body: str, style: str = "") -> list[tuple[int, str, dict[str, Any]]]:
    """Each marked sequence of the file: its page from 1, its tag, its properties."""
    found = []
    with pypdf.PdfReader(io.BytesIO(tagged(body, style))) as reader:
        for number, page in enumerate(reader.pages, 1):
            for operands, operator in ContentStream(page.get_contents(), reader).operations:
                if operator in (b"BDC", b"BMC"):
                    properties = operands[1] if operator == b"BDC" else {}
                    found.append((number, str(operands[0]), {key: str(properties[key]) for key in properties}))
    return found


def test_what_runs_in_the_margins_is_an_artifact_that_says_so() -> None:
    marked = [mark for mark in sequences(PAGED, RUNNING) if mark[2].get("/Type") == "/Pagination"]
    kinds = {"/Header", "/Footer"}
    assert {(page, tag, properties["/Subtype"]) for page, tag, properties in marked} == {
        (page, "/Artifact", kind) for page in range(1, lay_out(PAGED, RUNNING).count + 1) for kind in kinds
    }


@pytest.mark.parametrize(("margin", "kind"), [("top-center", "/Header"), ("bottom-left", "/Footer")])
def test_what_runs_above_is_a_header_and_below_a_footer(margin: str, kind: str) -> None:
    found = [mark[2].get("/Subtype") for mark in sequences("<p>a</p>", f"@page{{@{margin}{{content:'x'}}}}")]
    assert [found for found in found if found] == [kind]


def test_a_link_has_one_annotation_for_all_its_elements() -> None:
    (places,) = lay_out("<p><a href='https://a.example.org'>en <em>länk</em> <b>till</b></a></p>").drawn.links.values()
    assert places == [(0, 0)]


def test_pictures_that_decorate_are_artifacts() -> None:
    """A picture of vectors is marked as a Figure by its own lines too; what counts is which of them has a number."""
    numbered = [tag for _, tag, properties in sequences(PAGED, RUNNING) if "/MCID" in properties]
    assert numbered.count("/Figure") == 1
    assert numbered.count("/Span") == len(numbered) - 1
    assert sum(len(pieces) for pieces in gather(lay_out(PAGED, RUNNING).rendered).pictures.values()) == 2


def test_a_head_that_is_repeated_is_read_once() -> None:
    pdf = tagged(PAGED, RUNNING)
    with pypdf.PdfReader(io.BytesIO(pdf)) as reader:
        drawn = sum(page.extract_text().count("Kolumn") for page in reader.pages)
    assert drawn > 2
    assert [word.word for word in read_tags(pdf)].count("Kolumn") == 1
    texts = [[piece.text for piece in pieces] for pieces in gather(lay_out(PAGED, RUNNING).rendered).texts.values()]
    assert texts.count(["Kolumn"]) == 1


def test_what_the_stylesheet_writes_is_not_read() -> None:
    words = [word.word for word in read_tags(tagged(PAGED, RUNNING))]
    assert words[:3] == ["Rubrik", "text", "Kolumn"]
    assert not {"gjord", "Huvudet"} & set(words)


def test_a_text_on_several_pages_is_one_and_whole() -> None:
    (paragraph,) = lay_out(ACROSS).structure.kids
    pages = [piece.page for piece in paragraph.pieces()]  # type: ignore[union-attr]
    assert len(set(pages)) > 2
    assert pages == sorted(pages)
    assert [word.word for word in read_tags(tagged(ACROSS))] == [f"ord{number}" for number in range(600)]


def test_numbers_begin_anew_on_each_page() -> None:
    numbers: dict[int, list[int]] = {}
    for page, _, properties in sequences(ACROSS):
        if "/MCID" in properties:
            numbers.setdefault(page, []).append(int(properties["/MCID"]))
    assert all(found == list(range(len(found))) for found in numbers.values())


def spoken_apart(body: str, style: str = "") -> list[str]:
    """The texts that are marked each by a number of its own, by what the pages hold."""
    content: dict[tuple[int, int | None], str] = {}
    pages = lay_out(body, style)
    assert pages.drawn
    for piece in pages.structure.pieces():
        place = (piece.page, piece.mcid)
        content[place] = content.get(place, "") + piece.spaced_text
    return list(content.values())


NOWRAP = "span,time{white-space:nowrap}"


@pytest.mark.parametrize(
    ("body", "apart"),
    [
        (
            "<h1><time>10.00</time> <span>en lång</span> rubrik <span>i delar</span></h1>",
            ["10.00 en lång rubrik i delar"],
        ),
        ("<p>ett två <a href='https://a.example.org'>en länk</a> och mer</p>", ["ett två ", "en länk", " och mer"]),
        ("<p>ett</p><p>två</p>", ["ett", "två"]),
        ("<ul><li>ett <span>två</span></li></ul>", ["• ", "ett två"]),
        ("<p>a <img src='pictures/bank.svg' alt='Bänk' width='9'> b</p>", ["a ", "", " b"]),
        ("<p>rad <span style='background:#eee'>på grund</span> slut</p>", ["rad ", "på grund slut"]),
    ],
)
def test_neighbours_of_one_element_are_one_mark(body: str, apart: list[str]) -> None:
    """A heading in several pieces was announced as often as it had pieces. What is drawn between stays between."""
    assert spoken_apart(body, NOWRAP) == apart


def test_a_paragraph_is_one_mark_on_each_page() -> None:
    (paragraph,) = lay_out(ACROSS).structure.kids
    pages = {piece.page for piece in paragraph.pieces()}  # type: ignore[union-attr]
    assert len(spoken_apart(ACROSS)) == len(pages) > 2


def test_marks_begin_and_end_in_turns_and_outside_texts() -> None:
    """ISO 32000-1, 14.6.1."""
    with pypdf.PdfReader(io.BytesIO(tagged(PAGED, RUNNING))) as reader:
        for page in reader.pages:
            opened = list[bytes]()
            for _, operator in ContentStream(page.get_contents(), reader).operations:
                if operator in (b"BDC", b"BMC", b"BT"):
                    opened.append(operator)
                elif operator in (b"EMC", b"ET"):
                    assert opened.pop() in ((b"BT",) if operator == b"ET" else (b"BDC", b"BMC"))
            assert not opened


def test_a_document_can_be_drawn_again() -> None:
    pages = lay_out(HYPHENS, NARROW)
    content = list(pages.structure.pieces())
    assert draw(pages.rendered, content, {}).pdf == draw(pages.rendered, content, {}).pdf


@pytest.mark.parametrize(("body", "style"), [(HYPHENS, NARROW), (PAGED, RUNNING)])
def test_pages_look_as_they_did(body: str, style: str, tmp_path: Path) -> None:
    bare = tmp_path / "bare.pdf"
    bare.write_bytes(lay_out(body, style).rendered.write_pdf())
    pairs = zip(raster.pages(bare), raster.pages(written(tmp_path, body, style)), strict=True)
    for expected, actual in pairs:
        assert raster.compare(expected, actual).worst == 0


def test_what_no_tag_can_reach_is_reported_by_its_text() -> None:
    document = small_document("<p style='opacity:.5'>Halv</p>")
    pages = paginate.lay_out(document, "print", document.tree, [])
    with pytest.raises(RenderError, match=r"'prov' .* the text 'Halv' .*opacity"):
        _ = pages.drawn


def test_bullets_and_numbers_are_drawn_before_their_texts() -> None:
    """For who reads the page as it is drawn; the engine draws them after all else."""
    pages = lay_out("<ul><li>ett</li><li>två<ol><li>inre</li></ol></li></ul><p>slut</p>")
    document = pypdfium2.PdfDocument(pages.drawn.pdf)
    with closing(document):
        said = document[0].get_textpage().get_text_range().split()
    assert said == ["•", "ett", "•", "två", "1.", "inre", "slut"]


def test_a_bullet_of_a_list_that_begins_with_a_list_is_not_lost() -> None:
    """Two bullets stand before the same text."""
    pages = lay_out("<ul><li><ul><li>inre</li></ul></li><li>yttre</li></ul>")
    with closing(pypdfium2.PdfDocument(pages.drawn.pdf)) as document:
        assert sorted(document[0].get_textpage().get_text_range().split()) == sorted(["•", "◦", "inre", "•", "yttre"])


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, MemoryError])
def test_an_interrupt_while_a_drawing_is_drawn_is_not_the_drawings_fault(
    monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    load_engine()
    from weasyprint.svg import SVG

    def stopped(*_: object) -> None:
        raise stop

    laid_out = lay_out("<p><img src='pictures/bank.svg' alt=''></p>")
    monkeypatch.setattr(SVG, "draw_node", stopped)
    with pytest.raises(stop):
        laid_out.rendered.write_pdf()


def test_a_text_stays_on_its_line_where_only_its_last_space_has_no_room() -> None:
    text = "hänger på hur skolan leds. Med ett bra ledarskap blir förutsättningarna så goda de"
    style = "p{width:120mm;margin:0;font:10pt 'Source Sans 3'}span{white-space:nowrap}"
    wide = "@page{size:148mm 210mm;margin:14mm}"
    lines = of_kind(boxes_of(f"<p>{text} <span>kan bli.</span></p>", wide + style), "LineBox")
    texts = ["".join(box.text for box in _below(line) if hasattr(box, "text")) for line in lines]
    assert texts == [text, "kan bli."]


def _below(box: Any) -> Iterator[Any]:
    yield box
    for child in children(box):
        yield from _below(child)
