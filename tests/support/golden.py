"""Golden texts and pictures: kept under `tests/golden/`, renewed by the one switch `pytest --renew-golden`.

A difference writes what was expected and what came under `tests/.failures/` (not in version control) and fails.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from support import raster

RENEW = "--renew-golden"
# More of a difference than this helps nobody on a terminal; the files have it all.
SHOWN_LINES = 80


@dataclass(frozen=True)
class Golden:
    """Compares with golden files: call it with a name and a text, or use `check_page` for a picture."""

    folder: Path
    failures: Path
    renew: bool = False

    def __call__(self, name: str, text: str) -> None:
        """Hold a text against `tests/golden/<name>`."""
        path = self.folder / name
        if self.renew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        self._must_exist(path)
        # Bytes, not text: a calendar file's line ends are part of it.
        expected = path.read_bytes().decode("utf-8")
        if expected == text:
            return
        self._failure(name, "expected").write_text(expected, encoding="utf-8", newline="\n")
        self._failure(name, "actual").write_text(text, encoding="utf-8", newline="\n")
        lines = list(difflib.unified_diff(expected.splitlines(), text.splitlines(), "expected", "actual", lineterm=""))
        if len(lines) > SHOWN_LINES:
            lines[SHOWN_LINES:] = [f"... and {len(lines) - SHOWN_LINES} lines more"]
        # Texts that differ in their line ends only give no lines at all.
        shown = "\n".join(lines) or "(only the line ends differ)"
        raise AssertionError(f"{name} differs from its golden text. {self._advice(name)}\n{shown}")

    def check_page(self, name: str, picture: Image.Image) -> None:
        """Hold a page's picture against `tests/golden/pages/<name>.png`."""
        path = self.folder / "pages" / f"{name}.png"
        if self.renew:
            raster.save_golden(picture, path)
            return
        self._must_exist(path)
        expected = raster.load(path)
        difference = raster.compare(expected, picture)
        if difference.same:
            return
        file = f"pages/{name}.png"
        expected.save(self._failure(file, "expected"))
        picture.save(self._failure(file, "actual"))
        raster.marked(expected, picture).save(self._failure(file, "difference"))
        raise AssertionError(f"{name} differs from its golden picture: {difference}. {self._advice(file)}")

    def _must_exist(self, path: Path) -> None:
        if not path.is_file():
            place = path.relative_to(self.folder)
            raise AssertionError(f"There is no golden file {place}: make it by `pytest {RENEW}`, look at it, keep it.")

    def _failure(self, name: str, kind: str) -> Path:
        path = self.failures / Path(name).with_suffix(f".{kind}{Path(name).suffix}")
        path.parent.mkdir(parents=True, exist_ok=True)
        # The folder keeps itself out of version control.
        (self.failures / ".gitignore").write_text("*\n", encoding="utf-8")
        return path

    def _advice(self, name: str) -> str:
        pictures = self._failure(name, "actual").parent
        return f"Both are in {pictures}. If the new one is right: `pytest {RENEW}`."
