"""Gradients of drawings as print has them: a shading that fills a shape (ISO 32000-1, 8.7.4).

The engine makes each one a tile of the shape's size, with a transparency group in it. A tile is repeated: in the last
line of pixels the first colour comes again. Some viewers leave small ones out, and at the resolution of a press a
raster processor takes minutes for them. So the shading takes the tile's place, and a tile that must stay, because its
gradient is transparent, is made so large that it is never repeated.
"""

from __future__ import annotations

from typing import Any

from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from publisher.pdf.syntax.lexer import cut, operations, read_name
from publisher.pdf.syntax.objects import pdf, plain_numbers

TILING = 1


def plain_gradients(writer: PdfWriter) -> None:
    """Change every gradient of the file, as the engine drew it."""
    for at, found in enumerate(writer._objects, 1):
        if not isinstance(found, StreamObject) or found.get("/PatternType") != TILING:
            continue
        tile: Any = found
        group = _drawn_by(tile, b"Do", "/XObject")
        shading = _drawn_by(group, b"sh", "/Shading") if group is not None else None
        if group is None or shading is None:
            continue
        if any(operator == b"gs" for operator, _ in operations(group.get_data())):
            _widen(tile, group)
            _straighten(shading["/Function"].get_object())
        else:
            # What the tile was made of is nobody's now: it would stay in the file, in colours of the screen.
            for left in (tile.raw_get("/Resources"), group.raw_get("/Resources"), group.indirect_reference):
                writer._objects[left.idnum - 1] = None
            entries = {"/Type": "/Pattern", "/PatternType": 2, "/Shading": shading.indirect_reference}
            writer._replace_object(at, pdf({**entries, "/Matrix": plain_numbers(tile["/Matrix"])}))


def _drawn_by(stream: Any, operator: bytes, kind: str) -> Any:
    """The one thing that a stream draws by this operator, where it does nothing else but set the state before."""
    *before, (last, raw) = [(found, raw) for _, raw, found in cut(stream.get_data())] or [(b"", b"")]
    if last != operator or [found for found, _ in before] not in ([], [b"gs"]):
        return None
    things = stream["/Resources"].get_object().get(kind) if "/Resources" in stream else None
    name = read_name(raw)
    return things.get_object()[name].get_object() if things is not None and name in things.get_object() else None


def _straighten(function: Any) -> None:
    """Colours change evenly, whatever the opacity does beside them, as drawings have it (SVG 2, 14.2): the engine bends
    them by the opacities, as style sheets do."""
    for part in function.get("/Functions", ()):
        _straighten(part.get_object())
    if "/N" in function:
        function[NameObject("/N")] = pdf(1)


def _widen(tile: Any, group: Any) -> None:
    """Leave room of the tile's own size around it, and its neighbours outside."""
    left, lower, right, upper = plain_numbers(tile["/BBox"])
    width, height = right - left, upper - lower
    states = group["/Resources"].get_object()["/ExtGState"].get_object().values()
    masks = [state.get_object()["/SMask"]["/G"].get_object() for state in states if "/SMask" in state.get_object()]
    for thing in (tile, group, *masks):
        thing[NameObject("/BBox")] = pdf([left - width, lower - height, right + width, upper + height])
    tile[NameObject("/XStep")], tile[NameObject("/YStep")] = pdf(3 * width), pdf(3 * height)
