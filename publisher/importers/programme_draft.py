"""Sessions of a draft -> the data of programme.yaml: days, places, people, streams, each once and with an id."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any, get_origin
from urllib.parse import urlsplit

from publisher.content.schema import ContactPerson, FurtherLink, Session
from publisher.datafiles.appearance import appearances, value_types
from publisher.datafiles.fields import is_address
from publisher.datafiles.value_words import yes_or_text
from publisher.importers.draft import Draft, DraftPerson, DraftPlace, DraftSession, Guess, LeftOver
from publisher.importers.tables.values import as_date, is_yes, is_yes_or_no
from publisher.model.catalogue import say
from publisher.text.wording import says_where

Data = dict[str, Any]
LONGEST_ID = 40  # characters
QR_CODES = 4  # streams; with more of them, codes beside each would fill a page
LETTERS = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"}
)
LINKS = re.compile(r"((?:(?!https?://)[^;\n])*)(https?://[^\s;]+)")  # a title, and the address after it
PHONE = re.compile(r"([+(]?\d[\d\s()-]*\d)(?:\s*\((.+)\))?")
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
        first = min(session.start for session in held if session.start)
        data["start"], data["end"] = f"{first:%Y-%m-%d}", f"{_last_day(held):%Y-%m-%d}"
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
    why = say("importers:no-date") if session.start is None else ""
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
    """A night past midnight belongs to the day on which it began."""
    moments = [one for session in sessions if session.start for one in (session.start, _last_moment(session))]
    return max(one.date() for one in moments)


def _last_moment(session: DraftSession) -> dt.datetime:
    assert session.start
    end = session.end or session.start
    goes_on = session.all_day or end - session.start >= dt.timedelta(days=1)
    return end if goes_on else session.start


def _place_names(session: DraftSession) -> list[str]:
    """Several places of one session stand on a line each."""
    return [name for line in session.place.splitlines() if (name := line.strip())]


def _places(draft: Draft, held: list[DraftSession], ids: Ids) -> list[Data]:
    known = {place.name: place for place in draft.places}
    names = dict.fromkeys(name for session in held for name in _place_names(session))
    for name, place in known.items():
        if name not in names:
            text = ", ".join(filter(None, (name, place.address, place.note)))
            draft.left_over.append(LeftOver(text, say("importers:no-session-there"), place.origin or held[0].origin))
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
            draft.left_over.append(LeftOver(session.stream, say("importers:no-web-address"), session.origin))
            session.stream = ""
    result = []
    for url, shown in titles.items():
        host = urlsplit(url).hostname or url
        title = f"Sändning: {shown[0].title}" if len(shown) == 1 else f"Sändningar på {host}"
        entry: Data = {"id": ids.of(url, shown[0].title if len(shown) == 1 else host), "title": title, "url": url}
        draft.guesses.append(
            Guess(say("importers:guess-webcast", title=title), say("importers:only-an-address"), 0.5, shown[0].origin)
        )
        result.append(entry | ({"qr": "false"} if len(titles) > QR_CODES else {}))
    return result


def _session(
    draft: Draft, session: DraftSession, usual: dict[str, tuple[str, str]], places: Ids, people: Ids, streams: Ids
) -> Data:
    start, end = session.start, session.end
    assert start
    made: Data = {"start": f"{start:%H.%M}"}
    if end is not None:
        made["end"] = f"{end:%H.%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H.%M}"
    if session.all_day:
        made = {"all_day": "true"} | ({"end": f"{end:%Y-%m-%d}"} if end else {})
    made["type"], made["title"] = _line(session.type), _line(session.title)
    texts = [_line(session.description)]
    made["place"] = _one_or_list([places.of(name, name) for name in _place_names(session)])
    made["people"] = [_speaker(person, usual, people) for person in session.people]
    made["stream"] = streams.of(session.stream, session.stream) if session.stream else ""
    spoken = session.language.split()
    made["language"] = _one_or_list(spoken) if spoken != [draft.language] else ""
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
    """Fields that the schema has go there; the answer is what follows the description, because no field takes it."""
    texts: list[str] = []
    declared = appearances(Session)
    for name, value in session.fields.items():
        field = {"long": "details", "link": "links"}.get(name, name)
        if field not in Session.model_fields:
            draft.left_over.append(
                LeftOver(str(value), say("importers:no-field-of-session", field=name), session.origin)
            )
            continue
        annotation = Session.model_fields[field].annotation
        types = set(value_types(annotation))
        if FurtherLink in types:
            _links(draft, session, made, value)
        elif ContactPerson in types:
            made[field] = _contact(_line(str(value)))
        elif get_origin(annotation) is list:
            parts = value if isinstance(value, list) else re.split(r"\s*;\s*", str(value))
            made[field] = _one_or_list([line for part in parts if (line := _line(str(part)))])
        elif (bool in types or declared[field].words is yes_or_text) and is_yes_or_no(str(value)):
            made[field] = "true" if is_yes(str(value)) else ""
            draft.converted.append(str(value))
        elif int in types:
            number = re.search(r"\d+", str(value))
            made[field] = number[0] if number and int(number[0]) else ""
            texts += [] if str(value).strip() == made[field] else [_line(str(value))]
        elif dt.date in types:
            date = as_date(str(value), year=session.start.year if session.start else None)
            made[field] = f"{date:%Y-%m-%d}" if date else ""
            draft.converted += [str(value)] if date else []
            texts += [] if date else [_line(str(value))]
        elif str in types:
            made[field] = _line(str(value))
        else:
            texts.append(_line(str(value)))
    return texts


def _links(draft: Draft, session: DraftSession, made: Data, value: Any) -> None:
    """(title, address) of each; in one text they stand one after the other, each address after its title."""
    links = value if isinstance(value, list) else LINKS.findall(str(value))
    draft.converted += [] if isinstance(value, list) else [str(value)]
    rest = "" if isinstance(value, list) else LINKS.sub("", str(value)).strip(" ;,\n")
    for title, url in ((_line(title).strip(" ;,:"), url) for title, url in links):
        if not is_address(url):
            rest = " ".join(filter(None, (rest, title, url)))
        elif title and says_where(title):
            made.setdefault("links", []).append({"title": title, "url": url})
        else:
            made.setdefault("links", []).append(url)
            rest = " ".join(filter(None, (rest, title)))
    if rest:
        draft.left_over.append(LeftOver(rest, say("importers:no-link-or-unnamed"), session.origin))


def _contact(text: str) -> Any:
    """'Name, 0243-740 00 (hours), name@example.org' -> its parts; else the text alone."""
    found: Data = {}
    for part in re.split(r"\s*[,;]\s*", text):
        if number := PHONE.fullmatch(part):
            phone = {"number": number[1], "hours": number[2]} if number[2] else number[1]
            found.setdefault("phone", []).append(phone)
        elif "@" in part and " " not in part and "email" not in found:
            found["email"] = part
        elif part:
            found["name"] = ", ".join(filter(None, (found.get("name"), part)))
    if "phone" in found:
        found["phone"] = _one_or_list(found["phone"])
    return found if set(found) - {"name"} else text


def _one_or_list(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _speaker(person: DraftPerson, usual: dict[str, tuple[str, str]], people: Ids) -> Any:
    id = people.of(person.name, person.name)
    role, organisation = usual[person.name]
    here = {
        "role": person.role if person.role != role else "",
        "organisation": person.organisation if person.organisation != organisation else "",
    }
    here = {name: value for name, value in here.items() if value}
    return {"person": id, **here} if here else id


def _line(text: str) -> str:
    """One line of plain text: no markup of Markdown, no line ends."""
    return " ".join(MARKUP.sub("", text).split())
