"""What a process has taken of the processor: seconds on the clock would count what else the machine does."""

from __future__ import annotations

import os
from pathlib import Path


def processor_seconds(process: int) -> float:
    """What a process and all that it started have taken of the processor, those that ended included. Linux only."""
    folder = Path(f"/proc/{process}")
    try:
        numbers = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
        threads = list((folder / "task").iterdir())
    except OSError:  # it has just ended: its parent counts it
        return 0.0
    children = [child for thread in threads for child in _children(thread)]
    # Of itself and of children that were waited for, in user and system mode (proc(5), fields 14 to 17).
    return sum(map(int, numbers[11:15])) / os.sysconf("SC_CLK_TCK") + sum(map(processor_seconds, map(int, children)))


def _children(thread: Path) -> list[str]:
    """The processes that a thread started. One that has just ended has none, and its process goes on."""
    try:
        return (thread / "children").read_text("utf-8").split()
    except OSError:
        return []
