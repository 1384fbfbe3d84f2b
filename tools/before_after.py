"""Count and draw the package before it was sorted into rooms and now, for docs/decisions/rooms.md.

It needs the history of the repository: the state before is that of the revision BEFORE.
"""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tarfile
import tempfile
import tokenize
from pathlib import Path
from typing import NamedTuple

from imports import ROOT, Rows, counted, drawing  # isort: skip  # it puts the tests on Python's path
import test_imports
from test_imports import FRONT_DOOR, ROWS, long_pieces, room

from support.imports import imports, module_name

BEFORE = "368b938dd35fe842196510a29101a5c5ed19962f"  # 28 November 2026, the last one before the first move
PAGE = ROOT / "docs/decisions/rooms.md"
PICTURE = ROOT / "docs/pictures/rooms-before.svg"
BEGIN, END = "<!-- counted by tools/before_after.py -->\n", "<!-- end -->\n"
PARTS = {
    "the package": ("publisher/**/*.py",),
    "messages and their explanations": ("publisher/messages/**/*.toml",),
    "layouts": ("layouts/**/*.css", "layouts/**/*.j2", "layouts/**/*.toml", "layouts/**/*.js"),
    "tests": ("tests/*.py", *(f"tests/{letter}*/**/*.py" for letter in "abcdefghijklmopqrstuvwxyz")),
    "tools and benchmarks": ("tools/*.py", "benchmarks/*.py"),
    "docs": ("docs/**/*.md", "*.md"),
}
IN_A_ROW = 4  # small files drawn beside each other


class Lines(NamedTuple):
    files: int = 0
    code: int = 0
    comments: int = 0  # docstrings too
    blank: int = 0

    def __add__(self, other: Lines) -> Lines:  # type: ignore[override]
        return Lines(*(one + two for one, two in zip(self, other, strict=True)))


def lines_of(path: Path) -> Lines:
    """The lines of a file; of one that is no Python, those that are not blank are all code."""
    text = path.read_text("utf-8")
    lines = text.splitlines()
    blank = sum(not line.strip() for line in lines)
    if path.suffix != ".py":
        return Lines(1, len(lines) - blank, 0, blank)
    said = set[int]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False):
            said |= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and not token.line[: token.start[1]].strip():
            said.add(token.start[0])
    comments = sum(1 for number in said if lines[number - 1].strip())
    return Lines(1, len(lines) - blank - comments, comments, blank)


def totals(root: Path) -> dict[str, Lines]:
    found = {}
    for part, patterns in PARTS.items():
        paths = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
        found[part] = sum(map(lines_of, sorted(paths)), Lines())
    return found


def longest(root: Path) -> tuple[int, int]:
    """The lines of the longest file and the longest function."""
    test_imports.LONGEST_FILE = test_imports.LONGEST_FUNCTION = 0
    pieces = [piece for path in (root / "publisher").rglob("*.py") for piece in long_pieces(path)]
    files = max(count for name, count in pieces if name == "the file")
    return files, max(count for name, count in pieces if name != "the file")


def rows_before(root: Path) -> Rows:
    """The rows that the test of then held, and the package's own file, which it exempted."""
    held = {
        target.id: ast.literal_eval(node.value)
        for node in ast.parse((root / "tests/test_imports.py").read_text("utf-8")).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in ("ROWS", "LEAVES")
    }
    small = [name for name in held["LEAVES"] if not any(name in row for row in held["ROWS"])]
    top, command_line, *rest = held["ROWS"]
    return (top, command_line, (FRONT_DOOR,), *rest, *in_rows(small, root))


def in_rows(names: list[str], root: Path) -> Rows:
    """The small files that might use each other, each above those that it uses."""
    files = {module_name(path, root): path for path in (root / "publisher").glob("*.py")}
    uses = {
        name: {room(target) for _, target in imports(files[f"{FRONT_DOOR}.{name}"], f"{FRONT_DOOR}.{name}", files)}
        for name in names
    }
    rows = []
    while names:
        row = [name for name in names if not any(name in uses[other] for other in names if other != name)]
        rows += [tuple(row[at : at + IN_A_ROW]) for at in range(0, len(row), IN_A_ROW)]
        names = [name for name in names if name not in row]
    return tuple(rows)


def main() -> None:
    made = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=False)
    if made.returncode:
        sys.exit(f"The state before is not in this clone: {made.stderr.decode().strip()}")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
            archive.extractall(root, filter="data")
        rows = rows_before(root)
        rooms, between, up, circles = counted(root, rows)
        said = "with those in red that do not go down"
        PICTURE.write_text(drawing(rooms, between, rows, said), "utf-8")
        before = (totals(root), longest(root), sum(map(len, rows)), up, circles)
    _, _, up, circles = counted()
    now = (totals(ROOT), longest(ROOT), sum(map(len, ROWS)), up, circles)
    head, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text(head + BEGIN + tables(before, now) + END + rest.split(END)[1], "utf-8")


Counts = tuple[dict[str, Lines], tuple[int, int], int, int, int]


def tables(before: Counts, now: Counts) -> str:
    rows = [
        "| | before: files | code | comments | blank | now: files | code | comments | blank |",
        "|---|" + "---:|" * 8,
    ]
    for part in PARTS:
        numbers = [f"{number:,}" for one in (before, now) for number in one[0][part]]
        rows.append(f"| {part} | {' | '.join(numbers)} |")
    rows += ["", "| | before | now |", "|---|---:|---:|"]
    for name, one, two in (
        ("lines of the longest file", before[1][0], now[1][0]),
        ("lines of the longest function", before[1][1], now[1][1]),
        ("rooms, and files beside them", before[2], now[2]),
        ("imports that do not go down", before[3], now[3]),
        ("circles of imports", before[4], now[4]),
    ):
        rows.append(f"| {name} | {one:,} | {two:,} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
