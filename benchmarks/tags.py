"""What right tags cost: the leaflet's pages written by the layout engine's own PDF/UA-1 writer, and by ours.

Run `.venv/bin/python benchmarks/tags.py [--runs 5]`. Both write the same laid-out pages in turns, in one process, since
machines are noisy; layout is not counted. The aim: ours takes at most 0.15 s more.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from publisher.checks.read_tags import read_tags
from publisher.content.load import load
from publisher.formats import screen
from publisher.formats.edition import Edition
from publisher.pdf.layout.engine import complaints
from publisher.pdf.layout.paginate import paginate
from publisher.pipeline.build import prepare
from publisher.pipeline.workers import spare_collections

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each writes (default 5)")
    spare_collections()
    edition = prepare(load(ROOT / "content" / "framat"))
    measured: dict[str, list[float]] = {}
    for _ in range(parser.parse_args().runs + 1):
        for name, step in STEPS.items():
            edition.laid_out["print"] = paginate(edition.document)  # what was drawn once is drawn slower again
            measured.setdefault(name, []).append(step(edition))
    print(f"{'the 8-page leaflet, laid out':<52} {'median s':>9} {'best s':>8}")
    for name, seconds in measured.items():
        print(f"{name:<52} {statistics.median(seconds[1:]):>9.3f} {min(seconds[1:]):>8.3f}")  # the first one warms up


def engine_alone(edition: Edition) -> float:
    with complaints():  # it complains of pictures that only decorate
        return seconds(lambda: edition.master.rendered.write_pdf(pdf_variant="pdf/ua-1"))


def ours(edition: Edition) -> float:
    return seconds(lambda: screen.render(edition))


def reading_back(edition: Edition) -> float:
    data = screen.render(edition)
    return seconds(lambda: read_tags(data))


def seconds(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


STEPS = {
    "the engine's own tags: UA-1 by the letter": engine_alone,
    "ours: drawn, tagged, UA-1 and A-2a, ready to ship": ours,
    "reading it back along its tags": reading_back,
}

if __name__ == "__main__":
    main()
