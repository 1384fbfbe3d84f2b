"""Photographs get their pixels when it is known in which size they are printed."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image, ImageChops, ImageCms

from publisher.formats import press as press_format
from publisher.formats.edition import Edition
from publisher.pdf.finishing import open_pages, save
from publisher.pdf.layout import paginate
from publisher.pdf.layout.paginate import Pages
from publisher.pdf.page_images import first_page
from publisher.pictures.jpeg import stripped
from publisher.pictures.prepare import PAGES, PRINT, Use
from publisher.presses.profiles import Press
from support import photo_content, photographs
from support.laid_out import USUAL, small_document
from support.presses import PLATES, USUAL_PRESS, plates, press

PICTURE = photographs.landscape(2000, 1000)
FILES = {
    "a.jpg": photographs.jpeg(PICTURE),
    "clear.png": photographs.png(photo_content.round_cut(photographs.landscape(300, 300))),
    "grey.png": photographs.png(photo_content.round_cut(photographs.landscape(300, 300)).convert("LA")),
    "logo.png": photographs.png(photo_content.shutter("#123C4A")),
    "plan.tif": photographs.tiff(photo_content.plan(800, 400)),
}


def lay_out(folder: Path, body: str, style: str = "") -> Pages:
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    document = dataclasses.replace(small_document(body), base=folder, picture_folders=(folder,))
    pages = paginate.lay_out(document, "print", document.tree, [USUAL, style])
    assert not pages.complaints
    return pages


def pictures(pages: Pages, use: Use = PRINT) -> list[Any]:
    reader = pypdf.PdfReader(io.BytesIO(save(open_pages(pages, use), pages.document)))
    return [
        found.get_object()
        for page in reader.pages
        for found in page["/Resources"].get("/XObject", {}).values()  # type: ignore[union-attr]
    ]


IMAGE = "<p><img src='{}' alt='x' style='width:{}mm;{}'></p>"


@pytest.mark.parametrize(
    ("use", "width", "kept"),
    [
        # 300 pixels an inch; up to 450 it is left as it is. A small picture is made no smaller.
        (PRINT, 12, 256),
        (PRINT, 50, 591),
        (PRINT, 112, 1323),
        (PRINT, 113, 2000),
        # 220 pixels an inch; up to 275 it is left as it is.
        (PAGES, 50, 433),
        (PAGES, 184, 1594),
        (PAGES, 185, 2000),
    ],
)
def test_a_picture_has_the_pixels_that_its_place_needs(tmp_path: Path, use: Use, width: int, kept: int) -> None:
    (picture,) = pictures(lay_out(tmp_path, IMAGE.format("a.jpg", width, "")), use)
    assert (picture["/Width"], picture["/Height"]) == (kept, round(kept / 2))
    assert (picture["/Filter"], picture["/ColorSpace"]) == ("/DCTDecode", "/DeviceRGB")
    with Image.open(io.BytesIO(picture._data)) as opened:
        assert opened.size == (kept, round(kept / 2))
    assert (picture._data == stripped(FILES["a.jpg"])) == (kept == 2000)


def test_each_use_has_its_own_pixels_of_pages_that_are_laid_out_once(tmp_path: Path) -> None:
    """What is made for one use does not show in the other, whichever was asked for first."""
    pages = lay_out(tmp_path, IMAGE.format("a.jpg", 70, "") + IMAGE.format("clear.png", 20, ""))
    sizes = [[one["/Width"] for one in pictures(pages, use)] for use in (PAGES, PRINT, PAGES)]
    assert sizes == [[606, 256], [827, 300], [606, 256]]
    drawn = pypdf.PdfReader(io.BytesIO(pages.drawn.pdf))
    frames = drawn.pages[0]["/Resources"]["/XObject"].values()  # type: ignore[index]
    assert [frame.get_object().get_data() for frame in frames] == [b"", b""]
    assert len(pages.drawn.pdf) < 20_000


def test_the_picture_of_the_first_page_has_its_photograph(tmp_path: Path) -> None:
    """Before all pages are drawn, and after that."""
    body = IMAGE.format("a.jpg", 100, "") + "<p style='break-before:page'>x</p>" + IMAGE.format("clear.png", 30, "")
    pages = lay_out(tmp_path, body, "@page{margin:0}p,img{margin:0;display:block}")
    before = first_page(pages, 400)
    assert pages.drawn.pdf
    after = first_page(pages, 400)
    assert before.tobytes() == after.tobytes()
    assert before.getpixel((5, 5)) == pytest.approx(photographs.CORNERS[0], abs=12)


def test_its_largest_place_counts_and_it_is_there_once(tmp_path: Path) -> None:
    body = "".join(IMAGE.format("a.jpg", width, "") for width in (20, 70, 30))
    (picture,) = pictures(lay_out(tmp_path, body))
    assert picture["/Width"] == 827


def test_what_is_cut_and_what_is_scaled_counts_in_full(tmp_path: Path) -> None:
    """A square of 30 mm cut out of a picture twice as wide as high: 60 mm; the same drawn twice as large: 120 mm."""
    cut = IMAGE.format("a.jpg", 30, "height:30mm;object-fit:cover")
    pages = lay_out(tmp_path, cut)
    assert pictures(pages)[0]["/Width"] == 709
    (place,) = pages.photographs
    assert (round(place.width), round(place.height), round(place.resolution)) == (60, 30, 847)
    assert pictures(lay_out(tmp_path, cut, "img{transform:rotate(90deg) scale(2)}"))[0]["/Width"] == 2000


@pytest.mark.parametrize("use", [PRINT, PAGES])
@pytest.mark.parametrize(("name", "space"), [("clear.png", "/DeviceRGB"), ("grey.png", "/DeviceGray")])
def test_a_mask_is_kept_and_its_photograph_is_a_jpeg(tmp_path: Path, use: Use, name: str, space: str) -> None:
    (picture,) = pictures(lay_out(tmp_path, IMAGE.format(name, 60, "")), use)
    mask = picture["/SMask"]
    assert (picture["/ColorSpace"], mask["/ColorSpace"]) == (space, "/DeviceGray")
    assert len(mask.get_data()) == 300 * 300
    with Image.open(io.BytesIO(picture._data)) as opened:
        assert (opened.size, opened.mode) == ((300, 300), "RGB" if space == "/DeviceRGB" else "L")
    assert {mask.get_data()[0], mask.get_data()[300 * 150 + 150]} == {0, 255}


def test_a_drawn_logo_keeps_its_edges(tmp_path: Path) -> None:
    (picture,) = pictures(lay_out(tmp_path, IMAGE.format("logo.png", 60, "")), PAGES)
    assert picture["/Filter"] == "/FlateDecode"
    assert len(picture.get_data()) == 400 * 400 * 3
    assert set(picture["/SMask"].get_data()) <= {0, 255}


@pytest.mark.parametrize("use", [PRINT, PAGES])
def test_black_and_white_has_one_bit_a_pixel(tmp_path: Path, use: Use) -> None:
    (picture,) = pictures(lay_out(tmp_path, IMAGE.format("plan.tif", 20, "")), use)
    assert (picture["/BitsPerComponent"], picture["/Width"], picture["/ColorSpace"]) == (1, 800, "/DeviceGray")
    assert len(picture.get_data()) == 100 * 400


def test_the_place_knows_its_line(tmp_path: Path) -> None:
    body = (
        "<section data-source='a.md:3'><figure data-source='a.md:7'>"
        + IMAGE.format("a.jpg", 60, "")
        + "</figure></section>"
    )
    (place,) = lay_out(tmp_path, body).photographs
    assert (place.page, place.address, place.source) == (1, "a.jpg", "a.md:7")


# Four inks: cyan alone, black alone, a mix, and more than a press takes.
PATCHES = ((255, 0, 0, 0), (0, 0, 0, 255), (51, 102, 153, 26), (255, 255, 255, 128))
OTHER = photographs.inks_called("Some other press")


def patches(grain: bool = False) -> Image.Image:
    """Four upright bands; with grain, more colours than a drawing has."""
    picture = Image.new("CMYK", (400, 200))
    for number, inks in enumerate(PATCHES):
        picture.paste(inks, (number * 100, 0, number * 100 + 100, 200))
    if grain:
        picture.paste(photographs.inks(photographs.landscape(400, 40)), (0, 160))
    return picture


def saved(picture: Image.Image, kind: str, profile: bytes | None) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, icc_profile=profile, **({"quality": 98} if kind == "JPEG" else {}))
    return target.getvalue()


def press_file(folder: Path, name: str, data: bytes, width: int = 60, wanted: Press = USUAL_PRESS) -> bytes:
    """A press file with one picture, in the upper left corner of its page."""
    FILES[name] = data
    pages = lay_out(folder, IMAGE.format(name, width, ""), "@page{margin:0;bleed:3mm}p,img{margin:0;display:block}")
    made = Edition(pages.document, press=wanted)
    made.laid_out["print"] = pages
    return press_format.render(made)


def only_picture(data: bytes) -> Any:
    (page,) = pypdf.PdfReader(io.BytesIO(data)).pages
    (found,) = page["/Resources"]["/XObject"].values()  # type: ignore[index]
    return found.get_object()


def printed(folder: Path, data: bytes, width: int = 60) -> list[tuple[int, ...]]:
    """The inks in the middle of each band on the plates, in percent."""
    path = folder / "press.pdf"
    path.write_bytes(data)
    found = plates(path, folder)
    points = 72 / 25.4
    row = round((3 + width / 4) * points)
    columns = [round((3 + width * (number + 0.5) / 4) * points) for number in range(4)]
    return [tuple(round(100 * found[ink][row, column]) for ink in PLATES) for column in columns]


KEPT = [(100, 0, 0, 0), (0, 0, 0, 100), (20, 40, 60, 10)]


@pytest.mark.parametrize("profile", [None, photographs.COATED.read_bytes(), photographs.inks_called("Fogra39 (x)")])
@pytest.mark.parametrize(("kind", "name"), [("JPEG", "i.jpg"), ("TIFF", "i.tif")])
@pytest.mark.parametrize("width", [60, 17])
def test_inks_of_the_press_are_printed_as_they_are(
    tmp_path: Path, kind: str, name: str, profile: bytes | None, width: int
) -> None:
    """Also of a picture that is made smaller; what is too much is reduced to the limit, as everywhere."""
    data = press_file(tmp_path, name, saved(patches(), kind, profile), width)
    *kept, full = printed(tmp_path, data, width)
    assert kept == [pytest.approx(inks, abs=2) for inks in KEPT]
    assert 290 <= sum(full) <= 301
    assert only_picture(data)["/ColorSpace"] == "/DeviceCMYK"
    assert only_picture(data)["/Width"] == (400 if width == 60 else 256)


@pytest.mark.parametrize("adobe", [True, False])
def test_a_jpeg_in_the_inks_of_the_press_is_copied_without_loss(tmp_path: Path, adobe: bool) -> None:
    picture = patches().crop((0, 0, 300, 200))
    data = saved(picture if adobe else ImageChops.invert(picture), "JPEG", photographs.COATED.read_bytes())
    data = data if adobe else photographs.without_adobe(data)
    whole = press_file(tmp_path, "i.jpg", data)
    assert only_picture(whole)._data == stripped(data)
    assert printed(tmp_path, whole)[0] == pytest.approx((100, 0, 0, 0), abs=2)


def test_a_photograph_of_a_tiff_becomes_a_jpeg_and_a_drawing_keeps_every_pixel(tmp_path: Path) -> None:
    grainy = only_picture(press_file(tmp_path, "i.tif", saved(patches(grain=True), "TIFF", None)))
    drawn = only_picture(press_file(tmp_path, "i.tif", saved(patches().crop((0, 0, 300, 200)), "TIFF", None)))
    assert (grainy["/Filter"], drawn["/Filter"]) == ("/DCTDecode", "/FlateDecode")
    assert drawn.get_data() == patches().crop((0, 0, 300, 200)).tobytes()


@pytest.mark.parametrize("intent", ["relative-colorimetric", "perceptual"])
def test_inks_of_another_press_go_from_profile_to_profile(tmp_path: Path, intent: str) -> None:
    """Not by way of the screen's colours, which have no such cyan."""
    wanted = press(output_intent={**USUAL_PRESS.wants.output_intent.model_dump(), "intent": intent})
    made = printed(tmp_path, press_file(tmp_path, "i.tif", saved(patches(), "TIFF", OTHER), wanted=wanted))
    relative = intent == "relative-colorimetric"
    expected = ImageCms.profileToProfile(
        patches(),
        io.BytesIO(OTHER),
        str(USUAL_PRESS.profile),
        ImageCms.Intent.RELATIVE_COLORIMETRIC if relative else ImageCms.Intent.PERCEPTUAL,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION if relative else ImageCms.Flags.NONE,
    )
    assert expected is not None
    for number in (0, 2):
        inks = expected.getpixel((number * 100 + 50, 100))
        assert isinstance(inks, tuple)
        assert made[number] == pytest.approx([part / 2.55 for part in inks], abs=2)
    assert made[0][0] > 95


def test_other_uses_have_the_same_picture_for_screens(tmp_path: Path) -> None:
    FILES["i.jpg"] = saved(patches(), "JPEG", None)
    pages = lay_out(tmp_path, IMAGE.format("i.jpg", 60, ""))
    assert [one["/ColorSpace"] for use in (PAGES, PRINT) for one in pictures(pages, use)] == ["/DeviceRGB"] * 2
