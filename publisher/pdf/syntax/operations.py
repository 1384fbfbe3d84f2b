"""Content streams (ISO 32000-1, 7.8.2), taken apart into operations: the operands as they stand, and the operator.

pypdf's own parser makes an object of every number: 0.12 s for the leaflet's pages, and as much to write them again.
Here it is one pass of an expression over the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model.errors import RenderError

OPERATION = re.compile(
    rb"""((?: [\s\x00\d.+\-]++                                               # numbers, and the space between
            | / [^\s\x00()<>\[\]{}/%]*+                                      # a name
            | [\[\]] | << | >>                                               # arrays, dictionaries
            | < [0-9A-Fa-f\s]*+ >                                            # a text in hexadecimal
            | \( (?: [^()\\]++ | \\. | \( (?: [^()\\]++ | \\. )*+ \) )*+ \)  # a text
            | % [^\r\n]*+                                                    # a comment
            | (?: true | false | null ) (?![A-Za-z])
         )*+)
         ([A-Za-z'"][A-Za-z0-9*]*+)""",
    re.VERBOSE | re.DOTALL,
)
REPORT = "Please report this fault of the toolkit."


def operations(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """(all of it, operands, operator) of each operation. Raises RenderError where the stream cannot be read."""
    end = 0
    for match in OPERATION.finditer(data):
        if match.start() != end:
            break
        end = match.end()
        yield match[0], match[1], match[2]
    if data[end:].strip(b"\0 \t\r\n\f"):
        raise RenderError(f"The pages hold what cannot be read: {data[end : end + 40]!r}.", REPORT)


def numbers(operands: bytes) -> list[float]:
    """The numbers among the operands."""
    return [float(word) for word in operands.split() if word[:1] not in b"/[<("]


def name(operands: bytes) -> str:
    """The last name among the operands, with its slash: '/Im0'."""
    return "/" + operands.rpartition(b"/")[2].split()[0].decode("latin-1")
