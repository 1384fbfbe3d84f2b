"""Every kind of thing that a user or a package adds, with every fault that its file can have: the thing is reported, by
its file and with one finding for one cause, and everything else works."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.cli import publisher
from support.plugins import install
from support.tools import ROOT, SOUND

Change = Callable[[str], str | bytes]
PRESS = """\
title: The shop
description: Sheet-fed.
bleed: 3
output_intent:
  profile: ISOcoated_v2_300_bas.icc
  condition: FOGRA39
"""
# Faults that any text file can have.
BYTES: dict[str, Change] = {
    "utf-16": lambda text: text.encode("utf-16"),
    "latin-1": lambda text: f"{text}\n# å".encode("latin-1"),
}


def in_place_of(pattern: str, new: str) -> Change:
    """The text with one part of it replaced."""

    def change(text: str) -> str:
        changed, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL | re.MULTILINE)
        assert count == 1, pattern
        return changed

    return change


BLOCK = r"(?=^\S)|\Z)"  # up to the next field that is not indented
# What is wrong, and the finding's id and words. All of one kind stand in one file of it.
LAYOUT: dict[str, tuple[str, Change | None, str, str]] = {
    "broken TOML": ("layout.toml", lambda text: f"{text}\n[half", "layout/toml-syntax", "TOML"),
    "missing table": ("layout.toml", in_place_of(r"^\[qr\].*?(?=^\[)", ""), "layout/missing-field", "'qr'"),
    "wrong type": ("layout.toml", in_place_of("width_mm = .*?$", 'width_mm = "wide"'), "layout/wrong-kind", "width_mm"),
    "value for a table": (
        "layout.toml", in_place_of(r"\A(.*?)^\[qr\].*?(?=^\[)", r"qr = 1\n\1"), "layout/wrong-kind", "'qr'",
    ),
    "unknown key": ("layout.toml", in_place_of(r"^\[page\]", "[page]\nhue = 1"), "layout/unknown-field", "'hue'"),
    "no template": ("document.html.j2", None, "layout/missing-template", "document.html.j2"),
    "no stylesheet": ("print.css", None, "layout/missing-stylesheet", "print.css"),
    **{f"{name}, {file}": (file, change, "layout/not-utf8", "UTF-8")
       for name, change in BYTES.items() for file in ("layout.toml", "document.html.j2", "print.css")},
    "template syntax": ("document.html.j2", lambda text: text + "{% if %}", "layout/template", "Expected an"),
    "unknown name": ("document.html.j2", lambda text: "{{ nobody.name }}" + text, "layout/template", "nobody"),
    "unknown base": (
        "document.html.j2", lambda _: '{% extends "half.html.j2" %}', "layout/template", "'half.html.j2'",
    ),
    "unknown block": (
        "document.html.j2", lambda text: text + "{% block hedaer %}{% endblock %}", "layout/template", "'hedaer'",
    ),
    "text outside the blocks": (
        "document.html.j2", lambda text: text + "\n<p>Words\nof nobody</p>", "layout/template", "'<p>Words of nobody",
    ),
    "broken contract": (
        "document.html.j2", lambda _: "<html lang='sv'><title>x</title><body><p>x</p></body></html>",
        "layout/contract", "no <main>",
    ),
}  # fmt: skip
YAML: dict[str, tuple[Change, str, str]] = {
    "broken YAML": (lambda text: f"{text}\nmore: [1\n", "content/yaml-syntax", "YAML"),
    "unknown key": (lambda text: f"{text}\nhue: 1\n", "content/unknown-field", "'hue'"),
    "list": (lambda _: "- a\n", "content/wrong-kind", "should contain fields"),
    **{name: (change, "content/not-utf8", "UTF-8") for name, change in BYTES.items()},
}
BRAND = YAML | {
    "missing field": (in_place_of(rf"^colours:.*?({BLOCK}", ""), "content/missing-field", "'colours'"),
    "wrong type": (in_place_of(rf"^colours:.*?({BLOCK}", "colours: red\n"), "content/wrong-kind", "'colours'"),
}
PRESSES = YAML | {
    "missing field": (in_place_of(r"^output_intent:.*", ""), "content/missing-field", "'output_intent'"),
    "wrong type": (in_place_of(r"^output_intent:.*", "output_intent: 3"), "content/wrong-kind", "'output_intent'"),
    "missing ICC file": (in_place_of("profile: .*?$", "profile: no.icc"), "content/press-profile", "no.icc"),
}
CASES = [
    *(pytest.param("layout", file, *case, id=f"layout: {name}") for name, (file, *case) in LAYOUT.items()),
    *(pytest.param("brand", "mine.yaml", *case, id=f"brand: {name}") for name, case in BRAND.items()),
    *(pytest.param("press", "mine.yaml", *case, id=f"press: {name}") for name, case in PRESSES.items()),
]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Two publications, of which one names a layout, a brand and a press profile of the content folder."""
    content = tmp_path / "content"
    shutil.copytree(SOUND, content)
    shutil.copytree(content / "sheet", content / "other")
    shutil.copytree(ROOT / "layouts/programme-a4", content / "layouts/mine")
    shutil.copy(next((content / "brands").glob("*.yaml")), content / "brands/mine.yaml")
    (content / "presses").mkdir()
    (content / "presses/mine.yaml").write_text(PRESS, "utf-8")
    file = content / "other/publication.yaml"
    text = re.sub("^(layout|brand): .*$", r"\1: mine", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(f"{text}\npress: mine\n", "utf-8")
    return content


FOLDERS = {"layout": "layouts/mine", "brand": "brands", "press": "presses"}


def checked(content: Path, name: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code, and the findings at files of the shared folders."""
    answer = publisher("check", name, "--content", content, "--json")
    found = json.loads(answer.stdout)["findings"]
    return answer.exit_code, [one for one in found if re.search(r"(layouts/mine|brands|presses)/", one["file"] or "")]


def test_what_is_not_broken_works(content: Path) -> None:
    assert checked(content, "other") == (0, [])
    assert "cannot be used" not in publisher("list", "--content", content).output.lower()


@pytest.mark.parametrize(("kind", "file", "change", "id", "words"), CASES)
def test_a_broken_thing_of_the_content_folder(
    content: Path, kind: str, file: str, change: Change | None, id: str, words: str
) -> None:
    """One finding, at its file; the publication without it is sound, and all that can be used is listed."""
    path = content / FOLDERS[kind] / file
    changed = change(path.read_text("utf-8")) if change else None
    path.unlink()
    if changed is not None:
        path.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    code, found = checked(content, "other")
    assert (code, [(one["id"], one["severity"]) for one in found]) == (3, [(id, "error")])
    assert words in found[0]["message"]
    assert found[0]["fix"]
    where = f"{FOLDERS[kind]}/{file if change else 'layout.toml'}"
    assert found[0]["file"].endswith(where)
    code, others = checked(content, "sheet")
    assert (code, {one["severity"] for one in others}) == (0, {"warning"} if others else set())
    listed = publisher("list", "--content", content, "--json")
    assert listed.exit_code == 0, listed.output
    broken = json.loads(listed.stdout).get("broken", {})
    # What is wrong inside a template shows only where it is filled in.
    assert [place.partition(":")[0].endswith(where) for place in broken] == ([True] if others else [])


@pytest.mark.parametrize(("kind", "file"), [("layout", "layout.toml"), ("brand", "mine.yaml"), ("press", "mine.yaml")])
def test_a_file_that_cannot_be_read(content: Path, kind: str, file: str) -> None:
    """A folder has its name. Only the publication that names it stops."""
    path = content / FOLDERS[kind] / file
    path.unlink()
    path.mkdir()
    answer = publisher("check", "other", "--content", content)
    assert answer.exit_code == 5
    assert f"{FOLDERS[kind]}/{file} is a folder, not a file" in answer.output
    code, (finding,) = checked(content, "sheet")
    assert (code, finding["id"], finding["severity"]) == (0, "content/cannot-read", "warning")
    listed = json.loads(publisher("list", "--content", content, "--json").stdout)
    assert [place.endswith(f"{FOLDERS[kind]}/{file}") for place in listed["broken"]] == [True]


# Packages: all of them are installed at once

SOURCES = {"import": "raise RuntimeError('no printer')\n", "exit": "raise SystemExit(3)\n", "syntax": "def half(:\n"}
KINDS = (*("formats", "checks", "rules", "layouts", "brands", "presses", "fonts", "catalogues", "executors"),)
FILES = {
    "layouts": ("{fault}/layout.toml", {"syntax": "[half", "type": "title = 1", "bytes": "å"}),
    "brands": ("{fault}.yaml", {"syntax": "more: [1", "type": "name: [1]", "bytes": "å"}),
    "presses": ("{fault}.yaml", {"syntax": "more: [1", "type": "title: [1]", "bytes": "å"}),
    "fonts": ("fonts.toml", {"syntax": "[half", "type": "family = 1", "bytes": "å"}),
    "catalogues": ("sv/LC_MESSAGES/publisher.mo", {"type": "no catalogue"}),
    "messages": ("sv/findings/{fault}.toml", {"syntax": "[half", "type": "many = 1", "bytes": "å"}),
}


def test_broken_packages_of_every_kind(tmp_path: Path) -> None:
    """Each entry is reported once by its name, and what is not broken is listed, checked and built."""
    site = tmp_path / "site"
    entries: dict[str, dict[str, str]] = {}
    for kind in KINDS:
        names = {f"{kind}-{fault}": f"broken_{fault}:THING" for fault in SOURCES}
        names |= {f"{kind}-gone": "no_such_module:THING", f"{kind}-other": "broken_other:THING"}
        entries[f"publisher.{kind}"] = names
    modules = {f"broken_{fault}.py": source for fault, source in SOURCES.items()} | {"broken_other.py": "THING = 1\n"}
    for kind, (file, faults) in FILES.items():
        for fault, text in faults.items():
            package = f"{kind}_{fault}"
            group = "publisher.catalogues" if kind == "messages" else f"publisher.{kind}"
            entries[group][package] = package
            modules |= {f"{package}/__init__.py": "", f"{package}/{file.format(fault=fault)}": text}
    install(site, "publisher-broken", entries, modules)
    for path in site.rglob("*"):
        if path.is_file() and path.read_bytes() == "å".encode():
            path.write_bytes("å".encode("latin-1"))
    shutil.copytree(SOUND, tmp_path / "content")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, site)))}

    def start(*words: str) -> Any:
        command = [sys.executable, "-P", "-m", "publisher", *words, "--json"]
        answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return json.loads(answer.stdout)

    of = ("--content", str(tmp_path / "content"))
    listed = start("list", *of)
    assert {"web", "press"} <= listed["formats"].keys()
    assert {"leaflet-a5"} <= listed["layouts"].keys()
    (result,) = start("build", "sheet", *of, "--output", str(tmp_path / "output"), "--format", "text")
    assert [file["format"] for file in result["files"]] == ["text"]
    (explained,) = start("--lang", "sv", "explain", "parity/lost")  # what packages say on findings is read for it
    assert explained["id"] == "parity/lost"
    for said in (
        "\n".join([*listed["broken"], *listed["broken"].values()]),
        json.dumps(start("check", "sheet", *of)["findings"]),
    ):
        missing = [name for names in entries.values() for name in names if name not in said]
        assert missing == [], said
