"""The looks of an e-book: its fonts, and one stylesheet with the brand's colours written in."""

from __future__ import annotations

import re
from pathlib import Path

from publisher.compose import Document
from publisher.design.brands import BrandFile
from publisher.design.colour import BLACK, WHITE, channels, readable
from publisher.design.fonts import Face, shipped_fonts
from publisher.formats.web.palette import LARGE
from publisher.model.catalogue import say
from publisher.model.errors import RenderError

# A large heading keeps its colour where a reading program turns the page dark without saying so. It takes 3:1
# (WCAG 2.2, 1.4.3), and dark is not always black.
ON_BLACK = 3.5
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)  # comments are for the authors of layouts
TOKEN = re.compile(r"var\(--([\w-]+)\)")


def stylesheet(document: Document, faces: list[tuple[str, Face]]) -> str:
    """Fonts and stylesheets as one text. Tokens are written in: not every reading program knows custom properties.

    Raises RenderError where a stylesheet names a token that is none.
    """
    tokens, sheets = tokens_of(document), document.layout.stylesheets("epub")
    text = COMMENT.sub("", "\n".join(path.read_text("utf-8") for path in sheets))
    if unknown := [name for name in TOKEN.findall(text) if name not in tokens]:
        raise RenderError(
            say("formats:no-such-token", name=unknown[0]),
            say("formats:tokens-there-are", tokens=[f"--{name}" for name in tokens]),
        )
    return "".join(_font_face(*face) for face in faces) + TOKEN.sub(lambda match: tokens[match[1]], text)


def tokens_of(document: Document) -> dict[str, str]:
    """What the stylesheets may name: fonts, and colours for pages whose ground only the reader knows."""
    fonts = shipped_fonts()
    text, display = (
        ", ".join(f'"{name}"' for name in fonts.stack(family))
        for family in (document.brand.fonts.text, document.brand.fonts.display)
    )
    colours = colours_for_any_ground(document.brand)
    return {
        "font-text": text,
        "font-display": display,
        **colours,
        "wash": f"rgba({', '.join(map(str, _rgb(colours['heading'])))}, 0.08)",
        "line": "rgba(128, 128, 128, 0.5)",
    }


def colours_for_any_ground(brand: BrandFile) -> dict[str, str]:
    """The colours of headings and of the bars below them, on whatever ground a reading program has."""
    sources = {"heading": "primary", "bar": "secondary"}
    return {name: _for_any_ground(brand.colours[source].rgb) for name, source in sources.items()}


def _for_any_ground(colour: str) -> str:
    """The colour, moved so that it can be read in large letters on white and on black."""
    return readable(readable(colour, (WHITE,), LARGE), (BLACK,), ON_BLACK)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(round(channel) for channel in channels(colour))


def licences(faces: list[tuple[str, Face]]) -> list[Path]:
    """The licence of each font, which it must not be handed on without."""
    return list(dict.fromkeys(face.web.with_name("OFL.txt") for _, face in faces))


def font_name(path: Path) -> str:
    """Where a file of a font, or its licence, stands in the book."""
    return f"fonts/{path.name}" if path.suffix != ".txt" else f"fonts/{path.parent.name}-{path.name}"


def _font_face(family: str, face: Face) -> str:
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{font_name(face.file)}"); }}\n'
    )
