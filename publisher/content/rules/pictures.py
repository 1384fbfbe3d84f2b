"""The pictures that a publication names: each exists, is in its folder, and can be used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePath

from pydantic import BaseModel

from publisher.content.publication import PROGRAMME, PUBLICATION, Publication, Section
from publisher.content.schema_shared import PictureFile
from publisher.datafiles.appearance import Kind
from publisher.datafiles.held_values import values
from publisher.model.catalogue import say
from publisher.model.errors import AccessError
from publisher.model.file_access import obstacle
from publisher.model.findings import Finding, Place, Severity
from publisher.model.paths import BRANDS_FOLDER, real
from publisher.pictures.kinds import PICTURE_TYPES
from publisher.pictures.unusable import picture_fault

ON_THE_WEB = ("https://", "http://", "//", "www.")


def picture_rules(publication: Publication) -> Iterator[Finding]:
    """Pictures that lie outside, are not there, or are none."""
    for file, place in named_pictures(publication):
        yield from _picture(publication, file, place)


def named_pictures(publication: Publication) -> Iterator[tuple[str, Place]]:
    """(file, line that names it) of every picture, but for the brand's logo."""
    for file, source in ((PUBLICATION, publication.info), (PROGRAMME, publication.programme)):
        if source is not None:
            yield from _pictures_in(publication, file, source)
    for part in publication.parts:
        if isinstance(part, Section):
            yield from _pictures_in(publication, part.file, part.front)
            yield from ((file, Place(part.file, line)) for file, line in part.pictures)


def _pictures_in(publication: Publication, file: str, model: BaseModel) -> Iterator[tuple[str, Place]]:
    """Those in the fields of a schema that hold pictures."""
    for held in values(model):
        if isinstance(held.holder, PictureFile) and held.appearance.kind is Kind.FILE:
            yield held.value, publication.place(file, *held.path)


def file_findings(path: Path, file: str, place: Place) -> Iterator[Finding]:
    """What is wrong with a picture file that is there; `file` is its name as the content has it. Raises AccessError."""
    try:
        fault = picture_fault(path)
    except OSError as error:
        message = say("content:cannot-read-2", file=file, p2=error.strerror or error)
        raise AccessError(message, say("content:check-permissions")) from error
    if fault:
        yield Finding(
            fault.id, Severity.ERROR, say("content:file-and-fault", file=file, fault=fault.message), fault.fix, place
        )


def no_file(file: str, reason: str, place: Place, fix: str = "") -> Finding:
    """The finding for what is there under a file's name, but is none."""
    message = say("content:file-and-fault", file=file, fault=reason)
    return _error("no-file", message, fix or say("content:put-file-itself"), place)


def logo_findings(brand: Path, file: str, place: Place) -> Iterator[Finding]:
    """What is wrong with the logo `file` of a brand, the file of which is `brand`. Raises AccessError."""
    path = brand.parent / file
    if not real(path).is_relative_to(real(brand.parent)):
        message = say("content:logo-outside", file=file, brands_folder=BRANDS_FOLDER)
        yield _error("outside", message, say("content:copy-into", brands_folder=BRANDS_FOLDER), place)
    elif reason := obstacle(path):
        yield no_file(file, reason, place)
    elif not path.is_file():
        fix = say("content:put", brands_folder=BRANDS_FOLDER)
        yield _error("missing-picture", say("content:there-no-logo", file=file), fix, place)
    else:
        yield from file_findings(path, file, place)


def _picture(publication: Publication, file: str, place: Place) -> Iterator[Finding]:
    if file.lower().startswith(ON_THE_WEB):
        fix = say("content:make-sure-you-may-use-save")
        yield _error("missing-picture", say("content:picture-web-build-downloads-nothing", file=file), fix, place)
        return
    path = real(publication.folder / file)
    if not path.is_relative_to(real(publication.main)):
        fix = say("content:copy-picture-into-pictures-write-pictures", path=publication.path, name=path.name)
        yield _error("picture-outside", say("content:picture-outside-publication-folder", file=file), fix, place)
    elif reason := obstacle(path):
        yield no_file(file, reason, place, _pictures_there(publication, file) if path.is_dir() else "")
    elif not path.is_file():
        yield _error(
            "missing-picture", say("content:there-no-picture", file=file), _pictures_there(publication, file), place
        )
    else:
        yield from file_findings(path, file, place)


def _pictures_there(publication: Publication, file: str) -> str:
    """What to write instead of a picture that is not there: one of the folder's, or of the main language's. What was
    close name differs by a slip, by its folder, or in upper and lower case, which the web distinguishes."""
    for folder in dict.fromkeys((publication.folder, publication.main)):
        there = sorted(p.name for p in (folder / "pictures").glob("*") if p.suffix.lower() in PICTURE_TYPES)
        if there:
            seen = os.path.relpath(folder / "pictures", publication.folder)
            names = {PurePath(name).stem.lower(): name for name in there} | {name.lower(): name for name in there}
            close = get_close_matches(file.replace("\\", "/").rpartition("/")[2].lower(), names, 1, cutoff=0.8)
            if close:
                return say("content:write-if-one", seen=seen, names=names[close[0]])
            return say("content:there-are-2", seen=seen, there=", ".join(there))
    return say("content:put-folder-pictures")


def _error(id: str, message: str, fix: str, place: Place) -> Finding:
    return Finding(f"content/{id}", Severity.ERROR, message, fix, place)
