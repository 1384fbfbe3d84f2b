"""What the press file and its preflight cost.

Run `.venv/bin/python benchmarks/press.py [--runs 5]`. The leaflet is laid out and drawn once; then its press file is
made from it, and preflight looks at a file of 100 such pages, without the plates and with them. Their content is also
cut into operators by the preflight's own lexer and by pypdf's parser. Medians, in one process.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pypdf
from pypdf.generic import ContentStream

from publisher.content.load import load
from publisher.formats import press, screen
from publisher.formats.edition import Edition
from publisher.pdf.finishing import open_pages
from publisher.pdf.syntax.lexer import operations
from publisher.pictures.prepare import PRINT
from publisher.pipeline.build import prepare
from publisher.preflight import (
    RULES,
    Inspection,
    open_file,
    preflight,
)
from publisher.presses.profiles import find_press

ROOT = Path(__file__).resolve().parent.parent
PAGES = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each case runs (default 5)")
    runs = parser.parse_args().runs
    edition = prepare(load(ROOT / "content" / "framat"))
    edition.master.drawn  # noqa: B018  # laid out and drawn: both files are made from this
    many = of_many_pages(press.render(edition))
    cases: dict[str, Callable[[], object]] = {
        "press file of the leaflet (8 pages; aim 0.25)": lambda: press.render(edition),
        "its screen file, to compare": lambda: screen.render(edition),
        "pypdf's parser on the same pages, nothing changed": lambda: parse_with_pypdf(edition),
        f"preflight of {PAGES} pages, plates aside (aim 3.0)": lambda: without_plates(many),
        f"preflight of {PAGES} pages with the plates": lambda: preflight(inspection(many)),
        f"the content of {PAGES} pages cut into operators": lambda: cut_up(many),
        "the same by pypdf's own parser": lambda: cut_up_by_pypdf(many),
    }
    measured_by_case: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, run in cases.items():
            start = time.perf_counter()
            run()
            measured_by_case[name].append(time.perf_counter() - start)
    print(f"{'case':<52} {'median s':>9} {'best s':>8}")
    for name, seconds in measured_by_case.items():
        print(f"{name:<52} {statistics.median(seconds):>9.3f} {min(seconds):>8.3f}")


def of_many_pages(data: bytes) -> bytes:
    """The same pages over and over, each with its own objects."""
    writer, target = pypdf.PdfWriter(), io.BytesIO()
    while len(writer.pages) < PAGES:
        writer.append(pypdf.PdfReader(io.BytesIO(data)), import_outline=False)
    while len(writer.pages) > PAGES:
        del writer.pages[-1]
    writer.write(target)
    return target.getvalue()


def parse_with_pypdf(edition: Edition) -> None:
    """Why `pdf/syntax/lexer.py` takes content streams apart itself."""
    writer = open_pages(edition.master, PRINT)
    for page in writer.pages:
        _ = ContentStream(page["/Contents"].get_object(), writer).operations


def inspection(data: bytes) -> Inspection:
    return Inspection(open_file(data, "many.pdf"), find_press("generic-coated"))


def without_plates(data: bytes) -> None:
    looked_at = inspection(data)
    for rule in RULES.values():
        if not rule.id.startswith("preflight/ink-"):
            rule.findings(looked_at)


def cut_up(data: bytes) -> None:
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        if (content := page.get_contents()) is not None:
            deque(operations(content.get_data()), maxlen=0)


def cut_up_by_pypdf(data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data))
    for page in reader.pages:
        if (content := page.get_contents()) is not None:
            stream = ContentStream(None, reader)
            stream.set_data(content.get_data())
            assert stream.operations


if __name__ == "__main__":
    main()
