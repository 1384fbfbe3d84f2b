"""Content streams are cut into the operators that pypdf's own parser sees, also where they are written oddly."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from publisher.pdf.syntax.lexer import (
    array_items,
    dictionary_items,
    operations,
    string_bytes,
)
from support.built import SAMPLES, Built, Sample


def read(data: bytes) -> list[tuple[bytes, list[object]]]:
    return [(operator, list(operands)) for operator, operands in operations(data)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"q 1 0 0 1 .5 -3. cm Q", [(b"q", []), (b"cm", [1.0, 0.0, 0.0, 1.0, 0.5, -3.0]), (b"Q", [])]),
        (b"+4 w%comment ( \n0 J", [(b"w", [4.0]), (b"J", [0.0])]),
        (b"/F1 12 Tf(a\\)b(c))Tj", [(b"Tf", [b"/F1", 12.0]), (b"Tj", [b"(a\\)b(c))"])]),
        (b"[(a)-20<4142>]TJ", [(b"TJ", [b"[(a)-20<4142>]"])]),
        (b"[(a]b)]TJ T* '", [(b"TJ", [b"[(a]b)]"]), (b"T*", []), (b"'", [])]),
        (b"/Span<</ActualText(x)/K[[1]<</B 2>>]>>BDC", [(b"BDC", [b"/Span", b"<</ActualText(x)/K[[1]<</B 2>>]>>"])]),
        (b"/P /MC0 BDC EMC", [(b"BDC", [b"/P", b"/MC0"]), (b"EMC", [])]),
        (b"true false null x", [(b"x", [b"true", b"false", b"null"])]),
        (b"/a#20b gs", [(b"gs", [b"/a#20b"])]),
        (b"1 0 0 rg\x00\x0c0 g", [(b"rg", [1.0, 0.0, 0.0]), (b"g", [0.0])]),
        (b"", []),
    ],
)
def test_operators_and_operands(data: bytes, expected: list[tuple[bytes, list[object]]]) -> None:
    assert read(data) == expected


def test_an_inline_image_may_hold_its_own_end() -> None:
    data = b"q BI /W 4 /H 1 /CS /G /BPC 8 ID \x00 EI\xff\x80\x81 EI Q"
    assert [operator for operator, _ in read(data)] == [b"q", b"EI", b"Q"]
    assert dictionary_items(read(data)[1][1][0]) == {b"/W": [4.0], b"/H": [1.0], b"/CS": [b"/G"], b"/BPC": [8.0]}  # type: ignore[arg-type]


def test_what_is_no_token_is_told_and_passed_by() -> None:
    found = read(b"1 w } 2 w )")
    assert [operator for operator, _ in found] == [b"w", b"", b"w", b""]


@pytest.mark.parametrize("data", [b"[" * 3000, b"(" * 3000, b"<<" * 3000, b"(\\" * 2000, b"[(" * 2000 + b"]", b"BI ID"])
def test_rubbish_comes_to_an_end_soon(data: bytes) -> None:
    assert len(read(data)) < 10_000


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"(a\\(b\\))", b"a(b)"),
        (b"(\\101\\7z\\n)", b"A\x07z\n"),
        (b"(a\\\nb)", b"ab"),
        (b"<41 4>", b"A@"),
        (b"<>", b""),
        (b"", b""),
    ],
)
def test_strings(raw: bytes, expected: bytes) -> None:
    assert string_bytes(raw) == expected


def test_items_of_an_array() -> None:
    assert list(array_items(b"[(a) -20.5 <4142> 3]")) == [b"a", -20.5, b"AB", 3.0]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_it_reads_what_another_parser_reads(built: Built, sample: Sample) -> None:
    reader = PdfReader(io.BytesIO(built.path(sample.name, "press").read_bytes()))
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        stream = ContentStream(None, reader)
        stream.set_data(content.get_data())
        assert [operator for operator, _ in operations(content.get_data())] == [name for _, name in stream.operations]
