"""The pictures of one document: each is made ready once for each use and size, when a format first asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publisher.pictures.kinds import KINDS, is_drawing, kind_of
from publisher.pictures.svg import clean_svg, svg_size

if TYPE_CHECKING:
    from publisher.pictures.prepare import Prepared, Use
    from publisher.pictures.raster import Header

SCREEN_SIDE = 1600  # pixels of the longer side: as wide as a page of text is shown on a sharp screen
WINDOW = 800  # pixels: a drawing higher than a window is not seen as a whole
SMALL_SIDE = 400  # of portraits, which are shown in a twelfth of that
LEAST = 256  # pixels: to make a picture narrower than this saves little, and a small logo is looked at closely


def picture_ratio(path: Path) -> float:
    """How wide a picture is for its height; 1 where it does not say, or cannot be read, which is reported elsewhere."""
    from publisher.pictures.raster import read_header
    from publisher.pictures.svg import svg_size

    try:
        if is_drawing(path):
            width, height = svg_size(path.read_bytes()) or (1, 1)
        else:
            header = read_header(path.read_bytes(), KINDS[path.suffix.lower()])
            width, height = header.width, header.height
    except (OSError, ValueError, KeyError):
        return 1.0
    return width / height if width > 0 and height > 0 else 1.0


class Pictures:
    """Pictures by their files. Faults of a file have been reported before (see faults)."""

    def __init__(self) -> None:
        self._headers: dict[Path, Header] = {}
        self._made: dict[tuple[Path, Use | None, int], Prepared] = {}

    def header(self, path: Path) -> Header:
        """What a raster's file says of it."""
        from publisher.pictures.raster import read_header

        if path not in self._headers:
            self._headers[path] = read_header(path.read_bytes(), KINDS[path.suffix.lower()])
        return self._headers[path]

    def for_screen(self, path: Path, longest: int = SCREEN_SIDE) -> Prepared:
        """A picture for web pages and e-books: at most `longest` pixels wide or high, or a drawing as it is."""
        from publisher.pictures.prepare import SCREEN

        if is_drawing(path):
            return self.drawing(path)
        header = self.header(path)
        share = min(1.0, longest / max(header.width, header.height))
        return self._prepared(path, SCREEN, round(header.width * share), round(header.height * share))

    def for_pages(self, path: Path, use: Use, widest: float) -> Prepared:
        """A picture for pages on which it is `widest` inches wide in its largest place: as fine as the use asks for."""
        header, width = self.header(path), self.header(path).width
        if width > widest * use.most_ppi:
            width = min(max(round(widest * use.ppi), LEAST), width)
        return self._prepared(path, use, width, round(width * header.height / header.width))

    def drawing(self, path: Path) -> Prepared:
        """An SVG without what only its maker needs. Whatever its units are, it is as large as there is room."""
        from publisher.pictures.prepare import Prepared

        if (key := (path, None, 0)) not in self._made:
            data = clean_svg(path.read_bytes(), _inner)
            width, height = svg_size(data) or (0, 0)
            share = min(SCREEN_SIDE / (width or 1), WINDOW / (height or 1))
            # Never 0, which a browser takes by its word.
            width, height = (max(1, round(side * share)) if side else 0 for side in (width, height))
            self._made[key] = Prepared(data, "image/svg+xml", width, height)
        return self._made[key]

    def _prepared(self, path: Path, use: Use, width: int, height: int) -> Prepared:
        from publisher.pictures.prepare import prepare

        if (key := (path, use, width)) not in self._made:
            size = (max(1, width), max(1, height))
            self._made[key] = prepare(path.read_bytes(), self.header(path), use, size)
        return self._made[key]


def _inner(data: bytes) -> tuple[str, bytes]:
    """A raster inside a drawing: (media type, bytes) in its own size."""
    from publisher.pictures.prepare import PRINT, prepare
    from publisher.pictures.raster import read_header

    made = prepare(data, read_header(data, str(kind_of(data))), PRINT)
    return made.media_type, made.data
