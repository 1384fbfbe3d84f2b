"""content/not-composed: a text of the content that the layout's template forgot is found at its line."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from publisher.checks import Subject
from publisher.checks.composed import CHECK
from publisher.formats.edition import Edition
from publisher.model.findings import Severity

if TYPE_CHECKING:
    from checks.conftest import MakeEdition


def test_a_text_that_no_template_sets_is_found_at_its_line(make_edition: MakeEdition) -> None:
    document = make_edition().document
    lost = Edition(dataclasses.replace(document, html=document.html.replace("Invigning", "Öppning")))
    (finding,) = CHECK.run(Subject(lost))
    assert (finding.id, finding.severity) == ("content/not-composed", Severity.ERROR)
    assert str(finding.where) == "sheet/programme.yaml:25"
    assert finding.message.startswith("'Invigning' is in the content")


def test_a_text_that_is_broken_over_lines_passes(make_edition: MakeEdition) -> None:
    long = ("sheet/programme.yaml", "title: Invigning", "title: >-\n          Invigning av\n          torget")
    assert list(CHECK.run(Subject(make_edition(long)))) == []
