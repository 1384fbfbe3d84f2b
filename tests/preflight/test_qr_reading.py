"""QR codes are found and read from the raster, however they are drawn, and compared with what the content says."""

from __future__ import annotations

from dataclasses import replace

import pytest
import qrcode

from publisher.model.findings import Finding, Place
from publisher.preflight import Inspection, open_file, preflight
from publisher.preflight.qr_reading import Code, ExpectedCode
from publisher.preflight.reading.geometry import Box
from publisher.presses.profiles import find_press
from support.press_faults import code, with_content
from support.press_pdf import PressPdf, image, placed, rectangle

ADDRESS = "https://example.org/a"
PLACE = Place("prov/publication.yaml", 12)


def inspected(made: PressPdf, *expected: ExpectedCode) -> Inspection:
    file = open_file(made.write(), "prov.pdf")
    return Inspection(file, find_press("generic-coated"), expected=expected or None)


def only(made: PressPdf) -> Code:
    (found,) = inspected(made).codes
    return found


def reported(made: PressPdf, *expected: ExpectedCode) -> list[Finding]:
    return [finding for finding in preflight(inspected(made, *expected)) if "/qr-" in finding.id]


@pytest.mark.parametrize("module", [0.36, 0.5, 0.7, 1.2])
def test_it_is_measured(module: float) -> None:
    found = only(with_content(code(ADDRESS, module)))
    assert (found.text, found.quiet, found.failed) == (ADDRESS, 4, ())
    assert found.module == pytest.approx(module, rel=0.02)
    assert found.box.left == pytest.approx(25 + 4 * module, abs=0.2)
    assert found.contrast > 10


def test_a_code_drawn_square_by_square() -> None:
    content = code(ADDRESS, 0.7)
    ground, squares = content.split("gs 0 0 0 1 k ")
    each = squares.removesuffix(" f\n").replace(" re", " re f")
    assert only(with_content(f"{ground}gs 0 0 0 1 k {each}\n")).text == ADDRESS


def picture(module_pixels: int = 8) -> PressPdf:
    made = qrcode.QRCode(border=4, box_size=module_pixels)
    made.add_data(ADDRESS)
    made.make(fit=True)
    drawn = made.make_image().get_image().convert("L")
    data = image(drawn.width, drawn.height, "/DeviceGray", data=drawn.tobytes())
    return replace(with_content(placed("Im1", 30, 60, 25, 25), resources="/XObject << /Im1 20 0 R >>"), objects=(data,))


def test_a_code_in_a_picture() -> None:
    assert only(picture()).text == ADDRESS


def test_a_code_in_a_picture_that_fills_the_page() -> None:
    made = picture()
    whole = placed("Im1", 0, 0, 105, 105)
    found = only(replace(made.with_page(content=whole), objects=made.objects))
    assert found.text == ADDRESS
    assert found.module == pytest.approx(105 / 33, rel=0.02)


def test_a_turned_page() -> None:
    assert only(with_content(code(ADDRESS, 0.7), more="/Rotate 90")).text == ADDRESS


def test_pages_where_no_code_can_be_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = inspected(with_content(f"0.5 0 0 0 k {rectangle(20, 40, 30, 30)} f"))
    monkeypatch.setattr(looked.raster, "picture", lambda *_: pytest.fail("it was drawn"))
    assert looked.codes == []


# Codes of the content


def expected(address: str = ADDRESS, left: float = 25, top: float = 60) -> ExpectedCode:
    return ExpectedCode(address, 1, Box(left, top, left + 33 * 0.7, top + 33 * 0.7), PLACE)


def test_a_code_that_leads_where_it_should_is_no_finding() -> None:
    assert reported(with_content(code(ADDRESS, 0.7)), expected()) == []


def test_a_code_that_leads_elsewhere() -> None:
    (found,) = reported(with_content(code("https://example.org/b", 0.7)), expected())
    assert (found.id, found.where, found.page) == ("preflight/qr-address", PLACE, 1)
    assert ADDRESS in found.message
    assert "https://example.org/b" in found.message


def test_a_code_that_is_not_there() -> None:
    (found,) = reported(with_content(""), expected())
    assert (found.id, found.severity.value, found.where) == ("preflight/qr-unreadable", "error", PLACE)


def test_a_code_that_is_covered() -> None:
    cover = f"0 0.5 0.5 0 k {rectangle(30, 66, 12, 12)} f"
    (found,) = reported(with_content(f"{code(ADDRESS, 0.7)} {cover}"), expected())
    assert (found.id, found.severity.value) == ("preflight/qr-unreadable", "error")


def test_another_code_beside_it_is_reported_too() -> None:
    shifted = code("https://example.org/b", 0.7)
    moved = f"q 1 0 0 1 120 0 cm {shifted} Q"
    found = reported(with_content(f"{code(ADDRESS, 0.7)} {moved}"), expected())
    assert [(one.id, dict(one.values)["text"]) for one in found] == [("preflight/qr-found", "https://example.org/b")]


def test_a_code_near_the_trim_is_too_near() -> None:
    moved = f"q 1 0 0 1 {-26.3 * 72 / 25.4} 0 cm {code(ADDRESS, 0.7)} Q"
    ids = [finding.id for finding in preflight(inspected(with_content(moved)))]
    assert "preflight/near-trim" in ids


def test_noise_is_the_same_every_time() -> None:
    data = with_content(code(ADDRESS, 0.36)).write()
    looked = [Inspection(open_file(data, "prov.pdf"), find_press("generic-coated")).codes for _ in range(2)]
    assert looked[0] == looked[1]
