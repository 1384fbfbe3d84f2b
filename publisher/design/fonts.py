"""The shipped fonts: which there are, which characters they have, and a fontconfig that knows no others."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from publisher.model.errors import AccessError, MissingError
from publisher.model.paths import FONTS, cache_folder
from publisher.model.registry import Folders
from publisher.text.typography import INVISIBLE_CHARACTERS

FOLDERS = Folders("publisher.fonts", "fonts")
TABLE = "fonts.toml"
# Characters that are never drawn: line ends, soft hyphen, joiners, marks of direction.
INVISIBLE = frozenset("\t\n\r" + INVISIBLE_CHARACTERS)


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
    """Every shipped family by name; `fallbacks` are those that fill in for the others, in their order."""

    families: dict[str, Family]
    fallbacks: tuple[str, ...]

    def stack(self, family: str) -> list[str]:
        """The families to name in CSS, in order."""
        return list(dict.fromkeys([family, *self.fallbacks]))

    def missing(self, text: Iterable[str], family: str) -> list[str]:
        """The characters of `text` that neither `family` nor a fallback can draw, each once, in order."""
        covered = frozenset().union(*(self.families[name].covered for name in self.stack(family)))
        wanted = dict.fromkeys(text)
        return [char for char in wanted if ord(char) not in covered and char not in INVISIBLE]

    def filling_in(self, text: Iterable[str], families: Iterable[str]) -> list[str]:
        """The fallbacks that `text` needs where it is set in one of `families` or another."""
        covered = frozenset.intersection(*(self.families[name].covered for name in families))
        lacking, needed = {ord(char) for char in set(text) - INVISIBLE} - covered, []
        for name in self.fallbacks:
            if lacking & self.families[name].covered:
                needed.append(name)
                lacking -= self.families[name].covered
        return needed


@cache
def shipped_fonts() -> FontSet:
    """The families of fonts/fonts.toml, then those of installed packages. Raises MissingError where the toolkit's own
    table is damaged or a font file is gone; a package's that is broken is left out and
    reported."""
    fonts = _own_fonts(FONTS)
    for made in _package_fonts().values():
        families = {name: family for name, family in made.families.items() if name not in fonts.families}
        fallbacks = [name for name in made.fallbacks if name not in fonts.fallbacks and name in families]
        fonts = FontSet({**fonts.families, **families}, (*fonts.fallbacks, *fallbacks))
    return fonts


@cache
def _package_fonts() -> dict[Path, FontSet]:
    """The fonts of installed packages by their folders."""
    made = dict[Path, FontSet]()
    for folder in FOLDERS:
        if folder.entry.is_own:
            continue
        try:
            fonts = _font_set(tomllib.loads((folder.path / TABLE).read_text("utf-8")), folder.path)
            if gone := _gone(fonts):
                raise FileNotFoundError(f"the font file {gone[0].name} is missing")
            made[folder.path] = fonts
        except (OSError, KeyError, AttributeError, TypeError, ValueError) as error:
            FOLDERS.report(folder, error)
    return made


def _own_fonts(folder: Path) -> FontSet:
    fix = "Restore the folder fonts/ from the project: git checkout fonts"
    try:
        fonts = _font_set(tomllib.loads((folder / TABLE).read_text("utf-8")), folder)
    except OSError as error:
        raise MissingError("The folder fonts/ is incomplete: fonts.toml cannot be read.", fix) from error
    except KeyError as error:
        raise MissingError(f"The table fonts/fonts.toml is damaged: there is no {error}.", fix) from error
    except (AttributeError, TypeError, ValueError) as error:  # no TOML, or not what the table should hold
        raise MissingError(f"The table fonts/fonts.toml is damaged: {error}.", fix) from error
    if gone := _gone(fonts):
        raise MissingError(f"The font file {gone[0].name} is missing.", fix)
    return fonts


def _gone(fonts: FontSet) -> list[Path]:
    faces = (face for family in fonts.families.values() for face in family.faces)
    return [path for face in faces for path in (face.file, face.web) if not path.is_file()]


def _font_set(table: dict[str, Any], folder: Path) -> FontSet:
    """The table as it is written -> what it says."""
    families = {}
    for entry in table["family"]:
        faces = tuple(
            Face(face["weight"], face["style"], folder / face["file"], folder / face["web"]) for face in entry["face"]
        )
        families[entry["name"]] = Family(entry["name"], faces, _characters(entry["covers"]))
    return FontSet(families, tuple(families[name].name for name in table["fallbacks"]))


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
            f"{error.filename or 'The cache folder'} cannot be written: {error.strerror or error}.",
            "Set XDG_CACHE_HOME or TMPDIR to a folder that you may write in, and check the free space.",
        ) from error


def _written(folder: Path) -> Path:
    folders = "".join(f"<dir>{escape(str(path))}</dir>" for path in (FONTS, *_package_fonts()))
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{folders}\n<cachedir>{escape(str(folder / 'fontconfig'))}</cachedir>\n</fontconfig>\n"
    )
    # Named by its content: clones side by side do not overwrite each other's file.
    path = folder / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.is_file():
        scratch = path.with_suffix(f".{os.getpid()}")
        scratch.write_text(text, "utf-8")
        scratch.replace(path)
    return path
