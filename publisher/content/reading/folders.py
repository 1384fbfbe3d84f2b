"""The folders of a publication: where its files are, and which folders hold other languages.

    content/brands/                       colours and logos, for all publications
    content/presses/                      what print shops want, for all publications
    content/layouts/                      layouts of your own, for all publications
    content/framat/publication.yaml       a publication in its main language
    content/framat/en/publication.yaml    the same in English
    content/framat/fi/texts.yaml          the same in Finnish, by its texts: the facts are those of the main language

A translation's folder is called by the tag of its language.
"""

from __future__ import annotations

import os
from pathlib import Path

from publisher.datafiles.meant import id_of
from publisher.datafiles.yaml_reader import read_yaml
from publisher.design.brands import FOLDERS
from publisher.model.catalogue import Message, say
from publisher.model.errors import UsageError
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning, read_text
from publisher.model.paths import BRANDS_FOLDER, LAYOUTS_FOLDER, PRESSES_FOLDER, real, settings_folder
from publisher.text.language_tags import is_language

# Folders of the content that are no publications.
SHARED = {
    BRANDS_FOLDER: "brands",
    PRESSES_FOLDER: "press profiles",
    LAYOUTS_FOLDER: "layouts",
}
IMPORT_MAPPING = "import.yaml"  # how an import reads its files; no text of the publication
MISNAMED = (".txt", ".rtf", ".docx")  # what programs put behind a name, and hide
# All but the first are reported as misnamed.
FILES = ("publication.yaml", "publication.yml", "publication.yaml.txt", "Publication.yaml", "PUBLICATION.YAML")

TEXTS = "texts.yaml"

# Names of folders: what the files of Windows, the toolkit's own files in the output, and a disk leave.
NOT_ON_WINDOWS = '<>:"|?*\\'
PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
DEVICES = frozenset(("con", "prn", "aux", "nul", *PORTS))
OF_OUTPUT = frozenset(("index.html", "manifest.json"))
LONGEST_NAME = 120  # bytes: files are called NAME-booklet-instructions.pdf and the like, and a disk takes 255
LONGEST_ID = 40  # characters


def holds_publication(folder: Path) -> bool:
    """Whether there is a publication in `folder`, below it or not."""
    return folder.name not in SHARED and any(os.path.lexists(folder / name) for name in FILES)


def main_folder(folder: Path) -> Path:
    """The folder of a publication in its main language: `folder` itself, or that which it is a translation of."""
    parent = folder.parent
    return parent if holds_publication(parent) and is_language(folder.name) else folder


def brands_folder(folder: Path) -> Path:
    """The brands that lie beside the publication in `folder`, whichever language that is of."""
    return main_folder(folder).parent / BRANDS_FOLDER


def brand_files(folder: Path) -> dict[str, Path]:
    """The file of every brand that the publication in `folder` may name, by its id: those beside it, then those of the
    user's settings, of the toolkit and of installed packages."""
    return FOLDERS.files("*.yaml", settings_folder() / BRANDS_FOLDER, brands_folder(folder))


def translation_folders(main: Path) -> list[Path]:
    """The folders below `main` that hold the same publication in other languages."""
    return [folder for folder in _publications_in(main) if is_language(folder.name)]


def misnamed_folders(main: Path) -> list[Path]:
    """Those that hold a publication, and whose name is no tag of a language."""
    return [folder for folder in _publications_in(main) if not is_language(folder.name)]


def edition_folders(main: Path) -> list[Path]:
    """A publication in all its languages, the main one first."""
    return [main, *translation_folders(main)]


def edition_languages(main: Path) -> dict[str, Path]:
    """The folders of a publication by their languages, the main one first. It is left out where its file says none."""
    language = _said(main, "language")
    return ({language: main} if language else {}) | {folder.name: folder for folder in translation_folders(main)}


def site_of(folder: Path) -> str | None:
    """Where on the web the files of the publication in `folder` will lie, ending in a slash: the `site` of its main
    language, and below it the folder of the translation."""
    main = main_folder(folder)
    site = _said(main, "site")
    if not site:
        return None
    return f"{site.rstrip('/')}/" + ("" if folder == main else f"{folder.name}/")


def _said(main: Path, field: str) -> str | None:
    """What the publication.yaml of the main language says, read without its schema; None where it says nothing."""
    try:
        data = read_yaml(read_text(main / FILES[0]), FILES[0]).data
    except (OSError, UnicodeDecodeError):
        return None
    value = data.get(field) if isinstance(data, dict) else None
    return value.strip() if isinstance(value, str) else None


def _publications_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if holds_publication(path) or is_by_texts(path))


def is_by_texts(folder: Path) -> bool:
    """Whether a translation has a file of texts: what it does not have itself is that of the main language."""
    return is_language(folder.name) and (folder / TEXTS).is_file() and holds_publication(folder.parent)


def impossible_name(main: Path) -> Finding | None:
    """The finding for a publication whose folder, and with it all its files, has a name that a disk, a web server or a
    command line cannot take. No finding shows a control character as it is."""
    name = main.name
    letters = "".join(letter for letter in name if letter.isprintable())
    if letters != name:
        reason = say("content:name-has-invisible-character")
    elif name[:1] in (".", "-"):
        reason = say("content:name-begins-with", first=name[0])
    elif found := next((letter for letter in name if letter in NOT_ON_WINDOWS), ""):
        reason = say("content:name-has-character", letter=found)
    elif name.partition(".")[0].casefold() in DEVICES or name.casefold() in OF_OUTPUT or name[-1:] in (".", " "):
        reason = say("content:name-is-taken")
    elif len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        reason = say("content:name-is-too-long", most=LONGEST_NAME)
    else:
        return None
    message = say("content:folder-cannot-be-called", name=beginning(letters, LONGEST_NAME), reason=reason)
    usual = beginning(id_of(letters) or "", LONGEST_ID)
    fix = say("content:rename-folder", name="hafte" if not usual or usual in DEVICES else usual)
    return Finding("content/folder-name", Severity.ERROR, message, fix, Place(f"{letters}/{FILES[0]}"))


def check_output(output: Path, source: Path) -> None:
    """Raises UsageError where the finished files of the publication in `source` would lie among those they are made of:
    they would be read as content by the next build."""
    main = main_folder(source)
    content, target = real(main.parent), real(output)
    within = [folder for folder in (target, *target.parents) if folder.is_relative_to(content)]
    if target == content or any(holds_publication(folder) for folder in within):
        message = say("content:output-in-content", output=output)
    elif real(main).is_relative_to(target / main.name):
        message = say("content:content-in-output", name=main.name, place=output / main.name)
    else:
        return
    raise UsageError(message, say("content:choose-other-output"))


def misnamed_file(folder: Path) -> Finding | None:
    """The finding for a publication.yaml or programme.yaml with another ending, where there is none of its own name."""
    for name in ("publication.yaml", "programme.yaml"):
        short = Path(name).with_suffix(".yml").name
        written = (short, *(f"{name}{one}" for one in MISNAMED), name.capitalize(), name.upper())
        for path in (folder / one for one in written):
            if path.is_file() and not (folder / name).is_file():
                place = Place(path.relative_to(main_folder(folder).parent).as_posix())
                return Finding("content/file-name", Severity.ERROR, *_misnamed(path.name, name), place)
    return None


def named_otherwise(folder: Path, path: Path) -> tuple[Message, Message] | None:
    """What is wrong with the name of the file that is meant by `path` below `folder`, and the fix: it has an ending
    more, or is in other upper and lower case."""
    longer = next((one for one in MISNAMED if path.with_name(path.name + one).is_file()), None)
    if longer:
        return _misnamed(path.relative_to(folder).as_posix() + longer, path.name)
    there = folder
    for part in path.relative_to(folder).parts:
        found = next((one for one in there.glob("*") if one.name.casefold() == part.casefold()), None)
        if found is None:
            return None
        there = found
    shown, meant = (one.relative_to(folder).as_posix() for one in (there, path))
    return _misnamed(shown, meant) if there.is_file() else None


def _misnamed(name: str, meant: str) -> tuple[Message, Message]:
    if name.endswith(MISNAMED):
        return say("content:file-has-second-ending", file=name), say("content:rename-second-ending", name=meant)
    return say("content:file-is-named", file=name), say("content:rename-to", name=meant)
