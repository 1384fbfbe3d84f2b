"""How long imports take, and how much memory: a table of 2,000 rows, a document of 100 pages, a PDF of 100 pages.

    python benchmarks/importing.py [--runs 3]

Aims: 2,000 rows in 3 s and 300 MB; 100 pages of Word in 3 s. Each case runs in a process of its own, because memory
is measured as the largest that the process had.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS, PAGES, WORDS_A_PAGE = 2_000, 100, 400
CASES = ("table", "word", "pdf")
TEXT = "Kommunen bygger en park vid ån, och arbetet blir klart i maj. Alla är välkomna att säga vad de tycker. "


def make_table(path: Path) -> None:
    from publisher.exporters.spreadsheet import workbook

    start = dt.datetime(2027, 5, 1, 9)
    rows = []
    for number in range(ROWS):
        begins = start + dt.timedelta(days=number // 100, minutes=5 * (number % 100))
        rows.append(
            {
                "date": f"{begins:%Y-%m-%d}",
                "start": f"{begins:%H.%M}",
                "end": f"{begins + dt.timedelta(minutes=45):%H.%M}",
                "title": f"Programpunkt {number}",
                "description": TEXT,
                "place": f"Sal {number % 40}",
                "people": f"Person {number % 300}, titel, Organisation {number % 50}; Talare {number % 200}, forskare",
            }
        )
    path.write_bytes(workbook(rows, ()))


def make_word(path: Path) -> None:
    from docx import Document

    document = Document()
    for page in range(PAGES):
        document.add_heading(f"Kapitel {page + 1}", 1)
        for _ in range(4):
            document.add_paragraph(TEXT * (WORDS_A_PAGE // 80))
        for item in ("en punkt", "en punkt till", "den sista"):
            document.add_paragraph(item, style="List Bullet")
    document.save(str(path))


def make_pdf(path: Path) -> None:
    from publisher.pdf.layout.engine import load_engine

    html = "".join(f"<h1>Kapitel {page}</h1>" + f"<p>{TEXT * 5}</p>" * 4 for page in range(PAGES))
    load_engine().HTML(string=f"<style>h1{{break-before:page}}</style>{html}").write_pdf(str(path))


def run_case(case: str, path: Path) -> None:
    """Import a file, and print seconds and megabytes."""
    from publisher.importers.writing import import_files

    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        report = import_files([path], Path(folder) / "content", name="prov")
        seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    became = ", ".join(f"{number} {kind}" for counts in report.became.values() for kind, number in counts.items())
    print(f"{case}\t{seconds:.2f} s\t{megabytes:.0f} MB\t{became}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        run_case(options.case, options.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        files = {"table": Path(folder, "t.xlsx"), "word": Path(folder, "w.docx"), "pdf": Path(folder, "p.pdf")}
        for case, make in (("table", make_table), ("word", make_word), ("pdf", make_pdf)):
            make(files[case])
            for _ in range(options.runs):
                subprocess.run([sys.executable, __file__, "--case", case, "--file", str(files[case])], check=True)


if __name__ == "__main__":
    main()
