"""Where a publication's files lie: its main folder, its languages, its brands."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.content.reading.folders import (
    brands_folder,
    edition_folders,
    edition_languages,
    holds_publication,
    main_folder,
    misnamed_folders,
    translation_folders,
)


@pytest.fixture
def main(tmp_path: Path) -> Path:
    """A publication in three languages and a folder that is none, with sections that are no language either."""
    main = tmp_path / "content" / "sheet"
    for folder in (main, main / "en", main / "sv-x-lattlast", main / "english"):
        folder.mkdir(parents=True)
        (folder / "publication.yaml").touch()
    (main / "sections").mkdir()
    (main / "fi").mkdir()  # holds nothing yet
    return main


def test_a_translation_belongs_to_the_folder_above(main: Path) -> None:
    assert [main_folder(folder) for folder in (main, main / "en", main / "sv-x-lattlast")] == [main] * 3


def test_a_publication_that_is_called_like_a_language_is_one_of_its_own(main: Path) -> None:
    (main.parent / "en").mkdir()
    (main.parent / "en" / "publication.yaml").touch()
    assert main_folder(main.parent / "en") == main.parent / "en"


def test_the_languages_of_a_publication(main: Path) -> None:
    assert translation_folders(main) == [main / "en", main / "sv-x-lattlast"]
    assert edition_folders(main) == [main, main / "en", main / "sv-x-lattlast"]


def test_each_language_has_a_folder(main: Path) -> None:
    (main / "publication.yaml").write_text("language: sv\n", "utf-8")
    folders = {"sv": main, "en": main / "en", "sv-x-lattlast": main / "sv-x-lattlast"}
    assert edition_languages(main) == folders
    assert next(iter(edition_languages(main))) == "sv"


@pytest.mark.parametrize("text", ["", "language: [sv]\n", "language: 'sv\n", "- sv\n", "title: x\n"])
def test_a_main_language_that_cannot_be_read_is_left_out(main: Path, text: str) -> None:
    (main / "publication.yaml").write_text(text, "utf-8")
    assert list(edition_languages(main)) == ["en", "sv-x-lattlast"]


def test_a_folder_that_no_language_is_called_by(main: Path) -> None:
    assert misnamed_folders(main) == [main / "english"]


def test_all_languages_share_the_brands(main: Path) -> None:
    assert {brands_folder(folder) for folder in edition_folders(main)} == {main.parent / "brands"}


def test_a_misnamed_file_is_a_publication_too(tmp_path: Path) -> None:
    assert not holds_publication(tmp_path)
    (tmp_path / "publication.yml").touch()
    assert holds_publication(tmp_path)
