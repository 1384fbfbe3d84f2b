"""Find and read a layout: a folder in layouts/ with layout.toml, a template and one stylesheet per medium."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publisher.design.fitting import CoverTable, FitTable, read_cover, read_fit
from publisher.model.errors import UsageError
from publisher.model.paths import LAYOUTS

BASE = "base"


@dataclass(frozen=True)
class Layout:
    """What a layout says of itself. Lengths in mm, of one page at trim size."""

    id: str
    folder: Path
    title: str
    description: str
    width: float
    height: float
    bleed: float
    pages_multiple: int
    qr_module: float
    footer_blocks: tuple[str, ...]
    needs_programme: bool
    title_lengths: tuple[int, int]
    fit: FitTable | None = None
    cover: CoverTable | None = None

    def stylesheets(self, medium: str) -> list[Path]:
        """The base's and the layout's own stylesheet for `medium` ('print', 'large-print', ...), in cascading order."""
        return [path for folder in (LAYOUTS / BASE, self.folder) if (path := folder / f"{medium}.css").is_file()]

    @property
    def starter(self) -> Path:
        """The content that `publisher new` begins with."""
        return self.folder / "starter"


@cache
def layouts() -> dict[str, Layout]:
    """Every layout by id."""
    return {folder.parent.name: _read(folder.parent) for folder in sorted(LAYOUTS.glob("*/layout.toml"))}


def find_layout(id: str) -> Layout:
    """The layout with this id. Raises UsageError with the known ones."""
    known = layouts()
    if id not in known:
        raise UsageError(f"There is no layout '{id}'.", f"Use one of: {', '.join(known)}.")
    return known[id]


def _read(folder: Path) -> Layout:
    table = tomllib.loads((folder / "layout.toml").read_text("utf-8"))
    page = table["page"]
    return Layout(
        id=folder.name,
        folder=folder,
        title=table["title"],
        description=table["description"],
        width=page["width_mm"],
        height=page["height_mm"],
        bleed=page["bleed_mm"],
        pages_multiple=page["multiple"],
        qr_module=table["qr"]["module_mm"],
        footer_blocks=tuple(table["document"]["footer_blocks"]),
        needs_programme=table["document"]["needs_programme"],
        title_lengths=tuple(table["document"].get("title_lengths", (24, 48))),
        fit=read_fit(table),
        cover=read_cover(table),
    )
