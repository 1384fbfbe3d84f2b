"""The landing page: what the publication is, and which files there are, with size and pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from babel.numbers import get_decimal_symbol

from publisher.compose import Document, template
from publisher.formats import FORMATS, LANDING
from publisher.formats.picture_size import picture_size
from publisher.formats.web import embedded, stylesheet
from publisher.i18n import count_label, direction, label, locale_of, long_date
from publisher.model import Artifact
from publisher.places import LAYOUTS
from publisher.units import human_size


class Listed(NamedTuple):
    """A file as the landing page tells of it. It may be of an earlier build: its bytes are not needed."""

    format: str
    filename: str
    media_type: str
    size: int
    pages: int | None = None
    points: int | None = None


def render_landing(document: Document, listed: Sequence[Listed]) -> Artifact:
    """index.html of a publication: lists the files that are a format's, in the order of FORMATS."""
    language, order = document.language, list(FORMATS)
    offered = sorted(
        (file for file in listed if file.format in FORMATS),
        key=lambda file: (order.index(file.format), file.points or 0),
    )
    files = [_file(file, language) for file in offered]
    words = "".join([document.title, document.description, document.sender, str(files)])
    html = template("landing.html.j2").render(
        document=document,
        direction=direction(language),
        written=long_date(language, document.date),
        files=files,
        picture=_picture(document, "cover-picture"),
        logo=_picture(document, "logo"),
        style="\n".join([stylesheet(document, words), (LAYOUTS / "base" / "landing.css").read_text("utf-8")]),
        _=partial(label, language),
    )
    return Artifact("landing", LANDING, "text/html", html.encode("utf-8"))


def _file(file: Listed, language: str) -> dict[str, Any]:
    """What a card says of a file. The address is relative: the folder can be put anywhere."""
    details = [file.filename.rpartition(".")[2].upper(), _size(file.size, language)]
    if file.points:
        details.append(label(language, "{size} point", size=file.points))
    if file.pages:
        details.append(count_label(language, "{count} page", "{count} pages", file.pages))
    return {
        "href": quote(file.filename),
        "media_type": file.media_type,
        "title": label(language, FORMATS[file.format].title),
        "purpose": label(language, FORMATS[file.format].purpose),
        "details": details,
    }


def _size(count: int, language: str) -> str:
    """'1,3 MB' where the language has a decimal comma; number and unit stay on one line."""
    return human_size(count).replace(".", get_decimal_symbol(locale_of(language))).replace(" ", "\u00a0")


def _picture(document: Document, kind: str) -> dict[str, Any] | None:
    """The publication's first picture of this class, with the file inside; None where it has none."""
    for image in document.tree.iter("img"):
        if kind in image.get("class", "").split():
            path = document.base / unquote(image.get("src", ""))
            return {"src": embedded(path), "alt": image.get("alt", ""), "size": picture_size(path)}
    return None
