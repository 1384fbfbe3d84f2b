"""Paper, folded: reads the pages of imposed sheets in the order in which a person would turn them.

It knows nothing of schemes. A sheet is what a plan puts on it, at its millimetres; each panel has an upper and a lower
face with the page that is printed there, negative where it stands on its head, 0 where nothing is. A fold turns panels
over: about an upright line they stay upright, about a level one they come to stand on their heads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publisher.imposition.sheet_model import Plan, Side

Face = int
Stack = list["Panel"]  # the uppermost first


@dataclass(frozen=True)
class Panel:
    upper: Face
    lower: Face

    def turned_sideways(self) -> Panel:
        return Panel(self.lower, self.upper)

    def turned_headlong(self) -> Panel:
        return Panel(-self.lower, -self.upper)


Paper = dict[tuple[int, int], Stack]  # by column and row, from the upper left


def papers(plan: Plan, columns: int, rows: int) -> list[Paper]:
    """The sheets as they come out of the printer, fronts up; the panels are where the middles of the pages lie."""
    found = []
    for sheet in plan.sheets:
        fronts = _faces(sheet.front, columns, rows)
        # Looked at through the paper, the left of the back is at the right.
        backs = _faces(sheet.back, columns, rows) if sheet.back else {}
        found.append(
            {
                (column, row): [Panel(fronts.get((column, row), 0), backs.get((columns - 1 - column, row), 0))]
                for column in range(columns)
                for row in range(rows)
            }
        )
    return found


def _faces(side: Side, columns: int, rows: int) -> dict[tuple[int, int], Face]:
    faces, block = {}, side.block
    for placement in side.placements:
        across = ((placement.trim.left + placement.trim.right) / 2 - block.left) / block.width
        down = (block.top - (placement.trim.bottom + placement.trim.top) / 2) / block.height
        place = int(across * columns), int(down * rows)
        assert place not in faces, f"two pages lie on each other at {place}"
        faces[place] = (placement.page + 1) * (-1 if placement.turn == 180 else 1)
    return faces


def piled(sheets: Iterable[Paper]) -> Paper:
    """Sheets on each other, the first one on top, its front up."""
    pile: Paper = {}
    for sheet in sheets:
        for place, panels in sheet.items():
            pile.setdefault(place, []).extend(panels)
    return pile


def fold_left_under(paper: Paper) -> Paper:
    """The left half goes below the right one."""
    columns = 1 + max(column for column, _ in paper)
    return _renumbered(
        {
            (column, row): stack + [one.turned_sideways() for one in reversed(paper[columns - 1 - column, row])]
            for (column, row), stack in paper.items()
            if column >= columns / 2
        }
    )


def fold_right_under(paper: Paper) -> Paper:
    columns = 1 + max(column for column, _ in paper)
    return {
        (column, row): stack + [one.turned_sideways() for one in reversed(paper[columns - 1 - column, row])]
        for (column, row), stack in paper.items()
        if column < columns / 2
    }


def fold_top_under(paper: Paper) -> Paper:
    """The upper half goes below the lower one."""
    rows = 1 + max(row for _, row in paper)
    return _renumbered(
        {
            (column, row): stack + [one.turned_headlong() for one in reversed(paper[column, rows - 1 - row])]
            for (column, row), stack in paper.items()
            if row >= rows / 2
        }
    )


def _renumbered(paper: Paper) -> Paper:
    left, top = min(column for column, _ in paper), min(row for _, row in paper)
    return {(column - left, row - top): stack for (column, row), stack in paper.items()}


def read(stacks: Sequence[Stack]) -> list[Face]:
    """Page after page, from the top of the first stack to the bottom of the last; blank paper is passed over."""
    return [face for stack in stacks for panel in stack for face in (panel.upper, panel.lower) if face]


def read_zine(paper: Paper) -> list[Face]:
    """Eight panels, folded lengthwise, slit in the middle, and pushed together from both ends into a cross of four
    leaves: the left and the right end, and the two middle panels of the front and of the rear, which bulge out."""
    ridge = fold_top_under(paper)
    front = [ridge[column, 0][0].upper for column in range(4)]
    rear = [ridge[column, 0][-1].lower for column in range(4)]
    around = [*front, *reversed(rear)]  # seen from above, leaf after leaf
    first = around.index(1)
    return around[first:] + around[:first]
