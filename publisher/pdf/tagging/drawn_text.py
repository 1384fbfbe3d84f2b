"""Lays the texts that were drawn beside the text of the document, character by character.

Lines end where words end, and the engine draws no space there; or within a word, and it draws a hyphen that the word
has not. Read from the tags alone, both break words. Here it is found out where, so that `marks` can fix it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from publisher.pdf.tagging.marked_content import Piece
from publisher.text.typography import INVISIBLE_CHARACTERS

UNSEEN = frozenset(INVISIBLE_CHARACTERS)
HYPHENS = frozenset("-\u2010")


class Reader:
    """Goes through the document's texts in their order, and takes the pieces that were drawn of each."""

    def __init__(self, texts: Mapping[Any, Sequence[Piece]]) -> None:
        self.waiting = {element: deque(pieces) for element, pieces in texts.items()}
        self.last: Piece | None = None
        self.gap = False  # whether there was a space, or a line's end, since the last piece

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is read inside is a block of its own: nothing runs on from before, nor on to what follows."""
        self.last, self.gap = None, False
        yield
        self.last, self.gap = None, False

    def read(self, element: Any, text: str | None) -> Iterator[Piece]:
        """The pieces drawn of one text of `element`, in order. Spaces alone are drawn as nothing, and left out."""
        text = text or ""
        waiting, at = self.waiting.get(element), 0
        while True:
            while at < len(text) and (text[at].isspace() or text[at] in UNSEEN):
                self.gap = self.gap or text[at].isspace()
                at += 1
            while waiting and not waiting[0].text.strip():
                waiting.popleft()
            if at == len(text) or not waiting:
                return
            piece = waiting.popleft()
            self._join(piece)
            piece.at = at
            at = self._match(piece, text, at)
            yield piece

    def _join(self, piece: Piece) -> None:
        """Ask for a space after the last piece, where the document has one and neither it nor this one has."""
        last = self.last
        if self.gap and last and not (last.text[-1:].isspace() or piece.text[:1].isspace()):
            last.space = True
        self.last, self.gap = piece, False

    @staticmethod
    def _match(piece: Piece, text: str, at: int) -> int:
        """Where in `text` the piece ends. Letters may have been set in capitals; spaces may have become one."""
        drawn = piece.text.strip()
        if text.startswith(drawn, at):
            return at + len(drawn)
        expected = ""  # what is still to come of a letter that has several capitals, as 'ß' has 'SS'
        for index, char in enumerate(drawn):
            if expected.startswith(char):
                expected = expected[1:]
                continue
            if char.isspace() or char in UNSEEN:
                continue
            while at < len(text) and (text[at].isspace() or text[at] in UNSEEN):
                at += 1
            written = text[at : at + 1]
            if char in HYPHENS and written != char and index == len(drawn) - 1:
                piece.hyphenated = True
                return at
            expected = written.upper()[1:] if written != char else ""
            at = min(at + 1, len(text))
        return at
