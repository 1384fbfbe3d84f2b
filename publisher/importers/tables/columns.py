"""Which column holds what: by its heading in Swedish and English, else by what stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.content.schema import Access, Session
from publisher.datafiles.appearance import Where, appearances
from publisher.datafiles.vocabularies import columns
from publisher.importers.tables.table_files import Cell, Sheet
from publisher.importers.tables.values import as_date, as_time, as_time_range, is_yes_or_no
from publisher.model.catalogue import say
from publisher.text.i18n import label
from publisher.text.language_tags import closest_tag

TIME = "time"  # the column that holds start and end in one
LEAVE_OUT = "leave-out"  # what import.yaml says of a column that is not wanted
ACCESS = tuple(one.value for one in Access)


def _headings() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Column of a table of sessions -> words that head it; the first is written by an export."""
    yield from ((name, one.words) for name, one in columns(Session).items())
    yield from ((one.value, one.headings) for one in Access)
    for name, one in appearances(Session).items():
        shown = one.is_read and one.where is not Where.HEADING
        if shown and name not in columns(Session) and name != "accessibility":  # that has a column for each value
            words = (*(label(language, one.label) for language in ("sv", "en") if one.label), name.replace("_", " "))
            yield name, tuple(dict.fromkeys(map(str.casefold, words)))


HEADINGS = dict(_headings())
WORDS = {word: name for name, words in HEADINGS.items() for word in words}
LOOKED_AT = 200  # rows; enough to know a column by
HEADING_ROWS = 15  # a heading row is looked for in the first rows
TIME_FIELDS = frozenset({"date", "start", "end", "time"})
SURE_ENOUGH = 0.8  # share of a column's cells that look alike


@dataclass(frozen=True)
class Column:
    """A column of a table and the field that it holds; None: nobody knows. `sure` is from 0 to 1."""

    index: int
    heading: str
    field: str | None
    why: str = ""
    sure: float = 1.0


def plain(heading: str) -> str:
    """A heading as headings are compared: small letters, single spaces, without brackets and 'ja/nej'."""
    text = unicodedata.normalize("NFC", heading).casefold()
    text = re.sub(r"\(.*?\)|\bja\s*/\s*nej\b|\byes\s*/\s*no\b|[?:*.]", " ", text)
    return " ".join(text.replace("-", " ").split())


def heading_row(sheet: Sheet) -> int | None:
    """The row that heads the table: the one among the first with most known headings, at least two."""
    best, found = None, 1
    for number, row in enumerate(sheet.rows[:HEADING_ROWS]):
        known = {WORDS[plain(cell)] for cell in row if isinstance(cell, str) and plain(cell) in WORDS}
        if len(known) > found:
            best, found = number, len(known)
    return best


def match_columns(sheet: Sheet, head: int | None, mapping: dict[str, str | None]) -> list[Column]:
    """The columns of a table, each with its field. `mapping` (import.yaml) goes before everything else."""
    wide = max((len(row) for row in sheet.rows), default=0)
    first = 0 if head is None else head + 1
    found = list[Column]()
    for index in range(wide):
        heading = str(sheet.rows[head][index]).strip() if head is not None and index < len(sheet.rows[head]) else ""
        cells = [row[index] for row in sheet.rows[first : first + LOOKED_AT] if index < len(row) and row[index] != ""]
        found.append(_match(index, heading, cells, mapping))
    return _each_once(found)


def _match(index: int, heading: str, cells: Sequence[Cell], mapping: dict[str, str | None]) -> Column:
    if mapping.get(heading):
        return Column(index, heading, mapping[heading], say("importers:mapping-says-so"))
    if field := WORDS.get(plain(heading)):
        seen, sure = _by_content(cells) if field in TIME_FIELDS and cells else (None, 0.0)
        if seen and not _fits(field, seen):  # 'När' may head dates as well as times
            return Column(index, heading, seen, say("importers:what-stands-in-it"), sure)
        return Column(index, heading, field, say("importers:its-heading"))
    if not cells:
        return Column(index, heading, LEAVE_OUT, say("importers:column-empty"))
    seen, sure = _by_content(cells)
    if found := _by_word(heading):
        word, field = found
        if field in TIME_FIELDS and seen in TIME_FIELDS and not _fits(field, seen):
            return Column(index, heading, seen, say("importers:what-stands-in-it"), sure)
        if not (seen == "date" and field not in TIME_FIELDS):
            return Column(index, heading, field, say("importers:heading-has-word", word=word), 0.7)
    field = seen
    return Column(
        index,
        heading,
        field if not heading or field in ("date", "start", "time") else None,
        say("importers:what-stands-in-it"),
        sure,
    )


def _by_word(heading: str) -> tuple[str, str] | None:
    """(word, field) of a heading that is not known as a whole: the last known word in it, which is what it is about."""
    text, found = plain(heading), list[tuple[int, int, str]]()
    for word in WORDS:
        if len(word) > 2 and (match := re.search(rf"\b{re.escape(word)}\b", text)):
            found.append((match.end(), len(word), word))
    for word in WORDS:  # the beginning of a longer word: 'lokalnamn'
        if not found and len(word) > 3 and (match := re.search(rf"\b{re.escape(word)}", text)):
            found.append((match.end(), len(word), word))
    return (word, WORDS[word]) if found and (word := max(found)[2]) else None


def _fits(field: str, seen: str) -> bool:
    """Whether what stands in a column can be what its heading says: dates are no times."""
    return (field == "date") == (seen == "date")


def _by_content(cells: Sequence[Cell]) -> tuple[str | None, float]:
    """What a column without a known heading holds, and how surely."""
    looks = {
        "date": lambda cell: as_date(cell) is not None,
        "time": lambda cell: as_time_range(cell) is not None,
        "start": lambda cell: as_time(cell) is not None,
        "links": lambda cell: str(cell).startswith(("http://", "https://", "www.")),
        "language": lambda cell: bool(closest_tag(str(cell).casefold())),
        "hearing-loop": is_yes_or_no,
    }
    for field, look in looks.items():
        share = sum(map(look, cells)) / len(cells)
        if share >= SURE_ENOUGH and field != "hearing-loop":
            return field, share * 0.8
    return None, 0.0


def _each_once(columns: list[Column]) -> list[Column]:
    """No field has two columns: the surest has it. Two columns of times are start and end."""
    taken: dict[str, Column] = {}
    result = list[Column]()
    for column in columns:
        before = taken.get(column.field or "")
        if before is None or column.field == LEAVE_OUT:
            pass
        elif column.field == "start" and "end" not in taken:
            column = Column(column.index, column.heading, "end", say("importers:second-times"), 0.6)
        elif column.sure > before.sure:
            result[before.index] = Column(before.index, before.heading, None, say("importers:another-column"), 0)
        else:
            column = Column(column.index, column.heading, None, say("importers:another-column"), 0)
        if column.field:
            taken[column.field] = column
        result.append(column)
    return result
