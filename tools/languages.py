"""Write docs/languages.md: what there is for each language that the catalogues have labels of.

Run after a change of a .po file: `.venv/bin/python tools/languages.py`. A test fails when the two differ.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from publisher.design.fonts import shipped_fonts
from publisher.text.hyphens import patterns_of
from publisher.text.i18n import LABEL_LANGUAGE, direction, locale_of, own_name

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "publisher" / "text" / "locale"
PAGE = ROOT / "docs" / "languages.md"
UNREVIEWED = "Unreviewed"  # how the second line in the head of a catalogue begins that no native speaker has read
ENGLISH_NAMES = {"fit": "Meänkieli", "rom": "Romani", "sr-Latn": "Serbian (Latin letters)"}
# The lower-case letters of each alphabet beyond a to z, with those that its own words use besides.
ARABIC, CYRILLIC, HEBREW = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة",
    "абвгдежзийклмнопрстуфхцчшщ",
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
)
LETTERS = {
    "ar": ARABIC,
    "bg": CYRILLIC + "ъьюяѝ",
    "bs": "čćđšž",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåé",
    "de": "äöüßẞ",
    "el": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "en": "",
    "es": "áéíñóúü¿¡",
    "et": "äöõüšž",
    "fa": ARABIC[:-3] + "پچژکگیۀة\u200c",
    "fi": "åäöšž",
    "fit": "åäöšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "it": "àèéìíîòóùú",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nb": "æøåéèêóòâôü",
    "nl": "áéëèêïíöóüú",
    "nn": "æøåéèêóòâôü",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõúü",
    "ro": "ăâîșț",
    "rom": "áćčďéěíľňóřśšťúźž",
    "ru": CYRILLIC + "ъыьэюяё",
    "se": "áčđŋšŧž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "so": "",
    "sr-Latn": "čćđšž",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "sv": "åäöéàü",
    "tr": "çğıöşüâîûİ",
    "uk": CYRILLIC + "ьюяґєії’",
    "yi": HEBREW + "\u05b7\u05b8\u05bc\u05bf\u05b4ײװױ",
}
OPENING = """\
# Languages

For everyone who chooses the languages of a publication, and for those who translate the labels. Made by
`tools/languages.py` from the catalogues of labels; a test holds the two together.

A publication may be in any language. Labels are the words that the layouts add themselves: Contact, Opening hours, how
to print a booklet. Where a language lacks a label, the English one stands instead, marked as English, and
`content/no-labels` names it. `sr` is Serbian in Cyrillic letters, `pt` the Portuguese of Portugal. Norwegian (`no`) has
the labels of Bokmål, Dari (`prs`) those of Persian.

- **Labels**: how many there are of all that the layouts use.
- **Reviewed**: whether a native speaker has read them. *No* means: have them read before you rely on them.
- **Direction**: in which direction the page runs.
- **Hyphenation**: whether there are patterns for it, or whose it borrows. Words of a language without patterns are not
  broken. Norwegian (`no`) is hyphenated as Bokmål.
- **Letters without a font**: letters of the language that no shipped font has. Install a font for them, see
  [Making a brand](brands.md); `fonts/missing-glyph` reports each at its line.
"""
DATES = """\
## Dates, lists and names of languages

They come from CLDR, with these exceptions:

- Meänkieli (`fit`) has no locale in CLDR. Many write the months as in Finnish, so dates are those of `fi`, and marked
  as Finnish. Some write others (*aykysti*).
- Romani (`rom`) has no locale in CLDR, and its dialects name days and months differently. Dates stay English.
- Northern Sámi (`se`), Latvian, Persian and Central Kurdish: CLDR has no pattern for weekday, day and month without a
  year, or the one of no language at all. `publisher/text/i18n.py` has one for each, with the reason.
"""
CHANGING = """\
## To correct or add a language

1. Change `publisher.po` of the language in `publisher/text/locale`, or copy the English one to a new folder, named by
   the tag of the language: `de`, or `de-AT` for what is different in Austria. Leave out a label that you are not sure
   of: a missing one is better than a wrong one. `sr-Latn` is made from `sr`. What is in {braces} stays as it is.
2. Give it the `Plural-Forms` of the language, with the forms in the order of CLDR: zero, one, two, few, many, other.
3. Say in the second line that no native speaker has read it, `# Unreviewed: ...`; without that line it is reviewed.
4. Run `python tools/labels.py` and `python tools/languages.py`. For a new language, give its letters in the latter.

A new label needs to be in English and Swedish only; it then stands below as missing in the others.
"""


@dataclass(frozen=True)
class Catalogue:
    language: str
    labels: frozenset[str]
    texts: str
    is_reviewed: bool


def catalogues() -> dict[str, Catalogue]:
    """Every catalogue of the toolkit by its language."""
    return {path.parents[1].name: _read(path) for path in sorted(LOCALE.glob("*/LC_MESSAGES/publisher.po"))}


def _read(path: Path) -> Catalogue:
    with path.open("rb") as source:
        found = read_po(source)
    messages = [message for message in found if message.id]
    ids = frozenset(str(message.id[0] if message.pluralizable else message.id) for message in messages)
    texts = "".join("".join(one.string or ()) for one in messages)
    return Catalogue(path.parents[1].name, ids, texts, UNREVIEWED not in found.header_comment)


def without_font(one: Catalogue) -> list[str]:
    """The letters of a language that no shipped family has, nor one that fills in for it; and what its labels need."""
    fonts = shipped_fonts()
    letters = string.ascii_lowercase + LETTERS[one.language]
    wanted = letters + "".join(letter.upper() for letter in letters if len(letter.upper()) == 1) + one.texts
    missing = {char for family in fonts.families for char in fonts.missing(wanted, family)}
    return sorted(unicodedata.normalize("NFC", char) for char in missing)


def page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    known = catalogues()
    every = known[LABEL_LANGUAGE].labels
    yield OPENING
    yield "| language | | own name | labels | reviewed | direction | hyphenation | letters without a font |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in sorted(known.values(), key=lambda one: english_name(one.language)):
        cells = (
            english_name(one.language),
            f"`{one.language}`",
            own_name(one.language),
            f"{len(one.labels & every)} of {len(every)}",
            "yes" if one.is_reviewed else "no",
            "right to left" if direction(one.language) == "rtl" else "left to right",
            _patterns(one.language),
            _shown(without_font(one)),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield DATES
    yield CHANGING
    yield "## Labels that are missing"
    yield ""
    lacking = [one for one in known.values() if every - one.labels]
    for one in lacking:
        is_small = len(one.labels) < len(every) / 2
        ids = sorted(one.labels if is_small else every - one.labels)
        missing = "all but " * is_small + ", ".join(f"`{id}`" for id in ids)
        yield f"- {english_name(one.language)}: {missing}"
    if not lacking:
        yield "None."


def english_name(language: str) -> str:
    return ENGLISH_NAMES.get(language) or locale_of(LABEL_LANGUAGE).languages.get(language) or own_name(language)


def _patterns(language: str) -> str:
    """Whether there are patterns for a language, and whose they are."""
    found = patterns_of(language)
    if not found:
        return "no"
    return "yes" if found.split("-")[0] == language.split("-")[0] else f"as {english_name(found)}"


def _shown(letters: list[str]) -> str:
    """Each letter, or how many there are of a script that is missing; a mark above or below a letter with a circle."""
    if len(letters) > len(string.ascii_lowercase):
        return f"all {len(letters)}"
    return " ".join(f"◌{letter}" if unicodedata.combining(letter) else letter for letter in letters) or "none"


def main() -> None:
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
