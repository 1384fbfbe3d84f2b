"""What stands under a file's name and is none, and names that no folder may have: reported, never waited for."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.compose.template_faults import template_faults
from publisher.content.reading.folders import check_output, impossible_name
from publisher.design.layouts import find_layout
from publisher.model.errors import AccessError, UsageError
from publisher.model.file_access import obstacle, read_bytes, remedy

if TYPE_CHECKING:
    from content.conftest import Sheet

SECTION, PICTURE, BRAND = "sheet/sections/torget.md", "sheet/pictures/torg.svg", "brands/blue.yaml"


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's address has at most 107 bytes
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "is a folder, not a file"),
    "pipe": (os.mkfifo, "is a pipe, not a file"),
    "socket": (_socket, "is a socket, not a file"),
    "link in a circle": (lambda path: path.symlink_to(path.name), "is a link that leads in a circle"),
    "link to nothing": (lambda path: path.symlink_to("nothing"), "is a link to a file that is not there"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_named_and_never_waited_for(tmp_path: Path, kind: str) -> None:
    make, reason = KINDS[kind]
    make(tmp_path / "x")
    assert str(obstacle(tmp_path / "x")) == reason
    with pytest.raises(OSError, match=r".") as error:
        read_bytes(tmp_path / "x")
    assert str(error.value.strerror) == reason


@pytest.mark.parametrize("name", ["a\0b", "a" * 300, "a/" * 3000])
def test_a_name_that_no_file_can_have_is_named(tmp_path: Path, name: str) -> None:
    assert "name" in obstacle(tmp_path / name)


def test_a_file_and_nothing_at_all_are_no_obstacles(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"ett")
    assert obstacle(tmp_path / "x") == obstacle(tmp_path / "y") == obstacle(tmp_path / "x/y") == ""
    assert read_bytes(tmp_path / "x") == b"ett"


@pytest.mark.parametrize("kind", KINDS)
def test_a_section_that_is_no_file_is_a_finding(sheet: Sheet, kind: str) -> None:
    make, reason = KINDS[kind]
    (sheet.content / SECTION).unlink()
    make(sheet.content / SECTION)
    (finding,) = [one for one in sheet.findings() if one.id == "content/no-file"]
    assert finding.message == f"sections/torget.md {reason}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_brand_that_is_no_file_says_so(sheet: Sheet, kind: str) -> None:
    make, reason = KINDS[kind]
    (sheet.content / BRAND).unlink()
    make(sheet.content / BRAND)
    with pytest.raises(AccessError) as error:
        sheet.load()
    assert error.value.message.endswith(f"{BRAND} {reason}.")


@pytest.mark.parametrize("kind", KINDS)
def test_a_publication_that_is_no_file_is_not_overlooked(sheet: Sheet, kind: str) -> None:
    make, reason = KINDS[kind]
    (sheet.content / "sheet/publication.yaml").unlink()
    make(sheet.content / "sheet/publication.yaml")
    with pytest.raises(AccessError, match=reason):
        sheet.load()


def test_an_unseen_character_in_a_pictures_name_is_a_finding(sheet: Sheet) -> None:
    text = (sheet.content / SECTION).read_text("utf-8")
    sheet.write(SECTION, f"{text}\n![En karta över torget](pictures/a%00b.svg)\n")
    assert [one.id for one in sheet.findings()] == ["content/no-file"]


def test_a_file_whose_name_is_no_utf_8_is_to_be_renamed(sheet: Sheet) -> None:
    folder = os.fsencode(sheet.content / "sheet/sections")
    Path(os.fsdecode(folder + b"/b\xe5t.md")).write_text("# Båt\n", "utf-8")
    (finding,) = [one for one in sheet.findings() if one.id == "content/section-unused"]
    assert finding.fix.startswith("rename the file")


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "manifest.json",
        ".hidden",
        "-rf",
        "a\nb",
        "a\x01b",
        "a\x1b[31mb",
        "con",
        "LPT1",
        "a:b",
        "a*",
        "x.y" * 200,
        "slut.",
    ],
)
def test_a_folder_whose_name_nothing_can_take_is_a_finding(name: str) -> None:
    finding = impossible_name(Path("content") / name)
    assert finding is not None
    assert finding.id == "content/folder-name"
    assert finding.message.isprintable()
    assert str(finding.where).isprintable()
    usual = finding.fix.rpartition(" ")[2]
    assert impossible_name(Path("content") / usual) is None, "the fix works"


@pytest.mark.parametrize("name", ["framat", "ny häfte", "2026", "vår.2026", "console"])
def test_usual_names_are_none(name: str) -> None:
    assert impossible_name(Path("content") / name) is None


@pytest.mark.parametrize("output", ["", "sheet", "sheet/out", "brands/../sheet/pictures/out", "sheet/en"])
def test_finished_files_never_go_among_the_content(sheet: Sheet, output: str) -> None:
    with pytest.raises(UsageError, match="the content folder, or lies in a publication"):
        check_output(sheet.content / output, sheet.content / "sheet")


def test_the_content_never_lies_where_finished_files_go(sheet: Sheet) -> None:
    inner = sheet.content.rename(sheet.content.parent / "sheet")
    with pytest.raises(UsageError, match="finished files would go"):
        check_output(inner.parent, inner / "sheet")


@pytest.mark.parametrize("output", ["../out", "out", ".."])
def test_any_other_place_is_free(sheet: Sheet, output: str) -> None:
    check_output(sheet.content / output, sheet.content / "sheet")


def test_a_full_disk_is_no_fault_of_a_template_and_says_what_to_do(sheet: Sheet) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/x")

    with pytest.raises(OSError, match="No space") as error, template_faults(find_layout("leaflet-a5"), sheet.content):
        full()
    assert remedy(error.value).startswith("The disk is full")
