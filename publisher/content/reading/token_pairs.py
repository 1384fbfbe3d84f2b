"""The tokens of the parser that belong together: the one that opens something, and the one that closes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token


def pairs(tokens: Sequence[Token], kind: str) -> Iterator[tuple[int, int]]:
    """(index of the opening, index of the closing) of every `kind`, outer ones first."""
    for start, token in enumerate(tokens):
        if token.type == f"{kind}_open":
            end = next(i for i in range(start, len(tokens)) if closes(tokens[i], kind, token.level))
            yield start, end


def closes(token: Token, kind: str, level: int) -> bool:
    return token.type == f"{kind}_close" and token.level == level
