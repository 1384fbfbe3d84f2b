"""A programme that is long enough to be narrowed to a day, a place or a person."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from support import tools

PLACES = {"torget": "Stora torget", "aulan": "Aulan", "angen": "Ängen", "an": "Ån"}
PEOPLE = {"asa": "Åsa Ask", "bo": "Bo Berg", "orjan": "Örjan Ö", "eva": "Éva Alm", "asko": "Äskil Ek"}


def long_programme(folder: Path, sessions: int) -> Path:
    """Write a content folder with the publication `sheet`, of this many sessions in three days."""
    source = Path(shutil.copytree(tools.SOUND, folder)) / "sheet"
    path = source / "programme.yaml"
    programme = yaml.safe_load(path.read_text("utf-8"))
    places, people = list(PLACES), list(PEOPLE)
    every = [
        {
            "id": f"punkt-{number}",
            "start": f"{8 + number // 3 % 12:02}.00",
            "end": f"{8 + number // 3 % 12:02}.45",
            "title": f"Punkt {number} om staden",
            "description": "Ett samtal för alla som bor här.",
            "place": places[number % len(places)],
            "people": [people[number % len(people)]] if number % 4 else [],
        }
        for number in range(sessions)
    ]
    every[0] |= {"stream": "torg-tv", "people": ["asa-granat"]}
    programme |= {
        "start": "2018-07-02",
        "end": "2018-07-04",
        "places": [{"id": id, "name": name} for id, name in PLACES.items()],
        "people": [{"id": id, "name": name, "organisation": "Föreningen"} for id, name in PEOPLE.items()],
        "days": [{"date": f"2018-07-0{2 + day}", "sessions": every[day::3]} for day in range(3)],
    }
    path.write_text(yaml.safe_dump(programme, allow_unicode=True, sort_keys=False), "utf-8")
    return source
