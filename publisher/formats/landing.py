"""The landing page: what the publication is, and which files there are, with size and pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from publisher.compose import Document, template
from publisher.compose.tokens import brand_tokens
from publisher.formats import FORMATS, LANDING
from publisher.formats.web import font_faces
from publisher.i18n import direction, label, long_date
from publisher.model import Artifact
from publisher.places import LAYOUTS
from publisher.units import human_size


def render_landing(document: Document, artifacts: Sequence[Artifact]) -> Artifact:
    """index.html of a publication: lists `artifacts`, in the order of FORMATS."""
    language = document.language
    order = list(FORMATS)
    files = [
        {
            "href": artifact.filename,
            "title": label(language, FORMATS[artifact.format].title),
            "purpose": label(language, FORMATS[artifact.format].purpose),
            "kind": artifact.filename.rpartition(".")[2].upper(),
            "size": human_size(len(artifact.data)),
            "pages": artifact.pages,
        }
        for artifact in sorted(artifacts, key=lambda artifact: order.index(artifact.format))
    ]
    style = "\n".join(
        [
            font_faces(document, document.title + document.description),
            brand_tokens(document),
            (LAYOUTS / "base" / "landing.css").read_text("utf-8"),
        ]
    )
    html = template("landing.html.j2").render(
        document=document,
        direction=direction(language),
        written=long_date(language, document.date),
        files=files,
        style=style,
        _=partial(label, language),
    )
    return Artifact("landing", LANDING, "text/html", html.encode("utf-8"))
