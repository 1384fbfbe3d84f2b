"""What a page draws with: fonts, colour spaces, pictures, forms, by their names; each read once."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from pypdf.generic import BooleanObject, DictionaryObject, IndirectObject, NameObject, NullObject, StreamObject

from publisher.pdf.syntax.lexer import Operand, dictionary_items, elements, operations
from publisher.preflight.reading.colours import Space, read_space
from publisher.preflight.reading.embedded_fonts import absent_font, read_font
from publisher.preflight.reading.geometry import IDENTITY, Matrix
from publisher.preflight.reading.jpeg_2000 import jpeg_2000_space
from publisher.preflight.reading.painted import Font, Picture
from publisher.preflight.reading.soundness import picture_flaw
from publisher.preflight.reading.streams import FILTERS, filter_names, unpacked

Read = TypeVar("Read")
MOST_RUNS = 200_000
MOST_OPERATORS = 3_000_000  # of a form, which are kept
LONG = {  # the short names in inline images (ISO 32000-2, table 91)
    b"/W": "/Width",
    b"/H": "/Height",
    b"/BPC": "/BitsPerComponent",
    b"/CS": "/ColorSpace",
    b"/F": "/Filter",
    b"/IM": "/ImageMask",
}


class TooMuch(Exception):
    """A page holds more than any that is meant for print: a trap, or a mistake."""


class Library:
    """What has been read of a file, by its object, for all pages."""

    def __init__(self, hidden: frozenset[int] = frozenset()) -> None:
        self.hidden = hidden  # numbers of the layers that are not printed
        self.runs = 0  # forms, cells of patterns and glyphs that were read through for this page
        self._read: dict[tuple[str, int], tuple[Any, Any]] = {}

    def read(self, what: str, found: Any, reader: Callable[[Any], Read]) -> Read:
        """`reader(object)`, once for each object of the file."""
        key = (what, found.idnum if isinstance(found, IndirectObject) else -id(found))
        if key not in self._read:
            self._read[key] = (found, reader(found.get_object()))  # found is kept, so that its id stays its own
        return self._read[key][1]

    def count_run(self) -> None:
        """Forms that hold ten forms each, eight deep, are a hundred million. Raises TooMuch."""
        self.runs += 1
        if self.runs > MOST_RUNS:
            raise TooMuch

    def operations(self, stream: Any, harmed: Callable[[str], None]) -> list[tuple[bytes, list[Operand]]]:
        """The operators of a form, a pattern or a glyph; `harmed` is called where it is damaged. Raises TooMuch."""

        def read(found: StreamObject) -> list[tuple[bytes, list[Operand]]]:
            listed = list(islice(operations(unpacked(found, harmed)), MOST_OPERATORS))
            if len(listed) == MOST_OPERATORS:
                raise TooMuch
            return listed

        return self.read("content", stream, read)


def spelled(name: Operand) -> str:
    """A name in the content as pypdf spells it in resources: "/Gold#201" is "/Gold 1" (ISO 32000-2, 7.3.5)."""
    assert isinstance(name, bytes)
    if name.isascii() and b"#" not in name:
        return name.decode("ascii")
    return str(NameObject.read_from_stream(io.BytesIO(name), None))


class Resources:
    """The /Resources of a page, form, pattern or Type 3 font."""

    def __init__(self, dictionary: DictionaryObject, library: Library) -> None:
        self.dictionary = dictionary
        self.pool = library
        self.spaces: dict[bytes, Space] = {}

    def _of(self, kind: str) -> DictionaryObject:
        found = self.dictionary.get(kind)
        found = found.get_object() if found is not None else None
        return found if isinstance(found, DictionaryObject) else DictionaryObject()

    def raw(self, kind: str, name: Operand) -> Any:
        """The object of this kind and name as it is referred to. Raises KeyError."""
        found = self._of(kind).raw_get(spelled(name))
        if isinstance(found.get_object(), NullObject):
            raise KeyError(spelled(name))
        return found

    def space(self, name: Operand) -> Space:
        """A colour space by its name in the content; the device's are replaced where the resources say so."""
        assert isinstance(name, bytes)
        if name not in self.spaces:
            self.spaces[name] = self.space_of(spelled(name))
        return self.spaces[name]

    def space_of(self, found: Any) -> Space:
        return read_space(found, self._of("/ColorSpace"))

    def font(self, name: Operand) -> Font:
        """The font of this name in the content; one without letters where the resources have none."""
        try:
            found = self.raw("/Font", name)
        except KeyError:
            return absent_font(spelled(name))
        return self.pool.read("font", found, read_font)

    def picture(self, found: Any) -> Picture:
        return self.pool.read("picture", found, lambda image: read_picture(image, self))


def is_true(found: Any) -> bool:
    """Whether an object is the boolean true: to Python, pypdf's false is something, and so true."""
    found = found.get_object() if found is not None else None
    return isinstance(found, BooleanObject) and found.value


def read_matrix(found: Any) -> Matrix:
    """Six numbers; where there are none, what changes nothing."""
    if found is None:
        return IDENTITY
    a, b, c, d, e, f = (float(number.get_object()) for number in found.get_object())
    return (a, b, c, d, e, f)


def read_corners(found: Any) -> tuple[float, float, float, float]:
    """A rectangle, lower left corner first."""
    x0, y0, x1, y1 = (float(number.get_object()) for number in found.get_object())
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def read_picture(image: Any, resources: Resources) -> Picture:
    """An image dictionary -> Picture. It is as whole as its masks are."""
    picture = _own_picture(image, resources)
    masks = (image[key].get_object() for key in ("/SMask", "/Mask") if key in image)
    for part in (image, *(mask for mask in masks if isinstance(mask, StreamObject))):
        if flaw := picture_flaw(part, _own_picture(part, resources)):
            return replace(picture, flaw=flaw)
    return picture


def _own_picture(image: Any, resources: Resources) -> Picture:
    names = filter_names(image)
    stencil = is_true(image.get("/ImageMask"))
    space = image.get("/ColorSpace")
    if space is None and names == ["JPXDecode"]:
        space = NameObject(jpeg_2000_space(image._data))
    return Picture(
        int(image.get("/Width", 0)),
        int(image.get("/Height", 0)),
        1 if stencil else int(image.get("/BitsPerComponent", 8)),
        None if stencil else resources.space_of(space),
        tuple(names),
        stencil,
        "/SMask" in image or int(image.get("/SMaskInData", 0)) > 0,
    )


def inline_picture(raw: Operand, resources: Resources) -> Picture:
    """The dictionary of an inline image -> Picture."""
    items = {LONG.get(key, key.decode("latin-1")): value for key, value in dictionary_items(raw).items()}
    space = items.get("/ColorSpace", b"/DeviceGray")
    stencil = items.get("/ImageMask") == b"true"
    packed = items.get("/Filter", b"")
    names = [spelled(name)[1:] for name in elements(packed) or ([packed] if packed else []) if isinstance(name, bytes)]
    if inner := elements(space):  # [/Indexed /DeviceRGB 3 <...>]
        base = resources.space(inner[1]) if len(inner) > 1 else None
        read = Space("Indexed", 1, base=base)
    else:
        read = resources.space(space)
    return Picture(
        int(items.get("/Width", 0)),
        int(items.get("/Height", 0)),
        1 if stencil else int(items.get("/BitsPerComponent", 8)),
        None if stencil else read,
        tuple(FILTERS.get(name, name) for name in names),
        stencil,
    )
