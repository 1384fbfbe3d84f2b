"""What is made of the names of people."""

from __future__ import annotations

import pytest

from publisher.text.names import PersonName


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Per-Olof Åkerblom", "PÅ"),
        ("Misse", "M"),
        ("Anna af Klint von Essen", "AE"),
        ("Anna Berg (S)", "AB"),
        ("Máret Áigi", "MÁ"),
        ("o\u0308sten ek", "ÖE"),  # a letter and its mark apart
        ("A\u030ake Öberg", "ÅÖ"),
        ("O\u0323\u0300la Ade", ""),  # a mark that is no part of the letter's outline
        ("3D-gruppen Norr", "N"),
        ("فاطمة", ""),  # no capitals
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert PersonName(name).initials == letters


def test_an_index_goes_by_the_last_word() -> None:
    names = ["Åsa Ek (S)", "Bo Åberg", "A\u030ake  Ahl", "Anna Ek", "(okänd)", "Ölle Öst"]
    ordered = sorted(map(PersonName, names), key=lambda name: name.order("sv"))
    assert [name.printed for name in ordered] == ["(okänd)", "Åke Ahl", "Anna Ek", "Åsa Ek (S)", "Bo Åberg", "Ölle Öst"]
