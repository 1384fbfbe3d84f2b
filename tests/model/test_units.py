"""Lengths and sizes."""

from __future__ import annotations

import pytest

from publisher.model.units import human_size, mm_to_pt, pt_to_mm


@pytest.mark.parametrize(("mm", "pt"), [(25.4, 72), (0, 0), (210, 595.2756), (-3, -8.5039)])
def test_millimetres_and_points(mm: float, pt: float) -> None:
    assert mm_to_pt(mm) == pytest.approx(pt, abs=1e-4)
    assert pt_to_mm(pt) == pytest.approx(mm, abs=1e-4)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (812, "812 bytes"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (48_400, "48 kB"),
        (999_400, "999 kB"),
        (999_999, "1.0 MB"),
        (1_000_000, "1.0 MB"),
        (1_340_000, "1.3 MB"),
    ],
)
def test_a_size_for_people(count: int, text: str) -> None:
    assert human_size(count) == text
