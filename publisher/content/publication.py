"""A publication as it was read: the facts by the schema, the sections as HTML, and where everything stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from publisher.content.schema import (
    BlockKind,
    BrandFile,
    Person,
    ProgrammeFile,
    PublicationFile,
    SectionEntry,
    SectionFile,
    Stream,
    Venue,
)
from publisher.content.yaml_reader import YamlFile
from publisher.model import Place


@dataclass(frozen=True)
class Section:
    """A Markdown section. `title` and `html` are HTML; `pictures` and `anchors` (links within the document) are what
    they name, with the lines. Pictures are paths below the publication's folder.
    """

    id: str
    file: str
    front: SectionFile
    title: str
    title_line: int
    html: str
    pictures: tuple[tuple[str, int], ...] = ()
    anchors: tuple[tuple[str, int], ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.file, self.title_line)


@dataclass(frozen=True)
class Block:
    """A part that is set from data."""

    kind: BlockKind
    title: str | None
    place: Place


@dataclass(frozen=True)
class Publication:
    """Everything a layout needs. `folder` is content/<name>; places are relative to the content folder."""

    name: str
    folder: Path
    info: PublicationFile
    brand: BrandFile
    parts: tuple[Section | Block, ...]
    programme: ProgrammeFile | None = None
    yaml: dict[str, YamlFile] = field(default_factory=dict)

    @property
    def programme_is_broken(self) -> bool:
        """There is a programme.yaml, and it could not be read."""
        return self.programme is None and "programme.yaml" in self.yaml

    @property
    def people(self) -> dict[str, Person]:
        listed = [*self.info.people, *(self.programme.people if self.programme else ())]
        return {person.id: person for person in listed}

    @property
    def venues(self) -> dict[str, Venue]:
        return {venue.id: venue for venue in self.programme.places} if self.programme else {}

    @property
    def streams(self) -> dict[str, Stream]:
        return {stream.id: stream for stream in self.programme.streams} if self.programme else {}

    def place(self, file: str, *path: str | int) -> Place:
        """Where a field stands: place("programme.yaml", "days", 0, "date")."""
        return self.yaml[file].place(path)


def section_id(entry: SectionEntry, front: SectionFile) -> str:
    """The section's own id, or its file's name."""
    return front.id or Path(entry.file or "").stem
