"""A language without labels is reported."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject, labels
from publisher.checks.labels import CHECK
from publisher.formats.edition import Edition
from publisher.text.i18n import label_languages

if TYPE_CHECKING:
    from checks.conftest import MakeEdition


@pytest.mark.parametrize(
    ("language", "reported"),
    [("sv", []), ("en-GB", []), ("sv-x-lattlast", []), ("sw", ["sw"])],
)
def test_a_language_without_labels_is_reported(make_edition: MakeEdition, language: str, reported: list[str]) -> None:
    document = dataclasses.replace(make_edition().document, language=language)
    findings = list(CHECK.run(Subject(Edition(document))))
    assert [finding.id for finding in findings] == ["content/no-labels"] * len(reported)
    assert all(f"'{language}'" in finding.message for finding in findings)
    assert all(", ".join(label_languages()) in finding.fix for finding in findings)


def test_a_language_with_some_labels_says_which_are_missing(
    make_edition: MakeEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labels, "missing_labels", lambda language: frozenset({"page.skip", "block.links"}))
    (finding,) = CHECK.run(Subject(make_edition()))
    assert finding.message.startswith("2 of ")
    assert finding.fix.endswith("block.links, page.skip")
