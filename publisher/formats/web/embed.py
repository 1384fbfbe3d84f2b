"""embed: the document as a part of a web page, to paste into a CMS: no document, styles that touch nothing around it,
and ids that cannot clash. It takes the fonts of the page that it stands in."""

from __future__ import annotations

from publisher.compose import Document
from publisher.compose.tokens import tokens_of
from publisher.formats import Format, ListedIn
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_fragment
from publisher.formats.web.page_markup import PageMarkup
from publisher.formats.web.palette import light
from publisher.formats.web.scoped_style import MAIN, RANKS, scoped
from publisher.text.html_elements import Element, Node, element, html
from publisher.text.i18n import direction

NAME = "publication"
# Attributes that hold ids of elements, one or several.
REFERENCES = ("id", "for", "aria-labelledby", "aria-describedby", "headers")
# The fragment is as wide as its place, and what is in it answers to that.
OWN_RULES = "{scope}{{container-type:inline-size}}"


class FragmentMarkup(PageMarkup):
    """Writes the parts as a fragment."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.filter = None  # it needs its script
        self.own = f"{NAME}-{document.name}"

    def fragment(self) -> Element:
        """The element that the style is for."""
        language = self.document.language
        article = element("article", {"class": self.body_class()}, "\n", self.body())
        for one in article.all():
            self._make_own(one)
        whole = {"class": self.own, "lang": language, "dir": direction(language)}
        return element("div", whole, "\n", article, "\n")

    def body(self) -> list[Node]:
        """Without the link that skips, and without scripts, which a CMS drops."""
        _skip, *nodes = super().body()
        return [node for node in nodes if isinstance(node, str) or node.tag != "script"]

    def style(self) -> str:
        brand, scope = self.document.brand, f".{self.own}"
        colours = light({name: colour.rgb for name, colour in brand.colours.items()})
        tokens = f":root{{{''.join(f'--{role}:{colour};' for role, colour in colours.items())}color-scheme:light}}"
        sheets = (path.read_text("utf-8") for path in self.document.layout.stylesheets("web"))
        return scoped("\n".join([*sheets, tokens_of(brand), tokens]), scope) + OWN_RULES.format(scope=scope)

    def _make_own(self, one: Element) -> None:
        """The page around it has its own title, its own main content and its own ids."""
        if one.tag == "main":
            one.tag, one.attributes["class"] = "div", MAIN
        one.tag = RANKS.get(one.tag, one.tag)
        for name in REFERENCES:
            if name in one.attributes:
                ids = one.attributes[name].split()
                one.attributes[name] = " ".join(map(self._own_id, ids))
        if one.attributes.get("href", "").startswith("#"):
            one.attributes["href"] = f"#{self._own_id(one.attributes['href'][1:])}"

    def _own_id(self, id: str) -> str:
        return f"{self.own}_{id}"


def render(edition: Edition) -> bytes:
    """The fragment's bytes, UTF-8."""
    markup = FragmentMarkup(edition.document)
    body = html([markup.fragment()]).replace("</wbr>", "")
    return f"<style>\n{markup.style()}\n</style>\n{body}\n".encode()


FORMAT = Format(
    id="embed",
    extension="html",
    media_type="text/html",
    title="format.embed.title",
    purpose="format.embed.purpose",
    render=render,
    read=read_fragment,
    on_request=True,
    listed_in=ListedIn.NOWHERE,  # it is for the person who makes the page
)
