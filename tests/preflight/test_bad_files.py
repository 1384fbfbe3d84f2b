"""Files that are no good: one clear line, and never a crash, whatever is wrong with them."""

from __future__ import annotations

import io
import random
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from publisher.model.errors import AccessError
from publisher.model.findings import Severity
from publisher.preflight import (
    Inspection,
    ink_coverage,
    open_file,
    page_raster,
    preflight,
)
from publisher.preflight.reading import resources
from publisher.presses.profiles import find_press
from support import tools
from support.press_faults import SOUND, with_content
from support.press_pdf import PressPdf, rectangle, stream

PRESS = find_press("generic-coated")


def locked(algorithm: str, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(SOUND.write())))
    writer.encrypt(user, "owner", algorithm=algorithm)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def by_certificate() -> bytes:
    """Protected by another handler than that of passwords (ISO 32000-2, 7.6.5)."""
    return SOUND.write().replace(b"/ID [", b"/Encrypt << /Filter /Adobe.PubSec /V 4 >> /ID [")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"hello", "is no PDF"),
        (b"PK\x03\x04" * 500, "is no PDF"),
        (b"%PDF-1.4\nrubbish", "is broken"),
        (b"%PDF-1.4\n" + b"(" * 5000, "is broken"),
        (SOUND.write()[:900], "is broken"),
        (replace(SOUND, pages=()).write(), "has no pages"),
        (locked("RC4-128", "secret"), "opens with a password only"),
        (locked("AES-256", "secret"), "opens with a password only"),
        (by_certificate(), "has a kind of protection that this program cannot open"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(data: bytes, says: str) -> None:
    with pytest.raises(AccessError) as caught:
        open_file(data, "mapp/prov.pdf")
    assert caught.value.message.startswith(f"mapp/prov.pdf {says}")
    assert "\n" not in caught.value.message
    assert len(caught.value.fix) > 20


@pytest.mark.parametrize("how", [["40"], ["128", "--use-aes=n"], ["128", "--use-aes=y"], ["256"]])
def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path, how: list[str]) -> None:
    """By RC4 and AES: it opens without a password. All of it is looked at, by every program that is asked."""
    path, made = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    path.write_bytes(with_content(f"1 0.9 0.9 rg {rectangle(0, 40, 20, 20)} f").write())
    qpdf = tools.program("qpdf", "Debian: qpdf")
    keep = ["--cleartext-metadata"] if how != ["40"] else []
    lock = ["--encrypt", "", "owner", *how, *keep, "--"]
    tools.run([qpdf, "--allow-weak-crypto", "--stream-data=preserve", *lock, path, made])
    found = [preflight(Inspection(open_file(file.read_bytes(), "prov.pdf"), PRESS)) for file in (path, made)]
    assert [finding for finding in found[1] if finding.id != "preflight/encrypted"] == found[0]
    assert len(found[1]) == len(found[0]) + 1
    assert {finding.id for finding in found[0]} == {"preflight/rgb-colour"}


def test_no_file_however_broken_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes changed here and there, always the same ones: the file is read, or reported to be broken."""
    monkeypatch.setattr(ink_coverage, "GHOSTSCRIPT", "not-now")  # it would take most of the time
    sound, chance, read = SOUND.with_page(content="q 1 0 0 1 0 0 cm (a) Tj Q").write(), random.Random(5), 0
    small = [place for place in range(len(sound)) if place < 1200 or place > len(sound) - 2500]
    for _ in range(60):
        data = bytearray(sound)
        for place in chance.sample(small, 12):
            data[place] = chance.randrange(256)
        try:
            file = open_file(bytes(data), "prov.pdf")
        except AccessError:
            continue
        read += 1
        assert preflight(Inspection(file, PRESS))
    assert read > 20


def test_a_content_stream_that_is_cut_off_is_an_error() -> None:
    data = SOUND.write()
    start = data.index(b"stream", data.index(b"41 0 obj"))
    broken = data[: start + 20] + b"\x00" * 30 + data[start + 50 :]
    findings = preflight(Inspection(open_file(broken, "prov.pdf"), PRESS))
    assert ("preflight/damaged", Severity.ERROR) in [(finding.id, finding.severity) for finding in findings]


def test_pages_in_a_circle_are_reported() -> None:
    data = SOUND.write().replace(b"/Kids [40 0 R]", b"/Kids [ 2 0 R]")
    with pytest.raises(AccessError, match="is broken"):
        open_file(data, "prov.pdf")


def test_a_file_of_which_pages_are_missing_is_an_error() -> None:
    """As of one for the web that came over in part: it opens with the pages that it begins with."""
    data = replace(SOUND, pages=SOUND.pages * 2).write()
    found = preflight(Inspection(open_file(data.replace(b"42 0 R]", b"98 0 R]"), "prov.pdf"), PRESS))
    assert found[0].severity is Severity.ERROR
    assert found[0].message == "the file says that it has 2 pages, but only 1 can be read"
    with pytest.raises(AccessError, match="is broken: none of its pages can be read"):
        open_file(data.replace(b"/Kids [40 0 R 42 0 R]", b"/Kids [98 0 R 99 0 R]"), "prov.pdf")


def forms_within_forms() -> PressPdf:
    """Twelve in each, seven deep: some 36 million."""
    inner = "/Type /XObject /Subtype /Form /BBox [0 0 900 900] /Resources << /XObject << /A {} 0 R >> >>"
    forms = (stream(inner.format(21 + level), b"/A Do " * 12) for level in range(7))
    last = stream("/Type /XObject /Subtype /Form /BBox [0 0 900 900]", b"0.3 g 9 9 9 9 re f")
    made = with_content("/A Do", resources="/XObject << /A 20 0 R >>")
    return replace(made, objects=(*forms, last))


def a_pattern_of_dust() -> PressPdf:
    entries = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0.01 /YStep 0.01"
    cell = stream(f"{entries} /Resources << >>", b"0.1 0 0 0 k 0 0 5 5 re f")
    made = with_content(f"/Pattern cs /P1 scn {rectangle(-3, -3, 111, 154)} f", resources="/Pattern << /P1 20 0 R >>")
    return replace(made, objects=(cell,))


@pytest.mark.parametrize("maker", [forms_within_forms, a_pattern_of_dust])
def test_a_page_that_no_program_could_draw_is_reported_as_such(
    monkeypatch: pytest.MonkeyPatch, maker: Callable[[], PressPdf]
) -> None:
    """PDFium and Ghostscript would take hours; they are not asked."""
    monkeypatch.setattr(resources, "MOST_RUNS", 2000)
    monkeypatch.setattr(subprocess, "run", lambda *command, **options: pytest.fail("Ghostscript was started"))
    monkeypatch.setattr(pypdfium2.PdfPage, "render", lambda page, **options: pytest.fail("PDFium was asked"))
    found = [
        f"{finding.id} {finding.message}"
        for finding in preflight(Inspection(open_file(maker().write(), "a.pdf"), PRESS))
    ]
    assert found[0] == "preflight/damaged part of the page cannot be read: it draws more than a million objects"
    assert "preflight/ink-not-measured the amount of ink was not measured: page 1 holds too much" in found


def test_a_page_whose_list_of_notes_is_none() -> None:
    assert preflight(Inspection(open_file(SOUND.with_page(more="/Annots null").write(), "prov.pdf"), PRESS)) == []


FIXED = SOUND.write().replace(b"startxref", b"startwhat")
DRAWS_NONE = "no page of the file can be drawn, so it cannot be printed"


def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, script: str | None, fails: bool) -> list[str]:
    """What is reported of drawing, with `script` as Ghostscript (None: there is none), and a PDFium that fails."""
    program = tmp_path / "gs"
    if script is not None:
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setattr(ink_coverage, "GHOSTSCRIPT", str(program))
    if fails:
        monkeypatch.setattr(page_raster.Raster, "_drawn", lambda *asked: None)
    findings = preflight(Inspection(open_file(data, "prov.pdf"), PRESS))
    return [f"{found.severity.value} {found.message}" for found in findings if found.id == "preflight/not-drawn"]


@pytest.mark.parametrize(
    ("data", "script", "fails", "reported"),
    [
        (FIXED, "exit 0", False, True),
        (FIXED, "exit 1", False, True),
        (SOUND.write(), "exit 0", True, True),
        (SOUND.write(), None, True, True),
        (SOUND.write(), "exit 0", False, False),  # Ghostscript alone fails: its own fault, perhaps
        (FIXED, "kill -9 $$", False, False),  # it was ended
        (FIXED, None, False, False),
    ],
)
def test_a_file_of_which_no_page_can_be_drawn_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, script: str | None, fails: bool, reported: bool
) -> None:
    found = asked(tmp_path, monkeypatch, data, script, fails)
    assert (f"error {DRAWS_NONE}" in found) is reported
    assert [line for line in found if line.startswith("error")] == ([f"error {DRAWS_NONE}"] if reported else [])


def test_a_page_tree_that_pdfium_alone_can_read() -> None:
    """No stand-in: its dictionary holds a key without a slash, and Ghostscript finds no page."""
    tree, broken = b"/Type /Pages /Kids [40 0 R] /Count 1", b"/Kids [40 0 R] /Count 1  Type /Pages"
    data = SOUND.write().replace(tree, broken)
    findings = preflight(Inspection(open_file(data, "prov.pdf"), PRESS))
    assert ("preflight/not-drawn", DRAWS_NONE) in [(found.id, found.message) for found in findings]
