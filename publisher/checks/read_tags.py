"""A finished PDF read from its tags alone, as a screen reader does: the structure tree in its order, no geometry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publisher.text.typography import INVISIBLE_CHARACTERS

if TYPE_CHECKING:  # loaded when a file is read: a fault in the content must be reported at once
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
CODE = 2  # bytes of a code: the fonts of our files are composite
RUNS = frozenset({"Span", "Strong", "Em", "Link", "Quote", "Reference", "Figure"})
UNHEARD = dict.fromkeys(map(ord, INVISIBLE_CHARACTERS))
LABELLED = frozenset({"Disc", "Circle", "Square", "Unordered", "Decimal", "Ordered"})


@dataclass(frozen=True)
class Spoken:
    """A word as it is read out, and the element that it stands in: its role, and its page, counted from 1."""

    word: str
    role: str
    page: int | None


def read_tags(data: bytes) -> list[Spoken]:
    """The words of the file in the order of its structure tree, alt texts of pictures among them. Bullets and numbers
    of lists, which every reader has its own word for, are left out. Empty where the file has no tags."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    tree = reader.root_object.get("/StructTreeRoot")
    if tree is None:
        return []
    return list(_words(_Walk(reader).text(tree.get_object())))


def _said(raw: Any) -> str:
    """A text string of a content stream (ISO 32000-1, 7.9.2.2)."""
    from publisher.pdf.syntax.lexer import string_bytes

    data = string_bytes(raw)
    return data.decode("utf-16", "replace") if data[:2] == b"\xfe\xff" else data.decode("latin-1")


def read_links(data: bytes) -> list[tuple[str, str]]:
    """The words of each link and the address that it opens, in the order of the structure tree; of those that lead out
    of the file."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    tree = reader.root_object.get("/StructTreeRoot")
    return [] if tree is None else list(_Walk(reader).links(tree.get_object()))


def _words(pieces: Iterator[tuple[str, str, int | None]]) -> Iterator[Spoken]:
    """Words out of (text, role, page): a word may go on from piece to piece; a text "\\n" ends it."""
    word, where = "", ("", None)
    for text, role, page in pieces:
        for part in re.split(r"(\s+)", text.translate(UNHEARD)):
            if part and not part.isspace():
                where = where if word else (role, page)  # type: ignore[assignment]
                word += part
            elif part and word:
                yield Spoken(word, *where)
                word = ""


class _Walk:
    def __init__(self, reader: PdfReader) -> None:
        self.reader = reader
        self.numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}  # type: ignore[union-attr]
        annotations = (one for page in reader.pages for one in page.get("/Annots", ()))
        self.on_pages = {getattr(one, "idnum", None) for one in annotations}
        self.marks: dict[int, dict[int, str]] = {}
        self.meanings: dict[int, dict[bytes, str]] = {}

    def text(self, element: DictionaryObject, page: int | None = None, labelled: bool = False) -> Iterator[Any]:
        role = str(element.get("/S", "/"))[1:]
        if role == "Lbl" and labelled:
            return
        if role == "L":
            labelled = self._numbering(element) in LABELLED
        elif role == "LBody":
            labelled = False
        if role not in RUNS:
            yield "\n", role, page
        if "/Pg" in element:
            page = self.numbers[element.raw_get("/Pg").idnum]
        number = None if page is None else page + 1
        if role == "Figure":
            yield f" {element.get('/Alt', '')} ", role, number
        elif "/ActualText" in element:
            yield str(element["/ActualText"]), role, number
        else:
            for kid in self._kids(element):
                yield from self._kid(kid, role, page, labelled)
        if role not in RUNS:
            yield "\n", role, number

    def links(self, element: DictionaryObject, page: int | None = None) -> Iterator[tuple[str, str]]:
        if "/Pg" in element:
            page = self.numbers[element.raw_get("/Pg").idnum]
        kids = self._kids(element)
        if element.get("/S") == "/Link":
            yield "".join(text for text, *_ in self.text(element, page)), self._address(kids)
        for kid in kids:
            if not isinstance(kid, int) and "/S" in kid:
                yield from self.links(kid, page)

    def _address(self, kids: list[Any]) -> str:
        """Where the annotations of a link lead (ISO 32000-1, 14.7.4.3); "" where they do not all lead to one address
        out of the file, or one is on no page."""
        found = set()
        for kid in kids:
            if not isinstance(kid, int) and "/Obj" in kid:
                is_there = getattr(kid.raw_get("/Obj"), "idnum", None) in self.on_pages
                found.add(str(kid["/Obj"].get("/A", {}).get("/URI", "")) if is_there else "")
        return found.pop() if len(found) == 1 else ""

    def _kid(self, kid: Any, role: str, page: int | None, labelled: bool) -> Iterator[Any]:
        if isinstance(kid, int):
            assert page is not None
            yield self._mark(page, int(kid)), role, page + 1
        elif "/MCID" in kid:
            other = self.numbers[kid.raw_get("/Pg").idnum]
            yield self._mark(other, int(str(kid["/MCID"]))), role, other + 1
        elif "/S" in kid:
            yield from self.text(kid, page, labelled)

    @staticmethod
    def _kids(element: DictionaryObject) -> list[Any]:
        kids = element.get("/K", [])
        return [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]

    @staticmethod
    def _numbering(element: DictionaryObject) -> str:
        attributes = element.get("/A", [])
        listed = attributes if isinstance(attributes, list) else [attributes]
        return next((str(item.get_object().get("/ListNumbering", ""))[1:] for item in listed), "")

    def _mark(self, page: int, number: int) -> str:
        if page not in self.marks:
            self.marks[page] = self._read_page(page)
        return self.marks[page].get(number, "")

    def _read_page(self, page: int) -> dict[int, str]:
        """The text of each marked-content sequence that has a number."""
        from publisher.pdf.syntax.lexer import array_items, cut, dictionary_items, read_name, split

        found: dict[int, str] = {}
        contents = self.reader.pages[page].get_contents()
        fonts = self.reader.pages[page]["/Resources"]["/Font"]  # type: ignore[index]
        meaning: dict[bytes, str] = {}
        open_marks: list[int | None] = []
        for _, raw, operator in cut(b"" if contents is None else contents.get_data()):
            if operator == b"Tf":
                meaning = self._meaning(fonts, read_name(raw))
            elif operator in (b"BDC", b"BMC"):
                properties = dictionary_items(split(raw)[-1])
                number, said = properties.get(b"/MCID"), properties.get(b"/ActualText")
                around = open_marks[-1] if open_marks else None
                if said is not None and around is not None:  # what it means instead of its glyphs (14.9.4)
                    found[around] = found.get(around, "") + _said(said)
                open_marks.append(int(number) if number is not None else None)
            elif operator == b"EMC":
                open_marks.pop()
            elif operator in SHOWS and open_marks and (shown := open_marks[-1]) is not None:
                codes = b"".join(item for item in array_items(raw) if isinstance(item, bytes))
                text = "".join([meaning.get(codes[at : at + CODE], "\ufffd") for at in range(0, len(codes), CODE)])
                found[shown] = found.get(shown, "") + text
        return found

    def _meaning(self, fonts: Any, name: str) -> dict[bytes, str]:
        """What each glyph of a font means, by its ToUnicode map."""
        from publisher.pdf.syntax.character_maps import code_texts

        key = fonts.raw_get(name).idnum
        if key not in self.meanings:
            self.meanings[key] = code_texts(fonts[name]["/ToUnicode"].get_data())
        return self.meanings[key]
