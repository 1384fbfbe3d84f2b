"""What we need of WeasyPrint's private parts, and nothing else of the toolkit touches.

The engine's own tags are thrown away (they begin a paragraph, list or table anew on each page, drop languages, and say
nothing of what runs on from line to line). What is kept is its marking of each text and picture in the pages' content
streams. Around those marks `structure` builds the tree from the document itself.

Four private things are used: the boxes of a laid-out page, `pdf.Stream.marked`, the text that a box's `pango_layout`
draws, and `pdf.add_tags`, which is called when all pages are drawn. `tests/pdf/test_marks.py` fails when one changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest.mock import patch

from publisher.pdf.layout.engine import load_engine
from publisher.pdf.tagging.glyph_texts import Meanings
from publisher.text.i18n import is_right_to_left

PX_TO_PT = 72 / 96
SOFT_HYPHEN_FONT = "SoftHyphen"  # added to a font's name: the same font, in which the hyphen means U+00AD
FONT = re.compile(rb"/(\S+) (\S+) Tf$")
LAST_GLYPH = re.compile(rb"^\[(.*?)([0-9a-f]{4})>([-\d. ]*)\] TJ$", re.DOTALL)
LAYOUT_ARTIFACT = {"Type": "/Layout"}


@dataclass(eq=False, slots=True)
class Piece:
    """A text of one line, or a picture, as it is drawn. `page` counts from 0; `bounds` are points from the page's lower
    left corner. `mcid` is its number in the page's content stream, None until it is drawn.

    `space`: a space belongs at the end, which the engine removes where a line ends. `hyphenated`: the last character is
    a hyphen that is not part of the word. `at` is where it begins in its text in the document; it is known when that
    has been read (see `reading`).
    """

    page: int
    box: Any
    bounds: tuple[float, float, float, float]
    mcid: int | None = None
    space: bool = False
    hyphenated: bool = False
    label: bool = False
    at: int = 0

    @property
    def text(self) -> str:
        return getattr(self.box, "text", "")

    @property
    def right_to_left(self) -> bool:
        return self.box.style["direction"] == "rtl"

    @property
    def runs_backwards(self) -> bool:
        """Whether its glyphs, or some of them, are drawn in another order than one reads them."""
        return bool(self.text) and (self.right_to_left or any(map(is_right_to_left, self.text)))

    @property
    def spaced_text(self) -> str:
        """The text with the space that it asks for."""
        return f"{self.text} " if self.space else self.text


@dataclass(eq=False)
class Pieces:
    """What the pages hold, by the element of the source that it belongs to, in the order of the pages.

    What is in none of the three is an artifact: running heads, generated text, a table's head that is repeated.
    """

    texts: dict[Any, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[Any, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    pictures: dict[Any, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    running: dict[int, str] = field(default_factory=dict)  # id of a box in a margin -> its at-keyword


@dataclass(frozen=True)
class Drawn:
    """The PDF without structure. `links` says which annotations an element has: (page, index in /Annots), from 0."""

    pdf: bytes
    links: Mapping[Any, Sequence[tuple[int, int]]]


def page_boxes(rendered: Any) -> list[Any]:
    """The root box of each page of a rendered document."""
    return [page._page_box for page in rendered.pages]


def children(box: Any) -> list[Any]:
    """The boxes inside a box; what is positioned stands for itself."""
    return [getattr(child, "_box", child) for child in getattr(box, "children", None) or ()]


def gather(rendered: Any) -> Pieces:
    """Sort all texts and pictures of the pages by the elements they belong to."""
    pieces, repeated = Pieces(), dict[Any, int]()
    for page, root in enumerate(page_boxes(rendered)):
        _gather(root, page, root.margin_height(), pieces, repeated, None)
    return pieces


def _gather(box: Any, page: int, height: float, pieces: Pieces, repeated: dict[Any, int], margin: str | None) -> None:
    kind = type(box).__name__
    margin = box.at_keyword if kind == "MarginBox" else margin
    may_repeat = getattr(box, "is_header", False) or (margin and box.element is not None)
    if may_repeat and repeated.setdefault(box.element, page) != page:
        return  # real the first time; on later pages it helps the eye only
    if hasattr(box, "text") or kind.endswith("ReplacedBox"):
        is_text = hasattr(box, "text")
        _, _, pseudo = (box.element_tag or "").partition("::")
        if box.element is None:
            if margin:
                pieces.running[id(box)] = margin
        elif not pseudo or pseudo in ("first-letter", "first-line"):
            (pieces.texts if is_text else pieces.pictures)[box.element].append(Piece(page, box, _bounds(box, height)))
        elif pseudo == "marker":
            pieces.labels[box.element].append(Piece(page, box, _bounds(box, height), label=True))
    for child in children(box):
        _gather(child, page, height, pieces, repeated, margin)


def _bounds(box: Any, height: float) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, height - top - box.height, left + box.width, height - top)
    return tuple(round(edge * PX_TO_PT, 2) for edge in edges)


def draw(
    rendered: Any, content: Sequence[Piece], running: Mapping[int, str], labels: Sequence[tuple[Piece, Piece]] = ()
) -> Drawn:
    """Write the pages as PDF. `content` is numbered for the structure tree, all else is marked as an artifact.

    `labels` are bullets and numbers of lists, each with the text that it stands before: the engine draws them after all
    else of the page, and who reads the page as it is drawn (simple readers, copying) would find them there.
    """
    engine = load_engine()
    plan = {id(piece.box): piece for piece in content}
    links: dict[Any, list[tuple[int, int]]] = defaultdict(list)

    def finish(pdf: Any, document: Any, version: Any, streams: Sequence[Any]) -> None:
        for stream in streams:
            _move(stream, labels)
        _keep_links(pdf, page_boxes(document), links)
        _add_soft_hyphen_fonts(pdf, set().union(*(stream.soft_hyphens for stream in streams)))

    stream_class = _stream_class()
    with (
        patch.object(engine.pdf, "Stream", stream_class),
        patch.object(engine.pdf, "add_tags", finish),
        patch.object(stream_class, "plan", plan),
        patch.object(stream_class, "running", running),
        patch.object(stream_class, "backwards", any(piece.runs_backwards for piece in content)),
    ):
        data = rendered.write_pdf(pdf_tags=True, pdf_version="1.7")
    if lost := next((piece for piece in content if piece.mcid is None), None):
        what = f"the text '{lost.text}'" if lost.text else "a picture"
        raise ValueError(f"{what} is drawn in a group of its own (opacity, for one, asks for that), which has no tags")
    return Drawn(data, dict(links))


@cache
def _stream_class() -> type:
    load_engine()
    import pydyf
    from weasyprint.pdf.stream import Stream

    class MarkedStream(Stream):
        """A page's content: numbers what is content, marks the rest, restores lost spaces, distinguishes hyphens."""

        plan: Mapping[int, Piece] = {}
        running: Mapping[int, str] = {}
        backwards = False  # whether some of the text runs from right to left

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.soft_hyphens: set[tuple[str, str]] = set()
            self.ranges: dict[int, tuple[int, int]] = {}  # where in the stream each box is drawn, by its id

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
            self.begin_marked_content(tag, pydyf.Dictionary({"MCID": piece.mcid}))
            with _spaced(piece):
                yield
            if piece.hyphenated:
                _soften_hyphen(self, start)
            self.end_marked_content()
            if piece.label:
                self.pop_state()
            self.ranges[id(box)] = (start, len(self.stream))

        def _forget_state(self) -> None:
            """What is moved says its colour and font itself."""
            self._current_color = self._current_alpha = self._current_font = None

        def add_font(self, pango_font: Any) -> tuple[Any, float]:
            """The font as the engine keeps it; where text runs from right to left, with what its glyphs mean."""
            font, size = super().add_font(pango_font)
            if self.backwards and not isinstance(font.to_unicode, Meanings):
                font.to_unicode = Meanings(font.file_content, font.family)
            return font, size

        def _artifact(self, box: Any) -> dict[str, str]:
            """Running heads and page numbers say which they are (ISO 32000-1, 14.8.2.2.2)."""
            if margin := self.running.get(id(box)):
                return {"Type": "/Pagination", "Subtype": "/Header" if "top" in margin else "/Footer"}
            return LAYOUT_ARTIFACT

    return MarkedStream


def _move(stream: Any, labels: Sequence[tuple[Piece, Piece]]) -> None:
    """Put each label right before its text, where both are on this page."""
    before: dict[int, list[Any]] = defaultdict(list)
    taken = set[int]()
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


def _soften_hyphen(stream: Any, start: int) -> None:
    """Draw the last glyph in the font's twin, where it means a soft hyphen (ISO 32000-1, 14.8.2.2.3)."""
    indices = range(len(stream.stream) - 1, start - 1, -1)
    last = next((i for i in indices if LAST_GLYPH.match(_bytes(stream.stream[i]))), None)
    font = next((m for i in indices if (m := FONT.match(_bytes(stream.stream[i])))), None)
    if last is None or font is None:  # nothing was drawn: the text is invisible
        return
    before, glyph, after = LAST_GLYPH.match(stream.stream[last]).groups()  # type: ignore[union-attr]
    name, size = (group.decode() for group in font.groups())
    stream.soft_hyphens.add((name, glyph.decode()))
    head = [] if before == b"<" else [b"[" + before + b">] TJ"]
    twin = f"/{name}{SOFT_HYPHEN_FONT} {size} Tf".encode()
    stream.stream[last : last + 1] = [*head, twin, b"[<" + glyph + b">" + after + b"] TJ"]


def _bytes(item: Any) -> bytes:
    return item if isinstance(item, bytes) else b""


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


def _add_soft_hyphen_fonts(pdf: Any, used: set[tuple[str, str]]) -> None:
    """The twins of the fonts: the same glyphs, but the hyphen's meaning is U+00AD."""
    import pydyf

    fonts = next((item for item in pdf.objects if isinstance(item, dict) and _is_font_list(item, used)), None)
    for name in sorted({name for name, _ in used}):
        assert fonts is not None
        original = pdf.objects[int(fonts[name].split()[0])]
        meaning = pydyf.Stream([_soft_hyphen_map(sorted(glyph for font, glyph in used if font == name))], compress=True)
        pdf.add_object(meaning)
        twin = pydyf.Dictionary({**original, "ToUnicode": meaning.reference})
        pdf.add_object(twin)
        fonts[name + SOFT_HYPHEN_FONT] = twin.reference


def _is_font_list(item: Mapping[str, Any], used: set[tuple[str, str]]) -> bool:
    return bool(used) and all(name in item for name, _ in used)


def _soft_hyphen_map(glyphs: Sequence[str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    rows = "\n".join(f"<{glyph}> <00ad>" for glyph in glyphs)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{rows}\nendbfchar\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
