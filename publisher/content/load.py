"""A folder of content -> a Publication, or every fault in it at once."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from publisher.content.publication import PROGRAMME, PUBLICATION, Block, Publication, Section, section_id
from publisher.content.reading.folders import (
    brand_files,
    edition_folders,
    holds_publication,
    impossible_name,
    is_by_texts,
    main_folder,
    misnamed_file,
    named_otherwise,
)
from publisher.content.reading.front_matter import FRONT_MATTER, front_fault
from publisher.content.reading.heading_links import RESERVED, with_heading_links
from publisher.content.reading.markdown import render_markdown
from publisher.content.rules.cross_check import cross_check
from publisher.content.rules.pictures import logo_findings, no_file
from publisher.content.rules.running_fields import running_fields
from publisher.content.rules.same_structure import differences
from publisher.content.schema import ProgrammeFile, PublicationFile, SectionEntry, SectionFile
from publisher.content.source_reader import spell_files
from publisher.content.translated_reader import TranslatedReader
from publisher.datafiles.salvage import SURE, UNKNOWN, salvage
from publisher.datafiles.yaml_reader import YamlFile, read_yaml
from publisher.design.brands import BrandFile
from publisher.design.fonts import shipped_fonts
from publisher.model.catalogue import say
from publisher.model.errors import ContentError, UsageError
from publisher.model.file_access import obstacle
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import normal, on_disk
from publisher.model.nearest import there_are, use_one_of
from publisher.model.paths import BRANDS_FOLDER, real
from publisher.presses.profiles import find_press, press_files


def publication_names(content: Path) -> list[str]:
    """The folders of `content` that hold a publication.yaml, by name."""
    if not content.is_dir():
        raise UsageError(say("content:there-no-content-folder", content=content), say("content:name-content-dir"))
    return sorted(normal(folder.name) for folder in content.iterdir() if holds_publication(folder))


def edition_names(content: Path) -> list[str]:
    """Every publication in each of its languages: 'framat', 'framat/en'."""
    mains = [content / name for name in publication_names(content)]
    return [normal(folder.relative_to(content).as_posix()) for main in mains for folder in edition_folders(main)]


def load(folder: Path | str) -> Publication:
    """Read a publication and check what it says.

    Args:
        folder: content/<name>, or content/<name>/<language> for a translation. Brands are in content/brands.

    Returns:
        The publication, for `build`. It carries its warnings.

    Raises:
        ContentError: The content has errors: `findings` has all of them, and the warnings.
        UsageError: There is no publication in the folder.
        AccessError: A file cannot be read.
    """
    folder = Path(folder)
    folder = folder if folder.name not in ("", "..") and folder.parent.name else folder.absolute()
    folder = _there(folder)
    if fault := impossible_name(main_folder(folder)) or misnamed_file(folder):
        raise ContentError([fault])
    if not os.path.lexists(folder / PUBLICATION) and not is_by_texts(folder):
        known = publication_names(folder.parent)
        fix = (
            there_are(folder.name, known)
            if known
            else say("content:make-one-publisher-new-layout-leaflet", name=folder.name)
        )
        raise UsageError(say("content:there-no-publication", name=folder.name, parent=folder.parent), fix)
    reader = _Reader(folder)
    publication = reader.read()
    if publication is not None:
        reader.findings += reader.sure(list(cross_check(publication)), publication)
    findings = sorted(reader.findings, key=_by_place)
    if publication is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise ContentError(findings)
    return replace(publication, warnings=tuple(findings)) if findings else publication


def load_as_it_is(folder: Path | str) -> Publication:
    """Read a publication as far as it can be read, whatever is wrong with it. Raises ContentError where that is too
    little to be shown, and what `load` raises else."""
    try:
        return load(folder)
    except ContentError:
        publication = _Reader(_there(Path(folder))).read()
        if publication is None:
            raise
        return publication


def with_brand(publication: Publication, brand: str) -> Publication | None:
    """The same publication in another brand, by its id; None where that has faults."""
    info, reader = publication.info.model_copy(update={"brand": brand}), _Reader(publication.folder)
    read = reader._brand(info)
    if read is None or reader.findings:
        return None
    return replace(publication, info=info, brand=read, yaml={**publication.yaml, **reader.yaml})


def compare(publication: Publication) -> list[Finding]:
    """Where a translation differs from its main language. Nothing where that cannot be read: its faults come first."""
    if publication.folder == publication.main:
        return []
    try:
        return list(differences(load(publication.main), publication))
    except ContentError:
        return []


def _by_place(finding: Finding) -> tuple[str, int]:
    return (finding.where.file, finding.where.line or 0) if finding.where else ("", 0)


def _there(folder: Path) -> Path:
    """The folder as the disk spells its name and that of the folder above it, which a translation lies in."""
    for path in (folder.parent, folder):
        if not path.name.isascii():
            folder = path.parent / on_disk(path.parent, path.name) / folder.relative_to(path)
    return folder


class _Reader(TranslatedReader):
    """Reads the files of one publication."""

    def read(self) -> Publication | None:
        self.read_texts()
        info, programme = self.file(PUBLICATION, PublicationFile), self.file(PROGRAMME, ProgrammeFile)
        self.findings += self.translation_findings()
        if info is None:  # nothing of it can be read: the other files are still looked at
            self.salvaged.add(PublicationFile)
            files = [{"file": f"sections/{path.name}"} for path in sorted(self.folder.glob("sections/*.md"))]
            info = salvage(YamlFile("publication.yaml", {"sections": files} if files else {}), PublicationFile)
        if info is None:
            return None
        # What could not be read is already a finding; the rest is still checked, so that all faults come in one go.
        brand = self._brand(info) or BrandFile.model_construct()
        self._press(info)
        parts = [self._part(entry, index, info) for index, entry in enumerate(info.sections)]
        kept = tuple(part for part in parts if part is not None)
        publication = Publication(self.folder, info, brand, kept, programme, self.yaml)
        found, anchors = running_fields(publication)
        self.findings += found
        linked = with_heading_links(kept, publication.ids | RESERVED, {id for id, _ in anchors})
        return replace(publication, parts=linked, anchors=tuple(anchors))

    def sure(self, findings: list[Finding], publication: Publication) -> list[Finding]:
        """The findings that would stand even if what had to be left out were there.

        An unused person is not reported while another name is unknown: one is probably a misspelling of the other.
        """
        ids = {finding.id for finding in findings}
        doubtful = set[str]()
        if any(one.id == "content/file-name" for one in self.findings):
            doubtful.add("content/section-unused")  # it is the one with the wrong name
        doubtful |= {f"content/{kind}-unused" for kind in ("person", "place") if f"content/unknown-{kind}" in ids}
        whole = len(publication.parts) == len(publication.info.sections) and not self.salvaged
        if not whole:
            doubtful |= {"content/person-unused", "content/place-unused"}
        if self.salvaged & {PublicationFile, ProgrammeFile}:
            certain = SURE | {f"content/unknown-{kind}" for kind in ("person", "place", "stream") if self._intact(kind)}
            doubtful |= ids - certain
        return [finding for finding in findings if finding.id not in doubtful]

    def _intact(self, kind: str) -> bool:
        """Whether the lists that define this kind of thing have come through with all their items."""
        name = {"person": "people", "place": "places", "stream": "streams"}[kind]
        for file in ("publication.yaml", "programme.yaml"):
            data, left = self.yaml[file].data if file in self.yaml else {}, self.models.get(file)
            if not isinstance(data, dict):
                return False
            if data.get(name) and len(data[name]) != len(getattr(left, name, ())):
                return False
        return True

    def _part(self, entry: SectionEntry, index: int, info: PublicationFile) -> Section | Block | None:
        place = self.yaml["publication.yaml"].place(("sections", index))
        if entry.block is not None:
            return Block(entry.block, entry.title, place)
        path = self.folder / os.path.normpath(str(entry.file))
        if not real(path).is_relative_to(real(self.folder)):
            fix = say("content:copy-into-sections-write-sections", p1=self._shown(self.folder), name=path.name)
            self._find("outside", say("content:outside-publication-folder", file=entry.file), fix, place)
            return None
        if reason := obstacle(path):
            self.findings.append(no_file(str(entry.file), reason, place))
            return None
        if not path.is_file():
            there = sorted(f"sections/{p.name}" for p in self.folder.glob("sections/*.md"))
            if misnamed := named_otherwise(self.folder, path):
                self._find("file-name", *misnamed, place)
                return None
            fix = use_one_of(str(entry.file), there) if there else say("content:make-file-delete-line")
            if self.texts and (original := self.main / str(entry.file)).is_file():
                fix = say("content:translate-section", main=self._shown(original), own=self._shown(path))
            self._find("missing-section", say("content:there-no-file", file=entry.file), fix, place)
            return None
        return self._section(entry, path, info.language)

    def _section(self, entry: SectionEntry, path: Path, language: str) -> Section | None:
        shown, text = self._shown(path), self._text(path)
        if text is None:
            return None
        match = FRONT_MATTER.match(text)
        if fault := front_fault(text):
            self._find("front-matter", *fault, Place(shown, 1))
            return None
        source = read_yaml(match[1] if match else "", shown, first_line=2, schema=SectionFile)
        spell_files(source.data, self.spelt, SectionFile)
        self.yaml[shown] = source
        front = self._validate(source, SectionFile)
        body_text, first_line = text, 1
        if match:
            body_text, first_line = text[match.end() :], text[: match.end()].count("\n") + 1
        front = front or SectionFile.model_validate({})
        id = section_id(entry, front)
        body = render_markdown(body_text, shown, first_line, language, id, self.spelt)
        self.findings += body.findings
        return Section(
            id=id,
            file=shown,
            front=front,
            heading=body.heading,
            title_line=body.title_line,
            blocks=body.blocks,
            pictures=tuple(body.pictures),
            anchors=tuple(body.anchors),
        )

    def _check_distinct_colours(self, brand: BrandFile, shown: str) -> None:
        """The press file knows a brand colour by what it is on the screen."""
        seen = dict[str, str]()
        for name, colour in brand.colours.items():
            other = brand.colours[seen.setdefault(colour.rgb.lower(), name)]
            if (other.cmyk, other.spot) != (colour.cmyk, colour.spot):
                twin = seen[colour.rgb.lower()]
                message = say("content:are-one-colour-screen-but-two", name=name, twin=twin, rgb=colour.rgb)
                fix = say("content:give-both-same-inks-change-rgb")
                self._find("brand-colours", message, fix, self.yaml[shown].place(("colours", name)))

    def _brand(self, info: PublicationFile) -> BrandFile | None:
        if info.brand == UNKNOWN:
            return None  # reported already
        known = brand_files(self.folder)
        path = known.get(info.brand)
        if path is None:
            place = self.yaml["publication.yaml"].place(("brand",))
            fix = (
                use_one_of(info.brand, known)
                if known
                else say("content:make-file-yaml", brands_folder=BRANDS_FOLDER, brand=info.brand)
            )
            self._find("unknown-brand", say("content:there-no-brand", brand=info.brand), fix, place)
            return None
        brand = self._model(path, BrandFile, self._shown(path))
        if brand is None:
            return None
        self._check_distinct_colours(brand, self._shown(path))
        families = list(shipped_fonts().families)
        for use, family in brand.fonts.families:
            if family not in families:
                place = self.yaml[self._shown(path)].place(("fonts", use))
                self._find(
                    "unknown-font",
                    say("content:there-no-font", family=family),
                    use_one_of(family, families),
                    place,
                )
        for field, file in brand.logo_files:
            if file:
                place = self.yaml[self._shown(path)].place(("logo", field))
                self.findings += logo_findings(path, file, place)
        return brand

    def _press(self, info: PublicationFile) -> None:
        """Whether there is such a press profile, and what is wrong with it."""
        known = press_files(self.content)
        if info.press and info.press not in known:
            place = self.yaml["publication.yaml"].place(("press",))
            message, fix = (
                say("content:there-no-press-profile", press=info.press),
                use_one_of(info.press, known),
            )
            self._find("unknown-press", message, fix, place)
        elif info.press:
            try:
                find_press(info.press, self.content)
            except ContentError as error:
                self.findings += error.findings
