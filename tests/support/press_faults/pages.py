"""Pages, their boxes, and what comes near their edges."""

from __future__ import annotations

from dataclasses import replace

from support.press_faults.planting import SOUND, fault, with_content
from support.press_pdf import MM, Page, PressPdf, rectangle, text

# Pages


@fault("trim-box")
def no_trim_box() -> PressPdf:
    box = f"[0 0 {111 * MM:.3f} {154 * MM:.3f}]"
    return SOUND.with_page(boxes=f"/MediaBox {box} /CropBox {box}", ground=False)


@fault("trim-box")
def trim_and_art_box() -> PressPdf:
    return SOUND.with_page(more=f"/ArtBox [{3 * MM} {3 * MM} {108 * MM} {151 * MM}]")


@fault("box-order")
def bleed_beyond_media() -> PressPdf:
    media, trim = f"[0 0 {111 * MM:.3f} {154 * MM:.3f}]", f"[{3 * MM:.3f} {3 * MM:.3f} {108 * MM:.3f} {151 * MM:.3f}]"
    bleed = f"[{-2 * MM:.3f} {-2 * MM:.3f} {113 * MM:.3f} {156 * MM:.3f}]"
    return SOUND.with_page(boxes=f"/MediaBox {media} /BleedBox {bleed} /TrimBox {trim}")


@fault("box-order")
def no_media_box() -> PressPdf:
    trim = f"[{3 * MM:.3f} {3 * MM:.3f} {108 * MM:.3f} {151 * MM:.3f}]"
    return SOUND.with_page(boxes=f"/BleedBox [0 0 {111 * MM:.3f} {154 * MM:.3f}] /TrimBox {trim}")


@fault("box-order")
def page_without_a_size_among_others() -> PressPdf:
    """It is left out, and the others are looked at as ever."""
    return replace(SOUND, pages=(Page(), Page(boxes="/MediaBox [0 0 0 0]"), Page(), Page()))


@fault("page-limits")
def page_too_large_for_any_program() -> PressPdf:
    return SOUND.with_page(width=5500, height=40)


@fault("crop-box")
def cropped_page() -> PressPdf:
    return SOUND.with_page(more=f"/CropBox [{3 * MM} {3 * MM} {108 * MM} {151 * MM}]")


@fault("scaled-page")
def units_of_its_own() -> PressPdf:
    """Drawn half as large, and shown twice as large: all else is as it is in the sound one."""
    width, height, bleed = 105 * MM / 2, 148 * MM / 2, 3 * MM / 2
    outer = f"[0 0 {width + 2 * bleed:.4f} {height + 2 * bleed:.4f}]"
    trim = f"[{bleed:.4f} {bleed:.4f} {bleed + width:.4f} {bleed + height:.4f}]"
    boxes = f"/MediaBox {outer} /BleedBox {outer} /TrimBox {trim} /UserUnit 2"
    return SOUND.with_page(
        boxes=boxes, ground=False, text=False, content=f"0.5 0 0 0.5 0 0 cm 0 0 0 0.5 k\n{text(20, 50)}"
    )


@fault("page-size")
def a_page_of_another_size() -> PressPdf:
    return replace(SOUND, pages=(Page(), Page(), Page(), Page(width=100)))


@fault("page-count", "warning")
def three_pages() -> PressPdf:
    return replace(SOUND, pages=(Page(),) * 3)


@fault("empty-page", "warning")
def an_empty_page() -> PressPdf:
    return replace(SOUND, pages=(Page(), Page(ground=False, text=False)))


# Edges


@fault("bleed-missing")
def no_bleed() -> PressPdf:
    return SOUND.with_page(bleed=0)


@fault("bleed-missing")
def too_little_bleed() -> PressPdf:
    return SOUND.with_page(bleed=2)


@fault("bleed-missing", "warning")
def no_bleed_and_no_need() -> PressPdf:
    return SOUND.with_page(bleed=0, ground=False)


@fault("bleed-empty")
def bleed_left_white() -> PressPdf:
    return with_content(f"0.1 0 0.2 0 k {rectangle(0, 100, 105, 48)} f\n", ground=False)


@fault("bleed-empty")
def bleed_filled_half() -> PressPdf:
    return with_content(f"0.1 0 0.2 0 k {rectangle(-1.5, 60, 80, 30)} f\n", ground=False)


@fault("bleed-empty")
def bleed_clipped_away() -> PressPdf:
    clip = f"q {rectangle(0, 0, 105, 148)} W n"
    return with_content(f"{clip} 0.1 0 0.2 0 k {rectangle(-3, 60, 111, 30)} f Q\n", ground=False)


@fault("near-trim", "warning")
def text_near_the_trim() -> PressPdf:
    return with_content(f"/Over gs 0 0 0 1 k {text(2, 50)}")


@fault("near-trim")
def text_across_the_trim() -> PressPdf:
    return with_content(f"/Over gs 0 0 0 1 k {text(95, 50)}")
