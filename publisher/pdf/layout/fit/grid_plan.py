"""A day of a programme as a grid: which column each session stands in, where its row begins, and on which page.

Rows are times: a session's box begins at the row of its time and ends at that of its end. A row is as high as its
sessions' texts need, and grows with its time as far as the page has room. Lengths in mm, times in minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import ceil

USUAL_LENGTH = 30  # minutes, of a session that says no end
GAP = 1.0  # between two boxes
BAND_GAP = 5.0  # between two rows of columns
NARROWEST = 0.85  # of the least width, of a column that cannot be parted from others
FASTEST = 1.0  # mm a minute
THIN = 2.0  # the same where nothing follows on the page that would want its room
HALVINGS = 24
LABEL = 4.6  # between two times at the side
IDLE = 10  # minutes: a pause, or what is for all, is shown no higher
LOST = 40.0  # what it costs to part a session that goes on over the end of a page


@dataclass(frozen=True)
class Item:
    """A session: when it begins and ends, in which columns it stands (none: in all), and how high its text is."""

    id: str
    start: float
    end: float | None
    columns: tuple[int, ...]
    whole_day: bool = False
    need: float = 0.0


@dataclass(frozen=True)
class Box:
    """Where an item stands: on which page of its day, and on it. `heads` is the column whose name stands `up` above
    its top, `begins` whether its time is shown at the side."""

    item: Item
    page: int
    x: float
    y: float
    width: float
    height: float
    heads: int | None
    up: float
    begins: bool
    for_all: bool


@dataclass(frozen=True)
class _Lane:
    """The lanes of an item: the first, how many, and the band of columns that they are in."""

    item: Item
    first: int
    count: int
    band: int = 0
    for_all: bool = False


class Day:
    """One day's sessions in their columns. `items` are in the order of time."""

    def __init__(self, items: Sequence[Item], width: float, times: float, least: float, columns: int) -> None:
        self.items = _whole_days_first(items)
        self.width, self.times, self.least, self.columns = width, times, least, columns
        self.lanes = self._bands(self._lanes())

    def _lanes(self) -> list[_Lane]:
        """Each item in the lanes of its columns: a column has as many as sessions run in it at one time."""
        columns = {item.id: self._columns(item) for item in self.items}
        busy: dict[int, list[float]] = {}
        taken: dict[str, int] = {}
        for item in self.items:
            if len(columns[item.id]) == 1:
                ends = busy.setdefault(columns[item.id][0], [])
                lane = next((number for number, end in enumerate(ends) if end <= item.start), len(ends))
                ends[lane : lane + 1] = [self.ends[item.id]]
                taken[item.id] = lane
        used = sorted({column for held in columns.values() for column in held})
        first, count = {}, 0
        for column in used:
            first[column] = count
            count += max(1, len(busy.get(column, ())))
        self.used, self.first_lane, self.lane_count = used, first, count
        lanes = []
        for item in self.items:
            held = columns[item.id]
            if not held:
                lanes.append(_Lane(item, 0, count, for_all=True))
            elif len(held) > 1 or not self._shared(item, held, columns):
                lanes.append(_Lane(item, first[held[0]], sum(max(1, len(busy.get(one, ()))) for one in held)))
            else:
                lanes.append(_Lane(item, first[held[0]] + taken[item.id], 1))
        return lanes

    @cached_property
    def ends(self) -> dict[str, float]:
        """When each item ends: one without an end when the next one begins, or after half an hour."""
        return {item.id: self._end(item) for item in self.items}

    def _end(self, item: Item) -> float:
        if item.end is not None and item.end > item.start:
            return item.end
        later = (one.start for one in self.items if one.start > item.start and not one.whole_day)
        return min([item.start + USUAL_LENGTH, *later])

    def _overlap(self, one: Item, other: Item) -> bool:
        return one.start < self.ends[other.id] and other.start < self.ends[one.id]

    def _columns(self, item: Item) -> tuple[int, ...]:
        """The columns that an item takes: none for all of them. What cannot span its columns stands in the first; what
        is for all, and runs beside others, in a column of its own at the end."""
        others = [one for one in self.items if one is not item and self._overlap(one, item)]
        if not item.columns:
            return (self.columns,) if others else ()
        held = tuple(sorted(item.columns))
        run_on = held == tuple(range(held[0], held[-1] + 1))
        free = not any(not one.columns or set(one.columns) & set(held) for one in others)
        return held if run_on and free else (item.columns[0],)

    def _shared(self, item: Item, held: tuple[int, ...], columns: dict[str, tuple[int, ...]]) -> bool:
        """Whether another session runs in its column at the same time."""
        return any(
            one is not item and set(columns[one.id]) & set(held) and self._overlap(one, item) for one in self.items
        )

    def _bands(self, lanes: list[_Lane]) -> list[_Lane]:
        """Too many columns for the width go on in a second row of columns below the first, at the same times."""
        inner = self.width - self.times
        count = max(1, ceil(self.lane_count * self.least / inner - 1e-6))
        ends = [*(self.first_lane[column] for column in self.used[1:]), self.lane_count]
        starts, band = [0], 1
        for at, end in enumerate(ends[:-1]):
            if end - starts[-1] >= (self.lane_count - starts[-1]) / (count - band + 1) - 0.5 and band < count:
                starts.append(ends[at])
                band += 1
        self.band_starts = starts
        self.band_lanes = [end - start for start, end in zip(starts, [*starts[1:], self.lane_count], strict=True)]
        placed = []
        for lane in lanes:
            number = max(index for index, start in enumerate(starts) if start <= lane.first)
            last = starts[number] + self.band_lanes[number]
            length = min(lane.count, last - lane.first)
            placed.append(replace(lane, first=lane.first - starts[number], count=length, band=number))
        return placed

    @property
    def lane_width(self) -> float:
        """The width of a lane: the same in every band, so that columns stand below each other."""
        return (self.width - self.times) / max(self.band_lanes, default=1)

    @property
    def fits_across(self) -> bool:
        return self.lane_width >= self.least * NARROWEST

    def width_of(self, lane: _Lane) -> float:
        return (self.width - self.times if lane.for_all else self.lane_width * lane.count) - GAP

    @cached_property
    def widths(self) -> dict[str, float]:
        """The width of each item's box."""
        return {lane.item.id: self.width_of(lane) for lane in self.lanes}

    @cached_property
    def bounds(self) -> list[float]:
        """The times at which something begins or ends."""
        return sorted({time for item in self.items for time in (item.start, self.ends[item.id])})

    def pages(
        self, needs: dict[str, float], first_room: float, room: float, head: float
    ) -> list[tuple[int, int]] | None:
        """The bounds between which each page lies, on as few pages as any, evenly filled, and with few sessions that
        go on over a page's end. None where a session alone is higher than a page."""
        last = len(self.bounds) - 1
        starts = {item.start for item in self.items}
        turns = [0, *(at for at in range(1, last) if self.bounds[at] in starts), last]
        best: dict[int, tuple[tuple[int, float], list[tuple[int, int]]]] = {0: ((0, 0.0), [])}
        for until in turns[1:]:
            for since in turns:
                if since >= until or since not in best:
                    continue
                (count, cost), before = best[since]
                space = room if before else first_room
                height = self.height(since, until, needs, head)
                if height > space:
                    continue
                crossing = 0 if until == last else len(self._crossing(until))
                price = (count + 1, cost + (1 - height / space) ** 2 * 100 + LOST * crossing)
                if until not in best or price < best[until][0]:
                    best[until] = (price, [*before, (since, until)])
        return best[last][1] if last in best else None

    def _crossing(self, at: int) -> list[Item]:
        time = self.bounds[at]
        return [item for item in self.items if item.start < time < self.ends[item.id]]

    def _within(self, since: int, until: int) -> list[_Lane]:
        """What begins between two bounds."""
        return [lane for lane in self.lanes if self.bounds[since] <= lane.item.start < self.bounds[until]]

    def height(self, since: int, until: int, needs: dict[str, float], head: float, pace: float = 0.0) -> float:
        """The height of a page between two bounds, at `pace` mm for a minute or more."""
        rows = self.rows(since, until, needs, pace)
        return sum(head + one[-1] for one in rows) + BAND_GAP * (len(rows) - 1)

    def rows(self, since: int, until: int, needs: dict[str, float], pace: float) -> list[list[float]]:
        """Where each row begins, from the first one's top, in each band of columns that has sessions there: as near to
        each other as the texts allow, and `pace` mm for a minute."""
        within = self._within(since, until)
        bounds = self.bounds[since : until + 1]
        index = {time: at for at, time in enumerate(bounds)}
        found = []
        for band in range(len(self.band_starts)):
            ending: dict[int, list[tuple[int, float]]] = {}
            begins = sorted({index[lane.item.start] for lane in within if lane.band == band})
            running = [lane for lane in self.lanes if lane.band == band and not lane.for_all]
            for start, end in pairwise(begins):  # each begins far enough below the one before it for its time
                ending.setdefault(end, []).append((start, LABEL))
            for lane in within:
                if lane.band == band:
                    end = index.get(self.ends[lane.item.id], len(bounds) - 1)
                    ending.setdefault(end, []).append((index[lane.item.start], needs[lane.item.id] + GAP))
            tops = [0.0]
            for at in range(1, len(bounds)):
                minutes = bounds[at] - bounds[at - 1]
                idle = not any(one.item.start <= bounds[at - 1] < self.ends[one.item.id] for one in running)
                ahead = not begins or at <= begins[0]
                least = tops[-1] + (0.0 if ahead else pace * (min(minutes, IDLE) if idle else minutes))
                tops.append(max([least, *(tops[start] + need for start, need in ending.get(at, ()))]))
            if ending or band == 0:
                found.append(tops)
        return found

    def boxes(self, needs: dict[str, float], first_room: float, room: float, head: float, fill: float,
              fastest: float = FASTEST, below: float = 0.0) -> list[Box]:  # fmt: skip
        """Every box, in the order of the items. `fill`: how much of a page its rows may grow to take, at most at the
        `fastest` pace; on the last page `below` mm are left for what follows, where it has room there."""
        pages = self.pages(needs, first_room, room, head)
        assert pages is not None
        made: dict[str, Box] = {}
        for number, (since, until) in enumerate(pages):
            space = (room if number else first_room) * fill
            if number == len(pages) - 1 and self.height(since, until, needs, head) <= space - below:
                space -= below
            quickest = fastest if number == len(pages) - 1 else THIN
            pace = self._pace(since, until, needs, head, space, quickest)
            made |= {box.item.id: box for box in self._page(number, since, until, needs, head, pace)}
        return [made[item.id] for item in self.items]

    def _pace(self, since: int, until: int, needs: dict[str, float], head: float, room: float, fastest: float) -> float:
        """The greatest pace at which a page takes no more than its room, up to the fastest."""
        low, high = 0.0, fastest
        if self.height(since, until, needs, head, high) <= room:
            return high
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.height(since, until, needs, head, middle) <= room else (low, middle)
        return low

    def _page(
        self, number: int, since: int, until: int, needs: dict[str, float], head: float, pace: float
    ) -> list[Box]:
        within = self._within(since, until)
        bounds = self.bounds[since : until + 1]
        index = {time: at for at, time in enumerate(bounds)}
        bands = [band for band in range(len(self.band_starts)) if band == 0 or any(one.band == band for one in within)]
        rows = dict(zip(bands, self.rows(since, until, needs, pace), strict=True))
        tops, top = {}, 0.0
        for band in bands:
            tops[band] = top + head
            top += head + rows[band][-1] + BAND_GAP
        boxes, named, begun = [], set[int](), set[tuple[int, float]]()
        for lane in within:
            item, tall = lane.item, rows[lane.band]
            above = tall[index[item.start]]
            below = tall[index.get(self.ends[item.id], len(bounds) - 1)]
            column = self._named(lane)
            heads = column if column is not None and column not in named else None
            named |= {column} if column is not None else set()
            begins = not item.whole_day and (lane.band, item.start) not in begun
            begun.add((lane.band, item.start))
            left = self.times + lane.first * self.lane_width
            y = tops[lane.band] + above
            boxes.append(
                Box(item, number, left, y, self.width_of(lane), below - above - GAP, heads, above + head, begins,
                    lane.for_all)
            )  # fmt: skip
        return boxes

    def _named(self, lane: _Lane) -> int | None:
        """The column of which a lane is the first; None for what spans several, or has no name."""
        at = self.band_starts[lane.band] + lane.first
        column = next((one for one in self.used if self.first_lane[one] == at), None)
        following = [self.first_lane[one] for one in self.used if self.first_lane[one] > at]
        spans = bool(following) and at + lane.count > min(following)
        return None if column is None or column >= self.columns or spans or lane.for_all else column


def _whole_days_first(items: Sequence[Item]) -> list[Item]:
    """What lasts all day stands above the times, one below the other."""
    whole = [item for item in items if item.whole_day]
    timed = sorted((item for item in items if not item.whole_day), key=lambda item: item.start)
    begin = (timed[0].start if timed else 0.0) - len(whole)
    return [replace(item, start=begin + at, end=begin + at + 1) for at, item in enumerate(whole)] + timed
