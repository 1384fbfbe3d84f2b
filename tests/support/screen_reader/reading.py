"""Finished files, read aloud: one desktop and one browser for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from support.screen_reader.browsers import Chromium, Firefox
from support.screen_reader.desktop import Desktop
from support.screen_reader.transcript import Announcement, announcements


def read(files: Iterable[Path], browser: type[Firefox] | type[Chromium]) -> dict[Path, list[Announcement]]:
    """Each file with all that Orca says of it, from its top to its end."""
    found = {}
    with Desktop() as desktop, closing(browser(desktop)) as opened:
        for path in files:
            address = path.resolve().as_uri()
            opened.show(address)
            desktop.settle(address)
            found[path] = announcements(desktop.ask("read"))
    return found
