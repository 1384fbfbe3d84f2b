"""Fits the cover of one document: one step of the title is measured, and what the others would take is reckoned."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from publisher.compose import Document
from publisher.model.catalogue import say
from publisher.model.graphemes import beginning
from publisher.pdf.layout.fit.cover import CoverChoice, CoverFit, apply_cover
from publisher.pdf.layout.fit.element_kinds import said_by
from publisher.pdf.layout.fit.legible import faint_texts
from publisher.pdf.layout.fit.measure import Trial, picture_states
from publisher.pdf.layout.fit.measured import KIND, Measured
from publisher.pdf.layout.fit.measures import Measures, Trials
from publisher.pdf.layout.fit.page_groups import PT_TO_MM
from publisher.pdf.layout.fit.reckoning import count_lines, widest
from publisher.pdf.layout.page_use import PX_TO_MM

SIDES, WEIGHT, SPACING = 28.0, 800, -0.025  # of a title: mm of margins, weight, letter spacing in em
# What the texts around a title seem to take before any is measured (mm): the kicker, alone and with a logo; of each
# other text the first line, each more, and how many letters one has.
KICKER, WITH_LOGO, OTHER, OTHER_LINE, OTHER_LETTERS = 6.0, 18.0, 9.5, 6.0, 45


class CoverFitting:
    """The cover's choice. The first of its trials are measured with others; more where they do not do."""

    def __init__(self, document: Document, cover: CoverFit, measures: Measures) -> None:
        self.document, self.cover, self.measures = document, cover, measures
        self.faint: list[str] | None = None  # texts that cannot be read on the cover's drawing
        self._parted: list[Trial] = []  # as it may be hyphenated
        (title,) = cover.header.xpath(".//h1") if cover.header is not None else (None,)
        self.title = said_by(title) if title is not None else ""

    def first_trials(self) -> Trials:
        """The largest step at which the title seems to fit."""
        return self._trials([self._guess()]) if self.cover.header is not None else {}

    def _guess(self) -> int:
        family, width = self.document.brand.fonts.display, self.document.layout.width - SIDES
        texts = [said_by(text) for text in self.cover.header.xpath(".//*[@class='subtitle' or @class='cover-lead']")]
        logo = self.cover.header.xpath(".//img[contains(@class, 'logo')]")
        others = sum(OTHER + len(text) // OTHER_LETTERS * OTHER_LINE for text in texts)
        for at, (size, line) in enumerate(self.cover.steps):
            room = width / (size * PT_TO_MM)
            lines = count_lines(self.title, room, family, WEIGHT, SPACING, title=True)
            height = (WITH_LOGO if logo else KICKER) + lines * line * PT_TO_MM + others
            if height <= self.cover.usual_height and widest(self.title, family, WEIGHT, SPACING, title=True) <= room:
                return at
        return len(self.cover.steps) - 1

    def _trials(self, steps: Sequence[int], hyphens: bool = False) -> dict[tuple[str, int], Trial]:
        every = self._parted if hyphens else self.cover.trials()
        return {("parted" if hyphens else "cover", at): _marked(every[at]) for at in steps}

    def fit(self, tree: etree._Element) -> CoverChoice | None:
        """Set the choice on the cover of a tree. A drawing on which the text is too faint stands below it."""
        if self.cover.header is None:
            return None
        self.measures(self.first_trials())
        whole = self._settled("cover")
        choice = self.cover.choice(whole)
        parted: list[Measured] = []
        if choice is None:
            self._parted = self.cover.parted_trials(whole)
            self.measures(self._trials([len(self.cover.steps) - 1], hyphens=True))
            parted = self._settled("parted", whole)
            choice = self.cover.choice(whole, parted)
        assert choice is not None
        (header,) = tree.xpath("//header[contains(@class, 'cover')]")
        before = dict(header.attrib)
        apply_cover(header, choice)
        if choice.type == "drawing":
            if self.faint is None:
                self.faint = self._faint_texts(tree, header)
            if self.faint:
                header.attrib.update(before)
                why = say("pdf:too-faint", text=beginning(self.faint[0], 40))
                choice = self.cover.below(whole, parted, why)
                apply_cover(header, choice)
        return choice

    def _settled(self, name: str, whole: Sequence[Measured] = ()) -> list[Measured]:
        """The cover at each step: measured at the one that is chosen, reckoned at others. `whole` is it with whole
        words, where it is to be hyphenated."""
        while True:
            found = self._reckoned(name)
            choice = self.cover.choice(whole, found) if whole else self.cover.choice(found)
            at = self.cover.steps.index(choice.step) if choice else None
            if at is None or (name, at) in self.measures.found:
                return found
            self.measures(self._trials([at], hyphens=bool(whole)))

    def _reckoned(self, name: str) -> list[Measured]:
        """From the steps that are measured, what each would take: its title has other lines."""
        measured = self.measures.found
        known = {at: measured[name, at] for at in range(len(self.cover.steps)) if (name, at) in measured}
        found = []
        for at, (size, line) in enumerate(self.cover.steps):
            near = known[min(known, key=lambda other: abs(other - at))]
            title = near.kinds[0]
            room, spacing = title.width * PX_TO_MM / (size * PT_TO_MM), title.spacing / title.size
            lines = count_lines(self.title, room, title.family, title.weight, spacing, title=True)
            more = lines * line * PT_TO_MM - title.height * PX_TO_MM
            is_wide = widest(self.title, title.family, title.weight, spacing, title=True) > room
            found.append(known.get(at) or replace(near, height=near.height + more, reach=near.reach + more,
                                                  lines=lines, too_wide=is_wide))  # fmt: skip
        return found

    def _faint_texts(self, tree: etree._Element, header: etree._Element) -> list[str]:
        measures = self.measures
        states = picture_states(self.document, header)
        said = "\n".join(("faint", measures.style, etree.tostring(header, encoding="unicode"), *states))
        found: list[str] | None = measures.kept.get(said, list)
        if found is None:
            measures.runs += 1
            found = faint_texts(tree, measures.lay_out, measures.style)
            measures.kept.put(said, found)
        return found


def _marked(trial: Trial) -> Trial:
    """The same with its title as a kind of its own, whose measure and letters are wanted."""
    elements = tuple(copy.deepcopy(element) for element in trial.elements)
    for element in elements:
        for title in element.iter("h1"):
            title.set(KIND, "title")
    return replace(trial, elements=elements)
