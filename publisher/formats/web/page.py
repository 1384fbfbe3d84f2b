"""web: the document as one self-contained HTML file, fonts and pictures inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from publisher.compose import Document, serialise
from publisher.formats import LANDING, Format, ListedIn, wanted
from publisher.formats.cover_image import FORMAT as COVER
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_html
from publisher.formats.web.head import head_of_page
from publisher.formats.web.language_links import choice_of_language, language_links
from publisher.formats.web.page_markup import PageMarkup
from publisher.formats.web.programme_filter import STYLE as FILTER_STYLE
from publisher.formats.web.web_style import stylesheet
from publisher.model.document_ids import ALL_FORMATS
from publisher.text.html_elements import Element, Node, element, grown
from publisher.text.i18n import label


def render(edition: Edition) -> bytes:
    """The page's bytes, UTF-8."""
    document = edition.document
    markup = PageMarkup(document, above=_service(document))
    links = language_links(document, FORMAT.filename)
    return written(markup, links, picture=COVER.id in wanted(edition.options))


def written(markup: PageMarkup, links: Iterable[Element] = (), sheets: Sequence[Path] = (), *, picture: bool) -> bytes:
    """The page as bytes. `links` stand in its head; `sheets` are read after the layout's own. `picture` says that a
    picture of the cover lies beside it."""
    document, body = markup.document, markup.body()
    elements = [inner for node in body if isinstance(node, Element) for inner in node.all()]
    styles = [*document.layout.stylesheets("web"), *sheets, *([FILTER_STYLE] if markup.filter else [])]
    text = "".join(text for node in body if isinstance(node, Element) for text in node.texts())
    italic = any(one.tag in ("em", "i") for one in elements)
    scripts = ["".join(one.texts()) for one in elements if one.tag == "script"]
    css = stylesheet(document.brand, styles, text, italic=italic)
    head = [*links, *head_of_page(document, scripts, css, picture=picture)]
    # The serialiser does not know that this element has no end tag.
    return serialise(grown(markup.html(body, head))).replace("</wbr>", "").encode("utf-8")


def _service(document: Document) -> list[Node]:
    """A line above the page leads to the landing page, beside the choice of language. Where the file is sent by itself,
    the way is right only if the publication's place on the web is known."""
    address = document.address(f"{LANDING}#{ALL_FORMATS}")
    way = element("a", {"href": address}, label(document.language, "formats.all"))
    name = label(document.language, "formats.other")
    ways = element("nav", {"class": "to-formats", "aria-label": name}, way)
    return [element("div", {"class": "service"}, ways, choice_of_language(document, FORMAT.filename)), "\n"]


FORMAT = Format(
    id="web",
    extension="html",
    media_type="text/html",
    title="format.web.title",
    purpose="format.web.purpose",
    render=render,
    read=read_html,
    listed_in=ListedIn.TO_READ,  # the landing page is the same page
)
