"""A table's rows -> sessions and places of a draft. Nothing is passed over in silence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from publisher.content.schema import Session
from publisher.importers.budgets import import_error
from publisher.importers.draft import Draft, DraftPlace, DraftSession, Guess, LeftOver, Origin
from publisher.importers.tables.columns import ACCESS, LEAVE_OUT, TIME, Column, heading_row, match_columns
from publisher.importers.tables.table_files import Cell, Sheet, read_sheets
from publisher.importers.tables.values import (
    as_date,
    as_people,
    as_start,
    as_time,
    as_time_range,
    is_yes,
    is_yes_or_no,
    month_stands_first,
    says_cancelled,
    usual_year,
)
from publisher.model.catalogue import say
from publisher.text.language_tags import closest_tag, is_language

TOTALS = ("summa", "totalt", "total", "sum", "antal")
LONGEST = dt.timedelta(hours=14)  # past midnight; what would be longer ends before it starts
TIMES = ("start", TIME)
END = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](.+))?")  # an end with a date
CONVERTED = frozenset({"date", "start", TIME, "end"})  # what stands in another form in the publication


def read_table(path: Path, mapping: dict[str, str | None], today: dt.date) -> Draft:
    """Every sheet of a table file. One whose headings are places' makes places, any other sessions; one that is neither
    is left over. `mapping` is heading -> field (import.yaml). Raises ContentError where no sheet can be used."""
    draft, used = Draft(), 0
    for sheet in read_sheets(path):
        head = heading_row(sheet)
        columns = match_columns(sheet, head, mapping)
        fields = {column.field for column in columns}
        if sheet.hidden and len(sheet.hidden) >= len(sheet.rows):
            draft.left_over += _all_texts(sheet, say("importers:sheet-hidden"))
        elif "title" in fields and fields & {"start", "time", "date"}:
            if used and draft.sessions:
                why = say("importers:sheets-before")
                draft.guesses.append(Guess(say("importers:guess-sheet", name=sheet.name), why, 0.4, Origin(path.name)))
            draft.add(_Reader(sheet, head, columns, today).draft())
            used += 1
        elif "place" in fields and head is not None:
            draft.add(_places(sheet, head, columns))
            used += 1
        else:
            draft.add(_left_over(sheet))
    if not used:
        fix = say("importers:name-columns-first-row-datum-start")
        raise import_error("no-table", say("importers:no-sheet-has-columns-title-time"), fix, path)
    return draft


class _Reader:
    """Reads one table of sessions."""

    def __init__(self, sheet: Sheet, head: int | None, columns: list[Column], today: dt.date) -> None:
        self.sheet, self.head, self.today = sheet, head, today
        self.columns = columns
        self.by_field = {column.field: column for column in columns if column.field and column.field != LEAVE_OUT}
        self.result = Draft()
        self.date: dt.date | None = None
        dates = [
            row[column.index]
            for row in self._rows()
            if (column := self.by_field.get("date")) and column.index < len(row)
        ]
        first = month_stands_first(dates)
        self.month_first = bool(first)
        self.year = usual_year([date for cell in dates if (date := as_date(cell, self.month_first))], today)
        if first is None:
            column = self.by_field["date"]
            why = say("importers:day-or-month-first")
            self._guess(say("importers:guess-dates", date=dates[0]), why, 0.6, column)

    def draft(self) -> Draft:
        self._say_columns()
        for number in range(len(self.sheet.rows)):
            if self.head is not None and number < self.head:
                self._above(number)
            elif number != self.head:
                self._row(number)
        return self.result

    def _rows(self) -> list[list[Cell]]:
        return self.sheet.rows[0 if self.head is None else self.head + 1 :]

    def _say_columns(self) -> None:
        for column in self.columns:
            if column.heading:
                self.result.converted.append(column.heading)
                self.result.columns[column.heading] = column.field
            if column.field and column.sure < 1 and column.field != LEAVE_OUT:
                named = say("importers:guess-column", column=column.heading or column.index + 1, field=column.field)
                self._guess(named, column.why, column.sure, column)

    def _guess(self, what: str, why: str, sure: float, column: Column) -> None:
        row = self.head or 0
        self.result.guesses.append(Guess(what, why, round(sure, 2), self._origin(row, column)))

    def _origin(self, row: int, column: Column | None = None) -> Origin:
        spot = self.sheet.spot(row, column.index, column.heading) if column else self.sheet.spot(row)
        return Origin(self.sheet.file, spot)

    def _above(self, number: int) -> None:
        """A line above the table is its title: the first becomes the publication's, others are left over."""
        texts = [str(cell) for cell in self.sheet.rows[number] if cell != ""]
        if texts and not self.result.title:
            self.result.title = texts[0]
            self.result.guesses.append(
                Guess(
                    say("importers:guess-title", title=texts[0]),
                    say("importers:above-table"),
                    0.6,
                    self._origin(number),
                )
            )
            texts = texts[1:]
        for text in texts:
            self._leave(text, say("importers:above-table"), self._origin(number))

    def _leave(self, text: str, why: str, origin: Origin) -> None:
        self.result.left_over.append(LeftOver(text, why, origin))

    def _cell(self, number: int, field: str) -> Cell:
        column, row = self.by_field.get(field), self.sheet.rows[number]
        cell = row[column.index] if column and column.index < len(row) else ""
        if field in CONVERTED and cell != "":
            self.result.converted.append(str(cell))
        return cell

    def _row(self, number: int) -> None:
        if number in self.sheet.hidden:
            self._whole_row(number, say("importers:row-hidden"))
            return
        row = self.sheet.rows[number]
        texts = [cell for cell in row if cell != ""]
        if not texts:
            return
        if not self._take_date(number):
            self._whole_row(number, say("importers:date-unreadable"))
            return
        start, end, all_day = self._times(number)
        title = str(self._cell(number, "title")).strip()
        if not title or ((start is None or all_day) and self._is_total(texts)):
            self._whole_row(number, say("importers:total") if self._is_total(texts) else say("importers:no-title"))
            return
        if len(texts) == 1 and (start is None or all_day):  # a heading between the rows, such as a day's name
            self._whole_row(number, say("importers:alone-in-row"))
            return
        session = DraftSession(title, start, self._origin(number), end, all_day)
        if all_day and not any(self._cell(number, field) for field in ("id", "end")):
            why = say("importers:row-without-time")
            self.result.guesses.append(Guess(say("importers:guess-all-day", title=title), why, 0.4, session.origin))
        self._fill(session, number)
        self.result.sessions.append(session)

    def _is_total(self, texts: list[Cell]) -> bool:
        return str(texts[0]).casefold().rstrip(":").split(" ")[0] in TOTALS

    def _whole_row(self, number: int, why: str) -> None:
        for column in self.columns:
            row = self.sheet.rows[number]
            text = str(row[column.index]) if column.index < len(row) else ""
            is_read = column.field == "date" and as_date(row[column.index], self.month_first, self.year)
            if text and not is_read:
                self._leave(text, why, self._origin(number, column))

    def _take_date(self, number: int) -> bool:
        """A date holds for the rows below it that name none. False where one is written that cannot be read."""
        cell = self._cell(number, "date")
        if (date := as_date(cell, self.month_first, self.year)) is not None:
            self.date = date
        elif cell != "":
            date = next(
                (found for one in self.sheet.rows[number] if isinstance(one, dt.date) and (found := as_date(one))), None
            )
            self.date = date or self.date
            return bool(date) or self._is_total([cell])
        return True

    def _times(self, number: int) -> tuple[dt.datetime | None, dt.datetime | None, bool]:
        """(start, end, whether it lasts all day)"""
        start = end = until = None  # `until`: the date on which it ends, where that is another
        for field in TIMES:
            cell = self._cell(number, field)
            if cell != "" and (both := as_time_range(cell)) is not None:
                start, end = both
            elif cell != "" and (partly := as_start(cell)) is not None:
                start, end, words = partly
                if words:
                    self._leave(words, say("importers:beside-time"), self._origin(number, self.by_field[field]))
            elif cell != "":
                self._leave(str(cell), say("importers:time-unreadable"), self._origin(number, self.by_field[field]))
            if self.date is None and isinstance(cell, dt.datetime):
                self.date = cell.date()
        if (cell := self._cell(number, "end")) != "":
            end = as_time(cell)
            if last := END.fullmatch(str(cell).strip()):
                until, end = as_date(last[1]), as_time(last[2]) if last[2] else None
            if end is None and until is None:
                self._leave(str(cell), say("importers:time-unreadable"), self._origin(number, self.by_field["end"]))
        if self.date is None:
            return None, None, False
        begin = dt.datetime.combine(self.date, start or dt.time())
        finish = dt.datetime.combine(self.date, end) if end is not None else None
        if until is not None:
            finish = dt.datetime.combine(until, end or dt.time())
        if finish is not None and finish <= begin and until is None:
            finish += dt.timedelta(days=1)  # past midnight
            if finish - begin > LONGEST:
                self._leave(
                    str(self._cell(number, "end")) or f"{end}", say("importers:end-before-start"), self._origin(number)
                )
                finish = None
        return begin, finish, start is None

    def _fill(self, session: DraftSession, number: int) -> None:
        for column in self.columns:
            row = self.sheet.rows[number]
            cell = row[column.index] if column.index < len(row) else ""
            if cell != "" and column.field not in ("date", "start", "end", "time", "title"):
                self._field(session, column, cell, number)
        session.key = session.key or f"{session.title}"

    def _field(self, session: DraftSession, column: Column, cell: Cell, number: int) -> None:
        text, field, origin = str(cell).strip(), column.field, self._origin(number, column)
        if field in (*ACCESS, "language", "cancelled", "id"):
            self.result.converted.append(text)
        if field is None or field == LEAVE_OUT:
            why = (
                say("importers:mapping-leaves-out") if field else say("importers:column-unknown", column=column.heading)
            )
            self._leave(text, why, origin)
        elif field == "people":
            session.people = as_people(text, origin)
        elif field in ACCESS:
            if is_yes(cell):
                session.accessibility.append(field)
            elif not is_yes_or_no(cell):
                self._leave(text, say("importers:neither-yes-nor-no"), origin)
        elif field == "language":
            for word in re.split(r"\s*[,;/&]\s*|\s+(?:och|and)\s+", text):
                if tag := word if is_language(word) else closest_tag(word):
                    session.language = " ".join(filter(None, (session.language, tag)))
                else:
                    self._leave(word, say("importers:unknown-language"), origin)
        elif field == "cancelled":
            session.cancelled = says_cancelled(cell)
            if not session.cancelled and not is_yes_or_no(cell):
                self._leave(text, say("importers:cancelled-unclear"), origin)
        elif field == "id":
            session.key = text
        elif field == "address":
            self.result.places.append(DraftPlace(str(self._cell(number, "place")), text, origin=origin))
        elif field == "place":
            session.place = "\n".join(part.strip() for part in text.split(";"))
        elif field in Session.model_fields:
            session.say(field, text)
        else:
            self._leave(text, say("importers:no-field-of-session", field=field), origin)


def _places(sheet: Sheet, head: int, columns: list[Column]) -> Draft:
    """A sheet of rooms with their addresses."""
    draft = Draft()
    fields = {column.field: column.index for column in columns}
    for number, row in enumerate(sheet.rows[head + 1 :], head + 1):
        texts = {
            name: str(row[index]) for name, index in fields.items() if name and index < len(row) and row[index] != ""
        }
        origin = Origin(sheet.file, sheet.spot(number))
        if name := texts.pop("place", ""):
            draft.places.append(DraftPlace(name, texts.pop("address", ""), texts.pop("description", ""), origin))
        for text in texts.values():
            draft.left_over.append(LeftOver(text, say("importers:no-field-of-place"), origin))
    draft.columns = {column.heading: column.field for column in columns if column.heading}
    return draft


def _left_over(sheet: Sheet) -> Draft:
    return Draft(left_over=list(_all_texts(sheet)))


def _all_texts(sheet: Sheet, why: str = say("importers:sheet-of-neither")) -> Iterator[LeftOver]:
    for number, row in enumerate(sheet.rows):
        for index, cell in enumerate(row):
            if cell != "":
                yield LeftOver(
                    str(cell),
                    why,
                    Origin(sheet.file, sheet.spot(number, index)),
                )
