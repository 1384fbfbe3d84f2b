"""A programme -> a spreadsheet (xlsx), with the headings that the import knows. Also the template for colleagues."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.content.publication import Publication
from publisher.content.rules.programme import moment
from publisher.content.schema import Session
from publisher.importers.tables.columns import ACCESS, HEADINGS
from publisher.text.i18n import language_name

# Fields in the order of columns; each is headed by the first word that the import knows it by.
FIELDS = (
    "date", "start", "end", "title", "type", "description", "place", "address", "people", "stream", "signup",
    "language", *ACCESS, "cancelled", "id",
)  # fmt: skip
WIDTHS = {"title": 40, "description": 60, "people": 50, "place": 24, "stream": 34, "signup": 34}
USUAL_WIDTH = 14
EXAMPLE: tuple[dict[str, Any], ...] = (
    {
        "date": "2027-05-21", "start": "09.00", "end": "09.45", "title": "Så blir ån ren igen", "type": "Samtal",
        "description": "Två meningar om vad som händer.", "place": "Stora salen", "address": "Torget 1",
        "people": "Siv Exempel, miljöstrateg, Exempelstads kommun; Omar Exempel, skolchef", "hearing-loop": "ja",
    },
    {
        "date": "2027-05-21", "start": "10.00", "end": "11.00", "title": "Growing up bilingual", "language": "engelska",
        "place": "Lilla salen", "people": "Greta Exempel, docent, Exempelhögskolan", "hearing-loop": "nej",
    },
)  # fmt: skip


def spreadsheet(publication: Publication) -> bytes:
    """The sessions of a publication, one a row."""
    return workbook(list(_rows(publication)), _more_fields())


def template() -> bytes:
    """An empty table with two rows filled in, to send to those who plan the programme."""
    return workbook(EXAMPLE, ())


def workbook(rows: Sequence[dict[str, Any]], more: Sequence[str]) -> bytes:
    """A file of one sheet. Every cell is text: times and dates stay as they are written."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Program")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, field in enumerate((*FIELDS, *more)):
            sheet.set_column(column, column, WIDTHS.get(field, USUAL_WIDTH), cell)
            sheet.write_string(0, column, HEADINGS[field][0].capitalize() if field in HEADINGS else field, head)
            for row, values in enumerate(rows, 1):
                if text := str(values.get(field, "")):
                    sheet.write_string(row, column, text, cell)
        sheet.freeze_panes(1, 0)
    return target.getvalue()


def _more_fields() -> list[str]:
    """Fields of a session that are plain texts and have a heading that the import knows."""
    return [name for name in Session.model_fields if name in HEADINGS and name not in FIELDS]


def _rows(publication: Publication) -> Iterator[dict[str, Any]]:
    programme = publication.programme
    if programme is None:
        return
    for day in programme.days:
        for session in day.sessions:
            yield {"date": f"{day.date:%Y-%m-%d}", **_row(publication, session, day.date)}


def _row(publication: Publication, session: Session, day: Any) -> dict[str, Any]:
    place = publication.venues.get(session.place or "")
    stream = publication.streams.get(session.stream or "")
    row: dict[str, Any] = {
        "id": session.id,
        "title": session.title,
        "type": session.type or "",
        "description": session.description or "",
        "place": place.name if place else "",
        "address": (place.address or "") if place else "",
        "people": "; ".join(_person(publication, speaker) for speaker in session.people),
        "stream": str(stream.url) if stream else "",
        "signup": str(session.signup or ""),
        "language": language_name("sv", session.language) if session.language else "",
        "cancelled": "inställd" if session.cancelled else "",
        **{access.value: "ja" for access in session.accessibility},
    }
    for name in ("start", "end"):
        if (value := getattr(session, name)) is not None:
            row[name] = f"{moment(value, day):%H.%M}"
    return row | {name: getattr(session, name) or "" for name in _more_fields()}


def _person(publication: Publication, speaker: Any) -> str:
    """'Name, role, organisation', as the import takes it apart; brackets hold a role whose parts commas would part."""
    person = publication.people[speaker.person]
    role = speaker.role or person.role or ""
    if role and ("," in role or not role[0].islower()):  # what commas or a capital would make something else of
        return ", ".join(filter(None, (f"{person.name} ({role})", person.organisation)))
    return ", ".join(filter(None, (person.name, role, person.organisation)))
