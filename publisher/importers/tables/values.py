"""What people write in cells: dates and times in every usual spelling, yes and no, names with titles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from publisher.importers.draft import DraftPerson, Origin
from publisher.importers.tables.table_files import Cell

MONTHS = {
    **{name: number for number, names in enumerate(
        ("januari january jan", "februari february feb", "mars march mar", "april apr", "maj may", "juni june jun",
         "juli july jul", "augusti august aug", "september sept sep", "oktober october okt oct", "november nov",
         "december dec"), 1) for name in names.split()}
}  # fmt: skip
CLOCK = re.compile(
    r"(?:kl(?:ockan)?\.?\s*)?([01]?\d|2[0-4])(?:\s*[.:,h]\s*([0-5]\d))?(?:[.:]00)?\s*([ap]\.?m\.?)?(?:\s*h)?", re.I
)
BARE_CLOCK = re.compile(r"([01]\d|2[0-4])([0-5]\d)")  # 0930
RANGE = re.compile(r"(.+?)\s*(?:[-–—−]|till|to|until)\s*(.+)", re.I)
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
COMPACT_DATE = re.compile(r"(20\d\d|2\d)([01]\d)([0-3]\d)")  # 20270521, 270521
NUMBERS_DATE = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?(?:\s*[./-]?\s*(\d{4}|\d{2}))?")
WORDS_DATE = re.compile(
    r"(?:den\s+)?(\d{1,2})(?:[.:]?e|[.:]?a|st|nd|rd|th|\.)?\s+([a-zåäö]+)\.?,?(?:\s+(\d{4}))?", re.I
)
WORDS_DATE_US = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?", re.I)
LEADING_TIMES = re.compile(r"((?:kl\.?\s*)?\d{1,2}[.:]\d\d(?:\s*[-–—]\s*\d{1,2}[.:]\d\d)?)(?=\D|$)", re.I)
WEEKDAY = re.compile(
    r"^(?:mån|tis|ons|tors?|fre|lör|sön|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:dag|day)?(?:en)?\.?,?\s+",
    re.I,
)
YES = frozenset(("ja", "j", "yes", "y", "x", "true", "sant", "1", "✓", "✔", "finns"))
NO = frozenset(("nej", "n", "no", "false", "falskt", "0", "-", "–", "saknas"))
CANCELLED = frozenset(("inställd", "inställt", "inställda", "cancelled", "canceled", "avlyst"))
SERIAL_ZERO = dt.datetime(1899, 12, 30)  # day 0 of spreadsheets
SERIALS = range(20_000, 80_000)  # 1954 to 2119: a number in a column of dates


def as_time(cell: Cell) -> dt.time | None:
    """A time of the day, in any usual spelling: 9.30, 09:30, kl 9,30, 0930, 9.30 pm, and as spreadsheets store it."""
    if isinstance(cell, dt.datetime):
        return cell.time()
    if isinstance(cell, dt.time):
        return cell
    if isinstance(cell, dt.timedelta):
        return (SERIAL_ZERO + cell).time() if cell < dt.timedelta(days=1) else None
    if isinstance(cell, bool | dt.date):
        return None
    if isinstance(cell, float):
        hour, minute = divmod(round((cell % 1) * 24 * 60), 60)
        if cell < 1:  # a share of the day
            return dt.time(hour % 24, minute)
        hundredths = round((cell - int(cell)) * 100)  # 9.3 in a cell of numbers was typed as 9.30
        return dt.time(int(cell), hundredths) if cell < 24 and hundredths < 60 else None
    if isinstance(cell, int):
        return dt.time(cell) if cell < 24 else None
    text = cell.strip()
    match = BARE_CLOCK.fullmatch(text) or CLOCK.fullmatch(text)
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match.re is CLOCK and match[3]:
        hour = hour % 12 + (12 if match[3].casefold().startswith("p") else 0)
    return dt.time(hour % 24, minute)


def as_time_range(cell: Cell) -> tuple[dt.time, dt.time | None] | None:
    """'9.30–10.15' -> both; a time alone -> (it, None)."""
    if (alone := as_time(cell)) is not None:
        return alone, None
    if isinstance(cell, str) and (
        match := RANGE.fullmatch(re.sub(r"^(?:kl(?:ockan)?\.?|från|from)\s*", "", cell.strip(), flags=re.I))
    ):
        start, end = as_time(match[1]), as_time(match[2])
        if start is not None and end is not None:
            return start, end
    return None


def as_start(cell: Cell) -> tuple[dt.time, dt.time | None, str] | None:
    """A time with words around it: '10.00-', '9.00–10.00 (fika)', '12.00 till sent' -> start, end, the words."""
    if not isinstance(cell, str) or not (match := LEADING_TIMES.match(cell.strip())):
        return None
    both = as_time_range(match[1])
    return (*both, cell.strip()[match.end() :].strip(" ()–-")) if both else None


def as_date(cell: Cell, month_first: bool = False, year: int | None = None) -> dt.date | None:
    """A date in any usual spelling. `year` is that of dates which name none; without it they are no dates."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int) and not isinstance(cell, bool) and cell in SERIALS:
        return (SERIAL_ZERO + dt.timedelta(days=cell)).date()
    if not isinstance(cell, str):
        return None
    text = WEEKDAY.sub("", cell.strip())
    if match := COMPACT_DATE.fullmatch(text):
        return _date(_year(match[1], year), int(match[2]), int(match[3]))
    if match := ISO_DATE.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := NUMBERS_DATE.fullmatch(text):
        day, month = (int(match[2]), int(match[1])) if month_first else (int(match[1]), int(match[2]))
        written = _year(match[3], year)
        return _date(written, month, day) or _date(written, day, month)  # 5/21 can only be read one way
    if match := WORDS_DATE.fullmatch(text):
        return _date(_year(match[3], year), MONTHS.get(match[2].casefold(), 0), int(match[1]))
    if match := WORDS_DATE_US.fullmatch(text):
        return _date(_year(match[3], year), MONTHS.get(match[1].casefold(), 0), int(match[2]))
    return None


def _year(written: str | None, usual: int | None) -> int:
    if written:
        return int(written) + (2000 if len(written) == 2 else 0)
    return usual or 0


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_stands_first(cells: Iterable[Cell]) -> bool | None:
    """Whether dates such as 3/4 are to be read with the month first. None: either way is possible in all of them."""
    pairs = [
        (int(m[1]), int(m[2]))
        for cell in cells
        if isinstance(cell, str) and (m := NUMBERS_DATE.fullmatch(WEEKDAY.sub("", cell.strip())))
    ]
    if any(first > 12 for first, _ in pairs):
        return False
    if any(second > 12 for _, second in pairs):
        return True
    return None if any(first != second for first, second in pairs) else False


def is_yes_or_no(cell: Cell) -> bool:
    return str(cell).casefold().strip() in YES | NO


def is_yes(cell: Cell) -> bool:
    return str(cell).casefold().strip() in YES


def says_cancelled(cell: Cell) -> bool:
    text = str(cell).casefold().strip()
    return text in CANCELLED or text in YES


def as_people(cell: str, origin: Origin) -> list[DraftPerson]:
    """'Namn, titel, organisation; Namn …' -> the people. A new line parts them, too."""
    return [person for part in re.split(r"[;\n]", cell) if (person := _person(part, origin)) is not None]


def _person(text: str, origin: Origin) -> DraftPerson | None:
    """Name first; of several further parts the last is the organisation; of a single one a capital says so."""
    if bracket := re.fullmatch(r"([^,]+?)\s*\(([^()]+)\)((?:,.*)?)", text.strip()):  # a role that may hold commas
        return DraftPerson(bracket[1], bracket[2].strip(), bracket[3].strip(" ,"), origin)
    name, *rest = (part.strip() for part in text.split(",") if part.strip()) if text.strip(" ,") else ("",)
    if not name:
        return None
    if len(rest) == 1:
        is_role = rest[0][0].islower()
        return DraftPerson(name, rest[0] if is_role else "", "" if is_role else rest[0], origin)
    return DraftPerson(name, ", ".join(rest[:-1]), rest[-1] if rest else "", origin)


def usual_year(dates: Sequence[dt.date], today: dt.date) -> int:
    """The year of dates without one: that of the others, else this year's."""
    return dates[0].year if dates else today.year
