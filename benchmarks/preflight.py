"""How long preflight takes: a file of 100 pages, made of the press files of both publications.

Run `.venv/bin/python benchmarks/preflight.py [--runs 5] [--folder output]` after a build. The aim: without the plates,
3 s at most. Also the same pages read by pypdf's own parser of content, to see what ours is worth.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream

from publisher.content.presses import USUAL_PRESS, find_press
from publisher.preflight import RULES, Inspection, open_file
from publisher.preflight.ink import measure_ink
from publisher.preflight.lexer import operations

ROOT = Path(__file__).resolve().parent.parent
PAGES = 100
OF_INK = ("preflight/ink-limit", "preflight/ink-not-measured")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each is done (default 5)")
    parser.add_argument("--folder", type=Path, default=ROOT / "output", help="where the built publications lie")
    options = parser.parse_args()
    data = many_pages(options.folder)
    measured: dict[str, list[float]] = {name: [] for name in STEPS}
    for _ in range(options.runs + 1):
        for name, step in STEPS.items():
            start = time.perf_counter()
            step(data)
            measured[name].append(time.perf_counter() - start)
    print(f"{f'{PAGES} pages, {len(data) / 1e6:.1f} MB':<52} {'median s':>9} {'best s':>8}")
    for name, seconds in measured.items():
        print(f"{name:<52} {statistics.median(seconds[1:]):>9.2f} {min(seconds[1:]):>8.2f}")


def many_pages(folder: Path) -> bytes:
    """The pages of all press files, over and over."""
    files = sorted(folder.glob("*/*-press.pdf"))
    assert files, f"there is no press file in {folder}: build first"
    writer = PdfWriter()
    while len(writer.pages) < PAGES:
        for path in files:
            writer.append(io.BytesIO(path.read_bytes()))
    for _ in range(len(writer.pages) - PAGES):
        del writer.pages[-1]
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def without_plates(data: bytes) -> None:
    inspection = Inspection(open_file(data, "many.pdf"), find_press(USUAL_PRESS))
    for rule in RULES:
        if rule.id not in OF_INK:
            rule.findings(inspection)
    inspection.raster.close()


def plates(data: bytes) -> None:
    ink = measure_ink(open_file(data, "many.pdf"), find_press(USUAL_PRESS))
    assert not ink.reason, ink.reason


def contents(data: bytes) -> Iterator[tuple[PdfReader, bytes]]:
    reader = PdfReader(io.BytesIO(data))
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        yield reader, content.get_data()


def our_lexer(data: bytes) -> None:
    for _, content in contents(data):
        for _ in operations(content):
            pass


def pypdf_parser(data: bytes) -> None:
    for reader, content in contents(data):
        stream = ContentStream(None, reader)
        stream.set_data(content)
        assert stream.operations


STEPS: dict[str, Callable[[bytes], None]] = {
    "every rule but those of ink": without_plates,
    "the plates (Ghostscript), and their ink": plates,
    "content cut into operators by our lexer": our_lexer,
    "the same by pypdf's parser": pypdf_parser,
}

if __name__ == "__main__":
    main()
