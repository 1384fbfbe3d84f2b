"""The structure tree, made from the document and not from the pages: one element for each element of the source.

So a list, table or paragraph stays one where it runs over a page, the order is the document's, and what the document
knows (languages, expansions, headings of tables) is in the tags. Roles are those of PDF 1.7 (ISO 32000-1, 14.8.4);
`tags` writes them, and says them in the words of PDF 2.0 where PDF/UA-2 asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, TypeGuard

from publisher.compose.contract import has_class
from publisher.model.html_names import NOTE, NOTE_REF, SOURCE
from publisher.pdf.tagging.drawn_text import Reader
from publisher.pdf.tagging.marked_content import Piece, Pieces
from publisher.pdf.tagging.structure_elements import (
    BLOCKS,
    BOXES,
    BULLETS,
    GROUPS,
    INLINE,
    KEPT_EMPTY,
    RUNS,
    Kid,
    Node,
)


def build_structure(html: Any, pieces: Pieces) -> Node:
    """The tree below Document, from the root element <html> and what was laid out of it."""
    language = html.get("lang", "")
    document = Node("Document", html, language=language)
    builder = _Builder(pieces)
    document.kids = builder.blocks(html.find("body"), language)
    _prune(document)
    _say_what_is_mirrored(document)
    return document


class _Builder:
    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self.reader = Reader(pieces.texts)

    def blocks(self, element: Any, language: str) -> list[Kid]:
        """What stands in an element that groups; loose text in it becomes paragraphs."""
        return list(_with_paragraphs(self._content(element, language)))

    def _content(self, element: Any, language: str) -> list[Kid]:
        """Texts and elements in the order of the source."""
        kids: list[Kid] = list(self.reader.read(element, element.text))
        for child in element:
            kids += self.element(child, language)
            kids += self.reader.read(element, child.tail)
        return kids

    def element(self, element: Any, language: str) -> list[Kid]:
        """What an element becomes: one node, or its content where it says nothing of its own."""
        tag = element.tag
        own = element.get("lang", language)
        changed = own if own != language else ""
        if not isinstance(tag, str):  # a comment
            return []
        if tag in ("br", "wbr"):
            self.reader.gap = self.reader.gap or tag == "br"
            return []
        if tag in INLINE:
            return self._run(element, own, changed)
        with self.reader.apart():
            if tag == "img":
                return self._figure(element, changed)
            if tag in ("ul", "ol", "dl"):
                return [self._list(element, own, changed)]
            if tag == "table":
                return [self._table(element, own, changed)]
            if tag == "p" and has_class(element, NOTE):
                return [self._note(element, own, changed)]
            if tag in GROUPS:
                return self._group(element, own, changed)
            node = Node(BLOCKS.get(tag, "P"), element, self._content(element, own), changed)
            return [node]

    def _run(self, element: Any, language: str, changed: str) -> list[Kid]:
        kids = self._content(element, language)
        role, expansion = INLINE[element.tag], element.get("title", "") if element.tag == "abbr" else ""
        if has_class(element, NOTE_REF):
            link = next((link.get("href", "") for link in element.iter("a")), "")
            id = next((link.get("id", "") for link in element.iter("a")), "")
            return [Node("Reference", element, kids, changed, id=id, refers_to=link.lstrip("#"))]
        if element.tag == "abbr" and not expansion:
            role = ""
        if said := element.get("aria-label", "") if element.get("role") == "img" else "":
            return [Node("Span", element, kids, changed, said)]
        if not role and not changed:
            return kids
        return [Node(role or "Span", element, kids, changed, expansion=expansion)]

    def _group(self, element: Any, language: str, changed: str) -> list[Kid]:
        kids = self.blocks(element, language)
        role = next((role for name, role in BOXES.items() if has_class(element, name)), GROUPS[element.tag])
        if element.tag == "figure" and not any(isinstance(kid, Node) and kid.role == "Figure" for kid in kids):
            role, kids = "", _with_source(kids)
        if element.tag == "nav":
            _make_contents(kids)
        if not role and changed:
            role = "Div"
        return [Node(role, element, kids, changed)] if role else kids

    def _figure(self, element: Any, changed: str) -> list[Kid]:
        """A picture with its alt text. One that only decorates stays out, and is drawn as an artifact."""
        drawn = self.pieces.pictures.get(element)
        alt = element.get("alt", "").strip()
        if not drawn or not alt:
            return []
        return [Node("Figure", element, [drawn[0]], changed, alt, attributes={"Layout": {"BBox": drawn[0].bounds}})]

    def _list(self, element: Any, language: str, changed: str) -> Node:
        listing = Node("L", element, language=changed)
        if element.tag == "dl":
            self._descriptions(element, language, listing)
            listing.attributes = {"List": {"ListNumbering": "Description"}}
            return listing
        mark = ""
        for child in element:
            if child.tag != "li":
                continue
            own = child.get("lang", language)
            item = Node("LI", child, language=own if own != language else "")
            if labels := self.pieces.labels.get(child):
                item.kids.append(Node("Lbl", child, list(labels)))
                mark = mark or labels[0].text.strip()
            item.kids.append(self._body("LBody", child, own))
            listing.kids.append(item)
        numbering = "Decimal" if mark and element.tag == "ol" else BULLETS.get(mark, "Disc" if mark else "None")
        listing.attributes = {"List": {"ListNumbering": numbering}}
        return listing

    def _descriptions(self, element: Any, language: str, listing: Node) -> None:
        """A term and what is said of it are one item: <dt> its label, the <dd>s its body."""
        for child in (child for child in element.iter() if child.tag in ("dt", "dd")):
            own = child.get("lang", language)
            changed = own if own != language else ""
            if child.tag == "dt" or not listing.kids:
                listing.kids.append(Node("LI", child))
            item = listing.kids[-1]
            assert isinstance(item, Node)
            part = self._body("Lbl" if child.tag == "dt" else "LBody", child, own)
            part.language = changed
            item.kids.append(part)
        for item in listing.kids:
            assert isinstance(item, Node)
            parts = [kid for kid in item.kids if isinstance(kid, Node)]
            bodies = [part for part in parts if part.role == "LBody"]
            if len(bodies) > 1:  # one body, in which each is a paragraph, or a group where it holds paragraphs itself
                for body in bodies:
                    body.role = "Div" if _has_blocks(body.kids) else "P"
                labels = [part for part in parts if part.role == "Lbl"]
                item.kids = [*labels, Node("LBody", bodies[0].source, list[Kid](bodies))]

    def _body(self, role: str, element: Any, language: str) -> Node:
        """A part that holds either a run of text or blocks."""
        with self.reader.apart():
            kids = self._content(element, language)
        return Node(role, element, list(_with_paragraphs(kids)) if _has_blocks(kids) else kids)

    def _table(self, element: Any, language: str, changed: str) -> Node:
        table = Node("Table", element, self._rows(element, language), changed)
        _name_headings(table)
        return table

    def _rows(self, element: Any, language: str) -> list[Kid]:
        """Caption, parts of a table, rows and cells; between them there is no text."""
        kids: list[Kid] = []
        for child in element:
            own = child.get("lang", language)
            changed = own if own != language else ""
            if child.tag in ("thead", "tbody", "tfoot", "tr"):
                kids.append(Node(BLOCKS[child.tag], child, self._rows(child, own), changed))
            elif child.tag in ("caption", "th", "td"):
                node = self._body(BLOCKS[child.tag], child, own)
                node.language = changed
                kids.append(node)
        return kids

    def _note(self, element: Any, language: str, changed: str) -> Node:
        """A footnote: its number, which leads back, is its label."""
        kids = self._content(element, language)
        label, text = kids[:1], kids[1:]
        back = next((link.get("href", "") for link in element.iter("a")), "")
        parts: list[Kid] = [Node("Lbl", element, label), Node("P", element, text)]
        return Node("Note", element, parts, changed, id=element.get("id", ""), refers_to=back.lstrip("#"))


def _name_headings(table: Node) -> None:
    """Say of each heading what it heads, and of each cell which headings it has: by scope and by name, since readers go
    by the one or the other (ISO 14289-1, 7.5). A cell of the content spans nothing."""
    name = "".join(char if char.isalnum() else "-" for char in table.source.get(SOURCE, ""))
    columns: list[str] = []
    for row in (node for node in table.walk() if node.role == "TR"):
        cells = [cell for cell in row.kids if isinstance(cell, Node)]
        in_row = ""
        for column, cell in enumerate(cells):
            columns += [""] * (column + 1 - len(columns))
            if cell.role == "TH":
                is_row = cell.source.get("scope") == "row"
                cell.attributes = {"Table": {"Scope": "Row" if is_row else "Column"}}
                cell.id = f"table-{name}-{sum(1 for node in table.walk() if node.id) + 1}"
                if is_row:
                    in_row = cell.id
                else:
                    columns[column] = cell.id
            cell.headers = [id for id in (in_row, columns[column]) if id and id != cell.id]


def labels_of(root: Node) -> Iterator[tuple[Piece, Piece]]:
    """Each bullet or number of a list, with the text that it stands before."""
    for item in (node for node in root.walk() if node.role == "LI"):
        parts = {part.role: part for part in item.kids if isinstance(part, Node)}
        if "Lbl" in parts and "LBody" in parts:
            text = next(parts["LBody"].pieces(), None)
            for label in parts["Lbl"].pieces():
                if label.label and text is not None and label.page == text.page:
                    yield label, text


def neighbours_of(root: Node) -> Iterator[tuple[Piece, Piece]]:
    """Texts of one element that follow each other in it, on the same page."""
    for node in root.walk():
        for one, other in pairwise(node.kids):
            if _is_text(one) and _is_text(other) and one.page == other.page:
                yield one, other


def _is_text(kid: Kid) -> TypeGuard[Piece]:
    """Whether it is drawn in the order of reading, which labels of lists are not."""
    return isinstance(kid, Piece) and not kid.label


def _make_contents(kids: Iterable[Kid]) -> None:
    """The list in a <nav> is a table of contents: TOC, TOCI, Reference, Link. Each says which part of the document it
    refers to (ISO 14289-2, 8.2.5.8)."""
    for listing in (kid for kid in kids if isinstance(kid, Node) and kid.role == "L"):
        listing.role, listing.attributes = "TOC", {}
        for item in listing.kids:
            if isinstance(item, Node):
                inner = [
                    kid for part in item.kids if isinstance(part, Node) and part.role == "LBody" for kid in part.kids
                ]
                link = next((link.get("href", "") for link in item.source.iter("a")), "")
                item.role, item.kids = "TOCI", [Node("Reference", item.source, inner, refers_to=link.lstrip("#"))]


def _with_source(kids: list[Kid]) -> list[Kid]:
    """A quotation with its source, which is no caption of a picture but the quotation's last paragraph."""
    quotation = next((kid for kid in kids if isinstance(kid, Node) and kid.role == "BlockQuote"), None)
    for kid in list(kids):
        if isinstance(kid, Node) and kid.role == "Caption":
            kid.role = "P"
            if quotation is not None:
                kids.remove(kid)
                quotation.kids.append(kid)
    return kids


def _has_blocks(kids: Iterable[Kid]) -> bool:
    return any(isinstance(kid, Node) and kid.role not in RUNS for kid in kids)


def _with_paragraphs(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Runs of loose text between blocks, each as a paragraph."""
    run: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Piece) or kid.role in RUNS:
            run.append(kid)
            continue
        if run:
            yield _paragraph(run)
            run = []
        yield kid
    if run:
        yield _paragraph(run)


def _paragraph(kids: list[Kid]) -> Node:
    if len(kids) == 1 and isinstance(kids[0], Node) and kids[0].role == "P":
        return kids[0]
    return Node("P", None, kids)


def _say_what_is_mirrored(node: Node) -> None:
    """Text that runs from right to left stands in the file as the eye sees it, the last letter first. Voices read what
    it says in the order of reading (ISO 32000-1, 14.9.4)."""
    for index, kid in enumerate(node.kids):
        if isinstance(kid, Node):
            _say_what_is_mirrored(kid)
        elif kid.runs_backwards:
            node.kids[index] = Node("Span", None, [kid], actual=kid.spaced_text)


def _prune(node: Node) -> None:
    """Take away what holds nothing, such as a paragraph whose picture only decorates."""
    for kid in node.kids:
        if isinstance(kid, Node):
            _prune(kid)
    node.kids = [kid for kid in node.kids if isinstance(kid, Piece) or kid.kids or kid.role in KEPT_EMPTY]
