"""What was measured, kept from build to build: a part whose text and layout are the same is not laid out again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from publisher.model.paths import FONTS, cache_folder
from publisher.pdf.layout.fit.flow import Flow

FOLDER = "measures"
KIND = "data-kind"  # of an element in a specimen
MOST_KEPT = 80  # files in each of the 256 folders; the oldest go
# Where a change makes all that was kept worthless.
OWN = (
    "flow.py",
    "measure.py",
    "measured.py",
    "legible.py",
    "../last_words.py",
)


@dataclass(frozen=True)
class ElementPlace:
    """An element of a trial: its tag, id and class, its top from the trial's, and the height of its box, in mm."""

    tag: str
    id: str
    name: str
    top: float
    height: float


@dataclass(frozen=True)
class Kind:
    """How the elements of a kind are set, in px: the spaces before and after, the edges (border and padding), the
    measure, size, line and letter spacing of text; from how much empty space on a line words are hyphenated, if at
    all. `whole`: no page turn parts it. `height` is that of its box, `pictures` what pictures take of it; `floated`
    is how wide it is where text flows round it, 0 where none does; `clear`: it begins below such a one; `extra` says
    how much its lines are higher than usual, `pieces` what stays together in it."""

    name: str
    before: float
    after: float
    top: float
    bottom: float
    width: float
    size: float
    line: float
    spacing: float
    family: str
    weight: int
    hyphens: bool
    zone: float
    whole: bool
    height: float
    pictures: float
    floated: float
    clear: bool
    extra: float
    pieces: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Measured:
    """A trial as it was laid out, in mm: its height, and what stays together where pages are turned. `reach` is from
    its top to the lower edge of its title, `too_wide` whether a line of the title is wider than its block, `lines` how
    many the title has. `caption` is the height of the caption of the picture at its head; `lead_gaps` are the spaces
    below each section's lead with which the text goes on at a half line of the grid. `width` is that of the title's
    lines, or the trial's; `places` are those of a programme's elements in it, `wide_session` whether a line of a
    session's heading is too wide. `kinds` are those of a specimen.
    """

    height: float
    flow: Flow
    reach: float = 0.0
    too_wide: bool = False
    lines: int = 0
    caption: float = 0.0
    lead_gaps: tuple[float, ...] = ()
    width: float = 0.0
    places: tuple[ElementPlace, ...] = ()
    wide_session: bool = False
    kinds: tuple[Kind, ...] = ()


def measured_from(data: Any) -> Measured:
    """What `asdict` made of it, read back from JSON. Raises what damaged data raise."""
    flow, gaps = data.pop("flow"), tuple(float(gap) for gap in data.pop("lead_gaps"))
    pieces, parted, rigid = (
        tuple((float(top), float(low)) for top, low in flow[name]) for name in ("pieces", "parted", "rigid")
    )
    places = tuple(ElementPlace(**place) for place in data.pop("places"))
    kinds = tuple(
        Kind(**{**kind, "pieces": tuple((float(top), float(low)) for top, low in kind["pieces"])})
        for kind in data.pop("kinds")
    )
    made = {
        "places": places,
        "kinds": kinds,
        "flow": Flow(pieces, float(flow["height"]), parted, rigid),
        "lead_gaps": gaps,
    }
    return Measured(**{**data, **made})


class Kept:
    """The measures of one layout, with `ground`: all that a measure depends on besides the part itself."""

    def __init__(self, ground: str) -> None:
        self.ground = hashlib.sha256(f"{_versions()}\n{ground}".encode()).hexdigest()

    def get(self, said: str, read: Callable[[Any], Any] = measured_from) -> Any:
        """What was kept of a part that says this; None where nothing was, or it is damaged."""
        try:
            return read(json.loads(self._path(said).read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def put(self, said: str, measured: Any) -> None:
        """Keep it. What cannot be written is measured again the next time."""
        path = self._path(said)
        data = asdict(measured) if isinstance(measured, Measured) else measured
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            scratch = path.with_suffix(f".{os.getpid()}")
            scratch.write_text(json.dumps(data), "utf-8")
            scratch.replace(path)
            _make_room(path.parent)
        except OSError:
            return

    def _path(self, said: str) -> Path:
        name = hashlib.sha256(f"{self.ground}\n{said}".encode()).hexdigest()
        return cache_folder() / FOLDER / name[:2] / f"{name[2:40]}.json"


def _make_room(folder: Path) -> None:
    files = list(folder.iterdir())
    if len(files) > MOST_KEPT:
        for path in islice(sorted(files, key=lambda path: path.stat().st_mtime), len(files) - MOST_KEPT // 2):
            path.unlink(missing_ok=True)


@cache
def _versions() -> str:
    """The engine, this room's own code, and the fonts."""
    own = hashlib.sha256(b"".join((Path(__file__).parent / name).read_bytes() for name in OWN)).hexdigest()
    fonts = [f"{path.name} {path.stat().st_size}" for path in sorted(FONTS.iterdir())]
    return "\n".join((version("weasyprint"), own, *fonts))
