"""Compile the gettext catalogues: publisher/text/locale/*/LC_MESSAGES/publisher.po -> publisher.mo.

Run after a change of a .po file: `.venv/bin/python tools/labels.py`. A test fails when the two differ.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "publisher" / "text" / "locale"


def compiled(catalogue: Path) -> bytes:
    """The .mo bytes of a .po file."""
    with catalogue.open("rb") as source:
        messages = read_po(source)
    messages.creation_date = dt.datetime.fromtimestamp(0, dt.UTC)  # else each run changes every file
    target = io.BytesIO()
    write_mo(target, messages)
    return target.getvalue()


def main() -> None:
    for catalogue in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        catalogue.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
