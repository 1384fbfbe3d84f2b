"""Content streams by chance: the lexer reads each to its end and drops no byte, and sound ones as qpdf reads them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model.errors import RenderError
from publisher.pdf.syntax.lexer import cut, cut_soundly, operations
from support.content_streams import Maker, by_lexer, by_qpdf

pytestmark = pytest.mark.fuzz

# What streams are made of, so that chance comes near to some that can be read.
PARTS = [*(bytes([one]) for one in b"()<>[]{}/%\\ \r\n\0"), b"<<", b">>", b"1", b"-.5", b"/F1", b"<0f>", b"(a)", b"TJ"]
IMAGES = [b"BI ", b" /W 2/H 1/CS/G/BPC 8 ", b" ID ", b" EI ", b"\xff\0"]
near_streams = st.lists(st.sampled_from([*PARTS, *IMAGES]), max_size=40).map(b"".join)
NOTHING = re.compile(rb"(?:[ \r\n\t\f\0]|%[^\r\n]*)*")
streams = st.one_of(near_streams, st.binary(max_size=60))


@given(streams)
def test_any_bytes_are_read_to_the_end(data: bytes) -> None:
    """The quick way of cutting and the one that takes operands apart see the same operators."""
    assert [operator for operator, _ in operations(data)] == [operator for _, _, operator in cut(data)]


@given(streams)
def test_a_stream_of_our_own_is_whole_or_an_error(data: bytes) -> None:
    whole = b"".join(piece for piece, _, _ in cut(data))
    is_damaged = any(not operator for _, _, operator in cut(data))
    try:
        assert b"".join(piece for piece, _, _ in cut_soundly(data)) == whole
    except RenderError:
        assert is_damaged or not NOTHING.fullmatch(data[len(whole) :])
    else:
        assert not is_damaged
        assert data.startswith(whole)
        assert NOTHING.fullmatch(data[len(whole) :]), "only spaces and remarks are left"


@given(st.integers(min_value=3000, max_value=2**40))
def test_a_sound_stream_is_read_as_it_was_meant_and_as_qpdf_reads_it(seed: int) -> None:
    """The seeds below are those of test_lexer.py."""
    data, said = Maker(seed).stream()
    assert by_lexer(data) == said == by_qpdf(data)
