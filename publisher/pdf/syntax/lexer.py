"""Content streams cut into operators with their operands (ISO 32000-2, 7.2, 7.3 and 7.8.2): the one tokenizer.

Written for speed: one expression takes a whole operation, its operands stay as they are written until somebody asks
for them, and those that are numbers alone, as most are, are split in one go. An expression cannot count brackets: it
knows strings and arrays to a small depth, and what it does not match is gone through token by token, to any depth.
`benchmarks/syntax.py` compares the result with qpdf's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from publisher.model.catalogue import say
from publisher.model.errors import REPORT, RenderError

Operand: TypeAlias = "float | bytes"

SPACE = rb"\x00\t\n\x0c\r "
SPACES = b"\x00\t\n\x0c\r "
REGULAR = rb"[^" + SPACE + rb"()<>\[\]{}/%]"
WORD_ENDS = rb"(?!" + REGULAR + rb")"
NUMBER_TOKEN = rb"[-+]?(?:\d++\.?+\d*+|\.\d++)" + WORD_ENDS
NAME_TOKEN = rb"/" + REGULAR + rb"*+"
STRING_TOKEN = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)"
HEX_TOKEN = rb"<[0-9A-Fa-f" + SPACE + rb"]*+>"
COMMENT = rb"%[^\r\n]*+"
LITERAL = rb"(?:true|false|null)" + WORD_ENDS
GAP = rb"(?:[" + SPACE + rb"]++|" + COMMENT + rb")*+"
# What stands in a container that holds no other one. In TJ's arrays, strings and numbers go first.
ATOMS = (
    rb"(?:"
    + b"|".join((HEX_TOKEN, rb"[" + SPACE + rb"]++", NUMBER_TOKEN, STRING_TOKEN, NAME_TOKEN, LITERAL, COMMENT))
    + rb")*+"
)
CONTAINER = rb"\[" + ATOMS + rb"\]|<<" + ATOMS + rb">>"
OPERATOR_TOKEN = rb"[A-Za-z'\"][A-Za-z0-9*]*+" + WORD_ENDS

NUMBERS = rb"(?:[" + SPACE + rb"]*+" + NUMBER_TOKEN + rb")"
OTHERS = b"|".join((rb"[" + SPACE + rb"]++", NAME_TOKEN, CONTAINER, STRING_TOKEN, HEX_TOKEN, LITERAL, COMMENT))
OPERATION = re.compile(
    rb"(" + NUMBERS + rb"*+(?:" + OTHERS + rb"|" + NUMBERS + rb")*+)(" + OPERATOR_TOKEN + rb")", re.DOTALL
)
NUMBER, NAME, RAW, WORD, BRACKET, OTHER = 1, 2, 3, 4, 5, 6
TOKEN = re.compile(
    GAP + rb"(?:(" + NUMBER_TOKEN + rb")"
    rb"|(" + NAME_TOKEN + rb")"
    rb"|(" + STRING_TOKEN + rb"|" + HEX_TOKEN + rb"|" + CONTAINER + rb"|" + LITERAL + rb")"
    rb"|(" + OPERATOR_TOKEN + rb")"
    rb"|(<<|>>|[\[\]])"  # 5: what begins and ends a container that holds others
    rb"|(" + REGULAR + rb"++|.))",  # 6: "(" begins a string in which others are nested; all else is none of these
    re.DOTALL,
)
PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
NO_NUMBER = frozenset(b"/[(<%")  # begins with one
CLOSED_BY = {b"[": b"]", b"<<": b">>"}
# What follows the data of an inline image.
IMAGE_ENDS = re.compile(rb"[" + SPACE + rb"]*+EI" + WORD_ENDS)
IMAGE_MAY_END = re.compile(rb"[" + SPACE + rb"]EI" + WORD_ENDS)
CONTENT_BYTES = frozenset(b"\t\n\r\x0c\x00" + bytes(range(32, 127)))
CHANNELS = {b"/G": 1, b"/DeviceGray": 1, b"/RGB": 3, b"/DeviceRGB": 3, b"/CMYK": 4, b"/DeviceCMYK": 4}

ITEM = re.compile(
    rb"<([0-9A-Fa-f" + SPACE + rb"]*+)>|(" + NUMBER_TOKEN + rb")|(" + STRING_TOKEN + rb")|" + COMMENT + rb"|(\()",
    re.DOTALL,
)
NUMBERED = re.compile(rb"#([0-9A-Fa-f]{2})")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def operations(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """(operator, operands) in their order. Numbers are floats; names have their slash; the rest is as it is written.

    Of an inline image the operator is b"EI" and the one operand its dictionary. What is no token at all is given as the
    operator b"", as it is written: the stream is damaged there.
    """
    for whole, raw, operator in cut(data):
        if len(raw) < 2:  # too short for an operand and the space after it
            yield operator, [] if operator else [whole]
        elif operator != b"EI":
            yield operator, split(raw)
        else:
            yield operator, [raw]


def cut(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The same, operands as they are written: (all of it, operands, operator)."""
    match, at = OPERATION.match, 0
    while True:
        found = match(data, at)
        if found and found[2] != b"BI":
            at = found.end()
            yield found[0], found[1], found[2]
            continue
        start = at
        for kind, begin, end in _objects(data, at):
            if kind == OTHER:
                yield data[begin:end], b"", b""
            elif kind == WORD:
                if data[begin:end] == b"BI":
                    dictionary, at = _inline_image(data, end)
                    yield data[start:at], dictionary, b"EI"
                    if data[at - 2 : at] != b"EI":
                        yield data[at : at + 1], b"", b""
                else:
                    at = end
                    yield data[start:at], data[start:begin], data[begin:end]
                break
        else:
            return


def cut_soundly(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """As `cut`, of a stream that is our own. Raises RenderError where it cannot be read to the end."""
    end = 0
    for whole, operands, operator in cut(data):
        if not operator:
            raise RenderError(say("pdf:cannot-be-read", found=repr(data[end : end + 40])), REPORT)
        end += len(whole)
        yield whole, operands, operator
    if next(_objects(data, end), None):
        raise RenderError(say("pdf:cannot-be-read", found=repr(data[end : end + 40])), REPORT)


def read_numbers(operands: bytes) -> list[float]:
    """The numbers among operands as they are written."""
    return [one for one in split(operands) if isinstance(one, float)]


def read_name(operands: bytes) -> str:
    """The last name among operands as they are written, with its slash: '/Im0'. Raises RenderError."""
    for one in reversed(split(operands)):
        if isinstance(one, bytes) and one.startswith(b"/"):
            return one.decode("latin-1")
    raise RenderError(say("pdf:name-is-due", found=repr(operands)), REPORT)


def split(raw: bytes) -> list[Operand]:
    """Operands as they are written -> each by itself, as `operations` gives them."""
    words = raw.split()
    if not words:
        return []
    if words[0][0] not in NO_NUMBER:
        try:
            return list(map(float, words))
        except ValueError:  # there are others than numbers, or a comment
            pass
    found: list[Operand] = []
    for token in TOKEN.finditer(raw):
        kind = token.lastindex or OTHER
        if kind > RAW:
            return [
                float(raw[start:end]) if kind == NUMBER else raw[start:end]
                for kind, start, end in _objects(raw, 0)
                if kind != OTHER
            ]
        found.append(float(token[NUMBER]) if kind == NUMBER else token[kind])
    return found


def _objects(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, start, end) of each whole object from a place on: NUMBER, NAME, RAW for strings, containers, true, false
    and null; WORD for an operator, OTHER for what is none of these."""
    match, awaited, opened = TOKEN.match, list[bytes](), 0
    waiting = {b"]": 0, b">>": 0}  # how often each is awaited
    while token := match(data, at):
        kind = token.lastindex or OTHER
        start, at = token.span(kind)
        if kind == BRACKET and (end := CLOSED_BY.get(token[BRACKET])):
            opened = opened if awaited else start
            awaited.append(end)
            waiting[end] += 1
            continue
        if kind == BRACKET and waiting[token[BRACKET]]:
            while True:
                end = awaited.pop()
                waiting[end] -= 1
                if end == token[BRACKET]:
                    break
                yield OTHER, start, at  # one within it was not closed
            if not awaited:
                yield RAW, opened, at
            continue
        if kind == BRACKET:
            kind = OTHER
        elif kind == OTHER and data[start] == 0x28:  # "("
            if end_of_string := _string_end(data, start):
                kind, at = RAW, end_of_string
            else:
                at = len(data)
        if kind == OTHER or not awaited:
            yield kind, start, at
    if awaited:
        yield OTHER, opened, len(data)


def _string_end(data: bytes, start: int) -> int:
    """The place after a string's closing parenthesis, however many are nested in it; 0 where it is not closed."""
    depth = 0
    for found in PARENTHESIS.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return 0


def _inline_image(data: bytes, at: int) -> tuple[bytes, int]:
    """(dictionary, place after EI), from the place after BI on."""
    start = stop = at
    for kind, begin, end in _objects(data, at):
        if kind == WORD:
            if data[begin:end] != b"ID":
                return data[start:begin], begin
            stop, at = begin, end + (data[end : end + 1] in SPACES)
            break
    else:
        return data[start:], len(data)
    dictionary = data[start:stop]
    length = _image_length(dictionary_items(dictionary))
    if length is not None and (known := IMAGE_ENDS.match(data, at + length)):
        return dictionary, known.end()
    # Binary data may hold the two letters: what follows them must look like content.
    for found in IMAGE_MAY_END.finditer(data, at - 1):
        if CONTENT_BYTES.issuperset(data[found.end() : found.end() + 12]):
            return dictionary, found.end()
    return dictionary, len(data)


def _image_length(entries: dict[bytes, Operand]) -> int | None:
    """How many bytes an inline image has, if its dictionary says so (ISO 32000-2, 8.9.7)."""

    def entry(short: bytes, long: bytes, usual: Operand) -> Operand:
        return entries.get(short, entries.get(long, usual))

    length = entry(b"/L", b"/Length", b"")
    if isinstance(length, float):
        return int(length)
    if entry(b"/F", b"/Filter", b"") != b"":
        return None
    space = entry(b"/CS", b"/ColorSpace", b"/G")
    channels = 1 if isinstance(space, bytes) and space.startswith(b"[") else CHANNELS.get(space)  # type: ignore[arg-type]
    width, height, bits = (
        entry(*names)
        for names in ((b"/W", b"/Width", b""), (b"/H", b"/Height", b""), (b"/BPC", b"/BitsPerComponent", 8.0))
    )
    if entry(b"/IM", b"/ImageMask", b"false") == b"true":
        channels, bits = 1, 1.0
    if channels and isinstance(width, float) and isinstance(height, float) and isinstance(bits, float):
        return (int(width * channels * bits) + 7) // 8 * int(height)
    return None


def array_items(raw: Operand) -> Iterator[float | bytes]:
    """What stands in an array of strings and numbers, or among the operands that show text; strings as their bytes."""
    if not isinstance(raw, bytes):
        return
    at, end = 0, len(raw)
    while at < end:
        for item in ITEM.finditer(raw, at):
            kind = item.lastindex
            if kind == 1:
                yield _from_hex(item[1])
            elif kind == 2:
                yield float(item[2])
            elif kind == 3:
                yield _from_literal(item[3])
            elif kind:  # others are nested in it
                at = _string_end(raw, item.start()) or end
                yield _from_literal(raw[item.start() : at])
                break
        else:
            return


def string_bytes(raw: Operand) -> bytes:
    """The bytes that a string of either writing stands for (ISO 32000-2, 7.3.4)."""
    if not isinstance(raw, bytes) or not raw:
        return b""
    return _from_hex(raw[1:-1]) if raw[:1] == b"<" else _from_literal(raw)


def _from_hex(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:  # one digit is missing at the end, or there is space within a pair
        plain = digits.translate(None, SPACES)
        return bytes.fromhex((plain + b"0"[: len(plain) % 2]).decode("ascii"))


def _from_literal(raw: bytes) -> bytes:
    inner = raw[1:-1]
    return ESCAPE.sub(_unescape, inner) if b"\\" in inner or b"\r" in inner else inner


def _unescape(match: re.Match[bytes]) -> bytes:
    character = match[1]
    if character is None:  # the end of a line, however it is written
        return b"\n"
    is_code = character[:1].isdigit() and character < b"8"
    return bytes([int(character, 8) & 255]) if is_code else ESCAPED.get(character, character)


def name_bytes(raw: Operand) -> bytes:
    """A name without its slash, and with what it writes as #xx (ISO 32000-2, 7.3.5)."""
    plain = raw[1:] if isinstance(raw, bytes) else b""
    return NUMBERED.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), plain) if b"#" in plain else plain


def dictionary_items(raw: Operand) -> dict[bytes, Operand]:
    """The entries of a dictionary, with its brackets or without: values by names, which have their slash."""
    inner = raw if isinstance(raw, bytes) else b""
    if inner.startswith(b"<<") and inner.endswith(b">>"):
        inner = inner[2:-2]
    parts = split(inner)
    return {key: value for key, value in zip(parts[::2], parts[1::2], strict=False) if isinstance(key, bytes)}


def elements(raw: Operand) -> list[Operand]:
    """The elements of an array, each as it is written; those of no array are none."""
    return split(raw[1:-1]) if isinstance(raw, bytes) and raw.startswith(b"[") else []
