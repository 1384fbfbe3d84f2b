"""What would preflight gain if it opened other programs' files with pikepdf instead of pypdf?

Run `.venv/bin/python benchmarks/opening.py [--pages 1000] [--runs 3] [--broken 1000]`. Large files are made of the
leaflet's press file, written in the ways that programs write them, and opened by both: all pages, with their boxes, and
then the content of all pages unpacked. Preflight of the same file without the plates is beside it, to compare. Then
small files with bytes changed here and there are opened by both and by PDFium, whose judgement stands for a print
shop's.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2

from publisher.content.load import load
from publisher.formats import press
from publisher.model.errors import AccessError
from publisher.pipeline.build import prepare
from publisher.preflight import RULES, Inspection, open_file
from publisher.presses.profiles import find_press

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support.press_faults import SOUND  # noqa: E402

WAYS: dict[str, dict[str, Any]] = {
    "object streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "linearized": {"linearize": True},
    "AES-256, opens without a password": {"encryption": pikepdf.Encryption(owner="owner", user="")},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="of the large files (default 1000)")
    parser.add_argument("--runs", type=int, default=3, help="how often each case runs (default 3)")
    parser.add_argument("--broken", type=int, default=1000, help="how many broken files (default 1000)")
    given = parser.parse_args()
    plain = of_many_pages(press.render(prepare(load(ROOT / "content" / "framat"))), given.pages)
    files = {"as pypdf writes": plain, **{way: rewritten(plain, **how) for way, how in WAYS.items()}}
    files["its table of objects is not found"] = plain.replace(b"startxref", b"startwhat")
    print(f"{given.pages} pages, CPU seconds, best of {given.runs}: opened by pypdf, by pikepdf; unpacked by pypdf, by")
    print("pikepdf; preflight without the plates")
    for way, data in files.items():
        spent = [best(given.runs, use, data) for use in (pages, pages_pikepdf, contents, contents_pikepdf)]
        spent.append(best(1, preflight_without_plates, data))
        print(f"{way:<36} {len(data) / 1e6:>5.1f} MB", *(f"{seconds:>7.2f}" for seconds in spent))
    broken(given.broken)


def of_many_pages(data: bytes, count: int) -> bytes:
    """The same pages over and over, each with its own objects."""
    writer, target = pypdf.PdfWriter(), io.BytesIO()
    while len(writer.pages) < count:
        writer.append(pypdf.PdfReader(io.BytesIO(data)), import_outline=False)
    writer.write(target)
    return target.getvalue()


def rewritten(data: bytes, **how: Any) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(target, **how)
    return target.getvalue()


def best(runs: int, run: Callable[[bytes], object], data: bytes) -> float:
    spent = []
    for _ in range(runs):
        start = time.process_time()
        run(data)
        spent.append(time.process_time() - start)
    return min(spent)


def pages(data: bytes) -> int:
    """As preflight opens it: every page with its boxes."""
    return open_file(data, "many.pdf").count


def pages_pikepdf(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(bool(page.mediabox and page.trimbox and page.bleedbox and page.cropbox) for page in pdf.pages)


def contents(data: bytes) -> int:
    reader = open_file(data, "many.pdf").reader
    return sum(len(content.get_data()) for page in reader.pages if (content := page.get_contents()) is not None)


def contents_pikepdf(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(len(page.Contents.read_bytes()) for page in pdf.pages)


def preflight_without_plates(data: bytes) -> None:
    looked_at = Inspection(open_file(data, "many.pdf"), find_press("generic-coated"))
    for rule in RULES:
        if not rule.id.startswith("preflight/ink-"):
            rule.findings(looked_at)


def broken(count: int) -> None:
    """By how many of PDFium's pages each can get at."""
    sound, chance = SOUND.with_page(content="q 1 0 0 1 0 0 cm (a) Tj Q").write(), random.Random(5)
    small = [place for place in range(len(sound)) if place < 1200 or place > len(sound) - 2500]
    found, warned = Counter[tuple[bool, bool, bool]](), Counter[tuple[bool, bool]]()
    for _ in range(count):
        data = bytearray(sound)
        for place in chance.sample(small, 12):
            data[place] = chance.randrange(256)
        (ours, our_repairs), (theirs, their_repairs) = by_pypdf(bytes(data)), by_pikepdf(bytes(data))
        found[ours, theirs, by_pdfium(bytes(data))] += 1
        warned[our_repairs, their_repairs] += 1
    print(f"\n{count} broken files; opened by pypdf, by pikepdf, by PDFium:")
    for key, times in found.most_common():
        print(f"  {'  '.join('yes' if one else 'no ' for one in key)}  {times:>5}")
    print("repairs are reported by pypdf, by pikepdf:")
    for pair, times in warned.most_common():
        print(f"  {'  '.join('yes' if one else 'no ' for one in pair)}  {times:>5}")


def by_pypdf(data: bytes) -> tuple[bool, bool]:
    try:
        file = open_file(data, "broken.pdf")
    except AccessError:
        return False, False
    return True, bool(file.repairs)


def by_pikepdf(data: bytes) -> tuple[bool, bool]:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            sized = [bool(page.mediabox) for page in pdf.pages]
            return bool(sized), bool(pdf.get_warnings())
    except Exception:  # whatever it raises: the file is not opened
        return False, False


def by_pdfium(data: bytes) -> bool:
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            return len(document) > 0 and document[0].get_size()[0] > 0
    except pypdfium2.PdfiumError:
        return False


if __name__ == "__main__":
    main()
