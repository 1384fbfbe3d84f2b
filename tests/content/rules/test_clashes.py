"""Warnings for sessions that cannot be held or visited as they are planned, and none for those that can."""

from __future__ import annotations

import pytest
from content.conftest import Sheet

PROGRAMME = "sheet/programme.yaml"
READING = ("start: 13:00\n        end: 14:00", "start: {}\n        end: {}")  # `lasning`, in `biblioteket`
AT_ONCE = (READING[0], READING[1].format("10.45", "11.45"))
SAME_PLACE = ("        place: biblioteket\n", "        place: torget\n")
BOTH_PLACES = ("        place: biblioteket\n", "        place: [biblioteket, torget]\n")
SAME_PERSON = ("people: [jan-bohman]", "people: [jan-bohman, asa-granat]")
HOURS = ("    name: Biblioteket\n", "    name: Biblioteket\n    hours: {}\n")


def warnings(sheet: Sheet, *changes: tuple[str, str]) -> list[str]:
    for old, new in changes:
        sheet.change(PROGRAMME, old, new)
    return [f"{one.where}: {one.severity} {one.id}: {one.message}" for one in sheet.load().warnings]


def test_a_sound_programme_has_none(sheet: Sheet) -> None:
    assert warnings(sheet) == []


def test_sessions_out_of_order(sheet: Sheet) -> None:
    (found,) = warnings(sheet, (READING[0], READING[1].format("09.30", "10.00")))
    start = "sheet/programme.yaml:29: warning content/session-order: "
    assert found == f"{start}the session 'lasning' (09.30) is listed after 'invigning' (10.30)"


def test_a_person_in_two_sessions(sheet: Sheet) -> None:
    (found,) = warnings(sheet, SAME_PERSON, AT_ONCE)
    assert found.startswith("sheet/programme.yaml:35: warning content/person-double-booked: Åsa Granat is in two")
    assert found.endswith("'invigning' (10.30–11.00) and 'lasning' (10.45–11.45)")


@pytest.mark.parametrize("place", [SAME_PLACE, BOTH_PLACES])
def test_two_sessions_in_one_place(sheet: Sheet, place: tuple[str, str]) -> None:
    library = ("        title: Avslutning\n", "        title: Avslutning\n        place: biblioteket\n")
    (found,) = warnings(sheet, AT_ONCE, place, library)
    assert found.startswith(
        "sheet/programme.yaml:32: warning content/place-double-booked: two sessions are in Stora torget"
    )


@pytest.mark.parametrize(
    "change",
    [
        ("    name: Stora torget\n", "    name: Stora torget\n    parallel: true\n"),
        ("        title: Invigning\n", "        title: Invigning\n        cancelled: true\n"),
        ("start: 10.30\n        end: 11.00", "all_day: true"),
        ("end: 11.00", "end: 10.45"),  # one after the other
    ],
)
def test_what_is_no_clash(sheet: Sheet, change: tuple[str, str]) -> None:
    assert warnings(sheet, AT_ONCE, BOTH_PLACES, SAME_PERSON, change) in ([], _person_alone(change))


def _person_alone(change: tuple[str, str]) -> list[str]:
    """Where there is room for two sessions, a person still is in one of them alone."""
    if "parallel" not in change[1]:
        return []
    both = "'invigning' (10.30–11.00) and 'lasning' (10.45–11.45)"
    return [
        f"sheet/programme.yaml:36: warning content/person-double-booked: Åsa Granat is in two sessions at once: {both}"
    ]


@pytest.mark.parametrize(
    ("hours", "is_open"),
    [
        ("09.00–17.00", True),
        ("13.00–14.00", True),
        ("[09.00–12.00, 13.00–17.00]", True),
        ("09.00–13.30", False),
        ("13.30-18.00", False),
        ("[09.00–13.30, 13.30–17.00]", False),
        ("18.00–02.00", False),
        ("22.00–14.30", True),  # open all night
    ],
)
def test_a_session_outside_the_hours_of_its_place(sheet: Sheet, hours: str, is_open: bool) -> None:
    found = warnings(sheet, (HOURS[0], HOURS[1].format(hours)))
    assert [one.split(": ")[1] for one in found] == ([] if is_open else ["warning content/outside-opening-hours"])


def test_a_place_for_nobody_knows_what_is_reported_once(sheet: Sheet) -> None:
    found = warnings(
        sheet, ("place: torget\n", ""), ("        title: Avslutning\n", "        title: A\n        place: torget\n")
    )
    assert found == []  # the first session has a webcast
    (found_one,) = warnings(
        sheet, ("        stream: torg-tv\n", ""), ("        title: A\n", "        title: A\n        stream: torg-tv\n")
    )
    assert "content/no-place: the session 'invigning' has neither a place nor a webcast" in found_one
    assert warnings(sheet, ("title: Invigning\n", "title: Invigning\n        place: []\n")) == []
