"""What a file about sessions does not say, as findings of one shape: for the calendar and the pages of sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.compose.events import Event
from publisher.compose.texts import squash
from publisher.formats.alignment import align
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity
from publisher.model.graphemes import beginning

UNMISTAKABLE = 20  # characters: what is shorter may stand in two places by itself
SHOWN = 80  # characters of a text that a message shows


@dataclass(frozen=True)
class SessionFindings:
    """The findings about one session in a file.

    Attributes:
        event: The session.
        filename: The file's name.
        fault: Id of the message that says what to do.
    """

    event: Event
    filename: str
    fault: str

    def one(self, id: str, text: str, **values: str) -> Finding:
        """A finding at the session's line. `text` is the id of its message, `values` what that names."""
        message = say(f"checks:{text}", filename=self.filename, **values)
        return Finding(id, Severity.ERROR, message, say(self.fault), self.event.session.source)

    def of_texts(
        self, texts: Sequence[str], held: str, lost: str = "missing-from", *, in_order: bool = True, **values: str
    ) -> Iterator[Finding]:
        """What `held`, a squashed text of the file, lacks, has elsewhere (where the order counts) or says twice. `lost`
        is the id of the message for what it lacks."""
        found = align(list(map(squash, texts)), [held], strict=in_order)
        for number in found.missing:
            yield self.one("parity/lost", lost, shown=beginning(texts[number], SHOWN), **values)
        for number in found.moved if in_order else ():
            yield self.one("parity/order", "different-place", shown=beginning(texts[number], SHOWN))
        left = [held[start:end] for start, end in found.gaps(len(held))]
        for text in texts:
            if len(words := squash(text)) >= UNMISTAKABLE and any(words in gap for gap in left):
                yield self.one("parity/twice", "stands-twice", shown=beginning(text, SHOWN))

    def of_links(self, addresses: Iterator[str]) -> Iterator[Finding]:
        """The addresses that the file should open, and does not."""
        return (self.one("parity/link", "link-missing-from", address=address) for address in addresses)
