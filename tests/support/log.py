"""What outside validators said in this run, printed at its end: the log of a good run shows the verdicts too."""

from __future__ import annotations

VERDICTS: list[str] = []


def tell(verdict: str) -> None:
    """Add a line to the log's list of verdicts."""
    if verdict not in VERDICTS:
        VERDICTS.append(verdict)
