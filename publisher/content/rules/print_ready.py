"""What must not be printed two thousand times: the starter's own words, stand-ins, "TODO", days that are not those of
their dates. Each is a warning; formats for paper are held back until it is changed or waived (`waive` in
publication.yaml)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from publisher.content.publication import PUBLICATION, Publication
from publisher.content.reading.leftover import leftover_in_field
from publisher.content.rules.dates import date_rules
from publisher.content.rules.readable import Written, written_texts
from publisher.content.rules.speakable import number_in_words
from publisher.content.rules.starter import starter_rules
from publisher.datafiles.appearance import Leads
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning
from publisher.model.nearest import use_one_of

# What holds back the formats for paper.
HOLDS_PRINT = (
    "content/starter-text",
    "content/starter-picture",
    "content/starter-logo",
    "content/to-do",
    "content/filler-text",
    "content/stand-in",
    "content/wrong-weekday",
    "content/dates-differ",
    "content/leftover-markup",
)
WAIVABLE = (*HOLDS_PRINT, "content/past-date")
TO_DO = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+|ATT GÖRA|FYLL I)\b|(?<!\S)\?{3,}(?!\S)|(?i:\bto ?do:|\[(?:"
    r"(?:fyll i|skriv|ange|ditt|din|write|insert|your|add)\b[^\]]*"
    r"|text|namn|name|datum|date|plats|place|tid|time)\])"
)
FILLER = re.compile(r"\blorem\s+ipsum\b|\bdolor\s+sit\s+amet\b|\bconsectetur\s+adipisc", re.IGNORECASE)
# Names that lead nowhere (RFC 2606 and 6761), also as the domain of an e-mail address.
STAND_IN = re.compile(
    r"(?<![\w-])(?:[\w-]+\.)*(?:example\.(?:org|com|net|edu|se)|[\w-]+\.(?:example|test|invalid))(?![\w-]|\.\w)"
)
# What a reader's phone cannot reach: this machine, and networks of a home or an office (RFC 1918, 6761, 6762).
UNREACHABLE = re.compile(
    r"(?i)\bhttps?://(?:localhost|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])"
    r"(?:\.\d+){2}|[\w.-]+\.(?:local|localhost|internal|lan))(?=[:/?#\s]|$)"
)
# Numbers that nobody has, kept free for books and films (Post- och telestyrelsen; North America: 555-0100 to 0199).
FREE_NUMBERS = re.compile(
    r"(?:0|46)(?:313906\d\d|40628 ?04\d\d|8465004\d\d|980319 ?2\d\d|7017406(?:0[5-9]|[1-9]\d))$|55501\d\d$"
)


def print_rules(publication: Publication, today: dt.date | None = None) -> list[Finding]:
    """Every finding of these rules, those that are waived left out, and what is wrong with the waivers."""
    texts = list(written_texts(publication))
    unchanged = list(starter_rules(publication, texts))
    places = {finding.where for finding in unchanged}
    found = [
        *unchanged,
        *(finding for finding in _words(texts) if finding.where not in places),  # one cause, one finding
        *number_in_words(texts),
        *date_rules(publication, texts, today or dt.date.today()),
    ]
    findings = [*_not_waived(publication, list(dict.fromkeys(found))), *_waivers(publication, found)]
    return sorted(findings, key=lambda one: (one.where.file, one.where.line or 0) if one.where else ("", 0))


def holds_print(finding: Finding) -> bool:
    """Whether the formats for paper are not made while it stands."""
    return finding.id in HOLDS_PRINT


def as_errors(findings: list[Finding]) -> list[Finding]:
    """The same, where a format for paper was requested: what holds it back is an error then."""
    return [replace(one, severity=Severity.ERROR) if holds_print(one) else one for one in findings]


def not_printed(formats: list[str], file: str) -> Finding:
    """The finding that these formats were not made; `file` is the publication.yaml."""
    message = say("content:formats-paper-were-not-made-text", formats=", ".join(formats))
    fix = say("content:correct-warnings-content-one-does-not")
    return Finding("content/not-printed", Severity.WARNING, message, fix, Place(file))


def _words(texts: list[Written]) -> Iterator[Finding]:
    for place, group in groupby(texts, lambda one: one.place):
        for one in group:
            is_address = one.text.startswith(("http://", "https://"))
            if one.field and not is_address and (markup := leftover_in_field(one.text, place, running=one.running)):
                yield replace(markup, severity=Severity.WARNING)
            if TO_DO.search(one.text):
                fix = say("content:write-text-belongs-here-delete-field")
                yield _finding("to-do", say("content:still-written", shown=_shown(one.text)), fix, place)
            if FILLER.search(one.text):
                yield _finding(
                    "filler-text",
                    say("content:filler-text", shown=_shown(one.text)),
                    say("content:write-your-own-text"),
                    place,
                )
            addresses = " ".join([one.text, *(run.href for run in one.runs)])
            if found := STAND_IN.search(addresses):
                linked = one.link in (Leads.ITSELF, Leads.SPELLS)
                text = "content:stand-in-linked" if linked else "content:stand-no-page-no-mailbox-there"
                message = say(text, found=found[0])
                yield _finding("stand-in", message, say("content:write-real-address-delete"), place)
            if found := UNREACHABLE.search(addresses):
                message = say("content:address-unreachable", found=found[0])
                yield _finding("stand-in", message, say("content:write-public-address"), place)
            digits = "".join(filter(str.isdigit, one.text.replace("(0)", "")))
            if one.link is Leads.PHONE and FREE_NUMBERS.search(digits):
                message = say("content:number-nobody-has-kept-free-fiction", text=one.text)
                yield _finding("stand-in", message, say("content:write-real-number-delete"), place)


def _not_waived(publication: Publication, found: list[Finding]) -> Iterator[Finding]:
    waived = {waiver.id for waiver in publication.info.waive}
    yield from (finding for finding in found if finding.id not in waived)


def _waivers(publication: Publication, found: list[Finding]) -> Iterator[Finding]:
    """Waivers of what cannot be waived, and those that nothing needs any more."""
    ids = {finding.id for finding in found}
    for index, waiver in enumerate(publication.info.waive):
        place = publication.place(PUBLICATION, "waive", index, "id")
        if waiver.id not in WAIVABLE:
            message = say("content:finding-cannot-waived", name=waiver.id)
            yield _finding("unknown-waiver", message, use_one_of(waiver.id, WAIVABLE), place)
        elif waiver.id not in ids:
            message = say("content:nothing-here-so-waiver-has-no", name=waiver.id)
            yield _finding("unused-waiver", message, say("content:delete-it"), place)


def _finding(id: str, message: str, fix: str, place: Place) -> Finding:
    return Finding(f"content/{id}", Severity.WARNING, message, fix, place)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{beginning(text, 59)}…"
