"""What a person most likely did where a file cannot be read as YAML: the line to correct, and how."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publisher.model.catalogue import Message, say

NO_BREAK = re.compile("[\u00a0\u2007\u202f\u3000]")
FIELD = re.compile(r"(?P<before>\s*(?:- )?(?P<name>[\w-]+):)\s+(?P<value>\S.*?)\s*$")
QUOTES = "\"'”“„»«’‘"
BEGINS_OTHERWISE = re.compile(r"\s*(- )?[\w-]+:\s+([@`%*&!,]|[?-]\s|\[.*\]\s*\S|[>|]\s*[^\s+-])")
AFTER_QUOTES = re.compile(r"""\s*(- )?[\w-]+:\s+(".*"|'.*')\s*[^\s#]""")
EQUALS = re.compile(r"\s*(?P<name>[\w-]+)\s*=\s*(?P<value>\S.*?)\s*$")
NO_COLON = re.compile(r"(?P<before>\s*(?:- )?[\w-]+)\s*[;：]\s*(?P<value>\S.*?)\s*$")
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: .*)?")  # what git leaves where two people changed the same lines
NO_HYPHEN = re.compile(r"(?P<space>\s*)[–—−•*·]\s*(?P<item>\S.*?)\s*$")  # before an item of a list
TIGHT_HYPHEN = re.compile(r"(?P<space>\s*)-(?P<item>[^\W\d][\w-]*:\s.*?)\s*$")
NO_REMARK = re.compile(r"\s*(?://+|<!--|--+\s|;)\s*(?P<words>\S.*?)\s*(?:-->)?\s*$")


def likely_fault(
    lines: Sequence[str], number: int, problem: str, opened: int, mains: Mapping[str, str]
) -> tuple[int, Message]:
    """(line, fix), judged by the line that was refused and those above it. `opened` is the line where a bracket or
    quotation mark began. `mains`: what is often written as one value, and the field of it that is meant, though lines
    below it belong to it, too: "phone", "number". Lines count from 0."""
    if conflict := next((n for n, line in enumerate(lines) if CONFLICT.fullmatch(line)), None):
        return conflict, say("datafiles:merge-conflict")
    near = range(max(0, number - 1), number + 1)
    for n in near:
        line = lines[n]
        if miswritten := _miswritten(lines, n):
            return n, miswritten
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation:
            return n, say("datafiles:indent-spaces-not-tab-key")
        if NO_BREAK.search(indentation) or re.match(r"\s*(- )?[\w-]+:[\u00a0\u2007\u202f\u3000]", line):
            return n, say("datafiles:no-break-space", line=NO_BREAK.sub(" ", line).rstrip())
        if re.match(r"""\s*[\w-]+:[^\s/]""", line):
            return n, say("datafiles:write-space-after-colon")
        if equals := EQUALS.fullmatch(line):
            return n, say("datafiles:colon-for-equals", line=f"{equals['name']}: {equals['value']}")
        if AFTER_QUOTES.match(line) or BEGINS_OTHERWISE.match(line):
            return n, say("datafiles:quote-text", line=quoted(line))
    unclosed = [n for n in range(number + 1) if lines[n].count('"') % 2 or re.search(r":\s+'[^']*$", lines[n])]
    if unclosed:
        return unclosed[0], say("datafiles:close-quotation-mark-opened-here")
    if "flow" in problem:
        return opened, say("datafiles:close-bracket-opened-here-put-text")
    if found := _indentation(lines, number, mains):
        return found
    if (further := _goes_on(lines, number)) is not None:
        line = lines[further]
        return further, say("datafiles:text-goes-on", line=f"{' ' * (_spaces(line) + 2)}{line.strip()}")
    if "mapping values are not allowed" in problem:
        return number, say("datafiles:colon-in-text", line=quoted(lines[number]))
    if "special characters" in problem or "control characters" in problem:
        return number, say("datafiles:delete-line-type-again-has-invisible")
    return number, say("datafiles:compare-this-line-one-above-field")


def _miswritten(lines: Sequence[str], n: int) -> Message | None:
    """The fix for a line that has another character where a colon, hyphen or # is meant."""
    line = lines[n]
    if remark := NO_REMARK.fullmatch(line):
        return say("datafiles:remark-with-hash", line=f"# {remark['words']}")
    if no_colon := NO_COLON.fullmatch(line):
        return say("datafiles:colon-for-other", line=f"{no_colon['before']}: {no_colon['value']}")
    item = NO_HYPHEN.fullmatch(line) or TIGHT_HYPHEN.fullmatch(line)
    if item and (line.lstrip()[0] != "*" or line.lstrip().startswith("* ")):
        return say("datafiles:begin-item-with-hyphen", line=f"{item['space']}- {item['item']}")
    above = lines[n - 1] if n else ""
    beside = _spaces(above) == _spaces(line) and above.lstrip().startswith("- ")
    if beside and FIELD.match(line) and not line.lstrip().startswith("- "):
        return say("datafiles:begin-item-with-hyphen", line=f"{' ' * _spaces(line)}- {line.strip()}")
    return None


def quoted(line: str) -> str:
    """The line with its value in quotation marks: `title: "Borlänge: en stad"`."""
    field = FIELD.match(line)
    if not field:
        return 'title: "Borlänge: en stad"'
    value = field["value"].strip(QUOTES) if field["value"][0] in QUOTES[2:] else field["value"]
    mark = "'" if '"' in value else '"'
    value = value.replace("'", "''") if mark == "'" else value
    return f"{field['before'].strip()} {mark}{value}{mark}"


def _indentation(lines: Sequence[str], number: int, mains: Mapping[str, str]) -> tuple[int, Message] | None:
    """A line that is not indented as those it stands among."""
    written = [n for n in range(number + 1) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    if len(written) < 2 or written[-1] != number:
        return None
    here, above = _spaces(lines[number]), _spaces(lines[written[-2]])
    open_levels = _levels(lines, written[:-1], lines[number])
    field = FIELD.match(lines[written[-2]])
    if here > above and field and not field["value"].startswith(("|", ">")):
        further = [n for n in written[:-2] if lines[n].strip()]
        before = _spaces(lines[further[-1]]) if further else above
        if above not in (before, here) and here in _levels(lines, further, lines[written[-2]]) and above < here:
            return written[-2], say("datafiles:indent-by", count=here)
        if name := mains.get(field["name"]):
            return written[-2], say(
                "datafiles:value-of-its-own", field=field["name"], line=f"{' ' * here}{name}: {field['value']}"
            )
        if ": " not in lines[number]:
            return None
        if FIELD.match(lines[number]) and not _is_text(lines[number], lines[written[-2]]):
            return number, say("datafiles:indent-by", count=above)
    if here not in open_levels and here < above:
        return number, say("datafiles:indent-by", count=min(open_levels, key=lambda level: (abs(level - here), -level)))
    return None


def _goes_on(lines: Sequence[str], number: int) -> int | None:
    """The line of words alone that goes on with the text of the field above, and is not indented."""
    for n in (number, number - 1):
        above = FIELD.match(lines[n - 1]) if 0 < n < len(lines) else None
        words = lines[n].strip() if above else ""
        if above and re.match(r"[^\W\d_]\S*\s", words) and not re.search(r":(\s|$)", words):
            return n if _spaces(lines[n]) <= _spaces(lines[n - 1]) else None
    return None


def _is_text(line: str, above: str) -> bool:
    """Whether the line goes on with the text above, and has a colon in it."""
    return not re.match(r"\s*(- )?[\w-]+:\s", line)


def _levels(lines: Sequence[str], written: Sequence[int], line: str) -> list[int]:
    """How far `line` may be indented to go on with one of the groups above it, outwards."""
    is_item = line.lstrip().startswith("- ")
    levels: list[int] = []
    for n in reversed(written):
        spaces = _spaces(lines[n])
        if levels and spaces >= levels[-1]:
            continue
        if is_item and not lines[n].lstrip().startswith("- ") and n != written[-1]:
            continue  # the list of this field has begun further in
        if lines[n].lstrip().startswith("- ") and not is_item:
            levels.append(spaces + 2)
            if spaces == 0:
                break
        else:
            levels.append(spaces)
    return levels


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
