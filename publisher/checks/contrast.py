"""brand/low-contrast: the brand's colours can be read on each other where the layouts put them together."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.design.colour import contrast
from publisher.model.findings import Finding, Place, Severity

LOWEST = 4.5
# (text colour, ground): the pairs that the layouts' stylesheets use for text.
PAIRS = (
    ("ink", "paper"),
    ("ink", "tint"),
    ("primary", "paper"),
    ("primary", "tint"),
    ("secondary", "paper"),
    ("secondary", "tint"),
    ("paper", "primary"),
    ("accent", "primary"),
)


def low_contrast(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    colours = document.brand.colours
    for text, ground in PAIRS:
        ratio = contrast(colours[text].rgb, colours[ground].rgb)
        if ratio < LOWEST:
            yield Finding(
                "brand/low-contrast",
                Severity.ERROR,
                f"the brand's '{text}' on '{ground}' has a contrast of {ratio:.2f}:1; text needs {LOWEST}:1",
                f"make one of them darker or the other lighter ({colours[text].rgb} on {colours[ground].rgb})",
                Place(document.brand_file, document.colour_lines.get(text)),
            )


CHECK = Check(
    ids=("brand/low-contrast",),
    stage="document",
    rationale="Readers with low vision, and anyone in poor light, cannot read pale text.",
    source="WCAG 2.2, 1.4.3",
    run=low_contrast,
)
