"""How faults become findings: one for each page and severity, however many there are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.model.findings import Severity
from publisher.preflight import (
    Inspection,
    open_file,
    page_raster,
    preflight,
)
from publisher.preflight.reading.geometry import Box
from publisher.preflight.rule import Fault, Rule
from publisher.presses.profiles import find_press
from support.press_faults import SOUND, TINT, with_content
from support.press_pdf import rectangle, text


def inspected(content: str, press: str = "generic-coated", **changes: object) -> Inspection:
    return Inspection(open_file(with_content(content, **changes).write(), "prov.pdf"), find_press(press))


def test_400_of_one_fault_on_a_page_are_one_finding() -> None:
    lines = "".join(f"{rectangle(10 + number % 20, 20 + number / 5, 2, 0.02)} f\n" for number in range(400))
    (found,) = preflight(inspected(f"0.5 0 0 0 k {lines}"))
    assert found.id == "preflight/hairline"
    assert found.message.endswith("(and 399 more on this page)")
    values = dict(found.values)
    assert values["count"] == 400
    assert str(values["boxes"]).count(";") == 4


def test_the_worst_one_is_reported() -> None:
    texts = "".join(text(20, 40 + 10 * number, size) for number, size in enumerate((7.5, 5, 6)))
    (found,) = preflight(inspected(f"0.9 0 0.6 0 k {texts}"))
    assert dict(found.values)["size"] == 5
    assert found.box
    assert 40 < found.box[1] < 50


def test_what_differs_is_distinguished() -> None:
    space = "".join(f"/{name} [/Separation /{name} /DeviceCMYK {TINT}] " for name in ("Guld", "Silver"))
    areas = "".join(f"/{name} cs 0.2 scn {rectangle(20, y, 9, 9)} f " for name, y in (("Guld", 40), ("Silver", 60)))
    found = preflight(inspected(areas, resources=f"/ColorSpace << {space} >>"))
    assert [dict(finding.values)["ink"] for finding in found] == ["Guld", "Silver"]


def test_a_box_has_a_tenth_of_a_mm() -> None:
    (found,) = preflight(inspected(f"0.9 1 0.9 rg {rectangle(20.04, 40.06, 5, 5)} f"))
    assert found.box == (20.0, 40.1, 5.0, 5.0)


def test_the_worst_come_first() -> None:
    severities = [
        finding.severity.rank
        for finding in preflight(inspected(f"0.9 1 0.9 rg {text(2, 50)} 0 0 0 1 k {text(20, 60)}"))
    ]
    assert severities == sorted(severities, reverse=True)
    assert len(severities) > 1


def test_findings_can_be_compared_and_kept() -> None:
    """Other code puts them into sets."""
    found = preflight(inspected(f"0.9 1 0.9 rg {rectangle(20, 40, 5, 5)} f"))
    assert len(set(found) | set(found)) == len(found)


def test_a_rule_without_a_page_is_one_finding() -> None:
    def run(inspection: Inspection) -> object:
        yield Fault("it is wrong", "fix it", Severity.NOTE)
        yield Fault("it is wrong", "fix it", Severity.NOTE, 2, Box(1, 2, 3, 4))

    rule = Rule("preflight/x", (Severity.NOTE,), "why", "whose", run)  # type: ignore[arg-type]
    found = rule.findings(inspected(""))
    assert [(finding.page, finding.box) for finding in found] == [(None, None), (2, (1.0, 2.0, 2.0, 2.0))]


def test_a_rule_that_a_file_defeats_is_reported() -> None:
    """Nothing passes for sound because a broken file raised what nobody thought of."""

    def run(inspection: Inspection) -> object:
        yield Fault("it is wrong", "fix it", page=1)
        raise RuntimeError("what nobody thought of")

    found = Rule("preflight/x", (Severity.ERROR,), "why", "whose", run).findings(inspected(""))  # type: ignore[arg-type]
    assert [(finding.id, finding.severity.value) for finding in found] == [
        ("preflight/damaged", "error"),
        ("preflight/x", "error"),
    ]
    assert found[0].message == "preflight/x could not be checked, because part of the file cannot be read"
    assert dict(found[0].values)["error"] == "RuntimeError: what nobody thought of"


@pytest.mark.parametrize("asked", ["__init__", "__getitem__"])
def test_a_page_that_cannot_be_drawn_is_reported(monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    """PDFium cannot open the file, or not this page."""
    looked = inspected(f"1 0 0 0 k {rectangle(-3, 40, 111, 60)} f")
    monkeypatch.setattr(page_raster.pypdfium2.PdfDocument, asked, _fail)
    assert [(finding.id, finding.page) for finding in preflight(looked)] == [("preflight/not-drawn", 1)]


def _fail(document: object, data: object) -> None:
    raise page_raster.pypdfium2.PdfiumError("no")


def test_each_press_asks_for_what_it_wants() -> None:
    """The same file: a spot ink and transparency, coarse pictures, an amount of ink."""
    space = f"/ColorSpace << /Cs1 [/Separation /Guld /DeviceCMYK {TINT}] >>"
    spot = inspected(f"/Cs1 cs 0.2 scn {rectangle(20, 40, 9, 9)} f", "office-laser", resources=space)
    assert [(one.id, one.severity.value) for one in preflight(spot)] == [("preflight/spot-colour", "warning")]
    ink = f"0.9 0.9 0.5 0.2 k {rectangle(40, 60, 25, 25)} f"
    assert preflight(inspected(ink)) == []
    assert [one.id for one in preflight(inspected(ink, "newspaper"))] == ["preflight/ink-limit"]


def test_a_press_that_cannot_do_transparency() -> None:
    looked = inspected(f"/Half gs 0 0.2 0 0 k {rectangle(20, 40, 9, 9)} f", states="/Half << /ca 0.5 >>")
    assert preflight(looked) == []
    wants = looked.press.wants.model_copy(update={"transparency": False})
    looked.press = looked.press.model_copy(update={"wants": wants})
    assert [finding.id for finding in preflight(looked)] == ["preflight/transparency"]


def test_a_folded_sheet_of_any_number_of_pages_is_no_booklet() -> None:
    file = open_file(replace(SOUND, pages=SOUND.pages * 3).write(), "prov.pdf")
    assert [one.id for one in preflight(Inspection(file, find_press("generic-coated")))] == ["preflight/page-count"]
    assert preflight(Inspection(file, find_press("generic-coated"), (52.5,))) == []
