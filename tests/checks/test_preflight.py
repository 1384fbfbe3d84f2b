"""The build checks its press file as the print shop will, and names the line of the content."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.preflight import (
    CHECK,
    OWN_FIXES,
    _nearest,
    drawn_pieces,
    expected_codes,
)
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Finding, Severity
from publisher.preflight import RULES
from support import tools
from support.editions import own_sample
from support.presses import press

if TYPE_CHECKING:
    from checks.conftest import MakeEdition


def found(edition: Edition) -> list[Finding]:
    return list(CHECK.run(Subject(edition, FORMATS["press"].artifacts(edition))))


@pytest.fixture(scope="module")
def almedalen() -> Edition:
    return own_sample("almedalen")


def test_the_sample_is_ready_for_the_press(almedalen: Edition) -> None:
    assert found(almedalen) == []


def test_it_knows_every_code_and_where_it_leads(almedalen: Edition) -> None:
    codes = list(expected_codes(list(drawn_pieces(almedalen.master))))
    wanted = [image.get("data-qr") for image in almedalen.document.tree.iter("img") if image.get("data-qr")]
    assert [code.address for code in codes] == wanted
    assert len(wanted) == 3


def test_a_fault_is_reported_at_its_line_of_the_content(almedalen: Edition) -> None:
    usual, almedalen.press = almedalen.press, press(text={"smallest": 40, "overprint_below": 0})
    try:
        reported = [finding for finding in found(almedalen) if finding.id == "preflight/small-text"]
    finally:
        almedalen.press = usual
    assert {finding.severity for finding in reported} == {Severity.WARNING}
    assert all(finding.box for finding in reported)
    assert all("almedalen-press.pdf" in finding.message for finding in reported)


def test_what_is_drawn_where_the_fault_is_gives_the_line(almedalen: Edition) -> None:
    drawn = list(drawn_pieces(almedalen.master))
    titled = next(piece for piece in drawn if piece.element.tag == "h1")
    box = titled.box
    fault = Finding("preflight/prov", Severity.ERROR, "", "", page=1, box=(box.left, box.top, box.width, box.height))
    place = _nearest(drawn, fault)
    assert place is not None
    assert (place, place.file) == (titled.place, "almedalen/publication.yaml")
    assert _nearest(drawn, dataclasses.replace(fault, box=(200.0, 292.0, 1.0, 1.0))) is None
    assert _nearest(drawn, dataclasses.replace(fault, page=None)) is None


def test_a_picture_that_only_decorates_has_its_line_too() -> None:
    """The closing picture stands in no structure; the fault is its file's, or its inks'."""
    leaflet = own_sample("framat")
    leaflet.press = press(ink_limit=120)
    (last,) = [finding for finding in found(leaflet) if finding.id == "preflight/ink-limit" and finding.page == 8]
    lines = (tools.ROOT / "content" / "framat" / "publication.yaml").read_text("utf-8").splitlines()
    assert last.where is not None
    assert "file: " in lines[(last.where.line or 0) - 1]


def test_our_own_file_is_not_exported_from_another_program(almedalen: Edition) -> None:
    assert set(OWN_FIXES) <= set(RULES)
    usual, almedalen.press = almedalen.press, press(safe_margin=15)
    try:
        (reported, *_) = [finding for finding in found(almedalen) if finding.id == "preflight/near-trim"]
    finally:
        almedalen.press = usual
    assert reported.fix == OWN_FIXES["preflight/near-trim"]


def test_the_layout_defines_the_binding(make_edition: MakeEdition) -> None:
    assert "preflight/page-count" not in [finding.id for finding in found(make_edition())]


def test_without_a_press_file_nothing_waits_for_one(almedalen: Edition) -> None:
    assert list(CHECK.run(Subject(almedalen, FORMATS["web"].artifacts(almedalen)))) == []
