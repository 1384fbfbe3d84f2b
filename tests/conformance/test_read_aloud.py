"""What a real screen reader says of the finished files: Orca with Chromium (web) and with Firefox (PDF).

Where Orca or a browser is not installed, the run names what was left out; in continuous integration that is a fault.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

from support import log, structure
from support.built import SAMPLES, Built
from support.golden import Golden
from support.screen_reader import desktop, reading, rules, transcript
from support.screen_reader.browsers import Chromium, Firefox
from support.screen_reader.transcript import Announcement

Readings = dict[Path, list[Announcement]]
FORMS = ("web", "landing", "screen")
NAMES = [sample.name for sample in SAMPLES]


def path_of(built: Built, name: str, form: str) -> Path:
    """A finished file; the landing page is a form, too."""
    return built.folder(name) / name / "index.html" if form == "landing" else built.path(name, form)


@pytest.fixture(scope="module")
def readings(built: Built) -> Readings:
    """Everything that is read, in one session of each browser."""
    desktop.require()
    path = partial(path_of, built)
    pages = [path(name, form) for name in NAMES for form in ("web", "landing")]
    files = [path(name, "screen") for name in NAMES]
    found = reading.read(pages, Chromium) | reading.read(files, Firefox)
    for read_file, said in found.items():
        log.report(f"Orca: {read_file.parent.name}/{read_file.name}: {len(said)} announcements")
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_said(readings: Readings, built: Built, golden: Golden, name: str, form: str) -> None:
    said = transcript.text(readings[path_of(built, name, form)], flowing=form == "screen")
    golden(f"read-aloud/{name}-{form}.txt", said)


@pytest.mark.parametrize("form", ["web", "landing"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_said_as_it_is_written(readings: Readings, built: Built, name: str, form: str) -> None:
    """Nothing unsaid, nothing twice, no word or number cut; each heading in one announcement, each language its own."""
    page, said = rules.Page(path_of(built, name, form)), readings[path_of(built, name, form)]
    faults = rules.differences(page.words, said)
    faults += rules.headings(page.headings, said)
    faults += rules.languages(page.languages, said)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_is_said_as_the_page_is_written(readings: Readings, built: Built, name: str) -> None:
    """No word is broken at a line's end either: Firefox would say it as two."""
    written = structure.words_of_page(built.path(name, "web"))
    faults = rules.differences(written, rules.without_areas(readings[built.path(name, "screen")]))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_each_picture_is_said_once(readings: Readings, built: Built, name: str, form: str) -> None:
    page = rules.Page(path_of(built, name, "web" if form == "screen" else form))
    faults = rules.pictures(page.pictures, readings[path_of(built, name, form)])
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("asked", "outcome"), [("", pytest.skip.Exception), ("required", pytest.fail.Exception)])
def test_where_there_is_no_screen_reader_the_run_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: str, outcome: type[BaseException]
) -> None:
    """On a machine that has neither Orca nor a browser; also in the list at the end of the run."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("READ_ALOUD", asked)
    monkeypatch.setattr(desktop, "SYSTEM_PYTHON", str(tmp_path / "python3"))
    monkeypatch.setattr(desktop, "BUS", tmp_path / "org.a11y.Bus.service")
    monkeypatch.setattr(log, "VERDICTS", set())
    packages = "orca, xvfb, dbus-daemon, openbox, firefox-esr, chromium, at-spi2-core"
    said = f"screen reader: NOTHING WAS READ ALOUD; not installed: {packages}"
    with pytest.raises(outcome, match=f"^{said}$"):
        desktop.require()
    assert said == log.VERDICTS.pop()


def test_orca_is_missed_where_only_the_browsers_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desktop, "SYSTEM_PYTHON", sys.executable)
    assert "orca" in desktop.missing()


def announcement(*said: str, roles: tuple[str, ...] = (), language: str = "sv") -> Announcement:
    return Announcement((*said, *roles), roles, language)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (["Ring 0243-740", "00 i dag."], ""),
        (["Ring 0243-740"], "not said: '00 i dag.'"),
        (["Ring 0243-740", "Ring 0243-740", "00 i dag."], "said beside the text"),
        (["Ri", "ng 0243-740 00 i dag."], "'Ring' is said as 'Ri ng'"),
        (["Ring 0243-74000 i dag."], "is said as '0243-74000'"),
    ],
)
def test_the_rule_on_words_finds_its_fault(said: list[str], fault: str) -> None:
    found = rules.differences(["Ring", "0243-740", "00", "i", "dag."], [announcement(words) for words in said])
    assert [fault in one for one in found] == ([True] if fault else [])


def test_the_rules_on_headings_languages_and_pictures_find_theirs() -> None:
    parted = [announcement(words, roles=("heading level 2",)) for words in ("Om", "badet")]
    assert len(rules.headings([(2, "Om badet")], parted)) == 3
    assert not rules.headings([(2, "Om badet")], [announcement("Om badet", roles=("heading level 2",))])
    assert rules.languages([("en", "Talking books")], [announcement("Talking books")])
    assert rules.pictures(["En bänk"], [announcement("En bänk", roles=("image",))] * 2)
