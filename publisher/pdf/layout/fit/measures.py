"""The trials of one document: each is laid out once, with the others that are wanted at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.compose import Document
from publisher.pdf.layout.fit.cover import RULES
from publisher.pdf.layout.fit.measure import LayOut, Trial, measure
from publisher.pdf.layout.fit.measured import Kept, Measured

Key = tuple[Any, ...]
Trials = Mapping[Key, Trial]


class Measures:
    """What was measured so far, by the keys of the trials. `style` are rules for them, `runs` counts the layouts."""

    def __init__(self, document: Document, lay_out: LayOut, kept: Kept, style: str) -> None:
        self.document, self.lay_out, self.kept, self.style = document, lay_out, kept, style
        self.found: dict[Key, Measured] = {}
        self.runs = 0

    def __call__(self, trials: Trials) -> Mapping[Key, Measured]:
        """Every trial measured so far, these among them."""
        wanted = {key: trial for key, trial in trials.items() if key not in self.found}
        if wanted:
            style = f"{self.style}{RULES}"
            found, runs = measure(self.document, list(wanted.values()), self.lay_out, self.kept, style)
            self.runs += runs
            self.found |= dict(zip(wanted, found, strict=True))
        return self.found
