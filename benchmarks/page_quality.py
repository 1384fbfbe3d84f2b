"""How well pages are laid out: the samples, the starters, a folder of other content, and publications drawn by lot.

Run `.venv/bin/python benchmarks/page_quality.py [--content DIR] [--count 200] [--pages]`. The last page of a
publication, and a cover without a picture, may be empty by design: they stand apart in the share of empty strips.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generated import generate

from publisher.content.load import load, publication_names
from publisher.design.layouts import layouts
from publisher.model.errors import ContentError, PublisherError
from publisher.model.findings import Options
from publisher.pdf.layout.page_quality import PageQuality, page_qualities
from publisher.pipeline.build import finish, prepare
from publisher.scaffold import make_publication

ROOT = Path(__file__).resolve().parent.parent
EMPTY = 0.3  # of the page's height


@dataclass
class Group:
    """The pages of some publications. `refused` are those of which nothing was written, with the first error."""

    pages: list[tuple[str, int, PageQuality]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, action="append", default=[], help="another folder of content")
    parser.add_argument("--count", type=int, default=200, help="how many publications to draw by lot (default 200)")
    parser.add_argument("--seed", type=int, default=12, help="which lot (default 12)")
    parser.add_argument("--pages", action="store_true", help="a line for each page that has an empty strip")
    parser.add_argument("--part", default="1/1", help="of the publications drawn by lot, the first quarter: 1/4")
    parser.add_argument("--alone", action="store_true", help="no samples and starters")
    parser.add_argument("--keep", type=Path, help="write the generated content and the files here, and keep them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        groups = dict[str, Group]()
        if not given.alone:
            groups["samples"] = measure(ROOT / "content", folder / "out-samples")
            groups["starters"] = measure(starters(folder / "starters"), folder / "out-starters")
        for path in given.content:
            groups[path.name] = measure(path, folder / f"out-{path.name}")
        if given.count:
            generate(folder / "generated", given.count, given.seed)
            number, parts = (int(one) for one in given.part.split("/"))
            chosen = slice(number - 1, None, parts)
            groups["generated"] = measure(folder / "generated", folder / "out-generated", chosen)
    print_table(groups)
    for name, group in groups.items():
        for line in group.refused:
            print(f"refused, {name}: {line}")
        for title, count, page in group.pages if given.pages else ():
            if page.strip >= EMPTY or page.overlaps:
                print(f"{name}: {title}, page {page.page} of {count}: strip {page.strip:.0%} {page.overlaps[:2] or ''}")


def starters(content: Path) -> Path:
    for layout in layouts():
        make_publication(f"ny-{layout}", layout, content)
    return content


def measure(content: Path, output: Path, chosen: slice = slice(None)) -> Group:
    group = Group()
    for name in publication_names(content)[chosen]:
        begun = time.process_time()
        try:
            edition = prepare(load(content / name), Options(formats=("screen",)))
            result = finish(edition, output)
        except ContentError as error:
            group.refused.append(f"{name}: {error.findings[0].message}")
            continue
        except PublisherError as error:
            group.refused.append(f"{name}: {error}")
            continue
        if not result.written:
            errors = [finding for finding in result.findings if finding.severity.value == "error"]
            group.refused.append(f"{name}: {errors[0].id}: {errors[0].message}")
        group.seconds.append(time.process_time() - begun)
        pages = edition.master
        group.pages += [(name, pages.count, page) for page in page_qualities(pages.rendered)]
    return group


def print_table(groups: dict[str, Group]) -> None:
    rows: list[tuple[str, Callable[[Group], str]]] = [
        ("publications refused", lambda group: str(len(group.refused))),
        ("pages", lambda group: str(len(group.pages))),
        ("share filled, median", lambda group: f"{statistics.median(page.filled for _, _, page in group.pages):.0%}"),
        ("pages with an empty strip of 30 %", lambda group: share(empty(group))),
        ("the same, last pages aside", lambda group: share(empty(group, last=False))),
        ("running text off the grid", lambda group: ratio(group, "off_grid", "on_text")),
        ("runts", lambda group: str(sum(len(page.runts) for _, _, page in group.pages))),
        ("lines under 30 characters", lambda group: ratio(group, "short", "measured")),
        ("lines over 75 characters", lambda group: ratio(group, "long", "measured")),
        ("pages with overlapping texts", lambda group: str(sum(bool(page.overlaps) for _, _, page in group.pages))),
        ("processor seconds, median", lambda group: f"{statistics.median(group.seconds):.2f}"),
    ]  # fmt: skip
    print(f"| {'':<34} | " + " | ".join(f"{name:>12}" for name in groups) + " |")
    print("|---|" + "---:|" * len(groups))
    for title, figure in rows:
        print(f"| {title:<34} | " + " | ".join(f"{figure(group):>12}" for group in groups.values()) + " |")


def empty(group: Group, last: bool = True) -> list[bool]:
    """Of each page, whether it has an empty strip; with or without the last ones."""
    return [page.strip >= EMPTY for _, count, page in group.pages if last or page.page < count]


def share(found: Iterable[bool]) -> str:
    every = list(found)
    return f"{sum(every)}/{len(every)} {sum(every) / max(1, len(every)):.0%}"


def ratio(group: Group, part: str, whole: str) -> str:
    parts, wholes = (sum(getattr(page, name) for _, _, page in group.pages) for name in (part, whole))
    return f"{parts / max(1, wholes):.0%}"


if __name__ == "__main__":
    main()
