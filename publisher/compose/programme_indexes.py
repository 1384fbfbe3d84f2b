"""What a programme says once, after its days: the places with the way to them, the people with their sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.compose.facts import Fact, Facts, Thing
from publisher.compose.part_types import Index, Line
from publisher.compose.views import ProgrammeView, SessionView
from publisher.datafiles.appearance import Where
from publisher.model.html_names import SESSION_LINK
from publisher.model.label import label_runs
from publisher.model.runs import Kind, Mark, Run, Runs, joined, plain
from publisher.text.i18n import clock_text, label, short_day
from publisher.text.names import PersonName

STRONG = Mark(Kind.STRONG)


def programme_indexes(
    facts: Facts, programme: ProgrammeView, text: Callable[[Runs], Runs], line: Callable[[Fact], Line]
) -> Iterator[Index]:
    """The places of which there is more to say than their names, and everybody who takes part. `text` marks running
    text, `line` makes a line of a fact."""
    language = facts.language
    venues = [thing for id in facts.lists["places"] if (thing := facts.named("places", id)) and len(thing.facts) > 1]
    if venues:
        entries = tuple(tuple(_venue(language, thing, text, line)) for thing in venues)
        yield Index("places", text(label_runs(label(language, "programme.places"))), entries)
    people = _people(facts, programme)
    if people:
        several = len(programme.days) > 1

        def entry(thing: Thing, sessions: list[SessionView]) -> Line:
            links = (_link(language, session, several=several) for session in sessions)
            said = (*thing.line, Run(": "), *joined(links, label(language, "list.comma")))
            return Line("entry", (), text(said))

        ordered = sorted(people, key=lambda one: PersonName(plain(one[0].facts[0].runs)).order(language))
        listed = tuple((entry(*one),) for one in ordered)
        yield Index("people", text(label_runs(label(language, "programme.people"))), listed)


def _venue(language: str, thing: Thing, text: Callable[[Runs], Runs], line: Callable[[Fact], Line]) -> Iterator[Line]:
    name, *others = thing.facts
    beside = [fact.runs for fact in others if fact.where is Where.FLOW]
    strong = tuple(run.marked(STRONG) for run in name.runs)
    yield Line("entry", (), text(joined((strong, *beside), label(language, "list.comma"))))
    yield from (line(fact) for fact in others if fact.where is not Where.FLOW)


def _people(facts: Facts, programme: ProgrammeView) -> list[tuple[Thing, list[SessionView]]]:
    """Everybody with their sessions, in the order of time. Somebody's role in one session is said there."""
    found: dict[str, tuple[Thing, list[SessionView]]] = {}
    for day in programme.days:
        for session in day.sessions:
            for thing in session.people(facts):
                found.setdefault(thing.model.id, (thing, []))[1].append(session)
    return list(found.values())


def _link(language: str, session: SessionView, *, several: bool) -> Runs:
    """'Wed 4 10.30', which leads to the session; of one day the time alone."""
    held = session.span
    time = label(language, "session.all-day") if held.all_day else clock_text(language, held.start.time())
    said = f"{short_day(language, held.start.date())} {time}" if several else time
    return (Run(said, (Mark(Kind.LINK, f"#{session.id}", name=SESSION_LINK),)),)
