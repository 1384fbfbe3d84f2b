"""Valid content streams made by chance, with what they say; and what the project's lexer and qpdf read in them.

Objects are plain values: numbers are floats, names `Name`, strings bytes, arrays tuples, dictionaries dicts; true,
false and null are themselves. A stream is a list of (operator, operands); an inline image is (b"EI", [its dictionary]).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from publisher.pdf.syntax.lexer import (
    dictionary_items,
    elements,
    name_bytes,
    operations,
    string_bytes,
)

Operations = list[tuple[bytes, list[Any]]]
DELIMITERS = frozenset(b"()<>[]{}/%")
SPACES = (b" ", b" ", b" ", b"\n", b"\r\n", b"\r", b"\t", b"\x0c", b"\x00", b"  \n")
REGULAR = bytes(code for code in range(33, 256) if code not in DELIMITERS and code != 0x23)
NUMBERS = (
    "0",
    "-0",
    "+4",
    "00012",
    "5.",
    "-.5",
    ".5",
    "+.25",
    "123456.75",
    "-3.1250",
    "17",
    "-200",
    "0.0001",
    "1",
    "-7.",
)
OPERATORS = (
    b"b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l M m MP n q Q re RG rg ri s"
    b" S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
).split()
ESCAPES = {b"\\n": b"\n", b"\\r": b"\r", b"\\t": b"\t", b"\\b": b"\b", b"\\f": b"\f", b"\\(": b"(", b"\\)": b")"}
ESCAPES |= {b"\\\\": b"\\", b"\\\n": b"", b"\\\r\n": b"", b"\\\r": b"", b"\\q": b"q", b"\\8": b"8"}
LITERALS = {b"true": True, b"false": False, b"null": None}
DEEPEST = 7


class Name(bytes):
    """A name without its slash, its numbered bytes resolved."""


class Maker:
    """Makes streams; the same seed makes the same one."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def stream(self) -> tuple[bytes, Operations]:
        """The bytes, and what they say."""
        parts, said = [self.gap()], Operations()
        for _ in range(self.chance.randrange(1, 9)):
            if self.chance.random() < 0.08 and not any(operator == b"EI" for operator, _ in said):
                written, dictionary = self.inline_image()
                parts += written
                said.append((b"EI", [dictionary]))
                continue
            pairs = [self.thing(0) for _ in range(self.chance.choice((0, 0, 1, 1, 2, 3, 6)))]
            operator = self.chance.choice(OPERATORS)
            parts += [*(written for written, _ in pairs), operator]
            said.append((operator, [value for _, value in pairs]))
        return self.joined(parts), said

    def joined(self, parts: list[bytes]) -> bytes:
        """The parts with so much between them as is due, and now and then more."""
        made = b""
        for part in parts:
            needed = made[-1:] and part[:1] and made[-1] in REGULAR + b"#" and part[0] in REGULAR + b"#"
            made += self.gap(1 if needed else 0) + part
        return made

    def gap(self, least: int = 0) -> bytes:
        made = b"".join(self.chance.choice(SPACES) for _ in range(max(least, self.chance.choice((0, 0, 1, 2)))))
        if self.chance.random() < 0.04:
            made += (
                b"%"
                + self.chance.choice((b"", b" (", b"[<<", b" 1 0 0 rg", b"\xff)"))
                + self.chance.choice(SPACES[3:6])
            )
        return made

    def thing(self, depth: int) -> tuple[bytes, Any]:
        makers: list[Callable[[int], tuple[bytes, Any]]] = [self.number] * 5 + [self.name, self.string, self.hex_string]
        makers += [self.literal] + ([self.array, self.dictionary] if depth < DEEPEST else [])
        return self.chance.choice(makers)(depth)

    def number(self, depth: int) -> tuple[bytes, float]:
        text = self.chance.choice(NUMBERS)
        return text.encode(), float(text)

    def literal(self, depth: int) -> tuple[bytes, Any]:
        return self.chance.choice(list(LITERALS.items()))

    def name(self, depth: int) -> tuple[bytes, Name]:
        written = value = b""
        for _ in range(self.chance.randrange(1, 6)):
            byte = self.chance.choice(REGULAR[:90]) if self.chance.random() < 0.9 else self.chance.randrange(1, 256)
            as_it_is = byte in REGULAR and self.chance.random() < 0.8
            written += bytes([byte]) if as_it_is else f"#{byte:02{self.chance.choice('xX')}}".encode()
            value += bytes([byte])
        return b"/" + written, Name(value)

    def string(self, depth: int) -> tuple[bytes, bytes]:
        written, value = self.inner_string(0)
        return b"(" + written + b")", value

    def inner_string(self, depth: int) -> tuple[bytes, bytes]:
        written = value = b""
        for _ in range(self.chance.choice((0, 1, 2, 5))):
            kind = self.chance.random()
            if kind < 0.25 and depth < DEEPEST:
                inner, said = self.inner_string(depth + 1)
                written, value = written + b"(" + inner + b")", value + b"(" + said + b")"
            elif kind < 0.4:
                escape, said = self.chance.choice(list(ESCAPES.items()))
                written, value = written + escape, value + said
                if escape == b"\\\r":  # a line feed after it would belong to it
                    written, value = written + b"x", value + b"x"
            elif kind < 0.5:
                code, digits = self.chance.randrange(512), self.chance.randrange(1, 4)
                text = f"{code:03o}"[-digits:]
                written, value = written + f"\\{text}x".encode(), value + bytes([int(text, 8) & 255]) + b"x"
            elif kind < 0.55:
                end = self.chance.choice((b"\r\n", b"\r", b"\n"))
                written, value = written + end + b"y", value + b"\ny"
            else:
                byte = self.chance.randrange(256)
                plain = bytes([byte if byte not in b"()\\\r\n" else 0x61])
                written, value = written + plain, value + plain
        return written, value

    def hex_string(self, depth: int) -> tuple[bytes, bytes]:
        digits = "".join(self.chance.choice("0123456789abcdefABCDEF") for _ in range(self.chance.randrange(0, 9)))
        written = b"".join(digit.encode() + (b"\n" if self.chance.random() < 0.1 else b"") for digit in digits)
        return b"<" + written + b">", bytes.fromhex(digits + "0" * (len(digits) % 2))

    def array(self, depth: int) -> tuple[bytes, tuple[Any, ...]]:
        pairs = [self.thing(depth + 1) for _ in range(self.chance.choice((0, 1, 2, 4)))]
        written = self.joined([b"[", *(one for one, _ in pairs), b"]"])
        return written, tuple(value for _, value in pairs)

    def dictionary(self, depth: int) -> tuple[bytes, dict[Name, Any]]:
        parts, value = [b"<<"], dict[Name, Any]()
        for _ in range(self.chance.choice((0, 1, 2, 3))):
            (key, said), (written, thing) = self.name(depth), self.thing(depth + 1)
            if said not in value and thing is not None:  # an entry of null is none (ISO 32000-2, 7.3.7)
                parts += [key, written]
                value[said] = thing
        return self.joined([*parts, b">>"]), value

    def inline_image(self) -> tuple[list[bytes], dict[Name, Any]]:
        """Its parts. One in a stream: qpdf goes by what follows the data, which another image's would not look like."""
        width, height = self.chance.randrange(1, 9), self.chance.randrange(1, 5)
        space, channels = self.chance.choice(((b"/G", 1), (b"/RGB", 3), (b"/CMYK", 4)))
        count = width * height * channels
        data = bytes(self.chance.choice((0x20, 0x80, 0xFF, 0x41, 0x0A, 0x28)) for _ in range(count))
        head = b"/W %d/H %d /BPC 8/CS%s" % (width, height, space)
        value: dict[Name, Any] = {Name(b"W"): float(width), Name(b"H"): float(height), Name(b"BPC"): 8.0}
        value[Name(b"CS")] = Name(space[1:])
        return [b"BI", head, b"ID\n" + data + b"\nEI"], value


def by_lexer(data: bytes) -> Operations:
    """What the project's lexer reads; the operator b"" is damage."""
    return [(operator, [_value(operand) for operand in operands]) for operator, operands in _images(data)]


def _images(data: bytes) -> Any:
    for operator, operands in operations(data):
        if operator == b"EI":
            assert isinstance(operands[0], bytes)
            yield operator, [b"<<" + operands[0] + b">>"]
        else:
            yield operator, operands


def _value(operand: float | bytes) -> Any:
    if isinstance(operand, float):
        return operand
    if operand in LITERALS:
        return LITERALS[operand]
    if operand.startswith(b"<<"):
        entries = {Name(name_bytes(key)): _value(one) for key, one in dictionary_items(operand).items()}
        return {key: one for key, one in entries.items() if one is not None}
    if operand.startswith(b"["):
        return tuple(_value(one) for one in elements(operand))
    return Name(name_bytes(operand)) if operand.startswith(b"/") else string_bytes(operand)


def by_qpdf(data: bytes) -> Operations:
    """What qpdf reads, by way of pikepdf."""
    import pikepdf

    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(data)
        found = Operations()
        for instruction in pikepdf.parse_content_stream(page):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                listed = [_of_qpdf(one) for one in instruction.iimage._image_object]
                found.append((b"EI", [dict(zip(listed[::2], listed[1::2], strict=True))]))
            else:
                operator = instruction.operator.unparse()
                found.append((operator, [_of_qpdf(one) for one in instruction.operands]))
        return found


def _of_qpdf(found: Any) -> Any:
    import pikepdf

    if found is None or isinstance(found, bool):
        return found
    if not isinstance(found, pikepdf.Object):
        return float(found)
    if isinstance(found, pikepdf.Name):
        return Name(name_bytes(found.unparse()))
    if isinstance(found, pikepdf.String):
        return bytes(found)
    if isinstance(found, pikepdf.Array):
        return tuple(_of_qpdf(one) for one in found)
    return {Name(str(key).encode("utf-8", "surrogateescape")[1:]): _of_qpdf(one) for key, one in found.items()}
