"""Document -> the same document with the looks that its quantity asks for, as classes and lengths on its elements."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from publisher.compose import Document
from publisher.design.fit_settings import FitTable
from publisher.model.catalogue import say
from publisher.model.findings import FitChoice
from publisher.pdf.layout.contents import number_contents, wants_contents
from publisher.pdf.layout.fit.advice import BadFill, Measure, bad_fills, words_a_page
from publisher.pdf.layout.fit.applying import apply_group, explain
from publisher.pdf.layout.fit.cover import CoverFit
from publisher.pdf.layout.fit.cover_fit import CoverFitting
from publisher.pdf.layout.fit.densities import density_rules
from publisher.pdf.layout.fit.ending import Ending, fit_contents
from publisher.pdf.layout.fit.figures import place_bands, place_figures
from publisher.pdf.layout.fit.measure import LayOut
from publisher.pdf.layout.fit.measured import Kept
from publisher.pdf.layout.fit.measures import Measures
from publisher.pdf.layout.fit.programme_fit import fit_programme, pages_by_form
from publisher.pdf.layout.fit.section_fit import SectionFit
from publisher.pdf.layout.fit.sheet_fit import fit_sheet, sheet_trials
from publisher.pdf.layout.fit.variety import vary_boxes

Attempt = tuple[bool, float]
# How a document is fitted, one way after the other until the pages are as planned: whether its parts are measured, or
# reckoned; and how much of a page's room is counted on.
# A sheet is always measured.
ATTEMPTS = {"pages": ((False, 0.975), (True, 1.0), (True, 0.96)), "sheet": ((True, 1.0), (True, 0.96))}
HOLE, EMPTIER = 0.62, 0.2  # a finished page that is filled less, and so much less than planned, is planned again


@dataclass
class Fitted:
    """The fitted tree, the stylesheet of what was chosen, what was chosen, and how many layouts it took to measure.
    `expected` is how many pages that makes, 0 where nothing was planned; `begins` are the pages that parts begin, by
    their ids; `bad` are the parts that fill their last page badly at every density; `measure` is how many words a
    page takes; `reached` is how far down the last page of each group is filled, by its number."""

    tree: etree._Element
    style: str = ""
    choices: list[FitChoice] = field(default_factory=list)
    layouts: int = 0
    expected: int = 0
    bad: list[BadFill] = field(default_factory=list)
    begins: dict[str, int] = field(default_factory=dict)
    measure: Measure | None = None
    reached: dict[int, float] = field(default_factory=dict)

    def is_as_planned(
        self, count: int, anchors: Mapping[str, int], filled: Mapping[int, float] = MappingProxyType({})
    ) -> bool:
        """Whether finished pages are those that were planned. `anchors` are the pages of ids, `filled` says how
        far down their room pages reach."""
        if not self.expected:
            return True
        if any(filled.get(page, 1.0) < min(HOLE, share - EMPTIER) for page, share in self.reached.items()):
            return False
        return count == self.expected and all(anchors.get(id, page) == page for id, page in self.begins.items())


class Fitting:
    """The fitting of one document. `lay_out` lays out a tree by the layout's print stylesheets and the given rules;
    `stylesheets` is the text of the former."""

    def __init__(self, document: Document, lay_out: LayOut, stylesheets: str = "") -> None:
        self.document, self.table = document, document.layout.fit
        kept = Kept(f"{document.layout.width} {document.layout.height}\n{stylesheets}")
        style = density_rules(self.table) if self.table else ""
        self.measures = Measures(document, lay_out, kept, style)
        cover = CoverFit(document, document.layout.cover) if document.layout.cover else None
        self.cover = CoverFitting(document, cover, self.measures) if cover else None

    @property
    def attempts(self) -> Sequence[Attempt]:
        """The ways to fit it, to be taken one after the other."""
        return ATTEMPTS[self.table.form if self.table else "pages"]

    def fit(self, attempt: int = 0) -> Fitted:
        """Measure and choose, in one of the `attempts`."""
        exact, share = self.attempts[attempt]
        tree = copy.deepcopy(self.document.tree)
        fitted = Fitted(tree, self.measures.style)
        if self.table:
            place_figures(self.document, tree, self.table)
            if self.table.form == "sheet":
                place_bands(self.document, tree)
        table = self.table
        ending = sections = None
        first = dict(self.cover.first_trials()) if self.cover else {}
        if table and table.form == "pages":
            ending = Ending(self.document, table)
            sections = SectionFit(self.document, tree, table, self.measures, exact, share)
            vary_boxes(sections.parts, table.boxes)
            first |= {**sections.first_trials(), **ending.first_trials()}
        elif table and not pages_by_form(self.document):
            first |= sheet_trials(self.document, tree)
        self.measures(first)
        cover_choice = self.cover.fit(tree) if self.cover else None
        if cover_choice:
            shown = say("pdf:cover-as", type=cover_choice.type, size=cover_choice.step[0])
            fitted.choices.append(FitChoice(say("pdf:cover"), shown, cover_choice.why, page=1))
        fitted.choices += fit_programme(self.document, tree, cover_choice, self.measures)
        if self.table and self.table.form == "sheet":
            sheet = fit_sheet(self.document, tree, self.table, self.measures, cover_choice, share)
            fitted.choices += sheet.choices
            fitted.expected = sheet.expected
        elif table and sections and ending and sections.parts:
            ends, last = ending.fit(tree, self.measures)
            self._fit_sections(table, sections, last, fitted)
            fitted.choices += ends
        fitted.layouts = self.measures.runs
        return fitted

    def _fit_sections(self, table: FitTable, sections: SectionFit, last: int, fitted: Fitted) -> None:
        """Plan the sections and set them. `last` is how many pages follow them."""
        made, groups = sections.plan(1 + last)
        page = 2
        if wants_contents(self.document, 1 + last + sum(group.pages for group in groups)):
            choice, before = fit_contents(self.document, fitted.tree, table, self.measures)
            fitted.choices.append(choice)
            made, groups = sections.plan(1 + before + last)
            page = 2 + before
        sources = [elements[0].get("data-source", "") for elements in sections.parts]
        fitted.bad = list(bad_fills(table, made, groups, sources, page))
        fitted.measure = words_a_page(made, groups)
        begins = dict[str, int]()
        for group in groups:
            for at, (index, first) in enumerate(zip(group.parts, group.begins(table.room), strict=True)):
                apply_group(table, sections, group, at, page)
                fitted.choices.append(explain(made[index], group, at, page))
                found = {id: page + first for element in sections.parts[index] if (id := element.get("id"))}
                begins |= found
                fitted.begins |= found if at == 0 else {}
            page += group.pages
            fitted.reached[page - 1] = group.filled
        fitted.expected = page - 1 + last
        begins |= {element.get("id", ""): page for element in fitted.tree.xpath("//footer/section")}
        number_contents(fitted.tree, begins)
