"""The cover: the title's size, and where text and picture stand, by how much room the text takes."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.design.fit_settings import CoverTable, Step
from publisher.design.text_width import text_width
from publisher.model.catalogue import Message, say
from publisher.model.units import mm_to_pt
from publisher.pdf.layout.fit.measure import Trial
from publisher.pdf.layout.fit.measured import Measured
from publisher.text.compounds import joints, with_soft_hyphens

MOST_LINES = 6  # of a title whose words are hyphenated
LARGE = 0.5  # of the largest title: what is smaller is set only where nothing larger has room
TITLE_WEIGHT = 800
UPRIGHT = 0.9  # width by height, under which a photograph is shown upright
# As the text will stand, and no word parted: whether the title's longest word fits is what is asked.
RULES = (
    ".trial-cover{height:auto !important;margin:0 !important;padding:0 !important}"
    ".trial-cover::before,.trial-cover::after{content:none !important}.trial-cover h1{hyphens:auto}"
    ".trial-cover.whole-words h1{hyphens:manual;overflow-wrap:normal}.trial-cover.at-joints h1{hyphens:manual}"
)


@dataclass(frozen=True)
class Parted:
    """The words of a title that fit on no line: each with what it is set as, and the letters of the shortest. Where all
    of them can be parted at their joints, no word is parted elsewhere."""

    words: tuple[tuple[str, str], ...] = ()
    shortest: int = 12
    at_joints: bool = False

    @property
    def classes(self) -> str:
        return "hyphenated at-joints" if self.at_joints else "hyphenated"

    @property
    def style(self) -> str:
        return f"--hyphenate-from:{self.shortest};" if self.words else ""

    def apply(self, element: Any) -> None:
        """Set the soft hyphens in the titles below an element, which is changed."""
        for title in element.iter("h1"):
            for part in title.iter():
                for word, parted in self.words:
                    if part.text:
                        part.text = part.text.replace(word, parted)
                    if part.tail and part is not title:
                        part.tail = part.tail.replace(word, parted)


@dataclass(frozen=True)
class CoverChoice:
    """The type, the title's step, and the lengths (mm) that the stylesheet needs, by the names of its properties;
    `height` is how much of its page the cover takes, in mm, where it is no page of its own, and `least` how much its
    text lets it take."""

    type: str
    step: Step
    lengths: tuple[tuple[str, float], ...]
    hyphens: bool
    why: Message
    height: float
    least: float
    parted: Parted = Parted()

    @property
    def style(self) -> str:
        lengths = "".join(f"--{name}:{length:g}mm;" for name, length in self.lengths)
        return f"--title:{self.step[0]:g}pt;--title-line:{self.step[1]:g}pt;{lengths}{self.parted.style}"


class CoverFit:
    """The cover of one document: first its `trials`, which are measured together, then the `choice`."""

    def __init__(self, document: Document, table: CoverTable) -> None:
        self.table, self.document = table, document
        self.parted = Parted()
        self.header: Any = next(iter(document.tree.xpath("//header[contains(@class, 'cover')]")), None)
        pictures = self.header.xpath(".//img[contains(@class, 'cover-picture')]") if self.header is not None else []
        self.picture = pictures[0] if pictures else None
        self.caption = bool(self.header is not None and self.header.xpath(".//figcaption"))
        self.photo = self.picture is not None and "photo" in (self.picture.get("class") or "").split()
        self.ratio = self._ratio(document) if self.photo else 0.0
        self.forced: str | None = None
        self.wished = self.header.get("data-type") if self.header is not None else None

    def _ratio(self, document: Document) -> float:
        assert self.picture is not None
        header = document.pictures.header(document.picture_file(self.picture.get("src", "")))
        return header.width / header.height

    @property
    def type(self) -> str:
        """The type that was asked for, where it is possible, or the usual one of such a picture."""
        if self.forced:
            return self.forced
        if self.picture is None:
            return "figure" if self.header.xpath(".//*[contains(@class, 'cover-figure')]") else "plain"
        if self.wished in self.table.types and self.wished not in (
            "plain",
            "figure",
            *(() if self.photo else ("portrait",)),
        ):
            return self.wished
        if not self.photo:
            return "drawing"
        return "full" if self.ratio < UPRIGHT and "full" in self.table.types else "below"

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.table.plain_titles if self.type == "plain" else self.table.titles

    @property
    def usual_height(self) -> float:
        """How high the text is to be at most, in mm."""
        return self._limits()[0]

    def trials(self) -> list[Trial]:
        """The text at each step, with whole words."""
        return self._trials("whole-words", Parted()) if self.header is not None else []

    def parted_trials(self, whole: Sequence[Measured]) -> list[Trial]:
        """The text at each step as it may be hyphenated; `whole` are the trials with whole words."""
        size, room = self.steps[-1][0], mm_to_pt(whole[-1].width)
        title, family = " ".join(self.header.xpath("string(.//h1)").split()), self.document.brand.fonts.display
        wide = [word for word in dict.fromkeys(title.split()) if text_width(word, family, TITLE_WEIGHT) * size > room]
        language = self.document.language
        at_joints = bool(wide) and all(joints(word, language) for word in wide)
        words = tuple((word, with_soft_hyphens(word, language) if at_joints else word) for word in wide)
        self.parted = Parted(words, min(map(len, wide), default=12), at_joints)
        return self._trials(self.parted.classes, self.parted)

    def _trials(self, words: str, parted: Parted) -> list[Trial]:
        (text,) = self.header.xpath("*[contains(@class, 'cover-text')]")
        text = copy.deepcopy(text)
        parted.apply(text)
        names = f"cover trial-cover type-{self.type} {words} {_letters(self.header)}"
        return [
            Trial((text,), names, f"--title:{size:g}pt;--title-line:{line:g}pt;{parted.style}")
            for size, line in self.steps
        ]

    def choice(self, whole: Sequence[Measured], parted: Sequence[Measured] = ()) -> CoverChoice | None:
        """The largest step at which the text takes no more room than is usual; else one that needs more. `whole` and
        `parted` are the trials with whole words and as it may be hyphenated. None where a word must be hyphenated, or
        the text takes all the room there is, and `parted` are not measured yet."""
        fits = [not one.too_wide for one in whole]
        usual, most = self._limits()
        large = [step for step in self.steps if step[0] >= self.steps[0][0] * LARGE]
        # A large title is worth a lower picture, but not a drawing with its upper part cut off.
        lower = usual if self.type == "drawing" else (usual + most) / 2
        ways = (
            (usual, large, ""),
            (lower, large, say("pdf:more-than-usual")),
            (usual, self.steps, ""),
            (most, self.steps, say("pdf:more-than-usual")),
            (self.table.height, self.steps, say("pdf:all-the-room")),
        )
        for limit, steps, note in ways:
            for index, step in enumerate(steps):
                if fits[index] and whole[index].height <= limit:
                    return self._made(step, whole[index], False, say("pdf:largest-whole-words", note=note))
            if not any(fits):  # a word is wider than the page at every step: it is hyphenated in the last resort
                for index, step in enumerate(steps if parted else ()):
                    if parted[index].height <= limit and parted[index].lines <= MOST_LINES:
                        return self._made(step, parted[index], True, say("pdf:word-hyphenated", note=note))
        if not parted:
            return None
        return self._made(self.steps[-1], parted[-1], not fits[-1], say("pdf:smallest-size"))

    def below(self, whole: Sequence[Measured], parted: Sequence[Measured], why: Message) -> CoverChoice:
        """The choice where the picture, whatever it is, stands below the text."""
        self.forced = "below"
        choice = self.choice(whole, parted)
        assert choice is not None
        return replace(choice, why=say("pdf:and", one=choice.why, other=why))

    def _limits(self) -> tuple[float, float]:
        table = self.table
        if self.type in ("plain", "figure"):
            return table.plain
        if self.type == "drawing":
            return table.calm, table.most
        return table.usual, table.most

    def _made(self, step: Step, measured: Measured, hyphens: bool, why: Message) -> CoverChoice:
        table, height, type = self.table, measured.height, self.type
        lengths: dict[str, float] = {}
        if type == "drawing" and height > table.calm:
            type, why = "below", say("pdf:and", one=why, other=say("pdf:more-than-calm-part"))
        caption = 6.0 if self.caption else 0.0
        if type == "below":
            needed = (
                table.top + max(height, table.usual) + table.gap + (caption if height > table.usual - caption else 0)
            )
            lengths["photo-top"] = round(needed)
        elif type == "full":
            lengths["panel"] = round(max(table.panel, height + table.top + table.gap))
        elif type == "portrait":
            lengths["photo-top"] = round(table.top + measured.reach + table.gap)
        elif type in ("plain", "figure"):
            lengths["push"] = round(max(0.0, table.height - table.top - table.foot - height))
        whole = lengths.get("photo-top", table.top + max(height, table.usual) + table.gap)
        if type in ("plain", "figure"):
            whole = table.top + height + table.foot
        least = whole if type in ("plain", "figure") else min(whole, table.top + height + table.gap)
        parted = self.parted if hyphens else Parted()
        return CoverChoice(type, step, tuple(lengths.items()), hyphens, why, whole, least, parted)


def apply_cover(header: etree._Element, choice: CoverChoice) -> None:
    """Set the choice on the header of a copy of the document."""
    parted = [choice.parted.classes] if choice.hyphens else []
    names = [*(header.get("class") or "").split(), f"type-{choice.type}", *parted, _letters(header)]
    header.set("class", " ".join(filter(None, names)))
    choice.parted.apply(header)
    header.set("style", choice.style)


def _letters(header: etree._Element) -> str:
    """The class of a title with marks above its capitals."""
    title = unicodedata.normalize("NFC", "".join(header.xpath("string(.//h1)")))
    return "tall-letters" if any(char.isupper() and unicodedata.decomposition(char) for char in title) else ""


def lower_cover(tree: etree._Element, height: float, to: float) -> None:
    """Set the band of a cover lower than it is set already. Both heights are in mm."""
    for header in tree.xpath("//header[contains(@class, 'cover')]") if to < height else ():
        header.set("style", f"{header.get('style')}--photo-top:{to:.2f}mm;")
