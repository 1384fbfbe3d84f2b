"""The programme as readers see it: words instead of ids, times and dates in the language's own form."""

from __future__ import annotations

import pytest

from publisher.compose.views import ProgrammeView, programme_view
from publisher.content.load import load
from publisher.content.schema import ACCESS_LABELS, Access, Session
from publisher.datafiles.appearance import appearances
from support.tools import ROOT, SOUND


@pytest.fixture(scope="module")
def view() -> ProgrammeView:
    view = programme_view(load(SOUND / "sheet"))
    assert view is not None
    return view


def test_a_publication_without_a_programme_has_no_view() -> None:
    assert programme_view(load(ROOT / "content/framat")) is None


def test_the_days_in_words(view: ProgrammeView) -> None:
    assert [day.heading for day in view.days] == ["Måndag 2 juli", "Tisdag 3 juli"]


def test_times_for_readers_and_for_programs(view: ProgrammeView) -> None:
    times = [(s.start, s.end, s.start_iso, s.end_iso) for day in view.days for s in day.sessions]
    assert times == [
        ("10.30", "11.00", "2018-07-02T10:30", "2018-07-02T11:00"),
        ("13.00", "14.00", "2018-07-02T13:00", "2018-07-02T14:00"),
        ("15.00", "16.00", "2018-07-03T15:00", "2018-07-03T16:00"),
    ]


def test_a_place_is_named_where_it_is_another_than_the_programmes(view: ProgrammeView) -> None:
    places = [[place["name"] for place in s.things("place")] for day in view.days for s in day.sessions]
    assert places == [["Stora torget"], ["Biblioteket"], ["Stora torget"]]
    assert view.place is not None
    assert view.place["name"] == "Stora torget"


def test_a_role_in_the_session_goes_before_the_usual_one(view: ProgrammeView) -> None:
    (speaker,) = view.days[0].sessions[1].things("people")
    assert (speaker["name"], speaker["role"], speaker["organisation"]) == ("Åsa Granat", "läsare", "")


def test_a_stream_stands_with_its_session(view: ProgrammeView) -> None:
    streams = [[stream["title"] for stream in s.things("stream")] for day in view.days for s in day.sessions]
    assert streams == [["Torg-tv"], [], []]


def test_a_session_knows_its_line(view: ProgrammeView) -> None:
    assert str(view.days[0].sessions[0].source) == "sheet/programme.yaml:22"


def test_the_label_before_the_names_has_a_default(view: ProgrammeView) -> None:
    people = view.days[0].sessions[1].fact("people")
    assert people is not None
    assert people.label == "Medverkar"


def test_every_kind_of_access_has_words() -> None:
    assert set(ACCESS_LABELS) == set(Access)
    words = {appearances(Session)["accessibility"].text_of(access, "sv") for access in Access}
    assert len(words) == len(Access)
    assert not words & set(ACCESS_LABELS.values())
