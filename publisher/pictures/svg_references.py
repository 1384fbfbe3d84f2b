"""What refers to what within a drawing: each reference leads somewhere, none in a circle, and together they draw no
more than a machine can."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from lxml import etree

from publisher.model.catalogue import say
from publisher.pictures.svg_subset import PROPERTIES, XLINK, DrawingFault

MOST_DRAWN = 40_000  # elements, each counted as often as it is drawn
DEEPEST = 100  # elements within elements, followed through references
URL = re.compile(r"""url\(\s*["']?\s*#([^"')]*?)\s*["']?\s*\)\s*""")
HREFS = ("href", f"{{{XLINK}}}href")
PAINTS = ("fill", "stroke")
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
NO_NAME = re.compile(r"[^\w.-]", re.ASCII)


def settle(root: etree._Element) -> None:
    """Make the references of a drawing lead somewhere: ids are names, and each is there once; what refers to nothing is
    taken away, with a paint's own choice for that case in its place. Raises DrawingFault."""
    renamed = _named(root)
    ids = {str(element.get("id")): element for element in root.iter(etree.Element) if element.get("id")}
    for element in list(root.iter(etree.Element)):
        _settle(element, ids, renamed)
    _count(root, ids)


def _named(root: etree._Element) -> dict[str, str]:
    """Give every id the form of a name (XML Namespaces, NCName), once; the new ones by the old."""
    renamed: dict[str, str] = {}
    seen = set[str]()
    for element in root.iter(etree.Element):
        id = element.get("id")
        if id is None:
            continue
        name = id if NAME.fullmatch(id) else f"_{NO_NAME.sub('_', id)}"
        while name in seen and id not in renamed and name != id:
            name += "_"
        if name in seen:  # the first of two is the one that is meant
            del element.attrib["id"]
            continue
        seen.add(name)
        renamed[id] = name
        element.set("id", name)
    return renamed


def _settle(element: etree._Element, ids: dict[str, etree._Element], renamed: dict[str, str]) -> None:
    for name in HREFS:
        value = element.get(name, "").strip()
        if value.startswith("#"):
            target = renamed.get(value[1:], "")
            if target in ids:
                element.set(name, f"#{target}")
            elif etree.QName(element).localname in ("use", "image", "feImage") and element.getparent() is not None:
                drop(element)
                return
            else:
                del element.attrib[name]
    for name in PROPERTIES.intersection(map(str, element.attrib)):
        value = str(element.get(name))
        if "(" not in value:
            continue
        targets = {id: f"url(#{renamed[id]}) " for id in URL.findall(value) if renamed.get(id) in ids}
        made = URL.sub(partial(_target, targets), value).strip()
        if made:
            element.set(name, made)
        elif name in PAINTS:
            element.set(name, "none")
        else:
            del element.attrib[name]


def _target(targets: Mapping[str, str], match: re.Match[str]) -> str:
    return targets.get(match[1], "")


def drop(element: etree._Element) -> None:
    """Take an element away, and not what follows it. The root stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def referred(element: etree._Element) -> Iterator[str]:
    """The ids that an element refers to."""
    for name in HREFS:
        if (value := element.get(name, "")).startswith("#"):
            yield value[1:]
    for name in PROPERTIES.intersection(map(str, element.attrib)):
        yield from URL.findall(str(element.get(name)))


def _count(root: etree._Element, ids: dict[str, etree._Element]) -> None:
    """How many elements are drawn: children, and what is referred to each time that it is. No recursion: a chain of
    references may be as long as the file."""
    weights: dict[etree._Element, int] = {}
    open_ones = {root}
    stack = [(root, iter(_drawn(root, ids)))]
    totals = [1]
    while stack:
        element, others = stack[-1]
        other = next(others, None)
        if other is None:
            stack.pop()
            open_ones.discard(element)
            weights[element] = totals.pop()
            if totals:
                totals[-1] += weights[element]
        elif other in open_ones:
            id = other.get("id") or etree.QName(other).localname
            raise DrawingFault(say("pictures:svg-circle", id=id), element)
        elif other in weights:
            totals[-1] += weights[other]
        else:
            if len(stack) >= DEEPEST:
                raise DrawingFault(say("pictures:svg-too-deep", deepest=DEEPEST), element)
            open_ones.add(other)
            stack.append((other, iter(_drawn(other, ids))))
            totals.append(1)
        if totals and totals[-1] > MOST_DRAWN:
            raise DrawingFault(say("pictures:svg-too-many", most=MOST_DRAWN), element)


def _drawn(element: etree._Element, ids: dict[str, etree._Element]) -> list[etree._Element]:
    return [*element.iterchildren(etree.Element), *(ids[id] for id in referred(element) if id in ids)]
