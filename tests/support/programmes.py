"""Programmes made by a seed: of every kind that the forms of a programme must hold."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from pathlib import Path
from typing import Any

import yaml

from support import tools

WORDS = [
    "staden",
    "skolan",
    "bostäder",
    "samtal",
    "framtid",
    "klimat",
    "vatten",
    "energi",
    "demokrati",
    "bibliotek",
    "folkhälsa",
    "trygghet",
    "integration",
    "kollektivtrafik",
    "landsbygd",
    "näringsliv",
    "kompetensförsörjning",
    "samhällsbyggnad",
    "barn",
    "unga",
    "äldre",
    "kultur",
    "idrott",
    "ekonomi",
]
NAMES = ("Anna Berg", "Bo Ek", "Cecilia af Ugglas", "David Öst", "Eva Holm", "Farid Amini", "Gun Åström", "Åke Alm")
ROOMS = ("Stora scenen", "Aulan", "Sal A", "Sal B", "Biblioteket", "Kajutan", "Lilla rummet", "Tältet")
FIRST_DAY = dt.date(2027, 5, 10)


def conference(days: int = 3, rooms: int = 4, sessions: int = 40, seed: int = 1, words: int = 12) -> dict[str, Any]:
    """A programme.yaml: sessions side by side in rooms, with a common session at the start and at noon of each day."""
    made = random.Random(seed)
    each = [sessions // days + (day < sessions % days) for day in range(days)]
    listed = []
    for day, count in enumerate(each):
        items = [
            _common(day, "valkommen", "08.30", "09.00", "Välkommen"),
            _common(day, "lunch", "12.00", "13.00", "Lunch"),
        ]
        slots = [f"{hour:02}" for hour in (9, 10, 11, 13, 14, 15, 16, 17, 18, 19)]
        for number in range(count - len(items)):
            hour, room = slots[number // rooms % len(slots)], number % rooms
            items.append(_session(made, f"d{day}-{number}", f"{hour}.00", f"{hour}.45", f"r{room}", words))
        items.sort(key=lambda one: one["start"])
        listed.append({"date": (FIRST_DAY + dt.timedelta(day)).isoformat(), "sessions": items})
    return {
        "start": FIRST_DAY.isoformat(),
        "end": (FIRST_DAY + dt.timedelta(days - 1)).isoformat(),
        "places": [
            {"id": f"r{n}", "name": room_name(n), "address": f"Storgatan {n + 1}", "accessibility": ["step-free"]}
            for n in range(rooms)
        ],
        "people": [
            {"id": f"p{n}", "name": name, "role": "ledamot", "organisation": "Föreningen"}
            for n, name in enumerate(NAMES)
        ],
        "days": listed,
    }


def room_name(number: int) -> str:
    """The name of a room: there are more rooms than names."""
    return f"{ROOMS[number % len(ROOMS)]}{' två' if number >= len(ROOMS) else ''}"


def _common(day: int, id: str, start: str, end: str, title: str) -> dict[str, Any]:
    return {"id": f"d{day}-{id}", "start": start, "end": end, "title": title, "place": []}


def _session(made: random.Random, id: str, start: str, end: str, place: str, words: int) -> dict[str, Any]:
    title = " ".join(made.choices(WORDS, k=made.randint(2, 8))).capitalize()
    session: dict[str, Any] = {"id": id, "start": start, "end": end, "title": title, "place": place}
    session["people"] = [f"p{number}" for number in made.sample(range(len(NAMES)), made.randint(0, 3))]
    if words and made.random() < 0.5:
        session["description"] = " ".join(made.choices(WORDS, k=made.randint(words // 2, words))).capitalize() + "."
    return session


def random_programme(seed: int) -> dict[str, Any]:
    """Any programme: sessions without end or place, for whole days and over midnight, of five minutes and of three
    hours, in several rooms, two at a time in one room, with titles of one word and of thirty."""
    made = random.Random(seed)
    rooms, days = made.randint(1, 12), made.randint(1, 2)
    programme = conference(days, rooms, days * 2, seed)
    programme["day_ends"] = "04.00"
    for place in programme["places"]:
        place["parallel"] = True
    for number, day in enumerate(programme["days"]):
        for index in range(made.randint(2, 14)):
            session = _session(made, f"x{number}-{index}", "09.00", "10.00", f"r{made.randrange(rooms)}", 20)
            start = dt.datetime.combine(FIRST_DAY, dt.time(8)) + dt.timedelta(minutes=5 * made.randrange(190))
            end = start + dt.timedelta(minutes=made.choice((5, 15, 45, 60, 90, 180)))
            session |= {"start": f"{start:%H.%M}", "end": f"{end:%H.%M}"}
            kind = made.random()
            if kind < 0.15:
                del session["end"]
            elif kind < 0.25:
                session["place"] = []
            elif kind < 0.3:
                del session["start"], session["end"]
                session["all_day"] = True
            elif kind < 0.4:
                session["place"] = sorted({f"r{made.randrange(rooms)}" for _ in range(3)})
            elif kind < 0.5:
                session["title"] = " ".join(made.choices(WORDS, k=30)).capitalize()
            elif kind < 0.55:
                session["title"] = "Kompetensförsörjningsstrategiutredningsarbetsgruppens rapport"
            day["sessions"].append(session)
        day["sessions"].sort(key=_time)
    return programme


def _drop_unused(programme: dict[str, Any]) -> None:
    """A place where nothing is held, and somebody who takes no part, are faults of the content."""
    sessions = [session for day in programme["days"] for session in day["sessions"]]
    used = {id for one in sessions for name in ("place", "people") for id in _listed(one.get(name, []))}
    for name in ("places", "people"):
        programme[name] = [one for one in programme[name] if one["id"] in used]


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _time(session: dict[str, Any]) -> tuple[bool, str]:
    start = session.get("start", "")
    return bool(start), f"2{start}" if start < "04.00" else f"1{start}"


def write_programme(folder: Path, programme: dict[str, Any], **publication: Any) -> Path:
    """A content folder with the publication `sheet` that has this programme."""
    _drop_unused(programme)
    source = Path(shutil.copytree(tools.SOUND, folder)) / "sheet"
    _dump(source / "programme.yaml", programme)
    info = yaml.safe_load((source / "publication.yaml").read_text("utf-8"))
    info |= {"sections": [{"block": "programme"}, {"block": "contact"}, {"block": "imprint"}], **publication}
    for unused in ("people", "links", "closing"):
        info.pop(unused, None)
    _dump(source / "publication.yaml", info)
    for file in (source / "sections").glob("*.md"):
        file.unlink()
    return source


def _dump(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
