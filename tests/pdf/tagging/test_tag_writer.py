"""What is written into the file: parent tree, ids, links, bookmarks, and what PDF/UA-2 asks for besides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

from publisher.pdf.tagging.accessible_standards import Standard
from publisher.pdf.tagging.tag_writer import PDF_2, ROLES_OF_2
from support.laid_out import lay_out, tagged

TABLE = (
    "<table data-source='prov/{}.md:3'><thead><tr><td></td><th scope='col'>År</th></tr></thead>"
    "<tbody><tr><th scope='row'>Buss</th><td>1</td></tr></tbody></table>"
)
NOTE = (
    "<p>Text<sup class='note-ref'><a id='ref-1' href='#note-1' role='doc-noteref'>1</a></sup> och "
    "<strong>mer</strong> <em>text</em>.</p><aside><p>Vid sidan.</p></aside>"
    "<section class='notes'><p class='note' id='note-1'><a href='#ref-1' role='doc-backlink'>1</a> Noten.</p></section>"
)
LINKS = (
    "<p><a href='https://a.example.org/sida'>en länk som är lång nog för två rader, och sedan för en tredje</a> och "
    "<a href='#del'>delen</a>, <a href='mailto:a@example.org'>skriv</a>, <a href='tel:024374000'>0243-740 00</a></p>"
)
LONG = f"<p>{'ord ' * 600}</p><ul>{'<li>punkt</li>' * 30}</ul>"
RICH = (
    f"<h1>Allt</h1>{LINKS}{TABLE.format('b')}{NOTE}{LONG}<section id='del'><h2>Delen</h2>"
    f"<p><img src='pictures/bank.svg' alt='En bänk' style='width:20px'></p></section>{TABLE.format('ab')}"
)
STANDARDS = list(Standard)


def reader(body: str, standard: Standard = Standard.UA_1) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(tagged(body, standard=standard)))


def elements(pdf: pypdf.PdfReader) -> Iterator[tuple[IndirectObject, DictionaryObject]]:
    """Every structure element with its reference, in the order of reading."""

    def below(holder: DictionaryObject) -> Iterator[tuple[IndirectObject, DictionaryObject]]:
        for kid in kids(holder):
            if isinstance(kid, IndirectObject) and "/S" in kid.get_object():
                yield kid, kid.get_object()
                yield from below(kid.get_object())

    yield from below(tree_of(pdf))


def kids(element: DictionaryObject) -> list[Any]:
    found = element.raw_get("/K") if "/K" in element else []
    return list(found) if isinstance(found, list) else [found]


def tree_of(pdf: pypdf.PdfReader) -> DictionaryObject:
    return pdf.root_object["/StructTreeRoot"]  # type: ignore[return-value]


def numbers(pdf: pypdf.PdfReader) -> dict[int, Any]:
    """The parent tree."""
    rows = tree_of(pdf)["/ParentTree"]["/Nums"]  # type: ignore[index]
    return dict(zip(map(int, rows[::2]), rows[1::2], strict=True))


def by_role(pdf: pypdf.PdfReader, role: str) -> list[DictionaryObject]:
    return [element for _, element in elements(pdf) if element["/S"] == f"/{role}"]


# The two directions of the tree


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_mark_of_every_page_leads_to_the_element_that_holds_it(standard: Standard) -> None:
    pdf = reader(RICH, standard)
    rows = numbers(pdf)
    held: dict[tuple[int, int], IndirectObject] = {}
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(pdf.pages)}  # type: ignore[union-attr]
    for own, element in elements(pdf):
        for kid in kids(element):
            if isinstance(kid, int):
                held[pages[element.raw_get("/Pg").idnum], int(kid)] = own
            elif "/MCID" in kid.get_object():
                held[pages[kid.get_object().raw_get("/Pg").idnum], int(kid.get_object()["/MCID"])] = own
    drawn = 0
    for number, page in enumerate(pdf.pages):
        row = rows[int(page["/StructParents"])].get_object()
        for operands, operator in ContentStream(page.get_contents(), pdf).operations:
            if operator == b"BDC" and "/MCID" in operands[1]:
                mcid = int(operands[1]["/MCID"])
                assert row[mcid].indirect_reference == held.pop((number, mcid))
                drawn += 1
        assert page["/Tabs"] == "/S"
    assert held == {}, "elements hold marks that no page has"
    assert drawn > 80


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_annotation_leads_to_its_link_and_back(standard: Standard) -> None:
    pdf = reader(RICH, standard)
    rows = numbers(pdf)
    annotations = [item for page in pdf.pages for item in page.get("/Annots", ())]
    assert len(annotations) > 6, "the long link has one for each of its lines"
    for annotation in annotations:
        owner = rows[int(annotation.get_object()["/StructParent"])].get_object()
        assert owner["/S"] == "/Link"
        owned = [kid.raw_get("/Obj") for kid in kids(owner) if isinstance(kid, dict) and "/Obj" in kid]
        assert annotation in owned
    assert tree_of(pdf)["/ParentTreeNextKey"] == len(rows) == max(rows) + 1


def test_every_element_knows_its_parent() -> None:
    pdf = reader(RICH)
    for own, element in elements(pdf):
        assert element["/Type"] == "/StructElem"
        assert own in kids(element["/P"].get_object())  # type: ignore[union-attr]


def test_what_runs_over_a_page_is_one_element_with_marks_on_both() -> None:
    pdf = reader(RICH)
    crossing = [
        element
        for _, element in elements(pdf)
        if any(isinstance(kid, dict) and "/MCID" in kid for kid in kids(element))
    ]
    assert [element["/S"] for element in crossing] == ["/P"]
    assert len(by_role(pdf, "L")) == 1


# Names


def test_ids_are_listed_in_the_order_of_their_bytes() -> None:
    """'ć' is written in UTF-16, which begins with a byte above all letters: by its letter it would stand in between."""
    body = TABLE.format("ać") + TABLE.format("b") + TABLE.format("ab") + NOTE
    pdf = reader(body)
    names = tree_of(pdf)["/IDTree"]["/Names"]  # type: ignore[index]
    written = [name.get_encoded_bytes() for name in names[::2]]
    assert written == sorted(written)
    assert len(set(written)) == len(written) == 3 * 2 + 2
    for name, target in zip(names[::2], names[1::2], strict=True):
        assert target.get_object()["/ID"] == name


def test_cells_name_headings_that_there_are() -> None:
    pdf = reader(RICH)
    ids = {str(cell["/ID"]) for cell in by_role(pdf, "TH")}
    cell = by_role(pdf, "TD")[1]
    assert cell["/A"]["/O"] == "/Table"  # type: ignore[index]
    assert set(map(str, cell["/A"]["/Headers"])) <= ids  # type: ignore[index]
    assert len(cell["/A"]["/Headers"]) == 2  # type: ignore[index]


# Links


def test_a_link_says_where_it_leads() -> None:
    said = [item.get_object()["/Contents"] for page in reader(RICH).pages for item in page.get("/Annots", ())]
    assert list(dict.fromkeys(said)) == [
        "en länk som är lång nog för två rader, och sedan för en tredje, a.example.org/sida",
        "delen: Delen",
        "skriv, a@example.org",
        "Ring 0243-740 00",
        "Not 1",
        "Not 1, tillbaka till texten",
    ]


def test_a_link_with_nothing_in_it_has_no_annotation() -> None:
    """It would be one that no element owns."""
    body = "<p>a <a href='https://a.example.org' style='display:inline-block;width:9px;height:9px'></a></p>"
    assert [page.get("/Annots", []) for page in reader(body).pages] == [[]]


def test_links_are_printed() -> None:
    """ISO 19005-2, 6.3.2."""
    assert {item.get_object()["/F"] for page in reader(RICH).pages for item in page.get("/Annots", ())} == {4}


# Bookmarks

SKIPPING = "<h1>A</h1><h3>B</h3><h2>C</h2><h4>D</h4><h2>E</h2><h1>F</h1><h2>G <em>H</em>\n I</h2>"


def bookmarks(item: Any) -> Iterator[str]:
    """Title, count, and in brackets those below it, checked against each other."""
    here, before = item.get("/First"), None
    while here is not None:
        below = here.get_object()
        assert below["/Parent"] == item
        assert below.get("/Prev") == before
        inside = " ".join(bookmarks(below))
        yield f"{below['/Title']}{below.get('/Count', '')}{f'({inside})' if inside else ''}"
        before, here = here, below.get("/Next")
    assert item.get("/Last") == before


@pytest.mark.parametrize(
    ("body", "wanted", "count"),
    [
        (SKIPPING, "A4(B C1(D) E) F1(G H I)", 7),
        ("<h3>A</h3><h2>B</h2><h1>C</h1>", "A B C", 3),
        ("<h2>A</h2><h2>B</h2>", "A B", 2),
    ],
)
def test_bookmarks_nest_and_count(body: str, wanted: str, count: int) -> None:
    outlines = reader(body).root_object["/Outlines"]
    assert " ".join(bookmarks(outlines)) == wanted
    assert outlines["/Count"] == count  # type: ignore[index]


def test_without_headings_there_are_no_bookmarks() -> None:
    assert "/Outlines" not in reader("<p>a</p>").root_object


def test_bookmarks_lead_to_their_headings() -> None:
    pdf = reader(RICH)
    headings = [node for node in lay_out(RICH).structure.walk() if node.role in ("H1", "H2")]
    places = [(next(node.pieces()).page, next(node.pieces()).bounds[3]) for node in headings]
    first, (second,) = pdf.outline
    found = [(pdf.get_destination_page_number(item), float(item.top or 0)) for item in (first, second)]  # type: ignore[arg-type]
    assert found == [(page, pytest.approx(top)) for page, top in places]
    assert found[1][0] > 1


# The two standards


def test_of_pdf_1_7_there_are_no_namespaces() -> None:
    pdf = reader(RICH)
    assert pdf.pdf_header == "%PDF-1.7"
    assert "/Namespaces" not in tree_of(pdf)
    assert not [role for _, element in elements(pdf) for role in element if role in ("/NS", "/Ref")]
    assert {element["/S"] for _, element in elements(pdf)} >= {"/Note", "/Reference", "/Strong", "/Em", "/Aside"}
    roles = {"/Strong": "/Span", "/Em": "/Span", "/Aside": "/Sect", "/FENote": "/Note"}  # ISO 32000-1, 14.8.4
    assert roles.items() <= tree_of(pdf)["/RoleMap"].items()  # type: ignore[union-attr]


def test_of_pdf_2_roles_are_in_its_namespace() -> None:
    pdf = reader(RICH, Standard.UA_2)
    assert pdf.pdf_header == "%PDF-2.0"
    (namespace,) = tree_of(pdf)["/Namespaces"]
    assert (namespace["/Type"], namespace["/NS"]) == ("/Namespace", PDF_2)
    for _, element in elements(pdf):
        assert ("/NS" in element) == (element["/S"][1:] in ROLES_OF_2), element["/S"]
        assert element.get("/NS", namespace) == namespace


def test_of_pdf_2_links_and_bookmarks_lead_to_elements_and_to_places() -> None:
    pdf = reader(RICH, Standard.UA_2)
    (section,) = [element for element in by_role(pdf, "Sect") if kids(element)[0].get_object()["/S"] == "/H2"]
    inner = [item.get_object() for page in pdf.pages for item in page.get("/Annots", ())]
    (link,) = [item for item in inner if item["/Contents"] == "delen: Delen"]
    bookmark = pdf.root_object["/Outlines"]["/First"]["/First"]  # type: ignore[index]
    assert "/Dest" not in link
    assert "/Dest" not in bookmark
    assert link["/A"]["/SD"][0].get_object() == section
    assert bookmark["/A"]["/SD"][0].get_object()["/S"] == "/H2"
    for action in (link["/A"], bookmark["/A"]):
        assert action["/S"] == "/GoTo"
        assert action["/D"][0].get_object()["/Type"] == "/Page"
        assert list(action["/D"])[1:] == list(action["/SD"])[1:]


def test_of_pdf_2_notes_and_references_refer_to_each_other() -> None:
    pdf = reader(RICH, Standard.UA_2)
    assert by_role(pdf, "Note") == []
    (note,), (reference,) = by_role(pdf, "FENote"), by_role(pdf, "Reference")
    assert [item.get_object() for item in note["/Ref"]] == [reference]
    assert [item.get_object() for item in reference["/Ref"]] == [note]


@pytest.mark.parametrize(("standard", "wanted"), [(Standard.UA_1, "/None"), (Standard.UA_2, "/Description")])
def test_a_list_of_terms_says_so_where_there_is_a_word_for_it(standard: Standard, wanted: str) -> None:
    (listing,) = by_role(reader("<dl><dt>a</dt><dd>b</dd></dl>", standard), "L")
    assert listing["/A"]["/ListNumbering"] == wanted  # type: ignore[index]


def test_a_note_names_all_its_references() -> None:
    """PDF/UA-2, 8.2.5.14: two places may refer to one note."""
    mark = "<sup class='note-ref'><a{} href='#note-1' role='doc-noteref'>1</a></sup>"
    body = (
        f"<p>ett{mark.format(' id=ref-1')} och två{mark.format('')}</p><section class='notes'>"
        "<p class='note' id='note-1'><a href='#ref-1' role='doc-backlink'>1</a> Noten.</p></section>"
    )
    found = dict[str, list[tuple[IndirectObject, DictionaryObject]]]()
    for reference, element in elements(reader(body, Standard.UA_2)):
        found.setdefault(str(element["/S"]), []).append((reference, element))
    (note,), marks = found["/FENote"], found["/Reference"]
    assert [item.idnum for item in note[1]["/Ref"]] == [reference.idnum for reference, _ in marks]  # type: ignore[attr-defined]
    assert [[item.idnum for item in mark["/Ref"]] for _, mark in marks] == [[note[0].idnum]] * 2  # type: ignore[attr-defined]
