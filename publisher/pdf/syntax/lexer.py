"""A page's content stream, cut into operators with their operands (ISO 32000-2, 7.8.2).

Written for speed: one regular expression, and arrays, dictionaries and strings stay as they are written until somebody
asks what is in them. pypdf's own parser takes some ten times as long (see docs/benchmarks.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

Operand: TypeAlias = "float | bytes"
SPACE = rb"\x00\t\n\x0c\r "
STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))*+\)"
TOKEN = re.compile(
    rb"(?:[" + SPACE + rb"]++|%[^\r\n]*+)*+(?:"
    rb"([-+]?(?:\d++\.?+\d*+|\.\d++)(?=[" + SPACE + rb"/<>\[\]()]|$))"  # 1: number
    rb"|(/[^" + SPACE + rb"()<>\[\]{}/%]*+)"  # 2: name
    rb"|(\[(?:[^()\[\]]|" + STRING + rb")*+\]"  # 3: array without arrays in it
    rb"|" + STRING + rb"|<[0-9A-Fa-f" + SPACE + rb"]*+>)"  # strings
    rb"|([A-Za-z'\"][A-Za-z0-9*]*+)"  # 4: operator
    rb"|(<<|>>|[\[\]])"  # 5: what begins and ends a dictionary, or an array of arrays
    rb"|([^" + SPACE + rb"]))",  # 6: what is none of these
    re.DOTALL,
)
ITEM = re.compile(rb"(" + STRING + rb")|<([0-9A-Fa-f" + SPACE + rb"]*+)>|([-+.\d]++)", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
END_OF_IMAGE = re.compile(rb"[" + SPACE + rb"]EI(?=[" + SPACE + rb"]|$)")
NUMBER, NAME, RAW, OPERATOR, BRACKET = 1, 2, 3, 4, 5


def operations(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """(operator, operands) in their order. Numbers are floats; names have their slash; the rest is as it is written.

    Of an inline image the operator is b"EI" and the one operand its dictionary. What is no token at all is given as the
    operator b"", with its place as operand: the stream is damaged there.
    """
    operands: list[Operand] = []
    match, at, depth, opened = TOKEN.match, 0, 0, 0
    while token := match(data, at):
        kind, at = token.lastindex, token.end()
        if depth:  # within a dictionary or an array of arrays, which is one operand
            depth += {b"<<": 1, b"[": 1, b">>": -1, b"]": -1}.get(token[BRACKET] or b"", 0)
            if not depth:
                operands.append(data[opened:at])
        elif kind == NUMBER:
            operands.append(float(token[NUMBER]))
        elif kind == OPERATOR:
            word = token[OPERATOR]
            if word == b"BI":
                dictionary, at = _inline_image(data, at)
                word, operands = b"EI", [dictionary]
            elif word in (b"true", b"false", b"null"):
                operands.append(word)
                continue
            yield word, operands
            operands = []
        elif kind == NAME:
            operands.append(token[NAME])
        elif kind == RAW:
            operands.append(token[RAW])
        elif kind == BRACKET and token[BRACKET] in (b"<<", b"["):
            depth, opened = 1, token.start(BRACKET)
        else:
            yield b"", [float(at)]


def _inline_image(data: bytes, at: int) -> tuple[bytes, int]:
    """(dictionary, place after EI). Binary data may hold the two letters: what follows them must look like content."""
    begin = re.compile(rb"[" + SPACE + rb"]ID[" + SPACE + rb"]").search(data, at)
    if begin is None:
        return data[at:], len(data)
    start = begin.end()
    for end in END_OF_IMAGE.finditer(data, start - 1):
        after = data[end.end() : end.end() + 12]
        if all(byte in b"\t\n\r\x0c\x00" or 32 <= byte < 127 for byte in after):
            return data[at : begin.start()], end.end()
    return data[at : begin.start()], len(data)


def array_items(raw: Operand) -> Iterator[float | bytes]:
    """What stands in an array of strings and numbers, strings as their bytes."""
    if isinstance(raw, bytes):
        for item in ITEM.finditer(raw):
            literal, digits, number = item.groups()
            if digits is not None:
                yield _from_hex(digits)
            elif literal is not None:
                yield _from_literal(literal)
            else:
                try:
                    yield float(number)
                except ValueError:
                    continue


def string_bytes(raw: Operand) -> bytes:
    """The bytes that a string of either writing stands for."""
    if not isinstance(raw, bytes) or not raw:
        return b""
    return _from_hex(raw[1:-1]) if raw[:1] == b"<" else _from_literal(raw)


def _from_hex(digits: bytes) -> bytes:
    text = digits.decode("ascii")
    try:
        return bytes.fromhex(text)
    except ValueError:
        return bytes.fromhex("".join(text.split()) + "0")


def _from_literal(raw: bytes) -> bytes:
    inner = raw[1:-1]
    return ESCAPE.sub(_unescape, inner) if b"\\" in inner else inner


def _unescape(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    return bytes([int(sign, 8) & 255]) if sign[:1].isdigit() and sign < b"8" else ESCAPED.get(sign, sign)


def dictionary_items(raw: Operand) -> dict[bytes, list[Operand]]:
    """The entries of a small dictionary in a stream, an inline image's: each name's values until the next one.

    A name that is a value ("/CS /RGB") is told from a key by its place.
    """
    found: dict[bytes, list[Operand]] = {}
    key: bytes | None = None
    for token in TOKEN.finditer(raw if isinstance(raw, bytes) else b""):
        word = token[NAME]
        if word and (key is None or found[key]):
            key = word
            found[key] = []
        elif key is not None and token.lastindex in (NUMBER, NAME, RAW, OPERATOR):
            found[key].append(float(token[NUMBER]) if token[NUMBER] else token[token.lastindex or 0])
    return found
