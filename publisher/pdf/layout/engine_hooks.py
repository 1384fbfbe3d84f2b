"""What the toolkit needs of the engine and the engine does not promise; more in `marked_pages` and `soft_hyphens`.

`docs/engine.md` says of each hook why it is there and what would make it needless. `tests/pdf/layout/
test_engine_hooks.py` fails where the installed engine is another than the one they were checked with, or where a part
has another shape. Nothing here loads the engine: whoever has a document of it has it loaded. Its own functions are not
replaced, but for five: `SVG.set_graphical_state`, `SVG.draw`, `SVGImage.draw`, `split_first_line`, `columns_layout`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

CHECKED_WITH = {"weasyprint": "70.0", "pydyf": "0.13.0"}
LETTERS_OF_LINE = 4.0  # on a line, times the size, of the narrowest type


def give_lines_their_width() -> None:
    """In drawings WeasyPrint 70 sets how wide a line is only where its colour is plain, no gradient or pattern.
    Called once, when the engine is loaded."""
    from weasyprint.svg import SVG

    draw = SVG.set_graphical_state

    @wraps(draw)
    def draw_with_width(self: Any, node: Any, font_size: float, **more: Any) -> Any:
        width = self.length(node.get("stroke-width", "1px"), font_size)
        if width and str(node.get("stroke", "")).startswith("url("):
            self.stream.set_line_width(width)
        return draw(self, node, font_size, **more)

    SVG.set_graphical_state = draw_with_width


def let_interrupts_through() -> None:
    """While it draws an SVG picture, WeasyPrint 70 takes every exception for the picture's fault, an interrupt and a
    lack of memory too. Called once, when the engine is loaded."""
    from weasyprint.images import SVGImage
    from weasyprint.svg import SVG

    draw, draw_image = SVG.draw, SVGImage.draw

    @wraps(draw)
    def noting(self: Any, *arguments: Any, **more: Any) -> Any:
        try:
            return draw(self, *arguments, **more)
        except (KeyboardInterrupt, SystemExit, MemoryError) as stop:
            self.stopped_by = stop
            raise

    @wraps(draw_image)
    def stopping(self: Any, *arguments: Any, **more: Any) -> Any:
        draw_image(self, *arguments, **more)
        if stop := getattr(self._svg, "stopped_by", None):
            raise stop

    SVG.draw, SVGImage.draw = noting, stopping


def hang_last_spaces() -> None:
    """Where a text fits on a line but for the space at its end, WeasyPrint 70 puts only its first word there: the space
    stands before an emphasis, a link, or what is kept on one line. Called once, when the engine is loaded."""
    from weasyprint.layout import inline

    split = inline.split_first_line

    @wraps(split)
    def splitting(text: str, style: Any, context: Any, max_width: float | None, *more: Any, **options: Any) -> Any:
        line = split(text, style, context, max_width, *more, **options)
        if max_width is None or line[2] is None or not text.endswith(" ") or style["white_space"] != "normal":
            return line
        if len(text) * style["font_size"] > max_width * LETTERS_OF_LINE:  # it takes several lines
            return line
        if split(text.rstrip(" "), style, context, max_width, *more, **options)[2] is None:
            return split(text, style, context, None, *more, **options)
        return line

    inline.split_first_line = splitting


def keep_what_follows_columns() -> None:
    """Where columns of one height fill the rest of a page, WeasyPrint 70 ends with them, and forgets the block across
    all columns that follows, with all after it. Called once, when the engine is loaded."""
    from weasyprint.layout import block

    lay_out = block.columns_layout

    @wraps(lay_out)
    def laying_out(context: Any, box: Any, *more: Any, **options: Any) -> Any:
        made, resume_at, next_page, margins, through = lay_out(context, box, *more, **options)
        if made is None or resume_at is not None:
            return made, resume_at, next_page, margins, through
        drawn = [one for child in made.children for one in (child.children if child.is_column else [child])]
        elements = {id(child.element) for child in drawn if child.element is not None}
        last = max((at for at, child in enumerate(box.children) if id(child.element) in elements), default=-1)
        if 0 <= last < len(box.children) - 1 and box.children[last + 1].style["column_span"] == "all":
            resume_at, next_page = {last + 1: None}, {"break": "any", "page": None}
        return made, resume_at, next_page, margins, through

    block.columns_layout = laying_out


def page_boxes(rendered: Any) -> list[Any]:
    """The root box of each page of a rendered document."""
    return [page._page_box for page in rendered.pages]


def children(box: Any) -> list[Any]:
    """The boxes inside a box; what is positioned stands for itself."""
    return [getattr(child, "_box", child) for child in getattr(box, "children", None) or ()]


def absolute_address(base_url: str, address: str) -> str:
    """An address as the engine's cache of pictures has it."""
    from weasyprint.urls import url_join

    found: str = url_join(base_url, address, False, address)
    return found


def drawn_size(box: Any) -> tuple[float, float]:
    """Width and height in px in which a picture is drawn, of which a stylesheet may cut a part away."""
    from weasyprint.layout.replaced import replacedbox_layout

    width, height, _, _ = replacedbox_layout(box)
    return width, height


def image_frame(entries: Mapping[str, Any]) -> Any:
    """An image XObject without pixels, as the engine writes it."""
    import pydyf

    return pydyf.Stream(extra={"Type": "/XObject", "Subtype": "/Image", **entries})


def srgb_profile() -> bytes:
    """The International Color Consortium's ICC profile of sRGB (2014), which the engine ships."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def source_of(root: Any, base_url: str, fetcher: Any) -> Any:
    """What the engine lays out, made of a tree of lxml. WeasyPrint 70 takes text only, and reads it each time anew,
    which takes twenty times as long as this copy. Drawings within the text are left to its reader, which knows their
    names.

    Args:
        root: The root element. It stays as it is.
        base_url: What addresses in it are relative to.
        fetcher: Reads the files that it names.

    Returns:
        An object of the engine's class `HTML`.
    """
    import weasyprint
    from lxml import etree

    if next(root.iter("svg", "math"), None) is not None:
        text = etree.tostring(root, method="html", encoding="unicode", doctype="<!doctype html>")
        return weasyprint.HTML(string=text, base_url=base_url, url_fetcher=fetcher)
    source = weasyprint.HTML.__new__(weasyprint.HTML)
    source.base_url = weasyprint.urls.ensure_url(base_url)
    source.url_fetcher, source.media_type = fetcher, "print"
    source.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(_copied(root), content_language=None)
    source.etree_element = source.wrapper_element.etree_element
    return source


def _copied(node: Any) -> Element:
    """The element as the engine's reader makes it: of the standard library, without comments."""
    made = Element(node.tag, dict(node.attrib))
    made.text = node.text
    for child in node:
        if isinstance(child.tag, str):
            made.append(_copied(child))
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + (child.tail or "")
        else:
            made.text = (made.text or "") + (child.tail or "")
    made.tail = node.tail
    return made
