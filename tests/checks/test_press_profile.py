"""What a press profile means for a publication is reported before somebody pays for the print."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.press_profile import CHECKS
from publisher.formats.edition import Edition
from publisher.model.findings import (
    Artifact,
    Finding,
    Place,
    Severity,
)
from publisher.presses.profiles import (
    CUSTOM,
    REGISTRY,
    USUAL_PRESS,
    Spots,
    find_press,
)

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

PRINTED = (Artifact("press", "sheet-press.pdf", "application/pdf", b"", 2),)


def reported(edition: Edition, artifacts: tuple[Artifact, ...] = PRINTED) -> list[str]:
    return [f"{f.severity} {f.id}" for check in CHECKS for f in check.run(Subject(edition, artifacts))]


@pytest.fixture
def edition(make_edition: MakeEdition) -> Edition:
    return make_edition()


def test_nothing_of_the_usual_press(edition: Edition) -> None:
    assert reported(edition) == []


def test_a_profile_of_another_paper(edition: Edition) -> None:
    edition.press = find_press("generic-uncoated")
    assert reported(edition) == ["note press/stand-in"]
    assert reported(edition, ()) == [], "without a press file there is no finding"


def test_a_printing_condition_that_cannot_be_meant(edition: Edition) -> None:
    usual, place = edition.press, Place("presses/hornet.yaml", 7)

    def said(condition: str, **fields: object) -> list[Finding]:
        intent = usual.wants.output_intent.model_copy(update={"condition": condition, **fields})
        wants = usual.wants.model_copy(update={"output_intent": intent})
        edition.press = usual.model_copy(update={"wants": wants, "condition_place": place})
        return [finding for check in CHECKS for finding in check.run(Subject(edition, PRINTED))]

    (other,) = said("FOGRA51")
    assert (other.id, other.severity, other.where) == ("press/condition", Severity.WARNING, place)
    assert "a profile for FOGRA39" in other.message
    assert "name FOGRA39" in other.fix
    (nobody,) = said(CUSTOM)
    assert "--condition NAME" in nobody.fix
    assert said("FOGRA39") == []


def test_a_name_that_nobody_has_registered(edition: Edition, tmp_path: Path) -> None:
    profile = tmp_path / "shop.icc"
    profile.write_bytes(edition.press.profile.read_bytes().replace(b"ISO Coated v2", b"Our own paper"))

    def said(condition: str, registry: str = REGISTRY) -> list[str]:
        press = find_press(USUAL_PRESS).with_profile(profile, condition)
        intent = press.wants.output_intent.model_copy(update={"registry": registry})
        edition.press = press.model_copy(update={"wants": press.wants.model_copy(update={"output_intent": intent})})
        return [f"{f.message}. {f.fix}" for check in CHECKS for f in check.run(Subject(edition, PRINTED))]

    (small,) = said("fogra51")
    assert "did you mean FOGRA51?" in small
    (near,) = said("FORGA51")
    assert "not a registered printing condition" in near
    assert "did you mean FOGRA51?" in near
    (far,) = said("Tryckeriet")
    assert "did you mean" not in far
    assert said("FOGRA52") == []
    assert said("Tryckeriet", "https://tryckeriet.example.org") == [], "it is registered elsewhere"


def test_a_brand_with_more_ink_than_the_press_takes(edition: Edition) -> None:
    limited = edition.press.wants.model_copy(update={"ink_limit": 150})
    edition.press = edition.press.model_copy(update={"wants": limited})
    assert set(reported(edition)) == {"warning press/brand-ink"}


def test_text_that_is_made_of_several_inks(edition: Edition) -> None:
    colours = edition.document.brand.colours
    ink = colours["ink"].model_copy(update={"cmyk": (60, 50, 50, 90)})
    brand = edition.document.brand.model_copy(update={"colours": colours | {"ink": ink}})
    edition.document = dataclasses.replace(edition.document, brand=brand)
    (finding,) = [finding for check in CHECKS for finding in check.run(Subject(edition, PRINTED))]
    assert (finding.id, finding.severity) == ("press/text-inks", Severity.WARNING)
    assert str(finding.where).startswith("brands/blue.yaml:")


def test_a_spot_colour_where_the_press_takes_none(edition: Edition) -> None:
    colours = edition.document.brand.colours
    primary = colours["primary"].model_copy(update={"spot": "PANTONE 349 C"})
    brand = edition.document.brand.model_copy(update={"colours": colours | {"primary": primary}})
    edition.document = dataclasses.replace(edition.document, brand=brand)
    assert reported(edition) == ["note press/spot-as-inks"]
    allowed = edition.press.wants.model_copy(update={"spot_colours": Spots.ALLOWED})
    edition.press = edition.press.model_copy(update={"wants": allowed})
    assert reported(edition) == []
