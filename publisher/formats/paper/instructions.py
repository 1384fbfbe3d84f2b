"""One page for the person at the printer, in the publication's language: settings, a test, a ruler, how to fold.

It is tagged like every page that is read on a screen: PDF/UA-1 and PDF/A-2a.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from lxml import html as lxml_html

from publisher.compose import Document, template
from publisher.compose.tokens import brand_tokens
from publisher.formats.paper.drawings import flip, fold, ruler
from publisher.imposition.paper_stock import SIZES
from publisher.imposition.sheet_model import Plan
from publisher.model.paths import LAYOUTS
from publisher.text.i18n import LABEL_LANGUAGE, count_label, direction, label, missing_labels

STYLE = LAYOUTS / "base" / "booklet.css"
NEAR = 0.5  # mm
IDS = ("booklet.", "printing.", "count.")  # of the labels that the page is made of


def instructions(document: Document, plan: Plan, files: Mapping[str, str]) -> bytes:
    """The PDF's bytes. `files` are the names of the booklet (""), the fronts and the backs. Raises RenderError."""
    from publisher.pdf.finishing import make_accessible, open_pages, save
    from publisher.pdf.layout.paginate import lay_out
    from publisher.pictures.prepare import PAGES

    tree = lxml_html.document_fromstring(_html(document, plan, files))
    size = f"@page{{size:{plan.width:.2f}mm {plan.height:.2f}mm}}"
    styles = [brand_tokens(document), STYLE.read_text("utf-8"), size]
    pages = lay_out(document, "instructions", tree, styles)
    writer = open_pages(pages, PAGES)
    make_accessible(writer, pages)
    return save(writer, document, "instructions")


def _html(document: Document, plan: Plan, files: Mapping[str, str]) -> str:
    language = document.language
    said = LABEL_LANGUAGE if any(id.startswith(IDS) for id in missing_labels(language)) else language
    count = 4 * len(plan.sheets)
    front, back = (count, 1), (2, count - 1)
    if direction(language) == "rtl":
        front, back = front[::-1], back[::-1]
    return template("booklet.html.j2").render(
        language=said,
        direction=direction(said),
        title=document.title,
        amount=_amount(said, plan),
        count=count,
        files=files,
        paper=_paper(plan),
        landscape=plan.width > plan.height,
        flip=plan.flip,
        pictures={"flip": flip(front, back), "fold": fold(), "ruler": ruler()},
        _=partial(label, said),
    )


def _amount(language: str, plan: Plan) -> str:
    """'8 pages on 2 sheets.'"""
    pages = count_label(language, "count.pages", 4 * len(plan.sheets))
    sheets = count_label(language, "count.sheets", len(plan.sheets))
    return label(language, "booklet.pages-on-sheets", pages=pages, sheets=sheets)


def _paper(plan: Plan) -> str:
    """'A4', or the size in mm."""
    size = sorted((plan.width, plan.height))
    for name, known in SIZES.items():
        if all(abs(one - other) < NEAR for one, other in zip(size, known, strict=True)):
            return name if name[0].isupper() else name.title()
    return f"{plan.width:.0f} × {plan.height:.0f} mm"
