"""Writes the structure tree into a PDF: elements, parent tree, ids, links, bookmarks (ISO 32000-1, 14.7 and 14.8).

For PDF/UA-1 (ISO 14289-1) in the roles of PDF 1.7; for PDF/UA-2 (ISO 14289-2) in the namespace of PDF 2.0, where links
and bookmarks lead to structure elements too. They keep the place on the page beside it, because readers such as PDFium
know no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from publisher.pdf.tagging.accessible_standards import Standard
from publisher.pdf.tagging.link_names import heading_text, link_text
from publisher.pdf.tagging.structure_elements import Node
from publisher.text.i18n import direction

PDF_2 = "http://iso.org/pdf2/ssn"
# Roles of the namespace of PDF 2.0 (ISO 32000-2, 14.8.4); the others are in use as they were in PDF 1.7.
ROLES_OF_2 = frozenset(
    {"Document", "Part", "Sect", "Div", "Aside", "P", "H1", "H2", "H3", "H4", "H5", "H6", "FENote", "Lbl", "Span", "Em"}
    | {"Strong", "Link", "L", "LI", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption", "Figure"}
)
# What PDF 1.7 has no role for, by the role that comes nearest.
ROLE_MAP = {"Strong": "Span", "Em": "Span", "Aside": "Sect", "FENote": "Note"}
PRINTED = 4  # annotation flag: drawn on paper too


def add_tags(writer: PdfWriter, root: Node, links: Mapping[Any, Sequence[tuple[int, int]]], standard: Standard) -> None:
    """Write `root` and what hangs on it into the file. `links` are the annotations of each <a>, by page and index."""
    _Tagger(writer, links, standard).write(root)


class _Tagger:
    def __init__(self, writer: PdfWriter, links: Mapping[Any, Sequence[tuple[int, int]]], standard: Standard) -> None:
        self.writer = writer
        self.links = links
        self.is_2 = standard is Standard.UA_2
        self.pages = [page.indirect_reference for page in writer.pages]
        self.marks: list[dict[int, IndirectObject]] = [{} for _ in self.pages]
        self.annotations: list[IndirectObject] = []  # the elements that own them, in the order of their numbers
        self.kept: set[tuple[int, int]] = set()
        self.references: dict[Node, IndirectObject] = {}
        self.ids: dict[str, Node] = {}

    def write(self, root: Node) -> None:
        tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        reference = self.writer._add_object(tree)
        self.nodes = list(root.walk())
        for node in self.nodes:
            self.references[node] = self.writer._add_object(DictionaryObject())
            if node.id:
                self.ids[node.id] = node
            elif node.source is not None and (id := node.source.get("id")):
                self.ids.setdefault(id, node)
        if self.is_2:
            self.namespace = self.writer._add_object(
                DictionaryObject(
                    {NameObject("/Type"): NameObject("/Namespace"), NameObject("/NS"): TextStringObject(PDF_2)}
                )
            )
            tree[NameObject("/Namespaces")] = ArrayObject([self.namespace])
        # In PDF 2.0 for readers that go by the older roles: the namespace says what the others go by.
        tree[NameObject("/RoleMap")] = DictionaryObject(
            {NameObject(f"/{role}"): NameObject(f"/{older}") for role, older in ROLE_MAP.items()}
        )
        self._element(root, reference)
        tree[NameObject("/K")] = ArrayObject([self.references[root]])
        tree[NameObject("/ParentTree")] = self.writer._add_object(self._parent_tree())
        tree[NameObject("/ParentTreeNextKey")] = NumberObject(len(self.pages) + len(self.annotations))
        if named := [(TextStringObject(node.id), self.references[node]) for node in self.nodes if node.id]:
            named.sort(key=lambda pair: pair[0].get_encoded_bytes())  # readers search it by halves
            pairs = ArrayObject(item for pair in named for item in pair)
            tree[NameObject("/IDTree")] = self.writer._add_object(DictionaryObject({NameObject("/Names"): pairs}))
        self._catalog(root, reference)
        self._drop_other_annotations()
        self._bookmarks(root)

    def _catalog(self, root: Node, tree: IndirectObject) -> None:
        catalog = self.writer.root_object
        catalog[NameObject("/StructTreeRoot")] = tree
        catalog[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        catalog[NameObject("/Lang")] = TextStringObject(root.language)
        preferences = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
        if direction(root.language) == "rtl":  # pages side by side go from right to left
            preferences[NameObject("/Direction")] = NameObject("/R2L")
        catalog[NameObject("/ViewerPreferences")] = preferences

    # Elements

    def _element(self, node: Node, parent: IndirectObject) -> None:
        own = self.references[node]
        element = own.get_object()
        assert isinstance(element, DictionaryObject)
        role = self._role(node)
        element[NameObject("/Type")] = NameObject("/StructElem")
        element[NameObject("/S")] = NameObject(f"/{role}")
        element[NameObject("/P")] = parent
        if self.is_2 and role in ROLES_OF_2:
            element[NameObject("/NS")] = self.namespace
        texts = {
            "/Lang": node.language,
            "/Alt": node.alt,
            "/E": node.expansion,
            "/ActualText": node.actual,
            "/ID": node.id,
        }
        for key, text in texts.items():
            if text:
                element[NameObject(key)] = TextStringObject(text)
        if attributes := [self._attributes(owner, values) for owner, values in self._owners(node)]:
            element[NameObject("/A")] = attributes[0] if len(attributes) == 1 else ArrayObject(attributes)
        if self.is_2 and (others := self._others(node)):
            element[NameObject("/Ref")] = ArrayObject(self.references[other] for other in others)
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element[NameObject("/Pg")] = self.pages[page]
        kids = ArrayObject(self._kids(node, own, page))
        if kids:
            element[NameObject("/K")] = kids[0] if len(kids) == 1 else kids

    def _kids(self, node: Node, own: IndirectObject, page: int | None) -> Iterator[PdfObject]:
        last: tuple[int, int | None] | None = None
        for kid in node.kids:
            if isinstance(kid, Node):
                self._element(kid, own)
                yield self.references[kid]
                continue
            assert kid.mcid is not None
            if last == (kid.page, kid.mcid):
                continue  # one mark with the piece before it
            last = kid.page, kid.mcid
            self.marks[kid.page][kid.mcid] = own
            number = NumberObject(kid.mcid)
            yield number if kid.page == page else self._mark_reference(kid.page, number)
        if node.role == "Link":
            for place in self.links.get(node.source, ()):
                yield self._object_reference(node, own, *place)

    def _mark_reference(self, page: int, number: NumberObject) -> DictionaryObject:
        """A mark on another page than the element's own."""
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/MCR"),
                NameObject("/Pg"): self.pages[page],
                NameObject("/MCID"): number,
            }
        )

    def _object_reference(self, node: Node, own: IndirectObject, page: int, index: int) -> DictionaryObject:
        """A link's annotation, with its destination in words (ISO 14289-1, 7.18.5)."""
        reference = self._annotations(page)[index]
        annotation = reference.get_object()
        assert isinstance(annotation, DictionaryObject)
        self.kept.add((page, index))
        annotation[NameObject("/StructParent")] = NumberObject(len(self.pages) + len(self.annotations))
        annotation[NameObject("/F")] = NumberObject(PRINTED)
        annotation[NameObject("/Contents")] = TextStringObject(self._spoken(node))
        self.annotations.append(own)
        target = self.ids.get(node.source.get("href", "").lstrip("#"))
        if self.is_2 and target is not None and annotation.pop(NameObject("/Dest"), None) is not None:
            annotation[NameObject("/A")] = self._go_to(target)
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/OBJR"),
                NameObject("/Pg"): self.pages[page],
                NameObject("/Obj"): reference,
            }
        )

    def _spoken(self, node: Node) -> str:
        target = self.ids.get(node.source.get("href", "").lstrip("#"))
        return link_text(node, target, self.nodes[0].language)

    def _others(self, node: Node) -> list[Node]:
        """For a note, all references to it; for a reference, its note, or the part that an entry of the contents names
        (ISO 14289-2, 8.2.5.8 and 8.2.5.14)."""
        if node.role == "Note":
            return [other for other in self.nodes if other.role == "Reference" and other.refers_to == node.id]
        return [self.ids[node.refers_to]] if node.role == "Reference" and node.refers_to in self.ids else []

    def _role(self, node: Node) -> str:
        return "FENote" if self.is_2 and node.role == "Note" else node.role

    def _owners(self, node: Node) -> Iterator[tuple[str, dict[str, Any]]]:
        for owner, values in node.attributes.items():
            if owner == "List" and not self.is_2 and values["ListNumbering"] == "Description":
                values = {"ListNumbering": "None"}  # PDF 1.7 has no word for it
            yield owner, values
        if node.headers:
            yield "Table", {"Headers": node.headers}

    @staticmethod
    def _attributes(owner: str, values: dict[str, Any]) -> DictionaryObject:
        made = DictionaryObject({NameObject("/O"): NameObject(f"/{owner}")})
        for name, value in values.items():
            made[NameObject(f"/{name}")] = _value(name, value)
        return made

    # Trees and destinations

    def _parent_tree(self) -> DictionaryObject:
        """For each page its marks' elements, then for each annotation its element."""
        rows = ArrayObject()
        for number, marks in enumerate(self.marks):
            owners = ArrayObject(marks.get(mcid, NullObject()) for mcid in range(max(marks, default=-1) + 1))
            rows += [NumberObject(number), self.writer._add_object(owners)]
        for number, owner in enumerate(self.annotations, len(self.pages)):
            rows += [NumberObject(number), owner]
        return DictionaryObject({NameObject("/Nums"): rows})

    def _drop_other_annotations(self) -> None:
        """A link with nothing to read in it would be an annotation that no element owns."""
        for number, page in enumerate(self.writer.pages):
            listed = self._annotations(number)
            kept = [item for index, item in enumerate(listed) if (number, index) in self.kept]
            if len(kept) < len(listed):
                page[NameObject("/Annots")] = ArrayObject(kept)

    def _annotations(self, page: int) -> list[IndirectObject]:
        """The references to a page's annotations."""
        listed = self.writer.pages[page].get("/Annots", ArrayObject()).get_object()
        assert isinstance(listed, ArrayObject)
        return list(listed)

    def _place(self, node: Node) -> ArrayObject:
        """Where an element begins, as a destination."""
        first = next(iter(node.pieces()))
        left, _, _, top = first.bounds
        return ArrayObject(
            [self.pages[first.page], NameObject("/XYZ"), FloatObject(left), FloatObject(top), NumberObject(0)]
        )

    def _go_to(self, node: Node) -> DictionaryObject:
        """An action that leads to the element, and to its place for readers that know no elements."""
        place = self._place(node)
        return DictionaryObject(
            {
                NameObject("/S"): NameObject("/GoTo"),
                NameObject("/D"): place,
                NameObject("/SD"): ArrayObject([self.references[node], *place[1:]]),
            }
        )

    def _bookmarks(self, root: Node) -> None:
        headings = [node for node in self.nodes if node.role in ("H1", "H2", "H3", "H4", "H5", "H6")]
        if not headings:
            return
        outline = DictionaryObject({NameObject("/Type"): NameObject("/Outlines")})
        open_items: list[tuple[int, DictionaryObject, IndirectObject]] = [
            (0, outline, self.writer._add_object(outline))
        ]
        for node in headings:
            level = int(node.role[1])
            while open_items[-1][0] >= level:
                open_items.pop()
            item = DictionaryObject({NameObject("/Title"): TextStringObject(heading_text(node.source))})
            if self.is_2:
                item[NameObject("/A")] = self._go_to(node)
            else:
                item[NameObject("/Dest")] = self._place(node)
            reference = self.writer._add_object(item)
            _append(open_items[-1][1], open_items[-1][2], item, reference)
            for _, above, _ in open_items:
                above[NameObject("/Count")] = NumberObject(int(above.get("/Count", 0)) + 1)
            open_items.append((level, item, reference))
        self.writer.root_object[NameObject("/Outlines")] = open_items[0][2]


def _append(parent: DictionaryObject, own: IndirectObject, item: DictionaryObject, reference: IndirectObject) -> None:
    """Put a bookmark after the last one below `parent`."""
    item[NameObject("/Parent")] = own
    if "/Last" in parent:
        item[NameObject("/Prev")] = parent.raw_get("/Last")
        parent["/Last"][NameObject("/Next")] = reference  # type: ignore[index]
    else:
        parent[NameObject("/First")] = reference
    parent[NameObject("/Last")] = reference


def _value(name: str, value: Any) -> PdfObject:
    """An attribute's value: a name, a number, numbers, or the ids of headings, which are strings."""
    if isinstance(value, str):
        return NameObject(f"/{value}")
    if isinstance(value, int):
        return NumberObject(value)
    if name == "Headers":
        return ArrayObject(TextStringObject(id) for id in value)
    return ArrayObject(FloatObject(number) for number in value)
