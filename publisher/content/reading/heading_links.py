"""Links to headings of any level, in their own section and across sections: `[vad det kostar](#vad-det-kostar)`.

A heading is named by its words: lower-case letters and digits, with hyphens between the words. Where two headings have
the same words, one in the link's own section goes first, and the id of the section may stand before them:
`#skola-vad-det-kostar`. Ids of the document are ASCII, so that every reading program finds them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from publisher.content.publication import Block as DataBlock
from publisher.content.publication import Section
from publisher.content.schema import BlockKind
from publisher.model.blocks import Block, Heading, changed, walk
from publisher.model.document_ids import MAIN, NOTE, TOP
from publisher.model.runs import Kind, Runs, plain
from publisher.text.anchors import anchor

# Ids that the layouts give.
RESERVED = frozenset({TOP, MAIN, *BlockKind})
BRACES = re.compile(r"\s*\{[#.:][^}]*\}\s*$")  # another program's id, which is reported
HOLD = ("blocks", "items", "entries", "bodies")  # what other blocks stand in
Part = Section | DataBlock
Target = tuple[str, int]  # the section, and which of its headings


def with_heading_links(parts: Sequence[Part], taken: Collection[str], linked: Collection[str]) -> tuple[Part, ...]:
    """The parts, in which a heading that a link leads to has an id, and the link that id. `taken` are the ids that the
    document has already, `linked` those that links outside the sections lead to, as they are written."""
    sections = [part for part in parts if isinstance(part, Section)]
    names = {section.id: list(heading_names(section)) for section in sections}
    every = [(id, at, name) for id, listed in names.items() for at, name in enumerate(listed)]
    count_of = Counter(name for _, _, name in every)

    def target(wanted: str, own: str) -> Target | None:
        """The heading that is meant in a section `own`; "" for outside the sections."""
        here = [(id, at) for id, at, name in every if name == wanted and (id == own or count_of[name] == 1)]
        named = [(id, at) for id, at, name in every if f"{id}-{name}" == wanted]
        return next(iter((*here, *named)), None) if wanted not in taken else None

    ids: dict[Target, str] = {}
    for wanted in sorted(linked):
        if heading := target(wanted, ""):
            ids.setdefault(heading, wanted)
    ways = {section.id: dict[str, str]() for section in sections}
    for section in sections:
        for wanted, _ in section.anchors:
            if heading := target(wanted, section.id):
                id, name = heading[0], names[heading[0]][heading[1]]
                is_free = count_of[name] == 1 and name not in taken and not NOTE.fullmatch(name)
                ways[section.id][wanted] = ids.setdefault(heading, name if is_free else f"{id}-{name}")
    return tuple(_linked(part, ids, ways[part.id]) if isinstance(part, Section) else part for part in parts)


def heading_names(section: Section) -> Iterator[str]:
    """The name of each heading of a section; a second one of the same words has a number."""
    seen: dict[str, int] = {}
    for block in walk(section.blocks):
        if isinstance(block, Heading):
            name = anchor(BRACES.sub("", plain(block.runs)))
            seen[name] = seen.get(name, 0) + 1
            yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _linked(section: Section, targets: dict[Target, str], ways: dict[str, str]) -> Section:
    ids = {at: id for (name, at), id in targets.items() if name == section.id}
    if not ids and not ways:
        return section
    number = count()

    def named(value: Any) -> Any:
        if isinstance(value, Heading):
            return replace(value, id=ids.get(next(number), ""))
        if isinstance(value, tuple):
            return tuple(map(named, value))
        held = {name: named(getattr(value, name)) for name in HOLD if hasattr(value, name)}
        return replace(value, **held) if held else value

    def runs(text: Runs) -> Runs:
        return tuple(replace(run, marks=tuple(map(mark, run.marks))) for run in text)

    def mark(one: Any) -> Any:
        leads = one.kind is Kind.LINK and one.value.startswith("#") and ways.get(one.value[1:])
        return replace(one, value=f"#{leads}") if leads else one

    blocks: tuple[Block, ...] = tuple(changed(named(block), runs) for block in section.blocks)
    anchors = tuple((ways.get(id, id), line) for id, line in section.anchors)
    return replace(section, blocks=blocks, anchors=anchors)
