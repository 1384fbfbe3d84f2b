"""Which column holds what: by its heading in Swedish and English, else by what stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.content.schema import Session
from publisher.datafiles.appearance import Where, appearances
from publisher.importers.tables.table_files import Cell, Sheet
from publisher.importers.tables.values import as_date, as_time, as_time_range, is_yes_or_no
from publisher.text.i18n import label
from publisher.text.language_tags import closest_tag

LEAVE_OUT = "leave-out"  # what import.yaml says of a column that is not wanted
# Field of a session -> words that head its column. The first words are those of the template spreadsheet.
HEADINGS: dict[str, tuple[str, ...]] = {
    "date": ("datum", "dag", "date", "day", "veckodag och datum"),
    "start": ("start", "börjar", "starttid", "från", "from", "start time", "begins", "kl från", "tid från"),
    "end": (
        "slut", "slutar", "sluttid", "till", "end", "to", "end time", "ends", "until", "kl till", "tid till",
    ),
    "time": ("tid", "klockan", "klockslag", "time", "kl", "när", "tider", "when"),
    "title": (
        "session title", "event title",
        "rubrik", "titel", "programpunkt", "aktivitet", "title", "heading", "session", "event",
        "namn på aktivitet", "punkt", "vad", "evenemang", "name of event",
    ),
    "subtitle": ("underrubrik", "undertitel", "subtitle"),
    "description": ("beskrivning", "text", "innehåll", "description", "abstract", "om", "information", "details"),
    "place": ("lokal", "plats", "sal", "rum", "place", "room", "venue", "location", "var", "scen", "stage"),
    "address": ("adress", "address", "gatuadress"),
    "people": (
        "medverkande", "talare", "föreläsare", "people", "speakers", "speaker", "participants", "med", "vem",
        "ledare", "panel",
    ),
    "stream": (
        "länk till sändning", "sändning", "webbsändning", "stream", "webcast", "länk till webbsändning",
        "live", "direktsändning",
    ),
    "signup": (
        "anmälan", "anmälningslänk", "anmälan till", "sign up", "signup", "registration", "boka", "biljetter",
        "tickets",
    ),
    "details": ("längre text", "lång beskrivning", "fördjupning", "mer om", "long description"),
    "signup_by": (
        "anmälan senast", "sista anmälningsdag", "sista dag för anmälan", "sign up by", "registration deadline",
    ),
    "fee": ("avgift", "pris", "kostnad", "fee", "price", "inträde"),
    "capacity": ("antal platser", "platser", "max antal", "capacity", "seats"),
    "refreshments": ("förtäring", "mat", "fika", "refreshments", "food"),
    "contact": ("kontaktperson", "kontakt", "contact person", "contact"),
    "links": ("länk", "webb", "webbplats", "url", "link", "web", "mer information", "läs mer"),
    "language": ("språk", "language"),
    "type": ("typ", "form", "kategori", "type", "format", "kind"),
    "track": ("spår", "ämne", "tema", "track", "topic", "theme"),
    "organiser": ("arrangör", "organiser", "organizer", "värd", "host", "arrangeras av"),
    "cancelled": ("inställd", "inställt", "cancelled", "canceled", "status"),
    "id": ("id", "nr", "nummer", "number", "löpnummer"),
    "hearing-loop": ("hörslinga", "hearing loop", "slinga"),
    "sign-language": ("teckenspråk", "teckenspråkstolkning", "teckentolkning", "sign language"),
    "step-free": ("tillgänglig entré", "rullstol", "utan trappsteg", "step free", "wheelchair"),
    "live-captions": ("textning", "skrivtolkning", "live captions", "captions"),
    "audio-description": ("syntolkning", "audio description"),
    "accessible-toilet": ("rwc", "tillgänglig toalett", "accessible toilet", "handikapptoalett"),
}  # fmt: skip
ACCESS = ("hearing-loop", "sign-language", "step-free", "live-captions", "audio-description", "accessible-toilet")


def _further() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The other fields of a session that readers see, by their labels and names."""
    for name, one in appearances(Session).items():
        shown = one.is_read and one.where is not Where.HEADING
        if shown and name not in HEADINGS and name != "accessibility":  # that has a column for each of its values
            words = (*(label(language, one.label) for language in ("sv", "en") if one.label), name.replace("_", " "))
            yield name, tuple(dict.fromkeys(map(str.casefold, words)))


HEADINGS |= dict(_further())
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
    columns = list[Column]()
    for index in range(wide):
        heading = str(sheet.rows[head][index]).strip() if head is not None and index < len(sheet.rows[head]) else ""
        cells = [row[index] for row in sheet.rows[first : first + LOOKED_AT] if index < len(row) and row[index] != ""]
        columns.append(_match(index, heading, cells, mapping))
    return _each_once(columns)


def _match(index: int, heading: str, cells: Sequence[Cell], mapping: dict[str, str | None]) -> Column:
    if mapping.get(heading):
        return Column(index, heading, mapping[heading], "import.yaml says so")
    if field := WORDS.get(plain(heading)):
        seen, sure = _by_content(cells) if field in TIME_FIELDS and cells else (None, 0.0)
        if seen and not _fits(field, seen):  # 'När' may head dates as well as times
            return Column(index, heading, seen, "what stands in it", sure)
        return Column(index, heading, field, "its heading")
    if not cells:
        return Column(index, heading, LEAVE_OUT, "it is empty")
    seen, sure = _by_content(cells)
    if found := _by_word(heading):
        word, field = found
        if field in TIME_FIELDS and seen in TIME_FIELDS and not _fits(field, seen):
            return Column(index, heading, seen, "what stands in it", sure)
        if not (seen == "date" and field not in TIME_FIELDS):
            return Column(index, heading, field, f"its heading has the word '{word}'", 0.7)
    field = seen
    return Column(
        index, heading, field if not heading or field in ("date", "start", "time") else None, "what stands in it", sure
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
            column = Column(column.index, column.heading, "end", "the second column of times", 0.6)
        elif column.sure > before.sure:
            result[before.index] = Column(before.index, before.heading, None, "another column holds this", 0)
        else:
            column = Column(column.index, column.heading, None, "another column holds this", 0)
        if column.field:
            taken[column.field] = column
        result.append(column)
    return result
