"""A sheet that shows a brand: its colours with their inks, text on its grounds, letters, logo, and a small cover."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator
from html import escape
from pathlib import Path

from publisher.compose.tokens import font_stack
from publisher.design.brands import BrandFile
from publisher.design.colour import BLACK, WHITE, better_of
from publisher.design.roles import TEXTS, Role, roles
from publisher.formats.web.web_style import font_faces
from publisher.model.catalogue import say, shown, spoken
from publisher.pdf.layout.engine import file_fetcher, load_engine, shipped_fonts_only
from publisher.pdf.press.inks import Ink, Inks
from publisher.presses.profiles import USUAL_PRESS, find_press

SIZES = ((30, "display"), (18, "display"), (12.5, "text"), (10, "text"), (8.5, "text"))
SAMPLE = "Hej ÅÄÖ 0123456789 · 1 050 kr · kl. 10.30–12.00"
STYLE = """
@page { size: A4; margin: 11mm 14mm; background: #fff; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 182mm; color: #1a1a1a; background: #fff; }
body, h2, p, th, td { font: 9.5pt/13pt var(--text); }
h1 { font: 800 26pt/30pt var(--display); margin: 0; }
h2 { font: 800 13pt/18pt var(--display); margin: 3.5mm 0 1.5mm; }
p { margin: 0; }
.swatches { display: flex; flex-wrap: wrap; gap: 3mm; }
.swatch { width: 23mm; }
.swatch div { height: 11mm; border: 0.5pt solid #999; }
p.small, span.small { font: 400 8pt/10.5pt var(--text); }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 0.4mm 2mm 0.4mm 0; border-bottom: 0.5pt solid #ccc; vertical-align: middle; }
th { font-weight: 700; }
.try { padding: 0 2mm; display: inline-block; font-weight: 700; }
.logos, .covers { display: flex; gap: 6mm; align-items: flex-start; }
.logos div { padding: 4mm; border: 0.5pt solid #ccc; }
.logos img { height: 14mm; max-width: 52mm; display: block; }
.cover { width: 50mm; height: 55mm; padding: 5mm; }
.cover img { height: 9mm; max-width: 30mm; display: block; margin-bottom: 3mm; }
.cover .title { font: 800 19pt/20pt var(--display); }
.cover .subtitle { font: 700 10pt/13pt var(--display); margin-top: 2mm; }
.page { width: 50mm; height: 55mm; padding: 5mm; border: 0.5pt solid #ccc; }
.page .box { padding: 2mm; margin-top: 3mm; }
"""


def specimen_html(brand: BrandFile, path: Path) -> str:
    """The sheet as one page of HTML, with its fonts and pictures inside. `path` is the brand's file."""
    made = roles(brand)
    parts = (
        f"<h1>{escape(brand.name)}</h1>",
        _heading("colours"),
        f'<div class="swatches">{"".join(_swatches(brand))}</div>',
        _heading("used-for"),
        _roles_table(made),
        _heading("letters"),
        "".join(_letters(brand)),
        *(_logo(brand, path, made)),
        _heading("small-pages"),
        _covers(brand, path, made),
    )
    fonts = f":root{{--text:{font_stack(brand.fonts.text)};--display:{font_stack(brand.fonts.display)}}}"
    faces = font_faces(brand, SAMPLE)
    title = _said("title", name=brand.name)
    return (
        f'<!doctype html>\n<html lang="{spoken()}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{faces}{fonts}{STYLE}</style></head><body>{chr(10).join(parts)}</body></html>\n"
    )


def specimen_pdf(brand: BrandFile, path: Path) -> bytes:
    """The same as a PDF."""
    with shipped_fonts_only():
        page = load_engine().HTML(string=specimen_html(brand, path), url_fetcher=file_fetcher(()))
        data: bytes = page.write_pdf()
    return data


def role_rows(made: dict[str, Role]) -> Iterator[tuple[str, str, str, str]]:
    """(role, colour, what it is made from, what of it can be read) for each role."""
    for role in made.values():
        origin = say("branding:made-readable" if role.changed else "branding:as-it-is", source=role.source)
        grounds = TEXTS[role.name][1] if role.name in TEXTS else ()
        reads = say("branding:contrast-on", contrast=role.contrast, grounds=list(grounds)) if role.contrast else ""
        yield role.name, role.rgb, origin, reads


def small_inks(brand: BrandFile, path: Path) -> dict[str, str]:
    """How each colour is printed in text below 11 pt, by its name: 'C70 K55'."""
    inks = Inks(find_press(USUAL_PRESS, path.parent.parent), brand)
    found = {}
    for name, colour in brand.colours.items():
        cyan, magenta, yellow, black = (part / 100 for part in colour.cmyk)
        found[name] = ink_text(*(100 * part for part in inks.in_two(Ink((cyan, magenta, yellow, black))).cmyk))
    return found


def ink_text(*percent: float) -> str:
    """(88, 0, 0, 5) -> 'C88 K5'"""
    shown = [
        f"{letter}{part:g}" for letter, part in zip("CMYK", (round(one, 1) for one in percent), strict=True) if part
    ]
    return " ".join(shown) or say("branding:no-ink")


def _heading(text: str) -> str:
    return f"<h2>{_said(text)}</h2>"


def _said(id: str, **values: str) -> str:
    """A text of the sheet, as markup."""
    return escape(shown(say(f"branding:sheet-{id}", **values)))


def _swatches(brand: BrandFile) -> Iterator[str]:
    small = small_inks(brand, Path("brands/any.yaml"))
    for name, colour in brand.colours.items():
        spot = f"<br>{escape(colour.spot)}" if colour.spot else ""
        yield (
            f'<div class="swatch"><div style="background:{colour.rgb}"></div><p><b>{escape(name)}</b></p>'
            f'<p class="small">{colour.rgb}<br>{escape(shown(ink_text(*colour.cmyk)))}{spot}'
            f"<br>{_said('small-text', inks=small[name])}</p></div>"
        )


def _roles_table(made: dict[str, Role]) -> str:
    rows = []
    for name, rgb, origin, reads in role_rows(made):
        ground = made[TEXTS[name][1][0]].rgb if name in TEXTS else rgb
        text = rgb if name in TEXTS else better_of(rgb, BLACK, WHITE)
        sample = f'<span class="try" style="color:{text};background:{ground}">Hej 2026</span>'
        why, contrast = (escape(shown(one)) for one in (origin, reads))
        rows.append(f"<tr><td>{name}</td><td>{sample}</td><td>{rgb}</td><td>{why}</td><td>{contrast}</td></tr>")
    head = "".join(f"<th>{_said(one) if one else ''}</th>" for one in ("role", "", "colour", "made-from", "contrast"))
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _letters(brand: BrandFile) -> Iterator[str]:
    families = {"text": brand.fonts.text, "display": brand.fonts.display}
    pair = brand.fonts.pair
    yield f"<p>{_said('pair' if pair else 'families', pair=pair or '', **families)}</p>"
    for size, use in SIZES:
        weight = 800 if use == "display" else 400
        text = SAMPLE if use == "text" else "Ett möte i maj 2026"
        yield (
            f'<p style="font:{weight} {size}pt/{size * 1.3:g}pt var(--{use})">{text} '
            f'<span class="small">{size:g} pt</span></p>'
        )


def _logo(brand: BrandFile, path: Path, made: dict[str, Role]) -> Iterator[str]:
    if brand.logo is None:
        return
    yield _heading("logo")
    light = f'<div style="background:{made["ground"].rgb}">{_image(brand, path, made, "ground")}</div>'
    dark = f'<div style="background:{made["panel"].rgb}">{_image(brand, path, made, "panel")}</div>'
    yield f'<div class="logos">{light}{dark}</div>'


def _image(brand: BrandFile, path: Path, made: dict[str, Role], ground: str) -> str:
    """The logo as it stands on a ground; where there is none for a dark one, on a panel of the paper's colour."""
    if brand.logo is None:
        return ""
    file, on_panel = brand.logo.on(made[ground].rgb)
    picture = path.parent / file
    kind = mimetypes.guess_type(picture.name)[0] or "image/svg+xml"
    data = base64.b64encode(picture.read_bytes()).decode() if picture.is_file() else ""
    style = f' style="background:{made["ground"].rgb};padding:1.5mm"' if on_panel else ""
    return f'<img alt="{escape(brand.logo.alt)}" src="data:{kind};base64,{data}"{style}>'


def _covers(brand: BrandFile, path: Path, made: dict[str, Role]) -> str:
    rgb = {name: role.rgb for name, role in made.items()}
    mark = f"color:{rgb['panel-mark']}"
    cover = (
        f'<div class="cover" style="background:{rgb["panel"]};color:{rgb["panel-text"]}">'
        f'{_image(brand, path, made, "panel")}<p style="{mark};font-weight:700">{escape(brand.name)}</p>'
        f'<p class="title">Vi syns i maj</p><p class="subtitle" style="{mark}">Program 2026</p></div>'
    )
    page = (
        f'<div class="page" style="background:{rgb["ground"]};color:{rgb["text"]}">'
        f'<p class="small" style="color:{rgb["mark"]};font-weight:700">Skola</p>'
        f'<p style="font:800 15pt/18pt var(--display);color:{rgb["heading"]}">Alla ska med</p>'
        "<p>Vi vill att alla barn får läsa, spela och sjunga. År 2026 är det 40 skolor som är med.</p>"
        f'<div class="box" style="background:{rgb["box"]}">'
        f'<p style="color:{rgb["heading"]};font-weight:700">Vi vill</p>'
        "<p>ha fler lärare</p></div></div>"
    )
    return f'<div class="covers">{cover}{page}</div>'
