"""A complaint of the layout engine is led back to the stylesheet and line that it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.pdf.layout.stylesheets import joined


@pytest.mark.parametrize(
    ("at", "file", "line"), [(1, None, None), (2, "a.css", 1), (4, "a.css", 3), (5, "b.css", 1), (6, "b.css", 2)]
)
def test_the_place_of_a_complaint(tmp_path: Path, at: int, file: str | None, line: int | None) -> None:
    (tmp_path / "a.css").write_text("p {\n  colr: red;\n}", "utf-8")
    (tmp_path / "b.css").write_text("\nq { x: y }", "utf-8")
    css = joined([":root{}", tmp_path / "a.css", tmp_path / "b.css", "h1{}"])
    said, found, number = css.where(f"Ignored `colr: red` at {at}:3, unknown property.")
    assert (found and found.name, number) == (file, line)
    assert said == (
        "Ignored `colr: red`, unknown property." if file else f"Ignored `colr: red` at {at}:3, unknown property."
    )


def test_a_complaint_without_a_place() -> None:
    assert joined(["p{}"]).where("Failed to load image") == ("Failed to load image", None, None)
