"""What is a profile of a CMYK printer, and what is reported of every other file."""

from __future__ import annotations

import hashlib
import struct
import tomllib
from pathlib import Path

import pytest
from PIL import ImageCms

from publisher.model.paths import PRESSES
from publisher.presses.icc import (
    condition_of,
    conditions,
    printer_fault,
    profile_name,
)
from support.photographs import inks_called

FOLDER = PRESSES / "profiles"
SHIPPED = FOLDER / "ISOcoated_v2_300_bas.icc"


def test_the_shipped_profile_is_one_and_says_its_name() -> None:
    assert printer_fault(SHIPPED) is None
    assert profile_name(SHIPPED) == "ISO Coated v2 300% (basICColor)"


def test_every_shipped_profile_is_what_it_was_with_its_licence() -> None:
    listed = tomllib.loads((FOLDER / "profiles.toml").read_text("utf-8"))["profile"]
    assert {entry["file"] for entry in listed} == {path.name for path in FOLDER.glob("*.icc")}
    for entry in listed:
        assert hashlib.sha256((FOLDER / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["file"] in (FOLDER / entry["licence_file"]).read_text("utf-8")


def changed(place: int, data: bytes) -> bytes:
    whole = SHIPPED.read_bytes()
    return whole[:place] + data + whole[place + len(data) :]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is not an ICC profile"),
        (b"%PDF-1.7" * 90, "is not an ICC profile"),
        (SHIPPED.read_bytes()[:5000], "is incomplete"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "is a profile for RGB colours"),
        (changed(12, b"link"), "of the kind 'link'"),
        (changed(128, struct.pack(">I", 1)), "has no colour table (A2B0, B2A0)"),
        (changed(16, b"GRAY"), "for GRAY colours"),
    ],
)
def test_what_is_wrong_with_another_file(tmp_path: Path, data: bytes, fault: str) -> None:
    path = tmp_path / "shop.icc"
    path.write_bytes(data)
    assert fault in str(printer_fault(path))


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    assert "cannot be read" in str(printer_fault(tmp_path / "nowhere.icc"))
    assert "is a folder" in str(printer_fault(tmp_path))


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("PSO Coated v3", "FOGRA51"),
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52"),
        ("ISO Coated v2 300% (ECI)", "FOGRA39"),
        ("Coated Fogra39L VIGC", "FOGRA39"),
        ("PSO Uncoated ISO12647 (ECI)", "FOGRA47"),
        ("U.S. Web Coated (SWOP) v2", "CGATS TR 001"),
        ("Our press", None),
    ],
)
def test_the_condition_is_known_by_what_the_profile_calls_itself(
    tmp_path: Path, name: str, condition: str | None
) -> None:
    path = tmp_path / "shop.icc"
    path.write_bytes(inks_called(name))
    assert profile_name(path) == name
    assert condition_of(path) == condition


def test_a_profile_that_says_nothing_is_known_by_its_file_s_name(tmp_path: Path) -> None:
    for stem, condition in (("ISOcoated_v2_300_eci", "FOGRA39"), ("Shop_FOGRA51", "FOGRA51"), ("shop", None)):
        path = tmp_path / f"{stem}.icc"
        path.write_bytes(inks_called("Our press"))
        assert condition_of(path) == condition


def test_a_profile_without_a_file_is_known_by_what_it_calls_itself() -> None:
    """Such as one inside a picture."""
    assert condition_of(SHIPPED.read_bytes()) == "FOGRA39"
    assert condition_of(inks_called("PSO Coated v3")) == "FOGRA51"
    assert condition_of(inks_called("Our press")) is None


def test_a_copy_of_the_shipped_profile_is_known_under_any_name(tmp_path: Path) -> None:
    copy = tmp_path / "from the shop.icc"
    copy.write_bytes(SHIPPED.read_bytes())
    assert condition_of(copy) == "FOGRA39"


def test_a_registered_condition_says_what_it_is_for() -> None:
    assert len(conditions()) > 30
    assert all(conditions().values())
    assert {"FOGRA39", "FOGRA51", "FOGRA52", "IFRA26", "CGATS21-2-CRPC6"} <= set(conditions())
