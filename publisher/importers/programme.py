"""Sessions of a draft -> the data of programme.yaml: days, places, people, streams, each once and with an id."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from publisher.content.schema import Session
from publisher.datafiles.fields import is_address
from publisher.importers.draft import Draft, DraftPerson, DraftPlace, DraftSession, Guess, LeftOver

Data = dict[str, Any]
LONGEST_ID = 40  # characters
QR_CODES = 4  # streams; with more of them, codes beside each would fill a page
USUAL_LENGTH = dt.timedelta(hours=1)
LETTERS = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"}
)
MARKUP = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|^#+\s+|^\s*[-*+]\s+)", re.M)


class Ids:
    """Ids of one list, each once: made of a name, or the one that the same thing had at the last import."""

    def __init__(self, known: dict[str, str] | None = None, taken: Iterable[str] = ()) -> None:
        self.by_key = dict(known or {})
        self.taken = set(taken) | set(self.by_key.values())

    def of(self, key: str, name: str) -> str:
        if key not in self.by_key:
            base, number = slug(name), 1
            id = base
            while id in self.taken:
                number += 1
                id = f"{base}-{number}"
            self.by_key[key] = id
            self.taken.add(id)
        return self.by_key[key]


def slug(text: str) -> str:
    """'Så blir ån ren igen' -> 'sa-blir-an-ren-igen', cut at a word."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))
    made = ""
    for word in words:
        if made and len(made) + len(word) >= LONGEST_ID:
            break
        made = f"{made}-{word}" if made else word[:LONGEST_ID]
    return made or "post"


def programme_data(draft: Draft, ids: dict[str, dict[str, str]]) -> Data:
    """programme.yaml as plain data. `ids` are those of the last import by kind and key; new ones are added to it."""
    places = Ids(ids.setdefault("places", {}))
    people = Ids(ids.setdefault("people", {}))
    streams = Ids(ids.setdefault("streams", {}))
    sessions = Ids(ids.setdefault("sessions", {}))
    held = sorted((session for session in draft.sessions if _fits(draft, session)), key=_order)
    _number_keys(held)
    data: Data = {"timezone": draft.timezone or "Europe/Stockholm"}
    if held:
        moments = [one for session in held for one in (session.start, session.end) if one]
        data["start"], data["end"] = f"{min(moments):%Y-%m-%d}", f"{_last_day(held):%Y-%m-%d}"
    data["places"] = _places(draft, held, places)
    data["people"] = _people(held, people)
    data["streams"] = _streams(draft, held, streams)
    usual = {name: _usual_role(held, name) for name in {person.name for session in held for person in session.people}}
    days: dict[dt.date, list[Data]] = {}
    for session in held:
        assert session.start
        made = _session(draft, session, usual, places, people, streams)
        days.setdefault(session.start.date(), []).append({"id": sessions.of(session.key, session.title), **made})
    data["days"] = [{"date": f"{date:%Y-%m-%d}", "sessions": days[date]} for date in sorted(days)]
    for name, kind in (("places", places), ("people", people), ("streams", streams), ("sessions", sessions)):
        ids[name] = kind.by_key
    return {name: value for name, value in data.items() if value}


def _fits(draft: Draft, session: DraftSession) -> bool:
    """Whether it can be a session at all; what cannot is left over as a whole."""
    why = "it has no date" if session.start is None else ""
    if session.all_day and "all_day" not in Session.model_fields:
        why = why or "it lasts whole days"
    if why:
        text = "; ".join(
            filter(None, [session.title, session.description, session.place, *(p.name for p in session.people)])
        )
        draft.left_over.append(LeftOver(text, why, session.origin))
    return not why


def _order(session: DraftSession) -> tuple[dt.datetime, str]:
    return session.start or dt.datetime.min, ""


def _number_keys(sessions: list[DraftSession]) -> None:
    """Sessions of one key (a talk that is held twice) are distinguished by their order."""
    seen = Counter[str]()
    for session in sessions:
        seen[session.key] += 1
        if seen[session.key] > 1:
            session.key = f"{session.key} #{seen[session.key]}"


def _last_day(sessions: list[DraftSession]) -> dt.date:
    return max(session.start.date() for session in sessions if session.start)


def _places(draft: Draft, held: list[DraftSession], ids: Ids) -> list[Data]:
    known = {place.name: place for place in draft.places}
    names = dict.fromkeys([session.place for session in held if session.place])
    for name, place in known.items():
        if name not in names:
            text = ", ".join(filter(None, (name, place.address, place.note)))
            draft.left_over.append(LeftOver(text, "no session is held there", place.origin or held[0].origin))
    result = []
    for name in names:
        said = known.get(name, DraftPlace(name))
        entry = {"id": ids.of(name, name), "name": name}
        entry |= {"address": said.address} if said.address else {}
        entry |= {"note": said.note} if said.note else {}
        result.append(entry)
    return result


def _usual_role(held: list[DraftSession], name: str) -> tuple[str, str]:
    """(role, organisation) that a person has most often."""
    said = [(person.role, person.organisation) for session in held for person in session.people if person.name == name]
    counted = Counter(one for one in said if any(one))
    return counted.most_common(1)[0][0] if counted else ("", "")


def _people(held: list[DraftSession], ids: Ids) -> list[Data]:
    names = dict.fromkeys(person.name for session in held for person in session.people)
    result = []
    for name in names:
        role, organisation = _usual_role(held, name)
        entry = {"id": ids.of(name, name), "name": name}
        entry |= {"role": role} if role else {}
        entry |= {"organisation": organisation} if organisation else {}
        result.append(entry)
    return result


def _streams(draft: Draft, held: list[DraftSession], ids: Ids) -> list[Data]:
    titles: dict[str, list[DraftSession]] = {}
    for session in held:
        if session.stream and is_address(session.stream):
            titles.setdefault(session.stream, []).append(session)
        elif session.stream:
            draft.left_over.append(LeftOver(session.stream, "it is no web address", session.origin))
            session.stream = ""
    result = []
    for url, shown in titles.items():
        host = urlsplit(url).hostname or url
        title = f"Sändning: {shown[0].title}" if len(shown) == 1 else f"Sändningar på {host}"
        entry: Data = {"id": ids.of(url, shown[0].title if len(shown) == 1 else host), "title": title, "url": url}
        draft.guesses.append(
            Guess(f"the webcast's title '{title}'", "the file gives only an address", 0.5, shown[0].origin)
        )
        result.append(entry | ({"qr": "false"} if len(titles) > QR_CODES else {}))
    return result


def _session(
    draft: Draft, session: DraftSession, usual: dict[str, tuple[str, str]], places: Ids, people: Ids, streams: Ids
) -> Data:
    start, end = session.start, session.end
    assert start
    if end is None and Session.model_fields["end"].is_required() and not session.all_day:
        end = start + USUAL_LENGTH
        draft.guesses.append(
            Guess(f"'{session.title}' ends at {end:%H.%M}", "the file gives no end", 0.2, session.origin)
        )
    made: Data = {"start": f"{start:%H.%M}"}
    if end is not None:
        made["end"] = f"{end:%H.%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H.%M}"
    if session.all_day:
        made = {"all_day": "true"} | ({"end": f"{end:%Y-%m-%d}"} if end else {})
    made["type"], made["title"] = _line(session.type), _line(session.title)
    texts = [_line(session.description)]
    made["place"] = places.of(session.place, session.place) if session.place else ""
    made["people"] = [_speaker(person, usual, people) for person in session.people]
    made["stream"] = streams.of(session.stream, session.stream) if session.stream else ""
    made["language"] = session.language if session.language and session.language != draft.language else ""
    made["accessibility"] = session.accessibility
    made["cancelled"] = "true" if session.cancelled else ""
    if session.signup and is_address(session.signup):
        made["signup"] = session.signup
    elif session.signup:
        texts.append(_line(session.signup))
    texts += _more_fields(draft, session, made)
    made["description"] = " ".join(filter(None, texts))
    order = ("start", "end", "all_day", "type", "title", "subtitle", "description")
    return {name: made[name] for name in (*order, *made) if made.get(name)}


def _more_fields(draft: Draft, session: DraftSession, made: Data) -> list[str]:
    """Fields that the schema has go there. A second text without a field of its own follows the first."""
    texts = []
    for name, value in session.fields.items():
        known = Session.model_fields
        if name == "long":
            target = next((field for field in ("text", "details", "long_description") if field in known), None)
            if target:
                made[target] = _line(str(value))
            else:
                texts.append(_line(str(value)))
        elif name in ("link", "links"):
            links = value if isinstance(value, list) else [("", str(value))]
            _links(draft, session, made, links)
        elif name in known:
            made[name] = _line(str(value))
        else:
            draft.left_over.append(LeftOver(str(value), f"sessions have no field for '{name}'", session.origin))
    return texts


def _links(draft: Draft, session: DraftSession, made: Data, links: list[tuple[str, str]]) -> None:
    for title, url in links:
        if "links" in Session.model_fields and is_address(url):
            host = urlsplit(url).hostname or url
            made.setdefault("links", []).append({"title": title or host, "url": url})
        else:
            text = f"{title}: {url}" if title else url
            draft.left_over.append(LeftOver(text, "sessions have no field for further links", session.origin))


def _speaker(person: DraftPerson, usual: dict[str, tuple[str, str]], people: Ids) -> Any:
    id = people.of(person.name, person.name)
    role, _ = usual[person.name]
    return {"person": id, "role": person.role} if person.role and person.role != role else id


def _line(text: str) -> str:
    """One line of plain text: no markup of Markdown, no line ends."""
    return " ".join(MARKUP.sub("", text).split())
