"""Draw how the rooms of the package import each other, and count them, for docs/architecture.md.

The rooms and their order are those of tests/test_imports.py, which holds the code to them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from test_imports import FRONT_DOOR, ROWS, circles, room  # noqa: E402

from support.imports import imports, module_name  # noqa: E402

PICTURE, PAGE = ROOT / "docs/pictures/rooms.svg", ROOT / "docs/architecture.md"
BEGIN, END = "<!-- counted by tools/imports.py -->\n", "<!-- end -->\n"
WIDTH, LINE, BOX, HALF = 760, 44, 150, 15  # of the drawing, in pixels
INK, QUIET, GROUND, WRONG = "#1a1a1a", "#7a8b94", "#eef4f7", "#b3261e"


Rows = tuple[tuple[str, ...], ...]
Rooms = dict[str, tuple[int, int]]
Between = Counter[tuple[str, str]]


def counted(root: Path = ROOT, rows: Rows = ROWS) -> tuple[Rooms, Between, int, int]:
    """Files and lines of each room, the imports between rooms, how many do not go down, and how many circles."""
    files = {module_name(path, root): path for path in sorted((root / "publisher").rglob("*.py"))}
    rooms: Rooms = {}
    between: Between = Counter()
    links: dict[str, set[str]] = {module: set() for module in files}
    drawn = {name for names in rows for name in names}
    for module, path in files.items():
        here = room(module) or FRONT_DOOR
        count, lines = rooms.get(here, (0, 0))
        rooms[here] = (count + 1, lines + path.read_text("utf-8").count("\n"))
        for _, target in set(imports(path, module, files)):
            if target.split(".")[0] != FRONT_DOOR:
                continue
            links[module].add(target)
            there = room(target) or FRONT_DOOR
            if here != there and {here, there} <= drawn:
                between[here, there] += 1
    up = sum(count for step, count in between.items() if not goes_down(step, rows))
    return rooms, between, up, len(circles(links))


def goes_down(step: tuple[str, str], rows: Rows) -> bool:
    """Whether an import leads from a room to one below it."""
    here, there = (next(number for number, names in enumerate(rows) if name in names) for name in step)
    return here < there


def drawing(rooms: Rooms, between: Between, rows: Rows = ROWS, said: str = "all of which go down") -> str:
    """The rooms from top to bottom, and a line for the imports from each to each; in red those that do not go down."""
    places = {}
    for number, names in enumerate(rows):
        for place, name in enumerate(names):
            middle = WIDTH / 2 + (place - (len(names) - 1) / 2) * (BOX + (60 if len(names) < 4 else 20))
            places[name] = (middle, LINE * number + 30)
    height = LINE * len(rows) + 20
    numbers = {name: number for number, names in enumerate(rows) for name in names}
    lines = []
    for (here, there), count in sorted(between.items()):
        (x1, y1), (x2, y2) = places[here], places[there]
        weight = 0.4 + min(count, 60) / 20
        side = 1 if numbers[here] % 2 else -1
        bend = WIDTH / 2 + side * (BOX / 2 + (y2 - y1) * 0.42)
        start, end = x1 + side * BOX / 2, x2 + side * BOX / 2
        near = abs(y2 - y1) <= LINE
        path = (
            f"M{x1:.0f} {y1 + HALF:.0f}L{x2:.0f} {y2 - HALF:.0f}"
            if near
            else f"M{start:.0f} {y1:.0f}Q{bend:.0f} {(y1 + y2) / 2:.0f} {end:.0f} {y2:.0f}"
        )
        colour = "" if goes_down((here, there), rows) else f' stroke="{WRONG}" stroke-opacity="1"'
        lines.append(f'<path d="{path}" stroke-width="{weight:.1f}"{colour}/>')
    boxes = []
    for name, (x, y) in places.items():
        count, size = rooms[name]
        boxes.append(
            f'<rect x="{x - BOX / 2:.0f}" y="{y - HALF:.0f}" width="{BOX}" height="{2 * HALF}" rx="4"/>'
            f'<text x="{x:.0f}" y="{y + 5:.0f}"><tspan font-weight="bold">{name}</tspan> {size:,}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img"><title>Rooms of the package and their imports, {said}</title>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f'<g fill="none" stroke="{QUIET}" stroke-opacity="0.55">\n' + "\n".join(lines) + "\n</g>\n"
        f'<g fill="{GROUND}" stroke="{INK}" stroke-width="1">\n'
        + "\n".join(re.sub("<text.*", "", box) for box in boxes)
        + f'\n</g>\n<g fill="{INK}" font-family="sans-serif" font-size="13" text-anchor="middle">\n'
        + "\n".join(re.sub("<rect[^>]*/>", "", box) for box in boxes)
        + "\n</g>\n</svg>\n"
    )


def table(rooms: Rooms, up: int, circle_count: int) -> str:
    """The counts, as Markdown."""
    rows = [f"| `{name}` | {rooms[name][0]} | {rooms[name][1]:,} |" for names in ROWS for name in names]
    files, lines = (sum(room[part] for room in rooms.values()) for part in (0, 1))
    return "\n".join(
        [
            "| Room | Files | Lines |",
            "|---|---:|---:|",
            *rows,
            f"| all | {files} | {lines:,} |",
            "",
            f"Imports that go up: {up}. Circles of imports: {circle_count}.",
            "",
        ]
    )


def main() -> None:
    rooms, between, up, circle_count = counted()
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text(before + BEGIN + table(rooms, up, circle_count) + END + rest.split(END)[1], "utf-8")
    PICTURE.write_text(drawing(rooms, between), "utf-8")
    print(f"imports that go up: {up}, circles: {circle_count}")


if __name__ == "__main__":
    main()
