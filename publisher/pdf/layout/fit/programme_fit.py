"""The forms of a programme on the pages: a grid, or columns. Its elements get classes, lengths, and words that are for
the eye alone; where a grid has no room, it is a list."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.compose.part_types import Day, Programme, Session
from publisher.content.schema import ProgrammeForm
from publisher.design.fit_settings import CompactStep, FitTable, Step
from publisher.design.layouts import Layout
from publisher.model.catalogue import say
from publisher.model.findings import FitChoice
from publisher.model.runs import plain
from publisher.pdf.layout.fit.cover import CoverChoice
from publisher.pdf.layout.fit.grid_below import LARGE, GridChoice, best_of, height_below, texts_at, trials_below
from publisher.pdf.layout.fit.grid_plan import FASTEST, GAP, THIN, Box, Item
from publisher.pdf.layout.fit.grid_plan import Day as GridDay
from publisher.pdf.layout.fit.measure import Trial
from publisher.pdf.layout.fit.measured import Measured
from publisher.text.i18n import clock_text, label

MOST_SESSIONS = 24  # of a programme that may be set larger
TOGETHER = 30  # sessions that are measured on one trial page
SAMPLED = 60  # sessions whose height says that of all
FILL = 0.985  # of a page's room, that a grid may grow to take
COVER_GAP = 8.0  # mm, between the cover and the programme below it
PADDING = 1.6  # mm, at the sides of a box of a grid, as in layouts/base/programme.css
COLUMN_GAP = 4.5  # mm, as in layouts/base/programme.css
MINUTE = 60.0
Trials = Mapping[tuple[Any, ...], Trial]
Measure = Callable[[Trials], Mapping[tuple[Any, ...], Measured]]


def pages_by_form(document: Document) -> Programme | None:
    """The programme of a document, where it is in a form that takes pages of its own."""
    found = (part for part in document.parts if isinstance(part, Programme))
    return next((part for part in found if part.form in (ProgrammeForm.GRID, ProgrammeForm.COMPACT)), None)


def fit_programme(
    document: Document, tree: etree._Element, cover: CoverChoice | None, measure: Measure
) -> list[FitChoice]:
    """Set the form of the programme in a tree, where it has one that takes pages of its own, and say why."""
    part, table = pages_by_form(document), document.layout.fit
    if not part or not table:
        return []
    above = shared_height(tree, document.layout, cover)
    return [ProgrammeFit(document, part, tree, table, above).fit(measure)]


def shared_height(tree: etree._Element, layout: Layout, cover: CoverChoice | None) -> float | None:
    """What the cover takes of the page that it shares with the programme, in mm; None where it shares none."""
    main = tree.xpath("//main/*")
    shares = bool(main) and main[0].get("id") == "programme"
    if not (shares and cover and layout.cover and layout.fit and layout.fit.form == "sheet"):
        return None
    return cover.height - layout.cover.top + COVER_GAP


def is_short(document: Document) -> bool:
    """Whether a programme can be set larger or smaller with what stands around it. A grid, or columns, take pages of
    their own; a long list takes many at every density."""
    programmes = [part for part in document.parts if isinstance(part, Programme)]
    count = sum(len(day.sessions) for part in programmes for day in part.days)
    return count <= MOST_SESSIONS and pages_by_form(document) is None


def is_one_page(document: Document) -> bool:
    """Whether the writer wants cover, text and sessions on one page."""
    return any(isinstance(part, Programme) and part.form is ProgrammeForm.ONE_PAGE for part in document.parts)


class ProgrammeFit:
    """Sets the form of the programme in a tree. `above` is what stands above it on its first page, in mm; None where it
    begins a page."""

    def __init__(
        self, document: Document, part: Programme, tree: etree._Element, table: FitTable, above: float | None
    ) -> None:
        self.above = above
        self.document, self.part, self.tree, self.table = document, part, tree, table
        (self.element,) = tree.xpath("//section[@id='programme']")
        self.sessions = {one.get("id", ""): one for one in self.element.iter("article")}

    def fit(self, measure: Measure) -> FitChoice:
        """Set the form, and say why. `measure` lays out trials, by their keys. A grid without room is set as a list."""
        style = f'--before-page:"{label(self.document.language, "page.short")} ";'
        if self.part.form is ProgrammeForm.COMPACT:
            self.tree.set("class", " ".join(filter(None, (self.tree.get("class"), "compact-heads"))))
            step, choice = self._compact(measure)
            shared = "shares-page" if self.above is not None else ""
            chosen, more = f"{_compact_names(step)} {shared}".strip(), self._compact_style(step)
        else:
            chosen, more, choice = self._grid(measure)
        names = " ".join(filter(None, (self.element.get("class"), chosen)))
        self.element.set("class", names)
        self.element.set("style", f"{self.element.get('style') or ''}{style}{more}")
        return choice

    # Columns

    def _compact(self, measure: Measure) -> tuple[CompactStep, FitChoice]:
        settings = self.table.compact
        every = [session for day in self.part.days for session in day.sessions]
        steps = [step for step in settings.steps if step.sessions <= len(every)]
        sample = every[:: max(1, len(every) // SAMPLED)]
        trials = {("compact", at): self._compact_trial(step, sample) for at, step in enumerate(steps)}
        measured = measure(trials)
        found = [self._a_page(measured["compact", at], step, sample) for at, step in enumerate(steps)]
        at = next((at for at, count in enumerate(found) if count >= settings.target), len(steps) - 1)
        step = steps[at]
        for day in self.part.days:
            heading = plain(day.heading)
            for session in day.sessions:
                self.sessions[session.view.id].set("data-slot", f"{heading} {self._time(session)}")
        why = ", ".join(f"{step.text[0]:g} pt {count:.1f}" for step, count in zip(steps, found, strict=True))
        chosen = say("pdf:columns", columns=step.columns, size=step.text[0])
        return step, FitChoice(say("pdf:programme"), chosen, say("pdf:sessions-a-page", counts=why))

    def _compact_style(self, step: CompactStep) -> str:
        size, line = step.text
        return f"--columns:{step.columns};--compact:{size:g}pt;--compact-line:{line:g}pt;--outset:{step.outset:g}mm;"

    def _compact_trial(self, step: CompactStep, sample: Sequence[Session]) -> Trial:
        element = self._only([(None, sample)])
        element.set("class", f"{element.get('class')} {_compact_names(step)}")
        gaps = (step.columns - 1) * COLUMN_GAP
        width = f"width:calc((100% + {2 * step.outset - gaps:g}mm)/{step.columns});columns:auto;"
        element.set("style", f"{self._compact_style(step)}{width}")
        return Trial((element,))

    def _a_page(self, measured: Measured, step: CompactStep, sample: Sequence[Session]) -> float:
        """How many sessions go on a page."""
        return step.columns * self.table.room * len(sample) / max(1.0, measured.height)

    # A grid

    def _grid(self, measure: Measure) -> tuple[str, str, FitChoice]:
        settings = self.table.grid
        width = measure({("grid", "width"): Trial((self._only([]),))})["grid", "width"].width
        days = [GridDay(items_of(day), width, settings.times, settings.least, len(self.part.columns))
                for day in self.part.days]  # fmt: skip
        if not all(day.fits_across for day in days):
            return "", "", _as_list("pdf:page-too-narrow")
        widths = {id: value for day in days for id, value in day.widths.items()}
        column = min(day.lane_width for day in days)
        groups, after = list(self._groups()), self._trials_below()
        at, plans = min(LARGE, len(settings.steps) - 1), list[GridChoice]()
        while True:  # with heights that are reckoned, until those of the best step are measured
            step = settings.steps[at]
            trials = {
                ("grid", at, number): self._grid_trial(step, group, widths, column)
                for number, group in enumerate(groups)
            }
            measured = measure(trials | after)
            plans = self._plans(days, measured)
            at = best_of(plans).at if plans else len(settings.steps) - 1
            if ("grid", at, 0) in measured:
                break
        if not plans:
            return "", "", _as_list("pdf:session-too-high")
        best = best_of(plans)
        step = settings.steps[best.at]
        for number, (day, part) in enumerate(zip(days, self.part.days, strict=True)):
            # Below the last day stands what is said once.
            is_last = number == len(days) - 1
            below = self._below(measured, best.at) if is_last else 0.0
            fastest = THIN if below or not is_last else FASTEST
            boxes = day.boxes(best.needs, best.rooms[number], self.table.room, best.head, FILL, fastest, below)
            self._place(boxes, part)
        lanes = max(sum(day.band_lanes) for day in days)
        why = say("pdf:pages-by-size", sizes=[
            say("pdf:pages-at", size=settings.steps[plan.at][0], pages=plan.pages)
            for plan in plans
            if ("grid", plan.at, 0) in measured
        ])  # fmt: skip
        chosen = say("pdf:grid-of-columns", columns=lanes, size=step[0])
        names = "form-grid" if best.above is None else "form-grid shares-page"
        return names, self._grid_style(step, best.head), FitChoice(say("pdf:programme"), chosen, why)

    def _plans(self, days: Sequence[GridDay], measured: Mapping[tuple[Any, ...], Measured]) -> list[GridChoice]:
        """Every way to set the grid that has room."""
        return [
            plan
            for at in range(len(self.table.grid.steps))
            for above in dict.fromkeys((self.above, None))
            if (plan := self._plan(days, measured, at, above))
        ]

    def _plan(
        self, days: Sequence[GridDay], measured: Mapping[tuple[Any, ...], Measured], at: int, above: float | None
    ) -> GridChoice | None:  # fmt: skip
        """The pages of a step; None where a session is higher than a page. Days that begin a page are not parted for
        what stands above the first of them."""
        texts = texts_at(measured, at, self.table.grid.steps)
        needs, head = texts.sessions, texts.head
        rooms = [self.table.room - texts.heading - ((above or 0.0) + texts.first if number == 0 else 0.0)
                 for number in range(len(days))]  # fmt: skip
        counted = [day.pages(needs, room, self.table.room, head) for day, room in zip(days, rooms, strict=True)]
        if not all(counted):
            return None
        # On a page of its own, it leaves one to what stands before it.
        pages = sum(len(pages) for pages in counted if pages) + (above is None and self.above is not None)
        since, until = (counted[-1] or [(0, 0)])[-1]
        room = rooms[-1] if len(counted[-1] or ()) == 1 else self.table.room
        over = days[-1].height(since, until, needs, head) > room * FILL - self._below(measured, at)
        return GridChoice(at, above, pages, needs, rooms, head, texts.too_wide, pages + over)

    def _trials_below(self) -> dict[tuple[Any, ...], Trial]:
        """What follows the days; nothing for a long programme, whose indexes take pages."""
        style = self._grid_style(self.table.grid.steps[0], 0.0)
        return trials_below(self.tree, self.element, style) if len(self.sessions) <= SAMPLED else {}

    def _below(self, measured: Mapping[tuple[Any, ...], Measured], at: int) -> float:
        steps = self.table.grid.steps
        return height_below(measured, steps[0], steps[at])

    def _grid_style(self, step: Step, head: float) -> str:
        size, line = step
        return f"--grid:{size:g}pt;--grid-line:{line:g}pt;--times:{self.table.grid.times:g}mm;--head:{head:.3f}mm;"

    def _groups(self) -> Iterator[Sequence[tuple[Day, Sequence[Session]]]]:
        for day in self.part.days:
            for at in range(0, len(day.sessions), TOGETHER):
                yield [(day, day.sessions[at : at + TOGETHER])]

    def _grid_trial(self, step: Step, group: Sequence[tuple[Day, Sequence[Session]]], widths: Mapping[str, float],
                    column: float) -> Trial:  # fmt: skip
        element = self._only(group)
        element.set("class", f"{element.get('class')} form-grid")
        element.set("style", self._grid_style(step, 0.0))
        for session in element.iter("article"):
            placed = f"--w:{widths[session.get('id', '')]:.3f}mm;--h:auto;--x:0mm;--y:0mm;--rest:0mm;"
            session.set("style", placed)
        names = etree.SubElement(element, "div", {"style": f"width:{column - GAP - 2 * PADDING:.3f}mm"})
        for name in self.part.columns:
            etree.SubElement(names, "h5", {"class": "grid-column"}).text = name
        return Trial((element,))

    def _place(self, boxes: Sequence[Box], day: Day) -> None:
        """Set the boxes of a day: each is pulled to its place from where the one before it ends."""
        end, page, last = 0.0, 0, len(boxes) - 1
        for number, (box, session) in enumerate(zip(boxes, day.sessions, strict=True)):
            element = self.sessions[box.item.id]
            names = [element.get("class", "")]
            if box.page != page:
                names, end, page = [*names, "new-page"], 0.0, box.page
            lowest = max(one.y + one.height for one in boxes if one.page == box.page)
            is_last = number == last or boxes[number + 1].page != box.page
            rest = max(0.0, lowest - box.y - box.height) if is_last else 0.0
            places = {"w": box.width, "h": box.height, "x": box.x, "y": box.y - end, "rest": rest, "up": box.up}
            end = box.y + box.height
            if box.heads is not None:
                names.append("heads-column")
                element.set("data-column", self.part.columns[box.heads])
            if box.begins:
                names.append("heads-row")
                heading = next(element.iter("h4"))
                heading.set("data-time", self._time(session))
            names += ["for-all"] if box.for_all else []
            element.set("class", " ".join(names))
            element.set("style", "".join(f"--{name}:{value:.3f}mm;" for name, value in places.items()))

    # Both

    def _only(self, days: Sequence[tuple[Day | None, Sequence[Session]]]) -> etree._Element:
        """A copy of the programme that has these sessions only; a day of None is a plain one."""
        element = copy.deepcopy(self.element)
        for inner in element.xpath("section[contains(@class, 'day') or contains(@class, 'index')]"):
            element.remove(inner)
        originals = {str(one.get("data-source")): one for one in self.element.xpath("section[contains(@class, 'day')]")}
        for day, sessions in days:
            part = etree.SubElement(element, "section", {"class": "day"})
            heading = originals[str(day.place)] if day else ()
            part.extend(copy.deepcopy(one) for one in heading if one.tag != "article")
            part.extend(copy.deepcopy(self.sessions[one.view.id]) for one in sessions)
        return element

    def _time(self, session: Session) -> str:
        held = session.view.span
        return "" if held.all_day else clock_text(self.document.language, held.start.time())


def _as_list(why: str) -> FitChoice:
    """The choice of a list, for the reason with this id."""
    return FitChoice(say("pdf:programme"), say("pdf:list"), say(why))


def _compact_names(step: CompactStep) -> str:
    return "form-compact run-in" if step.run_in else "form-compact"


def items_of(day: Day) -> list[Item]:
    """The sessions of a day, for a grid."""
    items = []
    for session in day.sessions:
        held = session.view.span
        minutes = [one.timestamp() / MINUTE if one else None for one in (held.start, held.end)]
        start = minutes[0]
        assert start is not None
        whole = held.all_day or held.several_days
        items.append(Item(session.view.id, start, minutes[1], session.columns, whole))
    return items
