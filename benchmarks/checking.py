"""How long the content of both samples takes to be read, composed, compared and checked.

Run `.venv/bin/python benchmarks/checking.py [--runs 7]`. Each run is a process of its own, whose seconds of the
processor count: other programs on the machine do not. The aim is 0.25 s for reading, comparing and checking.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ("framat", "almedalen")
STEPS = ("imports", "first time", "again")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="how many processes of each kind (default 7)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(*steps())
        return
    inside = [[float(one) for one in run(__file__, "--inside").split()] for _ in range(given.runs)]
    for name, seconds in zip(STEPS, zip(*inside, strict=True), strict=True):
        show(name, list(seconds))
    show("publisher check", [of_process("-m", "publisher", "check", *SAMPLES) for _ in range(given.runs)])
    show("publisher --version", [of_process("-m", "publisher", "--version") for _ in range(given.runs)])


def steps() -> list[float]:
    """Seconds of the processor for the imports, for the content at first, and for the content once more."""
    marks = [time.process_time()]
    from publisher.checks import CHECKS
    from publisher.content import load  # noqa: F401
    from publisher.model.findings import USUAL_OPTIONS
    from publisher.pipeline import manifest  # noqa: F401
    from publisher.pipeline.jobs import prepare_all

    dict(CHECKS)
    marks.append(time.process_time())
    for _ in range(2):
        prepare_all([(ROOT / "content" / name, USUAL_OPTIONS) for name in SAMPLES])
        marks.append(time.process_time())
    return [after - before for before, after in pairwise(marks)]


def run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def of_process(*arguments: str) -> float:
    """The seconds of the processor that a command takes, whatever it says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(name: str, seconds: list[float]) -> None:
    print(f"{name:<24} median {statistics.median(seconds):.3f} s, best {min(seconds):.3f} s")


if __name__ == "__main__":
    main()
