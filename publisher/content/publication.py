"""A publication as it was read: data by the schema, sections as blocks, and the line of everything."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from publisher.content.reading.folders import brand_files, brands_folder, main_folder
from publisher.content.schema import (
    BlockKind,
    Person,
    ProgrammeFile,
    PublicationFile,
    SectionEntry,
    SectionFile,
    Stream,
    Venue,
)
from publisher.datafiles.yaml_reader import YamlFile
from publisher.design.brands import BrandFile
from publisher.model.blocks import Block as TextBlock
from publisher.model.findings import Finding, Place
from publisher.model.graphemes import normal
from publisher.model.paths import shown_path
from publisher.model.runs import Runs
from publisher.text.markup import html_of, inline_html

PROGRAMME, PUBLICATION = "programme.yaml", "publication.yaml"


@dataclass(frozen=True)
class Section:
    """A Markdown section. `pictures` and `anchors` (links within the document) are what its blocks name, with the
    lines. Pictures are paths seen from the publication's folder.
    """

    id: str
    file: str
    front: SectionFile
    heading: Runs
    title_line: int
    blocks: tuple[TextBlock, ...]
    pictures: tuple[tuple[str, int], ...] = ()
    anchors: tuple[tuple[str, int], ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.file, self.title_line)

    @property
    def title(self) -> str:
        """The heading in HTML."""
        return inline_html(self.heading)

    @property
    def html(self) -> str:
        """The text in HTML."""
        return html_of(self.blocks).strip()


@dataclass(frozen=True)
class Block:
    """A part that is set from data."""

    kind: BlockKind
    title: str | None
    place: Place


@dataclass(frozen=True)
class Publication:
    """Everything a layout needs. `folder` is content/<name>, or content/<name>/<language>; places are relative to the
    content folder. `anchors` are the ids that links in YAML fields lead to, with their lines. `warnings` are what may
    be meant as it is written: faults that are none raise no ContentError."""

    folder: Path
    info: PublicationFile
    brand: BrandFile
    parts: tuple[Section | Block, ...]
    programme: ProgrammeFile | None = None
    yaml: dict[str, YamlFile] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()
    anchors: tuple[tuple[str, Place], ...] = ()

    @cached_property
    def main(self) -> Path:
        """The folder of the publication in its main language, which all its languages may take pictures from."""
        return main_folder(self.folder)

    @property
    def brands(self) -> Path:
        """The folder of its brand and logo."""
        return self.brand_path.parent

    @cached_property
    def brand_path(self) -> Path:
        """The file of its brand; where there is none, the one that there should be."""
        usual = brands_folder(self.folder) / f"{self.info.brand}.yaml"
        return brand_files(self.folder).get(self.info.brand, usual)

    @property
    def brand_file(self) -> str:
        """The same as findings name it."""
        return shown_path(self.brand_path, self.content)

    @property
    def content(self) -> Path:
        """The content folder, which it is in with all others."""
        return self.main.parent

    @property
    def path(self) -> str:
        """Where it lies in the content, and its files in the output: 'framat', 'framat/en'."""
        return normal(self.folder.relative_to(self.content).as_posix())

    @property
    def name(self) -> str:
        """What the names of its files begin with: 'framat', 'framat-en'."""
        return self.path.replace("/", "-")

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids in the document that the writer gave: those of sections and sessions."""
        days = self.programme.days if self.programme else ()
        sessions = (session.id for day in days for session in day.sessions)
        return frozenset((*sessions, *(part.id for part in self.parts if isinstance(part, Section))))

    @property
    def programme_is_broken(self) -> bool:
        """There is a programme.yaml, and it could not be read."""
        return self.programme is None and "programme.yaml" in self.yaml

    @cached_property
    def people(self) -> dict[str, Person]:
        listed = [*self.info.people, *(self.programme.people if self.programme else ())]
        return {person.id: person for person in listed}

    @cached_property
    def venues(self) -> dict[str, Venue]:
        return {venue.id: venue for venue in self.programme.places} if self.programme else {}

    @cached_property
    def streams(self) -> dict[str, Stream]:
        return {stream.id: stream for stream in self.programme.streams} if self.programme else {}

    def place(self, file: str, *path: str | int) -> Place:
        """Where a field stands: place("programme.yaml", "days", 0, "date")."""
        return self.yaml[file].place(path)


def section_id(entry: SectionEntry, front: SectionFile) -> str:
    """The section's own id, or its file's name."""
    return front.id or Path(entry.file or "").stem
