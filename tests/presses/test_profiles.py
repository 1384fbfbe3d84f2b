"""Press profiles: the shipped ones are whole, a shop's own is one small file, and its faults are reported."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import ImageCms

from publisher.content.load import edition_names
from publisher.model.errors import ContentError, UsageError
from publisher.model.findings import Options
from publisher.model.paths import PRESSES
from publisher.pipeline.build import prepare
from publisher.presses import profiles
from publisher.presses.profiles import (
    USUAL_PRESS,
    choose_press,
    find_press,
    press_files,
)

if TYPE_CHECKING:
    from content.conftest import Sheet

PROFILE = PRESSES / "profiles" / "ISOcoated_v2_300_bas.icc"
OWN = """title: Tryckeriet på hörnet
description: Deras offset på obestruket papper.
bleed: 5
output_intent: { profile: ISOcoated_v2_300_bas.icc, condition: FOGRA39 }
"""


def own(content: Path, text: str = OWN, name: str = "hornet") -> Path:
    (content / "presses").mkdir(exist_ok=True, parents=True)
    (content / "presses" / f"{name}.yaml").write_text(text, "utf-8")
    return content


def test_the_four_that_every_shop_is_like() -> None:
    assert set(press_files()) == {"generic-coated", "generic-uncoated", "newspaper", "office-laser"}
    for id in press_files():
        press = find_press(id)
        assert press.profile.is_file()
        assert press.wants.pictures.error_below <= press.wants.pictures.warning_below
    assert find_press("generic-coated").summary == "3 mm bleed, no marks, at most 300 % ink, FOGRA39"


def test_the_profile_is_the_one_that_its_table_names() -> None:
    (entry,) = tomllib.loads((PRESSES / "profiles" / "profiles.toml").read_text("utf-8"))["profile"]
    assert hashlib.sha256((PRESSES / "profiles" / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    assert (PRESSES / "profiles" / entry["licence_file"]).is_file()
    assert ImageCms.getOpenProfile(str(PROFILE)).profile.xcolor_space == "CMYK"


def test_a_shop_s_own_goes_before_a_shipped_one(tmp_path: Path) -> None:
    content = own(own(tmp_path), OWN.replace("5", "6"), "generic-coated")
    assert find_press("hornet", content).wants.bleed == 5
    assert find_press("generic-coated", content).wants.bleed == 6
    assert find_press("generic-coated").wants.bleed == 3


@pytest.mark.parametrize(
    ("old", "new", "id", "line"),
    [
        ("bleed: 5", "bleed: much", "content/wrong-kind", 3),
        ("title: Tryckeriet på hörnet\n", "", "content/missing-field", 1),
        ("bleed: 5", "bled: 5", "content/unknown-field", 3),
        ("ISOcoated_v2_300_bas.icc", "nowhere.icc", "content/press-profile", 4),
        ("ISOcoated_v2_300_bas.icc", "hornet.yaml", "content/press-profile", 4),
    ],
)
def test_what_is_wrong_with_it_is_reported_at_its_line(tmp_path: Path, old: str, new: str, id: str, line: int) -> None:
    with pytest.raises(ContentError) as raised:
        find_press("hornet", own(tmp_path, OWN.replace(old, new)))
    (finding,) = raised.value.findings
    assert (finding.id, str(finding.where)) == (id, f"presses/hornet.yaml:{line}")


def test_an_unknown_one_is_reported_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no press profile 'gutenberg'") as raised:
        find_press("gutenberg")
    assert "generic-coated" in raised.value.fix


def test_the_folder_where_a_shops_own_is_looked_for_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        find_press("gutenberg", tmp_path)
    assert raised.value.fix.endswith(f"Put a profile of your own, gutenberg.yaml, in {tmp_path / 'presses'}.")


def test_a_publication_that_names_none_that_there_is(sheet: Sheet) -> None:
    sheet.change("sheet/publication.yaml", "brand: blue", "brand: blue\npress: gutenberg")
    (finding,) = sheet.findings()
    assert (finding.id, str(finding.where)) == ("content/unknown-press", "sheet/publication.yaml:10")
    assert "generic-coated" in finding.fix


def test_an_option_of_the_build_overrides_the_publication(tmp_path: Path) -> None:
    assert choose_press(Options(), None, tmp_path).id == USUAL_PRESS
    assert choose_press(Options(), "newspaper", tmp_path).id == "newspaper"
    assert choose_press(Options(press="office-laser"), "newspaper", tmp_path).id == "office-laser"
    marks = choose_press(Options(marks=("crop", "colour-bars")), None, tmp_path).wants.marks
    assert (marks.crop, marks.registration, marks.colour_bars) == (True, False, True)


def test_the_shop_s_own_profile_is_no_stand_in(tmp_path: Path) -> None:
    chosen = choose_press(Options(press="newspaper", profile=PROFILE), None, tmp_path)
    assert (chosen.profile, chosen.wants.output_intent.stand_in) == (PROFILE, False)
    assert chosen.wants.output_intent.condition == "FOGRA39"


def test_the_condition_of_the_shop_s_profile_can_be_named(tmp_path: Path) -> None:
    chosen = choose_press(Options(profile=PROFILE, condition="FOGRA51"), None, tmp_path)
    intent = chosen.wants.output_intent
    assert (intent.condition, intent.description) == ("FOGRA51", "offset, premium coated, 115 g/m2")
    assert chosen.condition_place is None, "no file says it"


@pytest.mark.parametrize("kind", ["text", "sRGB", "nothing"])
def test_a_file_that_is_no_profile_of_a_cmyk_printer(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "shop.icc"
    if kind == "text":
        path.write_text("no profile")
    elif kind == "sRGB":
        path.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    with pytest.raises(UsageError, match=r"shop\.icc"):
        find_press(USUAL_PRESS).with_profile(path)


def test_a_shipped_profile_that_was_changed_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "profile_digests", lambda: {"ISOcoated_v2_300_bas.icc": "0" * 64})
    with pytest.raises(ContentError) as caught:
        find_press("generic-coated")
    (found,) = caught.value.findings
    assert (found.id, found.message) == ("content/press-profile", "ISOcoated_v2_300_bas.icc is not as it was shipped")
    assert "git checkout presses" in found.fix


@pytest.mark.parametrize("name", ["../../secret.icc", "/etc/passwd", "link.icc", "folder.icc", "a" * 300 + ".icc"])
def test_a_profile_elsewhere_or_that_is_no_file_is_a_finding(tmp_path: Path, name: str) -> None:
    (tmp_path / "presses/folder.icc").mkdir(parents=True)
    (tmp_path / "presses/link.icc").symlink_to(PROFILE)
    content = own(tmp_path, OWN.replace("ISOcoated_v2_300_bas.icc", name))
    with pytest.raises(ContentError) as error:
        find_press("hornet", content)
    (finding,) = error.value.findings
    assert (finding.id, str(finding.where)) == ("content/press-profile", "presses/hornet.yaml:4")
    assert re.search("outside presses/|a folder, not a file|too long", finding.message)


def test_an_impossible_number_is_reported_with_a_possible_one(tmp_path: Path) -> None:
    for wrong, fix in (("bleed: -1", "write at least 0"), ("bleed: 500", "write at most 100")):
        with pytest.raises(ContentError) as raised:
            find_press("hornet", own(tmp_path, OWN.replace("bleed: 5", wrong)))
        assert [finding.fix for finding in raised.value.findings] == [fix]


def test_a_finding_leads_to_the_page_that_explains_it(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        find_press("hornet", own(tmp_path, OWN.replace("bleed: 5", "bleed: much")))
    assert raised.value.findings[0].fix == "see docs/printing.md"


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ("bleed: 5", "bleed: 5,5", "write 5.5: only the number, with a point before decimals"),
        ("bleed: 5", "bleed: 5 mm", "write 5: only the number, with a point before decimals"),
        ("bleed: 5", "marks: {crop: ja}", "write true"),
        ("bleed: 5", "marks: {crop: nej}", "write false"),
        (
            "bleed: 5",
            "pictures: {error_below: 300, warning_below: 200}",
            "write the larger number at 'warning_below', or 0 for never",
        ),
    ],
)
def test_what_was_meant_is_said(tmp_path: Path, old: str, new: str, fix: str) -> None:
    with pytest.raises(ContentError) as raised:
        find_press("hornet", own(tmp_path, OWN.replace(old, new)))
    assert [finding.fix for finding in raised.value.findings] == [fix]


def test_a_binary_file_is_reported(tmp_path: Path) -> None:
    own(tmp_path)
    (tmp_path / "presses/hornet.yaml").write_bytes("title: Hörnet".encode("latin-1"))
    with pytest.raises(ContentError) as raised:
        find_press("hornet", tmp_path)
    assert [str(finding.where) for finding in raised.value.findings] == ["presses/hornet.yaml:1"]


def named(sheet: Sheet) -> Sheet:
    """The sheet, made for a press of its own."""
    own(sheet.content)
    sheet.change("sheet/publication.yaml", "brand: blue", "brand: blue\npress: hornet")
    return sheet


def test_a_fault_in_it_is_a_fault_of_the_content(sheet: Sheet) -> None:
    assert named(sheet).findings() == []
    sheet.change("presses/hornet.yaml", "bleed", "bled")
    assert [str(finding.where) for finding in sheet.findings()] == ["presses/hornet.yaml:3"]


def test_translations_use_it_too(sheet: Sheet) -> None:
    named(sheet).translate()
    assert prepare(sheet.load("sheet/en")).press.id == "hornet"


def test_its_folder_is_no_publication_whatever_its_files_are_called(sheet: Sheet) -> None:
    own(sheet.content, name="publication")
    assert edition_names(sheet.content) == ["sheet"]


def test_it_counts_among_what_the_files_are_made_from(sheet: Sheet) -> None:
    inputs = prepare(named(sheet).load()).inputs
    assert {"press:hornet.yaml", "press:ISOcoated_v2_300_bas.icc"} <= set(inputs)
    sheet.change("presses/hornet.yaml", "bleed: 5", "bleed: 4")
    assert prepare(sheet.load()).inputs != inputs
