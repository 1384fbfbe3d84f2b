"""Every scheme, printed, folded and read: the pages come in their order, upright, with the spine on its side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.imposition.arrange import arrange
from publisher.imposition.job import Job
from publisher.imposition.schemes import SCHEMES
from publisher.imposition.sheet_model import Plan
from publisher.imposition.source import source_pages
from support import folding
from support.folding import fold_left_under, fold_right_under, fold_top_under, papers, piled, read
from support.numbered_pages import numbered, reader

FOLDED = ("booklet", "perfect", "signature-8", "signature-16", "fold-4", "zine")


def plan(scheme: str, count: int, **options: object) -> Plan:
    pages = source_pages(reader(numbered(count, 60, 80, 3)), "pages.pdf")
    return arrange(pages, replace(Job(SCHEMES[scheme], sides=2), **options))  # type: ignore[arg-type]


def pages_read(scheme: str, count: int, binding: str = "left", **options: object) -> list[int]:
    """What a reader finds who folds the sheets as the scheme says."""
    made = plan(scheme, count, binding=binding, **options)
    fold = fold_left_under if binding == "left" else fold_right_under
    if scheme == "booklet":
        return read(list(fold(piled(papers(made, 2, 1))).values()))
    if scheme == "perfect":
        sheets, each = papers(made, 2, 1), int(str(options["signature"])) // 4
        signatures = [sheets[at : at + each] for at in range(0, len(sheets), each)]
        return [page for one in signatures for page in read(list(fold(piled(one)).values()))]
    if scheme in ("signature-8", "fold-4"):
        return [page for one in papers(made, 2, 2) for page in read(list(fold(fold_top_under(one)).values()))]
    if scheme == "signature-16":
        return [page for one in papers(made, 4, 2) for page in read(list(fold(fold_top_under(fold(one))).values()))]
    assert scheme == "zine"
    return [page for one in papers(made, 4, 2) for page in folding.read_zine(one)]


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize(
    ("scheme", "counts", "options"),
    [
        ("booklet", (4, 8, 16, 48), {}),
        ("perfect", (16, 32, 44), {"signature": 16}),
        ("perfect", (16,), {"signature": 4}),
        ("signature-8", (8, 24), {"sheet": "A3"}),
        ("signature-16", (16, 32), {"sheet": "A3"}),
        ("fold-4", (4, 8), {}),
    ],
)
def test_the_folded_pages_come_in_order(
    scheme: str, counts: tuple[int, ...], options: dict[str, object], binding: str
) -> None:
    for count in counts:
        assert pages_read(scheme, count, binding, **options) == list(range(1, count + 1))


def test_the_zine_comes_in_order() -> None:
    assert pages_read("zine", 8) == list(range(1, 9))


def test_the_zine_that_is_bound_on_the_right_is_its_mirror() -> None:
    left, right = plan("zine", 8), plan("zine", 8, binding="right")
    middle = left.width / 2
    places = {one.page: one.trim for one in left.sheets[0].front.placements}
    for one in right.sheets[0].front.placements:
        other = places[one.page]
        assert (other.left + other.right) / 2 - middle == pytest.approx(middle - (one.trim.left + one.trim.right) / 2)


def test_every_folded_scheme_is_folded_here() -> None:
    """A new scheme that binds pages must be read by the tests above, or order nothing."""
    assert {one.id for one in SCHEMES.values() if one.spines} == set(FOLDED)


def test_a_fold_the_wrong_way_is_noticed() -> None:
    """Else the tests above would hold nothing."""
    sheets = papers(plan("booklet", 8), 2, 1)
    assert read(list(fold_right_under(piled(sheets)).values())) != list(range(1, 9))
    assert read(list(fold_left_under(piled(reversed(sheets))).values())) != list(range(1, 9))


def test_blanks_stand_where_they_are_asked_for() -> None:
    """A file of six pages in a booklet of eight: what is read is the six pages, in order."""
    for blanks, back in (("end", None), ("inside", 5)):
        made = plan("booklet", 6, blanks=blanks)
        assert read(list(fold_left_under(piled(papers(made, 2, 1))).values())) == list(range(1, 7))
        opposite = [one.page for one in made.sheets[0].front.placements if one.page != 0]
        assert opposite == ([] if back is None else [back])
        assert "7, 8" in made.notes[0] if blanks == "end" else "6, 7" in made.notes[0]


def test_cards_cut_and_stacked_lie_in_order() -> None:
    """The piles, put on each other from the first cell on, are the cards in order, each with its own back."""
    made = plan("cut-and-stack", 50, sheet="A4")
    sheets = papers(made, 3, 3)
    cards = [sheet[column, row][0] for row in range(3) for column in range(3) for sheet in sheets]
    found = [(card.upper, card.lower) for card in cards if card.upper]
    assert found == [(page, page + 1) for page in range(1, 51, 2)]


def test_repeated_cards_have_their_own_back() -> None:
    made = plan("repeat", 4, sheet="A4")
    for number, sheet in enumerate(papers(made, 3, 3)):
        assert {(card.upper, card.lower) for (card,) in sheet.values()} == {(2 * number + 1, 2 * number + 2)}


def test_n_up_is_read_row_by_row() -> None:
    made = plan("n-up", 10, grid=(2, 2))
    sides = [[one.page for one in side.placements] for sheet in made.sheets for side in sheet.sides]
    assert sides == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    first = made.sheets[0].front.placements
    assert first[0].trim.left < first[1].trim.left
    assert first[0].trim.bottom > first[2].trim.bottom
    right = plan("n-up", 10, grid=(2, 2), binding="right").sheets[0].front.placements
    assert [one.page for one in sorted(right, key=lambda one: (-one.trim.bottom, -one.trim.left))] == [0, 1, 2, 3]


def test_a_job_says_the_same_in_every_process() -> None:
    """A file id is made of it: an address in memory would give other bytes in each build."""
    for scheme in SCHEMES.values():
        settings = Job(scheme, marks=("crop",)).settings
        assert f"scheme={scheme.id}" in settings
        assert "marks=('crop',)" in settings
        assert " at 0x" not in settings
