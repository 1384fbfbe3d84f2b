"""The pages around the sections: the footer at the end, and a long publication's table of contents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from publisher.compose import Document
from publisher.design.fit_settings import FitTable
from publisher.model.catalogue import say
from publisher.model.findings import FitChoice
from publisher.pdf.layout.contents import CONTENTS, make_contents, mark_chapters
from publisher.pdf.layout.fit.densities import USUAL
from publisher.pdf.layout.fit.element_kinds import said_by
from publisher.pdf.layout.fit.elements import classes
from publisher.pdf.layout.fit.measure import Trial
from publisher.pdf.layout.fit.measures import Measures, Trials
from publisher.pdf.layout.fit.page_groups import PT_TO_MM
from publisher.pdf.layout.fit.plan import STAGED_UNDER

LOUDEST, MOST_APART = 0.3, 1.4  # the cost of a density, and how far apart the lines of a table of contents may be
LOUDER = 0.45  # the first of a last page that says little
CLOSING = 24.0  # mm, of the last page, that its picture takes
OF_ENTRY = 1.5  # lines, of a table of contents
# Of a footer that is not measured yet: what has lines, how many letters one has, the modules of a code with its card,
# the edges of cards and imprint in mm.
LINES, OF_LINE, QR_MODULES, FRAME = ("p", "dt", "dd", "h2", "h3", "li"), 60, 24, 10.0
NEAR_FOOT = 4.0  # mm, that the imprint is kept from the page's foot


class Ending:
    """The footer of a document: its trials, and its choice."""

    def __init__(self, document: Document, table: FitTable) -> None:
        found = document.tree.xpath("//footer[contains(@class, 'back')]")
        self.footer: etree._Element | None = found[0] if found and len(found[0]) else None
        self.table = table
        self.qr = QR_MODULES * document.layout.qr_module
        self.names = [name for name, one in table.densities.items() if one.cost < LOUDER]

    def first_trials(self) -> Trials:
        """At the density that seems the largest that its page takes."""
        return self._trials([self._likely()]) if self.footer is not None else {}

    @property
    def room(self) -> float:
        assert self.footer is not None
        return self.table.room - (CLOSING if "with-closing" in classes(self.footer) else 0.0)

    def _likely(self) -> str:
        assert self.footer is not None
        lines = sum(1 + len(text) // OF_LINE for element in self.footer.iter(*LINES) if (text := said_by(element)))
        fixed = len(self.footer.xpath(".//img[contains(@class, 'qr')]")) * self.qr + FRAME
        heights = {name: lines * self.table.densities[name].text[1] * PT_TO_MM + fixed for name in self.names}
        # A last page that says little may be louder.
        loudest = LOUDER if heights[USUAL] < self.room / 2 else LOUDEST
        fitting = [
            name
            for name in self.names
            if heights[name] <= self.room * self.table.target[1] and self.table.densities[name].cost < loudest
        ]
        return fitting[-1] if fitting else self.names[0]

    def _trials(self, names: list[str]) -> Trials:
        if self.footer is None:
            return {}
        return {("footer", name): Trial((self.footer,), f"fit-{name}") for name in names}

    def fit(self, tree: etree._Element, measures: Measures) -> tuple[list[FitChoice], int]:
        """Set the footer of a tree as large as its page takes. What was chosen, and how many pages it takes."""
        if self.footer is None:
            return [], 0
        table = self.table
        (footer,) = tree.xpath("//footer[contains(@class, 'back')]")
        room, likely = self.room, self._likely()
        most = room * table.target[1]
        name, height = _largest(self.names[: self.names.index(likely) + 1], most, table,
                                lambda name: measures(self._trials([name]))["footer", name].height)  # fmt: skip
        measured = measures.found
        push = max(0.0, room - height - NEAR_FOOT) if height <= most else 0.0
        staged = push > room * (1 - STAGED_UNDER) and "with-closing" not in classes(footer)
        footer.set("class", " ".join([*classes(footer), f"fit-{name}", *(["staged"] if staged else [])]))
        footer.set("style", f"--{'rise' if staged else 'push'}:{push:.2f}mm")
        where = say("pdf:all-at-foot" if staged else "pdf:imprint-at-foot")
        chosen = say("pdf:chosen", chosen=[name, where])
        choice = FitChoice(
            say("pdf:last-page"), chosen, say("pdf:its-text-high", height=round(height)), min(1.0, height / room)
        )
        return [choice], len(measured["footer", name].flow.pages(room))


def _largest(names: Sequence[str], most: float, table: FitTable, measure: Callable[[str], float]) -> tuple[str, float]:
    """The largest of these densities at which something takes no more than `most`, and its height there: the next is
    tried that would fit, as reckoned from the last by the area of the letters. The smallest, where none does."""
    areas = {name: table.densities[name].text[0] * table.densities[name].text[1] for name in names}
    name = names[-1]
    while (height := measure(name)) > most and name != names[0]:
        smaller = names[: names.index(name)]
        fitting = [one for one in smaller if height * areas[one] / areas[name] <= most]
        name = fitting[-1] if fitting else smaller[0]
    return name, height


def fit_contents(
    document: Document, tree: etree._Element, table: FitTable, measures: Measures
) -> tuple[FitChoice, int]:
    """Put a table of contents after the cover, as large as one page takes. What was chosen, and how many pages it
    takes."""
    made = make_contents(document)
    names = [name for name, density in table.densities.items() if density.cost < LOUDEST]
    most, entries = table.room * table.target[1], len(made.xpath(".//li"))
    likely = [name for name in names if entries * OF_ENTRY * table.densities[name].text[1] * PT_TO_MM <= most]
    name, height = _largest(likely or names[:1], most, table, lambda name: measures(
        {(CONTENTS, name): Trial((made,), f"fit-{name}")})[CONTENTS, name].height)  # fmt: skip
    pages = len(measures.found[CONTENTS, name].flow.pages(table.room))
    made.set("class", f"{CONTENTS} fit-{name}")
    apart = min(MOST_APART, table.room * sum(table.target) / 2 / height)
    if pages == 1 and apart > 1:  # a short list takes its page, its lines further apart
        made.set("style", f"--line:{table.densities[name].text[1] * apart:.3f}pt")
    tree.set("class", " ".join(one for one in classes(tree) if one != "no-page-numbers"))
    (main,) = tree.xpath("//main")
    main.addprevious(made)
    mark_chapters(document, tree)
    why = say("pdf:many-pages", height=round(height))
    return FitChoice(say("pdf:contents"), name, why, None, 2), pages
