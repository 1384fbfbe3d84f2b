"""press/*: what the press profile means for this publication, reported before the print is paid for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from publisher.checks.check import Check, Subject
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.presses.icc import condition_of, conditions
from publisher.presses.profiles import CUSTOM, REGISTRY, Spots

Run = Callable[[Subject], Iterator[Finding]]
TEXT = "ink"  # the brand colour of running text


def stand_in(subject: Subject) -> Iterator[Finding]:
    press = subject.edition.press
    if press.wants.output_intent.stand_in:
        yield Finding(
            "press/stand-in",
            Severity.NOTE,
            say(
                "checks:uses-colour-profile-another-paper-colours",
                name=press.id,
                condition=press.wants.output_intent.condition,
            ),
            say("checks:ask-print-shop-icc-file-build"),
        )


def condition(subject: Subject) -> Iterator[Finding]:
    """The name under which the shop looks the profile up: one that is missing, unknown, or another profile's."""
    press, where = subject.edition.press, subject.edition.press.condition_place
    named, made_for, registered = press.wants.output_intent.condition, condition_of(press.profile), conditions()
    if named == CUSTOM:
        message = say("checks:printing-condition-unknown", name=press.profile.name, profile_name=press.profile_name)
        fix = say("checks:ask-print-shop-registered-name-build")
    elif named not in registered and press.wants.output_intent.registry == REGISTRY:
        message = say("checks:not-registered-printing-condition", named=named)
        near = get_close_matches(named.upper(), registered, cutoff=0.7)
        fix = say("checks:ask-registry")
        if made_for:
            fix = say("checks:is-for", name=press.profile.name, made_for=made_for, then=fix)
        if near:
            fix = say("checks:did-you-mean-condition", near=near[0], then=fix)
    elif made_for and made_for != named:
        message = say("checks:profile-but-file-would-say", name=press.profile.name, made_for=made_for, named=named)
        fix = say("checks:name-use-profile-ask-print-shop", made_for=made_for, named=named)
    else:
        return
    yield Finding("press/condition", Severity.WARNING, message, fix, where)


def brand_ink(subject: Subject) -> Iterator[Finding]:
    press, document = subject.edition.press, subject.edition.document
    for name, colour in document.brand.colours.items():
        total, limit = sum(colour.cmyk), press.wants.ink_limit
        is_spot = colour.spot and press.wants.spot_colours is not Spots.ERROR
        if total > limit and not is_spot:
            yield Finding(
                "press/brand-ink",
                Severity.WARNING,
                say("checks:brand-colour-has-ink-takes-most", name=name, total=total, name_2=press.id, limit=limit),
                say("checks:lower-inks-sheets-stick-together-brand"),
                Place(document.brand_file, document.colour_lines.get(name)),
            )


def text_inks(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    inks = sum(part > 0 for part in document.brand.colours[TEXT].cmyk)
    if inks > 1:
        yield Finding(
            "press/text-inks",
            Severity.WARNING,
            say("checks:brand-which-text-printed-made-inks", text=TEXT, inks=inks),
            say("checks:use-black-ink-only-cmyk-0"),
            Place(document.brand_file, document.colour_lines.get(TEXT)),
        )


def spot_as_inks(subject: Subject) -> Iterator[Finding]:
    press, document = subject.edition.press, subject.edition.document
    if press.wants.spot_colours is not Spots.ERROR:
        return
    for name, colour in document.brand.colours.items():
        if colour.spot:
            yield Finding(
                "press/spot-as-inks",
                Severity.NOTE,
                say("checks:brand-colour-prints-process-inks-takes", name=name, name_2=press.id, spot=colour.spot),
                say("checks:get-spot-colour-use-press-profile"),
                Place(document.brand_file, document.colour_lines.get(name)),
            )


def _of_press_file(run: Run) -> Run:
    """The check for builds that make a press file. Other builds report nothing and open no profile."""

    def run_if_made(subject: Subject) -> Iterator[Finding]:
        if subject.press_files:
            yield from run(subject)

    return run_if_made


CHECKS = (
    Check(
        ids=("press/text-inks",),
        stage="files",
        rationale="Four inks never line up exactly, so body text printed in them is blurred.",
        source="Ghent Workgroup 2022, black text",
        run=_of_press_file(text_inks),
    ),
    Check(
        ids=("press/stand-in",),
        stage="files",
        rationale="Paper changes colours: a profile for another paper is a guess, and the customer should know.",
        source="ISO 12647-2; house rule: nothing is silent",
        run=_of_press_file(stand_in),
    ),
    Check(
        ids=("press/condition",),
        stage="files",
        rationale="Software at the print shop looks the condition up by its name; a wrong name changes every colour.",
        source="ISO 15930-7, 6.3; the ICC's registry of characterization data",
        run=_of_press_file(condition),
    ),
    Check(
        ids=("press/brand-ink",),
        stage="files",
        rationale="More ink than the paper takes does not dry. Brand colours are never changed: their owner decides.",
        source="Ghent Workgroup 2022, total area coverage",
        run=_of_press_file(brand_ink),
    ),
    Check(
        ids=("press/spot-as-inks",),
        stage="files",
        rationale="A spot colour that is printed in four process inks looks different.",
        source="Ghent Workgroup 2022, spot colours",
        run=_of_press_file(spot_as_inks),
    ),
)
