"""Opens every page of finished publications as those see it who need it large (400 % zoom, letters of twice the size
on a telephone, text spacing), and reports what scrolls sideways, is cut or is broken: the samples, publications drawn
by lot, a programme of 36 sessions, other content; web and landing pages, pages of sessions, lists, reports of builds.

Run `.venv/bin/python benchmarks/reflow.py [--content DIR] [--count 20] [--sessions 36] [--keep DIR]`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from generated import ROOT, generate, generate_programme

sys.path.insert(0, str(ROOT / "tests"))
from support import reflow
from support.browser import Browser

PAGES_OF_SESSIONS = 4  # of each programme: they differ in their words only


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, action="append", default=[], help="another folder of content")
    parser.add_argument("--count", type=int, default=20, help="how many publications to draw by lot (default 20)")
    parser.add_argument("--sessions", type=int, default=36, help="of the programme that is made (default 36)")
    parser.add_argument("--keep", type=Path, help="write content and files here, and keep them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        contents = [ROOT / "content", *given.content, folder / "lot", folder / "programme"]
        generate(folder / "lot", given.count)
        generate_programme(folder / "programme", given.sessions)
        outputs = ((content, folder / "reflow" / str(number)) for number, content in enumerate(contents))
        return judge([page for content, output in outputs for page in build(content, output)])


def build(content: Path, output: Path) -> list[Path]:
    """The pages of a content folder, and the report of its build."""
    output.mkdir(parents=True, exist_ok=True)
    places = ("--content", content, "--output", output, "--report", output / "report.html")
    forms = ("--format", "web", "--format", "sessions", "--format", "screen")
    command = [sys.executable, "-m", "publisher", "build", *map(str, places), *forms]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        print(answer.stderr.strip()[-2000:], file=sys.stderr)
    kept: Counter[Path] = Counter()
    found = []
    for path in sorted(output.rglob("*.html")):
        if "-sessions-" in path.name:
            kept[path.parent] += 1
        if "-sessions-" not in path.name or kept[path.parent] <= PAGES_OF_SESSIONS:
            found.append(path)
    return found


def judge(pages: Iterable[Path]) -> int:
    """Print what is lost on each page with each setting; 1 if anything is."""
    total: Counter[str] = Counter()
    count = 0
    with Browser() as browser:
        for path in pages:
            count += 1
            for setting in reflow.SETTINGS:
                if faults := reflow.faults(browser, path, setting):
                    total[setting] += 1
                    print(f"{path.parent.name}/{path.name}, {setting}: {len(faults)} faults", flush=True)
                    print("".join(f"  {fault}\n" for fault in faults[:5]), end="", flush=True)
    faulty = sum(total.values())
    print("".join(f"| {setting} | {count} | {total[setting]} |\n" for setting in reflow.SETTINGS), end="")
    print(f"{count} pages with {len(reflow.SETTINGS)} settings each: {faulty} with faults")
    return min(faulty, 1)


if __name__ == "__main__":
    sys.exit(main())
