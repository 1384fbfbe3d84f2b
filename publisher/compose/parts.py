"""Publication -> the parts of its document, see `part_types`."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from pydantic import BaseModel

from publisher.compose import part_types
from publisher.compose.abbreviations import Abbreviations
from publisher.compose.facts import Fact, Facts, Thing
from publisher.compose.part_types import Card, Line, Part
from publisher.compose.programme_forms import grid_columns
from publisher.compose.programme_indexes import programme_indexes
from publisher.compose.text_marks import Marker
from publisher.compose.views import DayView, ProgrammeView, SessionView
from publisher.content.publication import PUBLICATION, Block, Publication, Section
from publisher.content.reading.inline_text import field_text
from publisher.content.schema import BlockKind, Picture, ProgrammeForm
from publisher.content.schema_look import Foot
from publisher.content.schema_publication import Partner
from publisher.content.schema_shared import PictureFile, Portrait
from publisher.datafiles.appearance import Leads, Where, appearances
from publisher.design.layouts import Layout
from publisher.model.label import Label, label_runs
from publisher.model.runs import Kind, Mark, Run, Runs, joined, plain
from publisher.pictures.cache import picture_ratio
from publisher.pictures.kinds import is_drawing
from publisher.text.addresses import Address
from publisher.text.i18n import label, long_date
from publisher.text.markup import HEADS, MIDDLE

DOT = " · "
# Of a logo, in mm: its area, its height, its greatest width.
LOGO_AREA, LOGO_HEIGHTS, LOGO_WIDEST = 256.0, (14.0, 22.0), 48.0
UPRIGHT = 0.95  # width by height
STRONG = Mark(Kind.STRONG)


def logo_height(ratio: float) -> float:
    """How high a logo is printed, in mm, by its width to its height: of about one area, 14 to 22 mm high; a very wide
    one is less high, so that it is not wider than 48 mm."""
    height = min(max((LOGO_AREA / ratio) ** 0.5, LOGO_HEIGHTS[0]), LOGO_HEIGHTS[1])
    return round(min(height, LOGO_WIDEST / ratio), 1)


class Parts:
    """The parts of one publication, in their layout."""

    def __init__(self, publication: Publication, layout: Layout, facts: Facts, programme: ProgrammeView | None) -> None:
        self.publication = publication
        self.layout = layout
        self.facts = facts
        self.programme = programme
        self.language = publication.info.language
        is_grid = programme and programme.form is ProgrammeForm.GRID
        self.columns = grid_columns(publication.programme) if publication.programme and is_grid else ((), {})
        people = (person.name for person in publication.people.values())
        marker = Marker(self.language, people, _organisations_and_places(publication))
        self.text, self.blocks = marker.text, marker.blocks
        self.abbreviations = Abbreviations()

    def label(self, text: str, /, **values: object) -> Label:
        return label(self.language, text, **values)

    def field(self, text: str | None) -> Runs:
        """The running text of a field, which may have short Markdown."""
        return self.text(field_text(text, self.language)) if text else ()

    def all(self, parts: Iterable[Section | Block]) -> list[Part]:
        """These parts of the publication, in their order."""
        return [self.section(part) if isinstance(part, Section) else self.block(part) for part in parts]

    def cover(self) -> part_types.Cover:
        info, place = self.publication.info, self.publication.place
        above = dict.fromkeys(filter(None, (info.sender, info.cover.kicker)))
        return part_types.Cover(
            title=self.text(info.title),
            kicker=self.text(DOT.join(above)),
            figure=self.text(info.cover.figure or ""),
            subtitle=self.text(info.subtitle or ""),
            lead=self.field(info.cover.text),
            logo=self.logo(),
            picture=self.picture(info.cover.picture, "cover-picture"),
            as_drawn=not info.cover.turn,
            type=info.cover.type.value if info.cover.type else "",
            running=self.running(),
            place=place(PUBLICATION, "cover"),
            title_place=place(PUBLICATION, "title"),
        )

    def running(self) -> str:
        """What stands at the foot of the pages."""
        info = self.publication.info
        match info.look.foot:
            case Foot.TITLE:
                return DOT.join(filter(None, (info.title, info.subtitle)))
            case Foot.SENDER:
                return info.sender
            case Foot.NONE:
                return ""

    def logo(self) -> part_types.Logo | None:
        brand = self.publication.brand
        if brand.logo is None:
            return None
        folder = os.path.relpath(self.publication.brands, self.publication.folder)
        file, boxed = brand.logo.on(brand.colours["primary"].rgb)
        ratio = picture_ratio(self.publication.brands / file)
        return part_types.Logo(
            f"{folder}/{quote(file)}",
            brand.logo.alt_for(self.language),
            "logo",
            light=f"{folder}/{quote(brand.logo.file)}",
            height=logo_height(ratio),
            width=round(logo_height(ratio) * ratio, 1),
            boxed=boxed,
        )

    def picture(self, picture: PictureFile | None, role: str) -> part_types.Picture | None:
        if picture is None:
            return None
        alt = "" if picture.decorative else picture.alt or ""
        photo = not is_drawing(picture.file)
        focus = picture.focus or (self.middle(picture.file) if photo else None)
        caption = self.field(picture.caption) if isinstance(picture, Picture) else ()
        return part_types.Picture(quote(picture.file), alt, role, caption, focus, photo)

    def middle(self, file: str) -> tuple[float, float]:
        """The point of a photograph that must be seen where nothing is said: the middle, or, in an upright one, where
        heads are."""
        return HEADS if picture_ratio(self.publication.folder / file) < UPRIGHT else MIDDLE

    def closing(self) -> part_types.Closing | None:
        """The picture at the foot of the last page."""
        picture = self.picture(self.publication.info.closing, "closing-picture")
        return part_types.Closing(picture) if picture else None

    def section(self, section: Section) -> part_types.Section:
        front = section.front
        people = (self.facts.named("people", id) for id in front.people)
        return part_types.Section(
            id=section.id,
            heading=self.text(section.heading),
            kicker=self.text(front.kicker or ""),
            blocks=self.blocks(self.abbreviations.blocks(section.blocks)),
            picture=self.picture(front.picture, "band"),
            people_title=self.text(front.people_title or ""),
            people=tuple(self.person(thing) for thing in people if thing),
            fit=front.fit.words if front.fit else "",
            look=front.look.classes(self.publication.info.look),
            place=section.place,
        )

    def person(self, thing: Thing) -> part_types.Person:
        name, *facts = thing.facts
        portrait = self.portrait(thing.model.portrait)
        return part_types.Person(self.text(name.text), tuple(map(self.line, facts)), portrait)

    def portrait(self, portrait: Portrait | None) -> part_types.Picture | None:
        """The portrait of a person, brought nearer where that is asked for."""
        made = self.picture(portrait, "portrait")
        if made is None or portrait is None or portrait.zoom == 1 or not made.photo or made.focus is None:
            return made
        from publisher.pictures.crop import brought_nearer  # loads Pillow

        nearer = brought_nearer(self.publication.folder / portrait.file, portrait.zoom, made.focus)
        return dataclasses.replace(made, address=quote(nearer.as_posix()), focus=MIDDLE)

    def line(self, fact: Fact, name: str = "") -> Line:
        runs = self.text(fact.runs, fact.language)
        css_class = "" if name else fact.css_class
        return Line(name or fact.field.replace("_", "-"), self.text(fact.label), runs, fact.language, css_class)

    def block(self, part: Block) -> Part:
        match part.kind:
            case BlockKind.PROGRAMME:
                assert self.programme is not None
                return self.programme_part(part, self.programme)
            case BlockKind.STREAMS:
                streams = [self.facts.named("streams", id) for id in self.publication.streams]
                title = self.text(part.title or self.label("block.streams"))
                cards = tuple(self.card(stream) for stream in streams if stream)
                return part_types.Cards("streams", title, cards, part.place)
            case BlockKind.LINKS:
                links = enumerate(self.publication.info.links)
                cards = tuple(self.card(self.facts.thing(link, (PUBLICATION, "links", at))) for at, link in links)
                return part_types.Cards("links", self.text(part.title or self.label("block.links")), cards, part.place)
            case BlockKind.CONTACT:
                return self.contact(part)
            case BlockKind.IMPRINT:
                return self.imprint(part)

    def card(self, link: Thing) -> Card:
        url, language = link.model.url, link.model.language
        apart = [fact for fact in link.facts if fact.where is Where.APART]
        model: type[BaseModel] = type(link.model)
        declared = appearances(model)
        is_address = {name for name, one in declared.items() if one.link in (Leads.URL, Leads.SPELLS)}
        flow = [fact for fact in link.facts if fact.where is Where.FLOW and fact.field not in is_address]
        lines = (self.line(fact, f"card-{fact.field.replace('_', '-')}") for fact in (*apart, *flow))
        brief = self.text(plain(joined((fact.runs for fact in link.stand("brief")), DOT)))
        return self._card(link["title"], url, brief, tuple(lines), qr=link.model.qr, language=language or "")

    def _card(
        self, title: str, url: str, brief: Runs, lines: tuple[Line, ...], *, qr: bool, language: str = ""
    ) -> Card:
        link = Mark(Kind.LINK, url, language, target=language)
        return Card(
            title=self.text(tuple(run.marked(link) for run in label_runs(title))),
            brief=brief,
            lines=lines,
            address=self.text((Run(Address(url).printed, (Mark(Kind.ADDRESS, url),)),)),
            url=url,
            code=url if qr else "",
            language=language,
        )

    def programme_part(self, part: Block, programme: ProgrammeView) -> part_types.Programme:
        place = None if self.facts.indexed else programme.place
        notes = [Line("programme-note", (), self.field(programme.note))] if programme.note else []
        for fact in place.stand("apart") if place else ():
            if not fact.label and place:
                lead = (Run(f"{place['name']}: "), *fact.runs)
                notes.append(Line(f"place-{fact.field}", (), self.text(lead)))
        notes += [self.line(fact) for fact in (place.stand("apart") if place else ()) if fact.label]
        notes += self.common(programme.common)
        calendar = programme.calendar
        title = self.label("calendar.add-programme")
        return part_types.Programme(
            heading=self.text(part.title or self.label("block.programme")),
            notes=tuple(notes),
            calendar=self._card(title, calendar, (), (), qr=True) if calendar else None,
            days=tuple(map(self.day, programme.days)),
            indexes=tuple(programme_indexes(self.facts, programme, self.text, self.line)) if self.facts.indexed else (),
            form=programme.form,
            columns=self.columns[0],
            place=part.place,
        )

    def common(self, facts: Sequence[Fact]) -> list[Line]:
        """What holds for all sessions: the short facts on one line, each of the others after its label."""
        brief = [fact.runs for fact in facts if fact.where is Where.BRIEF]
        lead = self.text(self.label("programme.all-sessions"))
        lines = [Line("programme-common", lead, self.text(joined(brief, DOT)))] if brief else []
        return [*lines, *(self.line(fact) for fact in facts if fact.where is not Where.BRIEF)]

    def day(self, day: DayView) -> part_types.Day:
        return part_types.Day(
            date=day.date,
            heading=self.text(day.heading),
            title=self.text(day.title or ""),
            hours=self.text(day.hours),
            sessions=tuple(map(self.session, day.sessions)),
            place=day.source,
        )

    def session(self, view: SessionView) -> part_types.Session:
        lead, brief = (
            tuple(self.line(fact) for fact in view.facts if fact.where is where) for where in (Where.LEAD, Where.BRIEF)
        )
        return part_types.Session(
            view=view,
            start=self.text(view.start),
            between=self.text(view.between),
            end=self.text(view.end),
            title=self.text(view.title, view.title_language or ""),
            cancelled=self.text(view.cancelled or ""),
            lead=lead,
            brief=brief,
            lines=tuple(self.line(fact) for fact in view.facts if fact.where not in (Where.LEAD, Where.BRIEF)),
            columns=self.columns[1].get(view.id, ()),
        )

    def contact(self, part: Block) -> part_types.Contact:
        contact = self.publication.info.contact
        assert contact is not None
        thing = self.facts.thing(contact, (PUBLICATION, "contact"))
        name = thing["name"]
        unlabelled = [fact for fact in thing.stand("flow") if not fact.label]
        lines = (self.line(fact, f"contact-{fact.field.replace('_', '-')}") for fact in unlabelled if not fact.things)
        return part_types.Contact(
            heading=self.text(part.title or name or self.label("block.contact")),
            name=self.text((Run(name, (STRONG,)),)) if part.title and name else (),
            lines=tuple(lines),
            cards=tuple(self.card(link) for fact in unlabelled for link in fact.things),
            ways=tuple(self.line(fact) for fact in thing.stand("flow") if fact.label),
            thing=thing,
            place=part.place,
        )

    def imprint(self, part: Block) -> part_types.Imprint:
        info = self.publication.info
        imprint = info.imprint
        said = (". ", self.label("imprint.responsible"), f": {imprint.responsible}") if imprint.responsible else ()
        written = self.label("imprint.version", date=long_date(self.language, info.date), version=info.version)
        return part_types.Imprint(
            heading=self.text(part.title or self.label("block.imprint")),
            publisher=Line("imprint-publisher", (), self.text((Run(imprint.publisher, (STRONG,)), *label_runs(*said)))),
            text=tuple(Line("", (), self.field(paragraph)) for paragraph in imprint.text),
            version=Line("imprint-version", (), self.text(written)),
            place=self.publication.place(PUBLICATION, "imprint"),
            partners=tuple(self.partner(partner) for partner in imprint.partners),
        )

    def partner(self, partner: Partner) -> part_types.Picture:
        picture = self.picture(partner.logo, "partner")
        assert picture is not None
        return dataclasses.replace(picture, caption=self.text(partner.name), photo=False, focus=None)


def _organisations_and_places(publication: Publication) -> set[str]:
    info, programme = publication.info, publication.programme
    names = {info.sender, info.imprint.publisher, *(partner.name for partner in info.imprint.partners)}
    names |= {venue.name for venue in publication.venues.values()}
    sessions = (session for day in (programme.days if programme else ()) for session in day.sessions)
    return names | {organiser for session in sessions for organiser in session.organiser}
