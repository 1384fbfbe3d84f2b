"""A text that nobody wrote is reported before it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from publisher.content import source_reader
from publisher.content.reading.text_budgets import LONGEST_WORD, OF_MARKDOWN, OF_YAML, Budget, too_much
from publisher.datafiles import messages

if TYPE_CHECKING:
    from content.conftest import Sheet

SECTION, PUBLICATION = "sheet/sections/torget.md", "sheet/publication.yaml"
# (what there is too much of, the text, the limits that know it)
TRAPS = [
    ("words", "ord " * 400, OF_MARKDOWN),
    ("paragraphs", "ord\n\n" * 400, OF_MARKDOWN),
    ("paragraphs", "- ord\n" * 400, OF_MARKDOWN),
    ("paragraphs", "> ord\n>\n" * 400, OF_MARKDOWN),
    ("links", "[x](https://example.org)\n" * 400, OF_MARKDOWN),
    ("links", "[x][a]\n" * 400, OF_MARKDOWN),
    ("links", "".join(f"[r{number}]: https://example.org\n" for number in range(400)), OF_MARKDOWN),
    ("words", "ord " * 400, OF_YAML),
    ("fields", "".join(f"k{number}: x\n" for number in range(400)), OF_YAML),
    ("fields", "".join(f"  - k{number}: x\n" for number in range(400)), OF_YAML),
]


@pytest.mark.parametrize(("what", "text", "budgets"), TRAPS)
def test_each_limit_is_kept_and_none_is_met_before(what: str, text: str, budgets: tuple[Budget, ...]) -> None:
    small = [Budget(one.name, one.pattern, 399) for one in budgets if what in one.name]
    assert [re.search(r"\d+", message)[0] for _, message in too_much(text, tuple(small))] == ["400"]  # type: ignore[index]
    enough = tuple(Budget(one.name, one.pattern, 400) for one in small)
    assert list(too_much(text, enough)) == []


def test_a_word_without_end_is_found_at_its_line_and_a_tables_row_is_none() -> None:
    assert [line for line, _ in too_much(f"ett\ntvå {'a' * (LONGEST_WORD + 1)} tre\n", ())] == [2]
    assert list(too_much("|a" * LONGEST_WORD, ())) == []


def test_real_content_is_far_below() -> None:
    budgets = {budget.name: budget.most for budget in (*OF_MARKDOWN, *OF_YAML)}
    assert budgets["content:fields-in-file"] > 5 * 40_000
    assert budgets["content:words-in-file"] > 10 * 120_000


@pytest.mark.parametrize("file", [SECTION, PUBLICATION])
def test_too_much_is_one_finding_and_the_rest_is_not_read(sheet: Sheet, file: str) -> None:
    sheet.write(file, (sheet.content / file).read_text("utf-8") + f"\n# {'a' * 5000}\n")
    (finding,) = [one for one in sheet.findings() if one.id == "content/too-much"]
    assert finding.where is not None
    assert finding.where.file == file


def test_a_file_that_is_too_large_is_not_even_opened(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_reader, "FILE_BYTES", 100)
    assert {one.id for one in sheet.findings()} == {"content/too-much"}


def test_of_many_unknown_fields_the_first_are_guessed_at(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST_GUESSED", 2)
    text = (sheet.content / PUBLICATION).read_text("utf-8")
    sheet.write(PUBLICATION, f"{text}\ntitel: x\ndatum: x\nspråk: sv\n")
    fixes = [one.fix for one in sheet.findings() if one.id == "content/unknown-field"]
    assert [fix.startswith("did you mean") for fix in fixes] == [True, True, False]


def test_many_items_with_a_fault_are_left_out_in_one_go(sheet: Sheet) -> None:
    """Each keeps its own line, and those that are sound are still checked at theirs."""
    text = (sheet.content / PUBLICATION).read_text("utf-8")
    people = "".join(f"  - id: p{number}\n    name: Namn {number}\n    fel: x\n" for number in range(600))
    before, _, after = text.partition("people:\n")
    assert after
    sheet.write(PUBLICATION, f"{before}people:\n{people}{after}")
    found = [one for one in sheet.findings() if one.id == "content/unknown-field"]
    first = before.count("\n") + 4
    assert [one.where.line for one in found if one.where] == [first + 3 * number for number in range(600)]
    assert {one.id for one in sheet.findings()} == {"content/unknown-field"}
