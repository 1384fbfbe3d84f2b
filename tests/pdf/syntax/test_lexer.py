"""Content streams are cut into the operators that qpdf and pypdf see in them, however oddly they are written."""

from __future__ import annotations

import io
import random
import re

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from publisher.model.errors import RenderError
from publisher.pdf.syntax import lexer
from publisher.pdf.syntax.lexer import (
    array_items,
    cut,
    cut_soundly,
    dictionary_items,
    elements,
    name_bytes,
    operations,
    read_name,
    read_numbers,
    string_bytes,
)
from support.built import SAMPLES, Built, Sample
from support.content_streams import Maker, by_lexer, by_qpdf

SOUND = b"""q 1 0 0 -1 0 595.2 cm % a remark
/Figure <</MCID 0 /On true /T (a \\) \\( (b) c)>> BDC
BT /F1 9 Tf 1 0 0 1 2 3 Tm [<00ff> -12.5 (x\\\\)]TJ T* (a(b(c(d))))' ET EMC
.5 0 0 rg/P0 gs 0 0 10 10 re f*
Q"""
STREAMS = 3000  # benchmarks/syntax.py takes more


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
        (b"((((f(x))))) Tj", [(b"Tj", [b"((((f(x)))))"])]),
        (b"[((((a))))(b)]TJ", [(b"TJ", [b"[((((a))))(b)]"])]),
        (b"4%comment\n5 d", [(b"d", [4.0, 5.0])]),
        (b"[[[1]/a]2]x", [(b"x", [b"[[[1]/a]2]"])]),
        (b"", []),
    ],
)
def test_operators_and_operands(data: bytes, expected: list[tuple[bytes, list[object]]]) -> None:
    assert read(data) == expected


@pytest.mark.parametrize(
    ("data", "entries"),
    [
        (b"/W 4 /H 1 /CS /G /BPC 8 ID \x00 EI\xff\x80\x81", {b"/W": 4.0, b"/H": 1.0, b"/CS": b"/G", b"/BPC": 8.0}),
        (b"/W 4/H 1/BPC 8 ID  EI ", {b"/W": 4.0, b"/H": 1.0, b"/BPC": 8.0}),
        (b"/W 8/H 4/IM true ID  EI\n", {b"/W": 8.0, b"/H": 4.0, b"/IM": b"true"}),
        (b"/W 9/H 9/L 5/F[/Fl]ID\nx EI ", {b"/W": 9.0, b"/H": 9.0, b"/L": 5.0, b"/F": b"[/Fl]"}),
        (b"/W 1/H 1/BPC 8/CS[/I/RGB 0<ff00\n00>]ID \x00", {b"/CS": b"[/I/RGB 0<ff00\n00>]"}),
    ],
)
def test_an_inline_image_may_hold_its_own_end(data: bytes, entries: dict[bytes, object]) -> None:
    """Where its length can be known, so much is read; else what follows its end must look like content."""
    found = read(b"q BI " + data + b" EI Q")
    assert [operator for operator, _ in found] == [b"q", b"EI", b"Q"]
    assert dictionary_items(found[1][1][0]).items() >= entries.items()  # type: ignore[arg-type]


def test_a_list_of_filters_is_one_entry() -> None:
    entries = dictionary_items(b"<</F [/A85 /Fl] /CS/#52GB>>")
    assert (elements(entries[b"/F"]), name_bytes(entries[b"/CS"])) == ([b"/A85", b"/Fl"], b"RGB")


@pytest.mark.parametrize(
    ("data", "operators"),
    [
        (b"1 w } 2 w )", [b"w", b"", b"w", b""]),
        (b"1e5 w 1--2 w", [b"", b"w", b"", b"w"]),
        (b"q (not closed Q", [b"q", b""]),
        (b"q [1 (a) 2 Q", [b"q", b""]),
        (b"[<</A 1] x", [b"", b"x"]),
        (b"q BI /W 1 Q", [b"q", b"EI", b"", b"Q"]),
        (b"BI /W 1 /H 1 ID abc", [b"EI", b""]),
        (b"<0g> Tj", [b"", b"", b"", b"Tj"]),
    ],
)
def test_what_is_no_token_is_reported_and_passed_by(data: bytes, operators: list[bytes]) -> None:
    assert [operator for operator, _ in read(data)] == operators


@pytest.mark.parametrize(
    ("start", "end"),
    [
        *((start, b"") for start in (b"(", b"(\\", b"[(", b"[<<", b"BI ID ", b"BI ", b"/a", b"1 }", b"%\n[", b"<")),
        (b"[", b"]"),
        (b"<<", b"]"),
        (b"[", b">>"),
        (b"[<<", b"]"),
        (b"(", b")"),
    ],
)
def test_rubbish_comes_to_an_end_soon(start: bytes, end: bytes) -> None:
    """Each byte is looked at a few times, not as often as there are others: else this would take minutes."""
    assert len(read(start * 50_000 + end * 50_000)) <= 100_001


def test_nothing_is_lost_and_nothing_is_added() -> None:
    assert b"".join(whole for whole, _, _ in cut_soundly(SOUND)) == SOUND


def test_each_operator_has_its_operands_as_they_are_written() -> None:
    found = [(operator.decode(), operands) for _, operands, operator in cut_soundly(SOUND)]
    assert " ".join(operator for operator, _ in found) == "q cm BDC BT Tf Tm TJ T* ' ET EMC rg gs re f* Q"
    assert read_numbers(found[1][1]) == [1, 0, 0, -1, 0, 595.2]
    assert (read_name(found[4][1]), read_numbers(found[4][1])) == ("/F1", [9])
    assert read_numbers(found[11][1]) == [0.5, 0, 0]
    assert read_name(found[12][1]) == "/P0"


@pytest.mark.parametrize("broken", [b"q (no end rg", b"q } Q", b"1 2 3 " * 5000, b"q <0g> Tj", b"BI /W 1 ID x"])
def test_of_our_own_streams_what_cannot_be_read_is_an_error(broken: bytes) -> None:
    with pytest.raises(RenderError, match="cannot be read"):
        list(cut_soundly(broken))


def test_an_own_stream_may_end_in_a_remark() -> None:
    assert [operator for _, _, operator in cut_soundly(b" \nQ % end")] == [b"Q"]


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RenderError, match="no name"):
        read_name(b"1 2 ")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"(a\\(b\\))", b"a(b)"),
        (b"(\\101\\7z\\n)", b"A\x07z\n"),
        (b"(a\\\nb)", b"ab"),
        (b"(a\rb\r\nc)", b"a\nb\nc"),
        (b"(\\777\\8)", b"\xff8"),
        (b"<41 4>", b"A@"),
        (b"<4 1>", b"A"),
        (b"<4\x001 4>", b"A@"),
        (b"<>", b""),
        (b"", b""),
    ],
)
def test_strings(raw: bytes, expected: bytes) -> None:
    assert string_bytes(raw) == expected


def test_items_of_an_array() -> None:
    assert list(array_items(b"[(a) -20.5 <4142> % (no)\n3((((b))))4]")) == [
        b"a",
        -20.5,
        b"AB",
        3.0,
        b"((((b))))"[1:-1],
        4.0,
    ]


def test_what_is_made_by_chance_is_read_as_it_was_meant_and_as_qpdf_reads_it() -> None:
    """Strings and arrays within each other, escapes, numbers and names in every spelling, remarks, inline images."""
    for seed in range(STREAMS):
        data, said = Maker(seed).stream()
        assert by_lexer(data) == said == by_qpdf(data), (seed, data)


def test_the_quick_way_and_the_slow_one_see_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sound streams and of such with bytes changed: whole operations at a time, and token by token."""
    chance, streams = random.Random(1), list[bytes]()
    for seed in range(STREAMS):
        data = bytearray(Maker(seed).stream()[0])
        for _ in range(seed % 4):
            data[chance.randrange(len(data))] = chance.choice(b"()<>[]{}/%\\ \n\r\x00EIBD09.-+aA'\xff")
        streams.append(bytes(data))
    quick = [list(cut(data)) for data in streams]
    monkeypatch.setattr(lexer, "OPERATION", re.compile(rb"(?!)"))
    assert [list(cut(data)) for data in streams] == quick


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_it_reads_what_another_parser_reads(built: Built, sample: Sample) -> None:
    reader = PdfReader(io.BytesIO(built.path(sample.name, "press").read_bytes()))
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        stream = ContentStream(None, reader)
        stream.set_data(content.get_data())
        assert [operator for operator, _ in operations(content.get_data())] == [name for _, name in stream.operations]
