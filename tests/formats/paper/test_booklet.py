"""The booklet of the sample leaflet: a volunteer prints it, reads it in order, and sees how to fold it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from publisher.checks import Subject
from publisher.checks.parity import CHECK as PARITY
from publisher.checks.read_tags import read_tags
from publisher.compose.texts import squash
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.formats.paper.instructions import instructions
from publisher.formats.paper.office_sheets import on_sheets, read_booklet
from publisher.formats.read_back import read_pdf
from publisher.model.findings import Artifact, Options
from publisher.pipeline.build import prepare
from publisher.text.i18n import catalogues, label_ids, label_languages
from support import pdftext, qr, raster, verapdf
from support.editions import sample
from support.numbered_pages import numbered, reader
from support.tools import ROOT

MM = 72 / 25.4


@pytest.fixture(scope="module")
def edition() -> Edition:
    return sample("framat")


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, Artifact]:
    return {artifact.companion: artifact for artifact in FORMATS["booklet"].artifacts(edition)}


@pytest.fixture
def sheets(files: dict[str, Artifact], tmp_path: Path) -> Path:
    path = tmp_path / "booklet.pdf"
    path.write_bytes(files[""].data)
    return path


def test_the_files(files: dict[str, Artifact]) -> None:
    assert {part: (one.filename, one.pages) for part, one in files.items()} == {
        "": ("framat-booklet.pdf", 8),
        "instructions": ("framat-booklet-instructions.pdf", 1),
        "fronts": ("framat-booklet-fronts.pdf", 2),
        "backs": ("framat-booklet-backs.pdf", 2),
    }


def test_it_is_a4_and_asks_viewers_to_flip_on_the_short_edge(files: dict[str, Artifact]) -> None:
    file = reader(files[""].data)
    assert [
        (round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)) for page in file.pages
    ] == [(297, 210)] * 4
    preferences = file.root_object["/ViewerPreferences"]
    assert (preferences["/Duplex"], preferences["/PrintScaling"]) == ("/DuplexFlipShortEdge", "/None")  # type: ignore[index]


def test_every_file_is_sound(files: dict[str, Artifact], tmp_path: Path) -> None:
    for part, artifact in files.items():
        path = tmp_path / f"{part}.pdf"
        path.write_bytes(artifact.data)
        assert pdftext.syntax_faults(path) == ""


def test_folded_it_reads_like_the_printed_pages(edition: Edition, files: dict[str, Artifact]) -> None:
    screen = FORMATS["screen"].artifacts(edition)[0]
    assert read_booklet(files[""].data).pages == read_pdf(screen.data).pages


def test_parity_finds_nothing_and_finds_pages_in_another_order(edition: Edition, files: dict[str, Artifact]) -> None:
    assert list(PARITY.run(Subject(edition, list(files.values())))) == []
    swapped = dataclasses.replace(files[""], data=_with_sides(files[""].data, (2, 3, 0, 1)))
    faults = Counter(one.id for one in PARITY.run(Subject(edition, [swapped, *list(files.values())[1:]])))
    assert faults["parity/order"] > 0


def test_a_pair_that_is_not_the_booklet_is_found(edition: Edition, files: dict[str, Artifact]) -> None:
    wrong = dataclasses.replace(files["backs"], data=_with_sides(files["backs"].data, (1, 0)))
    found = list(PARITY.run(Subject(edition, [*(one for part, one in files.items() if part != "backs"), wrong])))
    assert ["framat-booklet-backs.pdf" in one.message for one in found] == [True]


def _with_sides(data: bytes, order: tuple[int, ...]) -> bytes:
    import io

    from pypdf import PdfWriter

    writer, target, source = PdfWriter(), io.BytesIO(), reader(data)
    for number in order:
        writer.add_page(source.pages[number])
    writer.write(target)
    return target.getvalue()


def test_text_keeps_clear_of_the_edge_that_printers_leave_white(sheets: Path) -> None:
    words = pdftext.text(sheets, "-bbox").split("<word ")[1:]
    assert words
    for word in words:
        entries = dict(part.split("=") for part in word.split(">")[0].split())
        left, top, right, bottom = (float(entries[key].strip('"')) / MM for key in ("xMin", "yMin", "xMax", "yMax"))
        assert left >= 4.9
        assert right <= 297 - 4.9
        assert top >= 3  # the box of a line is higher than its letters
        assert bottom <= 210 - 3


def _worn(picture: Image.Image) -> Image.Image:
    """As a telephone sees it: blurred by 1 px, with noise."""
    grey = picture.convert("L").filter(ImageFilter.GaussianBlur(1))
    noise = Image.effect_noise(grey.size, 24)
    return Image.blend(grey, noise, 0.08)


def test_codes_are_read_from_the_sheets_by_two_programs(edition: Edition, sheets: Path) -> None:
    """From every side at 300 dpi, blurred and with noise."""
    wanted = sorted(image.get("data-qr") for image in edition.document.tree.iter("img") if image.get("data-qr"))
    worn = [_worn(picture) for picture in raster.each_page(sheets, 300)]
    assert wanted
    assert sorted(code.text for side in worn for code in qr.read(side, 300)) == wanted
    assert sorted(text for side in worn for text in qr.read_by_zbar(side)) == wanted


def test_instructions_are_one_tagged_page_in_the_language(files: dict[str, Artifact], tmp_path: Path) -> None:
    path = tmp_path / "how.pdf"
    path.write_bytes(files["instructions"].data)
    text = pdftext.text(path)
    assert len(reader(path.read_bytes()).pages) == 1
    assert reader(path.read_bytes()).root_object["/Lang"] == "sv"
    for said in ("framat-booklet.pdf", "framat-booklet-fronts.pdf", "Vänd längs kortsidan", "Verklig storlek", "A4"):
        assert said in " ".join(text.split())
    spoken = " ".join(one.word for one in read_tags(path.read_bytes()))
    for heard in ("1. Välj de här inställningarna", "Papper A4", "Ett ark som vänds kring sin lodräta mittlinje"):
        assert heard in spoken


def test_instructions_are_one_page_in_the_longest_languages_of_the_labels(edition: Edition) -> None:
    """A long language must not push the ruler onto a second page."""
    ids = [id for id in label_ids() if id.startswith("booklet.")]
    length = {one: sum(len(catalogues(one)[0][1].gettext(id)) for id in ids) for one in label_languages()}
    plan = on_sheets(edition, "booklet", "format.booklet.title", pair=True).plan
    names = {part: FORMATS["booklet"].filename("framat", part) for part in ("", "fronts", "backs")}
    for language in sorted(length, key=length.__getitem__)[-4:]:
        document = dataclasses.replace(edition.document, language=language)
        assert len(reader(instructions(document, plan, names)).pages) == 1, language


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_instructions_are_what_they_claim(files: dict[str, Artifact], flavour: str, tmp_path: Path) -> None:
    path = tmp_path / "how.pdf"
    path.write_bytes(files["instructions"].data)
    for verdict in verapdf.validate([path], flavour).values():
        assert verdict.compliant, str(verdict)


def test_the_ruler_is_100_mm_long(files: dict[str, Artifact], tmp_path: Path) -> None:
    path = tmp_path / "how.pdf"
    path.write_bytes(files["instructions"].data)
    (page,) = raster.pages(path, 254)  # ten pixels a mm
    grey = page.convert("L")
    longest = 0
    for y in range(grey.height):
        row = bytes(255 if value < 128 else 0 for value in grey.crop((page.width // 2, y, page.width, y + 1)).tobytes())
        longest = max([longest, *(len(run) for run in row.split(b"\0") if 900 < len(run) < 1150)])
    assert longest == pytest.approx(1000, abs=4)


def test_a_layout_that_is_no_booklet_has_none_unless_it_is_asked_for() -> None:
    source = load(ROOT / "content/almedalen")
    assert FORMATS["booklet"].artifacts(prepare(source)) == []
    asked = prepare(source, Options(formats=("booklet",)))
    assert len(FORMATS["booklet"].artifacts(asked)) == 4


def test_blank_pages_at_the_end_are_no_pages() -> None:
    from publisher.imposition.impose import impose
    from publisher.imposition.job import Job
    from publisher.imposition.schemes import SCHEMES

    made = impose(numbered(3), "pages.pdf", Job(SCHEMES["booklet"], blanks="end", marks=()))
    assert read_booklet(made.data).pages == ()


def test_home_is_single_pages_on_office_paper(edition: Edition, tmp_path: Path) -> None:
    (made,) = FORMATS["home"].artifacts(edition)
    path = tmp_path / "home.pdf"
    path.write_bytes(made.data)
    file = reader(made.data)
    assert len(file.pages) == 8
    assert [round(float(side) / MM) for side in (file.pages[0].mediabox.width, file.pages[0].mediabox.height)] == [
        210,
        297,
    ]
    screen = FORMATS["screen"].artifacts(edition)[0]
    assert [squash(page) for page in read_pdf(made.data).pages] == [
        squash(page) for page in read_pdf(screen.data).pages
    ]
    assert pdftext.syntax_faults(path) == ""
