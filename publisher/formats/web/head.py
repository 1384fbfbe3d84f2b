"""The head of a web page: its display, its security policy, and its data for programs that find it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.core import get_global

from publisher.compose import Document
from publisher.formats import LANDING
from publisher.formats.cover_image import FORMAT as COVER
from publisher.formats.web.linked_data import linked_data
from publisher.text.html_elements import Element, element
from publisher.text.i18n import label, locale_of


def policy(scripts: Iterable[str] = ()) -> str:
    """The browser itself holds the page to it: nothing is sent anywhere, and no script runs but those given, known by
    their digests. Pictures are not named: the Nu checker takes a picture inside the page for one that img-src forbids.
    """
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return "; ".join(
        [
            f"script-src {allowed}",
            *(f"{kind} 'none'" for kind in ("connect-src", "object-src", "base-uri", "form-action")),
        ]
    )


def head_of_page(document: Document, scripts: Iterable[str], css: str, *, picture: bool) -> list[Element]:
    """What the head of every page of the document needs. `scripts` are those of the page. `picture`: a picture of the
    cover lies beside it."""
    metas = (
        {"http-equiv": "Content-Security-Policy", "content": policy(scripts)},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "color-scheme", "content": "light dark"},
        *({"property": f"og:{name}", "content": text} for name, text in open_graph(document, picture=picture).items()),
    )
    # Of the pages that hold the same, search engines show the one that offers every format.
    canonical = {"rel": "canonical", "href": document.address(LANDING)}
    return [
        *(Element("meta", attributes) for attributes in metas),
        *([Element("link", canonical)] if document.site else []),
        # Data is not run: no policy forbids it.
        element("script", {"type": "application/ld+json"}, json_block(linked_data(document))),
        element("style", {}, f"\n{css}"),
    ]


def open_graph(document: Document, *, picture: bool) -> dict[str, str]:
    """What a chat or a social network shows of a link to the page. It asks for the page and its picture by their
    addresses on the web, which a page that may be put anywhere does not know."""
    shown = {
        "url": document.address(LANDING),
        "image": document.address(quote(COVER.filename(document.name))),
        "image:type": COVER.media_type,
        "image:alt": label(document.language, "cover.alt", title=document.title),
    }
    return {
        "title": document.title,
        "description": document.description,
        "type": "website" if document.events else "article",
        "locale": _territory(document.language),
        "site_name": document.sender,
        **{name: text for name, text in shown.items() if document.site and (picture or name == "url")},
    }


def _territory(language: str) -> str:
    """'sv' -> 'sv_SE': Open Graph wants a country, so the one where most read the language."""
    locale = locale_of(language)
    if not locale.territory:
        likely = get_global("likely_subtags").get(locale.language, "")
        locale = Locale.parse(likely) if likely else locale
    return "_".join(filter(None, (locale.language, locale.territory)))


def json_block(data: Any) -> str:
    """JSON that is safe inside a script element: no character in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
