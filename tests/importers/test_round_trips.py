"""A publication goes out to Word, Excel and JSON, and comes back as it went; what a colleague changed comes with it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.content.load import load
from publisher.content.rules.print_ready import holds_print
from publisher.exporters import export, template
from publisher.importers.readers import read_file
from publisher.importers.text_merge import merge_text
from publisher.importers.writing import import_files
from publisher.pipeline.build import prepare
from support import tools


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(tools.ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


def files_of(folder: Path) -> dict[str, bytes]:
    names = ("publication.yaml", "programme.yaml", "sections/")
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and str(path.relative_to(folder)).startswith(names)
    }


def exported(content: Path, name: str, kind: str) -> Path:
    file = content.parent / f"{name}.{kind}"
    file.write_bytes(export(load(content / name), kind))
    return file


@pytest.mark.parametrize(
    ("name", "kind"),
    [("framat", "docx"), ("framat", "json"), ("almedalen", "xlsx"), ("almedalen", "docx"), ("almedalen", "json")],
)
def test_what_nobody_changed_comes_back_to_the_byte(name: str, kind: str, content: Path) -> None:
    before = files_of(content / name)
    report = import_files([exported(content, name, kind)], content, into=name)
    assert report.changes == []
    assert report.left_over == []
    assert files_of(content / name) == before


@pytest.mark.parametrize("name", ["framat", "almedalen"])
def test_json_makes_the_publication_again(name: str, content: Path) -> None:
    file = exported(content, name, "json")
    before = load(content / name)
    shutil.copytree(content / name / "pictures", content.parent / "pictures")
    shutil.rmtree(content / name)
    import_files([file], content, name=name)
    shutil.copytree(content.parent / "pictures", content / name / "pictures")
    after = load(content / name)
    assert (after.info, after.programme) == (before.info, before.programme)
    assert [part.html for part in after.parts if hasattr(part, "html")] == [
        part.html for part in before.parts if hasattr(part, "html")
    ]


def rewritten(file: Path, part: str, old: str, new: str) -> None:
    """Change a text in an office file, as a colleague would in the program."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_change_in_word_comes_back_alone(content: Path) -> None:
    file = exported(content, "framat", "docx")
    rewritten(file, "word/document.xml", "Alla elever ska få chansen", "Varje elev ska få chansen")
    path = content / "framat/sections/skola.md"
    before = path.read_text("utf-8")
    report = import_files([file], content, into="framat")
    assert {change.what for change in report.changes} == {"section 'Skolan ska lyfta varje elev'", "version"}
    after = path.read_text("utf-8")
    assert "Varje elev ska få chansen att utveckla" in after
    assert "[Science Center]{lang=en}" in after, "what Word does not know stays"
    assert sum(line not in before.splitlines() for line in after.splitlines()) == 1


def test_a_change_in_excel_comes_back_alone(content: Path) -> None:
    file = exported(content, "almedalen", "xlsx")
    rewritten(file, "xl/sharedStrings.xml", "Löser vi lärarbristen", "Hur löser vi lärarbristen")
    before = (content / "almedalen/programme.yaml").read_text("utf-8")
    report = import_files([file], content, into="almedalen")
    assert [change.kind for change in report.changes] == ["changed", "changed"]
    assert (content / "almedalen/programme.yaml").read_text("utf-8") == before.replace(
        "title: Löser vi lärarbristen", "title: Hur löser vi lärarbristen"
    )


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_template_that_was_filled_in_builds(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"mall.{kind}"
    file.write_bytes(template(kind))
    report = import_files([file], tmp_path / "content", name="ny")
    assert report.left_over == []
    assert [one.what for one in report.guesses if one.sure < 0.5 and "language" not in one.what] == []
    edition = prepare(load(tmp_path / "content" / "ny"))
    found = [one for one in edition.findings if one.severity != "note" and not holds_print(one)]
    assert [one for one in found if one.id != "content/past-date"] == []


def test_lists_of_terms_and_of_tasks_come_back_from_word(tmp_path: Path) -> None:
    text = "# Ord\n\nKartan\n: Finns här:\n\n   - i kiosken\n   - på nätet\n\n      Mer om nätet.\n\n"
    text += "Appen\n: Så här:\n\n   1. ladda ner\n   2. starta\n\nSlut.\n\n- [ ] packa\n- [x] köp\n"
    shutil.copytree(tools.SOUND, tmp_path / "content")
    (tmp_path / "content" / "sheet" / "sections" / "torget.md").write_text(text, "utf-8")
    file = exported(tmp_path / "content", "sheet", "docx")
    assert any(section.markdown.strip() == text.strip() for section in read_file(file).sections)


def test_the_template_of_word_has_a_box(tmp_path: Path) -> None:
    file = tmp_path / "mall.docx"
    file.write_bytes(template("docx"))
    (section,) = read_file(file).sections
    assert "::: pledges\n\n## Vi vill\n\n- ett löfte\n- ett löfte till\n\n:::" in section.markdown
    assert "> Ett citat av någon." in section.markdown


WORDS = st.text(alphabet="abcåäö ", min_size=1, max_size=30).map(str.strip).filter(bool)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(WORDS, min_size=1, max_size=8))
def test_merged_text_has_the_words_of_the_review(mine: list[str], new: list[str]) -> None:
    ours, theirs = ("\n\n".join(texts) + "\n" for texts in (mine, new))
    merged = merge_text(ours, theirs)
    assert merged.split() == theirs.split()
    assert merge_text(ours, ours) == ours


def test_every_field_of_a_session_comes_back(tmp_path: Path) -> None:
    """Whole days, nights, several languages, links with titles, a contact with two numbers: exported, and imported."""
    shutil.copytree(tools.TESTS / "torture" / "content", tmp_path / "content")
    original = load(tmp_path / "content" / "torture")
    file = exported(tmp_path / "content", "torture", "xlsx")
    assert import_files([file], tmp_path / "content", name="ny").left_over == []
    elsewhere = {"id", "start", "end", "people", "place", "stream"}  # ids are made anew, times may hold a date
    there, here = (
        {one.title: one.model_dump(exclude=elsewhere) for day in programme.days for one in day.sessions}
        for programme in (original.programme, load(tmp_path / "content" / "ny").programme)
        if programme
    )
    assert here == there
