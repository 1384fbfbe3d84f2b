"""The shipped fonts are what fonts.toml says, and have the letters of Europe's languages in Latin script."""

from __future__ import annotations

import hashlib
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from publisher.fonts import INVISIBLE, fontconfig_file, shipped_fonts
from publisher.places import FONTS

TABLE = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))
FACES = [(family["name"], face) for family in TABLE["family"] for face in family["face"]]
FILES = [
    (face[kind], face[digest]) for _, face in FACES for kind, digest in (("file", "sha256"), ("web", "web_sha256"))
]
# The letters beside a to z, from the languages' own alphabets.
LETTERS = {
    "Albanian": "çë",
    "Basque": "ñç",
    "Bosnian, Croatian": "čćđšž",
    "Breton": "ñùêü",
    "Catalan": "àéèíïóòúüç·",
    "Czech": "áčďéěíňóřšťúůýž",
    "Danish, Norwegian": "æøåéèêóòâô",
    "Dutch": "áéíóúëïöüèĳ",
    "English": "éèçñôïæœ",
    "Esperanto": "ĉĝĥĵŝŭ",
    "Estonian": "äõöüšž",
    "Faroese": "áðíóúýæø",
    "Finnish": "äöåšž",
    "French": "àâæçéèêëîïôœùûüÿ",
    "Frisian": "âêôûúéëï",
    "Galician": "áéíóúüñï",
    "German": "äöüßẞ",
    "Hungarian": "áéíóöőúüű",
    "Icelandic": "áðéíóúýþæö",
    "Irish": "áéíóú",
    "Italian": "àèéìíîòóùú",
    "Latvian": "āčēģīķļņšūž",
    "Lithuanian": "ąčęėįšųūž",
    "Luxembourgish": "äéë",
    "Maltese": "ċġħżàèìòù",
    "Meänkieli": "äöåšž",
    "Polish": "ąćęłńóśźż",
    "Portuguese": "áâãàçéêíóôõúü",
    "Romanian": "ăâîșț",
    "Romansh": "àèéìòù",
    "Sami, Inari": "áâäčđŋšž",
    "Sami, Lule": "áåńŋäö",
    "Sami, Northern": "áčđŋšŧž",
    "Sami, South": "ïåæøäö",
    "Sami, Ume": "áåđïŋŧüäö",
    "Scottish Gaelic": "àèìòùáéó",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Slovenian": "čšž",
    "Sorbian": "čćěłńóřŕšśžź",
    "Spanish": "áéíóúüñ¿¡ªº",
    "Swedish": "åäöéàáüè",
    "Turkish": "çğıiİöşüâî",
    "Azerbaijani": "əçğıİöşü",
    "Welsh": "âêîôûŵŷäëïöüẅÿáéíóúẃýàèìòùẁỳ",
}
SIGNS = "–—‐“”„‚‘’«»‹›…·•†‡§¶©®™°′″½¼¾²³×÷±−≤≥≈≠€£$¥%‰№→←↑↓&@#"


@pytest.mark.parametrize(("file", "digest"), FILES, ids=[file for file, _ in FILES])
def test_a_file_is_the_one_that_was_checked(file: str, digest: str) -> None:
    assert hashlib.sha256((FONTS / file).read_bytes()).hexdigest() == digest


def test_no_font_lies_there_that_the_table_does_not_name() -> None:
    there = [path for ending in ("ttf", "otf", "woff", "woff2") for path in FONTS.rglob(f"*.{ending}")]
    assert {path.relative_to(FONTS).as_posix() for path in there} == {file for file, _ in FILES}


def characters(file: str) -> set[int]:
    with TTFont(FONTS / file, lazy=True) as font:
        return set(font.getBestCmap())


def names(file: str) -> set[str]:
    """The family as designers count it (16) and as old systems do (1)."""
    with TTFont(FONTS / file, lazy=True) as font:
        return {font["name"].getDebugName(number) or "" for number in (1, 16)}


@pytest.mark.parametrize("family", TABLE["family"], ids=lambda family: family["name"])
class TestEveryFamily:
    def test_what_it_covers_is_what_all_its_faces_have(self, family: dict) -> None:  # type: ignore[type-arg]
        faces = [characters(face["file"]) for face in family["face"]]
        assert shipped_fonts().families[family["name"]].covered == set.intersection(*faces)

    def test_its_licence_is_there(self, family: dict) -> None:  # type: ignore[type-arg]
        assert family["licence"] == "OFL-1.1"
        assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / family["licence_file"]).read_text("utf-8")

    def test_its_name_is_in_its_files(self, family: dict) -> None:  # type: ignore[type-arg]
        for face in family["face"]:
            assert any(name.startswith(family["name"]) for name in names(face["file"]))

    def test_it_has_a_regular_or_a_bold_face(self, family: dict) -> None:  # type: ignore[type-arg]
        assert {face["weight"] for face in family["face"]} & {400, 700}


@pytest.mark.parametrize(("family", "face"), FACES, ids=[face["file"] for _, face in FACES])
def test_the_web_version_has_the_same_letters(family: str, face: dict) -> None:  # type: ignore[type-arg]
    assert characters(face["web"]) == characters(face["file"])


@pytest.mark.parametrize("family", [family["name"] for family in TABLE["family"]])
@pytest.mark.parametrize("language", LETTERS)
def test_a_language_can_be_set(family: str, language: str) -> None:
    letters = LETTERS[language] + LETTERS[language].upper() + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert shipped_fonts().missing(letters, family) == []


@pytest.mark.parametrize("family", [family["name"] for family in TABLE["family"]])
def test_signs_and_figures_can_be_set(family: str) -> None:
    assert shipped_fonts().missing(SIGNS + "0123456789 \u00a0\u2009\u202f", family) == []


def test_what_is_missing_is_named_once_and_in_order() -> None:
    assert shipped_fonts().missing("a中b文中", shipped_fonts().fallback) == ["中", "文"]


def test_what_is_never_drawn_is_not_missing() -> None:
    assert shipped_fonts().missing("".join(INVISIBLE), shipped_fonts().fallback) == []


def test_the_stack_ends_with_the_fallback_and_names_it_once() -> None:
    fonts = shipped_fonts()
    assert fonts.stack("Bricolage Grotesque") == ["Bricolage Grotesque", fonts.fallback]
    assert fonts.stack(fonts.fallback) == [fonts.fallback]


def test_fontconfig_knows_the_shipped_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    written = fontconfig_file()
    assert written.is_relative_to(tmp_path)
    assert [element.text for element in ET.parse(written).getroot().iter("dir")] == [str(FONTS)]
