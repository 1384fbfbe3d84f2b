"""Document -> pages, laid out once. The master is one such; the large print is another, of the same document."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.compose.tokens import brand_tokens, page_tokens
from publisher.design.marked_letters import HEADINGS, needs_parts, spelled
from publisher.model.catalogue import say
from publisher.model.errors import REPORT, RenderError
from publisher.model.paths import LAYOUTS
from publisher.pdf.layout.contents import number_contents
from publisher.pdf.layout.engine import (
    complaints,
    file_fetcher,
    load_engine,
    parsed_styles,
    shipped_fonts_only,
)
from publisher.pdf.layout.engine_hooks import source_of
from publisher.pdf.layout.fit.fitting import Fitted, Fitting
from publisher.pdf.layout.last_words import hold_last_words
from publisher.pdf.layout.long_blocks import mark_long_blocks
from publisher.pdf.layout.marked_pages import draw
from publisher.pdf.layout.page_turns import keep_words_whole, parted_by_turns
from publisher.pdf.layout.page_use import (
    BrokenWord,
    Overflow,
    PageUse,
    broken_words,
    overflows,
    page_uses,
)
from publisher.pdf.layout.photographs import (
    Photograph,
    Placed,
    Shown,
    photographs,
    placed,
    shown,
)
from publisher.pdf.layout.pieces import gather
from publisher.pdf.layout.running import cut_running
from publisher.pdf.layout.stylesheets import Joined, joined
from publisher.pdf.tagging.marked_content import Drawn
from publisher.pdf.tagging.structure import build_structure, labels_of, neighbours_of
from publisher.pdf.tagging.structure_elements import Node

# Bookmarks are made from the structure tree, see `publisher/pdf/tagging`. The engine does not know by itself what `dir`
# means; and it would ask a PDF's reader to smooth pictures of stylesheets, which PDF/A forbids (ISO 19005-2, 6.2.8).
ENGINE_RULES = (
    "h1,h2,h3,h4,h5,h6{bookmark-level:none}[dir=rtl]{direction:rtl}[dir=ltr]{direction:ltr}"
    ":root{image-rendering:crisp-edges}"
)

# Where the engine fails on what stands side by side, as on a box over columns that is longer than a page.
ONE_COLUMN = (
    "*{columns:auto !important;column-span:none !important;break-inside:auto !important}"
    ".section-body,.facts ul,.people,.row,.beside{display:block !important}"
)
MANY_PAGES = 60  # of a programme are not laid out again, which takes minutes, for a word that goes on overleaf
TURNS = 3  # times that pages are laid out again, because a hyphen came to a page's foot, or a chapter moved


class Pages:
    """Laid-out pages. Trim boxes start at 0,0; the bleed lies outside.

    `html` is the tree that was laid out, as the engine has it; `complaints` are the engine's warnings. `drawn` is the
    PDF: RGB, its texts and pictures numbered, without tags yet; `structure` is the tree of those numbers. They are made
    when they are first asked for. Instead of the `originals` it has frames, see `pictures`.
    """

    def __init__(
        self,
        document: Document,
        medium: str,
        rendered: Any,
        html: Any,
        gathered: list[str],
        originals: Sequence[Photograph],
        css: Joined,
    ) -> None:
        self.document = document
        self.medium = medium
        self.rendered = rendered
        self.html = html
        self.complaints = gathered
        self.originals = originals
        self.css = css
        self.count = len(rendered.pages)
        self.fitted: Fitted | None = None  # how the master was fitted
        self.in_one_column = False  # the engine failed on the columns of its layout

    @cached_property
    def anchors(self) -> dict[str, int]:
        """The page on which each id of the document begins, counted from 1."""
        numbered = list(enumerate(self.rendered.pages, 1))
        # From the end, so that what goes on over several pages is found on its first.
        return {id: number for number, page in reversed(numbered) for id in page.anchors}

    @cached_property
    def overflows(self) -> tuple[Overflow, ...]:
        return tuple(overflows(self.rendered))

    @cached_property
    def broken_words(self) -> tuple[BrokenWord, ...]:
        return tuple(broken_words(self.rendered))

    @cached_property
    def uses(self) -> tuple[PageUse, ...]:
        return tuple(page_uses(self.rendered))

    @cached_property
    def photographs(self) -> tuple[Placed, ...]:
        """Every raster picture in each of its places."""
        return tuple(placed(self.rendered))

    @cached_property
    def shown_pictures(self) -> tuple[Shown, ...]:
        """Every picture that is a file, photograph or drawing, in each of its places."""
        return tuple(shown(self.rendered))

    @cached_property
    def _drawn(self) -> tuple[Drawn, Node]:
        with shipped_fonts_only(), complaints() as gathered, _render_errors(self.document):
            pieces = gather(self.rendered)
            structure = build_structure(self.html, pieces)
            drawn = draw(
                self.rendered,
                list(structure.pieces()),
                pieces.running,
                list(labels_of(structure)),
                list(neighbours_of(structure)),
            )
        self.complaints += [complaint for complaint in gathered if complaint not in self.complaints]
        return drawn, structure

    @property
    def drawn(self) -> Drawn:
        return self._drawn[0]

    @property
    def first_page_pdf(self) -> bytes:
        """A PDF that begins with the first page. The others are drawn only if something else asks for them: of a long
        programme that takes as long as laying it out."""
        if "_drawn" in self.__dict__:
            return self.drawn.pdf
        return self.page_pdf(1)

    def page_pdf(self, number: int) -> bytes:
        """A PDF of one page, counted from 1, without tags."""
        with shipped_fonts_only(), complaints(), _render_errors(self.document):
            data: bytes = self.rendered.copy(self.rendered.pages[number - 1 : number]).write_pdf()
        return data

    @property
    def structure(self) -> Node:
        return self._drawn[1]


def paginate(document: Document, bleed: float | None = None) -> Pages:
    """Lay the document out by its layout's print stylesheets, fitted to its quantity: the master. `bleed` in mm, where
    it is not the layout's. Raises RenderError."""
    styles: list[str | Path] = [brand_tokens(document), page_tokens(document, bleed)]
    styles += document.layout.stylesheets("print")

    def trial(tree: etree._Element, rules: Sequence[str]) -> Pages:
        cut_running(document, tree)
        hold_last_words(tree)
        mark_long_blocks(tree)
        whole = copy.deepcopy(tree)
        try:
            return lay_out(document, "print", tree, styles, "".join(rules))
        except RenderError:
            pages = lay_out(document, "print", whole, styles, "".join((*rules, ONE_COLUMN)))
            pages.in_one_column = True
            return pages

    fitting = Fitting(document, trial, joined(styles).text)
    tried = list[tuple[int, Fitted, Pages]]()
    for attempt in range(len(fitting.attempts)):
        fitted = fitting.fit(attempt)
        pages = trial(copy.deepcopy(fitted.tree), [fitted.style])
        filled = {} if attempt else _shares(document, pages)  # what was measured is as it is
        if fitted.is_as_planned(pages.count, pages.anchors, filled):
            break
        tried.append((abs(pages.count - fitted.expected), fitted, pages))
    else:  # of those that are not as planned, the last of those that come nearest in pages
        _, fitted, pages = min(reversed(tried), key=lambda one: one[0])
    tree = fitted.tree
    if sources := {overflow.source for overflow in pages.overflows}:
        broken = copy.deepcopy(tree)
        _break_anywhere(broken, sources)
        again = trial(copy.deepcopy(broken), [fitted.style])
        if len(again.overflows) <= len(pages.overflows):
            tree, pages = broken, again
    is_long_programme = bool(document.events) and pages.count > MANY_PAGES
    for _ in range(TURNS):
        parted = [] if is_long_programme else parted_by_turns(pages.rendered)
        moved = number_contents(tree, pages.anchors)
        if not parted and not moved:
            break
        keep_words_whole(tree, pages.html, parted)
        pages = trial(copy.deepcopy(tree), [fitted.style])
    pages.fitted = fitted
    return pages


def _shares(document: Document, pages: Pages) -> dict[int, float]:
    """How far down the text area each page reaches, as a share of it."""
    height, fit = document.layout.height, document.layout.fit
    if fit is None:
        return {}
    margin = (height - fit.room) / 2
    return {use.page: (use.filled * height - margin) / fit.room for use in pages.uses}


def _break_anywhere(tree: etree._Element, sources: set[str]) -> None:
    """In the last resort, what is kept on one line, or in a column or card, may be broken, too."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.get("data-source") in sources:
            element.set("class", f"{element.get('class', '')} break-anywhere".strip())


def lay_out(
    document: Document, medium: str, tree: etree._Element, styles: Sequence[str | Path], rules: str = ""
) -> Pages:
    """Lay out a tree that was made from the document, for a medium, by stylesheets (text, or files), and by `rules` of
    our own. The tree is changed. Raises RenderError."""
    engine = load_engine()
    _number_lists(tree)
    _spell_letters(tree, document)
    fetcher = file_fetcher((*document.picture_folders, LAYOUTS, document.layout.folder), document.drawing)
    with shipped_fonts_only(), complaints() as gathered, _render_errors(document):
        source = source_of(tree, f"{document.base}/", fetcher)
        css = joined([*styles, ENGINE_RULES])
        parsed, said = parsed_styles(css.text, f"{document.base}/", fetcher)
        sheets = [parsed, *([engine.CSS(string=rules, url_fetcher=fetcher)] if rules else [])]
        cache = photographs(document, tree, source.base_url)
        originals = tuple(cache.values())  # the engine adds its own
        rendered = source.render(stylesheets=sheets, cache=cache)
        gathered[:0] = [complaint for complaint in said if complaint not in gathered]
    return Pages(document, medium, rendered, source.etree_element, gathered, originals, css)


@contextmanager
def _render_errors(document: Document) -> Iterator[None]:
    """A fault of the engine becomes one line that names the publication."""
    try:
        yield
    except (Exception, load_engine().urls.FatalURLFetchingError) as error:
        raise RenderError(say("pdf:not-laid-out", name=document.name, error=error), REPORT) from error


def _spell_letters(tree: etree._Element, document: Document) -> None:
    """Letters that no font has as one glyph are written in parts."""
    families = {True: document.brand.fonts.display, False: document.brand.fonts.text}
    whole = "".join(map(str, tree.itertext()))
    if not any(needs_parts(whole, family) for family in families.values()):
        return
    for element in tree.iter(etree.Element):
        in_heading = any(one.tag in HEADINGS for one in (element, *element.iterancestors()))
        around = any(one.tag in HEADINGS for one in element.iterancestors())
        if element.text and not element.text.isascii():
            element.text = spelled(element.text, families[in_heading])
        if element.tail and not element.tail.isascii():
            element.tail = spelled(element.tail, families[around])


def _number_lists(tree: etree._Element) -> None:
    """A list that does not begin with 1 gets the style that the engine takes its first number from."""
    for listing in tree.iter("ol"):
        start = int(listing.get("start", "1"))
        if start != 1:
            listing.set("style", f"counter-reset: list-item {start - 1}")
