"""Has finished files read by a real screen reader, Orca with Chromium (web) and Firefox (PDF), and holds what is said
to the rules of the tests: publications drawn by lot, a programme of 36 sessions, a page of one session, other content.

Run `.venv/bin/python benchmarks/read_aloud.py [--content DIR] [--count 20] [--sessions 36] [--keep DIR]`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from generated import ROOT, generate, generate_programme

sys.path.insert(0, str(ROOT / "tests"))
from support import structure
from support.screen_reader import desktop, reading, rules
from support.screen_reader.browsers import Chromium, Firefox
from support.screen_reader.transcript import Announcement

FORMS = ("web", "sessions", "screen")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, action="append", default=[], help="another folder of content")
    parser.add_argument("--count", type=int, default=20, help="how many publications to draw by lot (default 20)")
    parser.add_argument("--sessions", type=int, default=36, help="of the programme that is made (default 36)")
    parser.add_argument("--keep", type=Path, help="write content and files here, and keep them")
    given = parser.parse_args()
    if lacks := desktop.missing():
        sys.exit(f"Nothing can be read aloud; not installed: {', '.join(lacks)}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        if given.count:
            generate(folder / "lot", given.count)
        if given.sessions:
            generate_programme(folder / "programme", given.sessions)
        made = [name for name, count in (("lot", given.count), ("programme", given.sessions)) if count]
        contents = (*given.content, *(folder / name for name in made))
        return judge([build(content, folder / "out" / content.name) for content in contents])


def build(content: Path, output: Path) -> Path:
    """The files of a content folder; those that a check refuses are left out, and said."""
    command = [sys.executable, "-m", "publisher", "build", "--content", str(content), "--output", str(output)]
    command += [word for form in FORMS for word in ("--format", form)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        print(answer.stderr.strip()[-2000:], file=sys.stderr)
    return output


def judge(built: Sequence[Path]) -> int:
    """Print what each file's reading breaks; how many faults there are."""
    pages = [path for folder in built for path in sorted(folder.rglob("*.html")) if path.parent != folder]
    of_sessions = {path.parent: path for path in pages if "-sessions-" in path.name}  # one of each programme
    pages = [path for path in pages if "-sessions-" not in path.name] + list(of_sessions.values())
    files = [path for folder in built for path in sorted(folder.rglob("*-screen.pdf"))]
    said = reading.read(pages, Chromium) | reading.read(files, Firefox)
    total = 0
    for path, announcements in said.items():
        faults = list(faults_of(path, announcements))
        total += len(faults)
        print(f"{path.parent.name}/{path.name}: {len(announcements)} announcements, {len(faults)} faults", flush=True)
        print("".join(f"  {fault}\n" for fault in faults[:8]), end="", flush=True)
    words = sum(len(one.words.split()) for read in said.values() for one in read)
    print(f"{len(said)} files, {words} words, {total} faults")
    return min(total, 1)


def faults_of(path: Path, said: Sequence[Announcement]) -> Iterator[str]:
    """What a reading breaks of the rules of the tests."""
    if path.suffix == ".pdf":
        page = path.with_name(path.name.replace("-screen.pdf", "-web.html"))
        yield from rules.differences(structure.words_of_page(page), rules.without_areas(said))
        yield from rules.pictures(rules.Page(page).pictures, said)
        return
    written = rules.Page(path)
    yield from rules.differences(written.words, said)
    yield from rules.headings(written.headings, said)
    yield from rules.languages(written.languages, said)
    yield from rules.pictures(written.pictures, said)


if __name__ == "__main__":
    sys.exit(main())
