"""What the lock files and the packaging promise."""

from __future__ import annotations

import json
import os
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
    return {re.split(r"[^\w.-]", one)[0].lower() for one in wanted}


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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.mark.slow
def test_the_wheel_carries_code_labels_layouts_presses_and_fonts(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names))
    shared = [(folder, f"publisher/_shared/{folder}") for folder in ("layouts", "presses")]
    for folder, inside in [("publisher", "publisher"), *shared]:
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert {f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" for path in files} <= set(names)
    assert "publisher/_shared/fonts/fonts.toml" in names
    assert any(name.endswith("OFL.txt") for name in names)
    assert not any(name.startswith(("tests", "output", "content", "tools")) for name in names)
    catalogues = {name.removesuffix(".po") for name in names if name.endswith(".po")}
    assert catalogues
    assert catalogues == {name.removesuffix(".mo") for name in names if name.endswith(".mo")}


# No network, and none of the packages that only photographs need.
POORER_PYTHON = """
import socket, sys

def refuse(*_, **__):
    raise OSError("a build asked for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse

class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("numpy", "simplejpeg"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Lacking())
"""


@pytest.mark.slow
def test_the_installed_wheel_builds_the_same_without_network_and_photograph_reader(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    options = ["--no-index", "--no-deps", "--quiet", "--disable-pip-version-check", "--target", site]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, wheel], check=True)
    (site / "sitecustomize.py").write_text(POORER_PYTHON)
    installed = os.environ | {"PYTHONPATH": str(site)}

    def run(*arguments: str, environment: dict[str, str] = installed, code: int = 0) -> str:
        command = [sys.executable, "-P", "-m", "publisher", *arguments]
        answer = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert answer.returncode == code, answer.stdout + answer.stderr
        return answer.stdout + answer.stderr * (code > 0)

    run("new", "varmote", "--layout", "programme-a4")
    run("build", "varmote", "--output", "of-wheel")
    run("build", "varmote", "--output", "of-clone", environment=os.environ | {"PYTHONPATH": str(ROOT)})
    made = {path.relative_to(tmp_path / "of-wheel"): path.read_bytes() for path in (tmp_path / "of-wheel").rglob("*.*")}
    assert made == {
        path.relative_to(tmp_path / "of-clone"): path.read_bytes() for path in (tmp_path / "of-clone").rglob("*.*")
    }
    assert "publish`" not in run("doctor"), "there is no such script in an installed package"
    # A layout in the installed package is not the place for changes: the next installation would undo them.
    with (site / "publisher/_shared/layouts/leaflet-a5/print.css").open("a") as sheet:
        sheet.write("p { color: red }\n")
    content = ["--content", str(ROOT / "content")]
    assert "not as it was installed: leaflet-a5/print.css is not as it was shipped" in run(
        "check", "framat", *content, code=3
    )
    run("check", "almedalen", *content)
    assert "leaflet-a5/print.css is not as it was shipped: restore it" in run("doctor", code=4)


def test_a_photograph_without_its_reader_is_reported(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(POORER_PYTHON)
    question = "from publisher.pictures.jpeg import is_sound; is_sound(b'')"
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    answer = subprocess.run(
        [sys.executable, "-c", question], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "MissingError: A photograph cannot be checked" in answer.stderr


# Windows, as far as Linux can play it: no modules and functions of Unix, and msvcrt.
WINDOWS = """
import importlib, os, pathlib, pkgutil, sys, types
import publisher
found = pkgutil.walk_packages(publisher.__path__, "publisher.")
modules = sorted(one.name for one in found if "__main__" not in one.name)
for name in modules:
    importlib.import_module(name)
for name in [name for name in sys.modules if name.partition(".")[0] == "publisher"]:
    del sys.modules[name]
locks = []
msvcrt = types.ModuleType("msvcrt")
msvcrt.LK_LOCK = 1
msvcrt.locking = lambda handle, how, length: locks.append((how, length))
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
sys.modules["msvcrt"] = msvcrt
for name in ("getuid", "geteuid", "getgid", "fork", "chown"):
    delattr(os, name)
sys.platform = "win32"
for name in modules:
    importlib.import_module(name)
from publisher.model.paths import cache_folder
from publisher.pipeline.locks import locked
os.environ.pop("XDG_CACHE_HOME", None)
os.environ["LOCALAPPDATA"] = str(pathlib.Path("local").resolve())
assert cache_folder() == pathlib.Path("local/publisher").resolve()
with locked(pathlib.Path("lock")):
    assert pathlib.Path("lock").exists()
assert not pathlib.Path("lock").exists() and locks == [(1, 1)]
from publisher import Options, build, check, load
from publisher.scaffold import make_publication
make_publication("varmote", "programme-a4", pathlib.Path("content"))
assert {str(one.severity) for one in check("content/varmote")} <= {"warning", "note"}
made = build(load("content/varmote"), "output", Options(formats=("web", "screen")))
assert made.written and [file.format for file in made.artifacts] == ["web", "screen"]
"""


def test_nothing_of_unix_is_needed_for_imports_locks_and_a_build(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, "-c", WINDOWS], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
