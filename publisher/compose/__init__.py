"""Publication + layout -> Document."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from publisher.compose.directions import mark_directions
from publisher.compose.document import (
    Document,
    Translation,
    parse,
    place_of,
    read_place,
    serialise,
)
from publisher.compose.events import Event, programme_events
from publisher.compose.facts import Facts
from publisher.compose.pictures import mark_photographs, picture_lines, picture_place
from publisher.compose.template_faults import template_faults
from publisher.compose.texts import publication_texts
from publisher.compose.views import ProgrammeView, programme_view
from publisher.content.publication import PUBLICATION, Block, Publication, Section
from publisher.content.reading.folders import edition_languages, site_of
from publisher.design.layouts import BASE, TEMPLATE, Layout, find_layout
from publisher.model.paths import LAYOUTS, cache_folder
from publisher.model.version import __version__
from publisher.pictures.qr import qr_code
from publisher.text.addresses import printed
from publisher.text.i18n import (
    direction,
    label,
    long_date,
    own_name,
)
from publisher.text.markup import focus_style
from publisher.text.typography import keep_together, let_long_words_break

LONGEST_ON_ONE_LINE = 34  # characters of an address; a longer one may be broken after its slashes and dots

__all__ = ["Document", "compose", "parse", "picture_place", "place_of", "read_place", "serialise", "template"]


def compose(publication: Publication) -> Document:
    """Set a publication's parts in the order of its `sections`, by its layout's template."""
    info, layout = publication.info, find_layout(publication.info.layout, publication.content)
    language = info.language
    body_parts, footer_parts = _split(publication, layout)
    facts = Facts(publication)
    programme = programme_view(publication, facts)
    contact = facts.thing(info.contact, (PUBLICATION, "contact")) if info.contact else None
    html = _filled(
        layout,
        publication.content,
        info=info,
        brand=publication.brand,
        brand_folder=os.path.relpath(publication.brands, publication.folder),
        parts=body_parts,
        footer_parts=footer_parts,
        programme=programme,
        people=partial(facts.named, "people"),
        streams=[facts.named("streams", id) for id in publication.streams],
        links=[facts.thing(link, (PUBLICATION, "links", index)) for index, link in enumerate(info.links)],
        contact=contact,
        direction=direction(language),
        written=long_date(language, info.date),
        place=publication.place,
        _=partial(label, language),
        version=__version__,
    )  # fmt: skip
    # The narrow space of thousands is in no shipped font; the ordinary one that does not break is.
    root = parse(html.replace("\u202f", "\u00a0"))
    mark_photographs(root)
    mark_directions(root, language)
    keep_together(root, language, (person.name for person in publication.people.values()))
    let_long_words_break(root)
    return Document(
        name=publication.name,
        path=publication.path,
        title=info.title,
        language=language,
        description=info.description,
        sender=info.sender,
        date=info.date,
        version=info.version,
        html=serialise(root),
        base=publication.folder,
        picture_folders=(publication.main, publication.brands),
        layout=layout,
        brand=publication.brand,
        brand_id=info.brand,
        brand_file=publication.brand_file,
        colour_lines=_colour_lines(publication),
        texts=tuple(publication_texts(publication)),
        large_print=info.large_print,
        events=_events(publication, programme),
        calendar=programme.calendar if programme else None,
        publisher=info.imprint.publisher,
        contact=contact,
        translations=tuple(_translations(publication)),
        site=site_of(publication.folder),
        picture_lines=picture_lines(publication),
        language_line=publication.place("publication.yaml", "language").line,
    )


def _filled(layout: Layout, content: Path, **values: object) -> str:
    """The layout's template with these values. Raises ContentError for a fault in it."""
    with template_faults(layout, content):
        return _environment(layout.folder).get_template(TEMPLATE).render(layout=layout, **values)


def _translations(publication: Publication) -> Iterator[Translation]:
    for language, folder in edition_languages(publication.main).items():
        if folder != publication.folder:
            path = folder.relative_to(publication.main.parent).as_posix()
            way = os.path.relpath(folder, publication.folder).replace(os.sep, "/")
            yield Translation(language, own_name(language), path.replace("/", "-"), way)


def _events(publication: Publication, view: ProgrammeView | None) -> tuple[Event, ...]:
    owner = f"{publication.info.brand}/{publication.name}"
    return programme_events(view, publication.programme.timezone, owner) if view and publication.programme else ()


def _colour_lines(publication: Publication) -> dict[str, int]:
    """Where each colour of the brand stands in its file."""
    source = publication.yaml[publication.brand_file]
    return {name: source.lines.get(("colours", name), 1) for name in publication.brand.colours}


def _split(publication: Publication, layout: Layout) -> tuple[list[Section | Block], list[Block]]:
    """The parts of the main text, and the blocks at the end that make the document's footer."""
    parts, footer = list(publication.parts), list[Block]()
    while parts and isinstance(parts[-1], Block) and parts[-1].kind.value in layout.footer_blocks:
        footer.insert(0, parts.pop())  # type: ignore[arg-type]
    return parts, footer


@cache
def _environment(layout: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([layout, LAYOUTS / BASE]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # What templates are compiled to is kept: compiling takes longer than composing.
        bytecode_cache=FileSystemBytecodeCache(str(cache_folder())),
    )
    environment.globals["qr_code"] = qr_code
    environment.filters["markup"] = Markup
    environment.filters["plain_address"] = printed
    environment.filters["printed_address"] = printed_address
    environment.filters["focus_style"] = focus_style
    return environment


def template(name: str) -> Template:
    """A template of the base that is no publication's document, such as the landing page."""
    return _environment(LAYOUTS / BASE).get_template(name)


def printed_address(url: str) -> Markup:
    """An address as it is printed, with places where a long one may be broken."""
    plain = printed(url)
    if len(plain) <= LONGEST_ON_ONE_LINE:
        return Markup('<span class="keep">{}</span>').format(plain)
    return Markup("<wbr>").join(Markup.escape(part) for part in re.split(r"(?<=[/?&=.-])", plain))
