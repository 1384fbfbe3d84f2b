"""How much one text file of the content may hold: more is a mistake or a trap, and is reported before it is read.

The limits are several times what the largest real programme (1,661 sessions: 2 MB, 40,000 fields) and a book of 500
pages need. Other rooms have limits of their own things beside them: pictures (`pictures/kinds.py`,
`pictures/raster.py`), drawings (`pictures/svg_references.py`), foreign files (`importers/budgets.py`), print files
(`preflight/reading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.model.catalogue import Message, say


@dataclass(frozen=True)
class Budget:
    """`most` of what `pattern` finds in a text; `name` is the message's."""

    name: str
    pattern: re.Pattern[str]
    most: int


FILE_BYTES = 12_000_000
LONGEST_WORD = 2_000  # characters; the longest address that a link may have
WORD = re.compile(rf"[^\s|]{{{LONGEST_WORD + 1}}}[^\s|]*")  # not a row of a table
OF_MARKDOWN = (
    Budget("content:words-in-file", re.compile(r"\S+"), 250_000),
    Budget("content:paragraphs-in-file", re.compile(r"\n[ \t>]*(?=\n)|^[ \t]*[-*+] ", re.MULTILINE), 20_000),
    Budget("content:links-in-file", re.compile(r"\]\(|\]\[|^ {0,3}\[[^\]\n]+\]:", re.MULTILINE), 10_000),
)
OF_YAML = (
    Budget("content:words-in-file", re.compile(r"\S+"), 1_500_000),
    Budget("content:fields-in-file", re.compile(r"^[ \t]*(?:- +)*[^\s#:][^\n:]*:(?=\s)", re.MULTILINE), 250_000),
)


def too_much(text: str, budgets: tuple[Budget, ...]) -> Iterator[tuple[int, Message]]:
    """(line, what is too much) for each limit that a text is beyond."""
    if word := WORD.search(text):
        line = text.count("\n", 0, word.start()) + 1
        yield line, say("content:word-too-long", count=word.end() - word.start(), most=LONGEST_WORD)
    for budget in budgets:
        if len(text) < budget.most:
            continue
        count = sum(1 for _ in budget.pattern.finditer(text))
        if count > budget.most:
            yield 1, say(budget.name, count=count, most=budget.most)
