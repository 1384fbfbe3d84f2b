"""content/version-not-raised: a calendar that changed says so, or the calendars that hold the old one keep it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from publisher.checks.check import Check, Subject
from publisher.formats.calendar_back import CALENDAR
from publisher.formats.handed_out import HandedOut, earlier, handed_out
from publisher.model.catalogue import say
from publisher.model.findings import Artifact, Finding, Place, Severity


def version_not_raised(subject: Subject) -> Iterator[Finding]:
    """Compare the calendar of the whole programme with what was handed out under its version, as the output folder
    has it: until the version is raised, each build reports that it has changed."""
    document = subject.edition.document
    made = next((artifact for artifact in subject.artifacts if artifact.media_type == CALENDAR), None)
    now = handed_out(subject.artifacts)
    if made is None or now is None or subject.folder is None:
        return
    before = earlier(subject.folder) or _of_the_last_build(subject.folder / made.filename, made)
    if before and before.misses(now):
        yield Finding(
            "content/version-not-raised",
            Severity.WARNING,
            say("checks:programme-has-changed-since-was-built"),
            say("checks:raise-version-1-0-1-1"),
            Place(document.main_file),
        )


def _of_the_last_build(path: Path, made: Artifact) -> HandedOut | None:
    """The calendar that lies there, where the manifest does not say what was handed out."""
    with suppress(OSError):
        return handed_out([replace(made, data=path.read_bytes())])
    return None


CHECK = Check(
    ids=("content/version-not-raised",),
    stage="files",
    rationale="A calendar takes an update only if its SEQUENCE has grown; otherwise people come at the old time.",
    source="RFC 5545, 3.8.7.4",
    run=version_not_raised,
)
