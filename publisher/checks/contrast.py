"""brand/low-contrast: the brand's colours can be read on each other where the layouts put them together."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks import Check, Subject
from publisher.model import Finding, Place, Severity

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
                f"make one of the two darker or lighter ({colours[text].rgb} on {colours[ground].rgb})",
                Place(f"brands/{document.brand_id}.yaml", document.colour_lines.get(text)),
            )


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours '#rrggbb' (WCAG 2.2, definition of contrast ratio): 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


CHECK = Check(
    ids=("brand/low-contrast",),
    stage="document",
    rationale="Who sees little, or reads in poor light, cannot read pale text.",
    source="WCAG 2.2, 1.4.3",
    run=low_contrast,
)
