"""Rules on QR codes: a telephone must read them from paper, in poor light, and they must lead where they should.

The limits come from trials with codes rendered at 300 dpi, blurred and with noise; the quiet zone from ISO/IEC 18004.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.pictures.qr import QUIET_ZONE
from publisher.preflight.qr_reading import TRIALS, Code
from publisher.preflight.rule import (
    OURS,
    Fault,
    Inspection,
    Rule,
)

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
SMALLEST, SMALL = 0.35, 0.5  # mm a square
SLACK = 0.005  # mm
NARROWEST = 2  # squares of free space; with less, most telephones do not see the code
NO_CONTRAST, LOW_CONTRAST = 2.0, 3.8


def unreadable(inspection: Inspection) -> Iterator[Fault]:
    for code in inspection.codes:
        if code.text is None:
            where = say("preflight:to", address=code.expected.address) if code.expected else ""
            fix = say("preflight:make-larger-black-white-free-space")
            yield _fault(code, say("preflight:qr-code-cannot-read", where=where), fix, ERROR)
        elif code.failed:
            message = say("preflight:qr-code-cannot-read-2", named=_named(code), failed=" and ".join(code.failed))
            yield _fault(
                code, message, say("preflight:make-larger-shorten-address"), WARNING, failed=", ".join(code.failed)
            )


def module_size(inspection: Inspection) -> Iterator[Fault]:
    for code in _read(inspection):
        if code.module < SMALL - SLACK:
            severity = ERROR if code.module < SMALLEST - SLACK else WARNING
            limit = SMALLEST if severity is ERROR else SMALL
            modules = round(code.box.width / code.module)
            message = say("preflight:squares-qr-code-are-mm-wide", named=_named(code), module=code.module, limit=limit)
            fix = say("preflight:make-mm-wide-shorten-address", p1=modules * 0.6)
            yield _fault(code, message, fix, severity, module=round(code.module, 3), limit=limit)


def quiet_zone(inspection: Inspection) -> Iterator[Fault]:
    for code in _read(inspection):
        if code.quiet < QUIET_ZONE:
            severity = ERROR if code.quiet < NARROWEST else WARNING
            message = say(
                "preflight:qr-code-has-free-space-squares", named=_named(code), quiet=code.quiet, quiet_zone=QUIET_ZONE
            )
            fix = say("preflight:leave-mm-white-every-side", p1=QUIET_ZONE * code.module)
            yield _fault(code, message, fix, severity, quiet=code.quiet, limit=QUIET_ZONE)


def low_contrast(inspection: Inspection) -> Iterator[Fault]:
    for code in _read(inspection):
        if code.contrast < LOW_CONTRAST:
            severity = ERROR if code.contrast < NO_CONTRAST else WARNING
            message = say(
                "preflight:qr-code-has-contrast-1-phones",
                named=_named(code),
                contrast=code.contrast,
                low_contrast=LOW_CONTRAST,
            )
            fix = say("preflight:print-black-ink-white-paper")
            yield _fault(code, message, fix, severity, contrast=round(code.contrast, 1), limit=LOW_CONTRAST)


def wrong_address(inspection: Inspection) -> Iterator[Fault]:
    for code in _read(inspection):
        if code.expected and code.text != code.expected.address:
            message = say("preflight:qr-code-leads-but-content-says", text=code.text, address=code.expected.address)
            yield _fault(code, message, say("preflight:report-this-fault-layout"), ERROR, text=str(code.text))


def found(inspection: Inspection) -> Iterator[Fault]:
    """Where the codes of a stranger's file lead, for a person to compare."""
    for code in _read(inspection):
        if code.expected is None:
            message = say("preflight:qr-code-leads-squares-are-mm", text=code.text, module=code.module)
            fix = say("preflight:check-this-where-should-lead")
            yield _fault(code, message, fix, NOTE, text=str(code.text), module=round(code.module, 3))


def _read(inspection: Inspection) -> Iterator[Code]:
    return (code for code in inspection.codes if code.text is not None)


def _named(code: Code) -> str:
    return say("preflight:to-2", text=str(code.text)[:60])


def _fault(code: Code, message: str, fix: str, severity: Severity, **values: str | float) -> Fault:
    place = code.expected.place if code.expected else None
    return Fault(message, fix, severity, code.page, code.box, tuple(values.items()), code.module, place, str(code.text))


RULES = (
    Rule(
        "preflight/qr-unreadable",
        (ERROR, WARNING),
        f"Read from the raster at 300 dpi ({', '.join(TRIALS)}): this stands for a cheap lens and poor light.",
        OURS,
        unreadable,
    ),
    Rule(
        "preflight/qr-module",
        (ERROR, WARNING),
        "A blurred lens cannot read squares below 0.35 mm; 0.6 mm is a good size.",
        OURS,
        module_size,
    ),
    Rule(
        "preflight/qr-quiet-zone",
        (ERROR, WARNING),
        "A phone finds a code by the free space around it.",
        "ISO/IEC 18004, 5.3.8",
        quiet_zone,
    ),
    Rule(
        "preflight/qr-contrast",
        (ERROR, WARNING),
        "In trials, no code below 2:1 was read, and nearly every code from 3.8:1 up.",
        OURS,
        low_contrast,
    ),
    Rule(
        "preflight/qr-address",
        (ERROR,),
        "A code that leads to the wrong place is worse than no code.",
        OURS,
        wrong_address,
    ),
    Rule("preflight/qr-found", (NOTE,), "People cannot read a code by eye.", OURS, found),
)
