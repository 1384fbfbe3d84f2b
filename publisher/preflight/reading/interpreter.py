"""Reads a page's content and what it refers to, once, and gathers its marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from publisher.model.catalogue import say
from publisher.model.units import MM_PER_INCH, pt_to_mm
from publisher.pdf.syntax.lexer import Operand
from publisher.preflight.reading.colours import (
    CMYK,
    GRAY,
    RGB,
    Colour,
    Space,
    colour,
    first_colour,
)
from publisher.preflight.reading.embedded_fonts import Run, glyph_names, read_font
from publisher.preflight.reading.geometry import (
    Box,
    Matrix,
    box_of,
    multiply,
    scale,
)
from publisher.preflight.reading.painted import Kind, Picture
from publisher.preflight.reading.painter import (
    MOST_MARKS,
    UNSEEN_ALPHA,
    Gathered,
    Handler,
    numbers,
)
from publisher.preflight.reading.path_operators import PathPainter
from publisher.preflight.reading.resources import (
    Resources,
    TooMuch,
    inline_picture,
    is_true,
    read_corners,
    read_matrix,
)
from publisher.preflight.reading.text_operators import TextPainter

DEEPEST = 12  # forms within forms; more is a circle
# A broken file may raise any error. Each is reported (`preflight/damaged`), and the rest is read.
FAULTS = Exception
TILE_MARKS = 50  # of a pattern's cell: it is drawn over and over


class Interpreter(PathPainter, TextPainter):
    """One content stream: a page's, or that of a form, a pattern's cell or a glyph."""

    def run(self, operations: Iterable[tuple[bytes, list[Operand]]]) -> None:
        """Read it to its end. What is wrong with one operator is noted; the rest is read."""
        handlers = self.handlers()
        try:
            self.resources.pool.count_run()
            for operator, operands in operations:
                handler = handlers.get(operator)
                if handler:
                    try:
                        handler(operands)
                    except TooMuch:
                        raise
                    except FAULTS as error:
                        self.gathered.harmed(_problem(operator.decode("latin-1"), error))
                elif operator == b"":
                    self.gathered.harmed(say("preflight:meaningless-characters"))
        except TooMuch:
            raise
        except FAULTS:
            self.gathered.harmed(say("preflight:content-unreadable"))

    def handlers(self) -> dict[bytes, Handler]:
        return super().handlers() | {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._concat,
            b"w": lambda operands: setattr(self.state, "line_width", float(operands[0])),
            b"gs": self._graphics_state,
            b"g": lambda operands: self._fill_colour(GRAY, b"/DeviceGray", operands),
            b"rg": lambda operands: self._fill_colour(RGB, b"/DeviceRGB", operands),
            b"k": lambda operands: self._fill_colour(CMYK, b"/DeviceCMYK", operands),
            b"G": lambda operands: self._stroke_colour(GRAY, b"/DeviceGray", operands),
            b"RG": lambda operands: self._stroke_colour(RGB, b"/DeviceRGB", operands),
            b"K": lambda operands: self._stroke_colour(CMYK, b"/DeviceCMYK", operands),
            b"cs": lambda operands: setattr(self.state, "fill", first_colour(self.resources.space(operands[0]))),
            b"CS": lambda operands: setattr(self.state, "stroke", first_colour(self.resources.space(operands[0]))),
            b"sc": self._set_fill,
            b"scn": self._set_fill,
            b"SC": self._set_stroke,
            b"SCN": self._set_stroke,
            b"sh": self._shade,
            b"Do": self._draw,
            b"EI": lambda operands: self._picture(inline_picture(operands[0], self.resources)),
            b"BMC": lambda operands: self.marked.append(False),
            b"BDC": self._begin_marked,
            b"EMC": self._end_marked,
        }

    # State

    def _save(self, operands: list[Operand]) -> None:
        self.stack.append(self.state.copied())

    def _restore(self, operands: list[Operand]) -> None:
        if self.stack:
            self.state = self.stack.pop()
        else:
            self.gathered.harmed(say("preflight:state-never-saved"))

    def _concat(self, operands: list[Operand]) -> None:
        a, b, c, d, e, f = numbers(operands)
        self.state.matrix = multiply((a, b, c, d, e, f), self.state.matrix)

    def _graphics_state(self, operands: list[Operand]) -> None:
        state = self.state
        found = self.resources.raw("/ExtGState", operands[0]).get_object()
        for key, value in found.items():
            value = value.get_object()
            if key == "/ca":
                state.fill_alpha = float(value)
            elif key == "/CA":
                state.stroke_alpha = float(value)
            elif key == "/BM":
                state.blend = str(value[0] if isinstance(value, ArrayObject) else value)[1:]
            elif key == "/SMask":
                state.masked = value != "/None"
            elif key == "/OP":
                state.stroke_overprint = is_true(value)
                if "/op" not in found:
                    state.fill_overprint = is_true(value)
            elif key == "/op":
                state.fill_overprint = is_true(value)
            elif key == "/OPM":
                state.mode = int(value)
            elif key == "/LW":
                state.line_width = float(value)
            elif key == "/Font":
                state.font = self.resources.pool.read("font", value.raw_get(0), read_font)
                state.size = float(value[1])
            elif key in ("/TR", "/TR2", "/HT") and value not in ("/Identity", "/Default"):
                self.gathered.used.add(key)

    # Colours

    def _fill_colour(self, device: Space, name: bytes, operands: list[Operand]) -> None:
        self.state.fill = colour(self._device(device, name), tuple(numbers(operands)))

    def _stroke_colour(self, device: Space, name: bytes, operands: list[Operand]) -> None:
        self.state.stroke = colour(self._device(device, name), tuple(numbers(operands)))

    def _device(self, device: Space, name: bytes) -> Space:
        return self.resources.space(name) if "/ColorSpace" in self.resources.dictionary else device

    def _set_fill(self, operands: list[Operand]) -> None:
        self.state.fill = colour(self.state.fill.space, tuple(numbers(operands)))
        self.state.fill_pattern = _pattern_name(operands)

    def _set_stroke(self, operands: list[Operand]) -> None:
        self.state.stroke = colour(self.state.stroke.space, tuple(numbers(operands)))
        self.state.stroke_pattern = _pattern_name(operands)

    # Layers

    def _begin_marked(self, operands: list[Operand]) -> None:
        is_hidden = operands[0] == b"/OC" and self._is_hidden("/Properties", operands[1])
        self.marked.append(is_hidden)
        self.hidden += is_hidden

    def _end_marked(self, operands: list[Operand]) -> None:
        if self.marked:
            self.hidden -= self.marked.pop()

    def _is_hidden(self, kind: str, name: Operand) -> bool:
        try:
            return self._layer_is_hidden(self.resources.raw(kind, name))
        except (KeyError, AssertionError):
            return False

    def _layer_is_hidden(self, layer: Any) -> bool:
        hidden = self.resources.pool.hidden
        if isinstance(layer, IndirectObject) and layer.idnum in hidden:
            return True
        found = layer.get_object()
        members = found.get("/OCGs") if isinstance(found, DictionaryObject) else None
        if members is None:
            return False
        listed = members.get_object() if isinstance(members.get_object(), ArrayObject) else [members]
        return bool(listed) and all(isinstance(one, IndirectObject) and one.idnum in hidden for one in listed)

    # Areas, pictures, forms

    def add(self, kind: Kind, box: Box, ink: Colour | None, *, stroke: bool = False, **more: Any) -> None:
        super().add(kind, box, ink, stroke=stroke, **more)
        name = self.state.stroke_pattern if stroke else self.state.fill_pattern
        if ink is not None and ink.space.family == "Pattern" and name is not None and not self.hidden:
            self._paint_pattern(box, name, ink)

    def _paint_pattern(self, box: Box, name: bytes, ink: Colour) -> None:
        """What a pattern is made of, in the place of what it paints."""
        seen = box.within(self.state.clip) if self.state.clip else None
        raw = self.resources.raw("/Pattern", name)
        pattern = raw.get_object()
        if seen is None or self.level >= DEEPEST:
            return
        if "/Shading" in pattern:
            self._add_shading(pattern["/Shading"], seen)
        elif isinstance(pattern, StreamObject):
            matrix = multiply(read_matrix(pattern.get("/Matrix")), self.base)
            steps: Any = pattern["/XStep"], pattern["/YStep"]
            across, up = (abs(float(step)) * mm for step, mm in zip(steps, scale(matrix), strict=True))
            if seen.width * seen.height > MOST_MARKS * across * up > 0:
                raise TooMuch
            cell = Gathered()
            inner = Interpreter(self._inner_resources(pattern), matrix, cell, level=self.level + 1)
            if pattern.get("/PaintType") == 2:
                inner.state.fill = inner.state.stroke = colour(ink.space.own, ink.values)
            inner.run(self.resources.pool.operations(raw, cell.harmed))
            for mark in cell.marks[:TILE_MARKS]:
                size = None if mark.size is None else pt_to_mm(mark.size)
                more: dict[str, Any] = {"size": size, "ppi": mark.ppi, "font": mark.font, "picture": mark.picture}
                super().add(mark.kind, seen, mark.colour, **more)
            self.gathered.damage += [what for what in cell.damage if what not in self.gathered.damage]

    def _shade(self, operands: list[Operand]) -> None:
        if self.state.clip:
            self._add_shading(self.resources.raw("/Shading", operands[0]).get_object(), self.state.clip)

    def _add_shading(self, shading: Any, box: Box) -> None:
        space = self.resources.space_of(shading.get_object()["/ColorSpace"])
        self.add(Kind.SHADING, box, colour(space, ()))

    def _draw(self, operands: list[Operand]) -> None:
        raw = self.resources.raw("/XObject", operands[0])
        found = raw.get_object()
        if "/OPI" in found:
            self.gathered.used.add("/OPI")
        if self.hidden or ("/OC" in found and self._layer_is_hidden(found.raw_get("/OC"))):
            return
        kind = found.get("/Subtype")
        if kind == "/Image":
            self._picture(self.resources.picture(raw))
        elif kind == "/Form" and found.get("/Subtype2") != "/PS":
            self._form(raw, found)
        else:
            self.gathered.used.add("/PS")

    def _form(self, raw: Any, form: Any) -> None:
        if self.level >= DEEPEST:
            self.gathered.harmed(say("preflight:forms-in-circle"))
            return
        if "/Group" in form and (space := form["/Group"].get("/CS")) is not None:
            self.gathered.groups.append(self.resources.space_of(space))
        outer = self.state
        matrix = multiply(read_matrix(form.get("/Matrix")), outer.matrix)
        clip = outer.clip
        if clip and "/BBox" in form:
            clip = box_of(matrix, *read_corners(form["/BBox"])).within(clip)
        inner = Interpreter(self._inner_resources(form), matrix, self.gathered, level=self.level + 1)
        inner.state = outer.copied()
        inner.state.matrix, inner.state.clip = matrix, clip
        is_seen = outer.fill_alpha >= UNSEEN_ALPHA or outer.masked
        if "/Group" in form:
            inner.state.begin_group()
        if clip and (is_seen or "/Group" not in form):
            inner.run(self.resources.pool.operations(raw, self.gathered.harmed))

    def _inner_resources(self, stream: Any) -> Resources:
        """Its own; an old file may leave them to the page (ISO 32000-2, 7.8.3)."""
        own = stream.get("/Resources")
        if own is None:
            return self.resources
        library = self.resources.pool
        raw = stream.raw_get("/Resources")
        return library.read("resources", raw, lambda dictionary: Resources(dictionary, library))

    def _picture(self, picture: Picture) -> None:
        across, up = scale(self.state.matrix)  # mm
        ppi = min(picture.width / across, picture.height / up) * MM_PER_INCH if across and up else None
        transparent = picture.soft_mask
        ink = self.state.fill if picture.stencil else (colour(picture.space, ()) if picture.space else None)
        before = self.state.masked
        self.state.masked = before or transparent
        self.add(Kind.PICTURE, box_of(self.state.matrix, 0, 0, 1, 1), ink, ppi=ppi, picture=picture)
        self.state.masked = before

    def show_glyphs(self, font_name: Operand, run: Run, to_mm: Matrix) -> None:
        """A glyph that has colours of its own begins with d0: it is read like a form. One that begins with d1 is ink of
        the text's colour, which the text's own mark has."""
        raw = self.resources.raw("/Font", font_name)
        font = raw.get_object()
        procedures = font["/CharProcs"]
        names = glyph_names(font.get("/Encoding"))
        matrix = multiply(read_matrix(font.get("/FontMatrix")), (self.state.size, 0, 0, self.state.size, 0, 0))
        library = self.resources.pool
        if self.level >= DEEPEST:
            return
        for code in dict.fromkeys(run.codes):
            if names.get(code) not in procedures:
                continue
            operations = library.operations(procedures.raw_get(names[code]), self.gathered.harmed)
            if operations and operations[0][0] == b"d0":
                inner = Interpreter(
                    self._inner_resources(font), multiply(matrix, to_mm), self.gathered, level=self.level + 1
                )
                inner.state.clip = self.state.clip
                inner.run(operations)


def _problem(operator: str, error: Exception) -> str:
    if isinstance(error, KeyError):
        return say("preflight:asks-for-missing", operator=operator, name=error.args[0])
    return say("preflight:operator-unreadable", operator=operator)


def _pattern_name(operands: list[Operand]) -> bytes | None:
    return operands[-1] if operands and isinstance(operands[-1], bytes) else None
