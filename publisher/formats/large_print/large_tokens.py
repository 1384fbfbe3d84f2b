"""The tokens of large print: its sizes, and its colours on white or coloured paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.compose import Document
from publisher.compose.tokens import brand_tokens, font_stack
from publisher.design.colour import BLACK, WHITE, readable
from publisher.formats.large_print.line_room import LineRoom
from publisher.formats.large_print.tree import HEADINGS
from publisher.model.units import Paper
from publisher.text.i18n import direction, label

MEDIUM = "large-print"
# Contrast ratios: of all that is coloured (WCAG 2.2, 1.4.6), and of running text.
COLOURED, RUNNING_TEXT = 7, 14
# Up to this size a session or a box is short enough to be kept on one page without leaving half a page blank.
KEPT_TOGETHER = 18


@dataclass(frozen=True)
class Pair:
    """The colour of a paper, and what is printed on it. `ink` is the one colour of all letters and lines; "" for the
    brand's, as far as they can be read there."""

    colour: str
    ink: str = ""


# Readers ask for one ink without shades on yellow and black: RNIB's "clear
# print" and the themes of magnifiers are black on yellow and yellow on black.
PAPERS = {
    Paper.WHITE: Pair(WHITE),
    Paper.CREAM: Pair("#fff4d6"),
    Paper.YELLOW: Pair("#ffee58", BLACK),
    Paper.BLACK: Pair(BLACK, "#ffee58"),
}


def large_print_styles(document: Document, size: int, paper: Paper = Paper.WHITE) -> list[str | Path]:
    """The stylesheets of the large print with letters of `size` points: tokens, the base's rules, the layout's own."""
    return [brand_tokens(document), large_print_tokens(document, size, paper), *document.layout.stylesheets(MEDIUM)]


def large_print_tokens(document: Document, size: int, paper: Paper = Paper.WHITE) -> str:
    """`:root` with --size, --h1 to --h3, colours of 7:1 on the paper (WCAG 2.2, 1.4.6), and what else hangs on the
    size."""
    before, _, after = label(document.language, "page.number", page="#").replace(" ", "\u00a0").partition("#")
    tokens = {
        "font-text": font_stack(document.brand.fonts.large_print),
        "size": f"{size}pt",
        **{tag: f"{size + added}pt" for tag, added in HEADINGS.items()},
        **_colours(document, paper),
        "together": "avoid" if size <= KEPT_TOGETHER else "auto",
        "before-page": _quoted(before),
        "after-page": _quoted(after),
        "comma": _quoted("،" if direction(document.language) == "rtl" else ","),
        "running": _quoted(LineRoom(document.brand.fonts.large_print, size).at_foot(document.title)),
        "columns": _quoted(f"{label(document.language, 'large-print.columns')}: "),
    }
    return f":root{{{''.join(f'--{name}:{value};' for name, value in tokens.items())}}}"


def _colours(document: Document, paper: Paper) -> dict[str, str]:
    pair, brand = PAPERS[paper], {name: colour.rgb for name, colour in document.brand.colours.items()}
    grounds = (pair.colour,)
    return {
        "text": pair.ink or readable(brand["ink"], grounds, RUNNING_TEXT),
        "heading": pair.ink or readable(brand["primary"], grounds, COLOURED),
        "mark": pair.ink or readable(brand["secondary"], grounds, COLOURED),
        # White needs no paint. Below drawings and logos, which are made for white paper, there is white.
        "paper": "transparent" if paper is Paper.WHITE else pair.colour,
        "below-drawings": WHITE if pair.ink else "transparent",
    }


def _quoted(text: str) -> str:
    """As a string of CSS (CSS Syntax 3, 4.3.5)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
