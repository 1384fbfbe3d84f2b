"""Picture files that cannot be used are reported, each with a fix; none is decoded that would fill the memory."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import numpy
import pytest
from PIL import Image

from publisher.pictures import unusable
from publisher.pictures.kinds import REFUSED, REFUSED_ENDINGS, kind_of
from publisher.pictures.unusable import Fault, picture_fault
from support import photographs

PICTURE = photographs.landscape(300, 200)
SVG = "http://www.w3.org/2000/svg"
JPEG, PNG = photographs.jpeg(PICTURE), photographs.png(PICTURE)


def fault(folder: Path, name: str, data: bytes) -> Fault | None:
    path = folder / name
    path.write_bytes(data)
    return picture_fault(path)


def saved(picture: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind)
    return target.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", photographs.jpeg(PICTURE)),
        ("a.JPEG", photographs.jpeg(PICTURE, 6, photographs.DISPLAY_P3)),
        ("a.jpg", photographs.jpeg(photographs.inks(PICTURE))),
        ("a.png", photographs.png(PICTURE.convert("RGBA"))),
        ("a.webp", photographs.webp(PICTURE)),
        ("a.tif", photographs.tiff(PICTURE, pages=2)),
        ("a.tiff", photographs.tiff(PICTURE.convert("1"))),
        ("a.svg", photographs.drawing(PICTURE)),
        (
            "a.svg",
            b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"/>',
        ),
    ],
)
def test_a_sound_picture_is_taken(tmp_path: Path, name: str, data: bytes) -> None:
    assert fault(tmp_path, name, data) is None


@pytest.mark.parametrize(
    ("name", "data", "message", "fix"),
    [
        ("a.jpg", b"hello \x00", "is not a JPEG picture despite its name", "save it again"),
        ("a.webp", "hallå\n".encode(), "is a text despite its name", "save it again"),
        ("a.png", b"", "is empty", "get a new copy of the file"),
        ("a.svg", b"", "is empty", "get a new copy of the file"),
        ("a.tif", bytes(4000), "is empty: all of its 4000 bytes are 0", "get a new copy of the file"),
        ("a.jpg", b"\n<!doctype html>\n<title>404</title>", "is a web page", "right-click"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + JPEG, "begins as a PNG picture and continues as a JPEG", "a new copy"),
        ("a.jpg", b"\xff\xd8\xff" + PNG, "begins as a JPEG picture and continues as a PNG", "a new copy"),
        ("a.png", PNG[:33] + bytes(90) + PNG[123:], "only its first 33 bytes are those of a PNG", "a new copy"),
        ("a.jpg", b"\xff\xd8\xff\xfe\0\4ab" + bytes(500), "only its first 8 bytes are those of a JPEG", "a new copy"),
        ("a.webp", b"RIFF\x10\x00\x00\x00WEBPhello123", "only its first 12 bytes are those of a WebP", "a new copy"),
        ("a.tif", b"II*\x00" + b"hello" * 9, "only its first 4 bytes are those of a TIFF", "a new copy"),
        ("a.svg", b"hello", "is not a readable SVG picture", "drawing program"),
        ("a.png", photographs.jpeg(PICTURE), "is not a PNG picture despite its name: it is a JPEG", "to a.jpg"),
        ("a.jpg", photographs.png(PICTURE), "it is a PNG", "rename it to a.png"),
        ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is an SVG", "rename it to a.svg"),
        (
            "a.jpg",
            photographs.jpeg(PICTURE)[:9000],
            "is incomplete: the JPEG picture has no end",
            "get a new copy of the file",
        ),
        ("a.jpg", JPEG[:9000] + bytes(400) + JPEG[9400:], "part of the JPEG picture cannot be read", "save it again"),
        ("a.jpg", JPEG[:9000] + b"\xff\xd9", "is damaged: part of the JPEG picture", "get a new copy of the file"),
        (
            "a.png",
            photographs.png(PICTURE)[:9000],
            "is incomplete: the PNG picture has no end",
            "get a new copy of the file",
        ),
        (
            "a.webp",
            photographs.webp(PICTURE)[:3000],
            "is incomplete: the WebP picture has no end",
            "get a new copy of the file",
        ),
        (
            "a.tif",
            photographs.tiff(PICTURE)[:9000],
            "is incomplete: the TIFF picture has no end",
            "get a new copy of the file",
        ),
        (
            "a.png",
            photographs.png(PICTURE).replace(b"IDAT", b"IDAT\x00", 1),
            "is damaged",
            "get a new copy of the file",
        ),
        (
            "a.svg",
            b"<svg viewBox='0 0 9 9'><image href='data:image/png;base64,x'/></svg>",
            "is damaged: a picture inside",
            "save it again",
        ),
    ],
)
def test_a_damaged_picture_is_reported(tmp_path: Path, name: str, data: bytes, message: str, fix: str) -> None:
    found = fault(tmp_path, name, data)
    assert found is not None
    assert found.id == "content/picture-broken"
    assert message in found.message
    assert fix in found.fix


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_that_is_cut_off_anywhere_is_reported(tmp_path: Path, kind: str, share: float) -> None:
    data = saved(PICTURE, kind)
    ending = {"JPEG": "jpg", "TIFF": "tif"}.get(kind, kind.lower())
    found = fault(tmp_path, f"a.{ending}", data[: int(len(data) * share)])
    assert found is not None
    assert found.id == "content/picture-broken"
    assert found.message.startswith("is incomplete")


def test_whatever_is_wrong_with_a_picture_it_is_no_crash(tmp_path: Path) -> None:
    """Files with bytes changed at random: sound or reported, and nothing else."""
    random = numpy.random.default_rng(22)
    for name, data in (
        ("a.jpg", photographs.jpeg(PICTURE, 6, photographs.SRGB)),
        ("a.png", photographs.png(PICTURE.quantize(16))),
        ("a.webp", photographs.webp(PICTURE)),
        ("a.tif", photographs.tiff(PICTURE.convert("1"))),
    ):
        for _ in range(60):
            broken = bytearray(data)
            for at in random.integers(0, min(len(data), 4000), 4):
                broken[at] = random.integers(0, 256)
            found = fault(tmp_path, name, bytes(broken))
            assert found is None or found.message


@pytest.mark.parametrize(
    ("name", "data", "kind", "fix"),
    [
        ("a.bmp", saved(PICTURE, "BMP"), "BMP", "Save as: PNG"),
        ("a.jpg", saved(PICTURE, "BMP"), "BMP", "Save as: PNG"),
        ("a.pdf", b"%PDF-1.7", "PDF", ": a PDF is a document"),
        ("a.svg", b"%PDF-1.7", "PDF", "export"),
        ("a.PSD", b"8BPS", "Photoshop", "export"),
        ("a.cr2", b"II*\x00\x10\x00\x00\x00CR\x02", "camera raw", "export it as JPEG"),
        ("a.tif", b"II*\x00\x10\x00\x00\x00CR\x02", "camera raw", "export it as JPEG"),
    ],
)
def test_a_format_that_cannot_be_used_says_how_to_save_the_picture(
    tmp_path: Path, name: str, data: bytes, kind: str, fix: str
) -> None:
    found = fault(tmp_path, name, data)
    assert found is not None
    assert found.id == "content/picture-type"
    assert f"is a {kind} picture" in found.message
    assert "use JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF or SVG" in found.message
    assert fix in found.fix


def test_a_file_of_an_unknown_format_is_reported(tmp_path: Path) -> None:
    found = fault(tmp_path, "a.docx", b"PK")
    assert found == Fault(
        "content/picture-type",
        "is not a picture of a supported kind",
        "save it as one of: .svg, .jpg, .jpeg, .png, .webp, .tif, .tiff, .heic, .heif, .hif, .avif, .gif",
    )


def test_every_refused_format_has_its_fix() -> None:
    assert set(REFUSED_ENDINGS.values()) == set(REFUSED)
    assert kind_of(b"no picture") is None


@pytest.mark.parametrize(
    ("size", "reported"),
    [
        ((30_000, 30_000), "30\u00a0000 x 30\u00a0000 pixels; at most 20\u00a0000 per side and 150 million in total"),
        ((30_000, 2), "30\u00a0000 x 2 pixels"),
        ((15_000, 15_000), "15\u00a0000 x 15\u00a0000 pixels"),
    ],
)
def test_a_huge_picture_is_refused_before_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], reported: str
) -> None:
    def never(self: Image.Image) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", never)
    found = fault(tmp_path, "a.png", bomb(*size))
    assert found is not None
    assert found.id == "content/picture-too-big"
    assert reported in found.message
    assert "reduce it" in found.fix


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unusable, "LARGEST_FILE", 9_000_000)
    for name, limit in (("a.jpg", "9 MB"), ("a.svg", "8 MB")):
        with (tmp_path / name).open("wb") as file:
            file.truncate(9_500_000)
        found = picture_fault(tmp_path / name)
        assert found is not None
        assert found.id == "content/picture-too-big"
        assert f"is too large (10 MB; at most {limit[:-3]})" in found.message


def five_channels(extra: int) -> bytes:
    """A TIFF (6.0, section 16) of four inks and one channel more: a mask (0) or transparency (2)."""
    bits, pixels = struct.pack("<5H", 8, 8, 8, 8, 8), b"\x10\x20\x30\x40\xff" * 4
    entries = [
        (256, 3, 1, 2),
        (257, 3, 1, 2),
        (258, 3, 5, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 5),
        (273, 4, 1, 8 + len(bits)),
        (277, 3, 1, 5),
        (278, 3, 1, 2),
        (279, 4, 1, len(pixels)),
        (338, 3, 1, extra),
    ]
    table = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries) + b"\x00" * 4
    return b"II*\x00" + struct.pack("<I", 8 + len(bits) + len(pixels)) + bits + pixels + table


@pytest.mark.parametrize(
    ("extra", "reported"),
    [
        (0, "is CMYK with an extra channel (transparency, a mask), which would be lost"),
        (2, "such as CMYK with transparency"),
    ],
)
def test_four_inks_with_one_more_channel_are_reported(tmp_path: Path, extra: int, reported: str) -> None:
    found = fault(tmp_path, "a.tif", five_channels(extra))
    assert found is not None
    assert reported in found.message
    assert "PNG" in found.fix


def test_measurements_are_no_picture(tmp_path: Path) -> None:
    found = fault(tmp_path, "a.tif", saved(Image.new("F", (9, 9)), "TIFF"))
    assert found is not None
    assert "32 bits per pixel" in found.message


def test_what_lies_in_a_drawing_is_looked_at_too(tmp_path: Path) -> None:
    import base64

    def holding(data: bytes) -> bytes:
        inside = base64.b64encode(data).decode()
        return f'<svg viewBox="0 0 9 9" xmlns="{SVG}"><image href="data:image/png;base64,{inside}"/></svg>'.encode()

    for data, reported in (
        (saved(PICTURE, "BMP"), "contains a picture that cannot be used (BMP)"),
        (photographs.jpeg(PICTURE)[:9000], "contains a picture that is incomplete"),
        (bomb(30_000, 30_000), "contains a picture that has too many pixels"),
    ):
        found = fault(tmp_path, "a.svg", holding(data))
        assert found is not None
        assert reported in found.message


def test_a_damaged_tiff_is_reported_without_output_of_the_library(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """libtiff writes to the error output by itself, past Python. Afterwards that is open again."""
    data = bytearray(photographs.tiff(PICTURE, compression="tiff_lzw"))
    data[2000:6000] = bytes(4000)
    found = fault(tmp_path, "a.tif", bytes(data))
    os.write(2, b"still there")
    assert found is not None
    assert found.id == "content/picture-broken"
    assert capfd.readouterr() == ("", "still there")
