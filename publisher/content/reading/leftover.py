"""Markup of other programs, which Markdown prints as it stands: found by line, with what to write here instead.

A backslash before a character says that it is meant (`\\~~`): it is then no markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning

ID = "content/leftover-markup"
MEANT = re.compile(r"\\([^\w\s])")
NO_MARKUP = "\ue000"  # stands for a character that is meant as it is
BOX = "write ::: note on a line of its own, the text below it, and a line of only ::: at the end"
HEADING = "write '## ' and the words, without asterisks"
ITEM = "begin each item with '- ' (hyphen, space)"
DOZENS = 6  # lines that end in two spaces: a habit of a program, and no verse


@dataclass(frozen=True)
class Leftover:
    """`what` it is, and the `fix` in terms of this toolkit."""

    pattern: re.Pattern[str]
    what: str
    fix: str


def _kind(pattern: str, what: str, fix: str) -> Leftover:
    return Leftover(re.compile(pattern), what, fix)


# On a line of Markdown.
KINDS = (
    _kind(r"==(?=\S)[^=]+(?<=\S)==", "highlighting", "remove the ==; for emphasis write **words**"),
    _kind(r"\^\[[^\]]+\]", "a note within the text", "write [^1] here, and below the text a line: [^1]: the note"),
    _kind(
        r"^\s{0,3}#.*\s\{[#.:][^}]*\}\s*$",
        "an id after a heading",
        "delete it; the id of a section is 'id:' at its top",
    ),
    _kind(r"\{\{[<%]?.*?[>%]?\}\}|\{%.*?%\}", "a command of another program", "delete it"),
    _kind(
        r"^\s*\\(newpage|pagebreak|clearpage|vspace|hspace|noindent|begin|end)\b.*",
        "a command of LaTeX",
        "delete the line: the layout breaks the pages",
    ),
    _kind(r"^\s*(!!!|\?\?\?\+?)\s+\w+.*", "a box of another program", BOX),
    _kind(r"^\s*>\s*\[!\w+\].*", "a box of another program", BOX),
    _kind(
        r"^\s*\[(TOC|\[_?toc_?\])\].*|^\s*\[\[_?TOC_?\]\]",
        "a table of contents",
        "delete it: the formats make their own",
    ),
    _kind(
        r"(?<![\w:]):[a-z][a-z0-9_+]{2,}:(?![\w:])", "a name for a picture character", "delete it, or write it in words"
    ),
    _kind(r"^\s*\+[-=]{2,}[-=+]*\+\s*$", "a line of a table", "write the table with | between its cells"),
    _kind(
        r"(?<!\!)\[[^\]\[]+\] \((https?://|mailto:|www\.)[^)]*\)",
        "a link with a space in it",
        "remove the space between ] and (",
    ),
    _kind(
        r"(?<![\w*])\*\* (?=[^\W\d_])[^*]+\*\*(?!\*)|(?<![\w*])\*\*[^*\s][^*]* \*\*(?!\*)",
        "bold with a space inside",
        "write **words** without spaces inside the asterisks",
    ),
    _kind(r"^\s{0,3}[-*](\*\*|__)(?=\w)[^*]*\*\*(?!\*)", "a list without a space", ITEM),
    _kind(r"^\s*[•●▪◦‣·]\s*\S|^\s*o\t\S|^\s*[–—]\t\S", "a list of another program", ITEM),
    _kind(
        r"^\s{0,3}#{1,6}[\u00a0\u2007\u202f]+\S",
        "a heading with a no-break space",
        "write an ordinary space after the #",
    ),
    _kind(r"^\s{0,3}#{2,6}(?=[^\s#])", "a heading without a space", "write a space after the #"),
    _kind(
        r"[a-zåäöéüæø]{2,}- (?!och\b|eller\b|and\b|or\b|samt\b|till\b|und\b|oder\b|og\b|ja\b|tai\b)[a-zåäöéüæø]{2,}",
        "a word split by the hyphen of a line's end",
        "write the word in one piece; where the hyphen belongs, remove the space",
    ),
)
# In a text of a YAML file, which has no markup at all.
IN_FIELDS = (
    _kind(r"</?[A-Za-z][\w-]*(\s[^<>]*)?/?>|&(amp|nbsp|lt|gt|quot|#\d+);", "raw HTML", "write plain words"),
    _kind(
        r"(?<![\w*])\*\*[^*]+\*\*|(?<!\w)__[^_]+__(?!\w)|~~[^~]+~~|==[^=]+==",
        "markup",
        "remove it: fields are plain words",
    ),
    _kind(r"\[[^\]]+\]\([^)]*\)", "a link of Markdown", "write the address in words, or put the text into a section"),
    _kind(
        r"(?<![\w:]):[a-z][a-z0-9_+]{2,}:(?![\w:])", "a name for a picture character", "delete it, or write it in words"
    ),
    _kind(r"\{\{.*?\}\}|\{%.*?%\}", "a command of another program", "delete it"),
)
DEFINITION = re.compile(r"^:\s+\S")
BOLD_LINE = re.compile(r"^\*\*(?P<words>[^*]{2,80}?)[^\w*.!?…”\"):]*\*\*\s*$")
TABBED = re.compile(r"^[^\t]*\S\t+\S")
LETTERED = re.compile(r"^\s*[a-h][.)]\s+\S")
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+\S|^\s*[a-h][.)]\s+\S")


def leftover_markup(text: str, file: str, first_line: int) -> Iterator[Finding]:
    """A finding for each line of Markdown with markup that would be printed."""
    lines = [MEANT.sub(NO_MARKUP, line) for line in text.splitlines()]
    for index, line in enumerate(lines):
        place = Place(file, index + first_line)
        if kind := _by_pattern(line, KINDS) or _by_neighbours(lines, index):
            yield _finding(kind, line, place)
    spaced = [index for index, line in enumerate(lines) if re.search(r"\S {2,}$", line)]
    if len(spaced) >= DOZENS:
        message = f"{len(spaced)} lines end with two spaces, and each would become a line break"
        yield Finding(
            ID,
            Severity.ERROR,
            message,
            "delete the spaces at the ends of the lines",
            Place(file, spaced[0] + first_line),
        )


def leftover_in_field(text: str, place: Place) -> Finding | None:
    """The finding for a text of a YAML file; None where it has no markup."""
    kind = _by_pattern(text, IN_FIELDS)
    return _finding(kind, text, place) if kind else None


def _by_pattern(line: str, kinds: tuple[Leftover, ...]) -> Leftover | None:
    return next((kind for kind in kinds if kind.pattern.search(line)), None)


def _by_neighbours(lines: list[str], index: int) -> Leftover | None:
    """What only the lines around it show."""
    line = lines[index]
    above = lines[index - 1] if index else ""
    below = lines[index + 1] if index + 1 < len(lines) else ""
    if DEFINITION.match(line) and above.strip() and "|" not in above:
        return Leftover(DEFINITION, "a definition list", "write '- **Term**: what it means', each on a line of its own")
    if (
        BOLD_LINE.match(line)
        and not above.strip()
        and not below.strip()
        and any(one.strip() for one in lines[index + 1 :])
    ):
        return Leftover(BOLD_LINE, "a line in bold where a heading is meant", HEADING)
    if (
        TABBED.match(line)
        and not NUMBERED.match(line)
        and (TABBED.match(below) or TABBED.match(above))
        and "|" not in line
    ):
        return Leftover(
            TABBED, "a row of a table with tabs", "write | between the cells, and |---|---| below the first row"
        )
    if LETTERED.match(line) and NUMBERED.match(above):
        return Leftover(LETTERED, "a list with letters", "begin each item with a number: 1. 2. 3.")
    return None


def _finding(kind: Leftover, line: str, place: Place) -> Finding:
    found = kind.pattern.search(line)
    shown = beginning((found[0] if found else line).replace(NO_MARKUP, "\\").strip(), 40)
    return Finding(ID, Severity.ERROR, f"'{shown}' is {kind.what}, and would be printed as it stands", kind.fix, place)
