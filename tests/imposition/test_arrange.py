"""Millimetres: pages of actual size, backs behind fronts, creep by its formula, bleed cut at the spine."""

from __future__ import annotations

import itertools

import pytest

from publisher.imposition.arrange import arrange
from publisher.imposition.job import Job
from publisher.imposition.paper_stock import SIZES, thickness
from publisher.imposition.schemes import SCHEMES
from publisher.imposition.sheet_model import LineKind, Margins, Plan, Rect
from publisher.imposition.source import source_pages
from publisher.model.errors import UsageError
from support.numbered_pages import mixed, numbered, reader

SHEETS = ("A4", "A3", "SRA3", "letter", "330x480")


def plan(data: bytes, scheme: str, insets: tuple[Margins, ...] = (), **options: object) -> Plan:
    job = Job(SCHEMES[scheme], **{"sides": 2, **options})  # type: ignore[arg-type]
    return arrange(source_pages(reader(data), "pages.pdf"), job, insets)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("scheme", ["booklet", "signature-8", "repeat", "cut-and-stack"])
def test_backs_lie_behind_fronts(scheme: str, sheet: str) -> None:
    made = plan(numbered(16, 60, 80, 3), scheme, sheet=sheet, paper=0.1)
    for one in made.sheets:
        assert one.back is not None
        behind = sorted(
            (round(made.width - back.trim.right, 6), round(back.trim.bottom, 6)) for back in one.back.placements
        )
        assert behind == sorted((round(p.trim.left, 6), round(p.trim.bottom, 6)) for p in one.front.placements)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_everything_lies_on_the_sheet(scheme: str, sheet: str) -> None:
    made = plan(numbered(16, 60, 80, 3), scheme, sheet=sheet)
    for side in (side for one in made.sheets for side in one.sides):
        for one in side.placements:
            assert -0.06 <= one.keep.left < one.keep.right <= made.width + 0.06
            assert -0.06 <= one.keep.bottom < one.keep.top <= made.height + 0.06


@pytest.mark.parametrize(
    "scheme", ["booklet", "perfect", "signature-8", "signature-16", "repeat", "cut-and-stack", "single"]
)
def test_pages_keep_their_size(scheme: str) -> None:
    made = plan(numbered(16, 60, 80, 3), scheme, sheet="A3", paper=0.1)
    placements = [one for sheet in made.sheets for side in sheet.sides for one in side.placements]
    assert {(round(one.trim.width, 3), round(one.trim.height, 3), one.scale) for one in placements} == {(60, 80, 1)}


@pytest.mark.parametrize(("paper", "thick"), [("100gsm", 0.125), ("130 g/m² coated", 0.117), ("0,1mm", 0.1)])
def test_creep_is_the_thickness_of_the_sheets_around(paper: str, thick: float) -> None:
    """caliper x (pages / 4 - 1) at the innermost sheet, and in even steps to none at the outermost."""
    assert thickness(paper) == pytest.approx(thick)
    made, flat = (plan(numbered(16, bleed=3), "booklet", sheet="SRA3", paper=p) for p in (thickness(paper), 0.0))
    spine = made.width / 2
    for number, (one, other) in enumerate(zip(made.sheets, flat.sheets, strict=True)):
        for side, plain in zip(one.sides, other.sides, strict=True):
            for moved, still in zip(side.placements, plain.placements, strict=True):
                towards = 1 if still.trim.right <= spine + 0.001 else -1
                assert moved.trim.left - still.trim.left == pytest.approx(towards * number * thick)
                assert moved.scale == 1
    assert f"{thick * 3:.2f} mm" in " ".join(made.notes)


def test_creep_begins_anew_in_each_signature() -> None:
    made = plan(numbered(16, bleed=3), "perfect", sheet="SRA3", paper=0.1, signature=8)
    lefts = [one.front.placements[1].trim.left for one in made.sheets]
    assert lefts == pytest.approx([lefts[0], lefts[0] - 0.1] * 2)


def test_bleed_is_cut_at_the_spine_and_kept_outside() -> None:
    made = plan(numbered(8, bleed=3), "booklet", sheet="SRA3", paper=0.1)
    for number, sheet in enumerate(made.sheets):
        for side in sheet.sides:
            left, right = sorted(side.placements, key=lambda one: one.trim.left)
            assert left.keep.right == right.keep.left == made.width / 2
            assert left.keep.left == pytest.approx(left.trim.left - 3)
            assert right.keep.right == pytest.approx(made.width / 2 + 105 - number * 0.1 + 3)
            assert left.keep.top - left.trim.top == pytest.approx(3)


def test_a_gutter_parts_the_pages_and_has_their_bleed() -> None:
    made = plan(numbered(8, bleed=3), "perfect", sheet="SRA3", gutter=6.0)
    left, right = sorted(made.sheets[0].front.placements, key=lambda one: one.trim.left)
    assert right.trim.left - left.trim.right == pytest.approx(6)
    assert left.keep.right == pytest.approx(left.trim.right + 3) == right.keep.left


def test_cards_that_are_cut_apart_have_room_for_the_bleed_of_both() -> None:
    made = plan(numbered(2, 85, 55, 3), "repeat", sheet="SRA3")
    keeps = [one.keep for one in made.sheets[0].front.placements]
    assert len(keeps) == 21
    for keep in keeps:
        assert (keep.width, keep.height) == pytest.approx((91, 61))
    for number, one in enumerate(keeps):
        assert all(one.within(other).width * one.within(other).height < 0.01 for other in keeps[:number])


def test_without_bleed_nothing_is_left_between() -> None:
    made = plan(numbered(2, 85, 55), "repeat", sheet="A4")
    assert len(made.sheets[0].front.placements) == 10


def test_the_sheet_lies_as_the_pages_want_it() -> None:
    assert plan(numbered(8, 148, 210), "booklet").width == 297
    assert plan(numbered(8, 210, 148), "booklet").width == 420  # beside each other: A3
    assert plan(numbered(8, 148, 210), "signature-8", sheet="SRA3").width == 320
    assert plan(numbered(8, 139.7, 215.9), "booklet", sheet="letter").width == pytest.approx(279.4)


def test_flip_is_about_the_upright_axis() -> None:
    assert plan(numbered(8, 148, 210), "booklet").flip == "short"
    assert plan(numbered(8, 148, 210), "signature-8", sheet="SRA3").flip == "long"


def test_collation_marks_step_down_the_spine() -> None:
    made = plan(numbered(32, bleed=3), "perfect", sheet="SRA3", signature=8)
    bars = [sheet.front.collation for sheet in made.sheets]
    assert [len(bar) for bar in bars] == [1, 0] * 4
    tops = [bar[0].top for bar in bars if bar]
    assert [round(one - other, 3) for one, other in itertools.pairwise(tops)] == [5, 5, 5]


def test_the_slit_of_the_zine_is_in_the_middle() -> None:
    made = plan(numbered(8), "zine", sheet="A4")
    (slit,) = [guide for guide in made.sheets[0].front.guides if guide.kind is LineKind.SLIT]
    assert (slit.upright, slit.at) == (False, 105)
    assert (slit.start, slit.end) == pytest.approx((74.25, 222.75))


class TestPoster:
    def test_tiles_share_the_overlap_and_show_everything(self) -> None:
        made = plan(numbered(1, 297, 420), "poster", sheet="A4", scale=2.0, overlap=15.0)
        trims = {
            (round(one.front.placements[0].trim.left, 3), round(one.front.placements[0].trim.top, 3))
            for one in made.sheets
        }
        assert len(trims) == len(made.sheets)
        shown = [Rect(0, 0, 594, 840).within(self.on_poster(one.front.placements[0])) for one in made.sheets]
        assert min(box.left for box in shown) == min(box.bottom for box in shown) == 0
        assert (max(box.right for box in shown), max(box.top for box in shown)) == pytest.approx((594, 840))
        widths = sorted({(round(box.left, 2), round(box.right, 2)) for box in shown})
        for (_, end), (start, _) in itertools.pairwise(widths):
            assert end - start == pytest.approx(15, abs=0.02)

    @staticmethod
    def on_poster(placement: object) -> Rect:
        """What is seen of it, in mm on the poster."""
        keep, trim = placement.keep, placement.trim  # type: ignore[attr-defined]
        return keep.moved(-trim.left, -trim.bottom)

    def test_a_grid_says_how_large_it_becomes(self) -> None:
        made = plan(numbered(1, 210, 297), "poster", sheet="A4", grid=(2, 2), overlap=10.0)
        assert len(made.sheets) == 4
        assert made.sheets[0].front.placements[0].scale == pytest.approx(min(390 / 210, 564 / 297))


class TestPrinterMargin:
    def test_content_is_moved_in_and_not_scaled(self) -> None:
        insets = (Margins(10, 10, 2, 10), Margins(2, 10, 10, 10)) * 4  # right pages first
        made = plan(numbered(8, 148, 210), "booklet", insets, margin=5.0)
        assert "moved in by 2.5 mm" in " ".join(made.notes)
        for side in (side for sheet in made.sheets for side in sheet.sides):
            for one in side.placements:
                content = one.trim.grown(insets[one.page].scaled(-1))
                assert one.scale == 1
                assert content.left >= 4.99
                assert content.right <= made.width - 4.99

    def test_what_cannot_be_moved_is_made_smaller(self) -> None:
        insets = (Margins(1, 1, 1, 1),) * 8
        made = plan(numbered(8, 148, 210), "booklet", insets, margin=5.0)
        scale = made.sheets[0].front.placements[0].scale
        assert scale == pytest.approx(min(143.5 / 146, 200 / 208))
        assert f"{scale * 100:.1f} %" in " ".join(made.notes)

    def test_content_that_keeps_clear_stays(self) -> None:
        made = plan(numbered(8, 148, 210), "booklet", (Margins(6, 6, 6, 6),) * 8, margin=5.0)
        assert made.notes == ()


def test_mixed_sizes_are_refused_and_named() -> None:
    sizes = ((105, 148), (105, 148), (148, 105), (105, 148))
    with pytest.raises(UsageError, match=r"Page 3 is 148 x 105 mm, page 1 is 105 x 148 mm"):
        plan(mixed(*sizes), "booklet")
    assert len(plan(mixed(*sizes), "n-up").sheets) == 1


@pytest.mark.parametrize(
    ("scheme", "count", "needed"), [("booklet", 6, 4), ("zine", 7, 8), ("signature-16", 17, 16), ("repeat", 3, 2)]
)
def test_a_count_that_does_not_fit_says_what_to_add(scheme: str, count: int, needed: int) -> None:
    with pytest.raises(UsageError, match=f"takes a multiple of {needed}") as caught:
        plan(numbered(count), scheme)
    assert f"Add {-count % needed}," in caught.value.fix


def test_a_sheet_that_is_too_small_says_what_is_needed() -> None:
    with pytest.raises(UsageError, match="need 296 x 210 mm, which a sheet A5 does not have") as caught:
        plan(numbered(4, 148, 210), "booklet", sheet="A5")
    assert "--sheet 296x210" in caught.value.fix
    assert plan(numbered(4, 148, 210), "booklet", sheet="A5", scale=0.0).sheets[0].front.placements[0].scale < 0.71


def test_own_sizes_are_known_by_name() -> None:
    assert SIZES["SRA3"] == (320, 450)
