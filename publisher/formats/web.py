"""web: the document as one self-contained HTML file, fonts and pictures inside."""

from __future__ import annotations

import base64
import copy
import mimetypes
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from publisher.compose import Document, serialise
from publisher.compose.tokens import brand_tokens
from publisher.fonts import INVISIBLE, Face, shipped_fonts
from publisher.formats.contents import contents_entry
from publisher.formats.edition import Edition
from publisher.formats.palette import dark, light
from publisher.formats.picture_size import picture_size
from publisher.i18n import label

# Weights that the web stylesheets use; an italic only where the text has one.
TEXT_WEIGHTS, DISPLAY_WEIGHTS = (400, 700), (800,)
# A picture's width divided by its height: from WIDE on it is a band through the page, below TALL it stands upright.
WIDE, TALL = 2, 1.2
ONLY_FOR_BUILDING = ("data-source", "data-running")
# The browser itself holds the page to it: no script runs, nothing is sent anywhere. Pictures are not named: the Nu
# checker takes a picture inside the page for one that img-src forbids.
POLICY = "; ".join(f"{kind} 'none'" for kind in ("script-src", "connect-src", "object-src", "base-uri", "form-action"))
HEAD = (
    {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    {"name": "color-scheme", "content": "light dark"},
    {"http-equiv": "Content-Security-Policy", "content": POLICY},
)


def render(edition: Edition) -> bytes:
    """The page's bytes, UTF-8."""
    document = edition.document
    root = copy.deepcopy(document.tree)
    _embed_pictures(root, document.base)
    _allow_breaks(root)
    _frame_tables(root)
    _add_navigation(root, document.language)
    _forget_building(root)
    _fill_head(root, stylesheet(document, _text_of(root), italic=_has_italic(root)))
    # The serialiser does not know that this element has no end tag.
    return serialise(root).replace("</wbr>", "").encode("utf-8")


def stylesheet(document: Document, text: str, *, italic: bool = False) -> str:
    """Fonts, tokens and the web stylesheets, as one text; the fonts are those that `text` needs."""
    sheets = [path.read_text("utf-8") for path in document.layout.stylesheets("web")]
    return "\n".join(
        [font_faces(document, text, italic=italic), brand_tokens(document), colour_tokens(document), *sheets]
    )


def colour_tokens(document: Document) -> str:
    """The roles of colour in the web stylesheets (--ground, --text, ...), and by night. A printer has no night."""
    brand = {name: colour.rgb for name, colour in document.brand.colours.items()}
    day, night = (
        "".join(f"--{role}:{colour};" for role, colour in roles.items()) for roles in (light(brand), dark(brand))
    )
    return f":root{{{day}}}@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}"


def font_faces(document: Document, text: str, *, italic: bool = False) -> str:
    """@font-face rules with the fonts inside; the fallback family only where `text` needs it."""
    fonts, brand = shipped_fonts(), document.brand.fonts
    faces = [(brand.text, face) for face in fonts.families[brand.text].faces if _used(face, TEXT_WEIGHTS, italic)]
    if brand.display != brand.text:
        display = fonts.families[brand.display].faces
        faces += [(brand.display, face) for face in display if _used(face, DISPLAY_WEIGHTS, False)]
    covered = fonts.families[brand.text].covered & fonts.families[brand.display].covered
    if any(ord(char) not in covered for char in set(text) - INVISIBLE):
        fallback = fonts.families[fonts.fallback].faces
        faces += [(fonts.fallback, face) for face in fallback if _used(face, TEXT_WEIGHTS, False)]
    return "".join(_font_face(family, face) for family, face in faces)


def _used(face: Face, weights: tuple[int, ...], italic: bool) -> bool:
    return face.weight in weights and (face.style == "normal" or italic)


@cache
def _font_face(family: str, face: Face) -> str:
    data = base64.b64encode(face.web.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:{face.style};font-display:swap;'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
    )


def embedded(path: Path) -> str:
    """A file as a data: address."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _embed_pictures(root: etree._Element, base: Path) -> None:
    for image in root.iter("img"):
        address = image.get("src", "")
        if not address.startswith("data:"):
            path = base / unquote(address)
            image.set("src", embedded(path))
            if size := picture_size(path):
                image.set("width", str(size[0]))
                image.set("height", str(size[1]))
                image.set("class", " ".join([*image.get("class", "").split(), *_shape(*size)]))


def _shape(width: int, height: int) -> list[str]:
    """What the stylesheets must know of a picture's shape, as classes."""
    return ["wide"] if width >= WIDE * height else ["tall"] if width < TALL * height else []


def _allow_breaks(root: etree._Element) -> None:
    """Long addresses may go on in the next line after a slash."""
    for address in root.xpath("//*[contains(concat(' ', @class, ' '), ' address ')]"):
        for element in list(address.iter()):
            before, *rest = (element.text or "").split("/")
            element.text = before + "/" if rest else element.text
            for at, part in enumerate(rest):
                stop = etree.Element("wbr")
                stop.tail = part + ("/" if at < len(rest) - 1 else "")
                element.insert(at, stop)


def _frame_tables(root: etree._Element) -> None:
    """A table that is wider than the window moves sideways in a frame of its own, which the keyboard reaches too."""
    for table in list(root.iter("table")):
        names = [*table.iter("caption"), *(section.find(".//h2") for section in table.iterancestors("section"))]
        name = next("".join(element.itertext()).strip() for element in names if element is not None)
        frame = etree.Element("div", {"class": "table-frame", "role": "group", "tabindex": "0", "aria-label": name})
        frame.tail, table.tail = table.tail, None
        table.addprevious(frame)
        frame.append(table)


def _add_navigation(root: etree._Element, language: str) -> None:
    """A skip link first, and a table of contents between the header and the text."""
    body = root.find("body")
    assert body is not None
    main = body.find("main")
    assert main is not None
    headings = list(root.iter("h2"))
    navigation = etree.Element("nav", {"class": "contents", "aria-labelledby": "contents-heading"})
    etree.SubElement(navigation, "h2", {"id": "contents-heading"}).text = label(language, "Contents")
    listing = etree.SubElement(navigation, "ul")
    for heading in headings:
        etree.SubElement(listing, "li").append(contents_entry(heading))
    navigation.tail = "\n"
    body.insert(body.index(main), navigation)
    skip = etree.Element("a", {"class": "skip", "href": f"#{main.get('id')}"})
    skip.text, skip.tail = label(language, "Skip to the content"), "\n"
    body.insert(0, skip)


def _forget_building(root: etree._Element) -> None:
    """Take away what only the building needs: sources of findings, and the size of a printed QR code."""
    for element in root.iter():
        for name in ONLY_FOR_BUILDING:
            element.attrib.pop(name, None)
    for code in root.iter("img"):
        if "data-qr" in code.attrib:
            code.attrib.pop("style", None)


def _fill_head(root: etree._Element, css: str) -> None:
    head = root.find("head")
    assert head is not None
    for attributes in HEAD:
        etree.SubElement(head, "meta", attributes).tail = "\n"
    style = etree.SubElement(head, "style")
    style.text, style.tail = f"\n{css}", "\n"


def _text_of(root: etree._Element) -> str:
    body = root.find("body")
    return "".join(body.itertext()) if body is not None else ""


def _has_italic(root: etree._Element) -> bool:
    return next(root.iter("em", "i"), None) is not None
