"""Files that cannot be imported: one sentence that a volunteer understands, and nothing else changed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from publisher.importers.readers import read_file
from publisher.importers.tables.table_files import read_sheets
from publisher.model.errors import AccessError, ContentError

FILES = Path(__file__).with_name("files")


def archive(*names: str, size: int = 10) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, b" " * size)
    return target.getvalue()


def xxe() -> bytes:
    """A Word document whose text asks for a file of the machine."""
    body = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(FILES / "letter.docx") as whole, zipfile.ZipFile(target, "w") as made:
        for name in whole.namelist():
            made.writestr(name, body if name == "word/document.xml" else whole.read(name))
    return target.getvalue()


# name of the file, its bytes, the finding, words that the message or fix must have
BAD: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("tom.docx", lambda: b"", "import/empty", "empty"),
    ("tom.csv", lambda: b"\xef\xbb\xbf \n", "import/empty", "empty"),
    ("halv.docx", lambda: (FILES / "letter.docx").read_bytes()[:20000], "import/damaged", "save it again"),
    ("halv.xlsx", lambda: (FILES / "programme.xlsx").read_bytes()[:4000], "import/damaged", "save it again"),
    ("gammal.doc", lambda: (FILES / "old.doc").read_bytes(), "import/old-format", ".docx"),
    ("gammal.docx", lambda: (FILES / "old.doc").read_bytes(), "import/old-format", ".docx"),
    ("bomb.docx", lambda: archive("word/document.xml", size=400_000_000), "import/too-much", "at most"),
    ("bomb.xlsx", lambda: archive("xl/workbook.xml", size=400_000_000), "import/too-much", "at most"),
    ("tusen.docx", lambda: archive("word/document.xml", *map(str, range(6000))), "import/too-much", "at most"),
    ("arkiv.zip", lambda: archive("a.txt"), "import/unknown-kind", "docx"),
    ("bild.heic", lambda: b"\0\0\0\x18ftypheic" + b"x" * 50, "import/unknown-kind", "pictures/"),
    ("trasig.json", lambda: b'{"schedule": ', "import/damaged", "export"),
    ("annan.json", lambda: b'{"a": [1, 2]}', "import/no-schedule", "schedule"),
    ("trasig.ics", lambda: b"BEGIN:VCALENDAR\nnonsense", "import/damaged", "calendar"),
    ("trasig.pdf", lambda: b"%PDF-1.4\nnothing", "import/damaged", "PDF"),
    ("rader.csv", lambda: b"Datum;Start;Rubrik\n" + b"2027-05-21;9.00;x\n" * 30_000, "import/too-much", "rows"),
    ("inga.csv", lambda: b"a;b\n1;2\n3;4\n", "import/no-table", "Rubrik"),
    ("utanfor.json", lambda: json.dumps({"kind": "publisher/publication", "sections": {"../x.md": ""}}).encode(),
     "import/damaged", "export"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "id", "words"), BAD, ids=[one[0] for one in BAD])
def test_a_bad_file_is_one_clear_finding(
    name: str, data: Callable[[], bytes], id: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data())
    with pytest.raises(ContentError) as caught:
        read_file(path)
    (finding,) = caught.value.findings
    assert finding.id == id
    assert words in f"{finding.message} {finding.fix}"
    assert finding.where is not None
    assert finding.where.file == str(path.resolve())


def test_a_scan_says_that_it_is_one(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "skannat.pdf"
    Image.new("RGB", (600, 800), "white").save(path, "PDF")
    with pytest.raises(ContentError) as caught:
        read_file(path)
    assert caught.value.findings[0].id == "import/no-text"


def test_no_file_of_the_machine_is_read(tmp_path: Path) -> None:
    path = tmp_path / "xxe.docx"
    path.write_bytes(xxe())
    held = ""
    with suppress(ContentError):  # refused, or read without what it asks for
        held = repr(read_file(path))
    assert "root:" not in held


def test_a_saved_page_names_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "hemlig.png").write_bytes(b"\x89PNG secret")
    folder = tmp_path / "sida"
    folder.mkdir()
    page = folder / "sida.html"
    page.write_text(
        '<html lang="sv"><body><main><h1>Rubrik</h1><p>Text som står här.</p><img src="../hemlig.png" alt="a b c">'
        '<img src="https://example.org/x.png" alt="en bild"></main></body></html>',
        "utf-8",
    )
    draft = read_file(page)
    assert all(not section.pictures for section in draft.sections)
    assert sum("nothing is fetched" in one.why for one in draft.left_over) == 2


@pytest.mark.parametrize("missing", ["finns-inte.docx", "."])
def test_what_is_no_file_is_an_access_error(missing: str, tmp_path: Path) -> None:
    with pytest.raises(AccessError):
        read_file(tmp_path / missing)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_tables_in_any_encoding_and_with_any_separator(encoding: str, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "tabell.csv"
    rows = [["Datum", "Start", "Rubrik"], ["2027-05-21", "9.30", "Öppet hus på ån"], ["2027-05-22", "10.00", "Sång"]]
    path.write_bytes("\n".join(separator.join(row) for row in rows).encode(encoding))
    (sheet,) = read_sheets(path)
    assert sheet.rows == rows
