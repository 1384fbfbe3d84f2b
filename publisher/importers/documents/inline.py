"""Inline HTML -> inline Markdown of this toolkit: emphasis, links, notes; everything else as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publisher.importers.documents.read_blocks import escape

STRONG, EMPHASIS = frozenset({"strong", "b"}), frozenset({"em", "i", "cite", "dfn"})
SPACES = re.compile(r"[ \t\r\n\f]+")
LINKS = ("http://", "https://", "mailto:", "tel:")
NOTE_LINK = re.compile(r"#(?:user-content-|sd|_)?(?:(?:foot|end)note|fn|note|ftn)[-:_]?(\d+)(?:sym)?")
BACK_LINK = re.compile(r"#.*(?:(?:note|fn)[-_:]?ref|ftnref).*|#sd(?:foot|end)note\d+anc")
MARKS = {"strong": "**", "emphasis": "*"}
SMALL_MARKS = {"sup": "^", "sub": "~", "s": "~~", "del": "~~", "strike": "~~"}
ONE_WORD = re.compile(r"[^\s\[\]^~]+")  # what may stand above or below the line


def inline_markdown(element: Any) -> str:
    """The element's running text. Spaces inside emphasis move out of it, where Markdown wants them."""
    return tidy("".join(_parts(element)))


def plain_text(element: Any) -> str:
    """The element's text without markup, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def tidy(markdown: str) -> str:
    """Single spaces, and none at the ends of lines."""
    text = SPACES.sub(" ", markdown.replace("\u200b", "").replace("\xad", ""))
    text = re.sub(r"(?<!\*)\*\*\*\*(?!\*)", "", text)  # two pieces of bold that touch are one
    return re.sub(r" ?\x1f ?", "\\\n", text).strip().rstrip("\\").strip()


def _parts(element: Any) -> Iterator[str]:
    yield escape(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _child(child)
        yield escape(child.tail or "")


def _child(child: Any) -> Iterator[str]:
    tag = child.tag
    inner = "".join(_parts(child))
    if tag == "br":
        yield "\x1f"  # a line's end inside a paragraph, see tidy
    elif tag == "img" or tag in ("script", "style"):
        return
    elif tag == "a":
        yield from _link(child, inner)
    elif tag in STRONG:
        yield _wrapped(inner, MARKS["strong"])
    elif tag in EMPHASIS:
        yield _wrapped(inner, MARKS["emphasis"])
    elif tag in SMALL_MARKS and (ONE_WORD.fullmatch(inner) or (SMALL_MARKS[tag] == "~~" and inner.strip())):
        yield _wrapped(inner, SMALL_MARKS[tag])
    elif (language := child.get("lang")) and tag == "span":
        yield f"[{inner}]{{lang={language}}}"
    else:
        yield inner


def _link(child: Any, inner: str) -> Iterator[str]:
    """A link that leads somewhere. References to notes are numbers here; links within the document are their text."""
    href = (child.get("href") or "").strip()
    note = NOTE_LINK.fullmatch(href)
    if note and "ref" not in href:
        yield f"[^{note[1]}]"
    elif note or BACK_LINK.fullmatch(href) or not inner.strip():
        return
    elif href.startswith(LINKS):
        address = href.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        yield f"[{inner.strip()}]({address})"
    else:
        yield inner


def _wrapped(inner: str, mark: str) -> str:
    text = inner.strip()
    if not text:
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{mark}{text}{mark}{after}"
