"""The contract between templates and code: what each macro of a layout must write, because formats rely on it.

The printed pages are set from this HTML: their fitting, their tags and the findings look for these elements and no
others; stylesheets may look for any class. All other formats are written from the parts themselves. A layout's own
macro may write more, and what it likes between. Each build holds the layout to this table: where one breaks it, its
publications get findings (`layout/contract`) and are not built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publisher.compose.part_types import (
    KINDS,
    Cards,
    Closing,
    Contact,
    Cover,
    Imprint,
    Part,
    Programme,
    Section,
)
from publisher.model.catalogue import Message, say
from publisher.model.html_names import (
    CODE,
    COVER_PICTURE,
    COVER_TEXT,
    DAY,
    LOGO,
    PORTRAIT,
    QR,
    RUNNING,
    SECTION_BODY,
    SOURCE,
)


@dataclass(frozen=True)
class Written:
    """An element that a macro writes: `tag` and class, the attributes it must have, and what relies on it. `each`: one
    for each thing of that kind in the part, which may be none; otherwise it must be there."""

    tag: str
    name: str
    attributes: tuple[str, ...]
    why: Message
    each: bool = False

    def __str__(self) -> str:
        return f'<{self.tag} class="{self.name}">' if self.name else f"<{self.tag}>"


_FITTED = say("compose:fitted-and-bookmarked")
_HEADING = say("compose:its-heading")
_ENLARGED = say("compose:as-large-as-printed")
_READ_BACK = say("compose:read-back")

# What each kind of part is written as; the first is the element around it all.
CONTRACT: dict[type, tuple[Written, ...]] = {
    Cover: (
        Written("header", "cover", (SOURCE, RUNNING), say("compose:fitted-and-running")),
        Written("div", COVER_TEXT, (), say("compose:kept-off-picture")),
        Written("h1", "", (SOURCE,), say("compose:one-heading")),
        Written("img", LOGO, ("src", "alt"), say("compose:described-in-tags"), each=True),
        Written("img", COVER_PICTURE, ("src", "alt"), _ENLARGED, each=True),
    ),
    Section: (
        Written("section", "section", ("id", SOURCE), _FITTED),
        Written("h2", "", (), _HEADING),
        Written("div", SECTION_BODY, (), say("compose:its-text")),
        Written("img", PORTRAIT, ("src", "alt"), _ENLARGED, each=True),
    ),
    Programme: (
        Written("section", "programme", ("id", SOURCE), _FITTED),
        Written("h2", "", (), _HEADING),
        Written("section", DAY, (SOURCE,), say("compose:below-their-day"), each=True),
        Written("article", "session", ("id", SOURCE, RUNNING), say("compose:on-one-page"), each=True),
        Written("img", QR, ("src", "alt", CODE), _READ_BACK, each=True),
    ),
    Cards: (
        Written("section", "", ("id", SOURCE), _FITTED),
        Written("h2", "", (), _HEADING),
        Written("img", QR, ("src", "alt", CODE), _READ_BACK, each=True),
    ),
    Contact: (
        Written("section", "contact", ("id", SOURCE), _FITTED),
        Written("h2", "", (), _HEADING),
    ),
    Imprint: (
        Written("section", "imprint", ("id", SOURCE), _FITTED),
        Written("h2", "", (), _HEADING),
    ),
    Closing: (Written("img", "closing-picture", ("src", "alt"), _ENLARGED),),
}
DOCUMENT_NAME = "The document"
# What a document has besides its parts.
DOCUMENT = (
    Written("main", "", ("id",), say("compose:fitted-by-page")),
    Written("footer", "", (), say("compose:on-last-page")),
)


def of_class(root: etree._Element, tag: str, name: str) -> list[Any]:
    """The elements of a tag ("*" for any) that have a class, in the order of the document."""
    return [
        element
        for element in (root.iter() if tag == "*" else root.iter(tag))
        if isinstance(element.tag, str) and tag in (element.tag, "*") and (not name or has_class(element, name))
    ]


def has_class(element: etree._Element, name: str) -> bool:
    return name in element.get("class", "").split()


def element_of(part: Part, root: etree._Element) -> etree._Element | None:
    """The element that a part of the document is written as; None where there is none."""
    outer = CONTRACT[type(part)][0]
    id = {Section: "id", Cards: "name"}.get(type(part))
    found = of_class(root, outer.tag, outer.name)
    return next((one for one in found if id is None or one.get("id") == getattr(part, id)), None)


@dataclass(frozen=True)
class Fault:
    """Where a layout breaks the contract: the macro (see `KINDS`) or "document", what it should write, what is wrong.
    `is_there`: the element is written, and lacks something."""

    macro: str
    written: Written
    message: Message
    is_there: bool = False


def faults(part: Part, root: etree._Element) -> Iterator[Fault]:
    """Where what a layout has written for a part breaks the contract."""
    outer, *inner = CONTRACT[type(part)]
    element = element_of(part, root)
    if element is None:
        yield Fault(KINDS[type(part)], outer, _lacking(type(part).__name__, outer))
        return
    yield from _missing(KINDS[type(part)], type(part).__name__, outer, [element])
    for one in inner:
        yield from _missing(KINDS[type(part)], type(part).__name__, one, of_class(element, one.tag, one.name))


def document_faults(root: etree._Element) -> Iterator[Fault]:
    """The same for what a document has besides its parts."""
    for one in DOCUMENT:
        yield from _missing("document", DOCUMENT_NAME, one, of_class(root, one.tag, one.name))


def _missing(macro: str, name: str, one: Written, found: list[Any]) -> Iterator[Fault]:
    if not found and not one.each:
        yield Fault(macro, one, _lacking(name, one))
    missing = {attribute: None for each in found for attribute in one.attributes if attribute not in each.attrib}
    if missing:
        message = say("compose:lacks-attributes", one=str(one), name=name, missing=list(missing), why=one.why)
        yield Fault(macro, one, message, is_there=True)


def _lacking(name: str, one: Written) -> Message:
    return say("compose:has-no", name=name, one=str(one), why=one.why)
