"""Where the toolkit's own folders lie, in a clone and in an installed package."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
INSTALLED = PACKAGE / "_shared"
HOME = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent

LAYOUTS = HOME / "layouts"
FONTS = HOME / "fonts"
LOCALES = PACKAGE / "locale"


def cache_folder() -> Path:
    """The user's cache folder for this toolkit (XDG Base Directory), made when it is missing."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "publisher"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
