"""Whether pictures and fonts are whole: a damaged one opens in every program, and is white or garbled on paper."""

from __future__ import annotations

import io
from typing import Any

from pypdf.generic import ArrayObject, StreamObject

from publisher.model.catalogue import say
from publisher.pdf.opening import MOST_BYTES
from publisher.pictures.jpeg import is_sound
from publisher.preflight.reading.painted import Picture
from publisher.preflight.reading.streams import (
    Torn,
    opened,
    parameters,
)

BROKEN_OFF = say("preflight:data-break-off")
TOO_FEW = say("preflight:too-few-data")
NO_LETTERS = say("preflight:glyphs-unreadable")
PNG = 10  # predictors from here on put a byte before each row (ISO 32000-2, table 10)
TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}  # that a TrueType font must have (ISO 32000-2, 9.9.1)
END = b"\xff\xd9"  # of a JPEG (ITU-T T.81, table B.1)
PFB = b"\x80"
LETTERS = b"/CharStrings"
PART = 4096  # bytes of a font that are decrypted at a time, which is slow
EEXEC = 55665  # the key of the part of a Type 1 font that holds its letters (Adobe Type 1 Font Format, 7.2)


def picture_flaw(image: Any, picture: Picture) -> str:
    """What is wrong with an image's data; "" where nothing is, or where this decoder cannot see it."""
    channels = 1 if picture.space is None else picture.space.channels
    row = (picture.width * channels * picture.bits + 7) // 8
    needed = row * picture.height
    predicted = parameters(image) if int(parameters(image).get("/Predictor", 1)) >= PNG else None
    try:
        data, packed_by = opened(image, min(MOST_BYTES, 2 * needed + 4096))
        if _palette_is_torn(image):
            return BROKEN_OFF
    except Torn:
        return BROKEN_OFF
    if packed_by:
        return BROKEN_OFF if packed_by == "DCTDecode" and not _is_whole(data) else ""
    have = len(data) if predicted is None else _without_predictors(len(data), predicted)
    slack = row if picture.height > 1 else 1  # less than a row is a matter of rounding, and is not seen
    return TOO_FEW if needed <= MOST_BYTES and needed - have >= slack else ""


def _is_whole(jpeg: bytes) -> bool:
    """Line ends or noughts before its end, or an end that is not marked, do no harm."""
    return is_sound(jpeg) or is_sound(jpeg.rstrip(b"\0\r\n").removesuffix(END).rstrip(b"\0") + END)


def _without_predictors(count: int, predicted: Any) -> int:
    columns, colours, bits = (
        int(predicted.get(key, usual)) for key, usual in (("/Columns", 1), ("/Colors", 1), ("/BitsPerComponent", 8))
    )
    row = (columns * colours * bits + 7) // 8 + 1
    return count - -(-count // row)


def _palette_is_torn(image: Any) -> bool:
    """Raises Torn, too."""
    space = image.get("/ColorSpace")
    space = space.get_object() if space is not None else None
    if not isinstance(space, ArrayObject) or len(space) < 4 or space[0].get_object() not in ("/Indexed", "/I"):
        return False
    table = space[3].get_object()
    return isinstance(table, StreamObject) and not opened(table)[0]


def font_flaw(font: Any) -> str:
    """What is wrong with the file of a font (of a composite one, its descendant); "" where nothing is, or there is
    none."""
    descriptor = font.get("/FontDescriptor")
    descriptor = descriptor.get_object() if descriptor is not None else {}
    try:
        for key, has_letters in (("/FontFile", _is_type1), ("/FontFile2", _is_sfnt), ("/FontFile3", _is_cff)):
            if key in descriptor:
                stream = descriptor[key].get_object()
                data, packed_by = opened(stream)
                if packed_by or parameters(stream):
                    data = stream.get_data()
                return "" if has_letters(data) else NO_LETTERS
    except Torn:
        return BROKEN_OFF
    except Exception:  # whatever fontTools meets in what is no font
        return NO_LETTERS
    return ""


def _is_sfnt(data: bytes) -> bool:
    """TrueType or OpenType, with every byte of the tables that letters are drawn from, which are not all nought."""
    from fontTools.ttLib.sfnt import SFNTReader

    font = SFNTReader(io.BytesIO(data), fontNumber=0)
    if "CFF " in font:
        return _is_cff(font["CFF "])
    tables = {name: font[name] for name in TABLES}  # each is read to its end
    letters = int.from_bytes(tables["maxp"][4:6])
    return letters > 0 and (any(tables["glyf"]) or not any(tables["loca"]))


def _is_cff(data: bytes) -> bool:
    from fontTools.cffLib import CFFFontSet

    if data[:4] in (b"OTTO", b"\0\1\0\0", b"true", b"ttcf"):
        return _is_sfnt(data)
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    letters = fonts[0].CharStrings.charStringsIndex
    return len(letters) > 0 and letters.offsetBase + letters.offsets[-1] <= len(data)


def _is_type1(data: bytes) -> bool:
    """Its letters are in the part that is encrypted, as bytes or in hexadecimal digits."""
    _, found, secret = data.partition(b"eexec")
    secret = secret.lstrip(b" \t\r\n")
    if not found:
        return data[:1] == b"\x01" and _is_cff(data)  # some programs put a CFF font there
    if data[:1] == PFB:  # a file for Windows as it was, with a head of six bytes before each part
        secret = secret[6:]
    if all(byte in b"0123456789abcdefABCDEF" for byte in secret[:4]):
        digits = b"".join(secret.split())
        secret = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return _holds_letters(secret)


def _holds_letters(secret: bytes) -> bool:
    from fontTools.misc.eexec import decrypt

    key, before = EEXEC, b""
    for at in range(0, len(secret), PART):
        clear, key = decrypt(secret[at : at + PART], key)
        if LETTERS in before + clear:
            return True
        before = clear[-len(LETTERS) :]
    return False
