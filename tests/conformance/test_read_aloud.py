"""What a real screen reader says of the finished files: Orca with Chromium (web) and with Firefox (PDF).

Where Orca or a browser is not installed, the run names what was left out; in continuous integration that is a fault.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from support import log
from support.built import SAMPLES, Built
from support.golden import Golden
from support.screen_reader import desktop, reading, rules, transcript
from support.screen_reader.browsers import Chromium, Firefox
from support.screen_reader.transcript import Announcement

Readings = dict[Path, list[Announcement]]
FORMS = ("web", "landing", "screen")


def path_of(built: Built, name: str, form: str) -> Path:
    """A finished file; the landing page is a form, too."""
    return built.folder(name) / name / "index.html" if form == "landing" else built.path(name, form)


@pytest.fixture(scope="module")
def readings(built: Built) -> Readings:
    """Everything that is read, in one session of each browser."""
    if lacks := desktop.missing():
        left_out = f"screen reader: NOTHING WAS READ ALOUD; not installed: {', '.join(lacks)}"
        log.report(left_out)
        if os.environ.get("CI"):
            pytest.fail(left_out)
        pytest.skip(left_out)
    path = partial(path_of, built)
    pages = [path(sample.name, form) for sample in SAMPLES for form in ("web", "landing")]
    files = [path(sample.name, "screen") for sample in SAMPLES]
    found = reading.read(pages, Chromium) | reading.read(files, Firefox)
    for read_file, said in found.items():
        log.report(f"Orca: {read_file.parent.name}/{read_file.name}: {len(said)} announcements")
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [sample.name for sample in SAMPLES])
def test_what_is_said(readings: Readings, built: Built, golden: Golden, name: str, form: str) -> None:
    said = transcript.text(readings[path_of(built, name, form)], flowing=form == "screen")
    golden(f"read-aloud/{name}-{form}.txt", said)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [sample.name for sample in SAMPLES])
def test_each_picture_is_said_once(readings: Readings, built: Built, name: str, form: str) -> None:
    page = rules.Page(path_of(built, name, "web" if form == "screen" else form))
    faults = rules.pictures(page.pictures, readings[path_of(built, name, form)])
    assert not faults, "\n".join(faults)
