"""The doctor finds what is here, says how to get what is not, and never falls over."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from publisher import doctor
from publisher.doctor import Item


def named(name: str) -> Item:
    (item,) = [item for item in doctor.examine() if item.name == name]
    return item


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with a Python and nothing else; the clone is there, freshly fetched, without its fonts and profiles."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    for constant in ("FONTS", "PROFILES"):
        monkeypatch.setattr(doctor.shipped, constant, tmp_path / constant)
    for constant in ("NODE_MODULES", "JAXB_FOLDER"):
        monkeypatch.setattr(doctor, constant, tmp_path / constant)
    monkeypatch.setattr(doctor, "_library", lambda file, name: None)
    monkeypatch.setattr(doctor, "_package_version", lambda name: None)
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)


def program(folder: Path, name: str, says: str, code: int = 0) -> None:
    folder.joinpath(name).write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    folder.joinpath(name).chmod(0o755)


def test_a_machine_that_was_set_up_has_everything() -> None:
    items = doctor.examine()
    assert [item for item in items if not item.found] == []
    assert all(item.version for item in items)
    assert doctor.render(items).splitlines()[-1] == "Everything that builds and tests need is installed."


def test_every_item_says_how_to_get_it() -> None:
    assert [item.name for item in doctor.examine() if len(item.how_to_get) < 10] == []


def test_the_items_are_plain_data() -> None:
    items = doctor.examine()
    again = [Item(**item) for item in json.loads(json.dumps([asdict(item) for item in items]))]
    assert again == items


def test_looking_does_not_import_weasyprint() -> None:
    code = "import sys; from publisher import doctor; doctor.examine(); sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.usefixtures("bare_machine")
def test_on_a_bare_machine_all_but_python_is_missing() -> None:
    items = doctor.examine()
    assert [item.name for item in items if item.found] == ["Python"]
    assert [item.name for item in items if item.version] == ["Python"]
    assert {"Pango", "HarfBuzz subset", "WeasyPrint", "shipped fonts", "Java", "axe-core", "veraPDF jar"} <= {
        item.name for item in items
    }
    text = doctor.render(items)
    assert "  missing  Pango" in text
    assert "-> Debian, Ubuntu: libpango-1.0-0" in text
    assert text.splitlines()[-1].startswith("A build cannot run yet")


def test_a_probe_that_breaks_only_makes_its_thing_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Item]:
        yield Item("first half", "tests", True, "1", "")
        raise RuntimeError("no such thing")

    monkeypatch.setattr(doctor, "_java", broken)
    item = named("Java")
    assert not item.found
    assert "no such thing" in item.how_to_get
    assert named("qpdf").found


def test_a_library_too_old_to_subset_costs_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_library_version", lambda file, name, function: "2.7.4")
    item = named("HarfBuzz subset")
    assert (item.needed_for, item.found, item.version) == ("speed", False, "2.7.4")
    assert "three times as long" in item.how_to_get
    assert "unfit    HarfBuzz subset" in doctor.render([item])
    assert doctor.render([item]).endswith("Builds will be slow.")


def test_without_ghostscript_a_build_runs_and_ink_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor._output
    monkeypatch.setattr(doctor, "_output", lambda name, *more: None if name == "gs" else real(name, *more))
    item = named("Ghostscript")
    assert (item.needed_for, item.found) == ("ink", False)
    assert "ghostscript" in item.how_to_get
    assert doctor.render(doctor.examine()).endswith("The ink of print files will not be measured.")


def test_a_package_of_another_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor._package_version
    monkeypatch.setattr(doctor, "_package_version", lambda name: "1.0" if name == "pypdf" else real(name))
    item = named("Python package pypdf")
    assert (item.needed_for, item.found, item.version) == ("build", False, "1.0")
    assert "./publish build" in item.how_to_get


def test_a_lock_is_read_with_its_conditions(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(
        "a-b==1.0 \\\n    --hash=sha256:00\nc==2 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
        "d==3 ; python_version < '3.12' \\\n    --hash=sha256:00\nd==4 ; python_version >= '3.12' \\\n"
    )
    assert doctor._locked(lock) == {"a-b": ({"1.0"}, True), "c": ({"2"}, False), "d": ({"3", "4"}, False)}


def test_without_locks_the_installed_package_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    requirements = ["click>=8.1", "weasyprint<71,>=70", "nowhere-to-be-found", 'pytest>=8; extra == "dev"']
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda name: requirements)
    found = {item.name: item for item in doctor.examine() if item.name.startswith("Python package")}
    assert not found["Python package nowhere-to-be-found"].found
    assert found["Python packages"].version == "2 as locked"


def test_a_font_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "fonts.toml").write_text('[[family]]\n[[family.face]]\nfile = "a.ttf"\nweb = "a.woff2"\n')
    (tmp_path / "a.ttf").touch()
    monkeypatch.setattr(doctor.shipped, "FONTS", tmp_path)
    item = named("shipped fonts")
    assert not item.found
    assert item.how_to_get.startswith("a.woff2 is missing: ")


@pytest.mark.parametrize("table", ["", "family = 3", "[[family]]", "not toml at all ["])
def test_a_broken_table_of_fonts_is_no_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, table: str) -> None:
    (tmp_path / "fonts.toml").write_text(table)
    monkeypatch.setattr(doctor.shipped, "FONTS", tmp_path)
    assert not named("shipped fonts").found


@pytest.mark.usefixtures("bare_machine")
def test_a_browser_that_does_not_start_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "chromium-browser", "requires the chromium snap", code=1)
    assert doctor.find_browser() is None
    program(tmp_path, "google-chrome", "Google Chrome 150.0.1.2")
    assert doctor.find_browser() == str(tmp_path / "google-chrome")
    program(tmp_path, "mine", "Chromium 151.0")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "mine"))
    assert doctor.find_browser() == str(tmp_path / "mine")
    assert named("Chromium").version == "151.0"


@pytest.mark.usefixtures("bare_machine")
def test_a_java_without_a_compiler_is_not_enough(tmp_path: Path) -> None:
    program(tmp_path, "java", 'openjdk version "17.0.1"')
    assert (named("Java").found, named("Java").version) == (False, "17.0.1")
    program(tmp_path, "javac", "")
    assert named("Java").found
    program(tmp_path, "java", 'openjdk version "11.0.20"')
    assert not named("Java").found
