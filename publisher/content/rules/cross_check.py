"""Rules across files: every id is defined once, every file that is named exists, nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.content.publication import (
    PROGRAMME,
    PUBLICATION,
    Block,
    Publication,
    Section,
)
from publisher.content.reading.folders import IMPORT_MAPPING, TEXTS, misnamed_folders, translation_folders
from publisher.content.reading.heading_links import RESERVED, heading_names
from publisher.content.rules.faults import fault
from publisher.content.rules.pictures import picture_rules
from publisher.content.rules.programme import programme_rules, unknown
from publisher.content.rules.translations import language_rules
from publisher.content.schema import BlockKind
from publisher.datafiles.fields import ID
from publisher.datafiles.salvage import UNKNOWN
from publisher.design.layouts import find_layout, layout_folders
from publisher.model.blocks import Heading, walk
from publisher.model.catalogue import say
from publisher.model.document_ids import NOTE
from publisher.model.errors import ContentError
from publisher.model.file_access import is_utf8
from publisher.model.findings import Finding, Place, Severity
from publisher.model.nearest import use_one_of
from publisher.model.paths import real
from publisher.text.language_tags import is_language

TEXT_FILES = (".md", ".markdown", ".yaml", ".yml")


def cross_check(publication: Publication) -> Iterator[Finding]:
    """Every fault that concerns more than one field."""
    yield from _layout_rules(publication)
    yield from language_rules(publication)
    yield from _duplicate_ids(publication)
    yield from _anchors(publication)
    yield from _section_rules(publication)
    yield from picture_rules(publication)
    yield from _nothing_left_out(publication)
    if publication.programme:
        yield from programme_rules(publication, publication.programme)
    if not publication.programme_is_broken:
        yield from _unused_people(publication)


def _layout_rules(publication: Publication) -> Iterator[Finding]:
    place, known = publication.place(PUBLICATION, "layout"), layout_folders(publication.content)
    if (id := publication.info.layout) == UNKNOWN:
        return  # reported already
    if id not in known:
        yield fault(
            "unknown-layout",
            say("content:there-no-layout", name=id),
            use_one_of(id, known),
            place,
        )
        return
    try:
        layout = find_layout(id, publication.content)
    except ContentError as error:
        yield from error.findings
        return
    blocks = [kind.value for kind in BlockKind]
    for name in layout.footer_blocks:
        if name not in blocks:
            message, fix = say("content:there-no-block", name=name), use_one_of(name, blocks)
            where = layout.source.place(("document", "footer_blocks"))
            yield Finding("layout/unknown-value", Severity.ERROR, message, fix, where)
    if layout.needs_programme and "programme.yaml" not in publication.yaml:
        message = say("content:layout-needs-programme-but-there-no", name=id)
        yield fault("no-programme", message, say("content:write-choose-another-layout"), place)


def _anchors(publication: Publication) -> Iterator[Finding]:
    """Ids that the layouts use themselves, ids that cannot be one, and links that lead to no id."""
    sections = [part for part in publication.parts if isinstance(part, Section)]
    sessions = publication.ids - {section.id for section in sections}
    for section in sections:
        if _is_reserved(section.id):
            fix = say("content:give-section-another-id-top-file", name=section.id)
            yield fault("reserved-id", say("content:id-used-layout", name=section.id), fix, section.place)
        elif not ID.fullmatch(section.id):
            fix = say("content:name-file-lower-case-letters-z")
            yield fault("reserved-id", say("content:cannot-section-id", name=section.id), fix, section.place)
    for id in sorted(filter(_is_reserved, sessions)):
        place = _session_place(publication, id)
        yield fault(
            "reserved-id", say("content:id-used-layout", name=id), say("content:give-session-another-id"), place
        )
    headings = [block.id for section in sections for block in walk(section.blocks) if isinstance(block, Heading)]
    known = publication.ids | RESERVED | {*filter(None, headings)}
    names = {name for section in sections for name in heading_names(section)}
    linked = [(anchor, Place(section.file, line)) for section in sections for anchor, line in section.anchors]
    for anchor, place in (*linked, *publication.anchors):
        if anchor not in known:
            message = say("content:link-leads-which-does-not-exist", anchor=anchor)
            several = [f"{one.id}-{anchor}" for one in sections if anchor in heading_names(one)]
            fix = use_one_of(anchor, sorted(several or publication.ids | names))
            yield fault("unknown-anchor", message, fix, place)


def _is_reserved(id: str) -> bool:
    """Ids that the document has already; those of notes hold a section's id and a number."""
    return id in RESERVED or bool(NOTE.fullmatch(id))


def _session_place(publication: Publication, id: str) -> Place:
    for d, day in enumerate(publication.programme.days if publication.programme else ()):
        for s, session in enumerate(day.sessions):
            if session.id == id:
                return publication.place(PROGRAMME, "days", d, "sessions", s, "id")
    return publication.place(PROGRAMME)


def _duplicate_ids(publication: Publication) -> Iterator[Finding]:
    """Ids are unique among things of one kind; sections, days and sessions share the document's anchors."""
    info, programme = publication.info, publication.programme
    people = [(p.id, publication.place(PUBLICATION, "people", i, "id")) for i, p in enumerate(info.people)]
    links = [(x.id, publication.place(PUBLICATION, "links", i, "id")) for i, x in enumerate(info.links)]
    anchors = [(part.id, part.place) for part in publication.parts if isinstance(part, Section)]
    venues: list[tuple[str, Place]] = []
    if programme:
        people += [(p.id, publication.place(PROGRAMME, "people", i, "id")) for i, p in enumerate(programme.people)]
        links += [(x.id, publication.place(PROGRAMME, "streams", i, "id")) for i, x in enumerate(programme.streams)]
        venues = [(v.id, publication.place(PROGRAMME, "places", i, "id")) for i, v in enumerate(programme.places)]
        anchors += [
            (session.id, publication.place(PROGRAMME, "days", d, "sessions", s, "id"))
            for d, day in enumerate(programme.days)
            for s, session in enumerate(day.sessions)
        ]
    for kind, listed in (
        ("person", people),
        ("link", links),
        ("place", venues),
        ("section or session", anchors),
    ):
        seen: dict[str, Place] = {}
        for id, place in listed:
            if id in seen:
                message = say("content:id-used-second-first", name=id, kind=kind, seen=seen[id])
                yield fault("duplicate-id", message, say("content:give-one-them-another-id"), place)
            seen.setdefault(id, place)


def _section_rules(publication: Publication) -> Iterator[Finding]:
    if publication.programme_is_broken:  # the people may be listed there
        return
    for part in publication.parts:
        if isinstance(part, Section):
            for index, id in enumerate(part.front.people):
                if id not in publication.people:
                    place = publication.yaml[part.file].place(("people", index))
                    yield unknown("person", id, list(publication.people), place)


def _nothing_left_out(publication: Publication) -> Iterator[Finding]:
    """What is written is also placed, and what is placed is written."""
    info = publication.info
    has = {
        BlockKind.PROGRAMME: publication.programme is not None,
        BlockKind.STREAMS: bool(publication.streams),
        BlockKind.LINKS: bool(info.links),
        BlockKind.CONTACT: info.contact is not None,
        BlockKind.IMPRINT: True,
    }
    if publication.programme_is_broken:
        del has[BlockKind.PROGRAMME], has[BlockKind.STREAMS]
    placed = [part.kind for part in publication.parts if isinstance(part, Block)]
    for kind, there in has.items():
        if there and kind not in placed:
            message = say("content:there-content-but-sections-has-no", value=kind.value)
            fix = say("content:add-block-where-should-appear", value=kind.value)
            yield fault("not-placed", message, fix, publication.place(PUBLICATION, "sections"))
    for part in publication.parts:
        if isinstance(part, Block) and not has.get(part.kind, True):
            fix = say("content:delete-line-write", value=part.kind.value)
            yield fault("empty-block", say("content:block-has-no-content", value=part.kind.value), fix, part.place)
        if isinstance(part, Block) and placed.count(part.kind) > 1:
            yield fault(
                "block-twice",
                say("content:block-listed-twice", value=part.kind.value),
                say("content:delete-one-them"),
                part.place,
            )
    yield from _unused_files(publication)


def _unused_files(publication: Publication) -> Iterator[Finding]:
    """Text files that nothing names: their words would be left out."""
    folder = real(publication.folder)
    used = {real(folder / str(entry.file)) for entry in publication.info.sections if entry.file}
    used |= {folder / PUBLICATION, folder / PROGRAMME, folder / IMPORT_MAPPING}
    used |= {folder / TEXTS} if publication.folder != publication.main else set()
    others = (
        {*translation_folders(folder), *misnamed_folders(folder)} if publication.folder == publication.main else set()
    )
    begun = {child for child in folder.iterdir() if _is_begun_translation(child)} - others
    for language in sorted(begun):
        message = say("content:folder-has-texts-but-no-publication", name=language.name)
        fix = say("content:copy-publication-yaml-into-write-language", name=language.name)
        yield fault("translation-folder", message, fix, Place(f"{publication.path}/{language.name}/{PUBLICATION}"))
    others |= begun
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts) or not others.isdisjoint(path.parents)
        if path.suffix.lower() in TEXT_FILES and path.is_file() and path not in used and not hidden:
            message = say("content:no-section-uses-this-file-so")
            fix = say("content:add-file-sections-publication-yaml-move", relative=relative.as_posix())
            if not is_utf8(relative):
                fix = say("content:rename-in-utf8")
            yield fault("section-unused", message, fix, Place(f"{publication.path}/{relative.as_posix()}", 1))


def _unused_people(publication: Publication) -> Iterator[Finding]:
    """A person or place in the lists that nothing names would stand nowhere."""
    programme = publication.programme
    sessions = [session for day in programme.days for session in day.sessions] if programme else []
    used = {speaker.person for session in sessions for speaker in session.people}
    used |= {id for part in publication.parts if isinstance(part, Section) for id in part.front.people}
    for file, people in ((PUBLICATION, publication.info.people), (PROGRAMME, programme.people if programme else [])):
        for index, person in enumerate(people):
            if person.id not in used:
                message = say("content:list-people-nowhere-else", name=person.name)
                fix = say("content:name-person-session-section-delete-entry")
                yield fault("person-unused", message, fix, publication.place(file, "people", index, "id"))
    for index, person in enumerate(programme.people if programme else []):
        in_section = any(isinstance(p, Section) and person.id in p.front.people for p in publication.parts)
        if person.portrait and not in_section:
            message = say("content:has-portrait-but-appears-only-sessions", name=person.name)
            place = publication.place(PROGRAMME, "people", index, "portrait")
            yield fault("portrait-unused", message, say("content:delete-portrait-name-person-section"), place)
    if programme:
        held = {programme.place, *(place for session in sessions for place in session.place or ())}
        for index, venue in enumerate(programme.places):
            if venue.id not in held:
                message = say("content:list-places-but-no-session-held", name=venue.name)
                place = publication.place(PROGRAMME, "places", index, "id")
                yield fault("place-unused", message, say("content:name-place-session-delete-entry"), place)


def _is_begun_translation(folder: Path) -> bool:
    """Whether a folder is called by a language and has texts of a publication in it."""
    return folder.is_dir() and is_language(folder.name) and any(folder.rglob("*.md"))
