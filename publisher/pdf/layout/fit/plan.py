"""Which parts share a page, how tightly they are set, and how large their pictures are: chosen from measured heights.

Of all ways to divide the parts among pages the cheapest is taken: a page that is not filled costs, and so do a look
that is not the layout's usual one, a change of look from page to page, and pages that stay blank when the sheets are
bound. The same measures give the same choice; heights count in steps of a few lines, so
that a word more or less seldom changes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from math import inf

from publisher.design.fit_settings import FitTable
from publisher.pdf.layout.fit.flow import Flow, Placed, page_turns
from publisher.pdf.layout.fit.page_groups import PT_TO_MM, ROUNDING, Group, Part, Picture, on_grid

OVER = 0.99  # of the room: what is measured alone may grow by a margin when it stands with others
# Where a text goes on below another: what its head is nearer than at a page's head, in lines; with a picture, without.
NEARER, RULED, RULE = 0.25, 1.25, 0.26  # the last is the height of the rule, in mm
STEP = 4.0  # mm, in which heights are counted when ways are compared
MOST_TOGETHER = 4  # parts that share a page
# What makes a way dearer. A page half empty costs about 0.8.
SHARED, SWITCHED, CUT, MORE = 0.1, 0.07, 0.8, 0.03
UNSURE = 2.0  # that one line more makes another page
BLANK, EACH_BLANK = 2.0, 0.15  # that there are blank pages at all, and each of them
ASIDE = (38.0, 62.0)  # mm, of the width of a picture in the text
GUTTER, SIDE, BLEED = 6.0, 17.0, 3.0  # mm: the space beside it, the margins
WRAPPED = 0.9  # of a page, that such a picture and its text are to fill
LOUD = 0.2  # from this cost of a density on, it is for single pages
STRETCHED, STRETCH_STEP = 0.5, 0.03
# What a page costs besides that looks unfinished, and the share from which it does not.
GAPING, GAPES_UNDER = 0.35, 0.74
NEARLY_BLANK, BLANK_UNDER = 1.0, 0.35  # a page of so little is no better than a blank one
# A few lines of a section at a page's head, or its portraits, and the share of a page that is more than a few.
STRANDED, STRANDED_UNDER = 0.9, 0.3
# An upright picture across a page loses heads and feet; its width by its height is below the second.
ACROSS, UPRIGHT_UNDER = 1.5, 0.95
STAGED_UNDER = 0.72  # of a page: text alone that fills less stands on a ground, in the middle
ENOUGH = 0.75  # of a picture, whose loss nobody sees
SHOWN_BESIDE = 0.6  # of a picture that fills the page beside a short text
DRAWING_VISIBLE = 0.6  # of a drawing, which was drawn for its place, more must show than of a photograph


class Planner:
    """Divides the parts among pages. `width` is that of a picture at the head, in mm, with its bleed; `outside` counts
    the pages before and after, `multiple` is what the binding takes. `share` is how much of a page's room is counted on
    where all is to go on one page."""

    def __init__(
        self, table: FitTable, width: float, outside: int, multiple: int, usual: str | None = None, share: float = 1.0
    ) -> None:
        self.table, self.width, self.outside, self.multiple, self.usual = table, width, outside, multiple, usual
        self.safe = table.room * OVER * share
        self.densities = list(table.densities)
        self._stretched_flows: dict[tuple[int, float], tuple[Flow, Flow]] = {}  # each with the one it was made of

    def plan(self, parts: Sequence[Part]) -> list[Group]:
        """The groups in their order."""
        # By how many parts are placed, the pages so far (of a sheet), and the last density: the cheapest way there.
        ways: dict[tuple[int, int, str], tuple[float, list[Group]]] = {(0, 0, ""): (0.0, [])}
        for start in range(len(parts)):
            here = [key for key in ways if key[0] == start]
            begun = list(self.groups(parts, start)) if here else []
            for key in here:
                cost, groups = ways.pop(key)
                for group in begun:
                    total = cost + group.cost + self._switched(key[2], group.density)
                    reached = (group.parts[-1] + 1, (key[1] + group.pages) % self.multiple, group.density)
                    if total < ways.get(reached, (inf, []))[0] - 1e-9:
                        ways[reached] = (total, [*groups, group])
        ended = [(cost + self._blank(key[1]), groups) for key, (cost, groups) in ways.items()]
        return min(ended, key=lambda way: way[0])[1] if ended else []

    def groups(self, parts: Sequence[Part], start: int) -> Iterator[Group]:
        """Every way to begin a page with the part at `start`."""
        for end in range(start + 1, min(start + MOST_TOGETHER, len(parts)) + 1):
            indices = tuple(range(start, end))
            if end > start + 1 and parts[end - 1].wish.page == "own":
                return
            for density in self.densities:
                together = [parts[index] for index in indices]
                wished = [part.wish.density or self.usual for part in together]
                if any(density not in part.flows for part in together):
                    continue
                if any(wish in self.densities and wish != density for wish in wished):
                    continue
                yield from self._group(together, indices, density)
            if start + 1 < len(parts) and parts[end - 1 if end == start + 1 else start].wish.page == "own":
                return

    def _is_short(self, part: Part) -> bool:
        """Whether a part may share one page with others."""
        if part.wish.page:
            return part.wish.page == "shared"
        return min(flow.height for flow in part.flows.values()) < self.table.room * self.table.share_under

    def _group(self, parts: Sequence[Part], indices: tuple[int, ...], density: str) -> Iterator[Group]:
        first, form = parts[0], parts[0].wish.picture
        if self._is_loud(density, first) and sum(part.flows[density].height for part in parts) > self.safe:
            return  # very large letters are for a page by itself
        ways: list[Group] = []
        if form != "side" or not first.beside:
            ways += self._stacked(parts, indices, density)
        if density in first.beside and len(parts) == 1 and form in (None, "side"):
            ways += self._beside(first, indices, density)
        if density in first.wrapped and form in (None, "side"):
            ways += self._wrapped(parts, indices, density)
        if ways:
            yield min(ways, key=lambda way: way.cost)

    def _stacked(self, parts: Sequence[Part], indices: tuple[int, ...], density: str) -> Iterator[Group]:
        """Pictures above the text of their parts. Lines are moved apart only as far as fills the pages."""
        for stretch in self._stretches(density):
            full = False
            for made in self._stretched(parts, indices, density, stretch):
                yield replace(made, stretch=stretch, cost=made.cost + STRETCHED * (stretch - 1))
                full = full or min(made.reached) >= self.table.target[0]
            if full:
                return

    def _stretched(
        self, parts: Sequence[Part], indices: tuple[int, ...], density: str, stretch: float
    ) -> Iterator[Group]:
        room, flows = self.table.room, [self._apart(part.flows[density], stretch) for part in parts]
        ranges = [self.range_of(part.picture) if part.picture else (0.0, 0.0, 0.0) for part in parts]
        lost = self.table.head if parts[0].picture else 0.0
        line = self.table.densities[density].text[1] * stretch * PT_TO_MM
        text = sum(flow.height for flow in flows)
        text += sum(self._between(line, bool(part.picture)) for part in parts[1:])
        least, usual, most = (text + sum(one[index] for one in ranges) - lost for index in range(3))
        # Pictures keep their usual height where that fills the page; else they make up what is missing, or give it up.
        low, high = (share * room for share in self.table.target)
        aimed = usual if low <= usual <= self.safe else min(max(usual, (low + high) / 2), high)
        wanted = [min(max(aimed, least), most)]
        if least > self.safe:
            wanted = [least, min(max(usual, least), most), (least + most) / 2, most] if most > least else [least]
        for height in wanted:
            spread = _spread(ranges, height - text + lost)
            heights = [on_grid(one, line, 0.0 if at else lost) for at, one in enumerate(spread)]
            placed = self._placed(flows, heights, density, lost, stretch)
            form = "head" if parts[0].picture else ""
            cut = sum(self._cut(part.picture, one) for part, one in zip(parts, heights, strict=True) if part.picture)
            if made := self._made(parts, indices, density, placed, heights, form, cut):
                yield made

    def _apart(self, flow: Flow, stretch: float) -> Flow:
        """A flow whose lines are moved apart."""
        key = (id(flow), stretch)
        if key not in self._stretched_flows:
            self._stretched_flows[key] = (flow.stretched(stretch), flow)
        return self._stretched_flows[key][0]

    def _stretches(self, density: str) -> list[float]:
        """By how much the lines of a density may be moved apart, in steps that nobody sees from page to page."""
        most = self.table.densities[density].stretch
        return [1 + at * STRETCH_STEP for at in range(round((most - 1) / STRETCH_STEP) + 1)]

    def _placed(
        self, flows: Sequence[Flow], heights: Sequence[float], density: str, lost: float, stretch: float = 1.0
    ) -> list[Placed]:
        """Parts below each other, each below its picture."""
        line = self.table.densities[density].text[1] * stretch * PT_TO_MM
        placed = [Placed(flows[0], heights[0] - lost)]
        for flow, height in zip(flows[1:], heights[1:], strict=True):
            above = placed[-1].bottom + self._between(line, height > 0)
            led = on_grid(height, line, self.table.head) - self.table.head if height else 0.0
            placed.append(Placed(flow, above + height, led))
        return placed

    def _beside(self, part: Part, indices: tuple[int, ...], density: str) -> Iterator[Group]:
        """An upright picture beside the text, at the page's head."""
        assert part.picture
        flow = part.beside[density]
        whole = self.side_width / part.picture.ratio
        usual = min(self.table.side, max(whole, flow.height + self.table.head))
        # Beside a short text it may fill the page by itself.
        full = self.table.head + self.table.room * sum(self.table.target) / 2
        most = whole / max(SHOWN_BESIDE, self.visible(part.picture))
        for height in dict.fromkeys((usual, max(usual, min(full, most)))):
            seen = min(whole, height) / max(whole, height)
            if flow.height > self.safe or seen < self.visible(part.picture):
                continue
            filled = [Placed(Flow(flow.pieces, max(flow.height, height - self.table.head)))]
            cost = self._cut(part.picture, height, self.side_width) + MORE
            cost += CUT * max(0.0, 1 - flow.height / max(1.0, usual - self.table.head))
            if made := self._made([part], indices, density, filled, (height,), "side", cost):
                yield made

    def _wrapped(self, parts: Sequence[Part], indices: tuple[int, ...], density: str) -> Iterator[Group]:
        """An upright picture as it is, at the page's head, with text beside and below it; the other parts follow."""
        first = parts[0]
        assert first.picture
        others = [self.range_of(part.picture)[0] if part.picture else 0.0 for part in parts[1:]]
        height = self.wrap_height(first.picture)
        cost = self._cut(first.picture, height, first.picture.aside + BLEED) + MORE
        for stretch in self._stretches(density):
            flows = [first.wrapped[density], *(part.flows[density] for part in parts[1:])]
            flows = [self._apart(flow, stretch) for flow in flows]
            placed = self._placed(flows, [0.0, *others], density, 0.0, stretch)
            made = self._made(parts, indices, density, placed, (height, *others), "wrap", cost)
            if made:
                yield replace(made, stretch=stretch, cost=made.cost + STRETCHED * (stretch - 1))
            if not made or min(made.reached) >= self.table.target[0]:
                return

    def wrap_height(self, picture: Picture) -> float:
        """The height of an upright picture in the text: all of it, as far as there is room beside a few lines."""
        return min((picture.aside + BLEED) / picture.ratio * picture.shown, self.table.room * 0.62)

    def aside(self, picture: Picture, text: float) -> float:
        """How wide a picture in the text is to be, in mm, so that both fill a page; `text` is the text's height."""
        room, measure = self.table.room, self.width - 2 * SIDE
        missing = max(0.0, room * WRAPPED - text + self.table.head)
        return max(ASIDE[0], min(ASIDE[1], (missing * measure * picture.ratio) ** 0.5 - GUTTER))

    def wrapped(self, picture: Picture, text: float) -> float:
        """How high a text of this height will be with the picture in it, as reckoned by area; all in mm."""
        height = self.wrap_height(picture)
        return max(height, text + height * (picture.aside + GUTTER) / (self.width - 2 * SIDE))

    def _made(
        self, parts: Sequence[Part], indices: tuple[int, ...], density: str, placed: Sequence[Placed],
        heights: Sequence[float], form: str, more: float,
    ) -> Group | None:  # fmt: skip
        """A group, with what it costs; None for parts that share a page and do not go on it."""
        room = self.table.room
        one_page = placed[-1].bottom <= self.safe
        turns = [(placed[-1].bottom, inf)] if one_page else [*page_turns(placed, room + ROUNDING)]
        if len(turns) == 1 and not one_page:  # nearly too much for a page is too much
            turns = [*page_turns(placed, self.safe)]
        reached = [bottom for bottom, _ in turns]
        if len(reached) == 1:
            if not all(self._is_short(part) for part in parts[1:]):
                return None  # what is not short has a page of its own, but after a long section
        else:
            if len(parts) > 1 and placed[0].bottom <= self.safe:
                return None  # only what begins on the last page of a long section may run over to the next
            if self._is_loud(density, parts[0]):
                return None
        filled = [height / room for height in reached]
        staged = len(filled) == 1 and not any(heights)  # a few words alone stand in the middle, and nothing gapes
        looks = self._looks(turns, staged)
        if len(filled) > 1:
            looks = self._weighed(placed, density, looks, len(turns))
        cost = looks + self.table.densities[density].cost + SHARED * (len(parts) - 1) + more + MORE * (len(filled) - 1)
        return Group(indices, density, len(filled), filled[-1], tuple(heights), form, cost, reached[-1], tuple(filled),
                     placed=tuple(placed))  # fmt: skip

    def _weighed(self, placed: Sequence[Placed], density: str, looks: float, pages: int) -> float:
        """What several pages cost, weighed with what they would with a line more, and with one less: one that is good
        only as reckoned is none, and a word more makes no other one."""
        line = self.table.densities[density].text[1] * PT_TO_MM
        weighed = 2 * looks
        for shift in (line, -line):
            moved = [replace(one, offset=one.offset + shift) for one in placed]
            turns = [*page_turns(moved, self.table.room + ROUNDING)]
            weighed += self._looks(turns, False) + UNSURE * (len(turns) != pages) * (shift > 0)
        return weighed / 4

    def _looks(self, turns: Sequence[tuple[float, float]], staged: bool) -> float:
        """What it costs that these pages are not filled, or begin with a few lines."""
        room = self.table.room
        empty = sum(self._empty(round(reached / STEP) * STEP / room, staged) for reached, _ in turns)
        return empty + STRANDED * sum(carried < room * STRANDED_UNDER for _, carried in turns)

    def _is_loud(self, density: str, part: Part) -> bool:
        return self.table.densities[density].cost >= LOUD and density not in (self.usual, part.wish.density)

    def _cut(self, picture: Picture, height: float, width: float | None = None) -> float:
        """What it costs that a part of a picture is cut off."""
        whole = (width or self.width) / picture.ratio
        across = ACROSS if width is None and picture.ratio < UPRIGHT_UNDER and height < whole else 0.0
        return across + CUT * max(0.0, ENOUGH - min(whole, height) / max(whole, height))

    def range_of(self, picture: Picture) -> tuple[float, float, float]:
        """Least, usual and greatest height of a picture at the head, in mm."""
        whole, visible = self.width / picture.ratio, self.visible(picture)
        least, most = self.table.pictures
        least, most = max(least, whole * visible), min(most, whole / visible)
        least = min(least, self.table.pictures[1])
        usual = self.table.usual_picture if picture.drawing else min(whole, self.width / 1.5)
        return least, min(max(usual, least), max(least, most)), max(least, most)

    def visible(self, picture: Picture) -> float:
        return max(self.table.visible, DRAWING_VISIBLE) if picture.drawing else self.table.visible

    @cached_property
    def side_width(self) -> float:
        """The width of a picture beside the text: a page's half, less the space between."""
        return self.width * 0.42

    @staticmethod
    def _between(line: float, pictured: bool) -> float:
        """The space below a part that another goes on below, less what its head is nearer than at a page's head."""
        return (2 - NEARER) * line if pictured else (2 - RULED) * line + RULE

    def _empty(self, filled: float, staged: bool) -> float:
        least = self.table.target[0]
        if filled >= least:
            return 0.0
        gaping = 0.0 if staged else NEARLY_BLANK if filled < BLANK_UNDER else GAPING if filled < GAPES_UNDER else 0.0
        return 2 * (least - filled) / least + gaping

    def _switched(self, before: str, after: str) -> float:
        if not before:
            return 0.0
        return SWITCHED * abs(self.densities.index(before) - self.densities.index(after))

    def _blank(self, pages: int) -> float:
        blank = -(pages + self.outside) % self.multiple
        return BLANK + EACH_BLANK * blank if blank else 0.0


def _spread(ranges: Sequence[tuple[float, float, float]], whole: float) -> list[float]:
    """Heights of pictures that make up `whole`, each within its range, and each as far along it as the others."""
    least, most = (sum(one[index] for one in ranges) for index in (0, 2))
    share = min(1.0, max(0.0, (whole - least) / (most - least))) if most > least else 0.0
    return [one[0] + share * (one[2] - one[0]) for one in ranges]
