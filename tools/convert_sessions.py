"""A list of sessions as open data -> a publication: an example of how one's own data becomes a programme.

    .venv/bin/python tools/convert_sessions.py sessions.json content/almedalen-2022 --brand borlange

The file is a JSON list. Each session has title, organiser, start, end, category, type, topic_1, topic_2, language,
place, description, more_info, speakers ("name, role, organisation"), websites and food, as the open data of the
Almedalen week has them. To convert your own data, change `session_of`: it says into which field each of theirs goes.
`publisher import` does the same for spreadsheets, calendars and schedules.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from publisher.importers.draft import Draft, DraftPerson, DraftSession, Origin
from publisher.importers.programme_draft import programme_data
from publisher.importers.yaml_files import dump_yaml

LANGUAGES = {"Svenska": "sv", "English": "en", "Svenska and English": "sv en"}
PUBLICATION = {
    "title": "Programmet",
    "language": "sv",
    "description": "Alla programpunkter.",
    "sender": "Arrangören",
    "version": "1.0",
    "layout": "programme-a4",
    "imprint": {"publisher": "Arrangören"},
    "sections": [{"block": "programme"}, {"block": "imprint"}],
}


def person_of(line: str, origin: Origin) -> DraftPerson:
    """'Name, role, organisation', or 'Name, role': small letters begin a role, and capitals an organisation."""
    name, *rest = [part for part in (part.strip() for part in line.split(",")) if part] or [line.strip()]
    if len(rest) == 1:
        is_role = rest[0][0].islower()
        return DraftPerson(name, rest[0] if is_role else "", "" if is_role else rest[0], origin)
    return DraftPerson(name, ", ".join(rest[:-1]), rest[-1] if rest else "", origin)


def session_of(item: dict[str, Any], origin: Origin) -> DraftSession:
    """One session, each field of the data in the field that holds it."""
    kinds = dict.fromkeys(filter(None, (item["category"], item["type"])))
    topics = [topic for topic in (item["topic_1"], item["topic_2"]) if topic]
    session = DraftSession(
        title=item["title"],
        start=dt.datetime.fromisoformat(item["start"]),
        end=dt.datetime.fromisoformat(item["end"]) if item["end"] else None,
        origin=origin,
        key=str(item["id"]),
        type=", ".join(kinds),
        description=item["description"] or "",
        place=" ".join((item["place"] or "").split()),
        people=[person_of(line, origin) for line in item["speakers"] or () if line.strip()],
        language=LANGUAGES.get(item["language"], ""),
    )
    session.fields = {
        "details": item["more_info"] or "",
        "organiser": [item["organiser"]] if item["organiser"] else [],
        "track": topics,
        "links": [("", address) for address in item["websites"] or ()],
        "refreshments": "true" if item["food"] else "",
    }
    session.fields = {name: value for name, value in session.fields.items() if value}
    if item["language"] and not session.language:  # none that is known: the words stay
        session.fields["subtitle"] = item["language"]
    return session


def converted(items: list[dict[str, Any]], file: str) -> tuple[dict[str, Any], Draft]:
    """The data of programme.yaml, and the draft with what found no place (`left_over`)."""
    draft = Draft(language="sv", timezone="Europe/Stockholm")
    draft.sessions = [session_of(item, Origin(file, f"session {item['id']}")) for item in items]
    return programme_data(draft, {}), draft


def main(arguments: list[str] | None = None) -> int:
    """Write publication.yaml and programme.yaml into a new folder, and print what found no place."""
    parser = argparse.ArgumentParser(description="Convert a list of sessions into a publication.")
    parser.add_argument("file", type=Path, help="the JSON file")
    parser.add_argument("folder", type=Path, help="content/NAME, which must not exist yet")
    parser.add_argument("--brand", required=True, help="a file in content/brands, without .yaml")
    options = parser.parse_args(arguments)
    data, draft = converted(json.loads(options.file.read_text("utf-8")), options.file.name)
    options.folder.mkdir(parents=True)
    publication = PUBLICATION | {"date": data["start"], "brand": options.brand}
    (options.folder / "publication.yaml").write_text(dump_yaml(publication), "utf-8")
    (options.folder / "programme.yaml").write_text(dump_yaml(data), "utf-8")
    for one in draft.left_over:
        print(f"{one.origin}: {one.text} ({one.why})")
    print(f"{len(draft.sessions)} sessions in {options.folder}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
