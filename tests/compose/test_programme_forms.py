"""Which form a programme takes, what is said once, and what an index says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publisher.compose import compose
from publisher.compose.part_types import Programme
from publisher.compose.texts import squash
from publisher.content.load import load
from publisher.content.schema import ProgrammeForm
from publisher.model.runs import plain
from support.programmes import conference, write_programme


def part_of(folder: Path, programme: dict[str, Any]) -> Programme:
    document = compose(load(write_programme(folder / "content", programme)))
    (part,) = [part for part in document.parts if isinstance(part, Programme)]
    return part


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (conference(days=3, rooms=4, sessions=40), ProgrammeForm.GRID),
        (conference(days=3, rooms=1, sessions=30), ProgrammeForm.LIST),
        (conference(days=30, rooms=1, sessions=120), ProgrammeForm.COMPACT),
        (conference(days=3, rooms=4, sessions=40) | {"form": "list"}, ProgrammeForm.LIST),
        (conference(days=1, rooms=1, sessions=6) | {"form": "one-page"}, ProgrammeForm.ONE_PAGE),
    ],
)
def test_the_form_is_the_writers_or_the_contents(tmp_path: Path, content: dict[str, Any], form: ProgrammeForm) -> None:
    assert part_of(tmp_path, content).form is form


def test_tracks_are_the_columns_where_all_is_in_one_place(tmp_path: Path) -> None:
    programme = conference(days=1, rooms=2, sessions=10)
    for session in programme["days"][0]["sessions"]:
        if session["place"]:
            session["track"] = ["Skola", "Klimat"][int(session["place"][1:])]
            session["place"] = "r0"
    programme["places"] = programme["places"][:1]
    programme["places"][0]["parallel"] = True
    part = part_of(tmp_path, programme)
    assert (part.form, set(part.columns)) == (ProgrammeForm.GRID, {"Skola", "Klimat"})


def test_a_grid_is_in_the_order_of_time_whatever_the_files(tmp_path: Path) -> None:
    programme = conference(days=1, rooms=2, sessions=10)
    programme["days"][0]["sessions"].reverse()
    starts = [plain(session.start) for session in part_of(tmp_path, programme).days[0].sessions]
    assert starts == sorted(starts)


def test_an_index_says_what_the_sessions_do_not(tmp_path: Path) -> None:
    part = part_of(tmp_path, conference(days=2, rooms=3, sessions=20))
    places, people = part.indexes
    session = next(one for day in part.days for one in day.sessions if one.view.model.people)
    assert not any("ledamot" in plain(line.runs) for line in session.lines)
    assert any("ledamot, Föreningen: mån 10 " in plain(line.runs) for entry in people.entries for line in entry)
    assert plain(places.entries[0][0].runs) == "Stora scenen, Storgatan 1"
    names = [plain(entry[0].runs).split(",")[0].split()[-1] for entry in people.entries]
    assert names == sorted(names, key=lambda name: name.replace("Å", "Z~").replace("Ö", "Z~~"))


@pytest.mark.parametrize("form", list(ProgrammeForm))
def test_what_all_sessions_share_is_said_once(tmp_path: Path, form: ProgrammeForm) -> None:
    programme = conference(days=1, rooms=1, sessions=8) | {"form": form.value}
    for session in programme["days"][0]["sessions"]:
        session |= {"type": "Seminarium", "organiser": "Ortens kommun", "language": "en", "place": "r0"}
    part = part_of(tmp_path, programme)
    said = [squash(plain((*line.label, *line.runs))) for line in part.notes]
    assert squash("Alla programpunkter Seminarium · Stora scenen").split("·")[0] in "".join(said)
    assert squash("ArrangörOrtens kommun") in said
    for session in part.days[0].sessions:
        names = {line.name for line in (*session.brief, *session.lines)}
        assert not names & {"type", "organiser", "language", "place"}
        assert session.view.fact("organiser") is not None  # where it stands alone, as in a calendar


def test_two_sessions_say_it_each(tmp_path: Path) -> None:
    programme = conference(days=1, rooms=1, sessions=2)
    for session in programme["days"][0]["sessions"]:
        session |= {"type": "Seminarium", "place": "r0"}
    part = part_of(tmp_path, programme)
    assert all({line.name for line in one.brief} == {"type", "place"} for one in part.days[0].sessions)
