"""brand/low-contrast: text that a layout sets in a colour of the brand can be read."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.contrast import CHECK
from publisher.design.colour import contrast
from publisher.formats.edition import Edition
from publisher.model.findings import Severity

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

BRAND = "brands/blue.yaml"
COLOURS = {
    "ink": "#101010",
    "paper": "#FFFFFF",
    "primary": "#123B63",
    "secondary": "#1B5E83",
    "accent": "#F4B942",
    "tint": "#E9F1F5",
}


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#FFFFFF", 21),
        ("#FFFFFF", "#000000", 21),
        ("#777777", "#777777", 1),
        # The examples that everybody uses: 4.54 is enough for text, 4.48 is not.
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#FFFFFF", 4.48),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_the_ratio_is_that_of_the_standard(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)


def test_the_toolkits_layouts_can_be_read_in_every_brand(make_edition: MakeEdition) -> None:
    pale = [(BRAND, COLOURS[role], colour) for role, colour in (("primary", "#FFD500"), ("secondary", "#9ADCF5"))]
    assert list(CHECK.run(Subject(make_edition(*pale)))) == []


OWN = (
    "/* color: var(--accent) */\n"
    "h2 { color: var(--primary); border-color: var(--primary); }\n"
    "p { background: var(--tint); color: var(--heading-colour); } .cover h1 { color: var(--paper); }\n"
)


@pytest.mark.parametrize(
    ("primary", "found"),
    [
        ("#123B64", []),
        (
            "#FFD500",
            [
                ("'primary'", "var(--heading-colour)", "layouts/own/print.css:2"),
                ("'paper'", "var(--panel-text-colour)", "3"),
            ],
        ),
    ],
)
def test_text_in_a_colour_of_the_brand_is_measured(
    make_edition: MakeEdition, primary: str, found: list[tuple[str, str, str]]
) -> None:
    edition = make_edition((BRAND, COLOURS["primary"], primary))
    own = edition.document.content / "layouts" / "own"
    own.mkdir(parents=True)
    (own / "print.css").write_text(OWN, "utf-8")
    layout = dataclasses.replace(edition.document.layout, folder=own)
    findings = list(CHECK.run(Subject(Edition(dataclasses.replace(edition.document, layout=layout)))))
    assert [finding.severity for finding in findings] == [Severity.WARNING] * len(found)
    for finding, (colour, fix, place) in zip(findings, found, strict=True):
        assert colour in finding.message
        assert fix in finding.fix
        assert str(finding.where).endswith(place)
