"""Rules on the printing condition that a file is made for (ISO 15930-7, 6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.reading.print_file import BROKEN, PrintFile
from publisher.preflight.rule import (
    X4,
    Fault,
    Inspection,
    Rule,
)
from publisher.preflight.rules.whole_file import claims


def intents(file: PrintFile) -> list[DictionaryObject]:
    """The output intents that are meant for print."""
    found: Any = file.catalog.get("/OutputIntents")
    listed = found.get_object() if found is not None else []
    entries = [one.get_object() for one in listed] if isinstance(listed, ArrayObject) else []
    return [one for one in entries if isinstance(one, DictionaryObject) and one.get("/S") == "/GTS_PDFX"]


def output_intent(inspection: Inspection) -> Iterator[Fault]:
    """Asked only of a file that claims to be a PDF/X, or names a condition; `preflight/pdfx-version` has the rest."""
    found, condition = intents(inspection.file), inspection.wants.output_intent.condition
    fix = say("preflight:export-again-output-condition-profile-embedded", condition=condition)
    if len(found) != 1:
        if found or claims(inspection.file):
            message = say("preflight:file-names-printing-conditions-gts-pdfx", p1=len(found) or "no")
            yield Fault(message, fix, values=(("count", len(found)),))
        return
    intent = found[0]
    name = str(intent.get("/OutputConditionIdentifier", "")).strip()
    if not name:
        yield Fault(say("preflight:printing-condition-has-no-name"), fix)
    elif not _is_same(name, condition):
        yield Fault(
            say("preflight:file-made-but-press-prints", name=name, condition=condition),
            say("preflight:ask-shop-whether-takes", fix=fix, name=name),
            Severity.WARNING,
            values=(("condition", name), ("wanted", condition)),
        )
    profile = _profile(intent)
    if profile is None:
        yield Fault(say("preflight:colour-profile-printing-condition-not-file"), fix)
    elif not _is_cmyk_printer(profile):
        yield Fault(say("preflight:colour-profile-printing-condition-not-cmyk"), fix)


def _profile(intent: DictionaryObject) -> bytes | None:
    stream: Any = intent.get("/DestOutputProfile")
    try:
        return bytes(stream.get_object().get_data()) if stream is not None else None
    except BROKEN:
        return b""


def _is_cmyk_printer(profile: bytes) -> bool:
    """By its head: class, colour space and mark (ISO 15076-1, 7.2)."""
    return profile[12:20] == b"prtrCMYK" and profile[36:40] == b"acsp"


def _is_same(name: str, condition: str) -> bool:
    """'FOGRA39L' and 'Coated FOGRA39 (ISO 12647-2:2004)' are FOGRA39."""
    given, wanted = ("".join(filter(str.isalnum, text.upper())) for text in (name, condition))
    return wanted in given


RULES = (
    Rule(
        "preflight/output-intent",
        (Severity.ERROR, Severity.WARNING),
        "Amounts of ink describe a colour only for a named paper and press; without it, colours are a matter of luck.",
        X4,
        output_intent,
    ),
)
