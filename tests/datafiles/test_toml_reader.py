"""TOML with line numbers."""

from __future__ import annotations

import pytest

from publisher.datafiles.toml_reader import read_toml

TEXT = '''title = "A"

[page] # in mm
width_mm = 148
"height_mm" = 210

[fit.cover]
sizes = [
  1,
  2,
]
note = """
width_mm = 7
[qr]
"""

[[steps]]
size = 1

[[steps]]
size = 2
'''


def test_the_line_of_every_table_and_field() -> None:
    source = read_toml(TEXT, "layout.toml")
    assert source.findings == []
    assert {path: source.place(path).line for path in source.lines} == {
        (): 1,
        ("title",): 1,
        ("page",): 3,
        ("page", "width_mm"): 4,
        ("page", "height_mm"): 5,
        ("fit", "cover"): 7,
        ("fit", "cover", "sizes"): 8,
        ("fit", "cover", "note"): 12,
        ("steps", 0): 17,
        ("steps", 0, "size"): 18,
        ("steps", 1): 20,
        ("steps", 1, "size"): 21,
    }
    assert source.place(("page", "bleed_mm")).line == 3


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title = A\n", 1, "Invalid value"),
        ('a = "1"\n[page\n', 2, "Expected ']' at the end of a table declaration"),
        ('a = "1"\na = "2"\n', 2, "Cannot overwrite a value"),
        ('a = "1"\nb = """x\n', 2, "Unterminated string"),
    ],
)
def test_what_is_no_toml_is_reported_with_its_line(text: str, line: int, said: str) -> None:
    (found,) = read_toml(text, "layouts/x/layout.toml").findings
    assert (found.id, str(found.where)) == ("layout/toml-syntax", f"layouts/x/layout.toml:{line}")
    assert said in found.message
    assert "[page]" in found.fix
