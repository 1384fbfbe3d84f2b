"""What was measured is kept: an unchanged part is not laid out again, and damaged files are no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.model import paths
from publisher.pdf.layout.fit import measured
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.measured import Kept, Measured

FOUND = Measured(120.25, Flow(((0.0, 60.1), (64.0, 120.25)), 120.25, ((0.0, 30.0),)), 40.5, True, 3)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_what_was_measured_is_read_back_to_the_last_digit() -> None:
    Kept("a").put("text", FOUND)
    assert Kept("a").get("text") == FOUND


def test_another_text_or_another_layout_is_measured_anew() -> None:
    Kept("a").put("text", FOUND)
    assert Kept("a").get("texts") is None
    assert Kept("b").get("text") is None


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"height": 1, "flow": 2}', "{"])
def test_a_damaged_file_is_as_none(damage: str) -> None:
    kept = Kept("a")
    kept.put("text", FOUND)
    for path in (paths.cache_folder() / measured.FOLDER).rglob("*.json"):
        path.write_text(damage, "utf-8")
    assert kept.get("text") is None


def test_the_oldest_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "MOST_KEPT", 2)
    kept = Kept("a")
    for number in range(800):
        kept.put(str(number), [])
    folders = list((paths.cache_folder() / measured.FOLDER).iterdir())
    assert max(len(list(folder.iterdir())) for folder in folders) <= 2
    assert kept.get("799", list) == []
