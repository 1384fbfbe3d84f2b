"""The pictures that a publication names: each is there, lies in its folder, and is what its name says."""

from __future__ import annotations

import os
from collections.abc import Iterator

from publisher.content.pictures import PICTURE_TYPES, picture_fault
from publisher.content.publication import Publication, Section
from publisher.content.schema import Picture
from publisher.model import Finding, Place, Severity
from publisher.places import real


def picture_rules(publication: Publication) -> Iterator[Finding]:
    """Pictures that lie outside, are not there, or are none."""
    info = publication.info
    listed: list[tuple[Picture | None, Place]] = [
        (info.cover.picture, publication.place("publication.yaml", "cover", "picture", "file")),
        (info.closing, publication.place("publication.yaml", "closing", "file")),
    ]
    for index, person in enumerate(info.people):
        listed.append((person.portrait, publication.place("publication.yaml", "people", index, "portrait", "file")))
    for index, person in enumerate(publication.programme.people if publication.programme else ()):
        listed.append((person.portrait, publication.place("programme.yaml", "people", index, "portrait", "file")))
    files = [(picture.file, place) for picture, place in listed if picture]
    for part in publication.parts:
        if isinstance(part, Section):
            if part.front.picture:
                files.append((part.front.picture.file, publication.yaml[part.file].place(("picture", "file"))))
            files += [(file, Place(part.file, line)) for file, line in part.pictures]
    for file, place in files:
        yield from _picture(publication, file, place)


def _picture(publication: Publication, file: str, place: Place) -> Iterator[Finding]:
    path = real(publication.folder / file)
    if not path.is_relative_to(real(publication.main)):
        mend = f"copy the picture into {publication.path}/pictures and write pictures/{path.name}"
        yield _error("picture-outside", f"the picture {file} lies outside the publication's folder", mend, place)
    elif not path.is_file():
        yield _error("missing-picture", f"there is no picture {file}", _pictures_there(publication), place)
    elif path.suffix.lower() not in PICTURE_TYPES:
        mend = f"save it as one of: {', '.join(PICTURE_TYPES)}"
        yield _error("picture-type", f"{file} is no picture of a kind that can be used", mend, place)
    elif fault := picture_fault(path):
        mend = "open it in a picture program and save it again"
        yield _error("picture-broken", f"{file} {fault}", mend, place)


def _pictures_there(publication: Publication) -> str:
    """What to write instead of a picture that is not there: one of the folder's, or of the main language's."""
    for folder in dict.fromkeys((publication.folder, publication.main)):
        if there := sorted(p.name for p in (folder / "pictures").glob("*") if p.suffix in PICTURE_TYPES):
            seen = os.path.relpath(folder / "pictures", publication.folder)
            return f"in {seen}/ there are: {', '.join(there)}"
    return "put it into the folder pictures/"


def _error(id: str, message: str, mend: str, place: Place) -> Finding:
    return Finding(f"content/{id}", Severity.ERROR, message, mend, place)
