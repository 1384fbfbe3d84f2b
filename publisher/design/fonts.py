"""The shipped fonts: which there are, which characters they have, and a fontconfig that knows no others."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from publisher.datafiles.fields import Settings, Text
from publisher.datafiles.messages import schema_findings
from publisher.datafiles.toml_reader import TomlFile, read_toml
from publisher.model.catalogue import say
from publisher.model.errors import AccessError, ContentError, MissingError
from publisher.model.findings import Finding, Severity
from publisher.model.paths import FONTS, cache_folder
from publisher.model.registry import Folders
from publisher.model.shipped import RESTORE, is_changed
from publisher.text.typography import INVISIBLE_CHARACTERS

FOLDERS = Folders("publisher.fonts", "fonts", lambda: _read_packages())
TABLE = "fonts.toml"
CHANGED_FILE = "fonts/changed-file"
RANGES = re.compile(r"\s*[0-9A-Fa-f]{1,6}(-[0-9A-Fa-f]{1,6})?(\s+[0-9A-Fa-f]{1,6}(-[0-9A-Fa-f]{1,6})?)*\s*")
# Characters that are never drawn: line ends, soft hyphen, joiners, marks of direction.
INVISIBLE = frozenset("\t\n\r" + INVISIBLE_CHARACTERS)


def _ranges(value: str) -> str:
    if not RANGES.fullmatch(value):
        context = {"value": value[:40], "kind": "list of Unicode ranges", "example": "20-7e a0-17f"}
        raise PydanticCustomError("wrong_form", "'{value}' is not a valid {kind}", context)
    return value


class FaceTable(Settings):
    """[[family.face]]: one weight and style, as files beside fonts.toml."""

    weight: Annotated[int, Field(ge=1, le=1000)]
    style: Literal["normal", "italic"]
    file: Text = Field(description="For print: TrueType or OpenType.")
    web: Text = Field(description="For the web page and the e-book: WOFF2.")
    sha256: Text | None = None
    web_sha256: Text | None = None


class FamilyTable(Settings):
    """[[family]]: a family, and the characters that every face of it has."""

    name: Text
    covers: Annotated[Text, AfterValidator(_ranges)] = Field(description="Unicode ranges, in hexadecimal.")
    face: Annotated[tuple[FaceTable, ...], Field(min_length=1)]
    used_for: Text | None = Field(None, alias="for")
    licence: Text | None = None
    licence_file: Text | None = None
    source: Text | None = None
    source_sha256: Text | None = None


class PairTable(Settings):
    """[[pair]]: a family for text and one for headings that go together, which a brand may name by their id."""

    id: Text
    text: Text
    display: Text
    used_for: Text = Field(alias="for")


class FontsFile(Settings):
    """A fonts.toml: the families of a folder, which of them fill in for the others, in their order, and the pairs."""

    family: Annotated[tuple[FamilyTable, ...], Field(min_length=1)]
    fallbacks: tuple[Text, ...] = ()
    pair: tuple[PairTable, ...] = ()


@dataclass(frozen=True)
class Face:
    weight: int
    style: str
    file: Path
    web: Path


@dataclass(frozen=True)
class Family:
    name: str
    faces: tuple[Face, ...]
    covered: frozenset[int]


@dataclass(frozen=True)
class FontSet:
    """Every shipped family by name; `fallbacks` are those that fill in for the others, in their order; `pairs` are
    those that go together, by their ids."""

    families: dict[str, Family]
    fallbacks: tuple[str, ...]
    pairs: dict[str, PairTable] = dataclasses.field(default_factory=dict)

    def stack(self, family: str) -> list[str]:
        """The families to name in CSS, in order."""
        return list(dict.fromkeys([family, *self.fallbacks]))

    def missing(self, text: Iterable[str], family: str) -> list[str]:
        """The characters of `text` that neither `family` nor a fallback can draw, each once, in order."""
        stack = [self.families[name].covered for name in self.stack(family)]
        return [char for char in dict.fromkeys(text) if not _is_drawn(char, stack) and char not in INVISIBLE]

    def filling_in(self, text: Iterable[str], families: Iterable[str]) -> list[str]:
        """The fallbacks that `text` needs where it is set in one of `families` or another."""
        covered = frozenset.intersection(*(self.families[name].covered for name in families))
        lacking, needed = {ord(char) for char in set(text) - INVISIBLE} - covered, []
        for name in self.fallbacks:
            if lacking & self.families[name].covered:
                needed.append(name)
                lacking -= self.families[name].covered
        return needed


def _is_drawn(char: str, stack: Iterable[frozenset[int]]) -> bool:
    """Whether one of the fonts has a character, or else the letter and the marks that it is made of."""
    return any(
        ord(char) in covered or all(ord(part) in covered for part in normalize("NFD", char)) for covered in stack
    )


@cache
def shipped_fonts() -> FontSet:
    """The families of fonts/fonts.toml, then those of installed packages. Raises MissingError where the toolkit's own
    table is damaged or a font file is gone; a package's that is broken is left out and
    reported."""
    fonts = _own_fonts(FONTS)
    for made in _package_fonts().values():
        families = {name: family for name, family in made.families.items() if name not in fonts.families}
        fallbacks = [name for name in made.fallbacks if name not in fonts.fallbacks and name in families]
        pairs = {**made.pairs, **fonts.pairs}
        fonts = FontSet({**fonts.families, **families}, (*fonts.fallbacks, *fallbacks), pairs)
    return fonts


def _read_packages() -> None:
    _package_fonts()


@cache
def _package_fonts() -> dict[Path, FontSet]:
    """The fonts of installed packages by their folders."""
    made = dict[Path, FontSet]()
    for folder in FOLDERS:
        if folder.entry.is_own:
            continue
        try:
            made[folder.path] = _read_fonts(folder.path)
        except (OSError, ValueError, ContentError) as error:
            FOLDERS.report(folder, error)
    return made


def _own_fonts(folder: Path) -> FontSet:
    fix = say("design:restore-fonts", command=RESTORE["fonts"])
    try:
        return _read_fonts(folder)
    except OSError as error:
        raise MissingError(say("design:fonts-incomplete"), fix) from error
    except ValueError as error:
        raise MissingError(say("design:font-table-damaged", fault=error), fix) from error
    except ContentError as error:
        fault = error.findings[0]
        said = say("design:font-table-damaged", fault=fault.message)
        if fault.id == CHANGED_FILE:
            said = say("design:fonts-damaged", fault=fault.message)
        elif fault.where:
            said = say("design:font-table-damaged-line", line=fault.where.line, fault=fault.message)
        raise MissingError(said, fix) from error


def _read_fonts(folder: Path) -> FontSet:
    """The fonts of a folder. Raises ContentError with every fault in its fonts.toml, OSError or ValueError where that
    cannot be read as text."""
    path = folder / TABLE
    source = read_toml(path.read_bytes().decode("utf-8-sig"), path.as_posix(), "fonts")
    if source.findings:
        raise ContentError(source.findings)
    try:
        file = FontsFile.model_validate(source.data)
    except ValidationError as error:
        raise ContentError(schema_findings(error, source, FontsFile)) from error
    if faults := list(_faults(file, source, folder)):
        raise ContentError(faults)
    families = {family.name: _family(family, folder) for family in file.family}
    return FontSet(families, file.fallbacks, {pair.id: pair for pair in file.pair})


def _faults(file: FontsFile, source: TomlFile, folder: Path) -> Iterator[Finding]:
    """What a fonts.toml names that is not there, or not as its digest says."""
    known = [family.name for family in file.family]
    for name in (name for name in file.fallbacks if name not in known):
        fix = say("design:use-one-of", known=", ".join(known))
        place = source.place(("fallbacks",))
        yield Finding("fonts/unknown-value", Severity.ERROR, say("design:no-family", name=name), fix, place)
    for number, pair in enumerate(file.pair):
        for use in ("text", "display"):
            if (name := getattr(pair, use)) not in known:
                fix = say("design:use-one-of", known=", ".join(known))
                place = source.place(("pair", number, use))
                yield Finding("fonts/unknown-value", Severity.ERROR, say("design:no-family", name=name), fix, place)
    for number, family in enumerate(file.family):
        for index, face in enumerate(family.face):
            for field, expected in (("file", face.sha256), ("web", face.web_sha256)):
                named = getattr(face, field)
                place = source.place(("family", number, "face", index, field))
                if not (folder / named).is_file():
                    message = say("design:font-file-missing", named=named)
                    fix = say("design:put-beside-fonts-toml-correct-name")
                    yield Finding("fonts/missing-file", Severity.ERROR, message, fix, place)
                elif is_changed(folder / named, expected):
                    message, fix = say("design:font-file-changed", named=named), say("design:restore-font-file")
                    yield Finding(CHANGED_FILE, Severity.ERROR, message, fix, place)


def _family(table: FamilyTable, folder: Path) -> Family:
    faces = tuple(Face(face.weight, face.style, folder / face.file, folder / face.web) for face in table.face)
    return Family(table.name, faces, _characters(table.covers))


def _characters(ranges: str) -> frozenset[int]:
    found: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def fontconfig_file() -> Path:
    """A fontconfig configuration that knows the shipped fonts alone, so that none can be taken from the machine.

    Raises AccessError where it cannot be written.
    """
    try:
        return _written(cache_folder())
    except OSError as error:
        raise AccessError(
            say("design:cannot-written", p0=error.filename or say("design:cache-folder"), p2=error.strerror or error),
            say("design:set-xdg-cache-home-tmpdir-folder"),
        ) from error


def _written(folder: Path) -> Path:
    folders = "".join(f"<dir>{escape(str(path), quote=False)}</dir>" for path in (FONTS, *_package_fonts()))
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{folders}\n<cachedir>{escape(str(folder / 'fontconfig'), quote=False)}</cachedir>\n</fontconfig>\n"
    )
    # Named by its content: clones side by side do not overwrite each other's file.
    path = folder / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.is_file():
        scratch = path.with_suffix(f".{os.getpid()}")
        scratch.write_text(text, "utf-8")
        scratch.replace(path)
    return path
