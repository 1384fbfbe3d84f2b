"""The page that lists the publications of an output folder, made from the data in their landing pages."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import yaml
from lxml import html as lxml_html

from publisher.compose import template
from publisher.compose.contract import of_class
from publisher.design.brands import BrandFile
from publisher.design.layouts import BASE
from publisher.formats import LANDING
from publisher.formats.web.head import policy
from publisher.formats.web.landing import STYLE as LANDING_STYLE
from publisher.formats.web.web_style import stylesheet
from publisher.model.html_names import COVER_PICTURE
from publisher.model.label import Label, language_of
from publisher.model.paths import LAYOUTS
from publisher.model.version import __version__
from publisher.text.i18n import (
    LABEL_LANGUAGE,
    direction,
    label,
    language_name,
    long_date,
)

GROUND = LAYOUTS / BASE
STYLES = (GROUND / "web.css", LANDING_STYLE, GROUND / "publications.css")
GENERATOR = "publisher {}, list of publications"


def render_list(landings: Mapping[str, bytes]) -> bytes:
    """The page, from the landing page in each folder. It speaks the language of most of them, and is of no brand."""
    shown = [data for folder, page in landings.items() if (data := _publication(folder, page))]
    languages = Counter(publication["language"] for publication in shown)
    wanted = languages.most_common(1)[0][0] if languages else LABEL_LANGUAGE
    title = label(wanted, "publications.title")
    language = language_of(title) or wanted
    brand = BrandFile.model_validate(yaml.safe_load((GROUND / "brands" / "neutral.yaml").read_text("utf-8")))
    html = template("publications.html.j2").render(
        publications=sorted(shown, key=lambda publication: publication["title"].casefold()),
        language=language,
        direction=direction,
        policy=policy(),
        generator=GENERATOR.format(__version__),
        style=stylesheet(brand, STYLES, str([publication | {"picture": None} for publication in shown])),
        title=title,
    )
    return html.encode("utf-8")


def is_list(page: bytes) -> bool:
    """Whether a page is such a list, of this version or another."""
    return GENERATOR.partition("{}")[2].encode() in page


def _publication(folder: str, page: bytes) -> dict[str, Any] | None:
    """What a landing page says of its publication, in its data and its cover picture. None where it is of another
    version of the toolkit, which wrote other data or none."""
    root = lxml_html.document_fromstring(page.decode("utf-8"), parser=lxml_html.HTMLParser(huge_tree=True))
    picture = next(iter(of_class(root, "img", COVER_PICTURE)), None)
    try:
        data = json.loads("".join(root.xpath("//head/script[@type='application/ld+json']/text()")))["@graph"][0]
        language = data["inLanguage"]
        name = language_name(language, language)
        written = long_date(language, dt.date.fromisoformat(data["datePublished"]))
        version = label(language, "publications.version", version=data["version"])
        return {
            "href": f"{quote(folder)}/{LANDING}",
            "title": data["name"],
            "sender": data["author"]["name"],
            "description": data["description"],
            "language": language,
            "picture": dict(picture.attrib) if picture is not None else None,
            "others": [
                {"href": f"{quote(folder)}/{link.get('href')}", "language": link.get("hreflang"), "name": link.text}
                for link in root.xpath("//nav[@class='languages']//a[@hreflang]")
            ],
            "details": [Label(name[0].upper() + name[1:]), written, version],
        }
    except (LookupError, ValueError):
        return None
