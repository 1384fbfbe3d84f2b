"""web: the document as one self-contained HTML file, fonts and pictures inside."""

from __future__ import annotations

import base64
import copy
import mimetypes
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from publisher.compose import Document, serialise
from publisher.compose.tokens import brand_tokens
from publisher.fonts import Face, shipped_fonts
from publisher.formats.edition import Edition
from publisher.i18n import label

# Weights that the web stylesheets use; an italic only where the text has one.
TEXT_WEIGHTS, DISPLAY_WEIGHTS = (400, 700), (800,)
ONLY_FOR_BUILDING = ("data-source", "data-running")


def render(edition: Edition) -> bytes:
    """The page's bytes, UTF-8."""
    document = edition.document
    root = copy.deepcopy(document.tree)
    _embed_pictures(root, document.base)
    _add_navigation(root, document.language)
    for element in root.iter():
        for name in ONLY_FOR_BUILDING:
            element.attrib.pop(name, None)
    head = root.find("head")
    assert head is not None
    for name, content in (("viewport", "width=device-width, initial-scale=1"), ("color-scheme", "light dark")):
        etree.SubElement(head, "meta", {"name": name, "content": content})
    style = etree.SubElement(head, "style")
    style.text = stylesheet(document, _text_of(root))
    return serialise(root).encode("utf-8")


def stylesheet(document: Document, text: str) -> str:
    """Fonts, brand tokens and the web stylesheets, as one text."""
    sheets = [path.read_text("utf-8") for path in document.layout.stylesheets("web")]
    return "\n".join([font_faces(document, text), brand_tokens(document), *sheets])


def font_faces(document: Document, text: str) -> str:
    """@font-face rules with the fonts inside; the fallback family only where `text` needs it."""
    fonts, brand = shipped_fonts(), document.brand.fonts
    italic = "<em" in document.html or "<i>" in document.html
    faces = [(brand.text, face) for face in fonts.families[brand.text].faces if _used(face, TEXT_WEIGHTS, italic)]
    if brand.display != brand.text:
        display = fonts.families[brand.display].faces
        faces += [(brand.display, face) for face in display if _used(face, DISPLAY_WEIGHTS, False)]
    covered = fonts.families[brand.text].covered & fonts.families[brand.display].covered
    if any(ord(char) not in covered and ord(char) > 0x20 for char in set(text)):
        fallback = fonts.families[fonts.fallback].faces
        faces += [(fonts.fallback, face) for face in fallback if _used(face, TEXT_WEIGHTS, False)]
    return "".join(_font_face(family, face) for family, face in faces)


def _used(face: Face, weights: tuple[int, ...], italic: bool) -> bool:
    return face.weight in weights and (face.style == "normal" or italic)


def _font_face(family: str, face: Face) -> str:
    data = base64.b64encode(face.web.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:{face.style};font-display:swap;'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
    )


def _embed_pictures(root: etree._Element, base: Path) -> None:
    for image in root.iter("img"):
        address = image.get("src", "")
        if not address.startswith("data:"):
            path = base / unquote(address)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            image.set("src", f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}")


def _add_navigation(root: etree._Element, language: str) -> None:
    """A skip link first, and a table of contents between the header and the text."""
    body = root.find("body")
    main = body.find("main") if body is not None else None
    assert body is not None and main is not None
    skip = etree.Element("a", {"class": "skip", "href": f"#{main.get('id')}"})
    skip.text = label(language, "Skip to the content")
    body.insert(0, skip)
    entries = [(h2, h2.getparent()) for h2 in root.iter("h2")]
    navigation = etree.Element("nav", {"class": "contents", "aria-labelledby": "contents-heading"})
    heading = etree.SubElement(navigation, "h2", {"id": "contents-heading"})
    heading.text = label(language, "Contents")
    listing = etree.SubElement(navigation, "ul")
    for h2, _ in entries:
        section = next(a for a in h2.iterancestors() if a.get("id"))
        item = etree.SubElement(etree.SubElement(listing, "li"), "a", {"href": f"#{section.get('id')}"})
        item.text = " ".join("".join(h2.itertext()).split())
    body.insert(body.index(main), navigation)


def _text_of(root: etree._Element) -> str:
    body = root.find("body")
    return "".join(body.itertext()) if body is not None else ""
