"""What else a publication may look like: each alternative with the lines that choose it, and its page as a picture.

An alternative is laid out by itself and with as little else as shows it: the cover alone, or one section. Nothing is
checked, so that one can choose before all is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from publisher.content.load import with_brand
from publisher.content.publication import PROGRAMME, PUBLICATION, Block, Publication, Section
from publisher.content.reading.folders import brand_files
from publisher.content.schema import BlockKind, CoverType, Density, Picture, ProgrammeForm
from publisher.content.schema_look import Accent, Boxes, Foot, Ground, Portraits
from publisher.content.schema_publication import Fit, OfPage, PictureForm
from publisher.design.brands import Fonts
from publisher.design.fonts import shipped_fonts
from publisher.design.layouts import Layout, find_layout, layouts
from publisher.model.blocks import Box
from publisher.model.catalogue import Message, said, say, shown
from publisher.model.errors import PublisherError
from publisher.pictures.cache import picture_ratio
from publisher.pictures.kinds import is_drawing

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHT = 520  # pixels, of a page's picture
WITHOUT_PICTURE = ("plain", "figure")
PHOTOGRAPHS_ALONE = ("full", "portrait")
UPRIGHT = 0.95  # width by height, of a picture that may stand beside the text
DRAWINGS_ALONE = ("drawing",)


@dataclass(frozen=True)
class Alternative:
    """`lines` is the YAML that chooses it, `file` where that is written. `chosen`: it is what the publication has."""

    lines: str
    file: str
    publication: Publication
    page: int
    chosen: bool = False


@dataclass(frozen=True)
class Tried:
    """An alternative with its page, or with why it could not be laid out."""

    alternative: Alternative
    picture: Image | None
    fault: str = ""


def alternatives(publication: Publication) -> Iterator[tuple[Message, list[Alternative]]]:
    """The groups of alternatives, each with its title; without those that have only one."""
    layout = find_layout(publication.info.layout, publication.content)
    for title, made in (
        (say("trying:cover"), _covers(publication, layout)),
        (say("trying:density"), _densities(publication, layout)),
        (say("trying:boxes"), _boxes(publication, layout)),
        (say("trying:ground"), _grounds(publication, layout)),
        (say("trying:accent"), _accents(publication, layout)),
        (say("trying:portraits"), _portraits(publication, layout)),
        (say("trying:pictures"), _picture_forms(publication, layout)),
        (say("trying:pages"), _pages(publication, layout)),
        (say("trying:numbers"), _of_look(publication, layout, "page_numbers", (True, False), _first(publication))),
        (say("trying:foot"), _of_look(publication, layout, "foot", Foot, _first(publication))),
        (say("trying:programme"), _programme_forms(publication, layout)),
        (say("trying:brand"), _brands(publication, layout)),
        (say("trying:fonts"), _pairs(publication, layout)),
        (say("trying:layout"), _layouts(publication)),
    ):
        found = list(made)
        if len(found) > 1:
            yield title, found


def lay_out(alternative: Alternative) -> Tried:
    """Its page as a picture."""
    from publisher.compose import compose
    from publisher.pdf.layout.paginate import paginate
    from publisher.pdf.page_images import page_picture

    try:
        document = compose(alternative.publication)
        pages = paginate(replace(document, layout=_loose(document.layout)))
        return Tried(alternative, page_picture(pages, min(alternative.page, pages.count), HEIGHT))
    except (PublisherError, OSError) as error:
        return Tried(alternative, None, said(error))


def _loose(layout: Layout) -> Layout:
    """The same layout for any number of pages: one section alone is not stretched over those of a folded sheet."""
    page = layout.file.page.model_copy(update={"multiple": 1})
    return replace(layout, file=layout.file.model_copy(update={"page": page}))


def _covers(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    cover = publication.info.cover
    picture = cover.picture
    for type in layout.cover.types if layout.cover else ():
        if type == "figure" and not cover.figure:
            continue
        if type not in WITHOUT_PICTURE and (picture is None or type in _not_for(picture)):
            continue
        left_out = {"picture": None} if type in WITHOUT_PICTURE else {}
        lines = f"cover:\n  type: {type}" + (f"\n  # {shown(say('trying:no-picture'))}" if left_out and picture else "")
        changed = cover.model_copy(update={"type": CoverType(type), **left_out})
        tried = _with_info(publication, cover=changed)
        yield Alternative(lines, PUBLICATION, _only(tried, ()), 1, cover.type == type)


def _not_for(picture: Picture) -> tuple[str, ...]:
    """The types of covers that such a picture is not for."""
    return PHOTOGRAPHS_ALONE if is_drawing(picture.file) else DRAWINGS_ALONE


def _densities(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    densities = layout.fit.densities if layout.fit else {}
    for name in Density:
        if name not in densities:
            continue
        tried, chosen = _with_info(publication, fit=name), publication.info.fit is name
        yield Alternative(f"fit: {name}", PUBLICATION, _plain(tried, _first(publication)), _page(layout), chosen)


def _boxes(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    sections = [part for part in publication.parts if isinstance(part, Section)]
    boxed = [part for part in sections if any(isinstance(block, Box) for block in part.blocks)]
    section = next((part for part in boxed if part.front.look.ground in (None, Ground.PLAIN)), None)
    if section:
        yield from _of_look(publication, layout, "boxes", Boxes, section)


def _accents(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    yield from _of_look(publication, layout, "accent", Accent, _first(publication))


def _portraits(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    shown_people = {id for id, person in publication.people.items() if person.portrait}
    sections = (part for part in publication.parts if isinstance(part, Section))
    section = next((part for part in sections if shown_people & set(part.front.people)), None)
    if section:
        yield from _of_look(publication, layout, "portraits", Portraits, section)


def _of_look(
    publication: Publication, layout: Layout, field: str, choices: Any, section: Section | None
) -> Iterator[Alternative]:
    look = publication.info.look
    for choice in choices if section else ():
        tried = _with_info(publication, look=look.model_copy(update={field: choice}))
        said = str(choice).lower() if isinstance(choice, bool) else choice
        lines, chosen = f"look:\n  {field}: {said}", getattr(look, field) is choice
        yield Alternative(lines, PUBLICATION, _plain(tried, section), _page(layout), chosen)


def _picture_forms(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    """Of a section with an upright picture at its head: others stand across it anyhow."""
    sections = [part for part in publication.parts if isinstance(part, Section) and part.front.picture]
    for section in sections if layout.fit and layout.fit.side else ():
        assert section.front.picture
        if picture_ratio(publication.folder / section.front.picture.file) >= UPRIGHT:
            continue
        for form in PictureForm:
            fit = (section.front.fit or Fit.model_validate({})).model_copy(update={"picture": form})
            chosen = bool(section.front.fit and section.front.fit.picture is form)
            tried = replace(section, front=section.front.model_copy(update={"fit": fit}))
            lines = f"fit:\n  picture: {form}"
            yield Alternative(lines, section.file, _plain(publication, tried), _page(layout), chosen)
        return


def _pages(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    """The second section on a page of its own, or on that of the first."""
    sections = [part for part in publication.parts if isinstance(part, Section)]
    if len(sections) < 2 or not layout.fit or layout.fit.form != "pages":
        return
    first, second = sections[:2]
    for page in OfPage:
        fit = (second.front.fit or Fit.model_validate({})).model_copy(update={"page": page})
        chosen = bool(second.front.fit and second.front.fit.page is page)
        tried = replace(second, front=second.front.model_copy(update={"fit": fit}))
        shown_page = _page(layout) + (page is OfPage.OWN)
        only = _only(_plain(publication, None), (first, tried))
        yield Alternative(f"fit:\n  page: {page}", second.file, only, shown_page, chosen)


def _programme_forms(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    programme = publication.programme
    blocks = [part for part in publication.parts if isinstance(part, Block) and part.kind is BlockKind.PROGRAMME]
    for form in ProgrammeForm if programme and blocks else ():
        assert programme
        tried = replace(publication, programme=programme.model_copy(update={"form": form}))
        only = _only(_plain(tried, None), (blocks[0],))
        yield Alternative(f"form: {form}", PROGRAMME, only, _page(layout), programme.form is form)


def _grounds(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    section = _first(publication)
    if section is None:
        return
    for ground in Ground:
        look = section.front.look.model_copy(update={"ground": ground})
        tried = replace(section, front=section.front.model_copy(update={"look": look}))
        lines, chosen = f"look:\n  ground: {ground}", section.front.look.ground is ground
        yield Alternative(lines, section.file, _plain(publication, tried), _page(layout), chosen)


def _brands(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    for id in brand_files(publication.folder):
        tried = with_brand(publication, id)
        if tried:
            chosen, only = publication.info.brand == id, _plain(tried, _first(publication))
            yield Alternative(f"brand: {id}", PUBLICATION, only, _page(layout), chosen)


def _pairs(publication: Publication, layout: Layout) -> Iterator[Alternative]:
    brand, first = publication.brand, _first(publication)
    for id, pair in shipped_fonts().pairs.items() if first else ():
        fonts = Fonts.model_validate({"pair": id})
        tried = replace(publication, brand=brand.model_copy(update={"fonts": fonts}))
        chosen = (brand.fonts.text, brand.fonts.display) == (pair.text, pair.display)
        file = publication.brand_file
        yield Alternative(f"fonts:\n  pair: {id}", file, _plain(tried, first), _page(layout), chosen)


def _layouts(publication: Publication) -> Iterator[Alternative]:
    for id, layout in layouts(publication.content).items():
        if layout.needs_programme and publication.programme is None:
            continue
        tried, first = _with_info(publication, layout=id), _first(publication)
        chosen = publication.info.layout == id
        yield Alternative(f"layout: {id}", PUBLICATION, _only(tried, (first,) if first else ()), 1, chosen)


def _first(publication: Publication) -> Section | None:
    """The section that shows most: with a picture and a box, on plain paper; the first of those that have as much."""
    sections = [part for part in publication.parts if isinstance(part, Section)]
    return max(sections, key=_shows, default=None)


def _shows(section: Section) -> int:
    plain = section.front.look.ground in (None, Ground.PLAIN)
    boxed = any(isinstance(block, Box) for block in section.blocks)
    return 2 * plain + 2 * boxed + bool(section.front.picture)


def _page(layout: Layout) -> int:
    """Where the only section stands."""
    return 2 if layout.fit and layout.fit.form == "pages" else 1


def _plain(publication: Publication, section: Section | None) -> Publication:
    """One section, below a cover of which nothing is seen."""
    cover = publication.info.cover.model_copy(update={"picture": None, "type": None, "figure": None})
    return _only(_with_info(publication, cover=cover), (section,) if section else ())


def _only(publication: Publication, parts: tuple[Section | Block, ...]) -> Publication:
    """With these parts alone, and the imprint, which every layout has room for."""
    imprint = [part for part in publication.parts if isinstance(part, Block) and part.kind is BlockKind.IMPRINT]
    return replace(_with_info(publication, contents=False, closing=None), parts=(*parts, *imprint))


def _with_info(publication: Publication, **changes: object) -> Publication:
    return replace(publication, info=publication.info.model_copy(update=changes))
