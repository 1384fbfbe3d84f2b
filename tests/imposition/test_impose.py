"""Imposed files: sound by qpdf, read back as pictures and as objects by other programs than wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject

from publisher.imposition.impose import Imposed, impose
from publisher.imposition.job import Job
from publisher.imposition.schemes import SCHEMES
from publisher.pdf.syntax.objects import pdf
from support import pdftext, press_pdf, tools
from support.numbered_pages import coloured_box, link, numbered, page_at, panels, pictures, reader

MM = 72 / 25.4


def imposed(data: bytes, scheme: str, *, pair: bool = False, **options: object) -> Imposed:
    return impose(data, "pages.pdf", Job(SCHEMES[scheme], **options), pair=pair)  # type: ignore[arg-type]


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_every_scheme_makes_sound_files(scheme: str, tmp_path: Path) -> None:
    made = imposed(numbered(16, 60, 80, 3), scheme, sheet="SRA3", paper=0.1, pair=True)
    for number, data in enumerate((made.data, made.fronts, made.backs)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        assert pdftext.syntax_faults(path) == ""


class TestPictures:
    """What stands where, front and back, by raster."""

    def test_booklet(self, tmp_path: Path) -> None:
        sides = pictures(imposed(numbered(8, 148, 210), "booklet").data, tmp_path)
        assert [panels(side, 2, 1) for side in sides] == [[[7, 0]], [[1, 6]], [[5, 2]], [[3, 4]]]

    def test_booklet_bound_on_the_right(self, tmp_path: Path) -> None:
        sides = pictures(imposed(numbered(8, 148, 210), "booklet", binding="right").data, tmp_path)
        assert [panels(side, 2, 1) for side in sides] == [[[0, 7]], [[6, 1]], [[2, 5]], [[4, 3]]]

    def test_signature_of_eight(self, tmp_path: Path) -> None:
        front, back = pictures(imposed(numbered(8, 148, 210), "signature-8", sheet="A3").data, tmp_path)
        assert panels(front, 2, 2) == [[4, 3], [7, 0]]
        assert panels(back, 2, 2) == [[2, 5], [1, 6]]

    def test_zine_and_what_stands_on_its_head(self, tmp_path: Path) -> None:
        (side,) = pictures(imposed(numbered(8, 74.25, 105), "zine", sheet="A4").data, tmp_path)
        assert panels(side, 4, 2) == [[4, 3, 2, 1], [5, 6, 7, 0]]
        # The corner of an upright page is at its upper left, of a turned one at its lower right.
        assert side.getpixel((3, side.height // 2 + 4)) == (0, 0, 0)
        assert side.getpixel((side.width // 4 - 4, side.height // 2 - 4)) == (0, 0, 0)

    def test_fronts_and_backs_register(self, tmp_path: Path) -> None:
        """Each card's back lies behind it to the pixel, at 300 dpi."""
        front, back = pictures(imposed(numbered(2, 85, 55, 3), "repeat", sheet="A4", marks=()).data, tmp_path, 300)
        left, top, right, bottom = coloured_box(front, 0, 300)
        other = coloured_box(back, 1, 300)
        width = front.width / 300 * 25.4
        assert (width - other[2], other[1], width - other[0], other[3]) == pytest.approx(
            (left, top, right, bottom), abs=0.09
        )

    def test_bleed_reaches_out_and_not_over_the_spine(self, tmp_path: Path) -> None:
        sides = pictures(imposed(numbered(4, 105, 148, 3), "booklet", sheet="SRA3", marks=()).data, tmp_path, 144)
        left, top, right, bottom = coloured_box(sides[0], 0, 144)
        assert (left, right) == pytest.approx((225, 225 + 108), abs=0.36)
        assert bottom - top == pytest.approx(154, abs=0.36)

    def test_creep_moves_the_inner_pages(self, tmp_path: Path) -> None:
        made = imposed(numbered(16, 105, 148, 3), "booklet", sheet="SRA3", marks=(), paper=0.5)
        sides = pictures(made.data, tmp_path, 144)
        fore_edges = [coloured_box(side, page, 144)[2] for side, page in ((sides[0], 0), (sides[6], 6))]
        assert fore_edges[0] - fore_edges[1] == pytest.approx(1.5, abs=0.36)

    def test_no_bleed_ends_at_the_trim(self, tmp_path: Path) -> None:
        (side,) = pictures(
            imposed(numbered(1, 105, 148, 3), "single", sheet="A4", bleed=False, marks=()).data, tmp_path, 144
        )
        left, _, right, _ = coloured_box(side, 0, 144)
        assert right - left == pytest.approx(105, abs=0.36)

    def test_poster_shows_the_whole_page_once(self, tmp_path: Path) -> None:
        sides = pictures(imposed(numbered(1, 210, 297), "poster", sheet="A4", grid=(2, 2), marks=()).data, tmp_path)
        assert [page_at(side, 0.5, 0.5) for side in sides] == [0] * 4
        black = [sum(1 for x in range(0, side.width, 5) if side.getpixel((x, 60)) == (0, 0, 0)) for side in sides]
        assert black[0] > 10
        assert black[1:] == [0, 0, 0]


class TestPages:
    """Turned pages, units, boxes that are missing."""

    @pytest.mark.parametrize("turn", [0, 90, 180, 270])
    @pytest.mark.parametrize("scheme", ["n-up", "single"])
    def test_rotated_pages_stand_as_they_are_looked_at(self, turn: int, scheme: str, tmp_path: Path) -> None:
        sheet = "A5" if scheme == "n-up" else "A4"
        data = numbered(2, 105, 148, Rotate=NumberObject(turn))
        side = pictures(
            imposed(data, scheme, sheet=sheet, grid=(1, 1) if scheme == "n-up" else None, marks=()).data, tmp_path
        )[0]
        left, top, right, bottom = (part / 25.4 * 72 for part in coloured_box(side, 0))
        wide = turn in (90, 270)
        assert (right - left > bottom - top) == wide
        corner = {0: (left, top), 90: (right, top), 180: (right, bottom), 270: (left, bottom)}[turn]
        inward = [4 if at == low else -5 for at, low in zip(corner, (left, top), strict=True)]
        # The colour's box lacks the corner, which is black, only where nothing else of the page is beside it.
        assert side.getpixel((int(corner[0] + inward[0]), int(corner[1] + inward[1]))) == (0, 0, 0)

    def test_user_unit_is_measured(self) -> None:
        data = numbered(4, 52.5, 74, UserUnit=FloatObject(2))
        made = imposed(data, "booklet", sheet="A4")
        placement = made.plan.sheets[0].front.placements[0]
        assert (placement.trim.width, placement.trim.height) == pytest.approx((105, 148))

    def test_without_boxes_the_whole_page_is_taken_and_reported(self) -> None:
        made = imposed(numbered(2, 85, 55, boxes=False), "repeat", sheet="A4")
        assert any("no TrimBox" in note for note in made.notes)

    def test_contents_in_pieces_and_none(self, tmp_path: Path) -> None:
        data = numbered(4, 148, 210)
        source = reader(data)
        from pypdf import PdfWriter

        writer = PdfWriter(clone_from=source)
        pieces = [StreamObject(), StreamObject()]
        pieces[0].set_data(b"1 0 0 rg 0 0 300")
        pieces[1].set_data(b"900 re f")
        writer.pages[0][NameObject("/Contents")] = ArrayObject(writer._add_object(piece) for piece in pieces)
        del writer.pages[1][NameObject("/Contents")]
        path = tmp_path / "in.pdf"
        writer.write(path)
        front, back = pictures(imposed(path.read_bytes(), "booklet").data, tmp_path)
        assert front.getpixel((int(front.width * 0.6), 300)) == (255, 0, 0)
        assert panels(back, 2, 1) == [[None, 2]]


class TestKept:
    """What the file was, it stays."""

    def test_pdf_x_keeps_its_intent_boxes_and_claim(self, tmp_path: Path) -> None:
        page = press_pdf.Page()
        data = press_pdf.PressPdf(pages=(page,) * 4).write()
        made = imposed(data, "booklet", sheet="SRA3")
        file = reader(made.data)
        before = reader(data)
        profile = lambda one: one.root_object["/OutputIntents"][0]["/DestOutputProfile"].get_data()  # noqa: E731
        assert profile(file) == profile(before)
        assert b"PDF/X-4" in file.root_object["/Metadata"].get_data()  # type: ignore[union-attr]
        assert file.metadata == before.metadata
        assert file.pdf_header == before.pdf_header
        assert file.pages[0].get_contents().get_data().count(b" Do") == 2  # type: ignore[union-attr]
        for sheet in file.pages:
            media, bleed, trim = sheet.mediabox, sheet.bleedbox, sheet.trimbox
            assert media.left < bleed.left < trim.left < trim.right < bleed.right < media.right
            assert "/Annots" not in sheet

    def test_page_content_is_copied_byte_by_byte(self) -> None:
        data = press_pdf.PressPdf(pages=(press_pdf.Page(),) * 4).write()
        forms = reader(imposed(data, "booklet", sheet="SRA3").data).pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
        assert forms["/P1"].get_data() == reader(data).pages[0].get_contents().get_data()  # type: ignore[union-attr]

    def test_spot_plates_and_overprint_stay(self, tmp_path: Path) -> None:
        """Ghostscript separates the sheets into the same plates, each with the ink of both pages."""
        space = "/ColorSpace << /Guld [/Separation /Guld /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 "
        space += "/C0 [0 0 0 0] /C1 [0 0.2 0.8 0.2] >>] >>"
        page = press_pdf.Page(content="/Guld cs 1 scn 60 60 90 90 re f\n", resources=space)
        data = press_pdf.PressPdf(pages=(page,) * 4).write()
        sheet = imposed(data, "booklet", sheet="SRA3", marks=()).data
        before, after = (_plates(one, tmp_path / str(number)) for number, one in enumerate((data, sheet)))
        assert set(after) == set(before) >= {"Guld", "Black", "Magenta"}
        assert before["Guld"] > 0
        for plate, ink in before.items():
            assert after[plate] == pytest.approx(2 * ink, rel=0.08, abs=60), plate

    def test_single_pages_keep_links_and_tags(self, tmp_path: Path) -> None:
        data = _tagged()
        made = imposed(data, "single", sheet="A4")
        file = reader(made.data)
        assert "/StructTreeRoot" in file.root_object
        assert file.pages[0]["/Annots"][0]["/A"]["/URI"] == "https://example.org/"  # type: ignore[index]
        assert made.notes == ()

    def test_a_booklet_moves_outside_links_with_their_text_and_reports_the_rest(self, tmp_path: Path) -> None:
        made = imposed(_tagged(), "booklet", sheet="A4")
        file = reader(made.data)
        assert "/StructTreeRoot" not in file.root_object
        assert any("tags" in note for note in made.notes)
        (annotation,) = file.pages[0]["/Annots"]  # type: ignore[attr-defined]
        box = [float(part) for part in annotation.get_object()["/Rect"]]
        placement = next(one for one in made.plan.sheets[0].front.placements if one.page == 0)
        left, bottom = placement.trim.left * MM, placement.trim.bottom * MM
        assert box == pytest.approx([left + 10, bottom + 20, left + 60, bottom + 40], abs=0.01)

    def test_what_is_filled_in_is_printed(self, tmp_path: Path) -> None:
        from pypdf import PdfWriter

        writer = PdfWriter(clone_from=reader(numbered(4, 105, 148)))
        look = StreamObject()
        look.update(pdf({"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 10, 10]}))
        look.set_data(b"1 0 0 rg 0 0 10 10 re f")
        entries = {"/Type": "/Annot", "/Subtype": "/Widget", "/F": 4, "/Rect": [100, 100, 200, 160]}
        field: DictionaryObject = pdf({**entries, "/AP": {"/N": writer._add_object(look)}})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
        path = tmp_path / "in.pdf"
        writer.write(path)
        front = pictures(imposed(path.read_bytes(), "booklet", sheet="A5", marks=()).data, tmp_path)[0]
        x, y = front.width / 2 + 150, front.height - 130
        assert front.getpixel((int(x), int(y))) == (255, 0, 0)

    def test_viewers_get_the_print_settings(self) -> None:
        preferences = reader(imposed(numbered(4, 148, 210), "booklet").data).root_object["/ViewerPreferences"]
        assert preferences["/PrintScaling"] == "/None"  # type: ignore[index]
        assert preferences["/Duplex"] == "/DuplexFlipShortEdge"  # type: ignore[index]
        assert preferences["/PickTrayByPDFSize"]  # type: ignore[index]

    def test_the_same_file_gives_the_same_bytes(self) -> None:
        data = numbered(8, 105, 148, 3)
        assert imposed(data, "booklet", sheet="SRA3").data == imposed(data, "booklet", sheet="SRA3").data


def _plates(data: bytes, folder: Path) -> dict[str, float]:
    """How much ink is on each plate of the first page: the sum of its darkness, in full pixels."""
    folder.mkdir()
    path = folder / "in.pdf"
    path.write_bytes(data)
    gs = tools.program("gs", "Install ghostscript.")
    output = f"-sOutputFile={folder}/plate.tif"
    tools.run(
        [gs, "-q", "-dBATCH", "-dNOPAUSE", "-dFirstPage=1", "-dLastPage=1", "-sDEVICE=tiffsep", "-r72", output, path]
    )
    plates = {}
    for plate in folder.glob("plate(*).tif"):
        with Image.open(plate) as picture:
            plates[plate.stem[6:-1]] = sum((255 - value) * n for value, n in enumerate(picture.histogram())) / 255
    return plates


def _tagged() -> bytes:
    import io

    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=reader(numbered(4, 105, 148)))
    root = writer._add_object(pdf({"/Type": "/StructTreeRoot"}))
    writer.root_object[NameObject("/StructTreeRoot")] = root
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link("https://example.org/", 10, 20, 60, 40)])
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


class TestMarks:
    def test_the_label_says_which_sheet_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "sheets.pdf"
        path.write_bytes(imposed(numbered(8, 105, 148, 3), "booklet", sheet="SRA3").data)
        text = pdftext.text(path)
        assert "pages.pdf: sheet 1 of 2, front, booklet" in text
        assert "pages.pdf: sheet 2 of 2, back, booklet" in text

    def test_marks_keep_clear_of_the_bleed(self, tmp_path: Path) -> None:
        """Nothing but the pages lies within the bleed."""
        data = numbered(8, 105, 148, 3)
        with_marks, without = (
            pictures(imposed(data, "booklet", sheet="SRA3", marks=marks).data, tmp_path, 144)[0] for marks in (None, ())
        )
        reach = (225 - 105 - 3, 160 - 74 - 3, 225 + 105 + 3, 160 + 74 + 3)
        box = tuple(int(part / 25.4 * 144) for part in reach)
        assert with_marks.crop(box).tobytes() == without.crop(box).tobytes()
        assert with_marks.tobytes() != without.tobytes()

    def test_without_marks_there_are_none(self, tmp_path: Path) -> None:
        side = pictures(imposed(numbered(4, 105, 148, 3), "booklet", sheet="SRA3", marks=()).data, tmp_path, 144)[0]
        left, top, right, bottom = (int(part / 25.4 * 144) for part in (116, 82, 334, 238))
        blank = side.copy()
        blank.paste((255, 255, 255), (left, top, right, bottom))
        assert blank.getextrema() == ((255, 255),) * 3


def test_the_pair_for_printers_that_cannot_turn(tmp_path: Path) -> None:
    made = imposed(numbered(8, 148, 210), "booklet", pair=True)
    fronts, backs = pictures(made.fronts, tmp_path), pictures(made.backs, tmp_path)
    assert [panels(side, 2, 1) for side in fronts] == [[[7, 0]], [[5, 2]]]
    assert [panels(side, 2, 1) for side in backs] == [[[1, 6]], [[3, 4]]]
    assert reader(made.fronts).root_object["/ViewerPreferences"]["/Duplex"] == "/Simplex"  # type: ignore[index]
