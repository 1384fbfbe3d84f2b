"""The pictures of the instructions, as SVG in data addresses."""

from __future__ import annotations

import base64

TEXT = 'font-family="Source Sans 3" font-weight="700" text-anchor="middle"'
LINE = 'fill="none" stroke="#000" stroke-width="0.8"'
DASHED = 'stroke="#000" stroke-width="0.5" stroke-dasharray="2 1.5"'
ARROW = 'fill="none" stroke="#000" stroke-width="1.4"'


def flip(front: tuple[int, int], back: tuple[int, int]) -> str:
    """A sheet from its front, an arrow about its upright axis, and its back, with the numbers of the pages."""
    arrow = f'<path d="M80 34 C92 24 108 24 118 32" {ARROW}/><path d="M112.5 24.5 L120 34 L108.5 34.5 z" fill="#000"/>'
    return _svg(200, 64, _sheet(8, front) + arrow + _sheet(128, back))


def _sheet(left: float, pages: tuple[int, int]) -> str:
    numbers = "".join(
        f'<text x="{left + at}" y="44" font-size="18" {TEXT}>{page}</text>'
        for at, page in zip((16, 48), pages, strict=True)
    )
    return (
        f'<rect x="{left}" y="16" width="64" height="45" rx="0.5" {LINE}/>'
        f'<line x1="{left + 32}" y1="16" x2="{left + 32}" y2="61" {DASHED}/>{numbers}'
    )


def fold() -> str:
    """Sheets that are folded together, seen from their ends; then the fold from outside, with two staples."""
    nested = "".join(
        f'<path d="M{14 + 5 * n} {58} L52 {14 + 9 * n} L{90 - 5 * n} {58}" {LINE} stroke-linejoin="round"/>'
        for n in range(3)
    )
    book = (
        f'<rect x="116" y="8" width="76" height="52" rx="0.5" {LINE}/><line x1="154" y1="8" x2="154" y2="60" {DASHED}/>'
    )
    staples = "".join(
        f'<line x1="154" y1="{y}" x2="154" y2="{y + 8}" stroke="#000" stroke-width="2.6"/>' for y in (17, 43)
    )
    return _svg(200, 64, nested + book + staples)


def ruler() -> str:
    """100 mm long in a picture of 112 mm."""
    ticks = "".join(
        f'<line x1="{5 + at}" y1="1" x2="{5 + at}" y2="{5 if at % 10 == 0 else 3.4 if at % 5 == 0 else 2.4}" '
        f'stroke="#000" stroke-width="0.25"/>'
        for at in range(101)
    )
    numbers = "".join(
        f'<text x="{5 + at}" y="9" font-size="3.2" {TEXT}>{at}{" mm" if at == 100 else ""}</text>'
        for at in range(0, 101, 20)
    )
    line = '<line x1="5" y1="1" x2="105" y2="1" stroke="#000" stroke-width="0.35"/>'
    return _svg(112, 11, line + ticks + numbers)


def _svg(width: float, height: float, drawn: str) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()
