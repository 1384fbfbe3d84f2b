"""Small documents laid out by the real engine, and their structure as a line of text that a test can show."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache

from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.pdf.finishing import make_accessible, open_pages, save
from publisher.pdf.layout import paginate
from publisher.pdf.layout.paginate import Pages
from publisher.pdf.tagging.accessible_standards import Standard
from publisher.pdf.tagging.marked_content import Piece
from publisher.pdf.tagging.structure_elements import Node
from publisher.pictures.prepare import PAGES
from support.built import TORTURE, TORTURE_CONTENT

# Narrow, so that lines end early; no hyphens but where a test asks for them.
USUAL = "@page{size:90mm 120mm;margin:10mm} body{margin:0} html{font:10pt 'Atkinson Hyperlegible Next';hyphens:manual}"


@cache
def _torture() -> Document:
    return compose(load(TORTURE_CONTENT / TORTURE))


def small_document(body: str, language: str = "sv", title: str = "Prov", **changes: str) -> Document:
    """A document with this text and nothing else; pictures are those of the torture publication."""
    html = f'<!doctype html><html lang="{language}"><head><title>{title}</title></head><body>{body}</body></html>'
    return dataclasses.replace(
        _torture(), name="prov", title=title, language=language, html=html, date=dt.date(2026, 11, 22), **changes
    )


@cache
def lay_out(body: str, style: str = "", language: str = "sv") -> Pages:
    """Its pages. Shared between tests: they must not change them."""
    document = small_document(body, language)
    pages = paginate.lay_out(document, "print", document.tree, [USUAL, style])
    assert not pages.complaints
    return pages


@cache
def tagged(body: str, style: str = "", standard: Standard = Standard.UA_1) -> bytes:
    """The finished file."""
    pages = lay_out(body, style)
    writer = open_pages(pages, PAGES)
    make_accessible(writer, pages, standard)
    return save(writer, pages.document)


def outline(body: str, style: str = "", *, words: bool = False, more: bool = False) -> str:
    """Its structure below Document: 'P(Em) L(LI(Lbl LBody))'. With `words`, each text drawn stands in its element; with
    `more`, languages, expansions, alt texts and list numbering stand after the role."""
    document = lay_out(body, style).structure
    return " ".join(_text(kid, words, more) for kid in document.kids if words or isinstance(kid, Node))


def _text(kid: Node | Piece, words: bool, more: bool) -> str:
    if isinstance(kid, Piece):
        return f"'{drawn_text(kid)}'"
    inside = [_text(one, words, more) for one in kid.kids if words or isinstance(one, Node)]
    said = kid.role + (_more(kid) if more else "")
    return f"{said}({' '.join(inside)})" if inside else said


def _more(node: Node) -> str:
    found = [node.language, node.expansion, node.alt, str(node.attributes.get("List", {}).get("ListNumbering", ""))]
    return "".join(f"[{text}]" for text in found if text)


def drawn_text(piece: Piece) -> str:
    """The text as it is drawn: with the space it asks for, a hyphen that the word has not as a tilde."""
    text = piece.text[:-1] + "~" if piece.hyphenated else piece.text
    return f"{text} " if piece.space else text
