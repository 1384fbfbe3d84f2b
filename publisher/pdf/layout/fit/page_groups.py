"""What is divided among pages, and how: parts, their pictures, what the writer decided of them, and groups of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.pdf.layout.fit.flow import Flow, Placed, at_page_head, first_pages

PT_TO_MM = 25.4 / 72
ROUNDING = 0.1  # mm, by which a line may reach below the room and still stand on its page


@dataclass(frozen=True)
class Wish:
    """What the writer decided: a density, a form of the picture, a page of one's own or shared with the part before."""

    density: str | None = None
    picture: str | None = None
    page: str | None = None


@dataclass(frozen=True)
class Picture:
    """The picture at the head of a part: its width by its height, whether it is a drawing, how wide (mm) it is where
    the text goes on below it, and how much of its height is shown there."""

    ratio: float
    drawing: bool = False
    aside: float = 62.0
    shown: float = 1.0


@dataclass(frozen=True)
class Part:
    """What stays together: a section with what follows it. `flows` are those of its text without its picture, by
    density; `beside` the same in the column beside an upright picture, `wrapped` those with it, in text that goes on
    below it."""

    name: str
    flows: Mapping[str, Flow]
    picture: Picture | None = None
    beside: Mapping[str, Flow] = field(default_factory=dict)
    wrapped: Mapping[str, Flow] = field(default_factory=dict)
    wish: Wish = Wish()
    words: int = 0


@dataclass(frozen=True)
class Group:
    """Parts that share a page, or one that takes several. `filled` is the share of the last page's room. `pictures` are
    the heights of the parts' pictures, `form` how the first stands: "head", "side", "wrap", or "" for none.
    `reached` are the shares that are filled of each page, `stretch` is by how much the lines are further apart than the
    density has them, `placed` are the parts below each other."""

    parts: tuple[int, ...]
    density: str
    pages: int
    filled: float
    pictures: tuple[float, ...]
    form: str
    cost: float
    height: float
    reached: tuple[float, ...] = ()
    stretch: float = 1.0
    placed: tuple[Placed, ...] = ()

    def begins(self, room: float) -> list[int]:
        """On which of its pages each part begins, counted from 0. `room` is a page's."""
        return first_pages(self.placed, room + ROUNDING) if self.pages > 1 else [0] * len(self.parts)

    def at_head(self, at: int, room: float) -> bool:
        """Whether the part at a place begins a page."""
        return at == 0 or (self.pages > 1 and at_page_head(self.placed, at, room + ROUNDING))


def on_grid(height: float, line: float, above: float) -> float:
    """The height of a picture below which the text stands on the grid; `above` of it is above the text area."""
    return above + int((height - above) / line + 1e-6) * line if height else 0.0
