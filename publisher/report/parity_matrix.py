"""How much of a publication's words, names, times and links stands in each finished file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from publisher.checks.check import CHECKS, Subject
from publisher.checks.letters import lost, runs_backwards
from publisher.checks.parity import is_column_head, is_for_paper, pieces_of, rows_of, same_address, without_running
from publisher.compose.texts import squash
from publisher.content.publication import Publication
from publisher.formats import FORMATS
from publisher.formats.alignment import align
from publisher.model.findings import Artifact, Finding

KINDS = ("words", "names", "times", "links")
TIME = re.compile(r"(?<![\d.:])\d{1,2}[.:]\d{2}(?![\d.:])")
NAMED = ("name", "sender", "publisher")  # fields that hold the name of a person, a place or an organisation
OF_CALENDAR = {"parity/calendar": "times", "parity/link": "links"}  # the other findings are of its words


@dataclass(frozen=True)
class Share:
    """How many there should be of a kind, and how many of them are there."""

    found: int
    wanted: int

    @property
    def is_whole(self) -> bool:
        return self.found == self.wanted


@dataclass(frozen=True)
class FileParity:
    """What a finished file holds: by kind ("words"), and what is wrong with it. A kind that it cannot have, such as
    links on paper, has no share."""

    artifact: Artifact
    shares: Mapping[str, Share]
    findings: tuple[Finding, ...]


def parity_matrix(subject: Subject, publication: Publication) -> list[FileParity]:
    """The main file of each format with what it holds of the publication. Pictures of pages are left out."""
    names = list(filter(None, map(squash, names_of(publication))))
    groups: dict[str, list[Artifact]] = {}
    for artifact in subject.artifacts:
        if artifact.format in FORMATS and not FORMATS[artifact.format].is_picture:
            groups.setdefault(artifact.format, []).append(artifact)
    return [_file(Subject(subject.edition, files), names) for files in groups.values()]


def names_of(publication: Publication) -> Iterator[str]:
    """The names that the content gives to people, places and organisations, each once."""
    models: list[BaseModel] = [publication.info, *([publication.programme] if publication.programme else [])]
    yield from dict.fromkeys(name for model in models for name in _names(model))


def _names(model: BaseModel) -> Iterator[str]:
    for field in type(model).model_fields:
        value = getattr(model, field)
        if field in NAMED and isinstance(value, str):
            yield value
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, BaseModel):
                yield from _names(one)


def _file(subject: Subject, names: Sequence[str]) -> FileParity:
    """Of the files of one format."""
    main = subject.artifacts[0]
    proofs = [check for check in CHECKS.values() if any(id.startswith("parity/") for id in check.ids)]
    findings = tuple(finding for check in proofs for finding in check.run(subject))
    shares = _read(subject, main, names) if FORMATS[main.format].read else _compared(subject, names, findings)
    return FileParity(main, shares, findings)


def _read(subject: Subject, artifact: Artifact, names: Iterable[str]) -> dict[str, Share]:
    """Of a file with running text."""
    document, format = subject.edition.document, FORMATS[artifact.format]
    assert format.read
    back = format.read(artifact.data)
    pages = list(without_running(subject, artifact, back))
    text = "".join(pages)
    pieces = [one for one in pieces_of(document.tree) if format.printed_addresses or not is_for_paper(one[0])]
    wanted = [squash(piece) for _, piece in pieces]
    if artifact.pages is not None and runs_backwards(document.html):
        running = (said for use in subject.edition.pages(format.medium).uses for said in use.running)
        missing, readable = set(lost(wanted, text, running)), "".join(wanted)
    else:
        rows = rows_of([element for element, _ in pieces], wanted) if len(pages) > 1 else None
        labels = {words for (element, _), words in zip(pieces, wanted, strict=True) if is_column_head(element)}
        missing = set(align(wanted, pages, rows, strict=artifact.pages is None, labels=labels).missing)
        readable = "".join(words for number, words in enumerate(wanted) if number not in missing)
    words = [len(piece.split()) for _, piece in pieces]
    said = "".join(wanted)
    times = Counter(time for _, piece in pieces for time in TIME.findall(piece))
    gone = Counter(time for number in missing for time in TIME.findall(pieces[number][1]))
    shares = {
        "words": Share(sum(words) - sum(words[number] for number in missing), sum(words)),
        "names": _shares({name: said.count(name) for name in names if name in said}, readable),
        "times": Share(times.total() - gone.total(), times.total()),
    }
    if format.links:
        addresses = [same_address(link.get("href", "")) for link in document.tree.iter("a")]
        addresses = [address for address in addresses if not address.startswith("#")]
        held = {same_address(address) for address in back.addresses}
        there = [address for address in addresses if address in held or (address.isdigit() and address in back.dialled)]
        shares["links"] = Share(len(there), len(addresses))
    return shares


def _shares(wanted: Mapping[str, int], text: str) -> Share:
    found = sum(min(count, text.count(name)) for name, count in wanted.items())
    return Share(found, sum(wanted.values()))


def _compared(subject: Subject, names: Iterable[str], findings: Iterable[Finding]) -> dict[str, Share]:
    """Of a file that its format compares by itself, such as a calendar: what the programme says, less what was found to
    be missing."""
    sessions = [event.session for event in subject.edition.document.events]
    runs = [run for session in sessions for fact in session.alone for run in fact.runs]
    texts = [*(session.name for session in sessions), *(run.text for run in runs)]
    said = squash("".join(texts))
    wanted = {
        "words": sum(len(text.split()) for text in texts),
        "names": sum(said.count(name) for name in names),
        "times": sum(2 if event.end else 1 for event in subject.edition.document.events),
        "links": sum(bool(run.href) for run in runs),
    }
    missing = Counter(OF_CALENDAR.get(finding.id, "words") for finding in findings)
    return {kind: Share(max(0, count - missing[kind]), count) for kind, count in wanted.items()}
