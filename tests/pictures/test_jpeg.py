"""JPEG files are copied without loss, and without their metadata."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from publisher.pictures.jpeg import (
    SOS,
    has_adobe_marker,
    is_plain,
    is_sound,
    segments,
    stripped,
)
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
def test_a_file_that_ends_too_soon_is_reported(share: float) -> None:
    data = stripped(saved(PICTURE))
    with pytest.raises(ValueError):
        list(segments(data[: int(len(data) * share)]))


def test_a_thumbnail_is_not_taken_for_the_end() -> None:
    """Its bytes, end marker and all, lie in a segment of the file."""
    data = saved(PICTURE)
    whole = data[:2] + photographs.segment(0xE1, b"Exif\x00\x00" + saved(PICTURE.resize((8, 5)))) + data[2:]
    assert stripped(whole) == stripped(data)
    assert [segment.marker for segment in segments(whole)].count(SOS) == 1


KINDS = {
    "baseline": saved(PICTURE),
    "progressive": saved(PICTURE, progressive=True),
    "grey": saved(PICTURE.convert("L")),
    "inks": saved(photographs.inks(PICTURE)),
    "inks not of Adobe's": photographs.without_adobe(saved(photographs.inks(PICTURE))),
    "restarts": saved(PICTURE, restart_marker_rows=1),
    "RGB": saved(PICTURE, keep_rgb=True),
}


@pytest.mark.parametrize("kind", KINDS)
def test_sound_data_are_distinguished_from_damaged(kind: str) -> None:
    data = KINDS[kind]
    half = len(data) * 3 // 4  # behind the tables
    assert is_sound(data)
    assert is_sound(data + b"what telephones put behind it" + data)
    assert not is_sound(data[:half] + bytes(300) + data[half + 300 :])
    assert not is_sound(data[:half] + b"\xff\xd9")
    assert not is_sound(data[:half])


def test_a_few_changed_bytes_are_found_where_the_rest_cannot_be_read_any_more() -> None:
    """As docs/content.md says: most single bytes are not, of 60 bytes most are."""
    data = KINDS["baseline"]
    starts = range(800, len(data) - 100, 20)

    def found(size: int) -> float:
        return sum(not is_sound(data[:at] + b"Z" * size + data[at + size :]) for at in starts) / len(starts)

    assert 0.02 < found(1) < 0.5 < found(60)


def flat(*sampling: int) -> bytes:
    """A grey picture of one MCU, whose three components are sampled so (T.81, B.2.2); no more than the standard tables
    in it, by which each block of luminance is 001010 and each of colour 0000."""
    across, down = (max(part) for part in zip(*(divmod(one, 16) for one in sampling), strict=True))
    data = bytearray(saved(Image.new("RGB", (8 * across, 8 * down), (128, 128, 128)), subsampling=0))
    frame, scan = data.index(b"\xff\xc0"), data.index(b"\xff\xda")
    data[frame + 11 : frame + 20 : 3] = bytes(sampling)
    blocks = [(one >> 4) * (one & 15) for one in sampling]
    bits = "001010" * blocks[0] + "0000" * sum(blocks[1:])
    bits += "1" * (-len(bits) % 8)
    return bytes(data[: scan + 14]) + int(bits, 2).to_bytes(len(bits) // 8, "big") + b"\xff\xd9"


@pytest.mark.parametrize("sampling", [(0x22, 0x11, 0x11), (0x21, 0x11, 0x21), (0x31, 0x11, 0x11)])
def test_a_rare_sampling_is_no_damage(sampling: tuple[int, ...]) -> None:
    assert pixels(flat(*sampling))
    assert is_sound(flat(*sampling))


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8\xff\xd9", photographs.png(PICTURE)])
def test_what_is_no_jpeg_is_not_sound(data: bytes) -> None:
    assert not is_sound(data)
