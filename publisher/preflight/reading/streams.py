"""Streams of a PDF, decompressed to their end (ISO 32000-2, 7.4); pypdf returns part of a damaged one."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

from pypdf.errors import PyPdfError
from pypdf.filters import ASCII85Decode, ASCIIHexDecode

from publisher.model.catalogue import say
from publisher.pdf.opening import MOST_BYTES

FILTERS = {  # short names, of inline images (ISO 32000-2, table 92)
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}


class Torn(Exception):
    """A stream that ends before its data do, or holds what its filter cannot have written."""


def filter_names(stream: Any) -> list[str]:
    """What packs it, the outermost first."""
    found = stream.get("/Filter")
    found = found.get_object() if found is not None else []
    listed = [name.get_object() for name in found] if isinstance(found, list) else [found]
    return [FILTERS.get(name, name) for name in (str(one).removeprefix("/") for one in listed)]


def parameters(stream: Any) -> Any:
    """Of the innermost filter, where the stream has any; else an empty dictionary."""
    found = stream.get("/DecodeParms")
    found = found.get_object() if found is not None else None
    if isinstance(found, list):
        found = found[-1].get_object() if found else None
    return found if isinstance(found, dict) else {}


def opened(stream: Any, most: int = MOST_BYTES) -> tuple[bytes, str]:
    """Its data without what packs them, and the name of the filter where that ended, as of a JPEG ("": nowhere). Of
    what is longer than `most` bytes, so many; a predictor is left in. Raises Torn."""
    data = bytes(stream._data)
    for name in filter_names(stream):
        try:
            if name == "FlateDecode":
                data = _inflated(data, most)
            elif name == "ASCII85Decode":
                data = ASCII85Decode.decode(_ended(data, b"~>"))
            elif name == "ASCIIHexDecode":
                data = bytes(ASCIIHexDecode.decode(_ended(data, b">")))
            elif name != "Crypt":
                return data, name
        except (ValueError, zlib.error, PyPdfError) as error:
            raise Torn from error
    return data, ""


def _ended(data: bytes, end: bytes) -> bytes:
    """Some programs leave out the mark of the end, and pypdf would call that a repair."""
    return data if end in data else data + end


def _inflated(data: bytes, most: int) -> bytes:
    packed = zlib.decompressobj()
    found = packed.decompress(data, most)
    if not packed.eof and len(found) < most:
        raise Torn
    return found


def unpacked(stream: Any, harmed: Callable[[str], None]) -> bytes:
    """A stream's data, as far as they can be read; `harmed` is called if that is not to the end."""
    try:
        data, packed_by = opened(stream)
        if not packed_by and not parameters(stream):
            return data
    except Torn:
        harmed(say("preflight:not-decompressed"))
    try:
        return bytes(stream.get_data())
    except Exception as error:
        harmed(say("preflight:not-decompressed-because", error=error))
        return b""
