"""What to write for an element of HTML that no format can carry, in the terms of this toolkit."""

from __future__ import annotations

import re

from publisher.content.reading.inline_kinds import EQUIVALENT, TAG, UNSEEN, attributes_of
from publisher.model.catalogue import Message, say
from publisher.model.graphemes import beginning

HEADING = re.compile(r"<(h[1-6])[^>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
ELEMENT = re.compile(r"<[^<>]*>")
# What each kind of element is for: the id of its fix.
FIXES = {
    **dict.fromkeys(("p",), "content:html-paragraph"),
    **dict.fromkeys(("ul", "ol", "li", "menu"), "content:html-list"),
    **dict.fromkeys(("dl", "dt", "dd"), "content:html-definitions"),
    **dict.fromkeys(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"), "content:html-table"),
    **dict.fromkeys(("blockquote",), "content:html-quotation"),
    **dict.fromkeys(("pre", "code", "samp", "var"), "content:html-code"),
    **dict.fromkeys(("hr",), "content:use-heading-divide-text"),
    **dict.fromkeys(("video", "audio", "iframe", "embed", "object", "form", "button"), "content:html-embedded"),
    **dict.fromkeys(("script", "style", "link", "meta"), "content:delete"),
    **dict.fromkeys(("a",), "content:html-link"),
    **dict.fromkeys(("abbr", "acronym"), "content:abbreviation-write-uf"),
}


def html_fix(content: str) -> tuple[Message, Message]:
    """What is wrong with a piece of HTML, and what to write instead."""
    tag = TAG.search(content)
    if tag is None:
        return say("content:raw-html"), say("content:write-markdown-another-language-use-text")
    name = tag[2].lower()
    if name not in FIXES and name in {"q", *EQUIVALENT, *UNSEEN}:
        end = "not-opened" if tag[1] else "not-closed"
        return say(f"content:html-{end}", name=name), say(f"content:html-{end}-fix", name=name)
    return say("content:html-element", name=name), _fix(name, tag, content)


def _fix(name: str, tag: re.Match[str], content: str) -> Message:
    if re.fullmatch("h[1-6]", name):
        found = HEADING.search(content)
        words = " ".join(ELEMENT.sub("", found[2]).split()) if found else "…"
        return say("content:write-quoted-line", written=f"{'#' * min(int(name[1]), 4)} {beginning(words, 60)}")
    if name == "img":
        given = attributes_of(tag[0])
        shown, file = given.get("alt", "").strip() or "…", given.get("src", "").strip() or "…"
        return say("content:write-quoted-line", written=f"![{shown}]({file})")
    return say(FIXES.get(name, "content:html-box"))
