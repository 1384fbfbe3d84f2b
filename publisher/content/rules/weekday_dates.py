"""Dates with a weekday in running text, as people write them: 'fredagen den 4 juni', 'fre 4/6', 'Friday, June 4, 2027',
'viernes, 4 de junio', '2027. június 4., péntek'. The names and the order of a language are those of CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from publisher.text.i18n import LABEL_LANGUAGE, locale_of

SHORTEST = 3  # letters of a weekday that somebody shortened: "tors", "Thu"
ALWAYS = (24, 7)  # 'måndag–söndag 24/7' is no date
ENDINGS = {"sv": "en", "da": "en", "nb": "en", "nn": "en", "no": "en"}  # 'fredagen den 4 juni'
COMMA = r"[.,،፣]?,?"
DAY = r"(?P<day>\d{1,2})"
YEAR = r"(?P<year>\d{4})(?!\d)"
AFTER = r"(?![\w-])"
DIGIT = re.compile(r"\d")
TOKEN = re.compile(r"'([^']*)'|(E+|c+)|(M+|L+)|(d+)|(y+)|(\s+)|([^'EcMLdy\s]+)")


@dataclass(frozen=True)
class WeekdayDate:
    """A date as it was written. `weekday` is 0 for Monday; `readings` are (day, month), two where a number may be
    either; `year` is None where none is written."""

    text: str
    weekday: int
    readings: tuple[tuple[int, int], ...]
    year: int | None


def weekday_dates(text: str, language: str) -> Iterator[WeekdayDate]:
    """Each date with a weekday, once."""
    named = DIGIT.search(text) and _named(language).search(text)
    starts = set[int]()
    for pattern in _patterns(language) if named else ():
        for match in pattern.finditer(text):
            found = match.groupdict()
            if match.start() in starts:
                continue
            starts.add(match.start())
            day = int(found["day"])
            if found.get("number"):
                month = int(found["number"])
                readings = ((day, month), (month, day)) if language == LABEL_LANGUAGE else ((day, month),)
                if not found.get("year") and readings[0] == ALWAYS:
                    continue
            else:
                readings = ((day, _months(language)[_key(found["month"])]),)
            year = found.get("year")
            yield WeekdayDate(match[0], _weekdays(language)[_key(found["weekday"])], readings, _year(year))


def _year(written: str | None) -> int | None:
    """'2027' or '27'"""
    return None if not written else int(written) + (2000 if len(written) == 2 else 0)


def _key(name: str) -> str:
    return name.lower().rstrip(".")  # casefold makes three characters of 'ΐ'


@cache
def _weekdays(language: str) -> dict[str, int]:
    """Every form of a weekday's name -> its number: whole, shortened, with its ending."""
    found: dict[str, int] = {}
    for context in locale_of(language).days.values():
        for width in ("wide", "abbreviated"):
            for number, name in context.get(width, {}).items():
                forms = [name, *(name[:length] for length in range(SHORTEST, len(name)) if width == "wide")]
                forms += [name + ENDINGS[language]] if width == "wide" and language in ENDINGS else []
                for form in forms:
                    if len(_key(form)) > 1:
                        found.setdefault(_key(form), number)
    return found


@cache
def _months(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for context in locale_of(language).months.values():
        for width in ("wide", "abbreviated"):
            for number, name in context.get(width, {}).items():
                if any(letter.isalpha() for letter in name):
                    found.setdefault(_key(name), number)
    return found


@cache
def _named(language: str) -> re.Pattern[str]:
    """A weekday alone, which few texts name."""
    return re.compile(rf"(?<![\w-])(?:{_one_of(_weekdays(language))}){AFTER}", re.IGNORECASE)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    weekday, month = f"(?P<weekday>{_one_of(_weekdays(language))})", f"(?P<month>{_one_of(_months(language))})"
    begin, year = rf"(?<![\w-]){weekday}{COMMA}\s+", rf"(?:,?\s+{YEAR})?"
    den = r"(?:den\s+|the\s+)?"
    written = (
        _of_cldr(language, weekday, month),
        rf"{begin}{den}{DAY}(?:st|nd|rd|th|:e|:a|\.)?\s+(?:of\s+|de\s+)?{month}\.?{AFTER}{year}",
        rf"{begin}{month}\.?\s+{DAY}(?:st|nd|rd|th)?{AFTER}{year}",
        rf"{begin}{den}(?P<year>\d{{4}})-(?P<number>\d{{2}})-(?P<day>\d{{2}}){AFTER}",
        rf"{begin}{den}{DAY}\.\s?(?P<number>\d{{1,2}})\.\s?(?P<year>\d{{4}}|\d\d){AFTER}",
        rf"{begin}{den}{DAY}/(?P<number>\d{{1,2}})(?![\w/-])(?:[\s-]+{YEAR})?",
        rf"{begin}{den}{DAY}/(?P<number>\d{{1,2}})/(?P<year>\d{{4}}|\d\d){AFTER}",
    )
    return tuple(re.compile(one, re.IGNORECASE) for one in written)


def _of_cldr(language: str, weekday: str, month: str) -> str:
    """The full date of a language as a pattern, the year left out or not."""
    pattern, written = "", locale_of(language).date_formats["full"].pattern
    for said, name, month_name, day, year, space, other in TOKEN.findall(written):
        if name:
            pattern += weekday
        elif month_name:
            pattern += month
        elif day:
            pattern += DAY
        elif year:
            pattern += YEAR
        elif space:
            pattern += r"\s+"
        else:
            pattern += re.escape(said or other).replace("\\ ", r"\s+")
    return rf"(?<![\w-]){pattern}{AFTER}"


def _one_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))
