"""A finished PDF read from its tags alone, as a screen reader does: the structure tree in its order, no geometry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publisher.text.typography import UNSEEN_SIGNS

if TYPE_CHECKING:  # loaded when a file is read: a fault in the content must be told at once
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

TOKENS = re.compile(
    rb"/(?P<font>\S+)\s+\S+\s+Tf\b|\[(?P<array>[^\]]*)\]\s*TJ\b|(?P<close>\bEMC\b)"
    rb"|(?P<open>/\w+)\s*(?P<properties><<.*?>>)?\s*B[DM]C\b",
    re.DOTALL,
)
NUMBER = re.compile(rb"/MCID\s+(\d+)")
HEX = re.compile(rb"<([0-9a-fA-F]+)>")
CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
RUNS = frozenset({"Span", "Strong", "Em", "Link", "Quote", "Reference", "Figure"})
UNHEARD = dict.fromkeys(map(ord, UNSEEN_SIGNS))
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
        found: dict[int, str] = {}
        contents = self.reader.pages[page].get_contents()
        fonts = self.reader.pages[page]["/Resources"]["/Font"]  # type: ignore[index]
        meaning: dict[bytes, str] = {}
        open_marks: list[int | None] = []
        for token in TOKENS.finditer(b"" if contents is None else contents.get_data()):
            if name := token["font"]:
                meaning = self._meaning(fonts, f"/{name.decode()}")
            elif token["open"]:
                named = NUMBER.search(token["properties"] or b"")
                open_marks.append(int(named[1]) if named else None)
            elif token["close"]:
                open_marks.pop()
            elif open_marks and (number := open_marks[-1]) is not None:
                text = "".join(
                    meaning.get(run[at : at + 4].lower(), "\ufffd")
                    for run in HEX.findall(token["array"])
                    for at in range(0, len(run), 4)
                )
                found[number] = found.get(number, "") + text
        return found

    def _meaning(self, fonts: Any, name: str) -> dict[bytes, str]:
        """What each glyph of a font means, by its ToUnicode map."""
        key = fonts.raw_get(name).idnum
        if key not in self.meanings:
            table = fonts[name]["/ToUnicode"].get_data()
            self.meanings[key] = {
                glyph.lower(): bytes.fromhex(text.decode()).decode("utf-16-be")
                for block in CHARACTERS.findall(table)
                for glyph, text in PAIR.findall(block)
            }
        return self.meanings[key]
