"""A picture of where a page has too much ink: the page in grey, the places over the limit in colour, with a legend."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from publisher.model.catalogue import say, shown
from publisher.model.paths import FONTS
from publisher.preflight.ink_coverage import WINDOW, InkMap
from publisher.preflight.rule import Inspection

SCALE = 5  # pixels a mm
MOST = 400  # percent: all four inks
MARGIN, LEGEND = 60, 330  # pixels
REGULAR = FONTS / "source-sans-3" / "SourceSans3_400Regular.ttf"
BOLD = FONTS / "source-sans-3" / "SourceSans3_700Bold.ttf"
INK, SOFT, RULE = (34, 34, 34), (95, 95, 95), (170, 170, 170)
# From the limit up to the sum of four inks; the colours differ in grey, too.
RAMP = ((255, 214, 10), (247, 127, 0), (214, 40, 40), (106, 4, 60))
OUTLINE = (60, 60, 60)
FADE = 0.45  # how far the page steps back


def heat_maps(inspection: Inspection, name: str, every: bool = False) -> dict[str, bytes]:
    """Pictures (PNG) of the pages that have too much ink, or of `every` page, by their file names. `name` is the
    file's."""
    limit, digits = inspection.wants.ink_limit, len(str(inspection.file.count))
    return {
        f"{Path(name).stem}-ink-page-{ink.page:0{digits}}.png": heat_map(ink, limit, name)
        for ink in inspection.ink.pages
        if every or ink.exceeds(limit)
    }


def heat_map(ink: InkMap, limit: float, title: str) -> bytes:
    """PNG of one page. `title` names the file."""
    page = _page(ink, limit)
    canvas = Image.new("RGB", (page.width + 2 * MARGIN + LEGEND, max(page.height + 2 * MARGIN, 520)), "white")
    canvas.paste(page, (MARGIN, MARGIN))
    draw = ImageDraw.Draw(canvas)
    _outline(draw, ink)
    _legend(draw, canvas, ink, limit, title, page.width + 2 * MARGIN)
    target = io.BytesIO()
    canvas.save(target, "PNG", optimize=True)
    return target.getvalue()


def _page(ink: InkMap, limit: float) -> Image.Image:
    size = (round(ink.media.width * SCALE), round(ink.media.height * SCALE))
    grey = ink.grey.resize(size, Image.Resampling.BICUBIC).convert("RGB")
    faded = Image.blend(grey, Image.new("RGB", size, "white"), FADE)
    levels = _levels(ink).resize(
        (round(ink.region.width * SCALE), round(ink.region.height * SCALE)), Image.Resampling.BILINEAR
    )
    lowest = _level(limit)
    table = [_colour_at((value - lowest) / max(1, 255 - lowest)) for value in range(256)]
    coloured = Image.merge("RGB", [levels.point([entry[part] for entry in table]) for part in range(3)])
    mask = levels.point(lambda value: 255 if value > lowest else 0)
    at = (round((ink.region.left - ink.media.left) * SCALE), round((ink.region.top - ink.media.top) * SCALE))
    faded.paste(coloured, at, mask)
    # The colours are the legend's own; what stands on the page is seen by its outlines.
    outlines = grey.convert("L").filter(ImageFilter.FIND_EDGES).crop((*at, at[0] + levels.width, at[1] + levels.height))
    faded.paste(OUTLINE, at, ImageChops.darker(mask, outlines.point(lambda value: min(255, 2 * value))))
    return faded


def _levels(ink: InkMap) -> Image.Image:
    """For each mm of the region, the most inked window that it lies in; 255 is 400 percent."""
    across, down = ink.window
    width, height = len(ink.means[0]) + across - 1, len(ink.means) + down - 1
    starts = Image.new("L", (width + across, height + down), 0)
    data = bytes(_level(mean) for row in ink.means for mean in row)
    middle = Image.frombytes("L", (len(ink.means[0]), len(ink.means)), data)
    starts.paste(middle, (across // 2, down // 2))
    size = max(across, down) | 1
    return starts.filter(ImageFilter.MaxFilter(size)).crop((0, 0, width, height))


def _level(percent: float) -> int:
    return max(0, min(255, round(percent / MOST * 255)))


def _colour_at(part: float) -> tuple[int, int, int]:
    """0 is the limit, 1 the most that four inks can be."""
    place = max(0.0, min(1.0, part)) * (len(RAMP) - 1)
    low = min(int(place), len(RAMP) - 2)
    first, second, rest = RAMP[low], RAMP[low + 1], place - low
    red, green, blue = (round(a + (b - a) * rest) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _outline(draw: ImageDraw.ImageDraw, ink: InkMap) -> None:
    """The medium's edge, and the trim within it."""
    media = ink.media
    right, bottom = MARGIN + media.width * SCALE, MARGIN + media.height * SCALE
    draw.rectangle((MARGIN - 1, MARGIN - 1, right, bottom), outline=RULE)
    left, top = MARGIN - media.left * SCALE, MARGIN - media.top * SCALE
    trim_right, trim_bottom = right + media.left * SCALE, bottom + media.top * SCALE
    if media.left < -0.5:
        for start in range(int(left), int(trim_right), 16):
            for y in (top, trim_bottom):
                draw.line((start, y, min(start + 8, trim_right), y), fill=SOFT, width=2)
        for start in range(int(top), int(trim_bottom), 16):
            for x in (left, trim_right):
                draw.line((x, start, x, min(start + 8, trim_bottom)), fill=SOFT, width=2)


def _legend(draw: ImageDraw.ImageDraw, canvas: Image.Image, ink: InkMap, limit: float, title: str, left: int) -> None:
    bold, plain = _font(BOLD, 26), _font(REGULAR, 20)
    worst, box = ink.worst
    y = MARGIN
    draw.text((left, y), shown(say("preflight:ink-on-page", page=ink.page)), font=bold, fill=INK)
    draw.text((left, y + 38), _short(title, plain), font=plain, fill=SOFT)
    y += 90
    verdict = say("preflight:ink-at-most" if worst > limit else "preflight:ink-within-limit", worst=worst)
    draw.text((left, y), shown(verdict), font=_font(BOLD, 22), fill=INK)
    lines = (
        say("preflight:ink-where", left=max(0, box.left), top=max(0, box.top)),
        say("preflight:ink-limit-of-press", limit=limit),
        say("preflight:ink-mean-of", window=WINDOW),
    )
    for number, line in enumerate(lines):
        draw.text((left, y + 36 + 28 * number), shown(line), font=plain, fill=SOFT)
    y += 150
    _scale(draw, canvas, limit, left, y, plain)
    note = (
        [say("preflight:ink-grey-page"), say("preflight:ink-dashed")]
        if ink.media.left < -0.5
        else [say("preflight:ink-grey")]
    )
    for number, line in enumerate(note):
        draw.text((left, y + 250 + 28 * number), shown(line), font=plain, fill=SOFT)


def _scale(
    draw: ImageDraw.ImageDraw, canvas: Image.Image, limit: float, left: int, top: int, font: ImageFont.FreeTypeFont
) -> None:
    height, width = 220, 34
    for step in range(height):
        draw.line((left, top + height - step, left + width, top + height - step), fill=_colour_at(step / height))
    draw.rectangle((left, top, left + width, top + height), outline=RULE)
    for part in (0, 0.5, 1):
        y = top + height - part * height
        draw.line((left + width, y, left + width + 8, y), fill=SOFT, width=2)
        draw.text((left + width + 16, y - 13), f"{limit + part * (MOST - limit):.0f} %", font=font, fill=INK)


def _short(text: str, font: ImageFont.FreeTypeFont) -> str:
    """What fits in the legend, with the end of a long name."""
    while font.getlength(text) > LEGEND - 20 and len(text) > 8:
        text = "…" + text[2:]
    return text


def _font(face: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face), size)
