"""The part of SVG that a drawing may use: elements, attributes and properties of style. All formats draw it, and
nothing in it runs, moves, or leads out of the file.

Sources: SVG 1.1 (Second Edition), appendix F (content), G (elements) and J (media types); SVG 2, chapter 6 (styling).
"""

from __future__ import annotations

from lxml import etree


class DrawingFault(ValueError):
    """Why a drawing cannot be used. `message` goes on after the name of the file; `element` has the fault."""

    def __init__(self, message: str, element: etree._Element | None = None) -> None:
        super().__init__(message)
        self.message, self.element = message, element


SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
FILTERS = frozenset(
    f"fe{name}"
    for name in (
        *("Blend", "ColorMatrix", "ComponentTransfer", "Composite", "ConvolveMatrix", "DiffuseLighting"),
        *("DisplacementMap", "DistantLight", "DropShadow", "Flood", "FuncA", "FuncB", "FuncG", "FuncR"),
        *("GaussianBlur", "Image", "Merge", "MergeNode", "Morphology", "Offset", "PointLight", "SpecularLighting"),
        *("SpotLight", "Tile", "Turbulence"),
    )
)
ELEMENTS = (
    SHAPES
    | FILTERS
    | frozenset(("svg", "g", "defs", "symbol", "use", "switch", "image", "title", "desc"))
    | frozenset(("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter"))
)
# Read and then left out: their rules and choices are written out in the elements that they are about.
CONSUMED = frozenset(("style",))
MOVING = frozenset(("animate", "animateColor", "animateMotion", "animateTransform", "set", "discard", "mpath"))
# Of no use without a program or a reader that has it.
DROPPED = frozenset(("metadata", "view", "cursor", "font", "font-face", "color-profile"))
CONTENT = {  # what is no drawing, with the id of the message that says what to do instead
    "text": "pictures:contains-text",
    "tspan": "pictures:contains-text",
    "textPath": "pictures:contains-text",
    "script": "pictures:contains-element",
    "foreignObject": "pictures:contains-element",
    "iframe": "pictures:contains-element",
    "a": "pictures:contains-element",
    "video": "pictures:contains-element",
    "audio": "pictures:contains-element",
    "canvas": "pictures:contains-element",
    "handler": "pictures:contains-element",
}

# What stands for a property of style as an attribute (SVG 1.1, appendix M; SVG 2, 6.1).
PROPERTIES = frozenset(
    (
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap"),
        *("stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "paint-order", "vector-effect"),
        *("opacity", "color", "display", "visibility", "overflow", "clip", "clip-path", "clip-rule", "mask", "filter"),
        *("stop-color", "stop-opacity", "flood-color", "flood-opacity", "lighting-color", "color-interpolation"),
        *("color-interpolation-filters", "marker", "marker-start", "marker-mid", "marker-end"),
        *("image-rendering", "shape-rendering", "pointer-events"),
    )
)
# Those that only a style may say.
STYLES = frozenset(("mix-blend-mode", "isolation", "mask-type", "transform-origin", "transform-box"))
NOT_KEPT = frozenset(("pointer-events",))  # properties that change nothing that is seen
FUNCTIONS = frozenset(
    ("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "calc", "url", "var")
)

_BOX = ("x", "y", "width", "height")
_GEOMETRY = (
    *("d", "points", "pathLength", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "fx", "fy", "fr", "transform"),
    *("viewBox", "preserveAspectRatio", "version", "refX", "refY", "orient", "markerWidth", "markerHeight"),
    *("markerUnits", "gradientUnits", "gradientTransform", "spreadMethod", "offset", "patternUnits"),
    *("patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits"),
)
_FILTERING = (
    *("filterUnits", "primitiveUnits", "in", "in2", "result", "mode", "type", "values", "tableValues", "slope"),
    *("intercept", "amplitude", "exponent", "operator", "k1", "k2", "k3", "k4", "order", "kernelMatrix", "divisor"),
    *("bias", "targetX", "targetY", "edgeMode", "kernelUnitLength", "preserveAlpha", "surfaceScale", "scale"),
    *("diffuseConstant", "specularConstant", "specularExponent", "azimuth", "elevation", "z", "pointsAtX", "pointsAtY"),
    *("pointsAtZ", "limitingConeAngle", "stdDeviation", "dx", "dy", "radius", "xChannelSelector"),
    *("yChannelSelector", "baseFrequency", "numOctaves", "seed", "stitchTiles"),
)
ATTRIBUTES = frozenset(("id", *_BOX, *_GEOMETRY, *_FILTERING)) | (PROPERTIES - NOT_KEPT)
REFERRING = frozenset(("use", "image", "feImage", "linearGradient", "radialGradient", "pattern", "filter", "mask"))
