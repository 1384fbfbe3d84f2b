"""The report of an import: in the terminal, as JSON, and as a page beside the new publication."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from publisher.importers.draft import Draft, Guess, LeftOver
from publisher.model.catalogue import say, shown, spoken
from publisher.model.graphemes import beginning

SHOWN = 12  # of one kind in the terminal; JSON and the page have all
CHANGED = "importers:change"
UNSURE = 0.5  # guesses below are shown first and marked


@dataclass(frozen=True, slots=True)
class Change:
    """A difference to the last import: "added", "moved", "changed", "cancelled", "kept" (your edit stays where the file
    has not changed) or "conflict" (both have changed; yours stays)."""

    kind: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class ImportReport:
    """What became of the files. `became` counts by file and kind; `to_do` is what only a person can fill in."""

    folder: Path
    became: dict[str, dict[str, int]] = field(default_factory=dict)
    guesses: list[Guess] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """For programs: plain data."""
        return {
            "folder": str(self.folder),
            "files": [{"file": name, "became": counts} for name, counts in self.became.items()],
            "guessed": [{**asdict(one), "origin": str(one.origin)} for one in self.guesses],
            "left_over": [{**asdict(one), "origin": str(one.origin)} for one in self.left_over],
            "changes": [asdict(one) for one in self.changes],
            "to_do": self.to_do,
            "written": [str(path) for path in self.written],
        }

    def lines(self) -> Iterator[str]:
        """For the terminal: a screenful, however long the file."""
        for name, counts in self.became.items():
            yield f"{name}: {_counted(counts)}"
        yield from _listed(say("importers:since-last-import"), [_change_line(one) for one in self.changes])
        yield from _listed(
            say("importers:guessed"), [_guess_line(one) for one in sorted(self.guesses, key=lambda one: one.sure)]
        )
        yield from _listed(say("importers:left-over"), [_left_line(one) for one in self.left_over])
        yield from _listed(say("importers:to-fill-in"), self.to_do)

    def page(self) -> str:
        """For a browser: everything, in one file that needs nothing else."""
        parts: list[tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]] = [
            (
                say("importers:what-became"),
                (say("importers:head-file"), say("importers:head-became")),
                [(name, _counted(counts)) for name, counts in self.became.items()],
            ),
            (
                say("importers:since-last-import"),
                (say("importers:head-what"), say("importers:head-before"), say("importers:head-now")),
                [(say(CHANGED, kind=c.kind, what=c.what), c.before, c.after) for c in self.changes],
            ),
            (
                say("importers:guessed"),
                (
                    say("importers:head-what"),
                    say("importers:head-why"),
                    say("importers:head-sure"),
                    say("importers:head-where"),
                ),
                [
                    (g.what, g.why, f"{g.sure:.0%}", g.origin.text)
                    for g in sorted(self.guesses, key=lambda one: one.sure)
                ],
            ),
            (
                say("importers:left-over"),
                (say("importers:head-text"), say("importers:head-why"), say("importers:head-where")),
                [(one.text, one.why, one.origin.text) for one in self.left_over],
            ),
            (say("importers:to-fill-in"), (say("importers:head-what"),), [(one,) for one in self.to_do]),
        ]
        body = "".join(_table(*part) for part in parts if part[2])
        title = html.escape(shown(say("importers:import-into", name=self.folder.name)))
        return PAGE.format(title=title, body=body, lang=spoken())


def count(draft: Draft) -> dict[str, int]:
    """How many of each kind a draft holds."""
    numbers = {
        "sections": len(draft.sections),
        "sessions": len(draft.sessions),
        "people": len({person.name for person in draft.people()}),
        "places": len(
            {name for session in draft.sessions for name in session.place.splitlines()} | {p.name for p in draft.places}
        ),
        "links": sum(section.markdown.count("](") for section in draft.sections)
        + len({session.stream for session in draft.sessions if session.stream}),
        "pictures": sum(len(section.pictures) for section in draft.sections),
        "notes": sum(section.markdown.count("\n[^") for section in draft.sections),
        "files": len(draft.files),
    }
    return {kind: number for kind, number in numbers.items() if number}


def _counted(counts: dict[str, int]) -> str:
    names = [shown(say(f"importers:count-{kind}", count=number)) for kind, number in counts.items()]
    return ", ".join(names) or shown(say("importers:nothing-placed"))


def _listed(title: str, lines: list[str]) -> Iterable[str]:
    if not lines:
        return
    yield ""
    yield f"{shown(title)}: {len(lines)}"
    yield from (f"  {shown(line)}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  {shown(say('importers:more-in-page', count=len(lines) - SHOWN))}"


def _guess_line(guess: Guess) -> str:
    mark = "? " if guess.sure < UNSURE else ""
    return f"{mark}{shown(guess.what)}: {shown(guess.why)} ({shown(guess.origin.text)})"


def _left_line(left: LeftOver) -> str:
    text = left.text if len(left.text) <= 70 else f"{beginning(left.text, 69)}…"
    return say("importers:left-line", text=text, why=left.why, origin=left.origin.text)


def _change_line(change: Change) -> str:
    difference = f": {shown(change.before)} -> {shown(change.after)}" if change.before or change.after else ""
    return f"{shown(say(CHANGED, kind=change.kind, what=change.what))}{difference}"


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{html.escape(shown(one))}</th>' for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(shown(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    heading = f"<h2>{html.escape(shown(title))} ({len(rows)})</h2>"
    return f"{heading}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 2rem; }}
th, td {{ text-align: start; vertical-align: top; overflow-wrap: anywhere; }}
th, td {{ padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid #8888; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""
