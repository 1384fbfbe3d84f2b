"""The cover: the title's size, and where text and picture stand, by how much room the text takes."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.compose.part_types import Cover
from publisher.design.fit_settings import CoverTable, Step
from publisher.design.text_width import text_width
from publisher.model.catalogue import Message, say
from publisher.model.units import mm_to_pt
from publisher.pdf.layout.fit.elements import classes, shape_of
from publisher.pdf.layout.fit.measure import Trial
from publisher.pdf.layout.fit.measured import Measured
from publisher.text.compounds import joints, with_soft_hyphens

MOST_LINES = 6  # of a title whose words are hyphenated
LEAST_LOGO = 14.0  # mm: a higher one is set smaller before the title is
SUBTITLE = 0.62  # of the title's size: as large as the subtitle may be
BELOW_PICTURE = 9.0  # mm, between a picture across the page and the text below it
PUSHED = 25.0  # mm: with so much room to spare, a title stands right above the picture at the foot
LARGEST_SUN = 96.0  # mm, of the sun on a cover without a picture
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
    subtitle: Step | None = None

    @property
    def style(self) -> str:
        lengths = "".join(f"--{name}:{length:g}mm;" for name, length in self.lengths)
        return f"{title_sizes(self.step, self.subtitle)}{lengths}{self.parted.style}"

    def lowered(self, to: float) -> str:
        """The style with the picture so much lower that the cover takes `to` mm of its page."""
        top = dict(self.lengths).get("photo-top", self.height)
        return f"{self.style}--photo-top:{top - self.height + to:.2f}mm;"


class CoverFit:
    """The cover of one document: first its `trials`, which are measured together, then the `choice`."""

    def __init__(self, document: Document, table: CoverTable) -> None:
        self.table, self.document = table, document
        self.parted = Parted()
        self.header: Any = next(iter(document.tree.xpath("//header[contains(@class, 'cover')]")), None)
        pictures = self.header.xpath(".//img[contains(@class, 'cover-picture')]") if self.header is not None else []
        self.picture = pictures[0] if pictures else None
        self.caption = bool(self.header is not None and self.header.xpath(".//figcaption"))
        self.ratio, drawing = shape_of(document, self.picture) if self.picture is not None else (0.0, False)
        self.photo = self.picture is not None and not drawing
        logo = next((part.logo for part in document.parts if isinstance(part, Cover)), None)
        self.spared = max(0.0, logo.height - LEAST_LOGO) if logo else 0.0  # by a smaller logo, in mm
        self.forced: str | None = None
        self.wished = self.header.get("data-type") if self.header is not None else None

    @property
    def type(self) -> str:
        """The type that was asked for, where it is possible, or the usual one of such a picture."""
        if self.forced:
            return self.forced
        if self.picture is None:
            return "figure" if self.header.xpath(".//*[contains(@class, 'cover-figure')]") else "plain"
        possible = set(self.table.types) - {"plain", "figure"} - (set() if self.photo else {"portrait"})
        if self.wished in possible:
            return self.wished
        if not self.photo:
            return "drawing" if self._seen_behind() >= self.table.visible else "below"
        fills = self.ratio > self.table.wide if self.table.across else self.ratio < UPRIGHT
        return "full" if fills and "full" in possible else "below"

    def _seen_behind(self) -> float:
        """How much of the picture shows behind the text."""
        width, height = self._bled()
        if self.table.across:
            height = self.table.top + self.table.usual + self.table.gap + self.document.layout.bleed
        box = width / height
        return min(box, self.ratio) / max(box, self.ratio)

    def _bled(self) -> tuple[float, float]:
        """Width and height of the page with its bleed."""
        layout = self.document.layout
        return layout.width + 2 * layout.bleed, layout.height + 2 * layout.bleed

    @property
    def steps(self) -> tuple[Step, ...]:
        alone = self.type == "plain" or (self.type == "full" and self.table.across) or self._limits()[2]
        return self.table.plain_titles if alone else self.table.titles

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
        return [Trial((text,), names, f"{title_sizes(step, self.table.subtitle)}{parted.style}") for step in self.steps]

    def choice(self, whole: Sequence[Measured], parted: Sequence[Measured] = ()) -> CoverChoice | None:
        """The largest step at which the text takes no more room than is usual; else one that needs more. `whole` and
        `parted` are the trials with whole words and as it may be hyphenated. None where a word must be hyphenated, or
        the text takes all the room there is, and `parted` are not measured yet."""
        fits = [not one.too_wide for one in whole]
        for limit, steps, spared, note in self._ways():
            for index, step in enumerate(steps):
                if fits[index] and whole[index].height - spared <= limit:
                    why = say("pdf:largest-whole-words", note=note)
                    return self._made(step, whole[index], False, why, spared)
            if not any(fits):  # a word is wider than the page at every step: it is hyphenated in the last resort
                for index, step in enumerate(steps if parted else ()):
                    if parted[index].height - spared <= limit and parted[index].lines <= MOST_LINES:
                        why = say("pdf:word-hyphenated", note=note)
                        return self._made(step, parted[index], True, why, spared)
        if not parted:
            return None
        why = say("pdf:smallest-size")
        return self._made(self.steps[-1], parted[-1], not fits[-1], why, self.spared)

    def _ways(self) -> Iterator[tuple[float, Sequence[Step], float, str]]:
        """What is tried one after the other: the greatest height of the text in mm, the steps, by how much the logo is
        less high, and a note. A large title is worth a smaller logo, and a lower or larger picture; a drawing that
        fills the page keeps its upper part."""
        table = self.table
        usual, most, _ = self._limits()
        large = [step for step in self.steps if step[0] >= self.steps[0][0] * table.large]
        yield usual, large, 0.0, ""
        if self.spared:
            yield usual, large, self.spared, say("pdf:with-smaller-logo")
        if self.type == "drawing" and table.raised > 1:
            yield self._calm_when_raised(), large, self.spared, say("pdf:on-larger-drawing")
        if self.type != "drawing" or table.raised > 1:
            yield (max(usual, table.usual) + most) / 2, large, 0.0, say("pdf:more-than-usual")
        yield usual, self.steps, self.spared, ""
        yield most, self.steps, self.spared, say("pdf:more-than-usual")
        yield table.height, self.steps, self.spared, say("pdf:all-the-room")

    def _calm_when_raised(self) -> float:
        return (self.table.top + self.table.calm) * self.table.raised - self.table.top

    def below(self, whole: Sequence[Measured], parted: Sequence[Measured], why: Message) -> CoverChoice:
        """The choice where the picture, whatever it is, stands below the text."""
        self.forced = "below"
        choice = self.choice(whole, parted)
        assert choice is not None
        return replace(choice, why=say("pdf:and", one=choice.why, other=why))

    def _limits(self) -> tuple[float, float, bool]:
        """The usual and the greatest height of the text, in mm, and whether it has most of the page for itself."""
        table = self.table
        if self.type in ("plain", "figure"):
            return *table.plain, False
        if self.type == "drawing":
            return table.calm, table.most, False
        if self.type == "below" and self.forced is None and not table.across:
            # A wide picture is a band at the foot: as high as it is for enough of it to show.
            width, height = self._bled()
            room = height - width / (self.ratio * table.visible) - self.document.layout.bleed - table.top - table.gap
            if room > table.usual + PUSHED:
                return room, max(room, table.most), True
        return table.usual, table.most, False

    def _made(self, step: Step, measured: Measured, hyphens: bool, why: Message, spared: float = 0.0) -> CoverChoice:
        table, height, type = self.table, measured.height - spared, self.type
        bleed = self.document.layout.bleed
        lengths: dict[str, float] = {"logo": LEAST_LOGO} if spared else {}
        usual, _, alone = self._limits()
        raised = max(1.0, (table.top + height) / (table.top + table.calm))
        if type == "drawing" and raised > table.raised:
            type, why = "below", say("pdf:and", one=why, other=say("pdf:more-than-calm-part"))
        caption = 6.0 if self.caption else 0.0
        whole = table.top + max(height, table.usual) + table.gap
        least = min(whole, table.top + height + table.gap)
        if type == "drawing" and raised > 1:
            whole = least = lengths["photo-top"] = round(whole * raised, 1)
        elif type == "below":
            room = max(table.usual, usual if alone else 0.0)
            whole = table.top + max(height, room) + table.gap + (caption if height > room - caption else 0)
            lengths["photo-top"] = whole = round(whole)
            if alone and room - height > PUSHED:
                lengths["push"] = round(room - height - caption)
        elif type == "full" and table.across:
            low, high = table.across
            text = BELOW_PICTURE + height + table.foot
            lengths["photo-top"] = round(min(max(self._bled()[0] / self.ratio - bleed, low), high), 1)
            whole, least = lengths["photo-top"] + text, low + text
        elif type == "full":
            lengths["panel"] = round(max(table.panel, height + table.top + table.gap))
        elif type == "portrait":
            whole = lengths["photo-top"] = round(table.top + measured.reach - spared + table.gap)
        elif type in ("plain", "figure"):
            whole = least = table.top + height + table.foot
            lengths["push"] = round(max(0.0, table.height - whole))
            lengths["sun"] = min(lengths["push"], LARGEST_SUN)
        parted = self.parted if hyphens else Parted()
        made = tuple(lengths.items())
        return CoverChoice(type, step, made, hyphens, why, whole, min(whole, least), parted, table.subtitle)


def apply_cover(header: etree._Element, choice: CoverChoice) -> None:
    """Set the choice on the header of a copy of the document."""
    parted = [choice.parted.classes] if choice.hyphens else []
    names = [*classes(header), f"type-{choice.type}", *parted, _letters(header)]
    header.set("class", " ".join(filter(None, names)))
    choice.parted.apply(header)
    header.set("style", choice.style)


def _letters(header: etree._Element) -> str:
    """The class of a title with marks above its capitals."""
    title = unicodedata.normalize("NFC", "".join(header.xpath("string(.//h1)")))
    return "tall-letters" if any(char.isupper() and unicodedata.decomposition(char) for char in title) else ""


def lower_cover(tree: etree._Element, cover: CoverChoice, to: float) -> None:
    """Set the picture of a cover so much lower that it takes `to` mm of its page."""
    for header in tree.xpath("//header[contains(@class, 'cover')]") if to < cover.height else ():
        header.set("style", cover.lowered(to))


def title_sizes(step: Step, subtitle: Step | None) -> str:
    """The properties of a title's size, and of the subtitle's, which is clearly smaller."""
    said = f"--title:{step[0]:g}pt;--title-line:{step[1]:g}pt;"
    if subtitle is None:
        return said
    share = min(1.0, step[0] * SUBTITLE / subtitle[0])
    return f"{said}--subtitle:{subtitle[0] * share:g}pt;--subtitle-line:{subtitle[1] * share:g}pt;"
