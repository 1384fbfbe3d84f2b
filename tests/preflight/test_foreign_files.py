"""Files of other programs: each is read whole, and its findings are those that a print shop would have."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import weasyprint
from PIL import Image

from publisher.doctor import find_browser
from publisher.model.findings import Finding
from publisher.preflight import Inspection, open_file, preflight
from publisher.presses.profiles import find_press
from support import tools
from support.press_faults import SOUND

PAGE = """<html lang="en"><head><title>Meeting</title><style>@page { size: A5; margin: 15mm }
 body { font-family: sans-serif } .edge { position: fixed; left: -15mm; top: -15mm; width: 200mm; height: 10mm;
 background: #c30 } .fade { height: 30mm; opacity: .8; background: linear-gradient(#036, #9cf) }</style></head>
 <body><div class="edge"></div><h1>Meeting in the park</h1><p>Come and see <a href="https://example.org">more</a>.</p>
 <div class="fade"></div><svg width="200" height="60"><rect width="100" height="50" fill="#f66" stroke="#000"
 stroke-width="0.05"/></svg></body></html>"""


def checked(data: bytes) -> list[Finding]:
    return preflight(Inspection(open_file(data, "prov.pdf"), find_press("generic-coated")))


def ids(findings: list[Finding]) -> set[str]:
    return {finding.id.removeprefix("preflight/") for finding in findings}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """WeasyPrint's own, as anybody uses it."""
    path = tmp_path_factory.mktemp("foreign") / "weasyprint.pdf"
    weasyprint.HTML(string=PAGE).write_pdf(path)
    return path


SCREEN = {"pdfx-version", "rgb-colour", "black-text", "annotation", "hairline"}


def test_weasyprint(plain: Path) -> None:
    assert ids(checked(plain.read_bytes())) == SCREEN | {"bleed-missing", "group-colour"}


def test_chromium(tmp_path: Path) -> None:
    page, path, program = tmp_path / "page.html", tmp_path / "chromium.pdf", find_browser()
    page.write_text(PAGE, "utf-8")
    assert program
    tools.run([program, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={path}", page])
    assert ids(checked(path.read_bytes())) >= SCREEN | {"trim-box"}


def ghostscript(source: Path, *options: str) -> bytes:
    target = source.with_name("ghostscript.pdf")
    program = tools.program("gs", "Debian: ghostscript")
    tools.run([program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", *options, "-o", target, source])
    return target.read_bytes()


def test_ghostscripts_cmyk_has_black_text_of_four_inks(plain: Path) -> None:
    found = checked(ghostscript(plain, "-sColorConversionStrategy=CMYK"))
    (black,) = [finding for finding in found if finding.id == "preflight/black-text"]
    assert dict(black.values)["colour"] == "C 72 M 68 Y 67 K 88"
    assert "rgb-colour" not in ids(found)


def test_an_old_version(plain: Path) -> None:
    """PDF 1.3 knows no transparency: what was transparent is a picture now."""
    assert ids(checked(ghostscript(plain, "-dCompatibilityLevel=1.3"))) >= {"rgb-picture", "pdfx-version"}


@pytest.mark.parametrize("option", ["--object-streams=generate", "--qdf", "--linearize", "--force-version=2.0"])
def test_the_same_file_written_otherwise_has_the_same_findings(plain: Path, option: str) -> None:
    target = plain.with_name("qpdf.pdf")
    tools.run([tools.program("qpdf", "Debian: qpdf"), option, plain, target])
    assert checked(target.read_bytes()) == checked(plain.read_bytes())


def test_a_turned_page_has_the_same_findings_in_other_places(plain: Path) -> None:
    target = plain.with_name("turned.pdf")
    tools.run([tools.program("qpdf", "Debian: qpdf"), "--rotate=90", plain, target])
    turned, upright = checked(target.read_bytes()), checked(plain.read_bytes())
    assert ids(turned) == ids(upright)
    first, other = (next(one.box for one in found if one.id == "preflight/annotation") for found in (upright, turned))
    assert first
    assert other
    assert other[2:] == pytest.approx((first[3], first[2]), abs=0.2)


@pytest.mark.parametrize(
    ("mode", "reported"),
    [
        ("RGB", {"resolution", "rgb-picture"}),
        ("L", {"resolution"}),
        ("CMYK", {"resolution"}),
        ("1", {"bitmap-resolution"}),
        ("P", {"resolution", "rgb-picture"}),
    ],
)
def test_pictures_that_are_pages(mode: str, reported: set[str]) -> None:
    """As scanners and phones make them."""
    target = io.BytesIO()
    drawn = Image.linear_gradient("L").resize((595, 842)).convert(mode)
    drawn.save(target, "PDF", resolution=72)
    assert ids(checked(target.getvalue())) == reported | {"pdfx-version", "trim-box", "bleed-missing"}


def test_the_same_sheet_by_qpdf_is_sound(tmp_path: Path) -> None:
    path, target = tmp_path / "sound.pdf", tmp_path / "again.pdf"
    path.write_bytes(SOUND.write())
    tools.run([tools.program("qpdf", "Debian: qpdf"), "--object-streams=generate", path, target])
    assert checked(target.read_bytes()) == []
