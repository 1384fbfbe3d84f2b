"""A language that cannot be hyphenated is reported."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.hyphenation import CHECK
from publisher.formats.edition import Edition

if TYPE_CHECKING:
    from checks.conftest import MakeEdition


@pytest.mark.parametrize(
    ("language", "reported"),
    [
        *[("sv", False), ("en-GB", False), ("nb", False), ("no", False), ("bs", False), ("uk", False), ("el", False)],
        *[("fi", True), ("so", True), ("tr", True)],
        *[("ar", False), ("zh", False), ("fi-x-lattlast", False)],  # never hyphenated
    ],
)
def test_a_language_without_patterns_is_reported(make_edition: MakeEdition, language: str, reported: bool) -> None:
    document = dataclasses.replace(make_edition().document, language=language)
    assert [f.id for f in CHECK.run(Subject(Edition(document)))] == ["content/no-hyphenation"] * reported
