"""The sections: which of them share a page, how tightly they are set, how large their pictures are.

What they take is reckoned from a small specimen, and the finished pages say whether that was right. Where it was not,
they are measured, and planned again.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.design.fit_settings import FitTable
from publisher.pdf.layout.fit.densities import BESIDE, USUAL, reckoned
from publisher.pdf.layout.fit.element_kinds import Node, Specimen
from publisher.pdf.layout.fit.elements import classes, picture_of, wish_of, without_picture
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.measure import Trial
from publisher.pdf.layout.fit.measured import KIND, Measured
from publisher.pdf.layout.fit.measures import Key, Measures, Trials
from publisher.pdf.layout.fit.page_groups import Group, Part, Picture
from publisher.pdf.layout.fit.plan import ASIDE, Planner
from publisher.pdf.layout.fit.reckoning import Reckoning
from publisher.pdf.layout.page_use import PX_TO_MM

MOST_PLANS = 4  # of one document; the last is made of what is measured
FORMS = ("side", "wrap")  # of a picture that stands in the text
UPRIGHT = 0.95  # width by height, under which a picture may stand beside the text
NARROWED_TO, SHOWN = 0.98, 0.8  # of a page's room; of a picture
SPECIMEN, SIDE = "specimen", "side"


class SectionFit:
    """The parts of one document, with all that the planner asks of them. `exact`: they are measured, not reckoned.
    `share` is how much of a page's room is counted on where all is to go on one page."""

    def __init__(
        self, document: Document, tree: etree._Element, table: FitTable, measures: Measures, exact: bool, share: float
    ) -> None:
        self.document, self.tree, self.table, self.measures = document, tree, table, measures
        self.parts = list(_parts(tree))
        self.bled_width = document.layout.width + 2 * document.layout.bleed
        self.one_page = Planner(table, self.bled_width, 0, 1)
        self.exact, self.share = exact, share
        self.nodes: list[list[Node]] = []
        self.narrower = 0.0  # mm, of the measure, that a picture beside the text takes
        self._reckoning: Reckoning | None = None
        self._narrowed = set[int]()  # parts whose pictures were looked at for it
        self._pictures: dict[int, Picture | None] = {}
        self._reckoned: dict[Key, Measured] = {}

    def first_trials(self) -> Trials:
        """The specimen; or each part at the usual density."""
        texts = [without_picture(elements) for elements in self.parts]
        if self.exact:
            return {(at, USUAL, ""): Trial(tuple(text), f"fit-{USUAL}") for at, text in enumerate(texts)}
        specimen, trials = Specimen(), dict[Key, Trial]()
        for at, text in enumerate(texts):
            nodes, shown = specimen.add(text)
            self.nodes.append(nodes)
            if shown:
                trials[SPECIMEN, at] = Trial(tuple(shown), f"fit-{USUAL}")
        beside = next((at for at in range(len(self.parts)) if self.may_stand_beside(at)), None)
        if beside is not None:
            trials[SPECIMEN, SIDE] = Trial(tuple(_head(self.parts[beside][0])), f"fit-{USUAL} pic-side")
        return trials

    def picture(self, index: int) -> Picture | None:
        """The picture at the head of a part, and how wide it is to be in the text."""
        if index not in self._pictures:
            picture = picture_of(self.document, self.parts[index][0])
            if picture is not None:
                height = self.measured(index, USUAL).height
                picture = replace(picture, aside=self.one_page.aside(picture, height))
            self._pictures[index] = picture
        return self._pictures[index]

    def may_stand_beside(self, index: int) -> bool:
        """Whether the picture of a part may stand beside its text."""
        picture = picture_of(self.document, self.parts[index][0])
        return picture is not None and picture.ratio < UPRIGHT and self.table.side > 0 and len(self.parts[index]) == 1

    def measured(self, index: int, density: str, form: str = "") -> Measured:
        """A part as it is measured, or reckoned."""
        key = (index, density, form)
        if self.exact:
            return self.measures.found[key]
        if key not in self._reckoned:
            reckoning, picture = self._kinds(), self.picture(index) if form else None
            narrower, until = self.narrower if form else 0.0, inf
            if form == "wrap" and picture is not None:
                narrower += picture.aside - ASIDE[1]
                until = self.one_page.wrap_height(picture) - self.table.head
            self._reckoned[key] = reckoning.measured(self.nodes[index], density, narrower, until)
        return self._reckoned[key]

    def _narrow(self, index: int) -> None:
        """A picture in the text that is just too large for the page is made narrower, and a little of it cut off."""
        picture, key = self.picture(index), (index, USUAL, "wrap")
        if picture is None or index in self._narrowed or (self.exact and key not in self.measures.found):
            return
        self._narrowed.add(index)
        over = self.measured(*key).height - self.table.room * NARROWED_TO
        height = self.one_page.wrap_height(picture)
        aside = max(min(ASIDE[0], picture.aside), picture.aside * (1 - over / height))
        shown = 1 - (over - height * (1 - aside / picture.aside)) / height
        if over > 0 and shown >= SHOWN:
            self._pictures[index] = replace(picture, aside=aside, shown=min(1.0, shown))
            for density in self.table.densities:
                self._reckoned.pop((index, density, "wrap"), None)
                self.measures.found.pop((index, density, "wrap"), None)

    def _kinds(self) -> Reckoning:
        if self._reckoning is None:
            found = self.measures.found
            shown = [at for at in range(len(self.parts)) if (SPECIMEN, at) in found]
            kinds = {kind.name: kind for at in shown for kind in found[SPECIMEN, at].kinds}
            self._reckoning = Reckoning(self.table, kinds)
            if (SPECIMEN, SIDE) in found:
                (head,) = found[SPECIMEN, SIDE].kinds
                self.narrower = self._reckoning.measure - head.width * PX_TO_MM
        return self._reckoning

    def plan(self, outside: int) -> tuple[list[Part], list[Group]]:
        """The parts, and how they are divided among pages. `outside` are the pages before and after them. First with
        heights that are reckoned; what the plan uses and must be measured is measured, and it is made again."""
        usual = wish_of(self.tree.find("body")).density
        planner = Planner(self.table, self.bled_width, outside, self.document.layout.pages_multiple, usual, self.share)
        for attempt in range(MOST_PLANS):
            made = [self._part(index, attempt < MOST_PLANS - 1) for index in range(len(self.parts))]
            groups = planner.plan(made)
            wanted: dict[Key, Trial] = {}
            for group in groups:
                for at, index in enumerate(group.parts):
                    form = group.form if at == 0 and group.form in FORMS else ""
                    if self.exact:
                        wanted[index, group.density, form] = self.trial(index, group.density, form)
            if all(key in self.measures.found for key in wanted):
                break
            self.measures(wanted)
            for index, _, form in wanted:
                if form == "wrap":
                    self._narrow(index)
        return made, groups

    def trial(self, index: int, density: str, form: str) -> Trial:
        """A part as it is measured: without its picture at the head, or with it in the text."""
        picture, elements = self.picture(index), self.parts[index]
        if form == "wrap" and picture is not None:
            height = self.one_page.wrap_height(picture) - self.table.head
            style = f"--pic:{picture.aside:.2f}mm;--band-height:{height:g}mm"
            return Trial(tuple(copy.deepcopy(element) for element in elements), f"fit-{density} pic-wrap", style)
        return Trial(tuple(without_picture(elements)), f"fit-{density}{' pic-side' if form else ''}")

    def _part(self, index: int, reckon: bool) -> Part:
        """A part with its flows. `reckon`: those that are not measured are reckoned, or else left out."""
        section, table = self.parts[index][0], self.table
        found: dict[str, dict[str, Flow]] = {"": {}, "side": {}, "wrap": {}}
        for (of, *more), measured in self.measures.found.items():
            if of == index:
                density, form = more
                found[form][density] = measured.flow if form else measured.flow.moved(-measured.caption)
        picture = self.picture(index)
        beside = self.may_stand_beside(index)
        if not self.exact:
            for density in table.densities:
                one = self.measured(index, density)
                found[""][density] = one.flow.moved(-one.caption)
                if beside:
                    self._narrow(index)
                for form in FORMS if beside else ():
                    found[form][density] = self.measured(index, density, form).flow
        elif reckon:
            found[""] = reckoned(table, found[""])
            if beside and picture is not None:
                for name, flow in found[""].items():
                    found["side"].setdefault(name, flow.scaled(BESIDE))
                    wrapped = self.one_page.wrapped(picture, flow.height)
                    found["wrap"].setdefault(name, flow.scaled(wrapped / flow.height))
        title = " ".join("".join(section.xpath("string(.//h2)")).split())
        words = len(" ".join(section.itertext()).split())
        name = title or section.get("id") or ""
        return Part(name, found[""], picture, found["side"], found["wrap"], wish_of(section), words)


def _parts(tree: etree._Element) -> Iterator[list[etree._Element]]:
    """The elements of the main text: a section with what follows it up to the next one."""
    part: list[etree._Element] = []
    for element in tree.xpath("//main/*"):
        if part and "section" in classes(element):
            yield part
            part = []
        part.append(element)
    if part:
        yield part


def _head(section: etree._Element) -> Sequence[Any]:
    """A section with its heading alone, whose measure is wanted."""
    made = section.makeelement(section.tag, dict(section.attrib))
    for head in section.xpath("*[contains(@class, 'section-head')]"):
        made.append(copy.deepcopy(head))
        made[-1].set(KIND, SIDE)
    return [made]
