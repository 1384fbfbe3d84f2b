"""What volunteers get wrong: each is reported at its line with a fix that helps, and the fix that is followed works."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from publisher.model.catalogue import Message, in_language
from publisher.model.findings import Finding, Severity
from publisher.pipeline.build import check
from publisher.scaffold import make_publication
from support.cli import publisher
from support.mistakes import MISTAKES, Mistake
from support.more_mistakes import MORE_MISTAKES

LAYOUTS = ("leaflet-a5", "programme-a4")
ALL = (*MISTAKES, *MORE_MISTAKES)
NAMES = [mistake.name for mistake in ALL]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with fresh content for each layout, dated some time ago."""
    folder = tmp_path_factory.mktemp("fresh")
    for layout in LAYOUTS:
        make_publication("blad", layout, folder / layout)
        file = folder / layout / "blad" / "publication.yaml"
        dated = re.sub(r"^date: \S+ .*$", "date: 2026-01-01", file.read_text("utf-8"), flags=re.MULTILINE)
        file.write_text(dated, "utf-8")
    return folder


@pytest.fixture
def leaflet(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh / "leaflet-a5", tmp_path / "content")) / "blad"


def write(folder: Path, mistake: Mistake, text: str) -> None:
    """Put `text` in the place of what the mistake was made in."""
    file = folder / mistake.file
    before = file.read_text("utf-8")
    assert mistake.old in before
    file.write_text(before.replace(mistake.old, text, 1), "utf-8")


def test_there_are_enough() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 70


@pytest.mark.parametrize("mistake", ALL, ids=NAMES)
def test_a_mistake_is_reported_with_a_fix_that_works(mistake: Mistake, fresh: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(fresh / mistake.layout, tmp_path / "wrong")) / "blad"
    line = (folder / mistake.file).read_text("utf-8").partition(mistake.old)[0].count("\n") + 1
    write(folder, mistake, mistake.new)
    found = [
        one for one in check(folder) if one.id == f"content/{mistake.id}" and mistake.says in f"{one.message} {one.fix}"
    ]
    assert found, [f"{one.message} -> {one.fix}" for one in check(folder) if one.severity is Severity.ERROR]
    if mistake.new:
        assert found[0].where
        assert found[0].where.line in mistake.at(line), found[0].where
    assert all(
        isinstance(text, Message) and in_language(text, "sv") != text for text in (found[0].message, found[0].fix)
    )
    if mistake.follow is not None:
        corrected = Path(shutil.copytree(fresh / mistake.layout, tmp_path / "right")) / "blad"
        write(corrected, mistake, mistake.follow)
        left = [one for one in check(corrected) if one.severity is Severity.ERROR or _same(one, found[0])]
        assert left == []


def _same(one: Finding, other: Finding) -> bool:
    return (one.id, one.message) == (other.id, other.message)


@pytest.mark.parametrize("name", ["publication.yaml", "sections/skriv.md"])
def test_a_second_ending_is_seen(name: str, leaflet: Path) -> None:
    file = leaflet / name
    file.rename(file.with_name(f"{file.name}.txt"))
    (found,) = [one for one in check(leaflet) if one.id == "content/file-name"]
    assert f"{name}.txt" in found.message
    assert f"rename it to {file.name}" in found.fix
    file.with_name(f"{file.name}.txt").rename(file)
    assert not [one for one in check(leaflet) if one.severity is Severity.ERROR]


def test_a_word_file_named_as_text_is_recognised(leaflet: Path) -> None:
    with zipfile.ZipFile(leaflet / "sections/skriv.md", "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    (found,) = [one for one in check(leaflet) if one.id == "content/not-utf8"]
    assert "Word" in found.message
    assert "publisher import" in found.fix


@pytest.mark.parametrize(
    ("name", "written", "shown"),
    [
        ("sections/skriv.md", "sections/skriv.MD", "sections/skriv.MD"),
        ("sections", "Sections", "Sections/skriv.md"),
        ("publication.yaml", "Publication.yaml", "Publication.yaml"),
        ("publication.yaml", "publication.yml", "publication.yml"),
    ],
)
def test_a_name_in_other_letters_is_seen_once(name: str, written: str, shown: str, leaflet: Path) -> None:
    (leaflet / name).rename(leaflet / written)
    found = check(leaflet)
    assert {one.id for one in found if one.severity is Severity.ERROR} == {"content/file-name"}
    meant = shown.replace(written, name)
    assert any(shown in one.message and f"rename it to {meant}" in one.fix for one in found)
    (leaflet / written).rename(leaflet / name)
    assert not [one for one in check(leaflet) if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("{\\rtf1\\ansi Hej}", "RTF"), ("<!DOCTYPE html>\n<p>Hej</p>", "HTML"), ("\n<html><p>Hej", "HTML")],
)
def test_a_text_of_another_program_is_recognised(text: str, kind: str, leaflet: Path) -> None:
    (leaflet / "sections/skriv.md").write_text(text, "utf-8")
    (found,) = [one for one in check(leaflet) if one.severity is Severity.ERROR]
    assert (found.id, kind in found.message, "publisher import" in found.fix) == ("content/not-utf8", True, True)


def test_line_ends_of_word_processors_are_spaces(leaflet: Path) -> None:
    file = leaflet / "sections/skriv.md"
    file.write_text(file.read_text("utf-8") + "\nEtt\vtvå\u2028tre\n", "utf-8")
    assert not [one for one in check(leaflet) if one.severity is Severity.ERROR]


def test_a_publication_named_by_its_path_is_found(leaflet: Path) -> None:
    content = leaflet.parent
    for named in (leaflet, leaflet / "publication.yaml", f"{leaflet}/"):
        answer = publisher("check", "--content", content, named)
        assert answer.exit_code == 0, answer.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "bladet"], "Did you mean 'blad'?"),
        (["biuld"], "Did you mean 'build'?"),
        (["build", "--format", "wep"], "Did you mean 'web'?"),
        (["build", "--formt", "web"], "--format"),
        (["build", "--format", "press", "--press", "newpaper"], "did you mean 'newspaper'?"),
        (["build", "--format", "press", "--marks", "crp"], "did you mean 'crop'?"),
        (["check", "--fail-on", "eror"], "Did you mean 'error'?"),
        (["new", "nytt", "--layout", "leaflet-a6"], "did you mean 'leaflet-a5'?"),
        (["new", "Nytt blad", "--layout", "leaflet-a5"], "nytt-blad"),
        (["list", "layout"], "Did you mean 'layouts'?"),
        (["schema", "publikation"], "Did you mean 'publication'?"),
        (["--lang", "svenska", "list"], "Did you mean 'sv'?"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_a_command_leads_to_the_one_that_was_meant(arguments: list[str], says: str, leaflet: Path) -> None:
    content = [] if arguments[0] in ("--lang", "schema", "biuld") else ["--content", leaflet.parent]
    answer = publisher(*arguments, *content)
    assert answer.exit_code == 2
    assert says.lower() in answer.stderr.lower()


def test_a_fault_in_a_title_that_is_too_long_is_at_its_line(leaflet: Path) -> None:
    file = leaflet / "publication.yaml"
    text = file.read_text("utf-8").replace("title: Din titel", f"title: {'W' * 80}", 1)
    file.write_text(text, "utf-8")
    line = text.partition("\ntitle: ")[0].count("\n") + 2
    answer = publisher("build", "--content", leaflet.parent, "--output", leaflet.parent / "out", "--format", "screen")
    assert re.search(rf"publication\.yaml:{line}, page 1\b.*\[layout/(text-off-page|word-broken)\]", answer.output)


def test_many_findings_are_summed_up_in_a_screenful(leaflet: Path) -> None:
    answer = publisher("check", "--content", leaflet.parent)
    assert len(answer.stdout.splitlines()) < 40
    assert "more of content/starter-text" in answer.stdout
    every = publisher("check", "--content", leaflet.parent, "--all")
    assert len(every.stdout.splitlines()) > len(answer.stdout.splitlines())
