"""A drawn PDF in RGB -> the same in inks: every content stream, group, pattern, gradient, mask and picture of it.

What is met and not known is an error: a colour that stays RGB in a press file is found by the print shop, or by nobody.
A soft mask has no colours: in it all becomes the grey of its luminosity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from publisher.design.colour import from_lab
from publisher.model.catalogue import say
from publisher.model.errors import REPORT, RenderError
from publisher.pdf.press.ink_pictures import picture_in_ink, picture_in_mask
from publisher.pdf.press.inks import (
    Ink,
    Inks,
    Rgb,
    Swatch,
)
from publisher.pdf.press.plates import (
    KNOCKOUT,
    LINES_OVERPRINT,
    OVERPRINT,
    PAGE,
    Plates,
    State,
)
from publisher.pdf.press.shadings import luminosity, shading_in_ink, shading_in_mask
from publisher.pdf.syntax.lexer import dictionary_items, operations, read_numbers
from publisher.pdf.syntax.objects import pdf, plain_numbers, replace_data

DEVICE = ("/DeviceRGB", "/DeviceGray", "/DeviceCMYK", "/Pattern")
BLENDS_NOTHING = ("/Normal", "/Compatible")
# Whatever is painted before a colour is set is black: of one ink, as one that is set.
BLACK_FIRST = b"0 0 0 1 k 0 0 0 1 K\n"
RGB_OPERANDS = re.compile(rb"^([\d. ]+) (?:rg|RG)$", re.MULTILINE)  # as the engine writes them, for speed alone
UNCHANGED = (0.0, 0.0)


class Separator:
    """Makes the pages of one file over. `has_transparency` says whether any of them has it."""

    def __init__(self, writer: PdfWriter, inks: Inks) -> None:
        self.writer, self.inks = writer, inks
        self.has_transparency = False
        self.scopes: dict[tuple[int, bool], Scope] = {}
        self.done: dict[tuple[int, bool], Any] = {}
        self.colours: dict[tuple[str, bytes, bool, bool], tuple[Ink | None, bytes]] = {}
        spots = {swatch.spot: swatch for swatch in inks.swatches if swatch.spot}
        self.spot_names = {spot: f"/Spot{number}" for number, spot in enumerate(spots)}
        self.spot_spaces = {spot: writer._add_object(_separation(swatch)) for spot, swatch in spots.items()}
        self.states = {
            name: writer._add_object(pdf({"/Type": "/ExtGState", "/OP": lines, "/op": areas, "/OPM": int(lines)}))
            for name, lines, areas in (
                (OVERPRINT, True, True),
                (LINES_OVERPRINT, True, False),
                (KNOCKOUT, False, False),
            )
        }

    def page(self, page: PageObject, right: float, up: float) -> bytes:
        """The page's content in inks. Its patterns move by `right` and `up` points; the content itself is to follow."""
        contents: Any = page["/Contents"]
        parts = contents if isinstance(contents, ArrayObject) else [contents]
        data = b"\n".join(part.get_object().get_data() for part in parts)
        return BLACK_FIRST + self.rewrite(data, page["/Resources"].get_object(), PAGE, False, (right, up))

    def finish(self, spaces: Mapping[str, Any]) -> None:
        """After the last page: what no page uses is made over too, since nobody can see that from outside. `spaces` are
        colour spaces for what is drawn besides."""
        for scope in list(self.scopes.values()):
            scope.use_all()
        named = {self.spot_names[spot]: space for spot, space in self.spot_spaces.items()} | dict(spaces)
        for scope in self.scopes.values():
            scope.give(self.states, named)

    def rewrite(self, data: bytes, resources: Any, state: State, in_mask: bool, shift: tuple[float, float]) -> bytes:
        """A content stream in inks, or in the greys of a mask, where nothing overprints."""
        scope = self.scopes.setdefault((id(resources), in_mask), Scope(self, resources, in_mask, shift))
        if not in_mask:
            self.inks.learn(_rgb(read_numbers(operands)) for operands in set(RGB_OPERANDS.findall(data)))
        wants = self.inks.press.wants
        limits = (wants.text.overprint_below, wants.lines.overprint_below, wants.text.two_inks_below)
        return Plates(scope, state, *((0, 0, 0) if in_mask else limits)).rewrite(data)

    def form(self, form: Any, resources: Any, in_mask: bool, scale: float) -> None:
        """A form XObject, soft mask or tiling pattern, changed where it stands. Raises RenderError where a mask is also
        drawn as a picture."""
        if not self.begin(form, in_mask):
            return
        if self.is_done(form, not in_mask):
            raise RenderError(say("pdf:mask-and-picture"), REPORT)
        if "/Group" in form:
            self.has_transparency = True
            group = form["/Group"].get_object()
            group[NameObject("/CS")] = NameObject("/DeviceGray" if in_mask else "/DeviceCMYK")
        for key in ("/StructParent", "/StructParents"):
            form.pop(NameObject(key), None)
        own = form["/Resources"].get_object() if "/Resources" in form else resources
        replace_data(form, self.rewrite(form.get_data(), own, State(scale=scale), in_mask, UNCHANGED))

    def picture(self, image: Any, kind: str, in_mask: bool) -> Any:
        """A picture in inks or as a mask; a picture may be used as both."""
        reference = image.indirect_reference
        key = (reference.idnum, in_mask)
        if key not in self.done:
            made = picture_in_mask(image, kind) if in_mask else picture_in_ink(image, kind, self.inks)
            self.done[key] = reference if made is image else self.writer._add_object(made)
            self.done[self.done[key].idnum, in_mask] = self.done[key]
        return self.done[key]

    def shading(self, shading: Any, kind: str, in_mask: bool) -> None:
        if not self.begin(shading, in_mask):
            return
        if in_mask:
            shading_in_mask(shading, kind, self.writer._add_object)
        else:
            shading_in_ink(shading, kind, self.inks, self.spot_spaces, self.writer._add_object)

    def colour(self, kind: str, operands: bytes, stroke: bool, in_mask: bool) -> tuple[Ink | None, bytes]:
        """The ink that a colour becomes, and the operation that sets it."""
        key = (kind, operands, stroke, in_mask)
        if key not in self.colours:
            parts = read_numbers(operands)
            if kind == "/Lab":
                parts = [part / 255 for part in from_lab(*parts)]
            self.colours[key] = self._grey(parts, stroke) if in_mask else self._ink(parts, stroke)
        return self.colours[key]

    def _ink(self, parts: list[float], stroke: bool) -> tuple[Ink, bytes]:
        ink = Ink((parts[0], parts[1], parts[2], parts[3])) if len(parts) == 4 else self.inks.of(_rgb(parts))
        return ink, self.set(ink, stroke)

    def set(self, ink: Ink, stroke: bool) -> bytes:
        """The operation that sets an ink."""
        if ink.spot:
            set_space, set_tint = ("CS", "SCN") if stroke else ("cs", "scn")
            return f"\n{self.spot_names[ink.spot]} {set_space} {ink.tint:g} {set_tint}".encode()
        return f"\n{' '.join(f'{round(part, 4):g}' for part in ink.cmyk)} {'K' if stroke else 'k'}".encode()

    def _grey(self, parts: list[float], stroke: bool) -> tuple[None, bytes]:
        return None, f"\n{round(luminosity(parts), 4):g} {'G' if stroke else 'g'}".encode()

    def is_done(self, thing: Any, in_mask: bool) -> bool:
        """Whether an object has been made over, as a mask or not."""
        return _key(thing, in_mask) in self.done

    def begin(self, thing: Any, in_mask: bool) -> bool:
        """Whether it is still to be made over; from now on it is."""
        is_new = not self.is_done(thing, in_mask)
        self.done.setdefault(_key(thing, in_mask), thing)
        return is_new


class Scope:
    """What a content stream can name: its resources, made over when they are used (`plates.House`)."""

    def __init__(self, file: Separator, resources: DictionaryObject, in_mask: bool, shift: tuple[float, float]) -> None:
        self.file, self.resources, self.in_mask, self.shift = file, resources, in_mask, shift

    def kind(self, space: str) -> str:
        return self._kind(space if space in DEVICE else self._named("/ColorSpace", space))

    def colour(self, kind: str, operands: bytes, stroke: bool) -> tuple[Ink | None, bytes]:
        return self.file.colour(kind, operands, stroke, self.in_mask)

    def small(self, ink: Ink, stroke: bool) -> tuple[Ink, bytes]:
        small = self.file.inks.in_two(ink)
        return small, self.set(small, stroke)

    def set(self, ink: Ink, stroke: bool) -> bytes:
        return self.file.set(ink, stroke)

    def set_state(self, name: str, state: State) -> None:
        given = self._named("/ExtGState", name)
        state.fill_alpha, state.stroke_alpha = (
            given.get(key, old) for key, old in (("/ca", state.fill_alpha), ("/CA", state.stroke_alpha))
        )
        blend, mask = given.get("/BM", "/Normal"), given.get("/SMask", "/None")
        if "/BM" in given or "/SMask" in given:
            state.is_plain = blend in BLENDS_NOTHING and mask == "/None"
        if not state.is_plain or state.fill_alpha != 1 or state.stroke_alpha != 1:
            self.file.has_transparency = True
        if isinstance(mask, DictionaryObject):
            self.file.form(mask["/G"].get_object(), self.resources, True, state.scale)
            if len(backdrop := mask.get("/BC", [])) > 1:
                mask[NameObject("/BC")] = pdf([luminosity(plain_numbers(backdrop))])

    def draw(self, name: str, scale: float) -> None:
        thing = self._named("/XObject", name)
        if thing["/Subtype"] == "/Form":
            self.file.form(thing, self.resources, self.in_mask, scale)
        elif thing["/Subtype"] == "/Image":
            kind = "" if thing.get("/ImageMask") else self._kind(thing["/ColorSpace"].get_object())
            self._group("/XObject")[NameObject(name)] = self.file.picture(thing, kind, self.in_mask)
        else:
            raise RenderError(say("pdf:object-kind", kind=str(thing["/Subtype"])), REPORT)

    def shade(self, name: str) -> None:
        self._shading(self._named("/Shading", name))

    def fill_with_pattern(self, name: str, scale: float) -> None:
        pattern = self._named("/Pattern", name)
        if self.file.is_done(pattern, self.in_mask):
            return
        matrix = plain_numbers(pattern.get("/Matrix", [1, 0, 0, 1, 0, 0]))
        # A pattern is fixed to the page, whatever moves the content (ISO 32000-1, 8.7.3.1).
        pattern[NameObject("/Matrix")] = pdf([*matrix[:4], matrix[4] + self.shift[0], matrix[5] + self.shift[1]])
        if pattern["/PatternType"] == 1:
            size = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
            self.file.form(pattern, self.resources, self.in_mask, size)
        else:
            self.file.begin(pattern, self.in_mask)
            self._shading(pattern["/Shading"].get_object())

    def glyphs_are_drawings(self, font: str) -> bool:
        found = self._named("/Font", font)
        if found["/Subtype"] != "/Type3":
            return False
        for glyph in found["/CharProcs"].get_object().values():
            drawing = glyph.get_object()
            if not _is_stencil(drawing.get_data()):
                self.file.form(drawing, found.get("/Resources", self.resources), self.in_mask, 1)
        return True

    def use_all(self) -> None:
        """Make over what is there and not used. Soft masks are listed as drawings too: they are left as they are."""
        for group, use in (
            ("/Pattern", lambda name: self.fill_with_pattern(name, 1)),
            ("/XObject", self._draw_unless_mask),
            ("/Shading", self.shade),
            ("/ExtGState", lambda name: self.set_state(name, State())),
            ("/Font", self.glyphs_are_drawings),
        ):
            for name in list(self._group(group)):
                use(name)

    def _draw_unless_mask(self, name: str) -> None:
        if self.in_mask or not self.file.is_done(self._named("/XObject", name), True):
            self.draw(name, 1)

    def give(self, states: dict[str, Any], spaces: dict[str, Any]) -> None:
        """Name what the rewritten streams ask for. The colour spaces of the screen go."""
        self.resources.pop(NameObject("/ColorSpace"), None)
        if not self.in_mask:
            self.resources[NameObject("/ExtGState")] = pdf({**self._group("/ExtGState"), **states})
            if spaces:
                self.resources[NameObject("/ColorSpace")] = pdf(spaces)

    def _shading(self, shading: Any) -> None:
        if not self.file.is_done(shading, self.in_mask):
            self.file.shading(shading, self._kind(shading["/ColorSpace"].get_object()), self.in_mask)

    def _kind(self, space: Any) -> str:
        """'/Lab' of a colour space. Raises RenderError for one that cannot be separated."""
        if str(space) not in DEVICE and isinstance(space, NameObject):
            space = self._named("/ColorSpace", str(space))
        kind = str(space[0]) if isinstance(space, ArrayObject) else str(space)
        if kind not in (*DEVICE, "/Lab", "/Indexed") or (kind == "/Pattern" and isinstance(space, ArrayObject)):
            raise RenderError(say("pdf:colour-kind", kind=kind), REPORT)
        return kind

    def _group(self, group: str) -> DictionaryObject:
        found = self.resources.get(group)
        return found.get_object() if found is not None else DictionaryObject()

    def _named(self, group: str, name: str) -> Any:
        found = self._group(group).get(name)
        if found is None:
            raise RenderError(say("pdf:name-not-there", name=name), REPORT)
        return found.get_object()


def _is_stencil(glyph: bytes) -> bool:
    """Whether a glyph is one inline picture that takes the colour of the text."""
    pictures = (dictionary_items(operands[0]) for operator, operands in operations(glyph) if operator == b"EI")
    return any(b"true" in (entries.get(b"/IM"), entries.get(b"/ImageMask")) for entries in pictures)


def _key(thing: Any, in_mask: bool) -> tuple[int, bool]:
    reference = getattr(thing, "indirect_reference", None)
    return (reference.idnum if reference else -id(thing)), in_mask


def _separation(swatch: Swatch) -> Any:
    """The colour space of a spot colour; its inks stand in for it where it cannot be printed (ISO 32000-1, 8.6.6.4)."""
    tint = {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [0, 0, 0, 0], "/C1": list(swatch.cmyk), "/N": 1}
    return pdf(["/Separation", NameObject(f"/{swatch.spot}"), "/DeviceCMYK", tint])


def _rgb(parts: list[float]) -> Rgb:
    """Device colours of 0 to 1 -> 0 to 255; a grey has three equal parts."""
    red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in (parts if len(parts) == 3 else 3 * parts))
    return red, green, blue
