"""The shipped fonts are what fonts.toml says, and have the letters of Europe's Latin languages and of Arabic."""

from __future__ import annotations

import builtins
import hashlib
import os
import shutil
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from publisher.design import fonts as fonts_module
from publisher.design.brands import LEGIBLE
from publisher.design.fonts import INVISIBLE, fontconfig_file, shipped_fonts
from publisher.model import paths, shipped
from publisher.model.errors import AccessError, ContentError, MissingError
from publisher.model.paths import FONTS, LAYOUTS, cache_folder
from publisher.pdf.layout.engine import file_fetcher, load_engine

TABLE = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))
FACES = [(family["name"], face) for family in TABLE["family"] for face in family["face"]]
FILES = [
    (face[kind], face[digest]) for _, face in FACES for kind, digest in (("file", "sha256"), ("web", "web_sha256"))
]
# The letters beside a to z, from the languages' own alphabets.
LETTERS = {
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىًٌٍَُِّْ،؛؟٠١٢٣٤٥٦٧٨٩",
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
    "Persian": "پچژگکی۰۱۲۳۴۵۶۷۸۹",
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
CHARACTERS = "–—‐“”„‚‘’«»‹›…·•†‡§¶©®™°′″½¼¾²³×÷±−≤≥≈≠€£$¥%‰№→←↑↓&@#"


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
def test_punctuation_and_digits_can_be_set(family: str) -> None:
    assert shipped_fonts().missing(CHARACTERS + "0123456789 \u00a0\u2009\u202f", family) == []


PAIRS = shipped_fonts().pairs
SLASHED = "legible"  # the pair for readers with low vision


def contours(file: str, letter: str) -> int:
    """How many outlines a letter is drawn with: a plain zero has two, one that is slashed or dotted three."""
    with TTFont(FONTS / file) as font:
        pen = DecomposingRecordingPen(font.getGlyphSet())
        font.getGlyphSet()[font.getBestCmap()[ord(letter)]].draw(pen)
        return sum(command == "moveTo" for command, _ in pen.value)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair != SLASHED])
def test_the_zero_of_a_pair_is_plain(pair: str) -> None:
    for family in (PAIRS[pair].text, PAIRS[pair].display):
        files = [face["file"] for name, face in FACES if name == family]
        assert {contours(file, "0") for file in files} == {2}, family


def test_the_slashed_zero_is_that_of_the_large_print() -> None:
    files = [face["file"] for name, face in FACES if name == LEGIBLE]
    assert {contours(file, "0") for file in files} == {3}
    assert PAIRS[SLASHED].text == LEGIBLE


def test_there_are_pairs_to_choose_from() -> None:
    assert len(PAIRS) >= 7
    serifs = {"Literata", "Bitter"}
    assert sum(pair.text in serifs for pair in PAIRS.values()) >= 2
    assert {"Barlow Condensed", "Archivo Narrow"} <= {pair.display for pair in PAIRS.values()}


def test_no_stylesheet_asks_for_another_zero() -> None:
    for sheet in LAYOUTS.rglob("*.css"):
        assert "slashed-zero" not in sheet.read_text("utf-8"), sheet
        assert "font-feature-settings" not in sheet.read_text("utf-8"), sheet


def test_what_is_missing_is_named_once_and_in_order() -> None:
    assert shipped_fonts().missing("a中b文中", "Source Sans 3") == ["中", "文"]


def test_what_is_never_drawn_is_not_missing() -> None:
    assert shipped_fonts().missing("".join(INVISIBLE), "Source Sans 3") == []


def test_the_stack_ends_with_the_fallbacks_and_names_each_once() -> None:
    fonts = shipped_fonts()
    assert fonts.stack("Bricolage Grotesque") == ["Bricolage Grotesque", *fonts.fallbacks]
    assert fonts.stack("Noto Sans Arabic") == ["Noto Sans Arabic", "Source Sans 3", "Noto Sans Hebrew"]


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Åäö –”x”", []),
        ("Ŋŧ", ["Source Sans 3"]),
        ("مرحبا", ["Noto Sans Arabic"]),
        ("ייִדיש", ["Noto Sans Hebrew"]),
        ("ŧ م 中", ["Source Sans 3", "Noto Sans Arabic"]),
    ],
)
def test_only_the_fallbacks_that_a_text_needs_are_taken(text: str, needed: list[str]) -> None:
    families = ("Atkinson Hyperlegible Next", "Bricolage Grotesque")
    assert shipped_fonts().filling_in(text, families) == needed


def test_fontconfig_knows_the_shipped_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    written = fontconfig_file()
    assert written.is_relative_to(tmp_path)
    assert [element.text for element in ET.parse(written).getroot().iter("dir")] == [str(FONTS)]


# A folder of fonts that is not as it was


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of fonts/, which a test may damage."""
    shutil.copytree(FONTS, tmp_path / "fonts")
    monkeypatch.setattr(fonts_module, "FONTS", tmp_path / "fonts")
    shipped_fonts.cache_clear()
    yield tmp_path / "fonts"
    shipped_fonts.cache_clear()


@pytest.mark.parametrize("kind", ["file", "web"])
def test_a_font_file_that_is_gone_is_named(copied: Path, kind: str) -> None:
    name = FACES[-1][1][kind]
    (copied / name).unlink()
    with pytest.raises(MissingError, match=rf", line \d+: the font file {name} is missing\.$"):
        shipped_fonts()


@pytest.mark.parametrize("kind", ["file", "web"])
def test_a_font_in_which_two_digits_changed_places_is_found(copied: Path, kind: str) -> None:
    """It is sound in every other way, and would print other times."""
    path = copied / FACES[0][1][kind]
    with TTFont(path) as font:
        glyphs, widths, names = font["glyf"], font["hmtx"], font.getBestCmap()
        one, seven = names[ord("1")], names[ord("7")]
        glyphs[one], glyphs[seven] = glyphs[seven], glyphs[one]
        widths[one], widths[seven] = widths[seven], widths[one]
        font.save(path)
    with pytest.raises(MissingError, match=rf"folder fonts/ is damaged: the font file {path.parent.name}/") as raised:
        shipped_fonts()
    assert isinstance(cause := raised.value.__cause__, ContentError)
    assert [finding.id for finding in cause.findings] == ["fonts/changed-file"]
    assert list(shipped.faults(copied, shipped.font_digests(copied))) == [FACES[0][1][kind]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[family]]", "[[family"),
        ("[[family]]", "[[familj]]"),
        ("\nweb =", "\nwebb ="),
        ("\ncovers =", "\ncover ="),
        ('covers = "20', 'covers = "zz'),
        ('covers = "', "covers = 7 # "),
        ('\nweb = "', "\nweb = 7 # "),
        ("fallbacks =", "fall ="),
        ("weight = 400", 'weight = "bold"'),
        ('style = "italic"', 'style = "slanted"'),
        ('fallbacks = ["', 'fallbacks = ["No '),
        ('fallbacks = ["', 'family = ["none"] # "'),
    ],
)
def test_a_damaged_table_is_reported(copied: Path, old: str, new: str) -> None:
    text = (copied / "fonts.toml").read_text("utf-8")
    assert old in text
    (copied / "fonts.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(MissingError, match=r"fonts/fonts\.toml is damaged, line \d+: ") as caught:
        shipped_fonts()
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("[[family.face]]", "[[family.face", "fonts/toml-syntax"),
        ("weight = 700", "weight = 7000", "fonts/wrong-value"),
        ('file = "source-sans-3/', 'file = "nowhere/', "fonts/missing-file"),
        ('fallbacks = ["', 'fallbacks = ["No ', "fonts/unknown-value"),
    ],
)
def test_a_fault_in_a_table_has_its_line(copied: Path, old: str, new: str, found: str) -> None:
    text = (copied / "fonts.toml").read_text("utf-8")
    before, after = text.rsplit(old, 1)
    (copied / "fonts.toml").write_text(before + new + after, "utf-8")
    with pytest.raises(ContentError) as caught:
        fonts_module._read_fonts(copied)
    first = caught.value.findings[0]
    line = before.count("\n") + 1
    assert (first.id, str(first.where)) == (found, f"{(copied / 'fonts.toml').as_posix()}:{line}")


def test_a_binary_table_is_reported(copied: Path) -> None:
    (copied / "fonts.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(MissingError, match="is damaged"):
        shipped_fonts()


# A cache that cannot be written


@pytest.fixture
def no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """XDG_CACHE_HOME is no folder; the folder of temporary files is returned."""
    (tmp_path / "a file").touch()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    paths._folder_for_now.cache_clear()
    return tmp_path / "temporary"


def test_with_a_full_disk_the_cache_is_among_the_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "full"))
    assert cache_folder().is_relative_to(tmp_path)
    monkeypatch.setattr(paths, "LEAST_FREE", 1 << 70)
    assert not cache_folder().is_relative_to(tmp_path)


def test_without_a_cache_folder_a_temporary_one_is_the_users_own(no_cache: Path) -> None:
    assert fontconfig_file().parent == no_cache / f"publisher-{os.getuid()}" == cache_folder()
    assert cache_folder().stat().st_mode & 0o777 == 0o700


def test_a_temporary_folder_that_somebody_put_there_is_not_taken(no_cache: Path, tmp_path: Path) -> None:
    (tmp_path / "strangers").mkdir()
    (no_cache / f"publisher-{os.getuid()}").symlink_to(tmp_path / "strangers")
    assert cache_folder().parent == no_cache
    assert not cache_folder().is_symlink()
    assert list((tmp_path / "strangers").iterdir()) == []


def test_a_cache_that_cannot_be_written_is_no_missing_library(
    no_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "a file"))
    paths._folder_for_now.cache_clear()  # one that another test was given
    load_engine.cache_clear()
    with pytest.raises(AccessError, match="cannot be written") as caught:
        load_engine()
    assert "XDG_CACHE_HOME" in caught.value.fix


def test_a_missing_system_library_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def broken(name: str, *rest: object, **more: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango'")
        return original(name, *rest, **more)  # type: ignore[arg-type]

    load_engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", broken)
    with pytest.raises(MissingError, match="A system library is missing: cannot load library 'libpango'"):
        load_engine()


# Which files the engine may open


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, ...]:
    """The folders that the engine may read; beside them lies a secret."""
    (tmp_path / "the sheet").mkdir()
    (tmp_path / "the sheet/å 1.txt").write_text("mine", "utf-8")
    (tmp_path / "the sheet/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "the sheet 2").mkdir()
    for name in ("secret.txt", "the sheet 2/secret.txt"):
        (tmp_path / name).write_text("secret", "utf-8")
    return (tmp_path / "the sheet", LAYOUTS)


def test_the_engine_reads_the_files_it_may(folders: tuple[Path, ...]) -> None:
    fetcher = file_fetcher(folders)
    address = (folders[0] / "å 1.txt").as_uri()
    assert [fetcher(text).read() for text in (address, f"{address}?a#b", "data:,mine")] == [b"mine"] * 3
    assert fetcher((LAYOUTS / "base/print.css").as_uri()).read()


def test_a_drawing_is_read_as_it_is_handed_over(folders: tuple[Path, ...]) -> None:
    fetcher = file_fetcher(folders, lambda path: b"clean" if path.name == "å 1.txt" else None)
    assert fetcher((folders[0] / "å 1.txt").as_uri()).read() == b"clean"
    assert fetcher((LAYOUTS / "base/print.css").as_uri()).read() != b"clean"


@pytest.mark.parametrize(
    "address",
    [
        "{}/secret.txt",
        "{}/the%20sheet/../secret.txt",
        "{}/the%20sheet/%2e%2e/secret.txt",
        "{}/the%20sheet/link.txt",
        "{}/the%20sheet%202/secret.txt",
        "{}/secret.txt?{}/the%20sheet",
        "{}/secret.txt#{}/the%20sheet",
    ],
)
@pytest.mark.parametrize("scheme", ["file://", "FILE:", "file://localhost"])
def test_the_engine_reads_no_other_file(folders: tuple[Path, ...], address: str, scheme: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lies outside the publication"):
        file_fetcher(folders)(scheme + address.format(tmp_path, tmp_path))


def test_the_engine_reads_nothing_from_a_network(folders: tuple[Path, ...]) -> None:
    with pytest.raises(ValueError, match="disallowed protocol"):
        file_fetcher(folders)("https://example.org/")
