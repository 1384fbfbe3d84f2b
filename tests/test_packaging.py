"""What the lock files and the packaging promise."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from support.tools import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pins(lock: str) -> dict[str, str]:
    """Name -> version of each package in a lock file."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def direct(*extras: str) -> set[str]:
    """The names of the direct dependencies in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    return {re.split(r"[^\w-]", one)[0].lower() for one in wanted}


@pytest.mark.parametrize("lock", [*LOCKS, "tests/package-lock.json"])
def test_a_lock_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.findall(r"://|\.org|\.com|\.io\b|\bresolved\b", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_exact_version_and_digests(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())
    assert len(blocks) == len(pins(lock))
    assert [
        block for block in blocks if not re.match(r"[\w.-]+==\S+.* \\\n    --hash=sha256:[0-9a-f]{64}", block)
    ] == []


def test_the_locks_have_all_direct_dependencies() -> None:
    assert direct() <= pins("requirements.lock").keys()
    assert direct("dev") <= pins("requirements-dev.lock").keys()


def test_the_tests_run_with_the_versions_that_builds_run_with() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_the_node_lock_has_versions_and_digests() -> None:
    wanted = json.loads((ROOT / "tests/package.json").read_text("utf-8"))["devDependencies"]
    packages = json.loads((ROOT / "tests/package-lock.json").read_text("utf-8"))["packages"]
    packages.pop("")
    assert {
        name.removeprefix("node_modules/"): one["version"] for name, one in packages.items()
    }.items() >= wanted.items()
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())


def test_every_direct_dependency_is_explained() -> None:
    explained = (ROOT / "docs/dependencies.md").read_text("utf-8").lower()
    assert {name for name in direct("dev") if f"| {name} |" not in explained} == set()


@pytest.mark.slow
def test_the_wheel_carries_code_layouts_presses_and_fonts(tmp_path: Path) -> None:
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shared = [(folder, f"publisher/_shared/{folder}") for folder in ("layouts", "presses")]
    for folder, inside in [("publisher", "publisher"), *shared]:
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert {f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" for path in files} <= names
    assert "publisher/_shared/fonts/fonts.toml" in names
    assert any(name.endswith("OFL.txt") for name in names)
    assert not any(name.startswith(("tests", "output", "content")) for name in names)
