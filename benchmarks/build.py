"""How long a build takes, from the start of the process to the last file, and how much memory.

Run `.venv/bin/python benchmarks/build.py [--runs 5]`. Machines are noisy, so all cases run in turns and the medians are
printed, with the bare import of the layout engine beside them as the machine's own yardstick.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from publisher.scaffold import make_publication

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each case runs (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        cases = make_cases(Path(scratch))
        measured_by_case: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
        for command in cases.values():
            measure(command)  # fill the disk cache and the byte code
        for _ in range(runs):
            for name, command in cases.items():
                measured_by_case[name].append(measure(command))
    print(f"{'case':<48} {'median s':>9} {'best s':>8} {'peak MiB':>9}")
    for name, measured in measured_by_case.items():
        seconds = [second for second, _ in measured]
        memory = max(mib for _, mib in measured)
        print(f"{name:<48} {statistics.median(seconds):>9.2f} {min(seconds):>8.2f} {memory:>9.0f}")


def make_cases(scratch: Path) -> dict[str, list[str]]:
    """The command of each case."""
    broken = scratch / "broken"
    shutil.copytree(ROOT / "content", broken)
    path = broken / "framat" / "publication.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Framåt!", "titel: Framåt!"), "utf-8")
    long_one = make_long_programme(scratch / "long")
    photo = make_photograph(scratch / "photo")
    publisher = [sys.executable, "-m", "publisher"]
    build = [*publisher, "build", "--content", str(ROOT / "content"), "--output", str(scratch / "output")]
    return {
        "yardstick: import weasyprint": [sys.executable, "-c", "import weasyprint"],
        "publisher --help": [*publisher, "--help"],
        "build with a content error": [*publisher, "build", "framat", "--content", str(broken)],
        "build framat (A5, 8 pages), all formats": [*build, "framat"],
        "the same with a 24-megapixel photo on each cover": photo,
        "build almedalen (A4, 2 pages), all formats": [*build, "almedalen"],
        "build both, all formats": build,
        "build both, web only": [*build, "--format", "web"],
        "build both, large print only (aim 1.2)": [*build, "--format", "large-print"],
        "200 sessions: web, text, calendar (aim 1.0)": [*long_one, *formats("web", "text", "calendar")],
        "200 sessions: those and epub, with its pages": [*long_one, *formats("web", "text", "calendar", "epub")],
    }


def formats(*ids: str) -> list[str]:
    return [word for id in ids for word in ("--format", id)]


def make_photograph(content: Path) -> list[str]:
    """The command that builds the leaflet with a camera's JPEG, 6000 x 4000 pixels of noise and blur, on its cover."""
    shutil.copytree(ROOT / "content", content)
    # In a process of its own: what is started later counts the memory that its parent had.
    maker = get_context("spawn").Process(target=save_photograph, args=(content / "framat" / "pictures" / "omslag.jpg",))
    maker.start()
    maker.join()
    for path in content.glob("framat/**/publication.yaml"):
        path.write_text(path.read_text("utf-8").replace("omslag.svg", "omslag.jpg"), "utf-8")
    build = [sys.executable, "-m", "publisher", "build", "framat"]
    return [*build, "--content", str(content), "--output", str(content / "output")]


def save_photograph(path: Path) -> None:
    noise = [Image.effect_noise((6000 // size, 4000 // size), 60).resize((6000, 4000)) for size in (400, 40, 4)]
    Image.merge("RGB", noise).save(path, quality=92)


def make_long_programme(content: Path) -> list[str]:
    """The command that builds a sheet of ten days with twenty sessions each, in four places, by forty people."""
    make_publication("lang", "programme-a4", content)
    lines = ["start: 2026-06-01", "end: 2026-06-10", "places:"]
    lines += [f"  - id: sal-{number}\n    name: Sal {number}" for number in range(4)]
    lines += ["people:"]
    lines += [
        f"  - id: person-{number}\n    name: Förnamn Efternamn{number}\n    role: forskare" for number in range(40)
    ]
    lines += ["days:"]
    for day in range(1, 11):
        lines += [f"  - date: 2026-06-{day:02}", "    sessions:"]
        for number in range(20):
            lines += [
                f"      - id: pass-{day}-{number}",
                f"        start: {8 + number // 2:02}.{number % 2 * 30:02}",
                f"        end: {8 + number // 2:02}.{number % 2 * 30 + 25:02}",
                "        type: Samtal",
                f"        title: Samtal {number + 1} dag {day} om det som kommer",
                "        description: Vad vi vet, vad vi tror och vad vi borde ta reda på innan vi bestämmer oss.",
                f"        place: sal-{number % 4}",
                f"        people: [person-{(day * 20 + number) % 40}]",
            ]
    (content / "lang" / "programme.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    path = content / "lang" / "publication.yaml"  # no broadcasts in this one
    path.write_text(
        re.sub(r"^  - block: streams\n(    title:.*\n)?", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    build = [sys.executable, "-m", "publisher", "build", "lang"]
    return [*build, "--content", str(content), "--output", str(content / "output")]


def measure(command: list[str]) -> tuple[float, float]:
    """(wall seconds, peak MiB of the process itself) of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # it has been waited for
    return time.perf_counter() - start, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
