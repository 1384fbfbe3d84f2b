"""JPEG files are copied without loss, and without what they tell besides."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from publisher.pictures.jpeg import SOS, has_adobe_marker, is_plain, segments, stripped
from support import photographs

PICTURE = photographs.landscape(160, 100)


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGB").tobytes()


def saved(picture: Image.Image, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", **options)  # type: ignore[arg-type]
    return target.getvalue()


def test_the_planted_file_holds_all_that_shall_be_gone() -> None:
    """Else the tests below would hold nothing."""
    data = photographs.jpeg(PICTURE, profile=photographs.SRGB)
    assert [secret for secret in photographs.SECRETS if secret not in data] == []
    assert b"ICC_PROFILE" in data


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 0}])
def test_stripped_is_the_same_picture_and_nothing_else(options: dict[str, object]) -> None:
    data = saved(PICTURE, exif=photographs.exif(), comment=b"SECRETREMARK", icc_profile=photographs.SRGB, **options)
    bare = stripped(data + b"SECRETPLACE")
    assert [secret for secret in (*photographs.SECRETS, b"ICC_PROFILE") if secret in bare] == []
    assert pixels(bare) == pixels(data)
    assert bare.endswith(b"\xff\xd9")
    assert stripped(bare) == bare


def test_grey_stays_grey() -> None:
    assert Image.open(io.BytesIO(stripped(saved(PICTURE.convert("L"))))).mode == "L"


def test_what_says_how_the_inks_are_meant_is_kept() -> None:
    data = saved(photographs.inks(PICTURE))
    assert has_adobe_marker(data)
    assert has_adobe_marker(stripped(data))
    assert not has_adobe_marker(photographs.without_adobe(data))
    assert not has_adobe_marker(saved(PICTURE))


def test_a_coding_that_few_programs_read_is_not_plain() -> None:
    data = saved(PICTURE)
    frame = data.index(b"\xff\xc0")
    assert is_plain(data)
    assert not is_plain(data[:frame] + b"\xff\xc9" + data[frame + 2 :])


@pytest.mark.parametrize("share", [0.01, 0.3, 0.99])
def test_a_file_that_ends_too_soon_is_told(share: float) -> None:
    data = stripped(saved(PICTURE))
    with pytest.raises(ValueError):
        list(segments(data[: int(len(data) * share)]))


def test_a_thumbnail_is_not_taken_for_the_end() -> None:
    """Its bytes, end marker and all, lie in a segment of the file."""
    data = saved(PICTURE)
    whole = data[:2] + photographs.segment(0xE1, b"Exif\x00\x00" + saved(PICTURE.resize((8, 5)))) + data[2:]
    assert stripped(whole) == stripped(data)
    assert [segment.marker for segment in segments(whole)].count(SOS) == 1
