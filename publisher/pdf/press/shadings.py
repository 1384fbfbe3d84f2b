"""Gradients in inks (ISO 32000-1, 8.7.4.5): axial and radial shadings, whose functions give colours.

A gradient between colours of the screen runs through other inks than one between their inks: so each part of a function
is sampled, and every sample is separated. Both ends are exactly what the same colour is elsewhere on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from pypdf.generic import ArrayObject, NameObject

from publisher.model.catalogue import say
from publisher.model.errors import REPORT, RenderError
from publisher.pdf.press.inks import (
    Cmyk,
    Inks,
    Rgb,
    limited,
)
from publisher.pdf.syntax.objects import pdf, plain_numbers, stream

AXIAL, RADIAL = 2, 3
SAMPLES = 64  # in each part of a gradient; finer than an eight-bit screen shows
FULL = 65535  # of a sample in 16 bits: an ink in percent stays what it is
Colours = Sequence[Sequence[float]]
Convert = Callable[[Colours], Sequence[Sequence[float]]]
Add = Callable[[Any], Any]  # puts an object into the file, gives its reference


def shading_in_ink(shading: Any, kind: str, inks: Inks, spaces: dict[str, Any], add: Add) -> None:
    """Change a shading of this kind of colours, which are the screen's, to inks. `spaces` are those of spot colours by
    name. Raises RenderError for other shadings."""
    if kind == "/DeviceCMYK":
        return
    swatch = inks.swatch_of([_rgb(colour) for part in _parts(_function(shading)) for colour in _sampled(part)])
    if swatch and swatch.spot:
        _change(shading, spaces[swatch.spot], lambda colours: [[inks.tint(swatch, _rgb(c)).tint] for c in colours], add)
    else:
        _change(shading, NameObject("/DeviceCMYK"), lambda colours: _separated(colours, inks), add)


def shading_in_mask(shading: Any, kind: str, add: Add) -> None:
    """Change a shading to the greys of its luminosity."""
    if kind != "/DeviceGray":
        _change(shading, NameObject("/DeviceGray"), lambda colours: [[luminosity(c)] for c in colours], add)


def luminosity(colour: Sequence[float]) -> float:
    """The grey of a device colour, of 0 to 1 (ISO 32000-1, 10.3)."""
    if len(colour) == 1:
        return colour[0]
    if len(colour) == 4:
        cyan, magenta, yellow, black = colour
        return 1 - min(1, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _separated(colours: Colours, inks: Inks) -> list[Cmyk]:
    """The inks of a gradient's samples. Where all are tints of one colour, they stay so. Else all go through the
    profile, which may say of the two ends what the brand does not: what is missing there is added, less and less
    towards the middle, so that nowhere is a step."""
    samples = [_rgb(colour) for colour in colours]
    if swatch := inks.swatch_of(samples):
        return [inks.tint(swatch, rgb).cmyk for rgb in samples]
    printed = inks.through_profile(samples)
    first, last = (_difference(inks.of(samples[end]).cmyk, printed[end]) for end in (0, -1))
    found = list[Any]()
    for index, cmyk in enumerate(printed):
        way = index / (len(printed) - 1)
        repaired = [
            min(1, max(0, ink + (1 - way) ** 2 * one + way**2 * other))
            for ink, one, other in zip(cmyk, first, last, strict=True)
        ]
        at_an_end = index in (0, len(printed) - 1)
        found.append(tuple(repaired) if at_an_end else limited(repaired, inks.limit))
    return found


def _difference(wanted: Cmyk, printed: Cmyk) -> list[float]:
    return [one - other for one, other in zip(wanted, printed, strict=True)]


def _change(shading: Any, space: Any, convert: Convert, add: Add) -> None:
    shading[NameObject("/Function")] = _converted(_function(shading), convert, add)
    shading[NameObject("/ColorSpace")] = space


def _function(shading: Any) -> Any:
    kind, function = shading["/ShadingType"], shading["/Function"].get_object()
    if kind not in (AXIAL, RADIAL) or "/Background" in shading or isinstance(function, ArrayObject):
        raise RenderError(say("pdf:gradient-kind", shading=str(shading)), REPORT)
    return function


def _parts(function: Any) -> list[Any]:
    """The functions that a stitched one is made of."""
    if function["/FunctionType"] != 3:
        return [function]
    return [leaf for part in function["/Functions"] for leaf in _parts(part.get_object())]


def _converted(function: Any, convert: Convert, add: Add) -> Any:
    """A function of the same domain: a stitched one (type 3) of the same parts, each sampled anew (type 0)."""
    if function["/FunctionType"] == 3:
        parts = [_converted(part.get_object(), convert, add) for part in function["/Functions"]]
        return pdf({key: parts if key == "/Functions" else function[key] for key in function if key != "/Range"})
    colours = convert(_sampled(function))
    data = b"".join(round(FULL * number).to_bytes(2, "big") for colour in colours for number in colour)
    entries = {"/FunctionType": 0, "/Domain": function["/Domain"], "/BitsPerSample": 16}
    return add(stream(data, {**entries, "/Range": [0, 1] * len(colours[0]), "/Size": [len(colours)]}))


def _sampled(function: Any) -> list[list[float]]:
    """The colours along a function of type 2 (exponential) or 0 (sampled), its ends among them."""
    if function["/FunctionType"] == 2:
        start, end = plain_numbers(function["/C0"]), plain_numbers(function["/C1"])
        low, high = plain_numbers(function["/Domain"])
        count = 2 if start == end else SAMPLES + 1
        powers = [max(0.0, low + (high - low) * i / (count - 1)) ** float(function["/N"]) for i in range(count)]
        return [[a + power * (b - a) for a, b in zip(start, end, strict=True)] for power in powers]
    if function["/FunctionType"] == 0 and function["/BitsPerSample"] in (8, 16) and len(function["/Size"]) == 1:
        return _interpolated(_stored(function))
    raise RenderError(say("pdf:gradient-function", type=str(function["/FunctionType"])), REPORT)


def _stored(function: Any) -> list[list[float]]:
    """The samples that a function of type 0 holds."""
    size, ranges = function["/BitsPerSample"] // 8, plain_numbers(function.get("/Decode", function["/Range"]))
    data, outputs = function.get_data(), len(ranges) // 2
    steps = [int.from_bytes(data[at : at + size], "big") / (256**size - 1) for at in range(0, len(data), size)]
    spread = [
        ranges[2 * (i % outputs)] + step * (ranges[2 * (i % outputs) + 1] - ranges[2 * (i % outputs)])
        for i, step in enumerate(steps)
    ]
    return [spread[at : at + outputs] for at in range(0, outputs * function["/Size"][0], outputs)]


def _interpolated(colours: list[list[float]]) -> list[list[float]]:
    """The same, with so many steps between two that there are enough."""
    steps = max(1, -(-SAMPLES // max(1, len(colours) - 1)))
    found = [
        [a + (b - a) * step / steps for a, b in zip(one, other, strict=True)]
        for one, other in pairwise(colours)
        for step in range(steps)
    ]
    return [*found, colours[-1]]


def _rgb(colour: Sequence[float]) -> Rgb:
    red, green, blue = (
        round(255 * min(1.0, max(0.0, part))) for part in (colour if len(colour) == 3 else 3 * list(colour))
    )
    return red, green, blue
