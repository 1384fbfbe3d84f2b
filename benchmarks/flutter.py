"""Whether the fitting keeps its choice when one word changes: a word is added, left out or changed in several places.

Run `.venv/bin/python benchmarks/flutter.py [--content DIR] [--count 24] [--places 6]`. A choice is which sections share
a page, on how many pages, at which density, with the picture in which form; pages are planned and not laid out.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from generated import generate
from page_quality import starters

from publisher.compose import Document, compose
from publisher.content.load import load, publication_names
from publisher.model.errors import PublisherError
from publisher.pdf.layout.fit.page_groups import Group, Part
from publisher.pdf.layout.fit.section_fit import SectionFit
from publisher.pdf.layout.paginate import paginate

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"(?<=[a-zåäö] )[a-zåäö]{4,9}(?= [a-zåäö])")
MAIN, FOOTER = "<main", "<footer"
Choice = tuple[tuple[tuple[int, ...], str, int, str], ...]


class _Planned(Exception):
    """Thrown when the plan is made, so that nothing more is laid out."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, action="append", default=[], help="another folder of content")
    parser.add_argument("--count", type=int, default=24, help="how many publications to draw by lot (default 24)")
    parser.add_argument("--places", type=int, default=6, help="in how many places a word changes (default 6)")
    given = parser.parse_args()
    changed = tried = 0
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch
        folders = [ROOT / "content", starters(Path(scratch) / "starters"), *given.content]
        if given.count:
            generate(Path(scratch) / "generated", given.count)
            folders.append(Path(scratch) / "generated")
        for folder in folders:
            for name in publication_names(folder):
                found = list(changes(folder / name, given.places))
                changed, tried = changed + sum(found), tried + len(found)
                if found:
                    print(f"{name:<24} {sum(found)} of {len(found)}", flush=True)
    print(f"another choice: {changed} of {tried} changes, {changed / max(1, tried):.1%}")


def changes(folder: Path, places: int) -> Iterator[bool]:
    """Of each change of one word, whether it changes the choice. None for a sheet, which has no sections to divide."""
    try:
        document = compose(load(folder))
    except PublisherError:
        return
    choice = chosen(document)
    for other in with_other_words(document, places) if choice else ():
        yield chosen(other) != choice


def with_other_words(document: Document, places: int) -> Iterator[Document]:
    """The document with one word more, less, or another, in some places of its main text."""
    html = document.html
    begin, end = html.index(MAIN), html.find(FOOTER) if FOOTER in html else len(html)
    words = list(WORD.finditer(html, begin, end))
    for match in random.Random(document.name).sample(words, min(places, len(words))):
        before, after = html[: match.start()], html[match.end() :]
        for new in (f"kommun {match[0]}", "", "verksamhet"):
            yield dataclasses.replace(document, html=f"{before}{new}{after if new else after.removeprefix(' ')}")


def chosen(document: Document) -> Choice:
    """Empty where no sections are planned."""
    plan, found = SectionFit.plan, list[Choice]()

    def planning(sections: SectionFit, outside: int) -> tuple[list[Part], list[Group]]:
        groups = plan(sections, outside)[1]
        found.append(tuple((group.parts, group.density, group.pages, group.form) for group in groups))
        raise _Planned

    stopped: Any = planning
    with patch.object(SectionFit, "plan", stopped):
        try:
            paginate(document)
        except _Planned:
            return found[0]
    return ()


if __name__ == "__main__":
    main()
