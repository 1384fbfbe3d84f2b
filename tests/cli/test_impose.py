"""publisher impose: what it writes, and one clear line for what it cannot take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject

from publisher.imposition.schemes import SCHEMES
from publisher.model.errors import ExitCode
from support.cli import everything, publisher
from support.numbered_pages import mixed, numbered, reader


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    path = tmp_path / "mitt häfte.pdf"
    path.write_bytes(numbered(8, 148, 210, 3))
    return path


def test_it_writes_beside_the_file_and_says_how_to_print(leaflet: Path) -> None:
    answer = publisher("impose", leaflet, "--scheme", "booklet")
    assert answer.exit_code == 0, answer.output
    made = leaflet.with_name("mitt häfte-booklet.pdf")
    assert len(reader(made.read_bytes()).pages) == 4
    assert (
        f"{made}\n  8 pages on 2 sheets of 297 x 210 mm. Print at actual size, both sides, flip on the short edge."
        in (answer.output)
    )


def test_json_and_the_pair(leaflet: Path, tmp_path: Path) -> None:
    output = tmp_path / "ut.pdf"
    options = ("--sheet", "SRA3", "--creep-paper", "100gsm", "--manual-duplex", "--output", output, "--json")
    answer = publisher("impose", leaflet, "--scheme", "booklet", *options)
    reported = json.loads(answer.output)
    assert reported["files"] == [str(output), str(tmp_path / "ut-fronts.pdf"), str(tmp_path / "ut-backs.pdf")]
    assert (reported["pages"], reported["sheets"], reported["width"], reported["flip"]) == (8, 2, 450, "short")
    assert [len(reader(Path(path).read_bytes()).pages) for path in reported["files"]] == [4, 2, 2]


def test_a_single_card_is_printed_on_one_side(tmp_path: Path) -> None:
    path = tmp_path / "kort.pdf"
    path.write_bytes(numbered(1, 85, 55, 3))
    answer = publisher("impose", path, "--scheme", "repeat", "--sheet", "A4")
    assert "1 page on 1 sheet of" in answer.output
    assert "one side" in answer.output


def test_help_names_every_scheme() -> None:
    reported = " ".join(publisher("impose", "--help").output.split())
    assert [scheme for scheme in SCHEMES if scheme not in reported] == []


def encrypted() -> bytes:
    import io

    writer, target = PdfWriter(clone_from=reader(numbered(4))), io.BytesIO()
    writer.encrypt("hemligt", algorithm="AES-256")
    writer.write(target)
    return target.getvalue()


def without_media_box() -> bytes:
    import io

    writer, target = PdfWriter(clone_from=reader(numbered(4))), io.BytesIO()
    del writer.pages[2][NameObject("/MediaBox")]
    writer.write(target)
    return target.getvalue()


def no_pages() -> bytes:
    import io

    target = io.BytesIO()
    PdfWriter().write(target)
    return target.getvalue()


A5 = numbered(8, 148, 210)
USAGE, ACCESS = ExitCode.USAGE, ExitCode.ACCESS
BAD = [
    (numbered(6), ("--scheme", "booklet"), USAGE, "The file has 6 pages; the scheme 'booklet' takes a multiple of 4."),
    (numbered(1), ("--scheme", "booklet"), USAGE, "The file has 1 page; the scheme 'booklet' takes a multiple of 4."),
    (mixed((105, 148), (148, 210)), ("--scheme", "repeat"), USAGE, "Page 2 is 148 x 210 mm, page 1 is 105 x 148 mm"),
    (A5, ("--scheme", "booklet", "--sheet", "A5"), USAGE, "need 296 x 210 mm, which a sheet A5 does not have"),
    (numbered(4, 420, 594), ("--scheme", "booklet"), USAGE, "which none of A4, letter, A3, tabloid, SRA3 has"),
    (numbered(2, 210, 297), ("--scheme", "repeat", "--sheet", "A5"), USAGE, "210 x 297 mm"),
    (encrypted(), ("--scheme", "booklet"), ACCESS, "opens with a password only"),
    (without_media_box(), ("--scheme", "booklet"), ACCESS, "Page 3 of fil.pdf has no MediaBox"),
    (no_pages(), ("--scheme", "booklet"), ACCESS, "has no pages"),
    (b"", ("--scheme", "booklet"), ACCESS, "fil.pdf is empty"),
    (b"GIF89a", ("--scheme", "booklet"), ACCESS, "fil.pdf is no PDF"),
    (A5[: len(A5) // 3], ("--scheme", "booklet"), ACCESS, "fil.pdf"),
    (A5, ("--scheme", "booklet", "--sheet", "A9"), USAGE, "There is no sheet 'A9'"),
    (A5, ("--scheme", "booklet", "--sheet", "0x0"), USAGE, "A sheet of 0 x 0 mm cannot be made"),
    (A5, ("--scheme", "booklet", "--creep-paper", "tjockt"), USAGE, "--creep-paper: 'tjockt' is no length"),
    (A5, ("--scheme", "booklet", "--creep-paper", "3mm"), USAGE, "paper of 3 mm is not folded"),
    (A5, ("--scheme", "booklet", "--scale", "stor"), USAGE, "--scale: 'stor' is no share"),
    (A5, ("--scheme", "booklet", "--grid", "2x2"), USAGE, "The scheme 'booklet' has its own grid"),
    (A5, ("--scheme", "n-up", "--grid", "0x2"), USAGE, "--grid: '0x2' is no grid"),
    (A5, ("--scheme", "booklet", "--marks", "kors"), USAGE, "There is no mark 'kors'"),
    (A5, ("--scheme", "perfect", "--signature", "6"), USAGE, "A signature of 6 pages cannot be folded"),
    (A5, ("--scheme", "poster", "--overlap", "300"), USAGE, "An overlap of 300 mm leaves nothing"),
    (A5, ("--scheme", "poster", "--scale", "2000", "--sheet", "A6"), USAGE, "The poster would take"),
    (A5, ("--scheme", "klammer",), USAGE, "klammer"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "options", "code", "message"), BAD, ids=[case[3][:40] for case in BAD])
def test_bad_input(data: bytes, options: tuple[str, ...], code: int, message: str, tmp_path: Path) -> None:
    """One clear line and the right exit code; the earlier output stays, and nothing else is there."""
    path, output = tmp_path / "fil.pdf", tmp_path / "ut.pdf"
    path.write_bytes(data)
    output.write_bytes(b"the last good one")
    before = everything(tmp_path)
    answer = publisher("impose", path, *options, "--output", output)
    assert answer.exit_code == code, answer.output
    assert message in answer.output
    assert "Traceback" not in answer.output
    assert everything(tmp_path) == before


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    assert publisher("impose", tmp_path / "finns inte.pdf", "--scheme", "booklet").exit_code == USAGE
    assert publisher("impose", tmp_path, "--scheme", "booklet").exit_code == USAGE


def test_the_file_is_never_written_over(leaflet: Path) -> None:
    before = leaflet.read_bytes()
    answer = publisher("impose", leaflet, "--scheme", "booklet", "--output", leaflet)
    assert answer.exit_code == USAGE
    assert leaflet.read_bytes() == before


def test_a_place_that_cannot_be_written(leaflet: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ut.pdf"
    folder.mkdir()
    answer = publisher("impose", leaflet, "--scheme", "booklet", "-o", tmp_path / "saknas" / "ut.pdf")
    assert answer.exit_code == ACCESS
    assert "cannot be written" in answer.output
    assert publisher("impose", leaflet, "--scheme", "booklet", "-o", folder).exit_code in (USAGE, ACCESS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mitt häfte.pdf", "ut.pdf"]


def test_one_place_of_the_pair_that_cannot_be_written_writes_none(leaflet: Path, tmp_path: Path) -> None:
    (tmp_path / "ut-backs.pdf").mkdir()
    answer = publisher("impose", leaflet, "--scheme", "booklet", "--manual-duplex", "-o", tmp_path / "ut.pdf")
    assert answer.exit_code == ACCESS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mitt häfte.pdf", "ut-backs.pdf"]
