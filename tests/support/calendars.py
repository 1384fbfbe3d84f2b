"""Calendar files read by ical.js, the reader of Thunderbird, and their lines held against RFC 5545 one by one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support import tools

SCRIPT = Path(__file__).with_name("calendars.mjs")
LINE = re.compile(r'[A-Z0-9-]+(?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*:[^\x00-\x08\x0b-\x1f\x7f]*')
# What an entry must have, and have once (RFC 5545, 3.6.1).
ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "TRANSP", "LAST-MODIFIED")


def read(path: Path) -> Any:
    """{properties, entries: [{start, end, properties}]} as ical.js understands the file."""
    tools.file(tools.NODE_MODULES / "ical.js" / "dist" / "ical.js", tools.NODE_ADVICE)
    node = tools.program("node", "Install Node (Debian: nodejs).")
    answer = tools.run([node, SCRIPT, path])
    assert answer.returncode == 0, f"ical.js does not read {path.name}:\n{answer.stderr}"
    return json.loads(answer.stdout)[0]


def faults(data: bytes) -> list[str]:
    """What is wrong with a file by the letter of RFC 5545."""
    return list(_faults(data))


def _faults(data: bytes) -> Iterator[str]:
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        yield "a line does not end in CRLF"
        return
    yield from (f"more than 75 octets: {line!r}" for line in data.split(b"\r\n") if len(line) > 75)
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    yield from (f"no content line: {line}" for line in lines if not LINE.fullmatch(line))
    if lines[0] != "BEGIN:VCALENDAR" or lines[-1] != "END:VCALENDAR":
        yield "the file is not one calendar"
    zones = {line.removeprefix("TZID:") for line in lines if line.startswith("TZID:")}
    named = set(re.findall(r";TZID=([^;:]+)", "\n".join(lines)))
    yield from (f"the time zone {zone} is not in the file" for zone in named - zones)
    yield from (f"the time zone {zone} is not used" for zone in zones - named)
    yield from _nesting(lines)


def _nesting(lines: list[str]) -> Iterator[str]:
    open_parts: list[tuple[str, Counter[str]]] = []
    for line in lines:
        name, value = re.split("[;:]", line)[0], line.partition(":")[2]
        if name == "BEGIN":
            open_parts.append((value, Counter()))
        elif name == "END":
            kind, counted = open_parts.pop()
            if kind != value:
                yield f"{kind} ends as {value}"
            must = {"VEVENT": ONCE, "VCALENDAR": ("PRODID", "VERSION"), "VTIMEZONE": ("TZID",)}.get(kind, ())
            yield from (f"{kind} has {counted[one]} {one}" for one in must if counted[one] != 1)
        else:
            open_parts[-1][1][name] += 1
            if name in ("URL", "SOURCE", "CONFERENCE") and not value.isascii():
                yield f"no address in ASCII: {line}"
    yield from (f"{kind} does not end" for kind, _ in open_parts)
