"""What imposition costs: seconds and memory of 16, 64 and 1,000 pages.

Run `.venv/bin/python benchmarks/imposition.py [--runs 5]` after a build: the pages are those of the sample leaflet's
press file, again and again, each with its own objects. Each case has a process of its own and is timed once the program
is loaded, in seconds of the processor, so that other work does not count. Memory is that of the process at its highest,
the program itself included.
"""

from __future__ import annotations

import argparse
import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from publisher.imposition.impose import impose
from publisher.imposition.job import Job
from publisher.imposition.schemes import SCHEMES

ROOT = Path(__file__).resolve().parent.parent
AIMS = {16: (0.050, None), 64: (0.150, None), 1000: (3.0, 300)}  # pages: seconds, MB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each case runs (default 5)")
    parser.add_argument("--file", type=Path, default=ROOT / "output/framat/framat-press.pdf")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)  # the process of one case
    arguments = parser.parse_args()
    if arguments.one:
        print(*timed(arguments.one.read_bytes(), arguments.runs))
        return
    print(f"{'case':<28} {'median ms':>10} {'best ms':>9} {'aim ms':>8} {'MB':>6} {'aim MB':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for count, (seconds, memory) in AIMS.items():
            path = Path(folder) / f"{count}.pdf"
            path.write_bytes(of_many_pages(arguments.file.read_bytes(), count))
            command = [sys.executable, __file__, "--one", path, "--runs", str(arguments.runs)]
            answer = subprocess.run(command, capture_output=True, text=True, check=True)
            median, best, used = map(float, answer.stdout.split())
            columns = (
                f"{median * 1000:>10.0f} {best * 1000:>9.0f} {seconds * 1000:>8.0f} {used:>6.0f} {memory or '':>7}"
            )
            print(f"{f'booklet of {count} pages':<28} {columns}")


def timed(data: bytes, runs: int) -> tuple[float, float, float]:
    """(median, best, MB): with creep and every mark that has room."""
    job = Job(SCHEMES["booklet"], sheet="SRA3", paper=0.1)
    impose(data, "pages.pdf", job) if len(data) < 1_000_000 else None  # loads what is loaded when it is needed
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        impose(data, "pages.pdf", job)
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), min(seconds), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def of_many_pages(data: bytes, count: int) -> bytes:
    """The same pages over and over, each with its own objects."""
    writer, target = PdfWriter(), io.BytesIO()
    while len(writer.pages) < count:
        writer.append(PdfReader(io.BytesIO(data)), import_outline=False)
    while len(writer.pages) > count:
        del writer.pages[-1]
    writer.write(target)
    return target.getvalue()


if __name__ == "__main__":
    main()
