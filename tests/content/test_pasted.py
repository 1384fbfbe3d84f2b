"""What people paste into a section: each line that is not right text has a finding that says what to write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.model.findings import Severity

if TYPE_CHECKING:
    from content.conftest import Sheet

FILES = Path(__file__).parents[1] / "importers" / "files"
# The lines that are reported; the others stand as they are meant.
REPORTED = {
    "exported.md": [2, 3, 4, 6, 8, 10, 12, 17, 23, 25, 28, 31, 33, 35, 36, 37, 43, 45, 47],
    "word.md": [1, 3, 6, 8, 10, 11, 12, 13, 15, 19, 25, 27],
}


@pytest.mark.parametrize("name", REPORTED)
def test_each_line_is_right_or_reported(name: str, sheet: Sheet) -> None:
    sheet.write("sheet/sections/klistrat.md", (FILES / name).read_text("utf-8"))
    sheet.change(
        "sheet/publication.yaml", "  - block: programme", "  - file: sections/klistrat.md\n  - block: programme"
    )
    found = [one for one in sheet.findings() if one.where and one.where.file == "sheet/sections/klistrat.md"]
    assert sorted({one.where.line for one in found if one.where}) == REPORTED[name]
    assert all(one.fix and one.severity is Severity.ERROR for one in found)


def test_a_field_of_another_program_is_reported_with_what_to_do(sheet: Sheet) -> None:
    sheet.change("sheet/sections/torget.md", "kicker:", "permalink: /torget/\nkicker:")
    (finding,) = sheet.findings()
    assert finding.id == "content/unknown-field"
    assert "delete the line" in finding.fix
