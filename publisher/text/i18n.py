"""Labels and dates in the publication's language.

Labels come from gettext catalogues in locale/, by ids such as `format.web.title`; a label that a language lacks
is taken from the English catalogue. Dates and the names of languages come from Babel (CLDR).
"""

from __future__ import annotations

import datetime as dt
import gettext
import re
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import read_mo

from publisher.model.catalogue import look_in
from publisher.model.errors import ContentError
from publisher.model.label import Label
from publisher.model.registry import Folder, Folders
from publisher.text.finding_texts import Entries, finding_texts

RIGHT_TO_LEFT = frozenset(
    (
        *("ar", "fa", "he", "ur", "yi", "dv", "ps", "sd", "ug"),
        *("ckb", "prs", "aii", "cld", "tru"),  # Central Kurdish, Dari, Assyrian, Chaldean, Syriac
        *("Arab", "Hebr", "Syrc", "Thaa"),  # scripts, for a language that is written in several: ku-Arab
    )
)
# Opening and closing, then those inside them (CLDR, delimiters). A language that is not here has those of English.
QUOTES: dict[str, tuple[str, str, str, str]] = {
    **dict.fromkeys(("sv", "fi", "se", "sma", "smj", "fit", "he"), ("”", "”", "’", "’")),
    **dict.fromkeys(("de", "cs", "sk", "sl", "is", "lt", "et"), ("„", "“", "‚", "‘")),
    **dict.fromkeys(("it", "es", "el", "sq", "ku", "kmr", "ti", "hy"), ("«", "»", "“", "”")),
    **dict.fromkeys(("nb", "nn", "no"), ("«", "»", "‘", "’")),
    **dict.fromkeys(("pl", "hu", "ro"), ("„", "”", "«", "»")),
    **dict.fromkeys(("ru", "uk", "be"), ("«", "»", "„", "“")),
    **dict.fromkeys(("sr", "bs"), ("„", "”", "’", "’")),
    **dict.fromkeys(("fa", "prs", "ps", "az"), ("«", "»", "‹", "›")),
    "fr": ("«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"),
    "bg": ("„", "“", "’", "’"),
    "hr": ("„", "”", "‚", "’"),
    "lv": ("«", "»", "„", "“"),
    "ckb": ("«", "»", "‹", "›"),
    "da": ("»", "«", "›", "‹"),
    "ar": ("”", "“", "’", "‘"),
    "ur": ("”", "“", "’", "‘"),
    "en": ("“", "”", "‘", "’"),
}
# What languages call themselves that CLDR has no locale of.
OWN_NAMES = {
    "fit": "meänkieli",
    "rom": "romani čhib",
    "sma": "åarjelsaemien gïele",
    "smj": "julevsámegiella",
    "prs": "دری",
}
# Whose dates, lists and names of languages a language has that CLDR has no locale of. Many write the months of
# Meänkieli as in Finnish. Romani borrows none: its dialects name days and months differently, so dates stay English.
BORROWED_LOCALES = {"fit": "fi", "prs": "fa-AF"}
# Weekday, day and month where CLDR's full date without the year does not give them.
DAY_PATTERNS = {
    "lv": "EEEE, d. MMMM",  # 'gada', of the year, goes with it
    "fa": "EEEE d LLLL",  # CLDR's month in a date is joined to the year after it
    "ckb": "EEEE، dی MMMM",  # CLDR has this in the short form only
    "se": "EEEE, MMMM d'. beaivi'",
}
LONG_PATTERNS = {"se": "MMMM d'. beaivi' y"}  # CLDR has the root's: '2018 suoidnemánnu 2'
GENITIVES = {"se": ("mánnu", "mánu")}  # of months in a date; CLDR has the nominative
LIST_WORDS = {"ckb": ("، ", " و ")}  # CLDR has none: comma, and
DOTTED_TIMES = frozenset({"sv", "fi", "da", "nb", "nn", "no", "se", "sma", "smj", "fit"})  # 10.30


LONGEST_NUMBER = 12  # digits, for sorting
# Letters of their own, in their order after z. In other languages they stand with the letter below the mark.
LAST_LETTERS = {"sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå", "no": "æøå"}
EASY = "-x-lattlast"
SAME_LABELS = {"no": "nb", "prs": "fa"}  # Norwegian is Bokmål where nothing else is said, and Dari is Persian
LABEL_LANGUAGE = "en"  # has every label; other languages fall back to it
EUROPEAN = Locale("en", "GB")  # '22 November 2026'; en-US asks for the other


FOLDERS = Folders("publisher.catalogues", "labels", lambda: _read_packages())


look_in(lambda: [folder.path for folder in FOLDERS if not folder.entry.is_own])


def _read_packages() -> None:
    """All that packages have in them, to see what is wrong with it."""
    for code in label_languages():
        catalogues(code)
    for folder in FOLDERS:
        for path in () if folder.entry.is_own else sorted(folder.path.glob("*/findings")):
            texts_of_package(folder, path.parent.name)


@cache
def texts_of_package(folder: Folder, language: str) -> Entries:
    """What a package says on its findings. What cannot be read is left out and reported."""
    try:
        return finding_texts(folder.path / language)
    except ContentError as error:
        FOLDERS.report(folder, error)
        return {}


@cache
def label_languages() -> list[str]:
    """The languages that labels exist in: in the toolkit, or in an installed package."""
    catalogues = [path for folder in FOLDERS for path in folder.path.glob("*/LC_MESSAGES/publisher.mo")]
    return sorted({LABEL_LANGUAGE, *(path.parents[1].name for path in catalogues)})


@cache
def catalogues(language: str) -> tuple[tuple[str, gettext.NullTranslations], ...]:
    """Where labels in `language` ('sv', 'sv-FI', 'sr-Latn') are looked for, each with its language: the toolkit's
    catalogue of the tag, of its beginning, what installed packages add to each, then the English ones (RFC 4647, 3.4).

    A package's catalogue that is damaged is left out and reported.
    """
    found: list[tuple[str, gettext.NullTranslations]] = []
    base, *others = language.partition("-x-")[0].split("-")
    tags = ["-".join((SAME_LABELS.get(base, base), *others[:length])) for length in range(len(others), -1, -1)]
    for code in dict.fromkeys((*tags, LABEL_LANGUAGE)):
        for folder in FOLDERS:
            try:
                found.append((code, gettext.translation("publisher", folder.path, languages=[code])))
            except FileNotFoundError:
                continue
            except (OSError, ValueError, struct.error) as error:
                if folder.entry.is_own:
                    raise
                FOLDERS.report(folder, error)
    return tuple(found)


def label(language: str, id: str, /, **values: object) -> Label:
    """The label `id` ('page.number') in `language`, with {values} filled in; in English, marked so, where that language
    lacks it. What no catalogue has stays as it is: a package may write its labels as plain English texts."""
    return _found(language, id, None, values)


def count_label(language: str, id: str, count: int) -> Label:
    """The form of the label `id` for `count` in `language`, with {count} filled in: '1 sida', '8 sidor'."""
    return _found(language, id, count, {"count": count})


def _found(language: str, id: str, count: int | None, values: Mapping[str, object]) -> Label:
    for code, catalogue in catalogues(language):
        text = catalogue.gettext(id) if count is None else catalogue.ngettext(id, id, count)
        if text != id:
            return in_language(language, code, text.format(**values))
    return in_language(language, LABEL_LANGUAGE, id.format(**values))


def in_language(language: str, own: str, text: str) -> Label:
    """Words in the language `own`, marked so where a text in `language` has them."""
    if _is_same(own, language) or not any(map(str.isalpha, text)):
        return Label(text)
    towards = direction(own)
    return Label(text, own, towards if towards != direction(language) else "")


def _is_same(code: str, language: str) -> bool:
    """Whether a catalogue is in the language of a text, perhaps as it is written elsewhere."""
    base = language.split("-")[0]
    return code.split("-")[0] in (base, SAME_LABELS.get(base))


@cache
def label_ids() -> frozenset[str]:
    """The ids of the toolkit's labels: those of its English catalogue."""
    file = next(iter(FOLDERS)).path / LABEL_LANGUAGE / "LC_MESSAGES" / "publisher.mo"
    with file.open("rb") as source:
        found = [message.id for message in read_mo(source)]
    return frozenset(id if isinstance(id, str) else id[0] for id in found if id)


@cache
def missing_labels(language: str) -> frozenset[str]:
    """The ids of the labels that `language` lacks."""
    own = [catalogue for code, catalogue in catalogues(language) if _is_same(code, language)]
    return frozenset(id for id in label_ids() if all(one.gettext(id) == id == one.ngettext(id, id, 1) for one in own))


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale of a language tag; English where Babel has no words of that language."""
    plain = language.split("-x-")[0]
    plain = BORROWED_LOCALES.get(plain.split("-")[0], plain)
    return EUROPEAN if plain == LABEL_LANGUAGE else _own_locale(plain) or EUROPEAN


def _own_locale(language: str) -> Locale | None:
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    # Of some languages CLDR has numbers alone: their months are called M01 to M12.
    return None if locale.months["format"]["wide"][1].startswith("M0") else locale


def is_easy(language: str) -> bool:
    """Whether it is the easy-to-read variant of a language: 'sv-x-lattlast'."""
    return language.endswith(EASY)


def direction(language: str) -> str:
    """'rtl' or 'ltr'."""
    return "rtl" if RIGHT_TO_LEFT.intersection(language.partition("-x-")[0].split("-")) else "ltr"


def quotation_marks(language: str) -> tuple[str, str, str, str]:
    """Opening and closing, and the inner ones."""
    return QUOTES.get(language.split("-")[0], QUOTES[LABEL_LANGUAGE])


def is_right_to_left(char: str) -> bool:
    """Whether it is a letter of a script that is written from right to left."""
    return unicodedata.bidirectional(char) in ("R", "AL")


def long_date(language: str, date: dt.date) -> Label:
    """'22 november 2026'"""
    return _by_locale(language, _date(language, date, LONG_PATTERNS.get(language.split("-")[0], "long")))


def day_heading(language: str, date: dt.date) -> Label:
    """'Måndag 2 juli': weekday, day, month, with a capital letter first."""
    text = day_text(language, date)
    return _by_locale(language, text[0].upper() + text[1:])


def day_text(language: str, date: dt.date) -> Label:
    """'måndag 2 juli': the same within a sentence."""
    full = str(locale_of(language).date_formats["full"])
    without_year = re.sub(r"[\s,]*('[^']*'\s*)*y+(\s*'[^']*')*\.?", "", full)
    pattern = DAY_PATTERNS.get(language.split("-")[0], without_year)
    return _by_locale(language, _date(language, date, pattern).strip())


def _date(language: str, date: dt.date, pattern: str) -> str:
    nominative, genitive = GENITIVES.get(language.split("-")[0], ("", ""))
    return format_date(date, pattern, locale_of(language)).replace(nominative, genitive)


def short_day(language: str, date: dt.date) -> Label:
    """'ons 4': weekday and day of the month, as in an index."""
    locale = locale_of(language)
    return _by_locale(language, f"{format_date(date, 'EEE', locale).rstrip('.')} {date.day}")


def listed(language: str, words: Sequence[str]) -> Label:
    """'svenska och engelska'"""
    if between := LIST_WORDS.get(language.split("-")[0]):
        comma, last = between
        return Label(last.join(filter(None, (comma.join(words[:-1]), *words[-1:]))))
    return _by_locale(language, format_list(list(words), locale=locale_of(language)))


def _by_locale(language: str, text: str) -> Label:
    """Words by CLDR, marked where that has none in the language."""
    own = language.split("-")[0]
    by = LABEL_LANGUAGE if locale_of(language) is EUROPEAN else BORROWED_LOCALES.get(own, own)
    return in_language(language, by, text)


def month_names(language: str) -> list[str]:
    """As they stand in a date: 'juli', and in some languages in another form than alone."""
    return list(locale_of(language).months["format"]["wide"].values())


def day_names(language: str) -> list[str]:
    """The weekdays, Monday first: 'måndag'."""
    names = locale_of(language).days["format"]["wide"]
    return [names[number] for number in range(7)]


def clock_text(language: str, time: dt.time) -> str:
    """'10.30' in the Nordic languages, '10:30' elsewhere."""
    return time.strftime("%H.%M" if language.split("-")[0] in DOTTED_TIMES else "%H:%M")


def language_name(language: str, of: str) -> str:
    """The name of the language `of`, in `language`: 'engelska'."""
    return locale_of(language).languages.get(of.split("-")[0]) or of


def own_name(language: str) -> str:
    """What a language calls itself: 'Svenska', 'English', 'Lätt svenska'."""
    base = language.split("-")[0]
    name = OWN_NAMES.get(base) or language_name(language, language)
    name = label(language, "languages.easy", language=name) if is_easy(language) else name
    return name[0].upper() + name[1:]


def sort_key(language: str, text: str) -> tuple[int, ...]:
    """For lists in the order of the alphabet, without regard to capitals and marks that make no letter of its own.
    Numbers go by their size: 'Sal 9' before 'Sal 10'."""
    last = LAST_LETTERS.get(language.split("-")[0], "")
    padded = re.sub(r"\d+", lambda number: number[0].zfill(LONGEST_NUMBER), text.casefold())
    letters = (letter if letter in last else unicodedata.normalize("NFKD", letter)[0] for letter in padded)
    return tuple(0x110000 + last.index(letter) if letter in last else ord(letter) for letter in letters)
