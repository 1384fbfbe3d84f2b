"""A name that there is not leads to the one that was meant, and to none where nothing is like it."""

from __future__ import annotations

import pytest

from publisher.model.nearest import nearest, there_are, use_one_of


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("titel", ["title", "language"], "title"),
        ("Title", ["title"], "title"),
        ("leaflet", ["programme-a4", "leaflet-a5"], "leaflet-a5"),
        ("sections/vissa.md", ["sections/visa.md", "sections/skriv.md"], "sections/visa.md"),
        ("visa.md", ["sections/visa.md", "sections/skriv.md"], "sections/visa.md"),
        ("sections/saknas.md", ["sections/visa.md", "sections/skriv.md"], None),
        ("xyz", ["title"], None),
        ("xyz", [], None),
    ],
)
def test_the_nearest(name: str, known: list[str], meant: str | None) -> None:
    assert nearest(name, known) == meant


def test_the_fix_names_the_nearest_and_the_others() -> None:
    assert use_one_of("rod", ["röd", "blå"]) == "did you mean 'röd'? There are: röd, blå"
    assert use_one_of("xyz", ["röd", "blå"]) == "use one of: röd, blå"


def test_many_names_are_cut_short() -> None:
    assert use_one_of("xyz", map(str, range(20))).endswith("10, 11, ...")


def test_a_sentence_has_one_mark_at_its_end() -> None:
    assert there_are("rod", ["röd"]) == "Did you mean 'röd'?"
    assert there_are("xyz", ["röd"]) == "Use one of: röd."
