"""A label: words that the toolkit adds to a publication, and that know which language they are in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from publisher.model.runs import Kind, Mark, Run, Runs


class Label(str):
    """`language` is that of the words where it is not the one that was asked for, since that has no such label, and
    `direction` is theirs where it is not that of the language that was asked for. A screen reader would otherwise read
    them with the wrong voice (WCAG 2.2, 3.1.2)."""

    language: str
    direction: str

    def __new__(cls, text: str, language: str = "", direction: str = "") -> Label:
        label = super().__new__(cls, text)
        label.language, label.direction = language, direction
        return label

    def within(self, before: str, after: str) -> Label:
        """The same between other characters, which belong to no language."""
        return Label(f"{before}{self}{after}", self.language, self.direction)

    @property
    def attributes(self) -> dict[str, str]:
        """Of the element of HTML that it stands in."""
        found = {"lang": self.language, "dir": self.direction}
        return {name: value for name, value in found.items() if value}


def language_of(text: str) -> str:
    """The language that a text is marked with; "" where it is in that of the text around it."""
    return text.language if isinstance(text, Label) else ""


def label_runs(*texts: str) -> Runs:
    """One text of these, in which labels in another language are marked."""
    return tuple(
        Run("".join(part), (Mark(Kind.LANGUAGE, language=language),) if language else ())
        for language, part in groupby(filter(None, texts), key=language_of)
    )


def joined_labels(labels: Sequence[str], between: str) -> Label:
    """Several labels as one text. It is marked where all of them are in one other language."""
    languages = {language_of(label) for label in labels}
    first = next((label for label in labels if isinstance(label, Label)), Label(""))
    text = between.join(labels)
    return Label(text, first.language, first.direction) if len(languages) == 1 else Label(text)
