"""Marks that follow from the text itself: what stays on one line, and the direction of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publisher.compose.directions import direct
from publisher.model.blocks import Block, changed
from publisher.model.label import label_runs, language_of
from publisher.model.runs import Runs
from publisher.text.i18n import direction
from publisher.text.typography import keep_together, keeper

# The narrow space of thousands is in no shipped font; the ordinary one that does not break is.
NARROW, NO_BREAK = "\u202f", "\u00a0"


class Marker:
    """Marks the texts of one document. `names` are those of its people, which stay on one line, and `wholes` those of
    places and organisations, whose words are not hyphenated."""

    def __init__(self, language: str, names: Iterable[str], wholes: Iterable[str] = ()) -> None:
        self.base = direction(language)
        self.find = keeper(language, names, wholes)
        self.marked: dict[tuple[Runs | str, str, str], Runs] = {}

    def text(self, runs: Runs | str, language: str = "") -> Runs:
        """Running text, or plain text, with its marks; `language` is that of the element which it is in, where it is
        another than the document's."""
        said = language_of(runs) if isinstance(runs, str) else ""  # two labels may be equal, in two languages
        key = (runs, language, said)
        if key not in self.marked:  # a programme says the same of many sessions: places, people, labels
            self.marked[key] = self._text(label_runs(runs) if isinstance(runs, str) else runs, language)
        return self.marked[key]

    def _text(self, runs: Runs, language: str) -> Runs:
        spaced = (replace(run, text=run.text.replace(NARROW, NO_BREAK)) if NARROW in run.text else run for run in runs)
        return keep_together(direct(spaced, self.base, direction(language) if language else self.base), self.find)

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Blocks with their marks."""
        return tuple(changed(block, self.text) for block in blocks)
