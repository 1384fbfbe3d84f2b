"""Large print at each size: the samples, a folder of other content, and a programme of 200 sessions, measured by what
UKAAF, RNIB and MTM ask for.

Run `.venv/bin/python benchmarks/large_print.py [--content DIR] [--sessions 200] [--keep DIR]`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generated import ROOT, generate_programme

from publisher.content.load import load, publication_names
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Options
from publisher.model.units import LARGE_PRINT_SIZES
from publisher.pipeline.build import prepare

sys.path.insert(0, str(ROOT / "tests"))
from support.large_letters import Measures, measure, said_and_names

HEAD = (
    "| publication | points | pages | words a page | longest line | line spacing | between paragraphs | split words "
    "| split names | contrast |\n|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, action="append", default=[], help="another folder of content")
    parser.add_argument("--sessions", type=int, default=200, help="of the programme that is made (default 200)")
    parser.add_argument("--keep", type=Path, help="write the files here, and keep them")
    given = parser.parse_args()
    wrong: list[str] = []
    print(HEAD)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        made = generate_programme(Path(scratch) / "content", given.sessions)
        sources = [
            content / name for content in (ROOT / "content", *given.content) for name in publication_names(content)
        ]
        for source in [*sources, made]:
            started = time.process_time()
            for size, found in sized(source, folder):
                print(row(source.name, size, found), flush=True)
                wrong += [f"{source.name}, {size} points: {fault}" for fault in found.faults(size)]
            print(f"{source.name}: {time.process_time() - started:.0f} s of processor time", file=sys.stderr)
    print("\n".join(wrong) or "all of it holds", file=sys.stderr)
    return bool(wrong)


def sized(source: Path, folder: Path) -> Iterator[tuple[int, Measures]]:
    """The large print of a publication at each size, measured."""
    printed = prepare(load(source))
    said, names = said_and_names(printed.document)
    for size in LARGE_PRINT_SIZES:
        edition = Edition(printed.document, options=Options(size=size))
        edition.laid_out["print"] = printed.master
        (made,) = FORMATS["large-print"].artifacts(edition)
        path = folder / made.filename
        path.write_bytes(made.data)
        yield size, measure(path, said, names)


def row(name: str, size: int, found: Measures) -> str:
    cells = (
        f"`{name}`",
        size,
        found.pages,
        round(found.words / found.pages),
        found.longest,
        f"{found.leading:.2f}",
        f"{found.gap:.2f}",
        len(found.parted_words),
        len(found.parted_names),
        f"{found.contrast:.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    sys.exit(main())
