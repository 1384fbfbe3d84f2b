"""A PDF opened for preflight: its pages with their boxes in mm, their marks read when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from publisher.model.catalogue import said, say
from publisher.model.errors import AccessError
from publisher.model.units import MM_PER_INCH, POINTS_PER_INCH
from publisher.pdf.opening import LOOK_AT_PAGES, broken, no_pages, noting_repairs, open_reader
from publisher.pdf.syntax.lexer import operations
from publisher.preflight.reading.boxes import (
    Boxes,
    Sizeless,
    read_box,
    why_sizeless,
)
from publisher.preflight.reading.geometry import (
    Box,
    Matrix,
    box_of,
    multiply,
)
from publisher.preflight.reading.interpreter import FAULTS, Interpreter
from publisher.preflight.reading.painted import Kind, Mark
from publisher.preflight.reading.painter import Gathered
from publisher.preflight.reading.resources import Library, Resources, TooMuch
from publisher.preflight.reading.streams import unpacked

MM = MM_PER_INCH / POINTS_PER_INCH
MOST_PIXELS = 120_000_000  # of a picture of a page: at 144 dpi nearly that of 4A0 (1682 x 2378 mm)
BROKEN = FAULTS


class Sheet:
    """One page. `number` counts from 1. `matrix` leads from PDF units to mm on the trim. Raises Sizeless."""

    def __init__(self, page: PageObject, number: int, library: Library) -> None:
        self.page = page
        self.number = number
        self._library = library
        self.rotation = round(_number(page.get("/Rotate")) / 90) * 90 % 360
        self.unit = abs(_number(page.get("/UserUnit"))) or 1.0
        self.corners = {
            name: read_box(page.get(name)) for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
        }
        self.boxes, self.matrix = self._boxes()

    def _boxes(self) -> tuple[Boxes, Matrix]:
        found = self.corners
        media = found["/MediaBox"]
        if media is None:
            raise Sizeless(why_sizeless(self.page))
        cut = found["/TrimBox"] or found["/ArtBox"] or found["/CropBox"] or media
        size = MM * self.unit
        turned: dict[int, Matrix] = {0: (1, 0, 0, -1, 0, 0), 90: (0, 1, 1, 0, 0, 0), 180: (-1, 0, 0, 1, 0, 0)}
        turn = multiply(turned.get(self.rotation, (0, -1, -1, 0, 0, 0)), (size, 0, 0, size, 0, 0))
        corner = box_of(turn, *cut)
        matrix = multiply(turn, (1, 0, 0, 1, -corner.left, -corner.top))

        def box(name: str) -> Box | None:
            corners = found[name]
            return box_of(matrix, *corners) if corners else None

        boxes = Boxes(
            box_of(matrix, *media),
            box("/CropBox"),
            box("/BleedBox"),
            box("/TrimBox"),
            box("/ArtBox"),
            box_of(matrix, *cut),
        )
        return boxes, matrix

    @cached_property
    def gathered(self) -> Gathered:
        """Everything on the page. Raises nothing: the parts that cannot be read are in its `damage`."""
        gathered = Gathered()
        self._library.runs = 0
        try:
            raw = self.page.get("/Resources")
            dictionary = raw.get_object() if raw is not None else DictionaryObject()
            key = self.page.raw_get("/Resources") if raw is not None else dictionary
            resources = self._library.read("resources", key, lambda found: Resources(dictionary, self._library))
            group = self.page.get("/Group")
            if group is not None and (space := group.get_object().get("/CS")) is not None:
                gathered.groups.append(resources.space_of(space))
            data = self._content(gathered)
            Interpreter(resources, self.matrix, gathered, self.boxes.media).run(operations(data))
        except TooMuch:
            gathered.too_much = True
            gathered.harmed(say("preflight:too-many-objects"))
        except BROKEN:
            gathered.harmed(say("preflight:not-readable-at-all"))
        return gathered

    def hindrance(self, box: Box, dpi: float) -> str:
        """Why no program should be asked for a picture of this part of it: it would fill the memory, or take minutes;
        "" where nothing hinders."""
        if self.gathered.too_much:
            return say("preflight:holds-too-much")
        too_large = box.width * box.height * (dpi / MM_PER_INCH) ** 2 > MOST_PIXELS
        return say("preflight:too-large", width=box.width / 1000, height=box.height / 1000) if too_large else ""

    def _content(self, gathered: Gathered) -> bytes:
        """The page's streams as one; a token never runs on from one to the next (ISO 32000-2, 7.8.2)."""
        contents = self.page.get("/Contents")
        contents = contents.get_object() if contents is not None else None
        parts = []
        for part in contents if isinstance(contents, ArrayObject) else [contents]:
            stream = part.get_object() if part is not None else None
            if stream is None:
                continue
            parts.append(unpacked(stream, gathered.harmed))
        return b"\n".join(parts)

    @cached_property
    def marks(self) -> list[Mark]:
        """What is printed inside the bleed; crop marks and colour bars beyond it are none of the content."""
        printed = self.boxes.printed
        return [
            mark for mark in self.gathered.marks if (seen := mark.box.within(printed)) and _is_inside(seen, mark.box)
        ]

    @cached_property
    def _sorted(self) -> dict[Kind, list[Mark]]:
        found: dict[Kind, list[Mark]] = {kind: [] for kind in Kind}
        for mark in self.marks:
            found[mark.kind].append(mark)
        return found

    @property
    def texts(self) -> list[Mark]:
        return self._sorted[Kind.TEXT]

    @property
    def lines(self) -> list[Mark]:
        return self._sorted[Kind.LINE]

    @property
    def areas(self) -> list[Mark]:
        return self._sorted[Kind.AREA]

    @property
    def pictures(self) -> list[Mark]:
        return self._sorted[Kind.PICTURE]


class PrintFile:
    """A PDF. `repairs` are what pypdf had to fix to read it; `sheets` its pages, without those that are `sizeless`:
    of each of these its number, and what is wrong."""

    def __init__(self, reader: PdfReader, data: bytes, repairs: list[str]) -> None:
        self.reader = reader
        self.data = data
        self.repairs = repairs
        library = Library(_hidden_layers(reader))
        self.sheets = list[Sheet]()
        self.sizeless = dict[int, str]()
        for number, page in enumerate(reader.pages, 1):
            try:
                self.sheets.append(Sheet(page, number, library))
            except Sizeless as error:
                self.sizeless[number] = said(error)

    @cached_property
    def promised(self) -> int:
        """How many pages the file says that it has; more than there are where it is incomplete."""
        return int(_number(_dictionary(self.catalog.get("/Pages")).get("/Count")))

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sheets) + len(self.sizeless)

    def sheet(self, number: int) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.number == number)

    @cached_property
    def catalog(self) -> DictionaryObject:
        return _dictionary(self.reader.trailer.get("/Root"))

    @cached_property
    def info(self) -> DictionaryObject:
        return _dictionary(self.reader.trailer.get("/Info"))

    def marks(self) -> Iterator[tuple[Sheet, Mark]]:
        for sheet in self.sheets:
            for mark in sheet.marks:
                yield sheet, mark


def open_file(data: bytes, name: str) -> PrintFile:
    """Open a PDF of any maker. Raises AccessError, naming it, where it cannot be read at all."""
    repairs = list[str]()
    with noting_repairs(repairs):
        reader = open_reader(data, name)
        try:
            file = PrintFile(reader, data, repairs)
        except BROKEN as error:
            raise broken(name) from error
    if not file.count:
        if file.promised:
            raise AccessError(say("preflight:no-page-readable", name=name), LOOK_AT_PAGES)
        raise no_pages(name)
    return file


def _is_inside(seen: Box, whole: Box) -> bool:
    """Whether more of it is inside than its edge; a line without a width counts."""
    return (seen.width > 0 or whole.width == 0) and (seen.height > 0 or whole.height == 0)


def _number(found: Any) -> float:
    """0 where there is none, or something else."""
    found = found.get_object() if found is not None else None
    return float(found) if isinstance(found, (int, float)) else 0.0


def _dictionary(found: Any) -> DictionaryObject:
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _hidden_layers(reader: PdfReader) -> frozenset[int]:
    """Numbers of the layers that are off when the file is opened (ISO 32000-2, 8.11.4)."""
    try:
        properties = _dictionary(_dictionary(reader.trailer["/Root"]).get("/OCProperties"))
        usual = _dictionary(properties.get("/D"))
        off = list(usual.get("/OFF", ArrayObject()).get_object())
        if usual.get("/BaseState") == "/OFF":
            shown = {one.idnum for one in usual.get("/ON", ArrayObject()).get_object()}
            listed: Any = properties.get("/OCGs", ArrayObject()).get_object()
            off += [one for one in listed if one.idnum not in shown]
        return frozenset(one.idnum for one in off if isinstance(one, IndirectObject))
    except BROKEN:
        return frozenset()
