"""How long a build takes, from the start of the process to the last file, and how much memory.

Run `.venv/bin/python benchmarks/build.py [--runs 5]`. Machines are noisy, so all cases run in turns and the medians are
printed, with the bare import of the layout engine beside them as the machine's own yardstick.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each case runs (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        cases = make_cases(Path(scratch))
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
        for command in cases.values():
            measure(command)  # fill the disk cache and the byte code
        for _ in range(runs):
            for name, command in cases.items():
                figures[name].append(measure(command))
    print(f"{'case':<44} {'median s':>9} {'best s':>8} {'peak MiB':>9}")
    for name, measured in figures.items():
        seconds = [second for second, _ in measured]
        memory = max(mib for _, mib in measured)
        print(f"{name:<44} {statistics.median(seconds):>9.2f} {min(seconds):>8.2f} {memory:>9.0f}")


def make_cases(scratch: Path) -> dict[str, list[str]]:
    """The command of each case."""
    broken = scratch / "broken"
    shutil.copytree(ROOT / "content", broken)
    path = broken / "framat" / "publication.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Framåt!", "titel: Framåt!"), "utf-8")
    publisher = [sys.executable, "-m", "publisher"]
    build = [*publisher, "build", "--content", str(ROOT / "content"), "--output", str(scratch / "output")]
    return {
        "yardstick: import weasyprint": [sys.executable, "-c", "import weasyprint"],
        "publisher --help": [*publisher, "--help"],
        "build with a content error": [*publisher, "build", "framat", "--content", str(broken)],
        "build framat (A5, 8 pages), all formats": [*build, "framat"],
        "build almedalen (A4, 2 pages), all formats": [*build, "almedalen"],
        "build both, all formats": build,
        "build both, web only": [*build, "--format", "web"],
        "build both, large print only (aim 1.2)": [*build, "--format", "large-print"],
    }


def measure(command: list[str]) -> tuple[float, float]:
    """(wall seconds, peak MiB of the process itself) of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # it has been waited for
    return time.perf_counter() - start, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
