"""PDF objects from plain Python values, and the few questions that are asked of them everywhere."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)


def pdf(value: Any) -> Any:
    """'/Name' -> a name, other text -> a text string; numbers, lists and mappings likewise. Objects stay."""
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, bool):
        return BooleanObject(value)
    if isinstance(value, int):
        return NumberObject(value)
    if isinstance(value, float):
        return FloatObject(round(value, 5))
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    if isinstance(value, Mapping):
        return DictionaryObject({NameObject(key): pdf(one) for key, one in value.items()})
    if isinstance(value, Iterable):
        return ArrayObject(pdf(one) for one in value)
    raise TypeError(f"{type(value).__name__} is no PDF object")


def stream(data: bytes, entries: Mapping[str, Any], *, compress: bool = True) -> StreamObject:
    """A stream with these entries; compressed with Flate unless it says what its filter is."""
    made = StreamObject()
    made.update({NameObject(key): pdf(value) for key, value in entries.items()})
    made.set_data(data)
    return made.flate_encode() if compress and "/Filter" not in made else made


def plain_numbers(array: Iterable[Any]) -> list[float]:
    """The numbers of an array."""
    return [float(one.get_object()) for one in array]


def raw_bytes(text: Any) -> bytes:
    """The bytes of a string object, which pypdf may have taken for text."""
    return bytes(getattr(text, "original_bytes", text))


def replace_data(made: StreamObject, data: bytes) -> None:
    """Give a stream other data, compressed if the old was."""
    if isinstance(made, EncodedStreamObject):
        made[NameObject("/Filter")] = NameObject("/FlateDecode")
        made.pop(NameObject("/DecodeParms"), None)
        made.decoded_self = None
        data = zlib.compress(data)
    made._data = data
