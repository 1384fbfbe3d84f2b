"""The alternatives on one sheet: as a web page, from which lines can be copied, and as a picture."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from publisher.design.fonts import shipped_fonts
from publisher.model.catalogue import say, shown, spoken
from publisher.model.graphemes import beginning
from publisher.trying.alternatives import Tried

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

COLUMNS, WIDTH, GAP = 6, 250, 24  # of the picture: pages in a row, and pixels
LETTERS, LINE = 15, 20
INK, SOFT, GROUND = "#1d2b2a", "#4a5a58", "#e8ecea"
FONT = "Source Sans 3"
STYLE = """
:root { color-scheme: light; font-family: system-ui, sans-serif; line-height: 1.4; }
body { color: #1d2b2a; background: #e8ecea; }
body { max-width: 82rem; margin: 0 auto; padding: 1.5rem; }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1.5rem; padding: 0; }
li { list-style: none; }
figure { margin: 0; }
img { max-width: 100%; border: 1px solid #6b7a78; }
figcaption p { margin: 0.25rem 0 0; }
pre { margin: 0.25rem 0 0; padding: 0.5rem; overflow-x: auto; background: #fff; }
.now { font-weight: 700; }
"""
Groups = Sequence[tuple[str, Sequence[Tried]]]


def sheet_html(title: str, groups: Groups) -> str:
    """The sheet as a web page by itself, pictures and all."""
    heading = escape(shown(say("trying:heading", title=title)))
    parts = [
        f'<!doctype html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n<title>{heading}</title>\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n",
        f"<p>{escape(shown(say('trying:lead')))}</p>\n",
    ]
    for name, tries in groups:
        parts.append(f"<section>\n<h2>{escape(shown(name))}</h2>\n<ul>\n")
        parts += [_entry(tried) for tried in tries]
        parts.append("</ul>\n</section>\n")
    return "".join([*parts, "</main>\n</body>\n</html>\n"])


def _entry(tried: Tried) -> str:
    lines, file = tried.alternative.lines, tried.alternative.file
    if tried.picture:
        alt = escape(shown(say("trying:page", lines=" ".join(lines.split()))), quote=True)
        seen = f'<img src="{_data(tried.picture)}" alt="{alt}">'
    else:
        seen = f"<p>{escape(shown(say('trying:fault', fault=tried.fault)))}</p>"
    now = f'<p class="now">{escape(shown(say("trying:now")))}</p>' if tried.alternative.chosen else ""
    where = escape(shown(say("trying:in-file", file=file)))
    return (
        f"<li><figure>{seen}<figcaption>{now}<pre><code>{escape(lines)}</code></pre>"
        f"<p>{where}</p></figcaption></figure></li>\n"
    )


def _data(picture: Image) -> str:
    target = io.BytesIO()
    picture.convert("RGB").save(target, "JPEG", quality=85)
    return f"data:image/jpeg;base64,{base64.b64encode(target.getvalue()).decode()}"


def sheet_picture(title: str, groups: Groups) -> Image:
    """The sheet as a picture: each group under its name, the lines below each page."""
    from PIL import Image, ImageDraw

    small, large = _font(400, LETTERS), _font(700, LETTERS + 7)
    rows = [(name, tries[at : at + COLUMNS], at == 0) for name, tries in groups for at in range(0, len(tries), COLUMNS)]
    heights = [_height(tries) + (3 * LINE if first else 0) for _, tries, first in rows]
    size = COLUMNS * (WIDTH + GAP) + GAP, sum(heights) + 4 * LINE
    sheet = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(sheet)
    draw.text((GAP, GAP), shown(say("trying:heading", title=title)), font=_font(700, LETTERS + 13), fill=INK)
    top = 4 * LINE
    for (name, tries, first), height in zip(rows, heights, strict=True):
        below = top
        if first:
            draw.text((GAP, top + LINE // 2), shown(name), font=large, fill=INK)
            below += 3 * LINE
        for index, tried in enumerate(tries):
            left, under = GAP + index * (WIDTH + GAP), below
            if tried.picture:
                page = _scaled(tried.picture)
                sheet.paste(page, (left, below))
                under += page.height
            texts = [*tried.alternative.lines.splitlines(), shown(say("trying:in-file", file=tried.alternative.file))]
            texts += [shown(say("trying:now"))] if tried.alternative.chosen else []
            texts += [] if tried.picture else [shown(say("trying:fault", fault=tried.fault))]
            for number, text in enumerate(texts):
                ink = INK if number < len(tried.alternative.lines.splitlines()) else SOFT
                place = (left, under + 6 + number * LINE)
                draw.text(place, _cut(text, small), font=small, fill=ink)
        top += height
    return sheet


def _height(tries: Sequence[Tried]) -> int:
    pages = max((_scaled(tried.picture).height for tried in tries if tried.picture), default=0)
    return pages + (max(len(tried.alternative.lines.splitlines()) for tried in tries) + 3) * LINE + GAP


def _scaled(picture: Image) -> Image:
    return picture.convert("RGB").resize((WIDTH, round(picture.height * WIDTH / picture.width)))


def _cut(text: str, font: FreeTypeFont) -> str:
    while font.getlength(text) > WIDTH and len(text) > 4:
        text = beginning(text, len(text) - 2) + "…"
    return text


def _font(weight: int, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    faces = [face for face in shipped_fonts().families[FONT].faces if face.style == "normal"]
    face = min(faces, key=lambda one: abs(one.weight - weight))
    return ImageFont.truetype(str(face.file), size)
