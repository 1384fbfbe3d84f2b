"""Publication + layout -> Document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

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
from publisher.compose.lines import language_of, line_element
from publisher.compose.part_types import KINDS, Line
from publisher.compose.parts import Parts
from publisher.compose.picture_notes import picture_lines, picture_place
from publisher.compose.template_blocks import hold_to_blocks
from publisher.compose.template_faults import hold_to_contract, template_faults
from publisher.compose.texts import publication_texts
from publisher.compose.views import ProgrammeView, programme_view
from publisher.content.publication import PUBLICATION, Block, Publication, Section
from publisher.content.reading.folders import edition_languages, site_of
from publisher.design.initials import initials_drawing
from publisher.design.layouts import BASE, TEMPLATE, Layout, find_layout
from publisher.model.paths import LAYOUTS, cache_folder
from publisher.model.runs import Kind, plain
from publisher.model.version import __version__
from publisher.pictures.qr import qr_code
from publisher.text.addresses import Address
from publisher.text.html_elements import html as written
from publisher.text.i18n import (
    direction,
    label,
    own_name,
)
from publisher.text.markup import Markup as TextMarkup
from publisher.text.markup import focus_style, html_of, inline_html

__all__ = ["Document", "compose", "parse", "picture_place", "place_of", "read_place", "serialise", "template"]


def compose(publication: Publication) -> Document:
    """Set a publication's parts in the order of its `sections`, by its layout's template."""
    info, layout = publication.info, find_layout(publication.info.layout, publication.content)
    language = info.language
    facts = Facts(publication)
    programme = programme_view(publication, facts)
    made = Parts(publication, layout, facts, programme)
    body, footer = _split(publication, layout)
    parts, footer_parts = made.all(body), made.all(footer)
    cover, closing = made.cover(), made.closing()
    contact = facts.thing(info.contact, (PUBLICATION, "contact")) if info.contact else None
    html = _filled(
        layout,
        publication.content,
        info=info,
        brand=publication.brand,
        cover=cover,
        parts=parts,
        footer_parts=footer_parts,
        closing=closing,
        language=language,
        direction=direction(language),
        _=partial(label, language),
        version=__version__,
    )  # fmt: skip
    document = Document(
        name=publication.name,
        path=publication.path,
        title=info.title,
        subtitle=info.subtitle or "",
        language=language,
        description=info.description,
        sender=info.sender,
        date=info.date,
        version=info.version,
        html=html,
        parts=(cover, *parts, *footer_parts, *([closing] if closing else [])),
        base=publication.folder,
        picture_folders=(publication.main, publication.brands),
        layout=layout,
        brand=publication.brand,
        brand_id=info.brand,
        brand_file=publication.brand_file,
        colour_lines=_colour_lines(publication),
        texts=tuple(publication_texts(publication, {fact.field for fact in programme.common} if programme else ())),
        large_print=info.large_print,
        large_print_paper=info.large_print_paper,
        events=_events(publication, programme),
        calendar=programme.calendar if programme else None,
        publisher=info.imprint.publisher,
        contact=contact,
        translations=tuple(_translations(publication)),
        site=site_of(publication.folder),
        contents=info.contents,
        picture_lines=picture_lines(publication),
        language_place=publication.place(PUBLICATION, "language"),
        main_file=publication.yaml[PUBLICATION].file,
    )
    hold_to_contract(layout, publication.content, document.parts, document.tree)
    return document


def _filled(layout: Layout, content: Path, **values: object) -> str:
    """The layout's template with these values. Raises ContentError for a fault in it."""
    with template_faults(layout, content):
        environment = _environment(layout.folder, layout.based_on)
        hold_to_blocks(environment, TEMPLATE, content)
        return environment.get_template(TEMPLATE).render(layout=layout, **values)


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
def _environment(layout: Path, based_on: Path | None = None) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([layout, *([based_on] if based_on else []), LAYOUTS / BASE]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # What templates are compiled to is kept: compiling takes longer than composing.
        bytecode_cache=FileSystemBytecodeCache(str(cache_folder())),
    )
    environment.globals["qr_code"] = qr_code
    environment.globals["initials_drawing"] = initials_drawing
    environment.filters["kind"] = lambda part: KINDS[type(part)]
    environment.filters["lang"] = pass_context(_lang)
    environment.filters["line"] = pass_context(_line)
    environment.filters["plain"] = plain
    environment.filters["blocks"] = lambda blocks: Markup(html_of(blocks).strip())
    environment.filters["markup"] = Markup
    environment.filters["plain_address"] = lambda url: Address(url).printed
    environment.filters["address"] = lambda runs: Markup(inline_html(runs, without=Kind.ADDRESS))
    environment.filters["inline"] = lambda runs: Markup(inline_html(runs))
    environment.filters["focus_style"] = focus_style
    return environment


def template(name: str) -> Template:
    """A template of the base that is no publication's document, such as the landing page."""
    return _environment(LAYOUTS / BASE).get_template(name)


def layout_template(layout: Layout, name: str) -> Template:
    """A template of a layout, or else of the base."""
    return _environment(layout.folder, layout.based_on).get_template(name)


def _line(context: Context, line: Line) -> Markup:
    return Markup(written([line_element(TextMarkup(), line, context["language"])]))


def _lang(context: Context, language: str | None, around: str = "") -> Markup:
    """The attributes of an element in another language than `around`, which is the document's where nothing is said."""
    attributes = language_of(language, around or context["language"])
    return Markup("").join(Markup(' {}="{}"').format(*attribute) for attribute in attributes.items())
