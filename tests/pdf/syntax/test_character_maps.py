"""Maps of codes are read as the standard and other programs write them."""

from __future__ import annotations

import pytest

from publisher.pdf.syntax.character_maps import code_length, code_texts

HEAD = b"%!PS-Adobe-3.0 Resource-CMap\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"


@pytest.mark.parametrize(
    ("ranges", "length"),
    [(b"<00><ff>", 1), (b"<0000> <ffff>", 2), (b"<00 00 00> <ff ff ff>", 3), (b"", 2)],
)
def test_length_of_codes(ranges: bytes, length: int) -> None:
    assert code_length(HEAD + b"1 begincodespacerange " + ranges + b" endcodespacerange endcmap") == length


def test_a_text_for_each_code() -> None:
    data = b"3 beginbfchar <0041> <0061>\n<0A> <00660069> % a ligature\n<0B><d83dde00> endbfchar"
    assert code_texts(HEAD + data) == {b"\0A": "a", b"\n": "fi", b"\x0b": "\U0001f600"}


def test_ranges_count_up_or_list_their_texts() -> None:
    data = b"2 beginbfrange <01> <03> <0061> <10> <11> [<0078> <0079007a>] endbfrange"
    assert code_texts(HEAD + data) == {b"\1": "a", b"\2": "b", b"\3": "c", b"\x10": "x", b"\x11": "yz"}


def test_a_range_never_counts_on_in_the_next_row() -> None:
    assert code_texts(b"1 beginbfrange <0000> <ffff> <00fe> endbfrange") == {b"\0\0": "\xfe", b"\0\1": "\xff"}
