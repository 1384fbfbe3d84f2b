"""The finished PDF files, as outside programs see them: tags, fonts, title and language, page boxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from conformance.conftest import FLAVOURS

from support import fonts, log, pdftext
from support.built import PUBLICATIONS, Built, Sample
from support.verapdf import Verdict

Verdicts = dict[tuple[str, Path], Verdict]

POINTS_PER_MM = 72 / 25.4


@pytest.mark.parametrize("name", PUBLICATIONS)
@pytest.mark.parametrize(("flavour", "form"), [(flavour, form) for flavour in FLAVOURS for form in FLAVOURS[flavour]])
def test_tagged_pdf_is_what_it_claims(built: Built, verdicts: Verdicts, flavour: str, form: str, name: str) -> None:
    verdict = verdicts[flavour, built.path(name, form)]
    log.report(f"veraPDF: {verdict} ({verdict.assertions} checks)")
    assert verdict.compliant, str(verdict)
    assert verdict.assertions > 100, "a verdict that rests on next to nothing"


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_untagged_pdf_is_found(untagged_pdf: Path, verdicts: Verdicts, flavour: str) -> None:
    verdict = verdicts[flavour, untagged_pdf]
    assert not verdict.compliant
    assert len(verdict.failures) > 1, str(verdict)


def test_bookmarks_of_pdf_ua_2_lead_somewhere(built: Built) -> None:
    """For readers that know no structure destinations too: PDFium and pypdf."""
    path = built.path("framat", "screen-ua2")
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [bookmark.get_dest().get_index() for bookmark in document.get_toc()]
    finally:
        document.close()
    with pypdf.PdfReader(path) as reader:
        outline = list(flat(reader.outline))
        read = [reader.get_destination_page_number(item) for item in outline]
    assert pages == read
    assert len(pages) > 10
    assert pages == sorted(pages)
    assert outline[0].title == "Framåt!"


def flat(outline: Any) -> Iterator[Any]:
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def test_every_pdf_is_sound(built: Built) -> None:
    faults = {path.name: pdftext.syntax_faults(path) for path in built.files("pdf")}
    for name, fault in faults.items():
        log.report(f"qpdf: {name}: {fault.strip() or 'no fault'}")
    assert not any(faults.values()), "\n".join(filter(None, faults.values()))


def test_fonts_are_embedded_readable_and_ours(built: Built) -> None:
    families = fonts.shipped_families()
    assert families, "there are no font files in fonts/"
    faults = [fault for path in built.files("pdf") for fault in fonts.faults(path, families)]
    assert not faults, "\n".join(faults)


def test_title_and_language(built: Built, sample: Sample) -> None:
    path = built.path(sample.name, "screen")
    info, document = pdftext.info(path), pdftext.document(path)
    assert info.title, "a PDF without a title is read out as its file's name"
    assert info.tagged
    assert document.value(document.catalog["/ViewerPreferences"]).get("/DisplayDocTitle") is True
    assert document.catalog["/Lang"].removeprefix("u:").split("-")[0] == sample.language


@pytest.mark.parametrize("form", ["screen", "press"])
def test_version_admits_what_the_file_uses(built: Built, sample: Sample, form: str) -> None:
    """Tags, XMP and transparency are of PDF 1.4 to 1.7; PDF/UA-1 stands on 1.7, PDF/X-4 on 1.6."""
    assert pdftext.info(built.path(sample.name, form)).fields["PDF version"] in ("1.6", "1.7")


@pytest.mark.parametrize("form", ["screen", "press"])
def test_page_count(built: Built, sample: Sample, form: str) -> None:
    assert pdftext.info(built.path(sample.name, form)).pages == sample.pages


def test_screen_pages_have_the_trimmed_size(built: Built, sample: Sample) -> None:
    sizes = pdftext.info(built.path(sample.name, "screen")).sizes
    for width, height in sizes:
        assert width / POINTS_PER_MM == pytest.approx(sample.width, abs=0.1)
        assert height / POINTS_PER_MM == pytest.approx(sample.height, abs=0.1)


def test_press_boxes(built: Built, sample: Sample) -> None:
    """Trim within bleed within media, from a corner at 0,0 on: what a print shop's programs count on."""
    bleed, width, height = (size * POINTS_PER_MM for size in (sample.bleed, sample.width, sample.height))
    trim = (bleed, bleed, bleed + width, bleed + height)
    whole = (0, 0, width + 2 * bleed, height + 2 * bleed)
    for boxes in pdftext.document(built.path(sample.name, "press")).boxes():
        assert boxes["/MediaBox"] == pytest.approx(whole, abs=0.01)
        assert boxes["/BleedBox"] == pytest.approx(whole, abs=0.01)
        assert boxes["/TrimBox"] == pytest.approx(trim, abs=0.01)
        assert boxes.get("/CropBox", boxes["/MediaBox"]) == pytest.approx(whole, abs=0.01)
        assert "/ArtBox" not in boxes, "PDF/X allows a trim box or an art box, never both"
