"""A file is looked at anew as soon as it may be another, and no earlier."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from publisher.model import shipped


def test_a_change_is_seen_though_size_and_time_are_those_of_before(tmp_path: Path) -> None:
    file = tmp_path / "font.ttf"
    file.write_bytes(b"17")
    before = shipped.digest(file)
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_bytes(b"71")
    os.utime(file, ns=times)
    assert (before, shipped.digest(file)) == (hashlib.sha256(b"17").hexdigest(), hashlib.sha256(b"71").hexdigest())


def test_a_file_that_stays_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "font.ttf"
    file.write_bytes(b"17")
    first = shipped.digest(file)
    monkeypatch.setattr(Path, "open", None)
    assert shipped.digest(file) == first


def test_what_is_gone_or_changed_is_named(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name)
    right = hashlib.sha256(b"a").hexdigest()
    digests = {"a": right.upper(), "b": right, "c": None, "d": right}
    assert shipped.faults(tmp_path, digests) == {"b": "b is not as it was shipped", "d": "d is missing"}


def test_in_a_clone_version_control_knows_the_layouts() -> None:
    assert shipped.state("layouts") is None
    state = shipped.state("presses")
    assert state is not None
    assert state[:2] == (True, "1 file, as shipped")
