"""The manifest: which files a build made from which content; and writing both all at once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from publisher.content.publication import PROGRAMME, PUBLICATION
from publisher.content.reading.folders import brands_folder, edition_folders, is_by_texts, main_folder
from publisher.design.layouts import BASE
from publisher.formats import FORMATS, LANDING, handed_out
from publisher.formats.web.landing import Listed
from publisher.formats.web.publications import is_list, render_list
from publisher.model.catalogue import say
from publisher.model.errors import AccessError
from publisher.model.findings import Artifact
from publisher.model.paths import FONTS, LAYOUTS
from publisher.model.shipped import PROFILES_TABLE
from publisher.model.units import Paper
from publisher.model.version import __version__
from publisher.pipeline.locks import locked
from publisher.pipeline.store import HIDDEN, LOCK, alone, recover, replace_file, replace_files, unit
from publisher.presses.profiles import find_press, press_files

MANIFEST = handed_out.MANIFEST
DRAFT = "draft"  # no format: what is written in the place of pages that have a fault
HELD = "held"  # says of a file that the last build could not replace it

Index = Callable[[Sequence[Listed]], Artifact | None]


def write_files(
    output: Path,
    name: str,
    inputs: dict[str, str],
    artifacts: Sequence[Artifact],
    index: Index,
    held: Set[str] = frozenset(),
) -> list[str] | None:
    """Write `artifacts`, the manifest and the page that `index` makes of what will lie in `output`/`name`, all or
    nothing. Where it makes none, because the page is not sound, nothing is written, and the answer is None; else it is
    what was removed.

    Files of an earlier build that this build did not make are kept and listed while they come of the same `inputs` and
    are as they were made, and else removed, as are files that no manifest lists but whose names are those of a format:
    two versions never lie side by side. Those named in `held`, which this build could not make, are kept whatever they
    come of, and the page does not list them. Builds into the same folder wait for each other. Raises AccessError.
    """
    place, inner = unit(output, name)
    folder = place / inner
    with access_errors(output / name), alone(place):
        earlier = read_manifest(folder)
        current = earlier.get("publisher") == __version__ and earlier.get("inputs") == inputs
        there = {file: entry for file, entry in earlier.get("files", {}).items() if _is_as_made(folder / file, entry)}
        files = {
            file: entry
            for file, entry in there.items()
            if current and file not in (LANDING, *held) and not entry.get(HELD)
            # A draft stands for pages: where they are made, it has had its day.
            if entry["format"] != DRAFT or not any(artifact.pages for artifact in artifacts)
        }
        # Of an older state of the content: they stay for readers who have the address, and no page links to them.
        stale = {file: {**entry, HELD: True} for file, entry in there.items() if file in held}
        files |= {artifact.filename: _entry(artifact) for artifact in artifacts}
        page = index([_listed(file, entry) for file, entry in files.items()])
        if page is None:
            return None
        files |= {page.filename: _entry(page), **stale}
        old = {*earlier.get("files", {}), *_strays(folder, artifacts)} - files.keys()
        gone = sorted(file for file in old if os.path.lexists(folder / file))
        manifest = {"publisher": __version__, "inputs": inputs, "files": dict(sorted(files.items()))}
        if given := handed_out.kept(handed_out.earlier(folder), handed_out.handed_out(artifacts)):
            manifest[handed_out.KEY] = given.data
        data = {file.filename: file.data for file in (*artifacts, page)}
        data[MANIFEST] = (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
        replace_files(place, inner, data, gone)
    return gone


def _is_as_made(path: Path, entry: dict[str, Any]) -> bool:
    """Whether a file is the one that the manifest describes."""
    try:
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]
    except OSError:
        return False


def _strays(folder: Path, artifacts: Sequence[Artifact]) -> list[str]:
    """Files whose names are those of a format of this publication: builds made them, listed or not."""
    stems = {one.filename.partition(f"-{one.format}")[0] for one in artifacts if f"-{one.format}" in one.filename}
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return [name for name in names if any(_is_of_format(name, f"{stem}-") for stem in stems)]


def _is_of_format(name: str, start: str) -> bool:
    return name.startswith(start) and any(
        name.removeprefix(f"{start}{format.id}").startswith((".", "-")) and name.endswith(f".{format.extension}")
        for format in FORMATS.values()
        if name.startswith(f"{start}{format.id}")
    )


def write_list(output: Path) -> None:
    """Write the page that lists the publications below `output`: those that have a manifest and a landing page. A page
    of that name which no build made stays as it is. Builds wait for each other, so the last one lists them all; what
    interrupted ones left is put in order. Raises AccessError."""
    recover(output)
    place = output / LANDING
    with access_errors(output), locked(output / f"{LOCK}{LANDING}"):
        landings = {
            folder.name: (folder / LANDING).read_bytes()
            for folder in sorted(output.iterdir())
            if not folder.name.startswith(HIDDEN)
            and LANDING in read_manifest(folder).get("files", {})
            and (folder / LANDING).is_file()
        }
        page = render_list(landings)
        if not place.exists() or is_list(place.read_bytes()):
            replace_file(place, page)


@contextmanager
def access_errors(folder: Path) -> Iterator[None]:
    """Turn errors of the operating system into AccessError. `folder` is what was to be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        if error.filename and Path(error.filename) != folder:
            reason = say("pipeline:text", reason=reason, filename=error.filename)
        message = say("pipeline:cannot-written", folder=folder, reason=reason)
        fix = say("pipeline:check-folder-permissions-free-space-choose")
        raise AccessError(message, fix) from error


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of an earlier build; empty where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        return {}
    manifest["files"] = {name: entry for name, entry in manifest["files"].items() if _is_sound(name, entry)}
    return manifest


def _is_sound(name: str, entry: Any) -> bool:
    """Whether an entry is one that a build wrote. Only plain names: what is not in the folder is not ours to remove."""
    return (
        Path(name).name == name
        and isinstance(entry, dict)
        and all(isinstance(entry.get(key), str) for key in ("format", "type", "sha256"))
        and isinstance(entry.get("size"), int)
        and isinstance(entry.get("pages"), int | None)
        and isinstance(entry.get("points"), int | None)
        and entry.get("paper", "") in ("", *Paper)
    )


def digest_inputs(
    source: Path, layout: Path, press: str | None = None, brand: Path | None = None, based_on: Path | None = None
) -> dict[str, str]:
    """SHA-256 of every file that a build of the publication in `source` is made from. Raises AccessError.

    Content files by their path seen from the publication's folder, the brands included, and for a translation the
    pictures of the main language; the press profile that it names, and the `brand` where that is not the content's
    own; then what the toolkit adds: the layout in the folder `layout`, the one that it is `based_on`, the base of all
    layouts, the tables of fonts and of colour profiles, which hold the digests of their files
    (`publisher.model.shipped` compares them). Of the other languages it counts only which there are.
    """
    try:
        files = {
            os.path.relpath(path, source).replace(os.sep, "/"): path
            for path in (*_edition_files(source), *_files(brands_folder(source)))
        }
        for folder in filter(None, (LAYOUTS / BASE, based_on, layout)):
            home = "toolkit:layouts" if folder.parent == LAYOUTS else "layout:"
            for path in _files(folder):
                files[f"{home}/{folder.name}/{path.relative_to(folder).as_posix()}"] = path
        if brand and brand.parent != brands_folder(source):
            files |= {f"brand:{path.relative_to(brand.parent).as_posix()}": path for path in _files(brand.parent)}
        files |= _press_files(press, main_folder(source).parent)
        tables = {"toolkit:fonts/fonts.toml": FONTS / "fonts.toml", "toolkit:presses/profiles.toml": PROFILES_TABLE}
        files |= {name: path for name, path in tables.items() if path.is_file()}
        digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(files.items())}
        languages = " ".join(folder.name for folder in edition_folders(main_folder(source))[1:])
        return digests | ({"languages": hashlib.sha256(languages.encode()).hexdigest()} if languages else {})
    except OSError as error:
        message = say("pipeline:cannot-read", p0=error.filename or source, p2=error.strerror or error)
        fix = say("pipeline:check-file-exists-can-read-remove")
        raise AccessError(message, fix) from error


def _press_files(press: str | None, content: Path) -> dict[str, Path]:
    """The press profile and its ICC file, where the publication names one. What the command line says is no content."""
    if not press:
        return {}
    path, profile = press_files(content)[press], find_press(press, content).profile
    return {f"press:{path.name}": path, f"press:{profile.name}": profile}


def _edition_files(source: Path) -> list[Path]:
    """The files of a publication in one language: not the texts of the others, but the pictures that all may use, and
    the facts where it has only texts of its own."""
    main, *translations = edition_folders(main_folder(source))
    facts = {main / PUBLICATION, main / PROGRAMME} if is_by_texts(source) else set()
    shared = [
        path for path in _files(main) if source == main or path.suffix not in (".yaml", ".yml", ".md") or path in facts
    ]
    others = [folder for folder in translations if folder != source]
    return [
        path
        for path in dict.fromkeys([*shared, *_files(source)])
        if not any(path.is_relative_to(folder) for folder in others)
    ]


def _files(folder: Path) -> list[Path]:
    """The files below `folder`. What editors and systems leave is none: hidden files, backups, locks."""
    return [
        path
        for path in folder.rglob("*")
        if not any(_is_left_by_editor(part) for part in path.relative_to(folder).parts) and path.is_file()
    ]


def _is_left_by_editor(name: str) -> bool:
    return name.startswith(".") or name.endswith(("~", ".swp", ".swo")) or (name[0] == name[-1] == "#")


def _entry(artifact: Artifact) -> dict[str, Any]:
    return {
        "format": artifact.format,
        "type": artifact.media_type,
        "size": len(artifact.data),
        "pages": artifact.pages,
        **({"points": artifact.size} if artifact.size else {}),
        **({"paper": artifact.paper} if artifact.paper else {}),
        "sha256": hashlib.sha256(artifact.data).hexdigest(),
    }


def _listed(name: str, entry: dict[str, Any]) -> Listed:
    return Listed(
        entry["format"], name, entry["type"], entry["size"], entry["pages"], entry.get("points"), entry.get("paper", "")
    )
