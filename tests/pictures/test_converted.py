"""HEIC, AVIF and GIF: taken, upright, converted for each format, and reported; damaged ones in one clear line."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from pillow_heif import from_pillow

from publisher.checks.check import Subject
from publisher.checks.pictures import LEFT_OUT
from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.pictures.kinds import kind_of
from publisher.pictures.prepare import SCREEN, prepare
from publisher.pictures.raster import read_header
from publisher.pictures.unusable import picture_fault
from support.photographs import CORNERS, landscape
from support.tools import SOUND

PICTURE = landscape(300, 200)


def exif(orientation: int) -> bytes:
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    return tags.tobytes()


def heic(picture: Image.Image = PICTURE, orientation: int = 1) -> bytes:
    target = io.BytesIO()
    from_pillow(picture).save(target, quality=95, exif=exif(orientation))
    return target.getvalue()


def saved(kind: str, picture: Image.Image = PICTURE, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def animated() -> bytes:
    frames = [PICTURE.rotate(angle).quantize(64) for angle in (0, 90, 180)]
    return saved("GIF", frames[0], save_all=True, append_images=frames[1:])


FILES = {
    "bild.heic": heic(),
    "bild.avif": saved("AVIF", quality=95),
    "bild.gif": saved("GIF", PICTURE.quantize(256)),
}


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    right, low = picture.width - 6, picture.height - 6
    return [picture.convert("RGB").getpixel(at) for at in ((5, 5), (right, 5), (5, low), (right, low))]  # type: ignore[misc]


@pytest.mark.parametrize("name", FILES)
def test_it_has_no_fault_and_its_colours(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    assert picture_fault(path) is None
    header = read_header(FILES[name], str(kind_of(FILES[name])))
    assert (header.width, header.height) == (300, 200)
    made = prepare(FILES[name], header, SCREEN)
    assert made.media_type in ("image/jpeg", "image/png")
    with Image.open(io.BytesIO(made.data)) as picture:
        for colour, wanted in zip(corners(picture), CORNERS, strict=True):
            assert max(abs(one - other) for one, other in zip(colour, wanted, strict=True)) < 25


@pytest.mark.parametrize("kind", ["HEIC", "AVIF"])
def test_a_photograph_of_a_phone_is_upright(kind: str) -> None:
    turned = PICTURE.transpose(Image.Transpose.ROTATE_90)  # as the sensor stores an upright one
    data = heic(turned, 6) if kind == "HEIC" else saved("AVIF", turned, quality=95, exif=exif(6))
    header = read_header(data, kind)
    assert (header.width, header.height) == (300, 200)
    with Image.open(io.BytesIO(prepare(data, header, SCREEN).data)) as picture:
        for colour, wanted in zip(corners(picture), CORNERS, strict=True):
            assert max(abs(one - other) for one, other in zip(colour, wanted, strict=True)) < 25


def placed(tmp_path: Path, name: str, data: bytes) -> Edition:
    shutil.copytree(SOUND, tmp_path / "content")
    sheet = tmp_path / "content" / "sheet"
    (sheet / "pictures" / name).write_bytes(data)
    section = sheet / "sections" / "torget.md"
    section.write_text(section.read_text("utf-8").replace("pictures/torg.svg", f"pictures/{name}"), "utf-8")
    return Edition(compose(load(sheet)))


@pytest.mark.parametrize("name", FILES)
def test_each_format_has_it_and_it_is_reported(name: str, tmp_path: Path) -> None:
    edition = placed(tmp_path, name, FILES[name])
    found = [(one.id, one.severity, str(one.where)) for one in LEFT_OUT.run(Subject(edition, ()))]
    assert found == [("content/picture-converted", "note", "sheet/sections/torget.md:4")]
    for id in ("screen", "web", "epub", "large-print"):
        data = FORMATS[id].artifacts(edition)[0].data
        assert len(data) > 10_000
        assert b"ftypheic" not in data
        assert b"ftypavif" not in data


def test_of_an_animation_the_first_picture_is_shown_and_said(tmp_path: Path) -> None:
    edition = placed(tmp_path, "film.gif", animated())
    found = {one.id: one for one in LEFT_OUT.run(Subject(edition, ()))}
    assert set(found) == {"content/picture-converted", "content/picture-pages"}
    assert "3" in found["content/picture-pages"].message


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_half_a_file_is_one_clear_line(name: str, share: float, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name][: max(16, int(len(FILES[name]) * share))])
    fault = picture_fault(path)
    assert fault is not None
    assert fault.id == "content/picture-broken"
    assert fault.message
    assert fault.fix
    assert "Traceback" not in fault.message


def test_a_file_by_another_name_is_reported_with_its_own(tmp_path: Path) -> None:
    (tmp_path / "bild.jpg").write_bytes(FILES["bild.heic"])
    fault = picture_fault(tmp_path / "bild.jpg")
    assert fault is not None
    assert "HEIC" in f"{fault.message} {fault.fix}"
    assert ".heic" in fault.fix
