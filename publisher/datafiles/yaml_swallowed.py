"""What YAML took for markup and the writer may have meant as text: the characters of the file that are in no value.

Every character of the file is in a name or value, or is markup of this list: white space, the `-` `:` `?` `,` and
brackets between values, quotation marks around a text and `''` in it, the `|` or `>` before a text of several lines,
`---` and `...` around a document, `%YAML` before it, the kind of a value (`!!int`), and comments: on their own lines,
or two spaces after a value. Whatever else goes is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.model.catalogue import Message, say
from publisher.model.graphemes import beginning

BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
MARKUP = re.compile(r"[\s\0:?,\[\]{}-]*|\s*(---|\.\.\.)[\s\0:?,\[\]{}-]*|%.*|\ufeff?")
KIND_OF_VALUE = re.compile(r"!!(str|int|float|bool|null|timestamp|seq|map)\b")
COMMENT = re.compile(r"(?:(?<=\s)|^)#.*$")
# After a backslash, these become something else between "quotation marks"; \n is a line's end, which may be meant.
ESCAPES = re.compile(r"(?<!\\)(?:\\\\)*\\(?P<letter>[abtvfre0_NLP ])")
DRIVE = re.compile(r"(?<![\w])[A-Za-z]:\\(?!\\)\S*")
# A field that was switched off, or words after a space.
OFF = re.compile(r"#\s*(-\s+)?[\w-]+:(\s|$)|#\s*-\s|#[\s#!:]|#$")


@dataclass(frozen=True)
class Swallowed:
    """What is lost on a line, and the fix."""

    line: int  # from 0
    id: str
    message: Message
    fix: Message


def swallowed(text: str, scalars: Sequence[Any]) -> Iterator[Swallowed]:
    """What stands in the file and in no name or value; `scalars` are those that the parser found, in their order."""
    lines = BREAK.split(text)
    left = [list(line) for line in lines]
    for scalar in scalars:
        yield from _inside(scalar, lines)
        for number, start, end in _span(scalar, lines):
            left[number][start:end] = "\0" * (end - start)
    hides = {scalar.start_mark.line for scalar in scalars if not scalar.value and not scalar.style}
    plain = {scalar.end_mark.line: scalar for scalar in scalars if scalar.value and not scalar.style}
    for number, chars in enumerate(left):
        rest = KIND_OF_VALUE.sub("", "".join(chars))
        if comment := COMMENT.search(rest):
            before = rest[: comment.start()]
            if (number in hides and _too_close(before, comment[0])) or _goes_on(lines, number, plain):
                yield _comment(number, lines, comment[0])
            rest = before
        if not MARKUP.fullmatch(rest):
            shown = beginning(" ".join(rest.replace("\0", " ").split()), 40)
            yield Swallowed(
                number,
                "content/swallowed",
                say("datafiles:swallowed", shown=shown),
                say("datafiles:put-quotation-marks"),
            )


def _span(scalar: Any, lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """(line, from, to) of each stretch of the file that a name or value is written in."""
    first, last = scalar.start_mark, scalar.end_mark
    for number in range(first.line, min(last.line, len(lines) - 1) + 1):
        start = first.column if number == first.line else 0
        end = last.column if number == last.line else len(lines[number])
        if scalar.style in ("|", ">") and number == first.line:
            end = start + len(lines[number][start:]) - len(lines[number][start:].lstrip("|>+-0123456789"))
        elif scalar.style in ("|", ">") and _is_after(scalar, lines, number):
            continue
        if start < end:
            yield number, start, end


def _is_after(block: Any, lines: Sequence[str], number: int) -> bool:
    """Whether a line is a comment below a text of several lines: it is indented less than the text's first line."""
    body = range(block.start_mark.line + 1, len(lines))
    first = next((lines[at] for at in body if lines[at].strip()), "")
    line = lines[number]
    return line.lstrip().startswith("#") and _indent(line) < _indent(first)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _inside(scalar: Any, lines: Sequence[str]) -> Iterator[Swallowed]:
    """Backslashes in a text between "quotation marks"."""
    if scalar.style != '"':
        return
    for number, start, end in _span(scalar, lines):
        written = lines[number][start:end]
        if found := DRIVE.search(written) or ESCAPES.search(written):
            shown = beginning(found[0], 40)
            message = say("datafiles:backslash-swallowed", shown=shown)
            yield Swallowed(number, "content/swallowed", message, say("datafiles:double-the-backslash"))


def _too_close(before: str, comment: str) -> bool:
    """Whether a comment where a value is missing is most likely the value: `title: #framåt`, `- # 1 i Sverige`."""
    space = len(before) - len(before.rstrip(" "))
    return before.strip(" \0") in (":", "-", "- :") and (space < 2 or not comment.startswith("# "))


def _goes_on(lines: Sequence[str], number: int, plain: dict[int, Any]) -> bool:
    """Whether a line that begins with # goes on with the text above it, as a hashtag does: it is indented further than
    the name of that text, and no space follows the #."""
    line, above = lines[number], plain.get(number - 1)
    if above is None or OFF.match(line.lstrip()) or not line.lstrip().startswith("#"):
        return False
    return _indent(line) > _indent(lines[above.start_mark.line])


def _comment(number: int, lines: Sequence[str], comment: str) -> Swallowed:
    before, said = lines[number][: -len(comment)].strip(), comment.strip()
    mark = "'" if '"' in said else '"'
    line = f"{before} {mark}{said}{mark}".strip()
    message = say("datafiles:comment-for-text", shown=beginning(said, 40))
    return Swallowed(number, "content/yaml-remark", message, say("datafiles:quote-the-comment", line=line))
