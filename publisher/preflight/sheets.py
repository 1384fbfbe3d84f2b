"""A PDF opened for preflight: its pages with their boxes in mm, their marks read when they are first asked for."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from publisher.errors import AccessError
from publisher.preflight.geometry import Box, Matrix, box_of, multiply
from publisher.preflight.interpreter import FAULTS, Interpreter
from publisher.preflight.lexer import operations
from publisher.preflight.marks import Kind, Mark
from publisher.preflight.painter import Gathered
from publisher.preflight.resources import Library, Resources, unpacked
from publisher.units import MM_PER_INCH, POINTS_PER_INCH

MM = MM_PER_INCH / POINTS_PER_INCH
MOST_BLEED = 5.0  # mm
MOST_PIXELS = 120_000_000  # of a picture of a page: at 144 dpi nearly that of 4A0 (1682 x 2378 mm)
BROKEN = FAULTS


@dataclass(frozen=True)
class Boxes:
    """Page boxes (ISO 32000-2, 14.11.2) in mm from the trim's upper left corner, as the page is turned. What the file
    does not say is None; `cut` is where it will be cut: trim, else art, crop, media."""

    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    art: Box | None
    cut: Box

    @property
    def room(self) -> Box:
        """How far content may go: the bleed box, which is the crop box, or the media box, where the file says none."""
        return self.bleed or self.crop or self.media

    @property
    def printed(self) -> Box:
        """What counts as content: marks beyond it are the printer's. A file that declares no bleed may have both."""
        return (self.bleed or self.cut.grown(MOST_BLEED)).within(self.media) or self.media

    @property
    def bleed_amount(self) -> float:
        """mm of bleed on the side that has least."""
        room, cut = self.room.within(self.media) or self.media, self.cut
        return min(cut.left - room.left, cut.top - room.top, room.right - cut.right, room.bottom - cut.bottom)


class Sheet:
    """One page. `number` counts from 1. `matrix` leads from PDF units to mm on the trim. Raises Sizeless."""

    def __init__(self, page: PageObject, number: int, library: Library) -> None:
        self.page = page
        self.number = number
        self._library = library
        self.rotation = round(_number(page.get("/Rotate")) / 90) * 90 % 360
        self.unit = abs(_number(page.get("/UserUnit"))) or 1.0
        self.corners = {
            name: _corners(page.get(name)) for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
        }
        self.boxes, self.matrix = self._boxes()

    def _boxes(self) -> tuple[Boxes, Matrix]:
        found = self.corners
        media = found["/MediaBox"]
        if media is None:
            raise Sizeless(_why_sizeless(self.page))
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
        """All that the page's content tells. Nothing raises: what cannot be read is among its `damage`."""
        gathered = Gathered()
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
        except BROKEN as error:
            gathered.harmed(f"it cannot be read ({type(error).__name__}: {error})")
        return gathered

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


def is_too_large(box: Box, dpi: float) -> bool:
    """Whether a picture of it would fill the memory, or take minutes."""
    return box.width * box.height * (dpi / MM_PER_INCH) ** 2 > MOST_PIXELS


class Sizeless(Exception):
    """A page of which nobody knows how large it is, and why."""


class PrintFile:
    """A PDF. `repairs` are what pypdf had to mend to read it; `sheets` its pages, without those that are `sizeless`:
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
                self.sizeless[number] = str(error)

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
    if b"%PDF-" not in data[:1024]:
        what = "is empty" if not data else "is no PDF"
        raise AccessError(f"{name} {what}.", "Name a file that your program exported as PDF.")
    repairs = list[str]()
    with mended(repairs):
        try:
            reader = PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
                mend = "Save it again without a password; a print shop could not open it either."
                raise AccessError(f"{name} opens with a password only.", mend)
            file = PrintFile(reader, data, repairs)
        except AccessError:
            raise
        except NotImplementedError as error:  # another handler than that of passwords, certificates for example
            mend = "Save it again without protection; a print shop could not open it either."
            raise AccessError(f"{name} is protected in a way that cannot be opened here.", mend) from error
        except BROKEN as error:
            mend = "It may have come over incompletely. Export it again, and copy it once more."
            raise AccessError(f"{name} is broken and cannot be read ({_told(error)}).", mend) from error
    if not file.count:
        mend = "Open it, see that there are pages, and export it again."
        raise AccessError(f"{name} has no pages: there is nothing to print.", mend)
    return file


def _told(error: BaseException) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if isinstance(error, PyPdfError) else f"{type(error).__name__}: {text}"


def _is_inside(seen: Box, whole: Box) -> bool:
    """Whether more of it is inside than its edge; a line without a width counts."""
    return (seen.width > 0 or whole.width == 0) and (seen.height > 0 or whole.height == 0)


def _corners(found: Any) -> tuple[float, float, float, float] | None:
    """A rectangle in PDF units, lower left corner first; None where there is none that can be read, or has an area."""
    corners = _four(found)
    return corners if corners and corners[2] > corners[0] and corners[3] > corners[1] else None


def _four(found: Any) -> tuple[float, float, float, float] | None:
    try:
        x0, y0, x1, y1 = (float(number.get_object()) for number in found.get_object())
    except (AttributeError, TypeError, ValueError):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _why_sizeless(page: PageObject) -> str:
    found = page.get("/MediaBox")
    if found is None:
        return "the page has no MediaBox"
    four = _four(found)
    if four is None:
        return "the page's MediaBox is no box of four numbers"
    return f"the page's MediaBox is {four[2] - four[0]:g} x {four[3] - four[1]:g} pt large"


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


@contextmanager
def mended(repairs: list[str]) -> Iterator[None]:
    """What pypdf would log while it reads a file goes into a list: each line is something that it mended."""
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: repairs.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pypdf")
    propagate, level = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate, logger.level = propagate, level
