"""What is said where no choice fills a page: the section, how many words, and where there is room."""

from __future__ import annotations

from publisher.pdf.layout.fit.advice import Room, bad_fills
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.page_groups import Group, Part

from .test_plan import TABLE


def part(name: str, height: float, words: int) -> Part:
    return Part(name, {"normal": Flow(((0.0, height),), height)}, words=words)


def group(at: int, pages: int, filled: float) -> Group:
    return Group((at,), "normal", pages, filled, (0.0,), "", 0.0, filled * 180)


PARTS = (part("a", 100, 200), part("b", 216, 500), part("c", 160, 300))


def test_a_section_a_little_too_long_is_named_with_its_words_and_a_neighbour_with_room() -> None:
    groups = (group(0, 1, 0.55), group(1, 2, 0.2), group(2, 1, 0.9))
    (bad,) = bad_fills(TABLE, PARTS, groups, ("a.md:1", "b.md:1", "c.md:1"), 2)
    assert (bad.name, bad.source, bad.page) == ("b", "b.md:1", 4)
    assert 80 <= bad.too_many <= 100
    assert bad.neighbours[0].name == "a"
    assert bad.neighbours[0].page == 2
    assert 140 <= bad.neighbours[0].words <= 190


def test_a_section_too_short_lacks_words_and_has_none_too_many() -> None:
    (bad,) = bad_fills(TABLE, PARTS[:1], (group(0, 1, 0.4),), ("a.md:1",), 2)
    assert (bad.too_many, bad.neighbours) == (0, ())
    assert bad.missing > 100


def test_full_pages_are_no_matter() -> None:
    assert list(bad_fills(TABLE, PARTS[:1], (group(0, 1, 0.6),), ("",), 2)) == []


def test_a_neighbour_without_room_is_not_named() -> None:
    groups = (group(0, 1, 0.96), group(1, 2, 0.2))
    (bad,) = bad_fills(TABLE, PARTS[:2], groups, ("", ""), 2)
    assert Room("a", 2, 0) not in bad.neighbours
    assert bad.neighbours == ()
