"""docs/extending.md: its package, put together from the examples of the page, adds one thing of every kind."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from publisher.model.paths import FONTS
from publisher.scaffold import make_publication
from support.cli import replace
from support.plugins import install
from support.tools import ROOT
from support.waivers import ready_for_print

PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TESTS = dict(re.findall(r"^`(test_\w+)\.py`:\n\n```python\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE))
EXAMPLES = dict(re.findall(r"`my_package/([\w./-]+)`:\n\n```\w+\n(.*?)```", PAGE, re.DOTALL))
# A title of many lines on an A6 page: nothing of it may be lost, or stand in another order.
LONG = "title: Ett litet häfte om hur vi vill bo och leva tillsammans i framtidens Borlänge och dess omgivningar"
PACKAGE = tomllib.loads(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1])["project"]  # type: ignore[index]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = install(tmp_path / "site", PACKAGE["name"], PACKAGE["entry-points"])
    for name, text in EXAMPLES.items():
        path = site / "my_package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for folder in ("", "layouts", "brands", "presses", "fonts", "labels"):
        (site / "my_package" / folder / "__init__.py").touch()
    for suffix in ("ttf", "woff2"):
        source = FONTS / "source-sans-3" / f"SourceSans3_400Regular.{suffix}"
        shutil.copy(source, site / "my_package" / "fonts" / f"MyFamily-Regular.{suffix}")
    catalogue = site / "my_package/labels/sv/LC_MESSAGES/publisher.po"
    with catalogue.open("rb") as source_file, catalogue.with_suffix(".mo").open("wb") as made:
        write_mo(made, read_po(source_file))
    return site


def program(site: Path, *arguments: str, content: Path) -> Any:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, site)))}
    command = [sys.executable, "-P", "-m", "publisher", *arguments, "--content", str(content), "--json"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return json.loads(answer.stdout)


def test_every_kind_has_its_part_and_an_example() -> None:
    groups = set(PROJECT["entry-points"]) - {"publisher.registries"}
    assert groups == {f"publisher.{name}" for name in PROJECT["entry-points"]["publisher.registries"]}
    assert groups == set(re.findall(r"^\| \[[^\]]+\]\([^)]+\) \| `(publisher\.\w+)` \|", PAGE, re.MULTILINE))
    assert groups == set(PACKAGE["entry-points"])
    parts = re.findall(r"\]\(#(an?-[\w-]+)\) \| `publisher", PAGE)
    headings = [heading.lower().replace(" ", "-") for heading in re.findall(r"^## (An? .+)$", PAGE, re.MULTILINE)]
    assert parts == [heading for heading in headings if heading != "a-package"]
    for part in re.split(r"^## (?=An? )", PAGE, flags=re.MULTILINE)[2:]:
        assert "**Test:**" in part
        assert "`my_package/" in part


def test_no_example_is_long() -> None:
    """Not even with its line in pyproject.toml and its test."""
    lines = {name: text.count("\n") + 1 for name, text in EXAMPLES.items()}
    for name, text in TESTS.items():
        lines[f"{name.removeprefix('test_')}.py"] += text.count("\n")
    assert {name: count for name, count in lines.items() if count > 30} == {}


def test_the_tests_of_the_page_pass_with_what_they_test_and_fail_without(site: Path, tmp_path: Path) -> None:
    for name, text in TESTS.items():
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)]
    outcomes = []
    for path in (os.pathsep.join(map(str, (ROOT, site))), str(ROOT)):
        answer = subprocess.run(
            [*command, "--rootdir", str(tmp_path), f"--ignore={site}"],
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        outcomes.append((answer.returncode, answer.stdout))
    assert outcomes[0][0] == 0, outcomes[0][1]
    assert "3 failed" in outcomes[1][1]


def test_the_package_of_the_page_works(site: Path, tmp_path: Path) -> None:
    """Two publications, by its executor, with one thing of every other kind."""
    content = tmp_path / "content"
    for name in ("ett", "annat"):
        make_publication(name, "leaflet-a5", content)
        ready_for_print(content / name)
        file = content / name / "publication.yaml"
        replace(file, "layout: leaflet-a5", "layout: card")
        replace(file, "brand: neutral", "brand: harbour")
        replace(file, "title: Din titel", LONG)
    brand = site / "my_package/brands/harbour.yaml"
    replace(brand, "text: Atkinson Hyperlegible Next", "text: My Family")
    listed = program(site, "list", content=content)
    assert "broken" not in listed
    assert {"words", "card", "corner-shop"} <= {id for kind in ("formats", "layouts", "presses") for id in listed[kind]}
    options = ("--format", "words", "--format", "screen", "--format", "web", "--executor", "gentle")
    results = program(site, "build", *options, "--output", str(tmp_path / "output"), content=content)
    for result in results:
        assert [file["format"] for file in result["files"]] == ["words", "screen", "web"]
        assert "mine/long-title" in {finding["id"] for finding in result["findings"]}
        page = (tmp_path / "output" / result["name"] / "index.html").read_text("utf-8")
        assert "Ordlista" in page
        assert "My Family" in page
