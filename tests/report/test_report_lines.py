"""What is said to people and to programs: paths as one can open them from here."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Hashable
from pathlib import Path

import pytest

from publisher.model.errors import ContentError, MissingError
from publisher.model.findings import (
    Artifact,
    Finding,
    Place,
    Result,
    Severity,
)
from publisher.report import (
    error_lines,
    finding_lines,
    findings_data,
    place_text,
    preflight_lines,
    result_data,
    result_lines,
)
from publisher.report.report_lines import summed_lines

FOUND = Finding("content/x", Severity.ERROR, "it is wrong", "fix it", Place("sheet/publication.yaml", 12))
PAGE = Finding("layout/x", Severity.WARNING, "it is empty", "fill it", None, 3)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with content/ in it."""
    (tmp_path / "work" / "content").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def test_a_finding_in_two_lines(here: Path) -> None:
    assert finding_lines(FOUND, Path("content")) == [
        "content/sheet/publication.yaml:12: error: it is wrong  [content/x]",
        "    -> fix it",
    ]


def test_a_finding_on_a_page(here: Path) -> None:
    assert finding_lines(PAGE, Path("content"))[0] == "page 3: warning: it is empty  [layout/x]"


def test_a_finding_without_a_place(here: Path) -> None:
    found = Finding("layout/x", Severity.NOTE, "so it is", "leave it")
    assert finding_lines(found, Path("content"))[0] == "note: so it is  [layout/x]"


def test_a_place_without_a_line(here: Path) -> None:
    found = Finding("x/x", Severity.NOTE, "x", "x", Place("sheet/a.md"), 2)
    assert place_text(found, Path("content")) == "content/sheet/a.md, page 2"


@pytest.mark.parametrize(
    ("content", "shown"),
    [("content", "content"), ("./content", "content"), ("content/", "content"), ("../work/content", "content")],
)
def test_a_path_below_the_current_folder(here: Path, content: str, shown: str) -> None:
    assert place_text(FOUND, Path(content)) == f"{shown}/sheet/publication.yaml:12"


def test_an_absolute_path_below_the_current_folder_is_shown_from_here(here: Path) -> None:
    assert place_text(FOUND, here / "content") == "content/sheet/publication.yaml:12"


def test_a_path_elsewhere_is_shown_whole(here: Path, tmp_path: Path) -> None:
    assert place_text(FOUND, Path("../other")) == f"{tmp_path}/other/sheet/publication.yaml:12"


def test_a_folder_whose_name_begins_with_dots_is_below(here: Path) -> None:
    assert place_text(FOUND, Path("..content")) == "..content/sheet/publication.yaml:12"


def test_the_current_folder_as_content(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here / "content")
    assert place_text(FOUND, Path()) in ("sheet/publication.yaml:12", "./sheet/publication.yaml:12")


def test_findings_for_programs(here: Path) -> None:
    assert json.loads(json.dumps(findings_data([FOUND, PAGE], Path("content")))) == [
        {
            "id": "content/x",
            "severity": "error",
            "message": "it is wrong",
            "fix": "fix it",
            "lang": "en",
            "texts": {"message": None, "fix": None},
            "file": "content/sheet/publication.yaml",
            "line": 12,
            "page": None,
            "box": None,
            "values": {},
        },
        {
            "id": "layout/x",
            "severity": "warning",
            "message": "it is empty",
            "fix": "fill it",
            "lang": "en",
            "texts": {"message": None, "fix": None},
            "file": None,
            "line": None,
            "page": 3,
            "box": None,
            "values": {},
        },
    ]


def on_page(page: int, id: str = "preflight/x", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(id, severity, "it is wrong", "fix it", None, page, (14.2, 20.0, 5.0, 5.0), (("size", 6.5),))


def test_a_finding_in_a_place_on_a_page(here: Path) -> None:
    found = finding_lines(on_page(2), Path("content"))[0]
    assert found == "page 2, 14 mm across and 20 mm down: error: it is wrong  [preflight/x]"
    assert findings_data([on_page(2)], Path("content"))[0]["box"] == [14.2, 20.0, 5.0, 5.0]
    assert findings_data([on_page(2)], Path("content"))[0]["values"] == {"size": 6.5}


def test_a_fault_on_many_pages_is_reported_for_the_first_pages() -> None:
    found = [on_page(page) for page in (1, 2, 3, 4, 5, 6, 9)] + [on_page(3, severity=Severity.WARNING)]
    lines = preflight_lines("a.pdf (9 pages)", "generic-coated", found)
    assert lines[0] == "a.pdf (9 pages), for generic-coated"
    assert len([line for line in lines if "it is wrong" in line]) == 4
    assert "      the same on pages 4-6, 9 (--json lists each)" in lines
    assert lines[-1] == "  7 errors, 1 warning"


def test_a_file_without_faults_is_called_ready() -> None:
    lines = preflight_lines("a.pdf (1 page)", "p", [])
    assert lines == ["a.pdf (1 page), for p", "  nothing found: ready for the press"]


def test_an_error_with_its_findings(here: Path) -> None:
    assert error_lines(ContentError([FOUND]), Path("content")) == [
        *finding_lines(FOUND, Path("content")),
        "The content has 1 error.",
    ]


def test_very_many_findings_are_a_screenful(here: Path) -> None:
    kinds = [f"content/kind-{number}" for number in range(40)]
    found = [
        Finding(
            kinds[number % 40 if number % 2 else 0], Severity.ERROR, f"it is {number}", "do it", Place("a.md", number)
        )
        for number in range(100_000)
    ]
    lines = error_lines(ContentError(found), Path("content"))
    assert len(lines) <= 64
    assert max(map(len, lines)) < 500
    assert any("100000 errors" in line for line in lines)


def test_an_error_without_findings(here: Path) -> None:
    assert error_lines(MissingError("It is gone.", "Get it."), Path("content")) == ["It is gone. Get it."]


def result(*findings: Finding, written: bool = True) -> Result:
    artifacts = (
        Artifact("screen", "sheet-screen.pdf", "application/pdf", b"x" * 48_000, 8),
        Artifact("web", "sheet-web.html", "text/html", b"x" * 12),
    )
    return Result("sheet", "Torgdagen", Path("output/sheet"), artifacts, findings, written)


def test_of_many_files_of_a_format_the_main_one_is_listed(here: Path) -> None:
    files = [Artifact("calendar", f"sheet-calendar{part}.ics", "text/calendar", b"x" * 12) for part in ("", "-a", "-b")]
    lines = result_lines(Result("sheet", "Torgdagen", Path("output/sheet"), tuple(files)), Path("content"))
    assert lines[1:-1] == ["  output/sheet/sheet-calendar.ics  12 bytes, and 2 more in this format"]


def test_a_result_lists_its_files(here: Path) -> None:
    assert result_lines(result(), Path("content")) == [
        "Torgdagen (sheet)",
        "  output/sheet/sheet-screen.pdf  48 kB, 8 pages",
        "  output/sheet/sheet-web.html  12 bytes",
        "  output/sheet/index.html",
    ]


def test_a_result_with_a_warning_says_it_below(here: Path) -> None:
    assert result_lines(result(PAGE), Path("content"))[-2:] == [
        "  page 3: warning: it is empty  [layout/x]",
        "      -> fill it",
    ]


def test_a_fault_of_a_shared_file_is_said_once(here: Path) -> None:
    """Of two languages with one stylesheet, the second counts what stands above; its own findings stay."""
    shared = Finding(
        "layout/css-value", Severity.WARNING, "it is no length", "write 12px", Place("layouts/a/web.css", 3)
    )
    above = set[Hashable]()
    first, second = (result_lines(result(*one), Path("content"), above=above) for one in ((shared,), (shared, PAGE)))
    assert [line for line in first if "no length" in line]
    assert second[-3:] == [
        "  page 3: warning: it is empty  [layout/x]",
        "      -> fill it",
        "  1 finding in shared files: see above.",
    ]


def test_a_result_that_failed_names_no_file(here: Path) -> None:
    lines = result_lines(result(FOUND, written=False), Path("content"))
    assert "nothing was written" in lines[1]
    assert not any("sheet-screen.pdf" in line for line in lines)


@pytest.mark.parametrize(
    ("ids", "alone"),
    [
        (["preflight/ink-limit"], True),
        (["preflight/ink-limit", "layout/picture-resolution"], True),
        (["preflight/ink-limit", "parity/lost"], False),
    ],
)
def test_a_press_file_alone_that_failed_keeps_nobody_from_the_others(here: Path, ids: list[str], alone: bool) -> None:
    lines = result_lines(result(*(on_page(1, id) for id in ids), written=False), Path("content"))
    assert ("  the other formats have no errors: to make them, build again with --without press" in lines) is alone


def test_what_is_the_same_on_many_pages_is_reported_once(here: Path) -> None:
    lines = result_lines(result(*(on_page(page) for page in (2, 3, 4, 7)), on_page(5, "preflight/y")), Path("content"))
    assert sum("preflight/x" in line for line in lines) == 1
    assert "      the same on pages 3-4, 7 (--json lists each)" in lines
    assert sum("preflight/y" in line for line in lines) == 1


def test_a_result_for_programs(here: Path) -> None:
    data = json.loads(json.dumps(result_data(result(PAGE), Path("content"))))
    assert (data["name"], data["title"], data["written"]) == ("sheet", "Torgdagen", True)
    assert [(file["path"], file["pages"]) for file in data["files"]] == [
        ("output/sheet/sheet-screen.pdf", 8),
        ("output/sheet/sheet-web.html", None),
    ]
    assert [finding["id"] for finding in data["findings"]] == ["layout/x"]


def test_what_a_build_removes_is_reported(here: Path) -> None:
    made = dataclasses.replace(result(), removed=("sheet-text.txt", "sheet-epub.epub"))
    removed = "  removed, because they are older than the content: sheet-text.txt, sheet-epub.epub"
    assert removed in result_lines(made, Path("content"))
    assert result_data(made, Path("content"))["removed"] == ["sheet-text.txt", "sheet-epub.epub"]


def test_a_hundred_thousand_findings_are_a_screenful(here: Path) -> None:
    kinds = [f"content/kind-{number}" for number in range(50)]
    many = [
        Finding(kinds[number % 50], Severity.WARNING, "so it is", "change it", Place(f"blad/{number % 7}.md", number))
        for number in range(1, 100_001)
    ]
    before = time.process_time()
    lines = summed_lines(many, here / "content")
    assert time.process_time() - before < 4
    assert len(lines) <= 40
    assert all(len(line) < 600 for line in lines)
    assert "100000 warnings" in lines[-1]
