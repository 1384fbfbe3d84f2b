"""Pictures and fonts with broken data are reported, each on every page it is on; odd ones that are whole are not."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import encrypt
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from publisher.model.findings import Finding
from publisher.pdf.opening import noting_repairs
from publisher.preflight import Inspection, open_file, preflight
from publisher.preflight.reading.embedded_fonts import read_font
from publisher.preflight.reading.soundness import (
    BROKEN_OFF,
    EEXEC,
    NO_LETTERS,
    TOO_FEW,
    font_flaw,
)
from publisher.preflight.rules.damage import damaged
from publisher.presses.profiles import find_press
from support.press_faults import SOUND, with_picture
from support.press_pdf import FONT, PressPdf, image, placed, stream

PRESS = find_press("generic-coated")
SIDE = 600
ENTRIES = f"/Type /XObject /Subtype /Image /Width {SIDE} /Height {SIDE} /BitsPerComponent 8"
LIGHT = bytes(range(0, 80, 2)) * (SIDE * SIDE // 40)


def checked(made: PressPdf | bytes) -> list[Finding]:
    data = made if isinstance(made, bytes) else made.write()
    return preflight(Inspection(open_file(data, "prov.pdf"), PRESS))


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").resize((SIDE, SIDE)).point(lambda value: 255 - value // 4).save(target, "JPEG")
    return target.getvalue()


def grey(data: bytes, filters: str, more: str = "") -> bytes:
    return stream(f"{ENTRIES} /ColorSpace /DeviceGray /Filter {filters} {more}", data)


def rows(count: int) -> bytes:
    """Of a PNG predictor: a byte before each."""
    return b"".join(b"\0" + LIGHT[:SIDE] for _ in range(count))


PREDICTED = f"/DecodeParms << /Predictor 15 /Columns {SIDE} >>"
PACKED = zlib.compress(LIGHT)


@pytest.mark.parametrize(
    ("picture", "flaw"),
    [
        (grey(PACKED[: len(PACKED) // 2], "/FlateDecode"), BROKEN_OFF),
        (grey(PACKED[:50] + bytes(50) + PACKED[100:], "/FlateDecode"), BROKEN_OFF),
        (grey(zlib.compress(LIGHT[: SIDE * 300]), "/FlateDecode"), TOO_FEW),
        (grey(LIGHT[: SIDE * 300], "[]"), TOO_FEW),
        (grey(zlib.compress(rows(SIDE - 2)), "/FlateDecode", PREDICTED), TOO_FEW),
        (grey(jpeg()[: len(jpeg()) // 2], "/DCTDecode"), BROKEN_OFF),
        (grey(jpeg()[:2000] + bytes(500) + jpeg()[2500:], "/DCTDecode"), BROKEN_OFF),
        (grey(zlib.compress(jpeg()[: len(jpeg()) // 2]), "[/FlateDecode /DCTDecode]"), BROKEN_OFF),
        (grey(PACKED.hex().encode()[:300] + b">", "[/ASCIIHexDecode /FlateDecode]"), BROKEN_OFF),
        (grey(b"no digits>", "/ASCIIHexDecode"), BROKEN_OFF),
    ],
)
def test_a_damaged_picture_is_reported_where_it_is(picture: bytes, flaw: str) -> None:
    (found,) = checked(with_picture(picture))
    assert (found.id, found.severity.value, found.page, found.box) == (
        "preflight/damaged",
        "error",
        1,
        (30, 60, 40, 40),
    )
    assert found.message == f"a picture is damaged and will print wrong: {flaw}"


@pytest.mark.parametrize(
    "picture",
    [
        grey(PACKED, "/FlateDecode"),
        grey(PACKED + b"\r\r", "[/FlateDecode]"),
        grey(LIGHT[:-3], "[]"),  # a few bytes of the last row, as some programs count
        grey(zlib.compress(rows(SIDE)), "/FlateDecode", PREDICTED),
        grey(PACKED.hex().encode(), "[/ASCIIHexDecode /FlateDecode]"),  # without a mark of its end
        grey(jpeg(), "/DCTDecode"),
        grey(jpeg()[:-2], "/DCTDecode"),  # the same
        grey(jpeg()[:-2] + bytes(3) + jpeg()[-2:] + b"\n", "/DCTDecode"),
    ],
)
def test_a_picture_that_only_looks_odd_is_whole(picture: bytes) -> None:
    assert checked(with_picture(picture)) == []


@pytest.mark.parametrize("key", ["SMask", "Mask"])
def test_a_damaged_mask_spoils_its_picture(key: str) -> None:
    made = with_picture(image(SIDE, SIDE, "/DeviceGray", more=f"/{key} 21 0 R"))
    mask = grey(PACKED[:99], "/FlateDecode")
    (found,) = [one for one in checked(replace(made, objects=(*made.objects, mask))) if one.page]
    assert found.message.endswith(BROKEN_OFF)


def test_a_damaged_palette_spoils_its_picture() -> None:
    made = with_picture(image(SIDE, SIDE, "[/Indexed /DeviceCMYK 255 21 0 R]"))
    table = stream("/Filter /FlateDecode", zlib.compress(bytes(range(256)) * 4)[:100])
    (found,) = checked(replace(made, objects=(*made.objects, table)))
    assert found.message.endswith(BROKEN_OFF)


def test_a_damaged_picture_is_reported_on_each_page_it_is_on() -> None:
    made = with_picture(grey(PACKED[:99], "/FlateDecode"))
    other = replace(made.pages[0], content=placed("Im1", 40, 80, 20, 20) + placed("Im1", 70, 80, 20, 20))
    found = checked(replace(made, pages=(*made.pages, other)))
    assert [(one.page, one.id) for one in found] == [(1, "preflight/damaged"), (2, "preflight/damaged")]
    assert found[1].message.endswith("(and 1 more on this page)")


def test_the_picture_of_a_poster_is_read() -> None:
    """Of 81 MB: pypdf reads no stream of more than 75 MB by default."""
    entries = "/Type /XObject /Subtype /Image /Width 9000 /Height 9000 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    looked = Inspection(open_file(with_picture(stream(entries, bytes(9000 * 9000))).write(), "prov.pdf"), PRESS)
    with noting_repairs([]):
        assert list(damaged(looked)) == []
    assert [mark.picture.flaw for mark in looked.file.sheets[0].pictures if mark.picture] == [""]


def test_a_damaged_picture_that_no_page_shows_is_no_fault() -> None:
    made = with_picture(grey(PACKED[:99], "/FlateDecode"))
    assert checked(made.with_page(content="")) == []


# Fonts


def file_of(key: str, data: bytes) -> DictionaryObject:
    file = DecodedStreamObject()
    file.set_data(data)
    return DictionaryObject({NameObject("/FontDescriptor"): DictionaryObject({NameObject(key): file})})


def cff() -> bytes:
    with TTFont(FONT) as source:
        drawn, names = source.getGlyphSet(), [".notdef", "A", "B"]
        letters = {}
        for name in names:
            pen = T2CharStringPen(drawn[name].width, drawn)
            drawn[name].draw(pen)
            letters[name] = pen.getCharString()
        made = FontBuilder(1000, isTTF=False)
        made.setupGlyphOrder(names)
        made.setupCharacterMap({65: "A", 66: "B"})
        made.setupCFF("Prov", {}, letters, {})
    return bytes(made.font.getTableData("CFF "))


def type1(hexadecimal: bool = False, before: int = 0) -> bytes:
    """`before`: how many bytes of other things come before its letters."""
    private = b"0000dup /Private 8 dict dup begin " + b" " * before
    secret, _ = encrypt(private + b"/CharStrings 2 dict dup begin /A 3 RD abc ND end", EEXEC)
    return b"%!PS-AdobeFont-1.0: Prov\ncurrentfile eexec\n" + (secret.hex().encode() if hexadecimal else secret)


TRUETYPE = FONT.read_bytes()
with TTFont(FONT) as opened_font:
    GLYF = opened_font.reader.tables["glyf"]


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("/FontFile2", TRUETYPE),
        ("/FontFile3", TRUETYPE),
        ("/FontFile3", cff()),
        ("/FontFile", type1()),
        ("/FontFile", type1(before=4056)),  # across two parts that are decrypted
        ("/FontFile", type1(before=9000)),
        ("/FontFile", type1(hexadecimal=True)),
        ("/FontFile", b"\x80\1\x2b\0\0\0" + type1().replace(b"eexec\n", b"eexec\n\x80\2\x50\0\0\0")),
        ("/FontFile", cff()),
    ],
)
def test_a_font_that_is_whole(key: str, data: bytes) -> None:
    assert font_flaw(file_of(key, data)) == ""


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("/FontFile2", b""),
        ("/FontFile2", TRUETYPE[: len(TRUETYPE) // 2]),
        ("/FontFile2", bytes(len(TRUETYPE))),
        ("/FontFile2", TRUETYPE.replace(b"loca", b"lost", 1)),
        (
            "/FontFile2",
            TRUETYPE[: GLYF.offset] + bytes(GLYF.length) + TRUETYPE[GLYF.offset + GLYF.length :],
        ),
        ("/FontFile3", cff()[:60]),
        ("/FontFile3", bytes(900)),
        ("/FontFile", type1()[:60]),
        ("/FontFile", b"%!PS-AdobeFont-1.0: Prov\n"),
    ],
)
def test_a_font_without_letters(key: str, data: bytes) -> None:
    assert font_flaw(file_of(key, data)) == NO_LETTERS


def test_a_font_that_is_not_in_the_file_is_not_damaged() -> None:
    """`preflight/font-missing` reports it."""
    assert font_flaw(DictionaryObject()) == ""


def test_a_font_that_cannot_be_decompressed_is_reported_where_its_letters_are() -> None:
    data = SOUND.write()
    start = data.index(b"stream", data.index(b"\n8 0 obj"))
    (found,) = checked(data[: start + 5000] + bytes(500) + data[start + 5500 :])
    assert (found.id, found.severity.value, found.page) == ("preflight/damaged", "error", 1)
    assert found.message == f"the font SourceSans3 is damaged; its letters will be missing or wrong: {BROKEN_OFF}"
    assert found.box
    assert found.box[:2] == pytest.approx((20, 17.4), abs=0.5)


def test_a_composite_fonts_letters_are_its_descendants() -> None:
    below = file_of("/FontFile2", b"")
    below[NameObject("/W")] = ArrayObject([NumberObject(1), ArrayObject([NumberObject(500)])])
    entries = {"/Subtype": NameObject("/Type0"), "/BaseFont": NameObject("/Prov")}
    font = DictionaryObject({NameObject(key): value for key, value in entries.items()})
    font[NameObject("/DescendantFonts")] = ArrayObject([below])
    assert read_font(font).flaw == NO_LETTERS
