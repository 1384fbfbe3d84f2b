"""An abbreviation is explained where it first comes: "UF (Ung Företagsamhet)" (WCAG 2.2, technique G97).

Screen readers say the letters and keep the expansion of the tag to themselves, and paper shows no tag: the words must
stand in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.model.blocks import Block, Box, Definition, Definitions, Listing, Loose, Note, Notes, Paragraph, Quote
from publisher.model.runs import Kind, Run, Runs


class Abbreviations:
    """Those of one document, in its order. Headings and tables are left as they are: there is no room for words."""

    def __init__(self) -> None:
        self.explained: set[str] = set()

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The same blocks, with the expansion in brackets after the first use of each abbreviation."""
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(runs) | Loose(runs):
                return replace(block, runs=self._text(runs))
            case Box(_, inner) | Quote(inner):
                return replace(block, blocks=self.blocks(inner))
            case Listing(items):
                return replace(block, items=tuple(replace(item, blocks=self.blocks(item.blocks)) for item in items))
            case Definitions(entries):
                return replace(block, entries=tuple(map(self._definition, entries)))
            case Notes(_, notes):
                return replace(block, notes=tuple(map(self._note, notes)))
        return block

    def _definition(self, entry: Definition) -> Definition:
        return replace(entry, bodies=tuple(replace(body, blocks=self.blocks(body.blocks)) for body in entry.bodies))

    def _note(self, note: Note) -> Note:
        return replace(note, runs=self._text(note.runs))

    def _text(self, runs: Runs) -> Runs:
        return tuple(self._with_meanings(runs)) if any(run.has(Kind.ABBREVIATION) for run in runs) else runs

    def _with_meanings(self, runs: Runs) -> Iterator[Run]:
        around = " ".join("".join(run.text for run in runs).split()).casefold()
        for number, run in enumerate(runs):
            yield run
            following = runs[number + 1].marks if number + 1 < len(runs) else ()
            for at, mark in enumerate(run.marks):
                if mark.kind is not Kind.ABBREVIATION or mark in following or mark.value in self.explained:
                    continue
                self.explained.add(mark.value)
                if mark.value.casefold() not in around:
                    # In the language of the abbreviation, and outside its mark.
                    spoken = [replace(mark, kind=Kind.LANGUAGE, value="")] if mark.language else []
                    yield Run(f" ({mark.value})", (*run.marks[:at], *spoken))
