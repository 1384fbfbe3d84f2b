"""Table files -> rows of cells: CSV in any usual encoding and with any usual separator, xlsx, xls, ods."""

from __future__ import annotations

import csv
import datetime as dt
import io
import posixpath
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from publisher.importers.budgets import (
    CELL_CHARACTERS,
    COLUMNS,
    ROWS,
    check_archive,
    import_error,
    protected,
    read_bytes,
    too_much,
)
from publisher.model.catalogue import say
from publisher.model.graphemes import beginning

Cell: TypeAlias = "str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta"
SEPARATORS = ";\t,|"
ENCODINGS = ("utf-8-sig", "cp1252")  # the second takes any byte but five
BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"})
OLE = b"\xd0\xcf\x11\xe0"  # the container of old office files, and of protected new ones


@dataclass(frozen=True)
class Sheet:
    """One table of a file. `first_row` is the number of its first row as the program that made it shows it."""

    file: str
    name: str
    rows: list[list[Cell]]
    first_row: int = 1
    hidden: frozenset[int] = frozenset()  # rows that the program does not show, from 0

    def spot(self, row: int, column: int | None = None, heading: str = "") -> str:
        """Where a cell stands, as a person looks for it: 'row 7, column C (Slut)'. Both count from 0 here."""
        where = say("importers:spot-row", number=self.first_row + row)
        if self.name:
            where = say("importers:spot-sheet", name=self.name, where=where)
        if column is None:
            return where
        named = f"{letters(column)} ({heading})" if heading else letters(column)
        return say("importers:spot-column", where=where, column=named)


def letters(column: int) -> str:
    """A column's name in a spreadsheet: 0 -> 'A', 27 -> 'AB'."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_sheets(path: Path) -> list[Sheet]:
    """Every table of a file that holds something. Raises ContentError and AccessError, see `budgets`."""
    data = read_bytes(path)
    if path.suffix.lower() in BOOKS or data[:4] in (b"PK\x03\x04", OLE):
        return _read_book(path, data)
    return [_read_csv(path, data)]


def _read_csv(path: Path, data: bytes) -> Sheet:
    text = decode(path, data)
    separator = _separator(text)
    rows: list[list[Cell]] = []
    csv.field_size_limit(CELL_CHARACTERS)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False):
            rows.append([cell.strip() for cell in row])
            _check_size(path, len(rows), len(row))
    except csv.Error as error:
        message = say("importers:row-cannot-read-cell-longer-than", p1=len(rows) + 1, cell_characters=CELL_CHARACTERS)
        raise import_error("damaged", message, say("importers:check-quotation-marks-row"), path) from error
    return Sheet(path.name, "", rows)


def decode(path: Path, data: bytes) -> str:
    """Text in UTF-8, UTF-16 or Windows-1252 (which Latin-1 is a part of)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:1000]:  # UTF-16 without a mark
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _separator(text: str) -> str:
    """The character that stands as often in most lines, outside quotation marks."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:50] if line.strip()]

    def fit(separator: str) -> tuple[float, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) / len(counts) if usual else 0.0, usual)

    return max(SEPARATORS, key=fit)


def _read_book(path: Path, data: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    if data[:4] == b"PK\x03\x04":
        check_archive(path)
    elif data[:4] == OLE and path.suffix.lower() in (".xlsx", ".xlsm", ".ods", ".xlsb"):
        raise protected(path)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        hidden = {one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
        rows_hidden = _hidden_rows(data) if data[:4] == b"PK\x03\x04" else {}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            _check_size(path, sheet.total_height, sheet.total_width)
            rows = sheet.to_python(skip_empty_area=False)
            _fill_merged(rows, sheet.merged_cell_ranges or ())
            if any(cell != "" for row in rows for cell in row):
                tidy = [[_tidy(cell) for cell in row] for row in rows]
                concealed = frozenset(range(len(rows))) if name in hidden else rows_hidden.get(name, frozenset())
                sheets.append(Sheet(path.name, name, tidy, hidden=concealed))
    except PasswordError as error:
        raise protected(path) from error
    except CalamineError as error:
        fix = say("importers:open-program-made-save-again-xlsx")
        raise import_error("damaged", say("importers:spreadsheet-damaged-kind-cannot-read"), fix, path) from error
    return sheets


def _hidden_rows(data: bytes) -> dict[str, frozenset[int]]:
    """Rows of each sheet of an xlsx that are hidden (ECMA-376 part 1, 18.3.1.73), from 0."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    found: dict[str, frozenset[int]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" not in names:
                return {}
            targets = {
                one.get("Id"): posixpath.normpath(posixpath.join("xl", str(one.get("Target")).removeprefix("/xl/")))
                for one in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
            }
            for sheet in etree.fromstring(archive.read("xl/workbook.xml"), parser).iter("{*}sheet"):
                target = targets.get(next((value for key, value in sheet.items() if key.endswith("}id")), ""), "")
                if target in names and b"hidden=" in (xml := archive.read(target)):
                    rows = etree.fromstring(xml, parser).iter("{*}row")
                    hidden = (row for row in rows if row.get("hidden") in ("1", "true"))
                    found[str(sheet.get("name"))] = frozenset(int(row.get("r", "0")) - 1 for row in hidden)
    except (KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return {}
    return found


def _check_size(path: Path, rows: int, columns: int) -> None:
    if rows > ROWS:
        raise too_much(path, say("importers:has-more-than-rows", rows=ROWS), say("importers:rows", rows=ROWS))
    if columns > COLUMNS:
        raise too_much(path, say("importers:has-columns", columns=columns), say("importers:columns", columns=COLUMNS))


def _fill_merged(rows: list[list[Any]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """What is written once over several rows is said of each of them. Cells that are merged across stay as they are."""
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and rows[row][left] == "":
                rows[row][left] = rows[top][left]


def _tidy(cell: Any) -> Cell:
    if isinstance(cell, str):
        return beginning(cell.strip(), CELL_CHARACTERS)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell
