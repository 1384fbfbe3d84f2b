"""The amount of ink comes from the plates; where they cannot be made, that is said. The heat map shows where it is."""

from __future__ import annotations

import io
import stat
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from publisher.preflight import (
    Inspection,
    ink_coverage,
    open_file,
    preflight,
)
from publisher.preflight.heat_map import MARGIN, SCALE, heat_map
from publisher.preflight.ink_coverage import InkMap, measure_ink
from publisher.presses.profiles import find_press
from support import tools
from support.press_faults import SOUND, too_much_ink, with_content, written
from support.press_pdf import MM, Page, rectangle

PRESS = find_press("generic-coated")


def measured(data: bytes) -> InkMap:
    found = measure_ink(open_file(data, "prov.pdf"), PRESS)
    assert found.reason == ""
    return found.pages[0]


def test_an_even_ground_has_its_own_amount() -> None:
    worst, _ = measured(SOUND.with_page(text=False).write()).worst
    assert worst == pytest.approx(30, abs=1)


def test_inks_stay_what_they_are() -> None:
    """The profile of the press, which knows no more than 300 %, converts none of them."""
    worst, box = measured(written(too_much_ink())).worst
    assert worst == pytest.approx(360, abs=1.5)
    assert 39 <= box.left <= 51
    assert 59 <= box.top <= 71
    assert (round(box.width), round(box.height)) == (15, 15)


@pytest.mark.parametrize(("side", "expected"), [(10, 360 * 100 / 225 + 30 * 125 / 225), (15, 360)])
def test_it_is_the_mean_of_a_window(side: float, expected: float) -> None:
    worst, _ = measured(with_content(f"0.9 0.9 0.9 0.9 k {rectangle(40, 60, side, side)} f", text=False).write()).worst
    assert worst == pytest.approx(expected, rel=0.03)


def test_spot_inks_count() -> None:
    tint = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0.5 0.8 0] /N 1 >>"
    space = f"/ColorSpace << /Cs1 [/Separation /Guld /DeviceCMYK {tint}] >>"
    content = f"/Cs1 cs 1 scn {rectangle(20, 40, 40, 40)} f\n"
    worst, _ = measured(with_content(content, resources=space, ground=False, text=False).write()).worst
    assert worst == pytest.approx(100, abs=1)


def test_it_agrees_with_ghostscripts_own_sum(tmp_path: Path) -> None:
    """Its device ink_cov gives the mean of each ink over the page."""
    path = tmp_path / "prov.pdf"
    path.write_bytes(written(too_much_ink()))
    reported = tools.run([tools.program("gs", "Debian: ghostscript"), "-q", "-o", "-", "-sDEVICE=ink_cov", path])
    whole = sum(float(part) for part in reported.stdout.split()[:4])
    page = measured(path.read_bytes())
    rows = [row[:: page.window[0]] for row in page.means[:: page.window[1]]]
    mean = sum(map(sum, rows)) / sum(map(len, rows))
    assert mean == pytest.approx(whole, rel=0.06)  # the windows cover all but the last strips of the page


def reported(found: Inspection) -> list[str]:
    return [f"{finding.severity.value} {finding.message}" for finding in preflight(found) if "ink" in finding.id]


def inspected() -> Inspection:
    return Inspection(open_file(written(too_much_ink()), "prov.pdf"), PRESS)


def test_without_ghostscript_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ink_coverage, "GHOSTSCRIPT", "there-is-no-such-program")
    (finding,) = [finding for finding in preflight(inspected()) if finding.id == "preflight/ink-not-measured"]
    assert finding.severity.value == "warning"
    assert finding.fix.startswith("install Ghostscript")
    assert reported(inspected()) == ["warning the amount of ink was not measured: Ghostscript is not installed"]


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("echo Unrecoverable error; exit 1", "cannot read the file"),
        ("exit 0", "could not draw every page"),
        ("sleep 20", "did not finish within 1 seconds"),
    ],
)
def test_a_ghostscript_that_fails_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, says: str
) -> None:
    program = tmp_path / "gs"
    program.write_text(f"#!/bin/sh\nexec {script}\n" if script.startswith("sleep") else f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(ink_coverage, "GHOSTSCRIPT", str(program))
    monkeypatch.setattr(ink_coverage, "SECONDS", 1)
    monkeypatch.setattr(ink_coverage, "SECONDS_A_PAGE", 0)
    (finding,) = [finding for finding in preflight(inspected()) if finding.id == "preflight/ink-not-measured"]
    assert finding.message.endswith(says), "no words of another program"
    assert "ask the print shop" in finding.fix
    assert "install" not in finding.fix


def poster(*pages: tuple[float, float]) -> Inspection:
    """Pages of so many mm, each of 360 % of ink."""
    boxes = [f"/MediaBox [0 0 {width * MM:.1f} {height * MM:.1f}]" for width, height in pages]
    content = "0.9 0.9 0.9 0.9 k 0 0 200000 200000 re f"
    made = tuple(Page(content, boxes=box, ground=False, text=False) for box in boxes)
    return Inspection(open_file(replace(SOUND, pages=made).write(), "prov.pdf"), PRESS)


def test_a_poster_is_measured() -> None:
    (page,) = poster((841, 1189)).ink.pages
    assert page.worst[0] == pytest.approx(360, abs=1.5)


def test_no_plates_are_made_of_a_page_as_large_as_a_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would take minutes, and all memory. Nor is it drawn."""
    monkeypatch.setattr(subprocess, "run", lambda *command, **options: pytest.fail("Ghostscript was started"))
    house = poster((10160, 10160))
    found = {finding.id: finding for finding in preflight(house)}
    assert "page 1 is too large (10.2 x 10.2 m)" in found["preflight/ink-not-measured"].message
    assert found["preflight/ink-not-measured"].fix == "ask the print shop to measure it"
    assert "10160 x 10160 mm; a page may be at most 5080 mm a side" in found["preflight/page-limits"].message
    assert house.raster.picture(house.file.sheets[0], house.file.sheets[0].boxes.media, 100) is None
    assert house.raster.undrawn == {1: "is too large (10.2 x 10.2 m) to be drawn here"}


def test_the_other_pages_are_measured() -> None:
    """One is too large, one has no size: Ghostscript leaves them out, and the numbers stay right."""
    ink = poster((100, 100), (4000, 4000), (0, 0), (100, 150)).ink
    assert [(page.page, round(page.media.height)) for page in ink.pages] == [(1, 100), (4, 150)]
    assert ink.reason == "page 2 is too large (4.0 x 4.0 m)"


def test_nothing_is_left_behind_and_files_are_safe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    commands = []
    real = subprocess.run

    def run(command: list[str], **options: object) -> object:
        commands.append(command)
        assert options["timeout"]
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", run)
    measured(SOUND.write())
    assert "-dSAFER" in commands[0]
    assert list(tmp_path.iterdir()) == []


# The heat map


def drawn(page: InkMap, limit: float) -> Image.Image:
    return Image.open(io.BytesIO(heat_map(page, limit, "prov.pdf"))).convert("RGB")


def pixel(picture: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    """At mm from the trim's upper left corner."""
    found = picture.getpixel((round(MARGIN + (x + 3) * SCALE), round(MARGIN + (y + 3) * SCALE)))
    assert isinstance(found, tuple)
    return found  # type: ignore[return-value]


def is_grey(colour: tuple[int, int, int]) -> bool:
    return max(colour) - min(colour) < 6


def test_the_heat_map_colours_where_there_is_too_much() -> None:
    picture = drawn(measured(written(too_much_ink())), 300)
    red, green, blue = pixel(picture, 52, 72)
    assert red > green + 60
    assert red > blue + 60
    assert is_grey(pixel(picture, 20, 120))
    assert is_grey(pixel(picture, 90, 72))


def test_a_heat_map_within_the_limit_is_grey() -> None:
    picture = drawn(measured(SOUND.write()), 300)
    page = picture.crop((MARGIN, MARGIN, MARGIN + 111 * SCALE, MARGIN + 154 * SCALE))
    assert all(is_grey(colour) for _, colour in page.getcolors(1_000_000) or ())  # type: ignore[arg-type]


def test_less_ink_than_the_most_is_another_colour() -> None:
    half = with_content(f"0.8 0.8 0.8 0.8 k {rectangle(40, 60, 25, 25)} f").write()
    assert pixel(drawn(measured(half), 300), 52, 72) != pixel(drawn(measured(written(too_much_ink())), 300), 52, 72)
