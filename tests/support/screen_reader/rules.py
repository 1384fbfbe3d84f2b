"""What must hold of a reading, whatever the publication: each rule gives the faults it finds, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from lxml import html

from support.screen_reader.transcript import Announcement
from support.structure import INLINE, UNHEARD

UNSEEN = "link-address"  # for paper
UNREAD = ("script", "style", "template")
# Firefox's viewer of PDF files names the area of a web link by its address, whatever the file says.
ADDRESS = re.compile(r"(https?|mailto|tel):\S+")
HEADING = re.compile(r"h[1-6]")
# Bullets and numbers of lists, which the browser or the viewer puts before an item.
MARK = re.compile(r"\A(?:[•◦▪■]|\d{1,2}\.)(?:\s|$)")
# A comma after a name in bold begins a piece of its own.
APART = re.compile(r"\s+([,.:;!?)]+)(?=\s|$)")


def differences(document: Sequence[str], reading: Iterable[Announcement]) -> list[str]:
    """Where the words that are said are not the words of the document: unsaid, cut, run together or said twice."""
    said = words(" ".join(MARK.sub("", one.words, count=1) for one in reading if is_text(one)))
    found = []
    for kind, start, end, first, last in SequenceMatcher(None, document, said, autojunk=False).get_opcodes():
        written, heard = " ".join(document[start:end]), " ".join(said[first:last])
        if kind == "delete":
            found.append(f"not said: {written!r}")
        elif kind == "insert":
            found.append(f"said beside the text: {heard!r} (before {' '.join(document[start : start + 3])!r})")
        elif kind == "replace":
            found.append(f"{written!r} is said as {heard!r}")
    return found


def without_areas(reading: Sequence[Announcement]) -> list[Announcement]:
    """A reading of a PDF without the areas of its links within the file: Firefox names each by the words below it, and
    says it before them."""
    pairs = zip(reading, [*reading[1:], None], strict=True)
    return [one for one, after in pairs if not (after and one.is_link and after.is_link and one.words == after.words)]


def is_text(one: Announcement) -> bool:
    """Whether this is running text: no picture, no area of a link that is named by its address."""
    return not ("image" in one.roles or (one.is_link and ADDRESS.fullmatch(one.words)))


def headings(document: Sequence[tuple[int, str]], reading: Iterable[Announcement]) -> list[str]:
    """Headings that are not said in one announcement each, as what they are."""
    said = [(int(one.heading[-1]), " ".join(words(one.words))) for one in reading if one.heading]
    missing = [f"no announcement of its own: {text!r}, level {level}" for level, text in _beyond(document, said)]
    broken = [f"a heading that the document lacks: {text!r}, level {level}" for level, text in _beyond(said, document)]
    return missing + broken


def _beyond(these: Sequence[tuple[int, str]], those: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """What these have more, or more often, than those."""
    return sorted((Counter(these) - Counter(those)).elements())


def languages(document: Iterable[tuple[str, str]], reading: Iterable[Announcement]) -> list[str]:
    """Pieces in another language that are not said in it."""
    found = list(reading)
    return [
        f"{text!r} is not said in {language}"
        for language, text in document
        if not any(language in one.language.split("+") and text in " ".join(words(one.words)) for one in found)
    ]


def pictures(document: Iterable[str], reading: Iterable[Announcement]) -> list[str]:
    """Alt texts that are not said once for each picture, as the text of a picture."""
    said = Counter(" ".join(words(one.words)) for one in reading if "image" in one.roles)
    written = Counter(document)
    return [f"said {said[text]} times: {text!r}" for text, count in written.items() if said[text] != count]


def words(text: str) -> list[str]:
    """A text's words, without what only the eye needs."""
    return APART.sub(r"\1", text.translate(UNHEARD)).split()


class Page:
    """A finished web page, as the rules need it: its words, headings, languages and pictures."""

    def __init__(self, path: Path) -> None:
        self.body = html.fromstring(path.read_text(encoding="utf-8")).find("body")
        # The script of a programme shows its form: the title, and of each list its name and what is chosen.
        for form in self.body.iter("form"):
            form.attrib.pop("hidden", None)
        chosen = self.body.xpath(".//option[position() > 1] | .//form//*[@class='filter-state']")
        for element in [*self.body.iter(*UNREAD), *self.body.xpath(".//*[@hidden]"), *chosen]:
            if element.getparent() is not None:  # else it stood in one that is gone already
                element.drop_tree()

    @property
    def words(self) -> list[str]:
        return words("".join(_texts(self.body)))

    @property
    def headings(self) -> list[tuple[int, str]]:
        found = (element for element in self.body.iter() if HEADING.fullmatch(str(element.tag)))
        return [(int(element.tag[1]), " ".join(words("".join(_texts(element))))) for element in found]

    @property
    def languages(self) -> list[tuple[str, str]]:
        found = self.body.xpath(".//*[@lang]")
        return [(element.get("lang"), " ".join(words("".join(_texts(element))))) for element in found]

    @property
    def pictures(self) -> list[str]:
        return [" ".join(words(element.get("alt", ""))) for element in self.body.iter("img") if element.get("alt")]


def _texts(element: Any) -> Iterable[str]:
    edge = "" if element.tag in INLINE else "\n"
    if element.get("aria-hidden") == "true" or UNSEEN in element.get("class", "").split():
        return
    if element.tag == "a" and (name := element.get("aria-label")):
        yield name
        return
    yield edge
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""
    yield edge
