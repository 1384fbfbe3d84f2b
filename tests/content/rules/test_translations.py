"""A publication in several languages: its folders and what they may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from content.conftest import Sheet


def test_a_translation_may_use_the_pictures_of_the_publication(sheet: Sheet) -> None:
    sheet.translate()
    assert sheet.places() == sheet.places("sheet/en") == []


@pytest.mark.parametrize("file", ["../../brands/blue.svg", "../../../secret.svg"])
def test_and_none_above_it(sheet: Sheet, file: str) -> None:
    sheet.translate()
    sheet.change("sheet/en/publication.yaml", "../pictures/torg.svg", file)
    assert sheet.places("sheet/en") == ["sheet/en/publication.yaml:13 picture-outside"]


def test_a_picture_that_is_not_there_is_looked_for_in_both_folders(sheet: Sheet) -> None:
    sheet.translate()
    sheet.change("sheet/en/publication.yaml", "../pictures/torg.svg", "pictures/torg.svg")
    (finding,) = sheet.findings("sheet/en")
    assert (finding.id, finding.fix) == ("content/missing-picture", "write ../pictures/torg.svg, if that is the one")


def test_a_section_of_another_language_is_no_section_of_this_one(sheet: Sheet) -> None:
    sheet.translate()
    sheet.change("sheet/en/publication.yaml", "sections/torget.md", "../sections/torget.md")
    assert "sheet/en/publication.yaml:35 outside" in sheet.places("sheet/en")


def test_the_folder_and_the_language_say_the_same(sheet: Sheet) -> None:
    sheet.translate()
    sheet.change("sheet/en/publication.yaml", "language: en", "language: fi")
    (finding,) = sheet.findings("sheet/en")
    assert str(finding.where) == "sheet/en/publication.yaml:3"
    assert finding.id == "content/translation-folder"
    assert finding.fix == "write 'language: en', or rename the folder to fi"


def test_a_language_is_there_once(sheet: Sheet) -> None:
    sheet.translate("sv")
    assert sheet.places() == ["sheet/publication.yaml:3 translation-folder"]


@pytest.mark.parametrize(("name", "fix"), [("english", "en"), ("swe", "sv"), ("draft", "en, fi")])
def test_a_folder_that_is_not_named_after_a_language_is_reported_once(sheet: Sheet, name: str, fix: str) -> None:
    sheet.translate()
    (sheet.content / "sheet/en").rename(sheet.content / "sheet" / name)
    (finding,) = sheet.findings()
    assert str(finding.where) == f"sheet/{name}/publication.yaml:1"
    assert finding.id == "content/translation-folder"
    assert f"after its language: {fix}" in finding.fix


def test_texts_of_a_language_that_is_no_publication_yet_are_reported(sheet: Sheet) -> None:
    sheet.write("sheet/en/sections/square.md", "# The square\n\nCome.\n")
    sheet.write("sheet/en/sections/way.md", "# The way\n\nGo.\n")
    (finding,) = sheet.findings()
    assert (finding.id, str(finding.where)) == ("content/translation-folder", "sheet/en/publication.yaml")
    assert finding.fix.startswith("copy publication.yaml into it, write 'language: en' there")


def test_the_place_on_the_web_is_said_once(sheet: Sheet) -> None:
    sheet.translate()
    sheet.change("sheet/publication.yaml", "language: sv", "language: sv\nsite: https://example.org/sheet")
    sheet.change("sheet/en/publication.yaml", "language: en", "language: en\nsite: https://example.org/sheet/en")
    assert sheet.places() == []
    (finding,) = sheet.findings("sheet/en")
    assert (finding.id, str(finding.where)) == ("content/site-of-translation", "sheet/en/publication.yaml:4")
