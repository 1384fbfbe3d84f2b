"""The output folder is the old one or the new one, whatever happens while it is written."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from publisher.pipeline import store
from publisher.pipeline.store import BUILDING, EARLIER, alone, left_overs, recover, replace_file, replace_files, unit
from support.cli import python
from support.store_faults import state
from support.tools import TESTS


def stop_at_every_step(way: str, exchange: str, links: str) -> dict[str, Any]:
    """Where there is a disk in memory, there: a real one takes its time to sync."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        answer = python(TESTS / "support/store_faults.py", way, exchange, links, folder, cwd=Path(folder))
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize(("exchange", "links"), [("yes", "yes"), ("no", "no")])
@pytest.mark.parametrize("way", ["kill", "interrupt", "eio", "eio-on", "full"])
def test_a_build_that_is_stopped_at_any_step_leaves_the_old_or_the_new_folder(
    way: str, exchange: str, links: str
) -> None:
    report = stop_at_every_step(way, exchange, links)
    assert report["wrong"] == []
    assert report["steps"] > 40
    if way == "kill":
        assert report["ends"] == {"-9": report["steps"]}


def test_a_store_that_moves_files_one_by_one_is_found_out() -> None:
    assert any("neither old nor new" in fault for fault in stop_at_every_step("kill", "one-by-one", "yes")["wrong"])


def put(output: Path, name: str, **files: str) -> None:
    place, inner = unit(output, name)
    with alone(place):
        replace_files(place, inner, {f"{name_}.txt": text.encode() for name_, text in files.items()})


def test_languages_lie_in_one_folder_and_are_replaced_by_themselves(tmp_path: Path) -> None:
    put(tmp_path, "sheet/en", a="one")
    put(tmp_path, "sheet", a="ett")
    put(tmp_path, "sheet/en", a="two")
    assert state(tmp_path) == {"sheet/a.txt": b"ett", "sheet/en/a.txt": b"two"}


def test_what_stays_is_linked_and_the_folders_keep_their_mode(tmp_path: Path) -> None:
    put(tmp_path, "sheet", a="a", b="b")
    (tmp_path / "sheet").chmod(0o2750)
    before = (tmp_path / "sheet/a.txt").stat().st_ino
    put(tmp_path, "sheet", b="new")
    assert (tmp_path / "sheet/a.txt").stat().st_ino == before
    assert (tmp_path / "sheet").stat().st_mode & 0o7777 == 0o2750


@pytest.mark.parametrize("link", ["sheet", "sheet/en"])
def test_a_folder_that_is_a_link_stays_one(tmp_path: Path, link: str) -> None:
    elsewhere, output = tmp_path / "elsewhere", tmp_path / "output"
    elsewhere.mkdir()
    (output / link).parent.mkdir(parents=True)
    (output / link).symlink_to(elsewhere)
    put(output, link, a="a")
    assert (output / link).is_symlink()
    assert (elsewhere / "a.txt").read_text() == "a"
    assert left_overs(tmp_path) == left_overs(output) == []


def test_between_two_renames_the_next_start_puts_the_old_folder_back(tmp_path: Path) -> None:
    put(tmp_path, "sheet", a="old")
    (tmp_path / "sheet").rename(tmp_path / f"{EARLIER}sheet")
    (tmp_path / f"{BUILDING}sheet").mkdir()
    (tmp_path / f"{BUILDING}sheet/a.txt").write_text("new")
    assert {path.name for path in recover(tmp_path)} == {f"{EARLIER}sheet", f"{BUILDING}sheet"}
    assert state(tmp_path) == {"sheet/a.txt": b"old"}
    assert left_overs(tmp_path) == []


def test_a_file_in_place_of_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "sheet").write_text("mine")
    with pytest.raises(NotADirectoryError):
        put(tmp_path, "sheet", a="a")
    assert state(tmp_path) == {"sheet": b"mine"}
    assert left_overs(tmp_path) == []


def test_everything_is_on_the_disk_before_the_folders_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "sheet", a="old")
    done = list[str]()
    sync, exchange = store._sync, store._exchange

    def noted_exchange(one: Path, other: Path) -> bool:
        done.append("exchange")
        return exchange(one, other)

    monkeypatch.setattr(store, "_sync", lambda path: (done.append(path.name), sync(path))[1])
    monkeypatch.setattr(store, "_exchange", noted_exchange)
    put(tmp_path, "sheet", a="new", b="new")
    assert done == ["a.txt", "b.txt", f"{BUILDING}sheet", "exchange", tmp_path.name]


def test_one_file_is_replaced_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.html"
    replace_file(path, b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert left_overs(tmp_path) == []
