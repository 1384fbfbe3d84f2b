"""Streams are decompressed to their end, through all their filters; where that cannot be, it is reported."""

from __future__ import annotations

import base64
import zlib

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, NameObject, NumberObject

from publisher.preflight.reading.streams import (
    Torn,
    filter_names,
    opened,
    parameters,
    unpacked,
)

DATA = b"q 1 0 0 1 0 0 cm Q\n" * 40
FLATE = zlib.compress(DATA)


def packed(data: bytes, *filters: str, **parms: int) -> EncodedStreamObject:
    made = EncodedStreamObject()
    made._data = data
    if filters:
        made[NameObject("/Filter")] = ArrayObject([NameObject(f"/{name}") for name in filters])
    if parms:
        entries = {NameObject(f"/{key}"): NumberObject(value) for key, value in parms.items()}
        made[NameObject("/DecodeParms")] = ArrayObject([DictionaryObject(entries)])
    return made


@pytest.mark.parametrize(
    "stream",
    [
        packed(DATA),
        packed(FLATE, "FlateDecode"),
        packed(FLATE, "Fl"),
        packed(FLATE + b"\r\n", "FlateDecode"),
        packed(base64.a85encode(FLATE) + b"~>", "ASCII85Decode", "FlateDecode"),
        packed(base64.a85encode(FLATE), "A85", "Fl"),
        packed(FLATE.hex().encode(), "AHx", "Fl"),
        packed(FLATE, "Crypt", "FlateDecode"),
    ],
)
def test_what_is_whole(stream: EncodedStreamObject) -> None:
    harm = list[str]()
    assert opened(stream) == (DATA, "")
    assert (unpacked(stream, harm.append), harm) == (DATA, [])


@pytest.mark.parametrize(
    "stream",
    [
        packed(FLATE[:-8], "FlateDecode"),
        packed(FLATE[:20] + b"\0\0\0" + FLATE[23:], "FlateDecode"),
        packed(b"", "FlateDecode"),
        packed(base64.a85encode(FLATE[:20]) + b"~>", "ASCII85Decode", "FlateDecode"),
        packed(b"zz>", "ASCIIHexDecode", "FlateDecode"),
    ],
)
def test_what_is_torn(stream: EncodedStreamObject) -> None:
    harm = list[str]()
    with pytest.raises(Torn):
        opened(stream)
    assert DATA.startswith(unpacked(stream, harm.append)[:20])
    assert harm[0] == "part of its content cannot be decompressed"


def test_no_more_is_unpacked_than_is_asked_for() -> None:
    assert opened(packed(FLATE, "FlateDecode"), 100) == (DATA[:100], "")


def test_where_a_pictures_own_filter_begins() -> None:
    stream = packed(zlib.compress(b"\xff\xd8"), "FlateDecode", "DCT")
    assert filter_names(stream) == ["FlateDecode", "DCTDecode"]
    assert opened(stream) == (b"\xff\xd8", "DCTDecode")


def test_content_with_a_predictor_is_read_without_a_finding() -> None:
    rows = b"".join(b"\0" + DATA[at : at + 19] for at in range(0, len(DATA), 19))
    stream, harm = packed(zlib.compress(rows), "FlateDecode", Predictor=15, Columns=19), list[str]()
    assert parameters(stream)["/Predictor"] == 15
    assert (unpacked(stream, harm.append), harm) == (DATA, [])
