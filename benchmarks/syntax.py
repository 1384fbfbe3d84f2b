"""Does the lexer of content streams read what qpdf reads?

Run `.venv/bin/python benchmarks/syntax.py [--streams 20000] [--first 0]`. Valid streams are made by chance, the same
ones each time: strings, arrays and dictionaries within each other, escapes, numbers and names in every spelling,
remarks, inline images. Each is read by the lexer and by qpdf (pikepdf), and compared with what was
meant. Ends with 1 where one differs. `tests/pdf/syntax/test_lexer.py` does the same with the first 3,000.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.content_streams import Maker, by_lexer, by_qpdf

SHOWN = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=20_000, help="how many (default 20000)")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first (default 0)")
    given = parser.parse_args()
    differ, spent, size = 0, {"lexer": 0.0, "qpdf": 0.0}, 0
    for seed in range(given.first, given.first + given.streams):
        data, said = Maker(seed).stream()
        size += len(data)
        start = time.perf_counter()
        by_us = by_lexer(data)
        middle = time.perf_counter()
        by_them = by_qpdf(data)
        spent["qpdf"] += time.perf_counter() - middle
        spent["lexer"] += middle - start
        if not by_us == said == by_them:
            differ += 1
            if differ <= SHOWN:
                print(f"seed {seed}: {data!r}\n  meant {said}\n  lexer {by_us}\n  qpdf  {by_them}")
    print(f"{given.streams} streams, {size} bytes: {differ} differ")
    print(", ".join(f"{name} {seconds:.1f} s" for name, seconds in spent.items()))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
