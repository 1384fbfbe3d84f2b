"""What the proof that nothing is lost finds in damaged files, and whether it raises an alarm where nothing is wrong.

Run `.venv/bin/python benchmarks/parity.py [--count 200] [--from 0] [--damaged 20]`. Publications are drawn by lot (see
generated.py); files of each format are made, checked as they are, and those of the first `--damaged` ones with one
damage of each kind. It prints each alarm, each damage that was missed, and the counts.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections import Counter
from pathlib import Path

from generated import ROOT, generate

sys.path.insert(0, str(ROOT / "tests"))

from publisher.checks import CHECKS, Subject
from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Artifact
from support.damage import KINDS, damages

PROOFS = [check for check in CHECKS.values() if any(id.startswith("parity/") for id in check.ids)]
OFTEN = ("large-print", "web", "text", "markdown", "epub", "screen", "calendar", "booklet", "home", "press")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many publications to draw by lot (default 200)")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first of them to look at")
    parser.add_argument("--to", type=int, help="the one to stop before")
    parser.add_argument("--damaged", type=int, default=20, help="how many of them to damage as well")
    parser.add_argument("--seed", type=int, default=12, help="which lot (default 12)")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        names = generate(Path(scratch) / "content", given.count, given.seed)[given.first : given.to]
        for number, name in enumerate(names):
            edition = Edition(compose(load(Path(scratch) / "content" / name)))
            for id in OFTEN:
                if not (files := FORMATS[id].artifacts(edition)):
                    continue
                counts["files"] += 1
                for fault in faults(edition, files):
                    counts["false alarms"] += 1
                    print(f"{name} {id}: {fault}", flush=True)
                if number < given.damaged:
                    try_damages(edition, files, counts)
    for kind in KINDS:
        if tried := counts[kind]:
            print(f"{kind:<30} {counts[f'{kind} found']:>5} of {tried}")
    print(f"{counts['files']} files of {len(names)} publications, {counts['false alarms']} false alarms")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_utime:.0f} s of processor time")


def try_damages(edition: Edition, files: list[Artifact], counts: Counter[str]) -> None:
    others = files[1:] if FORMATS[files[0].format].prove else []
    for kind, damaged in damages(Subject(edition, files[:1]), files[0]):
        counts[kind] += 1
        if faults(edition, [damaged, *others]):
            counts[f"{kind} found"] += 1
        else:
            print(f"missed: {kind} in {damaged.filename}", flush=True)


def faults(edition: Edition, files: list[Artifact]) -> list[str]:
    return [f"{one.id}: {one.message}" for check in PROOFS for one in check.run(Subject(edition, files))]


if __name__ == "__main__":
    main()
