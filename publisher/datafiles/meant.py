"""How a value is written that a person has written in another form: `5 juli 2027` as 2027-07-05, `www.oss.se` as
https://www.oss.se. None where that cannot be known."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from publisher.model.catalogue import Message, say
from publisher.model.nearest import nearest, use_one_of
from publisher.text.addresses import Address
from publisher.text.i18n import month_names

MAIL = re.compile(r"(?:mailto:)?([^@\s:]+@[^@\s]+\.[^@\s.,;]+)", re.IGNORECASE)
SCHEME = re.compile(r"(https?):/{0,2}", re.IGNORECASE)
MISTYPED = re.compile(r"h[tps]{2,6}:?/{1,3}(?=[\w-]+\.)", re.IGNORECASE)  # htps://, http//
NUMBER = re.compile(r"[+(]?\d[\d\s()-]*\d")
SITE = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-zåäö]{2,}(?::\d+)?([/?#].*)?", re.IGNORECASE)
TELEPHONE = re.compile(r"(?:tel:)?(?://)?\s*(\+?\d[\d\s()/-]{4,}\d)", re.IGNORECASE)
TIME = re.compile(r"(?:kl\.?|klockan|at)?\s*(\d{1,2})(?:[.:,h ]?(\d{2}))?\s*(?:h|tim|uhr)?", re.IGNORECASE)
NUMBERS = re.compile(r"(\d{1,4})[\s./-]+(\d{1,2})[\s./-]+(\d{1,4})")
IN_ORDER = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ,].*)?|(\d\d)-(\d\d)-(\d\d)")
FROM_TO = re.compile(r"(.*\d)\s*[-–]\s*(\d.*)")
TWELVE = re.compile(r"(\d{1,2})(?:[.:](\d\d))?\s*([ap])\.?m\.?", re.IGNORECASE)  # hours of half a day
IN_WORDS = re.compile(r"(?:[^\W\d_]+,?\s+)?(?:den\s+)?(\d{1,2})(?::e|\.|st|nd|rd|th)?\s+([^\W\d_]+)\.?,?\s+(\d{4})")
MONTHS_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
IN_MARKDOWN = re.compile(r"\[[^\]]*\]\(\s*(\S+?)\s*\)")
SEVERAL = re.compile(r"\s*(?:[,;/]|\b(?:eller|och|or|and)\b)\s*", re.IGNORECASE)
FILES = re.compile(r"\.(html?|md|pdf|docx?|xlsx?|jpe?g|png|svg|txt|ya?ml)$", re.IGNORECASE)  # no sites

ONE_BY_ONE = {"e-mail address": MAIL, "phone number": NUMBER}  # fields that hold one thing


def web_address(value: str) -> str | None:
    """The address with its beginning in small letters, or with one where it lacks it."""
    text = value.strip().strip("<>")
    text = text.rstrip(",;")
    if MAIL.fullmatch(text):
        return None
    if inner := IN_MARKDOWN.fullmatch(text):
        return web_address(inner[1])
    if re.search(r"\s", text):
        return web_address(re.sub(r"\s+", "%20", text)) if SCHEME.match(text) else None
    if scheme := SCHEME.match(text):
        rest = text[scheme.end() :]
        return f"{scheme[1].lower()}://{rest}" if SITE.fullmatch(rest) else None
    if mistyped := MISTYPED.match(text):
        return web_address(f"https://{text[mistyped.end() :]}")
    return f"https://{text}" if SITE.fullmatch(text) and not FILES.search(text.partition("/")[0]) else None


def link(value: str) -> str | None:
    """What a link in a text is written as: a web address, mailto: or tel:."""
    text = value.strip()
    if mail := MAIL.fullmatch(text):
        return f"mailto:{mail[1]}"
    if number := TELEPHONE.fullmatch(text):
        return Address.of_phone(number[1]).href
    return web_address(text.removeprefix("//"))


def date(value: str) -> str | None:
    """2027-07-05 of '5 juli 2027', '2027/07/05', '5/7 2027', 'July 5, 2027'."""
    text = value.strip()
    if in_order := IN_ORDER.fullmatch(text):  # with more behind it, without hyphens, or without the century
        year, month, day = (int(part) for part in in_order.groups() if part)
        return _iso(year + (2000 if year < 100 else 0), month, day)
    if numbers := NUMBERS.fullmatch(text):
        first, month, last = (int(part) for part in numbers.groups())
        year, day = (first, last) if first > 31 else (last, first)
        return _iso(year, month, day)
    for pattern, order in ((IN_WORDS, (3, 2, 1)), (MONTHS_FIRST, (3, 1, 2))):
        if match := pattern.fullmatch(text):
            written, name, number = (match[group] for group in order)
            return _iso(int(written), _month(name), int(number))
    return None


def _month(name: str) -> int:
    for language in ("sv", "en"):
        for number, month in enumerate(month_names(language), 1):
            if len(name) > 2 and month.casefold().startswith(name.casefold()):
                return number
    return 0


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat() if year > 31 else None
    except ValueError:
        return None


def no_such_date(value: str) -> Message | None:
    """The fault of a date that no calendar has: 2027-02-30."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value.strip())
    if not match:
        return None
    year, month, day = map(int, match.groups())
    if not 1 <= month <= 12 or not year:
        return say("datafiles:no-such-month", month=match[2], year=year) if year else None
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return None
    return say("datafiles:no-such-day", month=dt.date(year, month, 1), day=day, year=year, last=last)


def time(value: str) -> str | None:
    """13.30 of '1330', 'kl. 13:30', '13,30'."""
    match = TIME.fullmatch(value.strip()) or TWELVE.fullmatch(value.strip())
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match.re is TWELVE:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour:02}.{minute:02}" if hour < 24 and minute < 60 else None


def is_midnight(value: str) -> bool:
    """Whether it is 24.00, which clocks and calendars do not have."""
    return bool(re.fullmatch(r"(?:\d{4}-\d\d-\d\d )?24[.:]?00", value.strip()))


def id_of(value: str) -> str | None:
    """An id of some words: 'Min verkstad' -> min-verkstad."""
    text = value.strip().removesuffix(".yaml").removesuffix(".md")
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or None


def known_id(value: str, refers: str, data: Any) -> Message | None:
    """The fix for the name of a person, place or stream where the id is meant, in the list `refers` of a
    file's `data`."""
    listed = data.get(refers) if isinstance(data, Mapping) else None
    items = [item for item in listed or () if isinstance(item, Mapping) and isinstance(item.get("id"), str)]
    if not items:
        return None
    by_name = {str(item.get("name") or item.get("title") or ""): str(item["id"]) for item in items}
    if near := nearest(value, by_name):
        return say("model:only", near=by_name[near])
    return use_one_of(value, [str(item["id"]) for item in items])


def _several(kind: str, value: str) -> list[str]:
    """The things that stand where one is meant; none where it is one, or some of them are none."""
    pattern = ONE_BY_ONE.get(kind)
    parts = [one for one in SEVERAL.split(value.strip()) if one] if pattern else []
    return parts if pattern and len(parts) > 1 and all(map(pattern.fullmatch, parts)) else []


def written(kind: str, value: str, refers: str, data: Any) -> Message | None:
    """The fix for a value that is no valid `kind`. `refers`: the list of a file's `data` whose ids the field names."""
    text: str | None = None
    if kind == "web address":
        if MAIL.fullmatch(value.strip()):
            return say("datafiles:mail-is-no-web-address", mail=value.strip())
        text = web_address(value)
    elif parts := _several(kind, value):
        return say("datafiles:one-here", first=parts[0], others=parts[1:])
    elif kind == "e-mail address":
        alone = re.sub(r"\s*@\s*", "@", value.strip().strip("<>"))
        mail = MAIL.fullmatch(alone.rstrip(".,;")) or re.match(rf"{MAIL.pattern}(?=\s*[,;]|\s)", alone)
        text = mail[1] if mail else None
    elif kind == "phone number":
        digits = value.strip().replace("O", "0").replace("o", "0")
        text = digits if NUMBER.fullmatch(digits) else None
    elif kind == "date":
        text = date(value)
    elif kind == "time":
        if is_midnight(value):
            return say("datafiles:midnight")
        if (both := FROM_TO.fullmatch(value.strip())) and (start := time(both[1])) and (end := time(both[2])):
            return say("datafiles:time-from-to", start=start, end=end)
        text = time(value)
    elif kind == "id":
        if found := known_id(value, refers, data):
            return found
        text = id_of(value)
        return say("datafiles:write-id", id=text) if text else None
    return say("datafiles:write-this", text=text) if text else None
