"""The structure tree, construct by construct: small documents laid out for real, and the tree that comes of them."""

from __future__ import annotations

import pytest

from publisher.pdf.tagging.structure_elements import Node
from support.laid_out import lay_out, outline

PICTURE = "<img src='pictures/bank.svg' alt='{}' style='width:20px'>"
TABLE = (
    "<table data-source='prov/a.md:3'><caption>Pris</caption>"
    "<thead><tr><td></td><th scope='col'>År</th><th scope='col'>Kr</th></tr></thead>"
    "<tbody><tr><th scope='row'>Buss</th><td>1</td><td>2</td></tr>"
    "<tr><th scope='row'>Tåg</th><td></td><td>4</td></tr></tbody></table>"
)
NOTE = (
    "<p>Text<sup class='note-ref'><a id='ref-1' href='#note-1' role='doc-noteref'>1</a></sup>.</p>"
    "<section class='notes'><p class='note' id='note-1'><a href='#ref-1' role='doc-backlink'>1</a> Noten <em>här</em>."
    "</p></section>"
)


def nodes(body: str, role: str, style: str = "") -> list[Node]:
    return [node for node in lay_out(body, style).structure.walk() if node.role == role]


# Blocks


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<h1>a</h1><h2>b</h2><p>c</p><address>d</address>", "H1('a') H2('b') P('c') P('d')"),
        ("<header><p>a</p></header><footer><p>b</p></footer>", "Sect(P('a')) Sect(P('b'))"),
        ("<main><article><p>a</p></article></main>", "Part(Art(P('a')))"),
        ("<aside><p>a</p></aside>", "Aside(P('a'))"),
        ("<div><div><p>a</p></div></div>", "P('a')"),
        ("<hgroup>a</hgroup>", "P('a')"),
        ("<!-- b --><p>a<!-- c --></p>", "P('a')"),
    ],
)
def test_blocks(body: str, tree: str) -> None:
    assert outline(body, words=True) == tree


@pytest.mark.parametrize(
    ("open", "close", "tree"),
    [
        ("<div>", "</div>", "P('före ' Em('ord')) P('a') P('efter')"),
        ("<section>", "</section>", "Sect(P('före ' Em('ord')) P('a') P('efter'))"),
        ("<blockquote>", "</blockquote>", "BlockQuote(P('före ' Em('ord')) P('a') P('efter'))"),
        ("<ul><li>", "</li></ul>", "L(LI(Lbl('• ') LBody(P('före ' Em('ord')) P('a') P('efter'))))"),
    ],
)
def test_loose_text_between_blocks_is_a_paragraph(open: str, close: str, tree: str) -> None:
    assert outline(f"{open}före <em>ord</em><p>a</p>efter{close}", words=True) == tree


def test_what_holds_nothing_is_left_out() -> None:
    assert outline("<section><p></p><div> </div></section><ul></ul><p>a<em></em></p>", words=True) == "P('a')"


def test_what_is_not_shown_is_left_out() -> None:
    assert outline("<p style='display:none'>dold</p><p>a</p>", words=True) == "P('a')"


def test_order_is_that_of_the_source_and_not_of_the_page() -> None:
    body = "<p style='position:absolute;bottom:0'>ett</p><p>två</p><p style='float:right'>tre</p><p>fyra</p>"
    assert outline(body, words=True) == "P('ett') P('två') P('tre') P('fyra')"


# Runs of text


def test_runs_keep_their_spaces() -> None:
    body = "<p>ett <em>två <strong>tre</strong></em>, <b>fyra</b> <q>fem</q> <cite>sex</cite></p>"
    assert outline(body, words=True) == "P('ett ' Em('två ' Strong('tre')) ', ' Strong('fyra ') Quote('fem ') 'sex')"


def test_a_line_s_end_is_a_space() -> None:
    assert outline("<p>ett<br>två</p>", words=True) == "P('ett ' 'två')"


def test_a_link_holds_its_elements() -> None:
    body = "<p>en <a href='https://a.example.org'>länk <em>med</em> led</a> till</p>"
    assert outline(body, words=True) == "P('en ' Link('länk ' Em('med') ' led') ' till')"


def test_a_link_over_lines_is_one() -> None:
    body = "<p><a href='https://a.example.org'>en länk som är lång nog för två rader</a></p>"
    assert outline(body, "p{width:45mm}", words=True) == "P(Link('en länk som är lång nog för ' 'två rader'))"
    assert [len(places) for places in lay_out(body, "p{width:45mm}").drawn.links.values()] == [2]


def test_a_picture_may_be_a_link() -> None:
    body = f"<p><a href='https://a.example.org'>{PICTURE.format('Ett märke')}</a></p>"
    assert outline(body, more=True) == "P(Link(Figure[Ett märke]))"


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<abbr title='Ung Företagsamhet'>UF</abbr>", "P(Span[Ung Företagsamhet]('UF'))"),
        ("<abbr>UF</abbr>", "P('UF')"),
        ("<abbr lang='en'>WHO</abbr>", "P(Span[en]('WHO'))"),
        ("<abbr lang='en' title='Health'>WHO</abbr>", "P(Span[en][Health]('WHO'))"),
    ],
)
def test_abbreviations(body: str, tree: str) -> None:
    assert outline(f"<p>{body}</p>", words=True, more=True) == tree


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<p>a <span lang='en'>b</span> c</p>", "P('a ' Span[en]('b') ' c')"),
        ("<p>a <span lang='sv'>b</span> c</p>", "P('a ' 'b' ' c')"),
        ("<p><em lang='en'>b <span lang='sv'>c</span> d</em></p>", "P(Em[en]('b ' Span[sv]('c') ' d'))"),
        ("<p lang='en'>a</p>", "P[en]('a')"),
        ("<div lang='en'><p>a</p><p lang='sv'>b</p></div>", "Div[en](P('a') P[sv]('b'))"),
        ("<section lang='en'><h2>a</h2></section>", "Sect[en](H2('a'))"),
        ("<ul lang='en'><li>a</li><li lang='sv'>b</li></ul>",
         "L[en][Disc](LI(Lbl('• ') LBody('a')) LI[sv](Lbl('• ') LBody('b')))"),
        ("<table><tbody><tr><td lang='en'>a</td></tr></tbody></table>", "Table(TBody(TR(TD[en]('a'))))"),
        ("<dl lang='en'><dt lang='sv'>a</dt><dd>b</dd></dl>", "L[en][Description](LI(Lbl[sv]('a') LBody('b')))"),
    ],
)  # fmt: skip
def test_languages_are_marked_where_they_change_and_only_there(body: str, tree: str) -> None:
    assert outline(body, words=True, more=True) == tree


# Lists


def test_a_box_to_tick_is_said_in_words() -> None:
    (box,) = nodes("<ul><li><span role='img' aria-label='Att göra'>☐</span> packa</li></ul>", "Span")
    assert box.alt == "Att göra"


def test_lists_in_lists_stand_in_their_item() -> None:
    body = "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>"
    assert outline(body) == "L(LI(Lbl LBody(P L(LI(Lbl LBody(P L(LI(Lbl LBody))))))) LI(Lbl LBody))"


@pytest.mark.parametrize(
    ("body", "numbering", "labels"),
    [
        ("<ul><li>a</li></ul>", "Disc", ["•"]),
        ("<ul style='list-style:circle'><li>a</li></ul>", "Circle", ["◦"]),
        ("<ul style='list-style:square'><li>a</li></ul>", "Square", ["▪"]),
        ("<ol><li>a</li><li>b</li></ol>", "Decimal", ["1.", "2."]),
        ("<ol start='7'><li>a</li><li>b</li></ol>", "Decimal", ["7.", "8."]),
        ("<ul style='list-style:none'><li>a</li></ul>", "None", []),
        ("<ol style='list-style:none'><li>a</li></ol>", "None", []),
    ],
)
def test_a_list_says_how_it_counts(body: str, numbering: str, labels: list[str]) -> None:
    (listing,) = nodes(body, "L")
    assert listing.attributes == {"List": {"ListNumbering": numbering}}
    assert [piece.text.strip() for label in nodes(body, "Lbl") for piece in label.pieces()] == labels


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", "L(LI(Lbl('a') LBody('b')) LI(Lbl('c') LBody('d')))"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "L(LI(Lbl('a') LBody('b')))"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd><dd>d</dd></dl>", "L(LI(Lbl('a') LBody(P('b') P('c') P('d'))))"),
        ("<dl><dt>a</dt><dd>b</dd><dd><p>c</p><p>d</p></dd></dl>", "L(LI(Lbl('a') LBody(P('b') Div(P('c') P('d')))))"),
        ("<dl><dd>a</dd></dl>", "L(LI(LBody('a')))"),
    ],
)
def test_a_term_and_what_is_said_of_it_are_one_item(body: str, tree: str) -> None:
    assert outline(body, words=True) == tree


def test_what_is_said_of_a_term_keeps_its_languages() -> None:
    body = "<dl><dt>a</dt><dd>b</dd><dd lang='en'>c</dd></dl>"
    assert outline(body, more=True) == "L[Description](LI(Lbl LBody(P P[en])))"


def test_the_list_of_a_nav_is_a_table_of_contents() -> None:
    body = "<nav><h2>Innehåll</h2><ul><li><a href='#a'>A</a></li></ul></nav><section id='a'><h2>A</h2></section>"
    assert outline(body) == "Sect(H2 TOC(TOCI(Reference(Link)))) Sect(H2)"


# Tables, pictures, quotations, notes


def test_a_table_keeps_its_parts_and_its_empty_cells() -> None:
    rows = "TR(TH('Buss') TD('1') TD('2')) TR(TH('Tåg') TD TD('4'))"
    tree = f"Table(Caption('Pris') THead(TR(TD TH('År') TH('Kr'))) TBody({rows}))"
    assert outline(TABLE, words=True) == tree


def test_headings_of_a_table_say_what_they_head() -> None:
    scopes = [cell.attributes["Table"]["Scope"] for cell in nodes(TABLE, "TH")]
    assert scopes == ["Column", "Column", "Row", "Row"]


def test_cells_name_their_headings() -> None:
    year, price, bus, train = [cell.id for cell in nodes(TABLE, "TH")]
    assert len({year, price, bus, train}) == 4
    assert all(id.startswith("table-prov-a-md-3-") for id in (year, price, bus, train))
    named = [[], [bus, year], [bus, price], [train, year], [train, price]]
    assert [cell.headers for cell in nodes(TABLE, "TD")] == named
    assert [cell.headers for cell in nodes(TABLE, "TH")] == [[], [], [], []], "a heading does not head itself"


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (f"<figure>{PICTURE}<figcaption>Text</figcaption></figure>", "Aside(Figure[En bänk] Caption)"),
        (f"<figure>{PICTURE}</figure>", "Aside(Figure[En bänk])"),
        (f"<p>{PICTURE}</p>", "P(Figure[En bänk])"),
        ("<figure><blockquote><p>a</p></blockquote><figcaption>Ek</figcaption></figure>", "BlockQuote(P P)"),
        ("<figure lang='en'><blockquote>a</blockquote></figure>", "Div[en](BlockQuote(P))"),
    ],
)
def test_pictures_and_quotations(body: str, tree: str) -> None:
    assert outline(body.format("En bänk"), more=True) == tree


@pytest.mark.parametrize("alt", ["", " "])
def test_a_picture_that_decorates_is_left_out(alt: str) -> None:
    assert outline(f"<p>a {PICTURE.format(alt)}</p><figure>{PICTURE.format(alt)}</figure>") == "P"


def test_a_picture_has_its_bounds() -> None:
    """Points from the lower left corner of the page, which is 120 mm high and has margins of 10 mm."""
    (figure,) = nodes(PICTURE.format("En bänk"), "Figure")
    left, bottom, right, top = figure.attributes["Layout"]["BBox"]
    assert (left, round(right - left, 2)) == (28.35, 15)
    assert 300 < bottom < top < 312


def test_a_note_has_its_number_as_label_and_knows_its_reference() -> None:
    tree = "P('Text' Reference(Link('1')) '.') Sect(Note(Lbl(Link('1')) P(' Noten ' Em('här') '.')))"
    assert outline(NOTE, words=True) == tree
    (note,), (reference,) = nodes(NOTE, "Note"), nodes(NOTE, "Reference")
    assert (note.id, note.refers_to) == ("note-1", "ref-1")
    assert (reference.id, reference.refers_to) == ("ref-1", "note-1")
