"""CMaps (ISO 32000-2, 9.7.5 and 9.10.3): how long the codes of a font are, and what text they stand for.

They are PostScript, and as far as they matter here of the same tokens as content streams.
"""

from __future__ import annotations

from itertools import pairwise

from publisher.pdf.syntax.lexer import elements, operations, string_bytes

USUAL_LENGTH = 2  # bytes of a code


def code_length(data: bytes) -> int:
    """How many bytes the codes of an encoding have."""
    for operator, operands in operations(data):
        if operator == b"endcodespacerange" and operands:
            return len(string_bytes(operands[0])) or USUAL_LENGTH
    return USUAL_LENGTH


def code_texts(data: bytes) -> dict[bytes, str]:
    """What each code stands for, by a ToUnicode map."""
    found = dict[bytes, str]()
    for operator, operands in operations(data):
        if operator == b"endbfchar":
            for code, text in list(pairwise(operands))[::2]:
                found[string_bytes(code)] = _text(string_bytes(text))
        elif operator == b"endbfrange":
            for first, last, texts in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                found.update(_range(string_bytes(first), string_bytes(last), texts))
    return found


def _range(first: bytes, last: bytes, texts: float | bytes) -> dict[bytes, str]:
    """A run of codes: a text for each, or the first one's, of which the last byte counts up."""
    codes = (code.to_bytes(len(first)) for code in range(int.from_bytes(first), int.from_bytes(last) + 1))
    if listed := elements(texts):
        return {code: _text(string_bytes(text)) for code, text in zip(codes, listed, strict=False)}
    start = string_bytes(texts)
    ends = range(start[-1], 256) if start else ()
    return {code: _text(start[:-1] + bytes([end])) for code, end in zip(codes, ends, strict=False)}


def _text(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")
