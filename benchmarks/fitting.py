"""What the fitting adds to the time of laying out once: samples, starters, other content, publications drawn by lot.

Run `.venv/bin/python benchmarks/fitting.py [--content DIR] [--count 24] [--seed 12]`. Each publication is laid out in
processes that begin alike, with the engine and its fonts loaded and nothing else: one lays out the fitted pages once,
another fits and lays out, with no measure on disk (cold) and again with those (warm). Times are of the processor; the
lowest of the repeats counts.
"""

from __future__ import annotations

import argparse
import copy
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generated import generate
from lxml import etree
from page_quality import starters

from publisher.compose import Document, compose
from publisher.content.load import load, publication_names
from publisher.model.errors import PublisherError
from publisher.pdf.layout import paginate as layout

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Cost:
    """Of one publication: seconds of laying out once, of fitting and laying out, with and without measures on disk;
    how many layouts the fitting took besides the last, and how many elements they had, as a share of the last one's;
    how many pages it has."""

    name: str
    once: float
    cold: float
    warm: float
    layouts: int
    elements: float
    pages: int

    @property
    def added(self) -> float:
        return self.cold / self.once - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, action="append", default=[], help="another folder of content")
    parser.add_argument("--count", type=int, default=24, help="how many publications to draw by lot (default 24)")
    parser.add_argument("--seed", type=int, default=12, help="which lot (default 12)")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is measured (default 3)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        groups = {"samples": ROOT / "content", "starters": starters(folder / "starters")}
        groups |= {path.name: path for path in given.content}
        if given.count:
            generate(folder / "generated", given.count, given.seed)
            groups["generated"] = folder / "generated"
        print(f"{'':<24} {'once':>7} {'cold':>7} {'added':>6} {'warm':>6} {'layouts':>7} {'elements':>8} {'pages':>5}")
        costs = [cost for path in groups.values() for cost in measure(path, folder, given.repeat)]
    added = sorted(cost.added for cost in costs)
    over = sum(one > 0.6 for one in added)
    whole = sum(cost.cold for cost in costs) / sum(cost.once for cost in costs) - 1
    print(f"{len(costs)} publications: all together {whole:+.0%}, median {statistics.median(added):+.0%}, "
          f"most {added[-1]:+.0%}, over +60 %: {over}")  # fmt: skip


def measure(content: Path, scratch: Path, repeat: int) -> Iterator[Cost]:
    for name in publication_names(content):
        try:
            document = compose(load(content / name))
        except PublisherError as error:
            print(f"{name}: {error}")
            continue
        warm_up()
        tries = [in_process(partial(fitted, document, scratch / f"{name}-{at}")) for at in range(repeat)]
        once = min(in_process(partial(laid_out_once, document, tries[0]["last"])) for _ in range(repeat))
        cold, warm = (min(one[which] for one in tries) for which in ("cold", "warm"))
        cost = Cost(name, once, cold, warm, tries[0]["layouts"], tries[0]["elements"], tries[0]["pages"])
        print(f"{name:<24} {once:7.3f} {cold:7.3f} {cost.added:+6.0%} {warm / once - 1:+6.0%} {cost.layouts:7} "
              f"{cost.elements:8.0%} {cost.pages:5}", flush=True)  # fmt: skip
        yield cost


def warm_up() -> None:
    """Load the engine and its fonts, and what the checks of every build load."""
    import pypdfium2  # noqa: F401

    engine = layout.load_engine()
    with layout.shipped_fonts_only():
        engine.HTML(string="<p>Torget</p>").render()


def fitted(document: Document, cache: Path) -> dict[str, Any]:
    """What it takes to fit and lay out a document, and what was laid out last."""
    os.environ["XDG_CACHE_HOME"] = str(cache)
    cache.mkdir(parents=True, exist_ok=True)
    layouts: list[tuple[int, Any]] = []
    lay_out = layout.lay_out

    def noting(document: Document, medium: str, tree: Any, styles: Any, rules: str = "") -> Any:
        layouts.append((sum(1 for _ in tree.iter()), (copy.deepcopy(tree), styles, rules)))
        return lay_out(document, medium, tree, styles, rules)

    layout.lay_out = noting  # type: ignore[assignment]
    cold = timed(lambda: layout.paginate(document))
    found = list(layouts)
    warm = timed(lambda: layout.paginate(document))
    elements, (tree, _, rules) = found[-1]
    return {"cold": cold, "warm": warm, "layouts": len(found) - 1, "pages": layout.paginate(document).count,
            "elements": sum(count for count, _ in found[:-1]) / elements,
            "last": (etree.tostring(tree), rules)}  # fmt: skip


def laid_out_once(document: Document, last: tuple[bytes, str]) -> float:
    """What it takes without the fitting, of the tree that was laid out last."""
    tree, rules = etree.fromstring(last[0]), last[1]

    def once() -> None:
        styles: list[Any] = [layout.brand_tokens(document), layout.page_tokens(document)]
        styles += document.layout.stylesheets("print")
        layout.cut_running(document, tree)
        layout.hold_last_words(tree)
        layout.lay_out(document, "print", tree, styles, rules)

    return timed(once)


def timed(work: Callable[[], Any]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def in_process(work: Callable[[], Any]) -> Any:
    """What `work` returns in a process of its own."""
    receive, send = multiprocessing.get_context("fork").Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=lambda: send.send(work()))
    child.start()
    send.close()
    result = receive.recv()
    child.join()
    return result


if __name__ == "__main__":
    main()
