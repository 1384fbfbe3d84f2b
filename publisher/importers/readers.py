"""The reader of a file, chosen by its content and not by its name, since people rename files."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from publisher.importers.budgets import import_error, read_bytes
from publisher.importers.draft import Draft
from publisher.importers.tables.table_files import OLE
from publisher.model.catalogue import say

OLD = {".doc": ("a document of an old Word", ".docx"), ".ppt": ("an old presentation", ".pdf")}


@dataclass(frozen=True)
class Mapping:
    """What import.yaml says of unknown names: table heading -> field, paragraph style -> block."""

    columns: dict[str, str | None] = field(default_factory=dict)
    styles: dict[str, str | None] = field(default_factory=dict)


def read_file(path: Path, mapping: Mapping | None = None, today: dt.date | None = None) -> Draft:
    """What a file holds, as a draft. `today` is for dates without a year.

    Raises AccessError where it cannot be read, ContentError (`import/...`) where it is damaged, protected, too large,
    or of a kind that has no reader.
    """
    mapping, today = mapping or Mapping(), today or dt.date.today()
    kind = kind_of(path)
    if kind in ("csv", "book"):
        from publisher.importers.tables.sessions import read_table

        return read_table(path, mapping.columns, today)
    if kind == "ics":
        from publisher.importers.calendars.ics import read_ics

        return read_ics(path)
    if kind == "schedule":
        from publisher.importers.calendars.schedule import read_schedule

        return read_schedule(path)
    if kind == "publication":
        from publisher.importers.publication_file import read_publication

        return read_publication(path)
    return _document(kind, path, mapping)


def _document(kind: str, path: Path, mapping: Mapping) -> Draft:
    from publisher.importers.documents.sections import add_sections

    if kind == "docx":
        from publisher.importers.documents.docx import read_docx

        draft, blocks = read_docx(path, mapping.styles)
    else:
        draft, blocks = _reader(kind)(path)
    add_sections(draft, blocks, path)
    if not draft.sections and not draft.left_over:
        raise import_error("empty", say("importers:file-holds-no-text"), say("importers:check-right-file"), path)
    return draft


def _reader(kind: str) -> Callable[[Path], tuple[Draft, list]]:
    if kind == "odt":
        from publisher.importers.documents.odt import read_odt

        return read_odt
    if kind == "html":
        from publisher.importers.documents.html import read_html

        return read_html
    if kind == "pdf":
        from publisher.importers.documents.pdf import read_pdf

        return read_pdf
    from publisher.importers.documents.foreign_markdown import read_markdown

    return read_markdown


def kind_of(path: Path) -> str:
    """'csv', 'book', 'ics', 'schedule', 'docx', 'odt', 'html', 'pdf' or 'markdown'. Raises ContentError for others."""
    data, ending = read_bytes(path), path.suffix.lower()
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:4] == b"PK\x03\x04":
        return _office_kind(path)
    if data[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == OLE:
        return _ole_kind(path, ending)
    if head[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        return "ics"
    if ending == ".json" and b'"publisher/publication"' in data[:200]:
        return "publication"
    if ending == ".json" or (head[:1] == b"{" and b"schedule" in head):
        return "schedule"
    lowered = head.lower()
    if b"<schedule" in lowered and head[:1] == b"<":
        return "schedule"
    if ending in (".html", ".htm", ".xhtml") or lowered.startswith((b"<!doctype html", b"<html")):
        return "html"
    if ending in (".csv", ".tsv", ".tab"):
        return "csv"
    if ending in (".md", ".markdown", ".txt", ".text", ""):
        if b"\0" in data[:1000] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            raise _unknown(path, ending)
        return "markdown"
    raise _unknown(path, ending)


def _office_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        fix = say("importers:open-and-save-again")
        raise import_error("damaged", say("importers:damaged-or-not-whole"), fix, path) from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or "spreadsheet" in kind:
        return "book"
    if "opendocument.text" in kind:
        return "odt"
    raise _unknown(path, path.suffix)


def _ole_kind(path: Path, ending: str) -> str:
    if ending == ".docx":
        return "docx"  # which says that it is protected
    if ending in OLD:
        what, new = OLD[ending]
        raise import_error(
            "old-format",
            say("importers:file-is-old", what=what, ending=ending),
            say("importers:open-save", new=new),
            path,
        )
    return "book"


def _unknown(path: Path, ending: str) -> Exception:
    fix = say("importers:import-csv-xlsx-ods-ics-schedule")
    return import_error(
        "unknown-kind", say("importers:files-this-kind-cannot-imported", p1=ending or "without an ending"), fix, path
    )
