"""Does `./publish test --quick` find a fault, and how long does it take?

Run `.venv/bin/python benchmarks/quick_tests.py [FILE ...] [--sound] [--work FOLDER]`. In a copy of the repository, as
it was last committed, one fault is planted at a time, each in one line of another module, stylesheet or text. Then
`--quick` runs until a test fails. With `--sound` the same files get a remark or an empty line instead, and everything
that is chosen runs. The table has the seconds on the clock and of the processor (with ruff and mypy), the number of
files of tests that were chosen and of tests that ran, and a test that failed. A fault that fails no test is a gap.
Where other programs use the machine, the seconds of the processor count: two idle cores do 1.46 of them in a second
(121 in 83 seconds, measured). FOLDER is set up once, which needs a network.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 90  # seconds on the clock, on two idle cores
PROCESSOR_LIMIT = 131  # seconds of the processor: 90 on the clock


@dataclass(frozen=True)
class Planted:
    file: str
    right: str
    wrong: str


@dataclass(frozen=True)
class Run:
    clock: float  # seconds, as are those of the processor
    processor: float
    output: str

    @property
    def files(self) -> str:
        """How many files of tests were chosen."""
        header = re.search(r"quick: (\d+) of", self.output)
        return header[1] if header else "?"

    @property
    def tests(self) -> int:
        """How many tests ran."""
        return sum(map(int, re.findall(r"(\d+) (?:passed|failed|errors?)\b", self.output.rpartition("\n=")[2])))

    @property
    def is_quick(self) -> bool:
        return self.clock <= LIMIT or self.processor <= PROCESSOR_LIMIT

    @property
    def failed(self) -> list[str]:
        return re.findall(r"^(?:FAILED|ERROR) tests/(\S+)", self.output, re.MULTILINE)


FAULTS = (
    Planted("publisher/text/typography.py", r"\d{1,4}-\d{2,3}(?: \d{2,3})+", r"\d{1,4}-\d{2,3}(?: \d{3,3})+"),
    Planted("publisher/model/units.py", "MM_PER_INCH = 25.4", "MM_PER_INCH = 25.0"),
    Planted("publisher/datafiles/yaml_reader.py", "if documents > 1:", "if documents > 2:"),
    Planted("publisher/content/schema_session.py", 'SchemaOrg("validThrough"', 'SchemaOrg("validFrom"'),
    Planted("publisher/content/load.py", r"^---[ \t]*\r?$\n?", r"^----[ \t]*\r?$\n?"),
    Planted("publisher/content/times.py", "start < self.until\n", "start <= self.until\n"),
    Planted("publisher/content/rules/dates.py", "programme.end < today:", "programme.start < today:"),
    Planted("publisher/design/colour.py", "0.7152 * green", "0.7512 * green"),
    Planted("publisher/compose/text_marks.py", "replace(NARROW, NO_BREAK)", 'replace(NARROW, " ")'),
    Planted("publisher/pictures/qr.py", "QUIET_ZONE = 4", "QUIET_ZONE = 3"),
    Planted("publisher/pictures/svg.py", '"pt": 96 / 72', '"pt": 1'),
    Planted("publisher/pdf/syntax/lexer.py", 'b"b": b"\\b"', 'b"b": b"b"'),
    Planted("publisher/pdf/press/inks.py", "self.cmyk == BLACK and not self.spot", "self.cmyk == BLACK"),
    Planted("publisher/pdf/tagging/tag_writer.py", '"FENote": "Note"', '"FENote": "P"'),
    Planted("publisher/formats/plain/plain_text.py", r'BYTE_ORDER_MARK = "\ufeff"', 'BYTE_ORDER_MARK = ""'),
    Planted("publisher/imposition/schemes.py", "first + 2 * sheet", "first + sheet"),
    Planted("publisher/preflight/rules/margins.py", "fold if sheet.number % 2", "fold if not sheet.number % 2"),
    Planted("publisher/checks/letters.py", "left[letter] < count", "left[letter] < count - 1"),
    Planted("publisher/pipeline/manifest.py", 'earlier.get("inputs") == inputs', 'earlier.get("inputs") != inputs'),
    Planted("publisher/formats/epub/book.py", "ZIP_STORED if stored", "ZIP_DEFLATED if stored"),
    Planted("publisher/pdf/layout/fit/advice.py", "HALF = 0.5 ", "HALF = 0.7 "),
    Planted("publisher/importers/tables/values.py", '"finns"', '"finnes"'),
    Planted("publisher/messages/sv/checks.toml", "skriv ”--{near}”", "skriv ”--{nar}”"),
    Planted("docs/content.md", "| `day_ends` |", "| `day_end` |"),
    Planted("tests/text/test_typography.py", '"52 000 kr"', '"52 000 vin"'),
    Planted("layouts/base/print.css", ".keep { white-space: nowrap", ".keep { white-space: normal"),
    Planted("layouts/base/web.css", "border: 2px solid transparent; border-radius: var(--round)", "border: 0"),
    Planted("layouts/base/blocks.html.j2", 'alt="{{ picture.alt }}"', 'alt=""'),
    Planted("layouts/leaflet-a5/layout.toml", "bleed_mm = 3", "bleed_mm = 2"),
    Planted("content/framat/sections/varlden.md", "- satsa mer på goda", "  satsa mer på goda"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="only the faults in these files")
    parser.add_argument("--sound", action="store_true", help="changes without a fault, to measure the time")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir(), "publisher-quick"), metavar="FOLDER")
    given = parser.parse_args()
    faults = [fault for fault in FAULTS if not given.files or fault.file in given.files]
    copy = copied(given.work)
    print(f"{'clock s':>7} {'proc. s':>7} {'files':>5} {'tests':>5}  changed file: tests that failed")
    runs = [changed(copy, fault, given.sound) for fault in faults]
    kept = [run.is_quick and not run.failed if given.sound else bool(run.failed) for run in runs]
    print(f"{sum(kept)} of {len(kept)} {f'within {LIMIT} s' if given.sound else 'found'}")
    sys.exit(kept.count(False))


def copied(work: Path) -> Path:
    """A copy of the last commit, set up."""
    if not (work / ".git").is_dir():
        subprocess.run(["git", "clone", "--quiet", ROOT, work], check=True)
    for words in (["fetch", "--quiet", ROOT, "HEAD"], ["checkout", "--quiet", "--force", "-B", "main", "FETCH_HEAD"]):
        subprocess.run(["git", "-C", work, *words], check=True)
    subprocess.run([work / "publish", "test", "--version"], stdout=subprocess.DEVNULL, check=True)
    return work


def changed(copy: Path, fault: Planted, is_sound: bool) -> Run:
    """One run of the quick tests with a change in the copy, which is taken back."""
    path = copy / fault.file
    before = path.read_text("utf-8")
    assert before.count(fault.right) == 1, f"{fault.file} has {fault.right!r} {before.count(fault.right)} times"
    remark = {".py": "\n# A remark.\n", ".css": "/* A remark. */\n", ".j2": "{# A remark. #}\n"}.get(path.suffix, "\n")
    path.write_text(before + remark if is_sound else before.replace(fault.right, fault.wrong), "utf-8")
    try:
        run = quick_tests(copy, () if is_sound else ("-x",))
    finally:
        path.write_text(before, "utf-8")
    (copy.parent / f"{copy.name}-{path.stem}.log").write_text(run.output, "utf-8")
    shown = f"{len(run.failed)} failed, such as {run.failed[0]}" if run.failed else "none failed"
    print(f"{run.clock:7.0f} {run.processor:7.0f} {run.files:>5} {run.tests:>5}  {fault.file}: {shown}", flush=True)
    return run


def quick_tests(copy: Path, options: Sequence[str]) -> Run:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.run([copy / "publish", "test", "--quick", *options], capture_output=True, text=True, check=False)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(
        clock,
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        run.stdout + run.stderr,
    )


if __name__ == "__main__":
    main()
