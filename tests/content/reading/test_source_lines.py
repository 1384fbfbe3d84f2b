"""What only the raw lines of a Markdown file show: boxes, and lines that only look like a list."""

from __future__ import annotations

import pytest

from publisher.content.reading.source_lines import check_lines


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("::: box\nx\n:::", ["1 unknown-box: there is no box named 'box'"]),
        ("x\n\n::: Note\nx\n:::", ["3 unknown-box: there is no box named 'Note'"]),
        ("::: note\nx", ["1 open-box: the box 'note' is not closed"]),
        ("::: note\nx\n\n::: facts\ny\n:::", ["1 open-box: the box 'note' is not closed"]),
        (
            "::: note\nx\n::: facts\ny",
            ["1 open-box: the box 'note' is not closed", "3 open-box: the box 'facts' is not closed"],
        ),
    ],
)
def test_fault_is_found(text: str, faults: list[str]) -> None:
    assert _faults(text) == faults


@pytest.mark.parametrize(
    "text",
    [
        "::: note\nx\n:::\n\n::: facts\n- **1** y\n:::",
        ":::: pledges\n## Vi vill\n- x\n::::",
        "text with ::: in it",
        "See [x].\n\n[x]: https://example.org",
        "See [the page][x].\n\n[x]: https://example.org",
        "a | b",
        "a – b --- c",
        "",
    ],
)
def test_sound_lines_pass(text: str) -> None:
    assert _faults(text) == []


def test_lines_count_from_the_first_line_of_the_text() -> None:
    (finding,) = check_lines("x\n\n::: note", "a.md", 10)
    assert str(finding.where) == "a.md:12"


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_of_either_kind(end: str) -> None:
    assert [f.id for f in check_lines(end.join(["::: note", "x", ":::", ""]), "a.md", 1)] == []


def _faults(text: str) -> list[str]:
    found = check_lines(text, "a.md", 1)
    return [f"{f.where.line} {f.id.removeprefix('content/')}: {f.message}" for f in found if f.where]
