"""content/version-not-raised: a calendar that changed says so, or the calendars that hold the old one keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from publisher.checks.registry import Check, Subject
from publisher.formats.calendar_back import CALENDAR
from publisher.model.findings import Finding, Place, Severity

COUNT = re.compile(rb"^SEQUENCE:(\d+)", re.MULTILINE)
# Properties that describe the program that wrote the file, not the programme.
OURS = re.compile(rb"^PRODID:.*$", re.MULTILINE)


def version_not_raised(subject: Subject) -> Iterator[Finding]:
    """Compare the calendar of the whole programme with the one of the last build, which lies in the output folder."""
    document = subject.edition.document
    made = next((artifact for artifact in subject.artifacts if artifact.media_type == CALENDAR), None)
    if made is None or subject.folder is None:
        return
    before = b""
    with suppress(OSError):  # there is none
        before = (subject.folder / made.filename).read_bytes()
    if before and OURS.sub(b"", before) != OURS.sub(b"", made.data) and _count(made.data) <= _count(before):
        yield Finding(
            "content/version-not-raised",
            Severity.WARNING,
            "the programme has changed since the last build, but neither 'date' nor the first two numbers of 'version' "
            "has been raised: calendars that have the old one may keep it, with its old times",
            "raise 'version' (1.0 to 1.1) or 'date' in publication.yaml before you hand it out again",
            Place(f"{document.path}/publication.yaml"),
        )


def _count(data: bytes) -> list[int]:
    return [int(count) for count in COUNT.findall(data)[:1]]


CHECK = Check(
    ids=("content/version-not-raised",),
    stage="files",
    rationale="A calendar takes an update only if its SEQUENCE has grown; otherwise people come at the old time.",
    source="RFC 5545, 3.8.7.4",
    run=version_not_raised,
)
