"""What a press profile means for a publication is told before somebody pays for the print."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.presses import CHECKS
from publisher.content.presses import Spots, find_press
from publisher.formats.edition import Edition
from publisher.model import Artifact

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

PRINTED = (Artifact("press", "sheet-press.pdf", "application/pdf", b"", 2),)


def told(edition: Edition, artifacts: tuple[Artifact, ...] = PRINTED) -> list[str]:
    return [f"{f.severity} {f.id}" for check in CHECKS for f in check.run(Subject(edition, artifacts))]


@pytest.fixture
def edition(make_edition: MakeEdition) -> Edition:
    return make_edition()


def test_nothing_of_the_usual_press(edition: Edition) -> None:
    assert told(edition) == []


def test_a_profile_of_another_paper(edition: Edition) -> None:
    edition.press = find_press("generic-uncoated")
    assert told(edition) == ["note press/stand-in"]
    assert told(edition, ()) == [], "who makes no press file is told nothing of it"


def test_a_brand_with_more_ink_than_the_press_takes(edition: Edition) -> None:
    limited = edition.press.wants.model_copy(update={"ink_limit": 150})
    edition.press = edition.press.model_copy(update={"wants": limited})
    assert set(told(edition)) == {"warning press/brand-ink"}


def test_a_spot_colour_where_the_press_takes_none(edition: Edition) -> None:
    colours = edition.document.brand.colours
    primary = colours["primary"].model_copy(update={"spot": "PANTONE 349 C"})
    brand = edition.document.brand.model_copy(update={"colours": colours | {"primary": primary}})
    edition.document = dataclasses.replace(edition.document, brand=brand)
    assert told(edition) == ["note press/spot-as-inks"]
    allowed = edition.press.wants.model_copy(update={"spot_colours": Spots.ALLOWED})
    edition.press = edition.press.model_copy(update={"wants": allowed})
    assert told(edition) == []
