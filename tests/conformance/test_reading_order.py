"""Read from its tags alone, a PDF says what the web page says, word by word: none broken, doubled or out of order.

Both are finished files of two formats, read by programs that made neither.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from support import structure
from support.built import PUBLICATIONS, Built


def differences(wanted: list[str], heard: list[str]) -> list[str]:
    """What is heard instead of what should be."""
    codes = SequenceMatcher(None, wanted, heard, autojunk=False).get_opcodes()
    return [
        f"{' '.join(wanted[start:end])!r} is read as {' '.join(heard[first:last])!r}"
        for kind, start, end, first, last in codes
        if kind != "equal"
    ]


def heard(built: Built, name: str, form: str) -> tuple[list[str], list[str]]:
    """The words of the web page, and those of the tags."""
    wanted = structure.words_of_page(built.path(name, "web"))
    assert len(wanted) > 500
    return wanted, structure.words_by_tags(built.path(name, form))


@pytest.mark.parametrize("form", ["screen", "screen-ua2"])
@pytest.mark.parametrize("name", PUBLICATIONS)
def test_tags_read_out_what_the_web_page_says(built: Built, name: str, form: str) -> None:
    wanted, words = heard(built, name, form)
    codes = SequenceMatcher(None, wanted, words, autojunk=False).get_opcodes()
    added = [" ".join(words[first:last]) for kind, _, _, first, last in codes if kind != "equal"]
    # The printed table of contents has numbers of pages; the web page has one without.
    contents = [text for text in added if name == "torture" and text.startswith("Innehåll ")]
    assert added == contents, "\n".join(differences(wanted, words))
    assert {code[0] for code in codes} <= {"equal", "insert"}


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_large_print_adds_references_and_changes_nothing(built: Built, name: str) -> None:
    wanted, words = heard(built, name, "large-print")
    codes = SequenceMatcher(None, wanted, words, autojunk=False).get_opcodes()
    assert {code[0] for code in codes} == {"equal", "insert"}, "\n".join(differences(wanted, words))
    added = [" ".join(words[first:last]) for kind, _, _, first, last in codes if kind == "insert"]
    references = [text for text in added if text.startswith("Sidan ")]
    assert len(references) >= 2
    assert added[0].startswith("Storstil, ")


def test_without_the_repairs_words_are_broken(built: Built, bare_screen: Path) -> None:
    """What the layout engine writes by itself: words run together at the ends of lines, hyphens stand in words."""
    wanted = structure.words_of_page(built.path("torture", "web"))
    assert len(differences(wanted, structure.words_by_tags(bare_screen))) > 30
