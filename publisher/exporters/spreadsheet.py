"""A programme -> a spreadsheet (xlsx), with the headings that the import knows. Also the template for colleagues."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.content.publication import Publication
from publisher.content.schema import ContactPerson, FurtherLink, Session
from publisher.content.times import Span, span
from publisher.datafiles.vocabularies import columns
from publisher.importers.tables.columns import ACCESS, HEADINGS, TIME
from publisher.text.i18n import language_name

NARROWEST, WIDEST = 14, 60  # characters in a column
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
    return workbook(list(_rows(publication)), column_names())


def template() -> bytes:
    """An empty table with two rows filled in, to send to those who plan the programme."""
    return workbook(EXAMPLE, column_names(in_template=True))


def column_names(*, in_template: bool = False) -> list[str]:
    """The columns in the order of the schema, the id last. `in_template`: only what colleagues fill in."""
    declared = columns(Session)
    names = [name for name in HEADINGS if not in_template or name in ACCESS or declared[name].in_template]
    ids = [name for name in names if name == "id"]
    return [*(name for name in names if name not in (*ids, TIME)), *ids]


def workbook(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> bytes:
    """A file of one sheet. Every cell is text: times and dates stay as they are written."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Program")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, field in enumerate(names):
            longest = max((len(str(values.get(field, ""))) for values in rows), default=0)
            sheet.set_column(column, column, min(max(longest, NARROWEST), WIDEST), cell)
            sheet.write_string(0, column, HEADINGS[field][0].capitalize(), head)
            for row, values in enumerate(rows, 1):
                if text := str(values.get(field, "")):
                    sheet.write_string(row, column, text, cell)
        sheet.freeze_panes(1, 0)
    return target.getvalue()


def _cell(value: Any) -> str:
    """The value of a field as the import takes it apart."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if isinstance(value, FurtherLink):
        return " ".join(filter(None, (value.title, value.url)))
    if isinstance(value, ContactPerson):
        numbers = (f"{one.number} ({one.hours})" if one.hours else one.number for one in value.phone)
        return ", ".join(filter(None, (value.name, *numbers, value.email)))
    return "ja" if value == "true" else str(value)


def _rows(publication: Publication) -> Iterator[dict[str, Any]]:
    programme = publication.programme
    if programme is None:
        return
    for day in programme.days:
        for session in day.sessions:
            yield _row(publication, session, span(programme, day, session))


def _row(publication: Publication, session: Session, held: Span) -> dict[str, Any]:
    places = [venue for id in session.place or () if (venue := publication.venues.get(id))]
    stream = publication.streams.get(session.stream or "")
    row: dict[str, Any] = {name: _cell(getattr(session, name)) for name in Session.model_fields if name in HEADINGS}
    row |= {
        "date": f"{held.start:%Y-%m-%d}",
        "place": "; ".join(place.name for place in places),
        "address": (places[0].address or "") if len(places) == 1 else "",
        "people": "; ".join(_person(publication, speaker) for speaker in session.people),
        "stream": str(stream.url) if stream else "",
        "language": ", ".join(language_name("sv", one) for one in session.language),
        "cancelled": "inställd" if session.cancelled else "",
        **{access.value: "ja" for access in session.accessibility},
    }
    row["start"] = "" if held.all_day else f"{held.start:%H.%M}"
    date = f"{held.end:%Y-%m-%d}" if held.end and held.several_days else ""
    row["end"] = " ".join(filter(None, (date, f"{held.end:%H.%M}" if held.end and not held.all_day else "")))
    return row


def _person(publication: Publication, speaker: Any) -> str:
    """'Name, role, organisation', as the import takes it apart; brackets hold a role whose parts commas would part."""
    person = publication.people[speaker.person]
    role = speaker.role or person.role or ""
    organisation = speaker.organisation or person.organisation
    if role and ("," in role or not role[0].islower()):  # what commas or a capital would make something else of
        return ", ".join(filter(None, (f"{person.name} ({role})", organisation)))
    return ", ".join(filter(None, (person.name, role, organisation)))
