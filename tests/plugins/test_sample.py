"""An installed package adds a format, a check, a rule and a layout; broken ones harm nobody. As a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publisher.scaffold import make_publication
from support.plugins import install
from support.tools import ROOT
from support.waivers import ready_for_print

SAMPLE = ROOT / "tests" / "plugin_sample"
PROJECT = tomllib.loads((SAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
Run = Callable[..., Any]

# One of every kind that does not work: it cannot be imported, contradicts itself, fails in use, or is no folder.
BROKEN = {
    "broken_one.py": (
        "from publisher.checks import Check\n"
        "from publisher.formats import Format\n"
        "from publisher.formats.read_back import read_text\n"
        "from publisher.model.findings import Severity\n"
        "from publisher.preflight.rule import Rule\n"
        "def fail(*given): raise RuntimeError('out of paper')\n"
        "BAD = dict(extension='x', media_type='x/x', title='X', purpose='X')\n"
        "FAILS = Format(id='fails', render=fail, read=read_text, **BAD)\n"
        "UNREAD = Format(id='unread', render=lambda edition: b'x', read=fail, **BAD)\n"
        "CHECK = Check(('broken/check',), 'document', 'why', 'whose', fail)\n"
        "RULE = Rule('broken/rule', (Severity.NOTE,), 'why', 'whose', fail)\n"
    ),
    "broken_two.py": (
        "from publisher.formats import Format\n"
        "FORMAT = Format(id='unproven', extension='x', media_type='x/x', title='X', purpose='X', render=len)\n"
    ),
    "broken_three.py": "from publisher.formats import Format\n\nraise RuntimeError('no printer')\n",
    "broken_labels/__init__.py": "",
    "broken_labels/sv/LC_MESSAGES/publisher.mo": "no catalogue",
    "broken_fonts/__init__.py": "",
    "broken_fonts/fonts.toml": "family = 1",
}
ENTRIES = {
    "publisher.formats": {
        "fails": "broken_one:FAILS",
        "gone": "no_such_module:FORMAT",
        "unproven": "broken_two:FORMAT",
        "printer": "broken_three:FORMAT",
        "unread": "broken_one:UNREAD",
    },
    "publisher.checks": {"check": "broken_one:CHECK", "no-check": "broken_one:RULE"},
    "publisher.rules": {"rule": "broken_one:RULE", "printer": "broken_three:RULE"},
    "publisher.layouts": {"layouts": "broken_one:BAD"},
    "publisher.catalogues": {"labels": "broken_labels"},
    "publisher.fonts": {"fonts": "broken_fonts"},
    "publisher.executors": {"slow": "no_such_module:SLOW"},
}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("build", ...)`: the program as a user starts it, with the sample and a broken package -> its JSON."""
    site = install(tmp_path / "site", PROJECT["name"], PROJECT["entry-points"])
    install(site, "publisher-broken", ENTRIES, BROKEN)
    content = tmp_path / "content"
    for name, layout in (("ett", "postcard"), ("annat", "leaflet-a5")):
        make_publication(name, "leaflet-a5", content)
        ready_for_print(content / name)
        path = content / name / "publication.yaml"
        path.write_text(path.read_text("utf-8").replace("layout: leaflet-a5", f"layout: {layout}"), "utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, site, SAMPLE)))}

    def start(verb: str, *options: str, code: int = 0) -> Any:
        command = [sys.executable, "-P", "-m", "publisher", verb, *options, "--content", str(content), "--json"]
        if verb == "build":
            command += ["--output", str(tmp_path / "output")]
        answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert answer.returncode == code, answer.stdout + answer.stderr
        return json.loads(answer.stdout)

    return start


def test_a_build_with_what_packages_add(run: Run, tmp_path: Path) -> None:
    """Two publications side by side: one of them is made by a spawned process, which finds the same packages. What is
    broken is left out and reported, and everything else is made."""
    formats = ("words", "press", "text", "fails", "unread")
    results = run("build", *(option for id in formats for option in ("--format", id)), code=10)
    assert [result["name"] for result in results] == ["annat", "ett"]
    for result in results:
        name, found = result["name"], {finding["id"]: finding for finding in result["findings"]}
        assert [file["format"] for file in result["files"]] == ["words", "press", "text"]
        assert {"sample/long-title", "sample/pages", "plugin/broken", "plugin/failed"} <= found.keys()
        assert found["sample/long-title"]["file"].endswith(f"{name}/publication.yaml")
        assert json.loads((tmp_path / "output" / name / f"{name}-words.json").read_text("utf-8"))["texts"]
        said = sorted(finding["message"] for finding in result["findings"] if finding["id"].startswith("plugin/"))
        prefix = "the {} of the plug-in publisher-broken 1.0 "
        assert [text for text in said if "broken 1.0" not in text] == []
        for what in (
            "check 'broken/check'} failed: RuntimeError: out of paper",
            "check 'no-check'} cannot be used: TypeError: broken_one:RULE is of the type Rule and should be a",
            "rule 'broken/rule'} failed: RuntimeError: out of paper",
            "format 'fails'} failed: RuntimeError: out of paper",
            "format 'unread'} failed: RuntimeError: out of paper",
            "format 'gone'} cannot be used: ModuleNotFoundError: No module named 'no_such_module'",
            "format 'unproven'} cannot be used: ValueError: the format 'unproven' needs one of 'read', 'compare'",
            "folder 'layouts' of layouts} cannot be used: TypeError: broken_one:BAD is of the type dict",
            "folder 'labels' of labels} cannot be used: OSError",
            "folder 'fonts' of fonts} cannot be used: 'family' should be a list",
            "executor 'slow'} cannot be used: ModuleNotFoundError: No module named 'no_such_module'",
        ):
            named, _, rest = what.partition("}")
            assert [text for text in said if text.startswith(prefix.format(named) + rest.lstrip())], (what, said)
    listed = (tmp_path / "output/ett/index.html").read_text("utf-8")
    assert "ett-words.json" in listed


def test_a_format_that_fails_is_an_error_only_where_it_was_requested(run: Run, tmp_path: Path) -> None:
    """Alone, nothing is written; beside others, they are; and a build of the usual formats only warns."""
    for result in run("build", "--format", "fails", code=10):
        assert (result["written"], result["files"]) == (False, [])
        assert [one["severity"] for one in result["findings"] if "'fails'" in one["message"]] == ["error"]
    laid_out = ("screen", "screen-ua2", "press", "large-print", "cover", "booklet", "epub")
    for result in run("build", *(option for id in laid_out for option in ("--without", id))):
        assert result["written"]
        assert [one["severity"] for one in result["findings"] if "'fails'" in one["message"]] == ["warning"]


def test_a_package_speaks_swedish(run: Run) -> None:
    """Its messages come from its own catalogue; in a language that it lacks they are English."""
    found = {one["id"]: one for one in run("check", "ett", "--lang", "sv")["findings"]}
    assert found["sample/long-title"]["message"].endswith("är lång")
    assert found["sample/long-title"]["fix"] == "korta titeln"


def test_they_are_listed(run: Run) -> None:
    listed = run("list")
    assert listed["formats"]["words"] == "Word list (.json). Every text, for programs that count or translate."
    assert listed["layouts"]["postcard"] == "A card: the message in front, contact and imprint on the back."
    assert "no_such_module" in listed["broken"]["publisher.formats: gone = no_such_module:FORMAT"]
    assert "no_such_module" in listed["broken"]["publisher.executors: slow = no_such_module:SLOW"]
    (printer,) = [said for place, said in listed["broken"].items() if place.endswith("broken_three.py:3")]
    kinds = [line.partition(" 'printer' of ")[0] for line in printer.splitlines()]
    assert kinds == ["the format", "the rule"]
    assert printer.count("cannot be used: RuntimeError: no printer") == 2
    (fonts,) = [said for place, said in listed["broken"].items() if place.endswith("broken_fonts/fonts.toml:1")]
    assert "'family' should be a list" in fonts
