"""A second import of a changed file: what the file changed is taken over, what was edited by hand stays.

Three versions are compared for each field: the last import (`base`), the publication now (`ours`), the file now
(`theirs`). Where only one side has changed, that one holds; where both have, ours does, and the conflict is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.content.schema import ProgrammeFile
from publisher.datafiles.appearance import Kind, appearances, models_in
from publisher.importers.draft import Draft
from publisher.importers.import_report import Change
from publisher.importers.tables.columns import ACCESS
from publisher.model.catalogue import say

Data = dict[str, Any]
TIMES = ("start", "end", "place")  # a session that changes there has moved
# Each list of things with an id, and the field that names one of them: "people": "person".
LISTS = {
    one.refers: name
    for model in models_in(ProgrammeFile)
    for name, one in appearances(model).items()
    if one.kind is Kind.REFERS
}
ABSENT = object()


def merge_programme(base: Data, ours: Any, theirs: Data) -> list[Change]:
    """Bring `theirs` into `ours` (from `load_yaml`; changed in place). Returns the differences."""
    changes = list[Change]()
    for name in ("timezone", "start", "end"):
        if name not in theirs and name not in base:
            continue
        _merge_field(ours, base, theirs, name, say("importers:changed-of-programme", name=name), changes)
    for name, kind in LISTS.items():
        if theirs.get(name) or ours.get(name):
            listed = ours.setdefault(name, [])
            _merge_list(listed, base.get(name) or [], theirs.get(name) or [], kind, changes)
    _merge_days(base, ours, theirs, changes)
    return changes


def _merge_list(ours: list[Any], base: list[Data], theirs: list[Data], kind: str, changes: list[Change]) -> None:
    before, now = ({entry["id"]: entry for entry in entries} for entries in (base, ours))
    for entry in theirs:
        mine = now.get(entry["id"])
        if mine is None and entry["id"] not in before:
            ours.append(entry)
            changes.append(
                Change("added", say("importers:changed-entry", kind=kind, name=entry.get("name") or entry.get("title")))
            )
        elif mine is not None:
            what = say("importers:changed-entry", kind=kind, name=mine.get("name") or mine.get("title"))
            for name in _fields(before.get(entry["id"], {}), entry):
                _merge_field(
                    mine,
                    before.get(entry["id"], {}),
                    entry,
                    name,
                    say("importers:changed-field", what=what, name=name),
                    changes,
                )


def _merge_days(base: Data, ours: Any, theirs: Data, changes: list[Change]) -> None:
    before, coming = dict(_sessions(base)), dict(_sessions(theirs))
    mine = dict(_sessions(ours))
    for id, (day, session) in coming.items():
        if id in mine:
            _merge_session(ours, before.get(id), mine[id], (day, session), changes)
        elif id not in before:  # one that was deleted by hand stays so
            _day(ours, day)["sessions"].append(session)
            changes.append(
                Change(
                    "added",
                    say("importers:changed-session", title=session["title"]),
                    "",
                    f"{day} {session.get('start', '')}",
                )
            )
        else:
            changes.append(Change("kept", say("importers:stays-deleted", title=session["title"])))
    for id in before.keys() - coming.keys():
        if id in mine and not mine[id][1].get("cancelled"):
            mine[id][1]["cancelled"] = "true"
            changes.append(
                Change(
                    "cancelled",
                    say("importers:changed-session", title=mine[id][1]["title"]),
                    "",
                    say("importers:no-longer-in-file"),
                )
            )
    ours["days"].sort(key=lambda day: str(day["date"]))
    for day in ours["days"]:
        day["sessions"].sort(key=lambda session: str(session.get("start", "")).rpartition(" ")[2].zfill(5))
    ours["days"][:] = [day for day in ours["days"] if day["sessions"]]


def _merge_session(ours: Any, base: Any, mine: Any, theirs: Any, changes: list[Change]) -> None:
    (my_day, session), (day, new) = mine, theirs
    old_day, old = base or (my_day, {})
    what = say("importers:changed-session", title=session["title"])
    count = len(changes)
    for name in _fields(old, new):
        _merge_field(session, old, new, name, say("importers:changed-field", what=what, name=name), changes)
    if day != old_day and my_day == old_day:
        _day(ours, my_day)["sessions"].remove(session)
        _day(ours, day)["sessions"].append(session)
        changes.append(Change("moved", what, old_day, day))
    moved = [
        change for change in changes[count:] if change.kind == "changed" and change.what.rpartition(", ")[2] in TIMES
    ]
    for change in moved:
        changes[changes.index(change)] = Change("moved", change.what, change.before, change.after)


def _merge_field(ours: Any, base: Data, theirs: Data, name: str, what: str, changes: list[Change]) -> None:
    old, mine, new = (side.get(name, ABSENT) for side in (base, ours, theirs))
    if _same(new, old) or _same(new, mine):
        if not _same(mine, old) and not _same(new, mine):
            changes.append(Change("kept", what, _shown(new), _shown(mine)))
        return
    if not _same(mine, old):
        changes.append(Change("conflict", what, _shown(new), _shown(mine)))
        return
    if new is ABSENT:
        ours.pop(name, None)
    else:
        ours[name] = new
    changes.append(Change("changed", what, _shown(mine), _shown(new)))


def only_said(theirs: Data, base: Data, draft: Draft) -> None:
    """Take out of `theirs` (changed in place) what the file does not say, but the import made up or left out: dates of
    the whole event that still hold, titles of streams, fields that it has no column for or says of no session."""
    for name, keep in (("start", min), ("end", max)):
        if name in theirs and name in base:
            theirs[name] = keep(str(theirs[name]), str(base[name]))
    if not draft.timezone:
        theirs.pop("timezone", None)
        base.pop("timezone", None)
    for name in LISTS:
        known = {entry["id"]: entry for entry in base.get(name) or ()}
        for entry in theirs.get(name) or ():
            before = known.get(entry["id"], {})
            made_up = {"title", "qr"} if name == "streams" else set()
            for field in [one for one in before if one not in entry or one in made_up]:
                entry[field] = before[field]
    coming = dict(_sessions(theirs))
    said = set(filter(None, draft.columns.values())) or {name for _, new in coming.values() for name in new}
    said |= {"accessibility"} if said & set(ACCESS) else set()
    for id, (_, session) in _sessions(base):
        if id in coming:
            new = coming[id][1]
            for field in [one for one in session if one not in new and one not in said]:
                new[field] = session[field]
            if [_plain(one) for one in _names(session)] == [_plain(one) for one in _names(new)]:
                new.update({"people": session["people"]} if "people" in session else {})


def _names(session: Data) -> list[str]:
    """The people of a session by their ids; what is said of them just there is not compared."""
    people = session.get("people") or []
    return [
        one["person"] if isinstance(one, dict) else one for one in people if not isinstance(one, dict) or len(one) == 1
    ]


def plain_data(value: Any) -> Any:
    """A copy without comments."""
    if isinstance(value, dict):
        return {str(name): plain_data(one) for name, one in value.items()}
    return [plain_data(one) for one in value] if isinstance(value, list) else str(value)


def _same(one: Any, other: Any) -> bool:
    return one is other or (one is not ABSENT and other is not ABSENT and _plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    text = str(value).strip()
    return text.lstrip("0") if text[:1] == "0" and text[1:2].isdigit() else text


def _shown(value: Any) -> str:
    return "nothing" if value is ABSENT else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _fields(base: Data, theirs: Data) -> list[str]:
    return [name for name in dict.fromkeys([*theirs, *base]) if name != "id"]


def _sessions(data: Any) -> Iterator[tuple[str, tuple[str, Any]]]:
    for day in data.get("days") or ():
        for session in day["sessions"]:
            yield str(session["id"]), (str(day["date"]), session)


def _day(data: Any, date: str) -> Any:
    for day in data["days"]:
        if str(day["date"]) == date:
            return day
    made = {"date": date, "sessions": []}
    data["days"].append(made)
    return made


def next_version(version: str) -> str:
    """'1.0' -> '1.1', '3' -> '4': the last number is raised."""
    head, dot, last = version.rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdigit() else f"{version}.1"
