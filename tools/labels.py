"""Compile the gettext catalogues: publisher/text/locale/*/LC_MESSAGES/publisher.po -> publisher.mo. Before that, write
the Serbian one in Latin letters from that in Cyrillic: the words are the same, letter by letter.

Run after a change of a .po file: `.venv/bin/python tools/labels.py`. A test fails when the two differ.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "publisher" / "text" / "locale"

SERBIAN, LATIN = (LOCALE / tag / "LC_MESSAGES" / "publisher.po" for tag in ("sr", "sr-Latn"))
LETTERS: dict[str, str] = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
LETTERS |= {"љ": "lj", "њ": "nj", "џ": "dž"}
LETTERS |= {cyrillic.upper(): latin.capitalize() for cyrillic, latin in LETTERS.items()}


def in_latin_letters(serbian: str) -> str:
    """A catalogue in Serbian, with its head."""
    head = serbian.replace("Cyrillic letters", "Latin letters, made by tools/labels.py").replace(
        ": sr\\n", ": sr-Latn\\n"
    )
    return "".join(LETTERS.get(letter, letter) for letter in head)


def compiled(catalogue: Path) -> bytes:
    """The .mo bytes of a .po file."""
    with catalogue.open("rb") as source:
        messages = read_po(source)
    messages.creation_date = dt.datetime.fromtimestamp(0, dt.UTC)  # else each run changes every file
    target = io.BytesIO()
    write_mo(target, messages)
    return target.getvalue()


def main() -> None:
    LATIN.parent.mkdir(parents=True, exist_ok=True)
    LATIN.write_text(in_latin_letters(SERBIAN.read_text("utf-8")), "utf-8")
    for catalogue in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        catalogue.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
