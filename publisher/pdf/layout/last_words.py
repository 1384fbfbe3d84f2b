"""No runts: the last words of a paragraph stay on one line, so that no last line is shorter than a few letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree

from publisher.model.html_names import KEEP

LETTERS = 6  # that a last line has at least
MOST = 26  # characters that are kept on one line for it: in more, a long word may be hyphenated
PARAGRAPHS = ("p", "li", "dd", "figcaption", "h2", "h3", "h4", "h5")
BLOCKS = frozenset(("p", "ul", "ol", "dl", "div", "table", "figure", "blockquote", "img"))
SPACE = re.compile(r"[ \t\n]+")
NO_BREAK = "\u00a0"
# After these a line may end within a word.
BREAKS = "-–—/"
DROPPED = "dropped"  # the tag of an element that is taken away


def hold_last_words(tree: etree._Element) -> None:
    """Keep the last words of every paragraph of a tree together, as many as make up the letters of a last line."""
    for paragraph in list(tree.iter(*PARAGRAPHS)):
        if not any(child.tag in BLOCKS for child in paragraph):
            _close_last_break(paragraph)
            _hold(paragraph)


def _close_last_break(paragraph: Any) -> None:
    """An address at the end is not parted right before its last letters."""
    letters = 0
    for text in reversed(list(_texts(paragraph))):
        letters += sum(char.isalnum() for char in text.said)
        if letters >= LETTERS:
            return
        if text.element.tag == "wbr":  # its text, or its tail: readers of HTML differ
            _drop_tag(text.element)


def _drop_tag(element: etree._Element) -> None:
    """Leave what is in an element in its place. The trees of trials are not those of lxml.html, which have this."""
    parent = element.getparent()
    assert parent is not None
    element.tag = DROPPED
    etree.strip_tags(parent, DROPPED)


def _hold(paragraph: Any) -> None:
    texts = list(_texts(paragraph))
    letters = kept = 0
    for index in range(len(texts) - 1, -1, -1):
        text = texts[index].said
        for at in range(len(text) - 1, -1, -1):
            kept += 1
            letters += text[at].isalnum()
            starts_word = text[at - 1].isspace() if at else index > 0 and texts[index - 1].said[-1].isspace()
            if letters >= LETTERS and starts_word and not text[at].isspace():
                if _can_end(texts[index:], at):
                    (_keep if kept <= MOST else _join)(texts[index:], at)
                return


def _can_end(texts: Sequence[_Text], at: int) -> bool:
    """Whether a line may end within what is to be kept, so that there is anything to do."""
    rest = "".join(text.said for text in texts)[at:].strip()
    return bool(SPACE.search(rest)) or any(char in rest[:-1] for char in BREAKS)


def _keep(texts: Sequence[_Text], at: int) -> None:
    """Keep what begins at this character of the first text on one line, to the end of the element that it is in; and
    join what follows that."""
    first = texts[0]
    owner, span = first.owner, etree.Element("span", {"class": KEEP})
    following = list(owner) if first.place == "text" else list(first.element.itersiblings())
    after = [text for text in texts[1:] if owner not in (text.owner, *text.owner.iterancestors())]
    _join(after)
    span.text = first.said[at:]
    first.say(first.said[:at])
    owner.insert(0 if first.place == "text" else owner.index(first.element) + 1, span)
    for child in following:
        span.append(child)


def _join(texts: Sequence[_Text], at: int = 0) -> None:
    """Let no line end at a space from this character of the first text on. Long words may still be hyphenated."""
    for index, text in enumerate(texts):
        start = at if index == 0 else 0
        end = len(text.said) if index + 1 < len(texts) else len(text.said.rstrip())
        text.say(text.said[:start] + SPACE.sub(NO_BREAK, text.said[start:end]) + text.said[end:])


@dataclass(frozen=True)
class _Text:
    """A text of a paragraph: the text of an element, or its tail."""

    element: Any
    place: Literal["text", "tail"]

    @property
    def said(self) -> str:
        said: str = getattr(self.element, self.place)
        return said

    @property
    def owner(self) -> Any:
        """The element that it stands in."""
        return self.element if self.place == "text" else self.element.getparent()

    def say(self, text: str) -> None:
        setattr(self.element, self.place, text)


def _texts(element: Any) -> Iterator[_Text]:
    """The texts of a paragraph in their order."""
    if element.text:
        yield _Text(element, "text")
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        if child.tail:
            yield _Text(child, "tail")
