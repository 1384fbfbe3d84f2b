"""Whole imports of other people's files: what each becomes, that it builds, and that nothing is lost in silence."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from publisher.content.load import load
from publisher.content.rules.print_ready import holds_print
from publisher.importers.draft import Draft
from publisher.importers.import_report import ImportReport
from publisher.importers.readers import read_file
from publisher.importers.writing import import_files
from publisher.model.errors import ContentError, UsageError
from publisher.pipeline.build import prepare

FILES = Path(__file__).with_name("files")
TODAY = dt.date(2026, 11, 30)
# file -> (sessions, people, places, streams) of the programme
PROGRAMMES = {
    "programme.csv": (40, 8, 4, 8),
    "programme.xlsx": (40, 8, 4, 8),
    "programme.ics": (20, 7, 4, 4),  # one event lasts two whole days
    "schedule.json": (18, 8, 3, 0),
}


def imported(file: str, tmp_path: Path, **options: str) -> ImportReport:
    return import_files([FILES / file], tmp_path / "content", name="ny", today=TODAY, **options)


@pytest.mark.parametrize(("file", "counts"), PROGRAMMES.items())
def test_a_programme_is_whole(file: str, counts: tuple[int, ...], tmp_path: Path) -> None:
    imported(file, tmp_path)
    programme = load(tmp_path / "content" / "ny").programme
    assert programme
    sessions = sum(len(day.sessions) for day in programme.days)
    held = sessions, len(programme.people), len(programme.places), len(programme.streams)
    assert held == counts


@pytest.mark.parametrize("file", [*PROGRAMMES, "letter.docx", "word.md", "exported.md"])
def test_what_was_imported_has_no_fault(file: str, tmp_path: Path) -> None:
    imported(file, tmp_path)
    edition = prepare(load(tmp_path / "content" / "ny"))
    found = [one for one in edition.findings if one.severity != "note" and not holds_print(one)]
    assert [one for one in found if one.id != "content/past-date"] == []


@pytest.mark.parametrize("file", [*PROGRAMMES, "letter.docx", "word.md", "exported.md"])
def test_the_importer_saw_every_text(file: str, tmp_path: Path) -> None:
    report = imported(file, tmp_path)
    assert [one for one in report.left_over if "did not see" in one.why and "Faktaruta" not in one.text] == []


def test_the_same_programme_comes_out_of_csv_and_xlsx(tmp_path: Path) -> None:
    def reported(draft: Draft) -> list[tuple[object, ...]]:
        return [
            (s.title, s.start, s.end, s.place, s.description, [p.name.replace("č", "c") for p in s.people])
            for s in draft.sessions
        ]

    one, other = (read_file(FILES / f"programme.{kind}", today=TODAY) for kind in ("csv", "xlsx"))
    assert reported(one) == reported(other)
    assert one.sessions[3].people[1].role == "ordförande, interimistisk"
    assert one.sessions[3].people[1].organisation == "Bygdegården"


def test_a_word_document_keeps_its_parts(tmp_path: Path) -> None:
    report = imported("letter.docx", tmp_path)
    folder = tmp_path / "content" / "ny"
    text = "\n".join(path.read_text("utf-8") for path in sorted((folder / "sections").iterdir()))
    assert "# Det här händer" in text
    assert "## Vad kostar det?" in text
    assert "| Bryggor | 6 mkr | 2028 |" in text
    assert "   - en med ramp" in text
    assert re.search(r"Priserna är från 2026\.\[\^\d\]", text)
    assert "![En kulle med gräs under en sol.](pictures/letter-1.jpg)" in text
    assert (folder / "pictures" / "letter-2.jpg").read_bytes()[:2] == b"\xff\xd8"
    assert any("alt text of pictures/letter-2.jpg" in line for line in report.to_do)
    info = load(folder).info
    assert (info.title, info.language) == ("Ny park vid ån", "sv"), "the program's own language is English"


def test_a_second_import_changes_only_what_the_file_changed(tmp_path: Path) -> None:
    content, file = tmp_path / "content", tmp_path / "programme.csv"
    shutil.copy(FILES / "programme.csv", file)
    import_files([file], content, name="ny", today=TODAY)
    path = content / "ny" / "programme.yaml"
    mine = path.read_text("utf-8").replace("title: Bygglov på 20 minuter\n", "title: Bygglov på en kvart  # min\n")
    path.write_text(mine, "utf-8")
    table = file.read_bytes().decode("cp1252")
    table = table.replace("2027-05-21;09:00;kl 9,45;", "2027-05-21;09:15;kl 9,45;")  # moved
    table = table.replace("2027-05-21;12.45;13:15;Kulturskolan spelar;", "2027-05-21;12.45;13:15;Kören sjunger;")
    file.write_bytes(table.encode("cp1252"))
    report = import_files([file], content, into="ny", today=TODAY + dt.timedelta(days=1))
    kinds = {(change.kind, change.what.split(",")[0]) for change in report.changes}
    assert ("moved", "session 'Skolvägen: hur gör vi den trygg?'") in kinds
    assert ("added", "session 'Kören sjunger'") in kinds
    assert ("cancelled", "session 'Kulturskolan spelar'") in kinds
    assert ("kept", "session 'Bygglov på en kvart'") in kinds
    assert "title: Bygglov på en kvart  # min\n" in path.read_text("utf-8"), "comments stay as well"
    publication = load(content / "ny")
    assert publication.info.version == "1.1"
    assert publication.info.date == TODAY + dt.timedelta(days=1)


def test_importing_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_files([FILES / "programme.xlsx", FILES / "word.md"], content, name="ny", today=TODAY)
    before = {path: path.read_bytes() for path in sorted(content.rglob("*.yaml")) + sorted(content.rglob("*.md"))}
    report = import_files([FILES / "programme.xlsx", FILES / "word.md"], content, into="ny", today=TODAY)
    assert report.changes == []
    assert {path: path.read_bytes() for path in before} == before


def test_nothing_is_left_behind_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes((FILES / "letter.docx").read_bytes()[:9000])
    with pytest.raises(ContentError) as caught:
        import_files([FILES / "word.md", broken], tmp_path / "content", name="ny")
    assert caught.value.findings[0].id == "import/damaged"
    assert not (tmp_path / "content").exists()


def test_a_publication_is_never_made_twice(tmp_path: Path) -> None:
    imported("word.md", tmp_path)
    with pytest.raises(UsageError, match="already exists"):
        imported("word.md", tmp_path)
    with pytest.raises(UsageError, match="no publication 'annan'"):
        import_files([FILES / "word.md"], tmp_path / "content", into="annan")
