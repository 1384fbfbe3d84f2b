"""The pages written as PDF, with what is drawn numbered for the structure tree."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from publisher.model.graphemes import has_marks
from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.pdf.layout.soft_hyphens import add_soft_hyphen_fonts, bytes_of, soften_hyphen
from publisher.pdf.tagging.glyph_texts import Meanings
from publisher.pdf.tagging.marked_content import Drawn, Piece

BEGINNING = 3  # items of a stream that begin a mark: its tag, its properties, the operator
# Operators that paint, or mark.
DRAWING = frozenset(b"b b* B B* f F f* s S sh Do EI Tj TJ ' \" BMC BDC EMC".split())
LAYOUT_ARTIFACT = {"Type": "/Layout"}


@dataclass(eq=False, slots=True)
class Mark:
    """A marked-content sequence of a page: where in the stream's items it begins and ends, and its properties."""

    piece: Piece
    tag: str
    properties: dict[str, Any]
    begin: int
    end: int = 0
    goes_on: bool = False  # it is one with the mark before it


def draw(
    rendered: Any,
    content: Sequence[Piece],
    running: Mapping[int, str],
    labels: Sequence[tuple[Piece, Piece]] = (),
    neighbours: Sequence[tuple[Piece, Piece]] = (),
) -> Drawn:
    """Write the pages as PDF. `content` is numbered for the structure tree, all else is marked as an artifact.

    `labels` are bullets and numbers of lists, each with the text that it stands before: the engine draws them after all
    else of the page, and who reads the page as it is drawn (simple readers, copying) would find them there.
    `neighbours` are pieces of one element that follow each other in it: they share a number where they also do on the
    page. A screen reader stops between numbers, and announces a heading anew at each.
    """
    plan = {id(piece.box): piece for piece in content}
    backwards = any(piece.runs_backwards for piece in content)
    accented = any(has_marks(piece.text) for piece in content)
    links: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    streams = list[Any]()

    def paint(page: Any, stream: Any, scale: float) -> None:
        streams.append(_marking(stream, plan, running, backwards=backwards, accented=accented))
        page.paint(stream, scale)

    def finish(document: Any, pdf: Any) -> None:
        for number, page in enumerate(_pdf_pages(pdf)):
            page["Tabs"], page["StructParents"] = "/S", number
        for stream in streams:
            _rearrange(stream, labels, _join(stream, neighbours))
        _keep_links(pdf, page_boxes(rendered), links)
        add_soft_hyphen_fonts(pdf, set().union(*(stream.soft_hyphens for stream in streams)))

    pages = [_painted_by(page, paint) for page in rendered.pages]
    data = rendered.copy(pages).write_pdf(pdf_version="1.7", finisher=finish)
    if lost := next((piece for piece in content if piece.mcid is None), None):
        what = f"the text '{lost.text}'" if lost.text else "a picture"
        raise ValueError(f"{what} is drawn in a group of its own (opacity, for one, asks for that), which has no tags")
    return Drawn(data, dict(links))


def _painted_by(page: Any, paint: Callable[[Any, Any, float], None]) -> Any:
    """A page as it is, but that it is painted by a function of ours."""
    twin = copy.copy(page)
    twin.paint = lambda stream, scale=1: paint(page, stream, scale)
    return twin


def _marking(
    stream: Any, plan: Mapping[int, Piece], running: Mapping[int, str], *, backwards: bool, accented: bool
) -> Any:
    """A page's stream, which from now on marks what is drawn."""
    stream.__class__ = _stream_class()
    stream._tags = {}  # as if the engine made tags; groups of their own get it, too, and number by it
    stream.plan, stream.running = plan, running
    stream.backwards, stream.accented = backwards, accented
    stream.soft_hyphens, stream.ranges, stream.marks = set(), {}, {}
    return stream


@cache
def _stream_class() -> type:
    import pydyf
    from weasyprint.pdf.stream import Stream

    class MarkedStream(Stream):
        """A page's content: numbers what is content, marks the rest, restores lost spaces, distinguishes hyphens."""

        plan: Mapping[int, Piece]
        running: Mapping[int, str]
        backwards: bool  # whether some of the text runs from right to left
        accented: bool  # whether some of its letters have marks of their own above or below them
        soft_hyphens: set[tuple[str, str]]
        ranges: dict[int, tuple[int, int]]  # where in the stream each box is drawn, by its id
        marks: dict[int, Mark]  # by the same, in the order in which they are drawn

        @contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            piece = self.plan.get(id(box))
            if piece is None:
                self.begin_marked_content("Artifact", pydyf.Dictionary(self._artifact(box)))
                yield
                self.end_marked_content()
                return
            piece.mcid = len(self._tags)
            self._tags[box] = piece.mcid
            start = len(self.stream)
            if piece.label:
                self.push_state()
                self._forget_state()
            mark = Mark(piece, tag, pydyf.Dictionary({"MCID": piece.mcid}), len(self.stream))
            self.begin_marked_content(tag, mark.properties)
            with _said(self, piece), _spaced(piece):
                yield
                if piece.hyphenated:
                    soften_hyphen(self, start)
            mark.end = len(self.stream)
            self.end_marked_content()
            self.marks[id(box)] = mark
            if piece.label:
                self.pop_state()
            self.ranges[id(box)] = (start, len(self.stream))

        def _forget_state(self) -> None:
            """What is moved says its colour and font itself."""
            self._current_color = self._current_alpha = self._current_font = None

        def add_font(self, pango_font: Any) -> tuple[Any, float]:
            """The font as the engine keeps it; where several glyphs make one character, with what each means."""
            font, size = super().add_font(pango_font)
            if (self.backwards or self.accented) and not isinstance(font.to_unicode, Meanings):
                font.to_unicode = Meanings(font.file_content, font.family, accented=self.accented)
            return font, size

        def _artifact(self, box: Any) -> dict[str, str]:
            """Running heads and page numbers say which they are (ISO 32000-1, 14.8.2.2.2)."""
            if margin := self.running.get(id(box)):
                return {"Type": "/Pagination", "Subtype": "/Header" if "top" in margin else "/Footer"}
            return LAYOUT_ARTIFACT

    return MarkedStream


def _join(stream: Any, neighbours: Sequence[tuple[Piece, Piece]]) -> set[int]:
    """Make one mark of neighbours between which nothing is drawn, and number the marks of the page. The result is which
    items of the stream are to go: the ends and beginnings between joined marks."""
    marks: dict[int, Mark] = stream.marks
    dropped = set[int]()
    for first, second in neighbours:
        one, other = marks.get(id(first.box)), marks.get(id(second.box))
        if one is None or other is None or one.tag != other.tag or one.end > other.begin:
            continue
        between = _empty_artifacts(stream.stream, one.end + 1, other.begin)
        if between is not None:
            other.goes_on = True
            dropped |= {one.end, *between, *range(other.begin, other.begin + BEGINNING)}
    # What is drawn in groups of their own is numbered by the engine.
    taken = {entry["mcid"] for entry in stream._tags.values() if isinstance(entry, dict)}
    numbers, number = (number for number in count() if number not in taken), 0
    for mark in marks.values():
        number = number if mark.goes_on else next(numbers)
        mark.piece.mcid = mark.properties["MCID"] = number
    return dropped


def _empty_artifacts(items: Sequence[Any], start: int, end: int) -> list[int] | None:
    """Which of the items begin and end artifacts, as a space between two texts is, which is not drawn. None where they
    draw anything, or mark anything else."""
    found, artifacts = list[int](), 0
    for index in range(start, end):
        operator = bytes_of(items[index]).split()[-1:]
        if operator == [b"BDC"] and items[index - 2] == "/Artifact":
            artifacts += 1
            found += [index - 2, index - 1, index]
        elif operator == [b"EMC"] and artifacts:
            artifacts -= 1
            found.append(index)
        elif operator and operator[0] in DRAWING:
            return None
    return found


def _rearrange(stream: Any, labels: Sequence[tuple[Piece, Piece]], dropped: set[int]) -> None:
    """Put each label right before its text, where both are on this page, and leave out what is dropped."""
    before: dict[int, list[Any]] = defaultdict(list)
    taken = set(dropped)
    for label, text in labels:
        if id(label.box) in stream.ranges and id(text.box) in stream.ranges:
            start, end = stream.ranges[id(label.box)]
            before[stream.ranges[id(text.box)][0]] += stream.stream[start:end]
            taken.update(range(start, end))
    if taken:
        stream.stream[:] = [
            token
            for index, item in enumerate(stream.stream)
            for token in (*before.get(index, ()), *(() if index in taken else (item,)))
        ]


@contextmanager
def _said(stream: Any, piece: Piece) -> Iterator[None]:
    """Where letters have marks of their own, the glyphs are said to mean the text (ISO 32000-1, 14.9.4): programs that
    copy it else put each mark where they like."""
    if not has_marks(piece.text):
        yield
        return
    import pydyf

    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(piece.read_out)}))
    yield
    stream.end_marked_content()


@contextmanager
def _spaced(piece: Piece) -> Iterator[None]:
    """While it is drawn, the text has the space that the engine took away. A box may be drawn again: it stays as is.

    Where text runs backwards, a space at its end stands at its left and would move it. Its tags say what it says."""
    layout = getattr(piece.box, "pango_layout", None)
    is_asked = piece.space and not piece.runs_backwards
    if not is_asked or layout is None or layout.text.endswith(" "):  # it may be there, though the box is without
        yield
        return
    text = layout.text
    layout.text = text + " "
    try:
        yield
    finally:
        layout.text = text


def _keep_links(pdf: Any, pages: Sequence[Any], links: dict[Any, list[tuple[int, int]]]) -> None:
    """Which annotations belong to which <a>. The engine makes one for each box in a link; those of text inside another
    element of the link would lie on top of the link's own, and are dropped."""
    for number, (root, page) in enumerate(zip(pages, _pdf_pages(pdf), strict=True)):
        kept = list[Any]()
        for box, link in _link_boxes(root, None):
            is_own = box.element is link or type(box).__name__.endswith("ReplacedBox")
            if is_own and box.link_annotation and box.link_annotation.reference not in kept:
                links[link].append((number, len(kept)))
                kept.append(box.link_annotation.reference)
        if "Annots" in page:
            page["Annots"][:] = kept


def _pdf_pages(pdf: Any) -> list[Any]:
    return [pdf.objects[int(reference.split()[0])] for reference in pdf.page_references]


def _link_boxes(box: Any, link: Any) -> Iterator[tuple[Any, Any]]:
    """(box, the <a> it belongs to) of every box in a link."""
    element = box.element
    if element is not None and element.tag == "a":
        link = element
    if link is not None and getattr(box, "link_annotation", None):
        yield box, link
    for child in children(box):
        yield from _link_boxes(child, link)
