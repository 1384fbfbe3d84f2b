"""Document -> the same document with the looks that its quantity asks for, as classes and lengths on its elements."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.design.fit_settings import FitTable
from publisher.model.findings import FitChoice
from publisher.model.graphemes import beginning
from publisher.pdf.layout.contents import CONTENTS, make_contents, mark_chapters, number_contents, wants_contents
from publisher.pdf.layout.fit.advice import BadFill, bad_fills
from publisher.pdf.layout.fit.cover import RULES, CoverChoice, CoverFit, apply_cover, lower_cover
from publisher.pdf.layout.fit.densities import BESIDE, USUAL, density_rules, reckoned
from publisher.pdf.layout.fit.elements import classes, picture_of, set_leads, wish_of, without_picture
from publisher.pdf.layout.fit.figures import place_bands, place_figures
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.legible import faint_texts
from publisher.pdf.layout.fit.measure import LayOut, Trial, measure, picture_states
from publisher.pdf.layout.fit.measured import Kept, Measured
from publisher.pdf.layout.fit.plan import ASIDE, PT_TO_MM, Group, Part, Picture, Planner
from publisher.pdf.layout.fit.programme_fit import fit_programme, is_one_page, is_short
from publisher.pdf.layout.fit.sheet import plan_one_page
from publisher.pdf.layout.fit.variety import vary_boxes

MOST_PLANS = 4  # of one document; the last is made of what is measured
FORMS = ("side", "wrap")  # of a picture that stands in the text
LOUDEST_LIST, MOST_APART = 0.3, 1.4  # a table of contents: the cost of its density, how far apart its lines may be
NARROWED_TO, SHOWN = 0.98, 0.8  # of a page's room; of a picture
LOUDER = 0.45  # the same of a last page that says little
SPARED = 6.0  # mm, left below what is pushed to a page's foot
UPRIGHT = 0.95  # width by height, under which a picture may stand beside the text
STAGED_UNDER = 0.72  # of a page: text alone that fills less stands on a ground, in the middle


@dataclass
class Fitted:
    """The fitted tree, the stylesheet of what was chosen, what was chosen, and how many layouts it took to measure.
    `expected` is how many pages that makes, 0 where nothing was planned; `bad` are the parts that fill their last page
    badly at every density."""

    tree: etree._Element
    style: str = ""
    choices: list[FitChoice] = field(default_factory=list)
    layouts: int = 0
    expected: int = 0
    bad: list[BadFill] = field(default_factory=list)


class Fitting:
    """The fitting of one document. `lay_out` lays out a tree by the layout's print stylesheets and the given rules;
    `stylesheets` is the text of the former."""

    def __init__(self, document: Document, lay_out: LayOut, stylesheets: str = "") -> None:
        self.kept = Kept(f"{document.layout.width} {document.layout.height}\n{stylesheets}")
        self.document, self.layout, self.lay_out = document, document.layout, lay_out
        self.table = self.layout.fit
        self.layouts = self.expected = self.ending = 0  # `ending`: how many pages the footer takes
        self.faint: list[str] | None = None  # texts that cannot be read on the cover's drawing
        self.tree = copy.deepcopy(document.tree)
        self.measured: dict[tuple[Any, ...], Measured] = {}
        self.pictures: dict[int, Picture | None] = {}  # at the heads of the parts
        self.narrowed = set[int]()  # of which parts they were made narrower
        self.style = density_rules(self.table) if self.table else ""

    def fit(self, tighter: float = 1.0) -> Fitted:
        """Measure and choose. `tighter` is how much of a page's room is counted on."""
        self.tree = copy.deepcopy(self.document.tree)
        choices: list[FitChoice] = []
        self.bad: list[BadFill] = []
        if self.table:
            place_figures(self.document, self.tree, self.table)
            if self.table.form == "sheet":
                place_bands(self.document, self.tree)
        cover = CoverFit(self.document, self.layout.cover) if self.layout.cover else None
        pages = self.table is not None and self.table.form == "pages"
        parts = self._parts() if pages else []
        if self.table:
            vary_boxes(parts, self.table.boxes)
        trials: dict[tuple[Any, ...], Trial] = {
            ("cover", index): trial for index, trial in enumerate(cover.trials() if cover else [])
        }
        for index, elements in enumerate(parts):
            trials |= {(index, USUAL, ""): Trial(tuple(without_picture(elements)), f"fit-{USUAL}")}
        footer = self._footer() if pages else None
        if footer is not None and self.table:
            trials |= {("footer", USUAL): Trial((footer,), f"fit-{USUAL}")}
        self._measure(trials)
        cover_choice = self._fit_cover(cover) if cover else None
        if cover_choice:
            shown = f"{cover_choice.type}, title {cover_choice.step[0]:g} pt"
            choices.append(FitChoice("cover", shown, cover_choice.why, page=1))
        choices += fit_programme(self.document, self.tree, cover_choice, self._measure)
        if self.table and self.table.form == "sheet":
            choices += self._fit_sheet(self.table, cover_choice, tighter)
        elif self.table and parts:
            table = self.table.model_copy(update={"room": self.table.room * tighter})
            ends = self._fit_footer(self.table) if footer is not None else []
            choices += [*self._fit_parts(table, parts), *ends]
        return Fitted(self.tree, self.style, choices, self.layouts, self.expected, self.bad)

    def _fit_cover(self, cover: CoverFit) -> CoverChoice | None:
        """Set the cover's choice. A drawing on which the text is too faint stands below it."""
        if cover.header is None:
            return None
        count = len(cover.steps)
        whole = [self.measured["cover", at] for at in range(count)]
        choice = cover.choice(whole)
        parted: list[Measured] = []
        if choice is None:
            self._measure({("parted", at): trial for at, trial in enumerate(cover.parted_trials(whole))})
            parted = [self.measured["parted", at] for at in range(count)]
            choice = cover.choice(whole, parted)
        assert choice is not None
        (header,) = self.tree.xpath("//header[contains(@class, 'cover')]")
        before = dict(header.attrib)
        apply_cover(header, choice)
        if choice.type == "drawing":
            if self.faint is None:
                self.faint = self._faint_texts(header)
            if self.faint:
                header.attrib.update(before)
                why = f"'{beginning(self.faint[0], 40)}' is too faint on the drawing"
                choice = cover.below(whole, parted, why)
                apply_cover(header, choice)
        return choice

    def _faint_texts(self, header: etree._Element) -> list[str]:
        said = "\n".join(
            ("faint", self.style, etree.tostring(header, encoding="unicode"), *picture_states(self.document, header))
        )
        found: list[str] | None = self.kept.get(said, list)
        if found is None:
            self.layouts += 1
            found = faint_texts(self.tree, self.lay_out, self.style)
            self.kept.put(said, found)
        return found

    def _fit_sheet(self, table: FitTable, cover: CoverChoice | None, tighter: float) -> list[FitChoice]:
        """The front is what stands before the programme, the back the programme with all that follows."""
        every = self.tree.xpath("//main/*") + self.tree.xpath("//footer[contains(@class, 'back')]")
        at = next((index for index, element in enumerate(every) if "programme" in classes(element)), len(every))
        front, back = every[:at], every[at:]
        short, whole = is_short(self.document), is_one_page(self.document)
        names = list(table.densities) if short else ["tight", USUAL]
        sides: dict[str, tuple[etree._Element, ...]] = {
            "front": tuple(front),
            **({"back": tuple(back)} if short else {}),
        }
        self._measure({(side, USUAL): Trial(parts, f"fit-{USUAL}") for side, parts in sides.items()})
        top = self.layout.cover.top if self.layout.cover else 0.0
        taken, least = (cover.height - top, cover.least - top) if cover else (0.0, 0.0)
        filled = (self.measured["front", USUAL].height + taken) / table.room
        last = self.measured["back", USUAL].height / table.room if short else 1.0
        if all(table.target[0] <= share <= 1 for share in (filled, last)) and not whole:
            names = [USUAL]  # both sides are full as they are
        self._measure(
            {
                (side, name): Trial(parts, f"fit-{name}")
                for side, parts in sides.items()
                for name in names
                if side == "front" or name != "tight" or whole
            }
        )
        fronts = {name: self.measured["front", name].flow for name in names}
        long = Flow(((0.0, table.room * 2),), table.room * 2)
        backs = {name: self.measured["back", name].flow if ("back", name) in self.measured else long for name in names}
        table = table.model_copy(update={"room": table.room * tighter})
        plan = plan_one_page(table, fronts, backs, (taken, least), wish_of(self.tree.find("body")).density, whole)
        lower_cover(self.tree, taken + top, plan.cover + top)
        for elements, name in ((front, plan.front), (back, plan.back)):
            for element in elements:
                element.set("class", " ".join([*classes(element), f"fit-{name}"]))
        set_leads(front, self.measured["front", plan.front])
        if plan.run_on and back:
            back[0].set("class", " ".join([*classes(back[0]), "run-on"]))
        if back and short:
            self.expected = 0 if plan.run_on and plan.pages > 1 else plan.pages
            if tighter == 1 and plan.left[1] > SPARED:
                back[-1].set("style", f"{back[-1].get('style') or ''}--push:{plan.left[1] - SPARED:.2f}mm")
        heights = ", ".join(f"{name} {fronts[name].height:.0f} + {backs[name].height:.0f}" for name in names)
        why = f"{plan.why}; heights of text and programme in mm: {heights}"
        chosen = plan.front if plan.front == plan.back else f"{plan.front}, the programme {plan.back}"
        return [FitChoice("sheet", f"{chosen}{', on one side' if plan.pages == 1 else ''}", why, plan.filled[0], 1)]

    def _measure(self, trials: Mapping[tuple[Any, ...], Trial]) -> Mapping[tuple[Any, ...], Measured]:
        """Every trial measured so far, these among them."""
        wanted = {key: trial for key, trial in trials.items() if key not in self.measured}
        if wanted:
            style = f"{self.style}{RULES}"
            found, runs = measure(self.document, list(wanted.values()), self.lay_out, self.kept, style)
            self.layouts += runs
            self.measured |= dict(zip(wanted, found, strict=True))
        return self.measured

    def _parts(self) -> list[list[etree._Element]]:
        """The elements of the main text: a section with what follows it up to the next one."""
        parts: list[list[etree._Element]] = []
        for element in self.tree.xpath("//main/*"):
            if not parts or "section" in classes(element):
                parts.append([])
            parts[-1].append(element)
        return parts

    def _footer(self) -> etree._Element | None:
        found = self.document.tree.xpath("//footer[contains(@class, 'back')]")
        return found[0] if found and len(found[0]) else None

    def _fit_parts(self, table: FitTable, parts: Sequence[list[etree._Element]]) -> list[FitChoice]:
        made, groups = self._planned(table, parts, 1 + self.ending)
        choices, page = list[FitChoice](), 2
        if wants_contents(self.document, 1 + self.ending + sum(group.pages for group in groups)):
            choices, before = self._fit_contents(table)
            made, groups = self._planned(table, parts, 1 + before + self.ending)
            page = 2 + before
        sources = [elements[0].get("data-source", "") for elements in parts]
        self.bad = list(bad_fills(table, made, groups, sources, page))
        begins = dict[str, int]()
        for group in groups:
            for at, index in enumerate(group.parts):
                first = Planner(table, self._bled_width, 0, 1).begins_page(made, group, at)
                self._apply(table, parts[index], group, at, index, page, first)
                choices.append(self._explain(made[index], group, at, page))
                begun = page + (group.pages - 1 if at else 0)
                begins |= {element.get("id", ""): begun for element in parts[index]}
            page += group.pages
        self.expected = page - 1 + self.ending
        begins |= {element.get("id", ""): page for element in self.tree.xpath("//footer/section")}
        number_contents(self.tree, begins)
        return choices

    def _fit_contents(self, table: FitTable) -> tuple[list[FitChoice], int]:
        """Put a table of contents after the cover, as large as one page takes. What was chosen, and how many pages it
        takes."""
        made = make_contents(self.document)
        names = [name for name, density in table.densities.items() if density.cost < LOUDEST_LIST]
        self._measure({(CONTENTS, name): Trial((made,), f"fit-{name}") for name in names})
        heights = {name: self.measured[CONTENTS, name].height for name in names}
        fitting = [name for name in names if heights[name] <= table.room * table.target[1]]
        name = fitting[-1] if fitting else USUAL
        pages = len(self.measured[CONTENTS, name].flow.pages(table.room))
        made.set("class", f"{CONTENTS} fit-{name}")
        apart = min(MOST_APART, table.room * sum(table.target) / 2 / heights[name])
        if pages == 1 and apart > 1:  # a short list takes its page, its lines further apart
            made.set("style", f"--line:{table.densities[name].text[1] * apart:.3f}pt")
        numbered = [one for one in classes(self.tree) if one != "no-page-numbers"]
        self.tree.set("class", " ".join(numbered))
        (main,) = self.tree.xpath("//main")
        main.addprevious(made)
        mark_chapters(self.document, self.tree)
        why = f"the publication has many pages; the table is {heights[name]:.0f} mm high"
        return [FitChoice(CONTENTS, name, why, None, 2)], pages

    def _planned(
        self, table: FitTable, parts: Sequence[list[etree._Element]], outside: int
    ) -> tuple[list[Part], list[Group]]:
        """The plan. First with heights reckoned from those at the usual density; what it uses is measured, and it is
        made again, until it uses nothing that is not measured. `outside` are the pages before and after the parts."""
        usual = wish_of(self.tree.find("body")).density
        planner = Planner(table, self._bled_width, outside, self.layout.pages_multiple, usual)
        for attempt in range(MOST_PLANS):
            made = [
                self._part(table, index, elements, attempt < MOST_PLANS - 1) for index, elements in enumerate(parts)
            ]
            groups = planner.plan(made)
            wanted: dict[tuple[Any, ...], Trial] = {}
            for group in groups:
                for at, index in enumerate(group.parts):
                    form = group.form if at == 0 and group.form in FORMS else ""
                    wanted[index, group.density, form] = self._trial(table, index, parts[index], group.density, form)
            if all(key in self.measured for key in wanted):
                break
            self._measure(wanted)
            self._narrow_pictures(table, wanted)
        return made, groups

    def _narrow_pictures(self, table: FitTable, measured: Mapping[tuple[Any, ...], Trial]) -> None:
        """A picture in the text that is just too large for the page is made narrower, and a little of it cut off, once:
        it is measured again."""
        for key in measured:
            index, _, form = key
            picture = self.pictures.get(index)
            if form != "wrap" or picture is None or index in self.narrowed:
                continue
            over = self.measured[key].height - table.room * NARROWED_TO
            height = Planner(table, self._bled_width, 0, 1).wrap_height(picture)
            aside = max(min(ASIDE[0], picture.aside), picture.aside * (1 - over / height))
            shown = 1 - (over - height * (1 - aside / picture.aside)) / height
            if over > 0 and shown >= SHOWN:
                self.narrowed.add(index)
                self.pictures[index] = replace(picture, aside=aside, shown=min(1.0, shown))
                del self.measured[key]

    def _trial(self, table: FitTable, index: int, elements: Sequence[etree._Element], density: str, form: str) -> Trial:
        """A part as it is measured: without its picture at the head, or with it in the text."""
        picture = self._picture(index, elements)
        if form == "wrap" and picture is not None:
            planner = Planner(table, self._bled_width, 0, 1)
            height = f"--pic:{picture.aside:.2f}mm;--band-height:{planner.wrap_height(picture) - table.head:g}mm"
            return Trial(tuple(copy.deepcopy(element) for element in elements), f"fit-{density} pic-wrap", height)
        return Trial(tuple(without_picture(elements)), f"fit-{density}{' pic-side' if form else ''}")

    @property
    def _bled_width(self) -> float:
        return self.layout.width + 2 * self.layout.bleed

    def _part(self, table: FitTable, index: int, elements: Sequence[etree._Element], reckon: bool) -> Part:
        """A part with its flows, of which those that are not measured are reckoned, or left out."""
        section = elements[0]
        found: dict[str, dict[str, Flow]] = {"": {}, "side": {}, "wrap": {}}
        for (of, density, *form), measured in self.measured.items():
            if of == index:
                which = form[0] if form else ""
                found[which][density] = measured.flow if which else measured.flow.moved(-measured.caption)
        picture = self._picture(index, elements)
        if reckon:
            found[""] = reckoned(table, found[""])
            if picture is not None and picture.ratio < UPRIGHT and table.side > 0 and len(elements) == 1:
                planner = Planner(table, self._bled_width, 0, 1)
                for name, flow in found[""].items():
                    found["side"].setdefault(name, flow.scaled(BESIDE))
                    found["wrap"].setdefault(name, flow.scaled(planner.wrapped(picture, flow.height) / flow.height))
        title = " ".join("".join(section.xpath("string(.//h2)")).split())
        words = len(" ".join(section.itertext()).split())
        name = title or section.get("id") or ""
        return Part(name, found[""], picture, found["side"], found["wrap"], wish_of(section), words)

    def _picture(self, index: int, elements: Sequence[etree._Element]) -> Picture | None:
        """The picture at the head of a part, and how wide it is to be in the text."""
        if index not in self.pictures:
            picture = picture_of(self.document, elements[0])
            if picture is not None and self.table:
                planner = Planner(self.table, self._bled_width, 0, 1)
                picture = replace(picture, aside=planner.aside(picture, self.measured[index, USUAL, ""].height))
            self.pictures[index] = picture
        return self.pictures[index]

    def _apply(
        self, table: FitTable, elements: Sequence[etree._Element], group: Group, at: int, index: int, page: int,
        begins: bool,
    ) -> None:  # fmt: skip
        """Set a part's looks. `at` is its place in its group, `begins` whether it begins a page."""
        density = table.densities[group.density]
        line = density.text[1] * group.stretch * PT_TO_MM
        names = [f"fit-{group.density}"]
        style = ""
        if group.stretch > 1:
            style = f"--line:{density.text[1] * group.stretch:g}pt;--lead-line:{density.lead[1] * group.stretch:g}pt;"
        spacing = style
        beside = group.form in ("side", "wrap") and at == 0
        measured = self.measured[index, group.density, group.form if beside else ""]
        if not begins:
            names.append("run-on")
        if group.pages > 1:
            names.append("may-part")
        if height := group.pictures[at]:
            above = table.head if begins else 0.0
            steps = int((height - above) / line + 1e-6)  # so that the text below stands on the grid
            style += f"--band-height:{above + steps * line:.3f}mm;"
            if beside:
                # At the outer edge of its page: pictures of facing pages stand on different sides.
                names += [f"pic-{group.form}", *(["pic-start"] if page % 2 == 0 else [])]
                picture = self.pictures[index]
                style += f"--pic:{picture.aside:.3f}mm;" if picture and group.form == "wrap" else ""
            if measured.caption and not (beside and group.form == "wrap"):
                style += f"--caption:{measured.caption:.3f}mm;"
        staged = group.pages == 1 and not any(group.pictures) and group.filled < STAGED_UNDER
        if staged:
            names.append("staged")
            if at == 0:
                style += f"--push:{int(max(0.0, table.room - group.height) * 0.4 / line) * line:.3f}mm;"
        for element in elements:
            element.set("class", " ".join([*classes(element), *names]))
        if style:
            elements[0].set("style", f"{elements[0].get('style') or ''}{style}")
        for element in elements[1:] if spacing else ():
            element.set("style", f"{element.get('style') or ''}{spacing}")
        set_leads(elements, measured, group.stretch)

    def _explain(self, part: Part, group: Group, at: int, page: int) -> FitChoice:
        picture = ""
        if group.pictures[at]:
            form = "beside the text" if group.form in ("side", "wrap") and at == 0 else "at the head"
            picture = f", picture {form}, {group.pictures[at]:.0f} mm high"
        lines = f", lines {group.stretch - 1:.0%} further apart" if group.stretch > 1 else ""
        chosen = f"{group.density}{lines}{picture}{', on the page of the part before' if at else ''}"
        index = group.parts[at]
        known = [name for name in part.flows if (index, name, "") in self.measured]
        heights = ", ".join(f"{name} {part.flows[name].height:.0f}" for name in known)
        pages = f"{group.pages} pages, the last" if group.pages > 1 else "the page"
        why = f"fills {pages} to {group.filled:.0%}; heights of its text in mm: {heights}"
        return FitChoice(part.name, chosen, why, group.filled, page)

    def _fit_footer(self, table: FitTable) -> list[FitChoice]:
        (footer,) = self.tree.xpath("//footer[contains(@class, 'back')]")
        room = table.room - (24.0 if "with-closing" in classes(footer) else 0.0)
        usual = self.measured["footer", USUAL].height
        names = list(table.densities)
        at = names.index(USUAL)
        roomy = usual < room * table.target[0]
        larger = [
            name for name in names[at:] if table.densities[name].cost < (LOUDER if usual < room / 2 else LOUDEST_LIST)
        ]
        wanted = larger if roomy else [USUAL] if usual <= room * table.target[1] else names[: at + 1]
        source = self._footer()
        assert source is not None
        self._measure({("footer", name): Trial((source,), f"fit-{name}") for name in wanted})
        heights = {name: self.measured["footer", name].height for name in wanted}
        fitting = [name for name in heights if heights[name] <= room * table.target[1]]
        name = (fitting or ["tight"])[-1]
        self.ending = len(self.measured["footer", name].flow.pages(room))
        push = max(0.0, room - heights[name]) if fitting else 0.0
        staged = push > room * (1 - STAGED_UNDER) and "with-closing" not in classes(footer)
        footer.set("class", " ".join([*classes(footer), f"fit-{name}", *(["staged"] if staged else [])]))
        footer.set("style", f"--{'rise' if staged else 'push'}:{max(0.0, push - 4):.2f}mm")
        where = "all at its foot, on a ground" if staged else "the imprint at its foot"
        why = f"its text is {heights[name]:.0f} mm high"
        return [FitChoice("the last page", f"{name}, {where}", why, min(1.0, heights[name] / room))]
