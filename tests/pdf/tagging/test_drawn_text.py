"""The alignment of what was drawn with what is written: spaces, hyphens, capitals, and from which side one reads."""

from __future__ import annotations

import pytest

from publisher.pdf.tagging.drawn_text import Reader
from publisher.pdf.tagging.marked_content import Piece


def pieces(*texts: str, direction: str = "ltr") -> list[Piece]:
    return [Piece(0, None, (0, 0, 0, 0), text, direction == "rtl") for text in texts]


def read(written: str, *drawn: str, direction: str = "ltr") -> list[str]:
    """The pieces of one text as they will be drawn: with the spaces they ask for, a hyphen that is none as a tilde."""
    reader = Reader({"p": pieces(*drawn, direction=direction)})
    return [shown(piece) for piece in list(reader.read("p", written))]


def shown(piece: Piece) -> str:
    text = piece.text[:-1] + "~" if piece.hyphenated else piece.text
    return f"{text} " if piece.space else text


@pytest.mark.parametrize(
    ("written", "drawn", "wanted"),
    [
        ("ett två", ["ett", "två"], ["ett ", "två"]),
        ("ett\n   två", ["ett", "två"], ["ett ", "två"]),
        ("  ett två  ", ["ett", "två"], ["ett ", "två"]),
        ("ett två", ["ett ", "två"], ["ett ", "två"]),
        ("ett två", ["ett", " två"], ["ett", " två"]),
        ("a/b", ["a/", "b"], ["a/", "b"]),
        ("ett två tre", ["ett två", "tre"], ["ett två ", "tre"]),
        ("52\u00a0000 kr", ["52\u00a0000", "kr"], ["52\u00a0000 ", "kr"]),
        ("ett\u200btvå", ["ett", "två"], ["ett", "två"]),
    ],
    ids=["line end", "line end in the source", "spaces around", "space drawn", "space drawn after", "no space written",
         "within a line", "no-break space", "zero-width space"],
)  # fmt: skip
def test_spaces_that_were_taken_away_are_asked_for(written: str, drawn: list[str], wanted: list[str]) -> None:
    assert read(written, *drawn) == wanted


@pytest.mark.parametrize("hyphen", ["-", "\u2010"])
@pytest.mark.parametrize(
    ("written", "drawn", "wanted"),
    [
        ("avstavning", ["avstav-", "ning"], ["avstav~", "ning"]),
        ("av\u00adstav\u00adning", ["av\u00adstav\u00ad-", "ning"], ["av\u00adstav\u00ad~", "ning"]),
        ("avstavningsregel här", ["avstav-", "nings-", "regel", "här"], ["avstav~", "nings~", "regel ", "här"]),
    ],
    ids=["by the dictionary", "at a soft hyphen", "twice"],
)
def test_a_hyphen_that_the_word_has_not_is_reported(
    written: str, drawn: list[str], wanted: list[str], hyphen: str
) -> None:
    assert read(written, *(text.replace("-", hyphen) for text in drawn)) == wanted


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Skåne-Norrland", ["Skåne-", "Norrland"]),
        ("nordisk-", ["nordisk-"]),
        ("Skåne\u2010Norrland", ["Skåne\u2010", "Norrland"]),
    ],
)
def test_the_word_s_own_hyphen_stays(written: str, drawn: list[str]) -> None:
    assert read(written, *drawn) == drawn


def test_one_word_may_have_both() -> None:
    assert read("Skåne-Norrlandsexpressen", "Skåne-", "Norrlands-", "expressen") == [
        "Skåne-",
        "Norrlands~",
        "expressen",
    ]


def test_a_dash_between_words_is_neither() -> None:
    assert read("ett - två", "ett -", "två") == ["ett - ", "två"]


@pytest.mark.parametrize(
    ("written", "drawn", "wanted"),
    [
        ("stora bokstäver här", ["STORA", "BOKSTÄ-", "VER", "HÄR"], ["STORA ", "BOKSTÄ~", "VER ", "HÄR"]),
        ("Ärligt talat", ["ÄRLIGT", "TALAT"], ["ÄRLIGT ", "TALAT"]),
        ("süße Füße hier", ["SÜSSE FÜSSE", "HIER"], ["SÜSSE FÜSSE ", "HIER"]),
        ("ßßßß ab", ["SSSSSSSS", "AB"], ["SSSSSSSS ", "AB"]),
        ("Straßenschild", ["STRASSEN-", "SCHILD"], ["STRASSEN~", "SCHILD"]),
    ],
)
def test_capitals_by_the_stylesheet_are_the_same_letters(written: str, drawn: list[str], wanted: list[str]) -> None:
    assert read(written, *drawn) == wanted


def test_several_spaces_are_drawn_as_one() -> None:
    assert read("ett  två\n tre fyra", "ett två tre", "fyra") == ["ett två tre ", "fyra"]


def test_from_right_to_left_it_is_the_same() -> None:
    """In the order of reading the space comes after, on whichever side that is."""
    assert read("אחת שתיים שלוש", "אחת", "שתיים", "שלוש", direction="rtl") == ["אחת ", "שתיים ", "שלוש"]


def test_between_two_directions_too() -> None:
    (first,), (second,) = pieces("אחת", direction="rtl"), pieces("two")
    reader = Reader({"p": [first, second]})
    assert [piece.spaced_text for piece in list(reader.read("p", "אחת two"))] == ["אחת ", "two"]


@pytest.mark.parametrize(
    ("text", "direction", "backwards"),
    [("two", "ltr", False), ("two", "rtl", True), ("אחת two", "ltr", True), ("", "rtl", False)],
)
def test_which_pieces_run_backwards(text: str, direction: str, backwards: bool) -> None:
    (piece,) = pieces(text, direction=direction)
    assert piece.runs_backwards is backwards


@pytest.mark.parametrize("written", ["", None, "  \n", "\u00ad"])
def test_what_has_no_words_takes_no_piece(written: str | None) -> None:
    reader = Reader({"p": pieces("ett")})
    assert list(reader.read("p", written)) == []
    assert [piece.text for piece in reader.read("p", "ett")] == ["ett"]


def test_pieces_of_spaces_alone_are_left_out() -> None:
    assert read("ett två", "ett", " ", "två") == ["ett ", "två"]


def test_texts_before_and_after_an_element_share_its_pieces() -> None:
    """As in <p>ett <em>två</em> tre</p>: the space may be owed by the one to the other."""
    reader = Reader({"p": pieces("ett", "tre"), "em": pieces("två")})
    found = [*reader.read("p", "ett "), *reader.read("em", "två"), *reader.read("p", " tre")]
    assert [shown(piece) for piece in found] == ["ett ", "två ", "tre"]


def test_a_word_may_go_on_in_another_element() -> None:
    reader = Reader({"p": pieces("lång"), "em": pieces("ord")})
    found = [*reader.read("p", "lång"), *reader.read("em", "ord")]
    assert [shown(piece) for piece in found] == ["lång", "ord"]


def test_nothing_runs_on_from_block_to_block() -> None:
    reader = Reader({"p": pieces("ett"), "q": pieces("två")})
    found: list[Piece] = []
    for element, text in (("p", "ett "), ("q", " två")):
        with reader.apart():
            found += reader.read(element, text)
    assert [shown(piece) for piece in found] == ["ett", "två"]


def test_nothing_runs_on_into_a_block() -> None:
    """As in <div>ett <p>två</p></div>."""
    reader = Reader({"div": pieces("ett"), "p": pieces("två")})
    found = list(reader.read("div", "ett "))
    with reader.apart():
        found += reader.read("p", "två")
    assert [shown(piece) for piece in found] == ["ett", "två"]


def test_an_element_that_was_not_drawn_has_no_pieces() -> None:
    assert list(Reader({}).read("p", "ett")) == []
