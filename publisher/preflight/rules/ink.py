"""Rules on the amount of ink."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.ink_coverage import WINDOW
from publisher.preflight.rule import (
    GWG,
    OURS,
    Fault,
    Inspection,
    Rule,
)


def ink_limit(inspection: Inspection) -> Iterator[Fault]:
    limit = inspection.wants.ink_limit
    for ink in inspection.ink.pages:
        percent, box = ink.worst
        if ink.exceeds(limit):
            yield Fault(
                say("preflight:square-mm-has-ink-press-takes", window=WINDOW, percent=percent, limit=limit),
                say("preflight:make-dark-areas-lighter-convert-them"),
                Severity.ERROR,
                ink.page,
                box,
                (("ink", round(percent)), ("limit", limit)),
            )


def ink_not_measured(inspection: Inspection) -> Iterator[Fault]:
    if reason := inspection.ink.reason:
        yield Fault(
            say("preflight:amount-ink-was-not-measured", reason=reason),
            inspection.ink.fix,
            Severity.WARNING,
            values=(("reason", reason),),
        )


RULES = (
    Rule(
        "preflight/ink-limit",
        (Severity.ERROR,),
        "Too much ink does not dry: sheets stick together, and ink sets off from one to the next.",
        f"{GWG}; the limit is the press's",
        ink_limit,
    ),
    Rule(
        "preflight/ink-not-measured",
        (Severity.WARNING,),
        "Ink that was not measured must not count as within the limit.",
        OURS,
        ink_not_measured,
    ),
)
