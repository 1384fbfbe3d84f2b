"""How much room a part will take at each density, reckoned: its lines are broken by the widths of its letters, its
spaces and edges are those of the specimen. The finished pages say whether that was right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from publisher.design.fit_settings import Density, FitTable
from publisher.design.text_width import text_width
from publisher.pdf.layout.fit.densities import USUAL
from publisher.pdf.layout.fit.element_kinds import LINE_END, Node
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.measure import BOXES, CAPTIONED, HEADINGS, KEPT_WITH_NEXT, RIGID
from publisher.pdf.layout.fit.measured import Kind, Measured
from publisher.pdf.layout.last_words import LETTERS, MOST
from publisher.pdf.layout.page_use import PX_TO_MM

PX = 96 / 72  # of a pt
IN_ROW, FIRST = "fig-row", "fig-first"
CLEAR = frozenset({"h3", "table", "figure"})  # begin below a picture that text flows round, as boxes do
SAME = 0.05  # px
PARTED, BEFORE, AFTER = 10, 4, 6  # letters of a word that may be hyphenated, and of its parts
BREAKS = re.compile(rf"[^ \n{LINE_END}–—-]*[–—-]+(?=\w)|[^ \n{LINE_END}]+|{LINE_END}")
KERNED = 0.995  # of the letters' widths, what kerning leaves


@dataclass(frozen=True)
class Piece:
    """What stays together, in px from the part's top. `keeps`: with what follows; `inside`: where it may be parted;
    `floated`: with the text beside it."""

    top: float
    bottom: float
    keeps: bool = False
    inside: tuple[Piece, ...] = ()
    floated: bool = False


class Reckoning:
    """Reckons the parts of one document by the kinds of its specimen."""

    def __init__(self, table: FitTable, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        self.measure = max((kind.width for kind in kinds.values()), default=0.0) * PX_TO_MM  # mm
        self.densities = table.densities
        self.usual = table.densities[USUAL]

    def measured(
        self, nodes: Sequence[Node], density: str, narrower: float = 0.0, until: float = inf
    ) -> Measured:  # fmt: skip
        """A part as it would be measured. `narrower` is how much of the measure (mm) a picture beside it takes, `until`
        how far down (mm)."""
        run = _Run(self, self.densities[density], narrower / PX_TO_MM, until / PX_TO_MM)
        for node in nodes:
            run.add(node)
        run.end()
        if run.until < inf:
            run.y = max(run.y, run.until)
        whole, parted = _joined(run.pieces, False), _joined(run.pieces, True)
        rigid = tuple((top * PX_TO_MM, low * PX_TO_MM) for top, low in run.rigid)
        flow = Flow(whole, run.y * PX_TO_MM, parted if parted != whole else (), rigid)
        return Measured(run.y * PX_TO_MM, flow, caption=run.caption * PX_TO_MM, lead_gaps=tuple(run.gaps))


class _Run:
    """One part at one density: what is reckoned so far. Lengths are in px."""

    def __init__(self, reckoning: Reckoning, density: Density, narrower: float, until: float) -> None:
        self.kinds, self.narrower = reckoning.kinds, narrower
        self.pieces: list[Piece] = []
        self.y = self.space = self.caption = 0.0  # `space`: the margin that waits for what follows
        self.gaps: list[float] = []
        self.rigid: list[tuple[float, float]] = []
        self.row = 0.0  # where the last row of pictures begins
        self.wrapped, self.beside = until < inf, narrower > 0
        usual = reckoning.usual
        self.line = density.text[1] / usual.text[1]
        self.usual_line = usual.text[1] * PX
        pairs = ((usual.heading, density.heading), (usual.lead, density.lead), (usual.text, density.text))
        self.sizes = {before[0] * PX: after[0] / before[0] for before, after in reversed(pairs)}
        self.lines = {before[1] * PX: after[1] / before[1] for before, after in reversed(pairs)}
        self.scale = density.text[0] / usual.text[0]
        self.until = until + density.text[1] * PX if until < inf else inf  # a line below the picture stays empty

    def add(self, node: Node, lead: bool = False) -> None:
        kind = self.kinds.get(node.kind)
        if kind is None:  # nothing of it is drawn
            return
        before, after = self._spaced(kind.before), self._spaced(kind.after)
        names = (node.element.get("class") or "").split()
        if self.beside and CAPTIONED in names:
            self._caption_below(node.inside)
            return
        if self.until < inf and (kind.clear or (self.wrapped and is_clear(node.element.tag, names))):
            if self.until > self.y:
                self.y, self.space = max(self.y + self.space, self.until), 0.0
            self.narrower, self.until = 0.0, inf
        if node.form == "text":
            line = self._line(kind.line)
            lines = self._lines(node, kind, self.y + max(self.space, before), line)
            more_high = kind.extra * self.line  # a larger word on its first line
            height = lines * line + more_high
            if lead:
                half = self.usual_line * self.line / 2
                more = -height % half
                more = 0.0 if more > half - SAME else more
                after = half + more
                self.gaps.append(after * PX_TO_MM)
            self._open(before, kind.top)
            self.y += self.space + more_high
            self.space = 0.0
            if node.element.tag in RIGID:
                self.rigid.append((self.y, self.y + lines * line))
            self._set(node, lines, line, kind, more_high)
            if node.element.tag == "figcaption" and "band-figure" in (node.element.getparent().get("class") or ""):
                self.caption += before + height + after
            self._close(kind.bottom, after)
        elif node.form == "holder":
            self._open(before, kind.top)
            start, at = self.y, len(self.pieces)
            is_body = "section-body" in (node.element.get("class") or "").split()
            for number, inner in enumerate(node.inside):
                self.add(inner, is_body and number == 0 and inner.element.tag == "p")
            if kind.whole or KEPT_WITH_NEXT.intersection(names):
                self._end_space(kind.bottom)
                self._keep(node, start - kind.top, at, kind)
            self._close(kind.bottom, after)
        elif kind.floated and not self.wrapped:
            top = self.y + self.space + before
            self.narrower, self.until = kind.floated, top + kind.height + after
            self.pieces.append(Piece(top, top + kind.height, floated=True))
        elif IN_ROW in names and FIRST not in names:  # beside the picture before it
            self.y = max(self.y, self.row + kind.height)
        else:
            self._add_whole(node, kind, before, after)

    def _add_whole(self, node: Node, kind: Kind, before: float, after: float) -> None:
        """What has no lines of its own: a table, a picture, portraits."""
        self._open(before, 0.0)
        self.y += self.space
        self.space = 0.0
        self.row = self.y
        factor = self.line if kind.height else 1.0
        pictured = kind.pictures if node.element.tag == "figure" else 0.0  # portraits grow with the text
        height = pictured + (kind.height - pictured) * factor
        stretch = height / kind.height if kind.height else 1.0
        if kind.pictures:
            self.rigid.append((self.y, self.y + min(kind.pictures, height)))
        inside = ((0.0, kind.height),) if kind.whole else kind.pieces
        self.pieces += [Piece(self.y + top * stretch, self.y + low * stretch) for top, low in inside]
        self.y += height
        self._close(0.0, after)

    def _caption_below(self, nodes: Sequence[Node]) -> None:
        """The caption of a picture beside the text stands below it, as wide as the picture."""
        for node, kind in ((node, self.kinds[node.kind]) for node in nodes if node.kind in self.kinds):
            line = self._line(kind.line)
            lines = count_lines(node.text, self.narrower / kind.size, kind.family, kind.weight)
            self.caption = self._spaced(kind.before) + lines * line
            self.until += self.caption

    def end(self) -> None:
        self.y += self.space
        self.space = 0.0

    def _open(self, before: float, edge: float) -> None:
        self.space = max(self.space, before)
        if edge:
            self.y += self.space + edge
            self.space = 0.0

    def _close(self, edge: float, after: float) -> None:
        self._end_space(edge)
        self.y += edge
        self.space = max(self.space, after)

    def _end_space(self, edge: float) -> None:
        if edge:
            self.y += self.space
            self.space = 0.0

    def _set(self, node: Node, lines: int, line: float, kind: Kind, above: float) -> None:
        top, height = self.y - above, lines * line + above
        names = (node.element.get("class") or "").split()
        keeps = node.element.tag in HEADINGS or bool(KEPT_WITH_NEXT.intersection(names))
        if keeps or lines <= 3 or kind.whole:
            self.pieces.append(Piece(top - kind.top, top + height + kind.bottom, keeps))
        else:
            starts = [top - kind.top, *(self.y + at * line for at in range(2, lines - 1))]
            self.pieces += [
                Piece(*edges) for edges in zip(starts, [*starts[1:], top + height + kind.bottom], strict=True)
            ]
        self.y += lines * line

    def _keep(self, node: Node, top: float, at: int, kind: Kind) -> None:
        """A holder that no page turn parts: one piece; a box may be parted at its items."""
        names = (node.element.get("class") or "").split()
        inside = tuple(self.pieces[at:])
        del self.pieces[at:]
        low = self.y + kind.bottom
        keeps = bool(KEPT_WITH_NEXT.intersection(names))
        if BOXES.intersection(names) and inside:
            edges = [top, *(piece.top for piece in inside[1:])]
            ends = [*(piece.bottom for piece in inside[:-1]), low]
            inside = tuple(Piece(a, b, p.keeps) for a, b, p in zip(edges, ends, inside, strict=True))
        else:
            inside = ()
        self.pieces.append(Piece(top, low, keeps, inside))

    def _spaced(self, margin: float) -> float:
        """A margin at this density: where it is a quarter of the line, or several, it grows with it."""
        quarters = margin / (self.usual_line / 4)
        return margin * self.line if abs(quarters - round(quarters)) < SAME else margin

    def _line(self, line: float) -> float:
        for usual, ratio in self.lines.items():
            if abs(line - usual) < SAME:
                return line * ratio
        return self._spaced(line)

    def _lines(self, node: Node, kind: Kind, top: float, line: float) -> int:
        ratio = next((ratio for usual, ratio in self.sizes.items() if abs(kind.size - usual) < SAME), self.scale)
        size = kind.size * ratio
        room = kind.width / size
        narrow = room - self.narrower / size if self.narrower else room
        beside = inf if self.until == inf and self.narrower else max(0.0, -(-(self.until - top) // line))
        if not self.narrower:
            beside = 0.0
        zone = kind.zone / size if kind.hyphens else 99.0
        return count_lines(node.text, room, kind.family, kind.weight, kind.spacing / kind.size, zone, narrow, beside)


def count_lines(
    text: str, room: float, family: str, weight: int, spacing: float = 0.0, zone: float = 99.0,
    narrow: float = 0.0, beside: float = 0.0, title: bool = False,
) -> int:  # fmt: skip
    """On how many lines a text goes. Lengths are in em. A word is hyphenated where more than `zone` stays empty. The
    first `beside` lines have only the room `narrow`. The last words of a `title` may stand alone."""
    lines, wide = 1, room
    room = left = narrow if beside > 0 else wide
    space = text_length(" ", family, weight) + spacing
    gap = 0.0
    for word, joins in _words(text, title):
        if word == LINE_END:
            room = narrow if lines < beside else wide
            lines, left, gap = lines + 1, room, 0.0
            continue
        width = text_length(word, family, weight) + spacing * len(word)
        if gap + width > left + 1e-6:
            if left - gap > zone and len(word) >= PARTED and left < room:
                share = (left - gap) / width
                fitting = min(int(len(word) * share) - 1, len(word) - AFTER)
                if fitting >= BEFORE:
                    width *= 1 - fitting / len(word)
            room = narrow if lines < beside else wide
            lines, left = lines + 1, room
            if width > room and lines <= beside < inf:  # no line beside the picture takes this word
                lines, room = int(beside) + 1, wide
                left = room
            while width > left and left > 0:
                lines, width = lines + 1, width - left
            left -= width
        else:
            left -= gap + width
        gap = 0.0 if joins else space
    return lines


def widest(text: str, family: str, weight: int, spacing: float, title: bool = False) -> float:
    """The width, in em, of the widest of what stays on one line."""
    words = (word for word, _ in _words(text, title))
    return max((text_length(word, family, weight) + spacing * len(word) for word in words), default=0.0)


def is_clear(tag: str, names: Sequence[str]) -> bool:
    """Whether an element begins below a picture that text flows round."""
    return bool(BOXES.intersection(names)) or (tag in CLEAR and CAPTIONED not in names)


@cache
def _words(text: str, title: bool = False) -> tuple[tuple[str, bool], ...]:
    """What stays on one line, and whether the next follows it without a space. The last words stay together, but those
    of the title of a cover."""
    text = text.replace("\u00ad", "").replace("\u200b", "").strip()
    found: list[tuple[str, bool]] = []
    for match in BREAKS.finditer(text):
        after = text[match.end() : match.end() + 1]
        found.append((match[0], bool(after) and not after.isspace()))
    while not title and len(found) > 1 and sum(char.isalnum() for char in found[-1][0]) < LETTERS:
        joined = f"{found[-2][0]}{'' if found[-2][1] else ' '}{found[-1][0]}"
        if len(joined) > MOST or found[-2][0] == LINE_END:
            break
        found[-2:] = [(joined, False)]
    return tuple(found)


@cache
def text_length(text: str, family: str, weight: int) -> float:
    """How wide a text is on a line, in em."""
    return text_width(text, family, weight) * KERNED


def _joined(pieces: Sequence[Piece], parting: bool) -> tuple[tuple[float, float], ...]:
    """Pieces in mm, each that must not stand alone joined with the next."""
    joined: list[tuple[float, float]] = []
    held, beside = False, -inf
    for piece in _opened(pieces) if parting else pieces:
        top, bottom = piece.top * PX_TO_MM, piece.bottom * PX_TO_MM
        if joined and (held or top < beside):
            top, bottom = joined[-1][0], max(bottom, joined.pop()[1])
        joined.append((top, bottom))
        held = piece.keeps
        beside = bottom - SAME if piece.floated else beside
    return tuple(joined)


def _opened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield from piece.inside or (piece,)
