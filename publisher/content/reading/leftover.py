"""Markup of other programs, which Markdown prints as text: found by line, with what to write instead.

A backslash before a character says that it is meant (`\\~~`): it is then no markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning

ID = "content/leftover-markup"
MEANT = re.compile(r"\\([^\w\s])")
NO_MARKUP = "\ue000"  # stands for what is right as it is
EMPHASIS = re.compile(r"(?<![^\W_])(?<!\*)(\*{1,3})(?=[^\s*])[^*]*(?<=[^\s*])\1(?![^\W_]|\*)")
BOX = "content:write-note-line-own-text-below"
HEADING = "content:write-words-without-asterisks"
ITEM = "content:begin-each-item"
DOZENS = 6  # lines that end in two spaces: a habit of a program, and no verse


@dataclass(frozen=True)
class Leftover:
    """`what` it is, and the `fix` in terms of this toolkit: ids of the catalogue."""

    pattern: re.Pattern[str]
    what: str
    fix: str
    around_emphasis: bool = False  # looked for beside what is right emphasis: **Obs:** two words **nu**

    def search(self, line: str) -> re.Match[str] | None:
        return self.pattern.search(EMPHASIS.sub(NO_MARKUP, line) if self.around_emphasis else line)


def _kind(pattern: str, what: str, fix: str, *, around_emphasis: bool = False) -> Leftover:
    return Leftover(re.compile(pattern), what, fix, around_emphasis)


# On a line of Markdown.
KINDS = (
    _kind(r"==(?=\S)[^=]+(?<=\S)==", "content:highlighting", "content:remove-emphasis-write-words"),
    _kind(r"\^\[[^\]]+\]", "content:note-within-text", "content:write-1-here-below-text-line"),
    _kind(
        r"^\s{0,3}#.*\s\{([#.:][^}]*|-)\}\s*$|\s\{#[\w.:-]+\}\s*$",
        "content:id-after-heading",
        "content:delete-id-section-id-top",
    ),
    _kind(r"\{\{[<%]?.*?[>%]?\}\}|\{%.*?%\}|<%.*?%>", "content:command-another-program", "content:delete"),
    _kind(
        r"^\s*\\(newpage|pagebreak|clearpage|vspace|hspace|noindent|begin|end)\b.*",
        "content:command-latex",
        "content:delete-line-layout-breaks-pages",
    ),
    _kind(r"^\s*(!!!|\?\?\?\+?)\s+\w+.*", "content:box-another-program", BOX),
    _kind(r"^\s*>\s*\[!\w+\].*", "content:box-another-program", BOX),
    _kind(
        r"^\s*\[(TOC|\[_?toc_?\])\].*|^\s*\[\[_?TOC_?\]\]",
        "content:table-contents",
        "content:delete-formats-make-their-own",
    ),
    _kind(r"(?<![\w:]):[a-z][a-z0-9_+]{2,}:(?![\w:])", "content:name-picture-character", "content:delete-write-words"),
    _kind(r"^\s*\+[-=]{2,}[-=+]*\+\s*$", "content:line-table", "content:write-table-between-cells"),
    _kind(r"^\s{0,3}::\s*(pledges|facts|note)\s*$", "content:box-of-two-colons", "content:write-three-colons"),
    _kind(
        r"\([^()]+\)\[(https?://|mailto:|www\.)[^\]]*\]",
        "content:link-turned-round",
        "content:words-in-brackets-first",
    ),
    _kind(
        r"(?<!\!)\[[^\]\[]+\] \((https?://|mailto:|www\.)[^)]*\)",
        "content:link-space",
        "content:remove-space-between",
    ),
    _kind(
        r"(?<![\w*])\*{2,3} (?=[^\W\d_])[^*]+\*{2,3}(?!\*)|(?<![\w*])\*{2,3}[^*\s][^*]* \*{2,3}(?!\*)",
        "content:bold-space-inside",
        "content:write-words-without-spaces-inside-asterisks",
        around_emphasis=True,
    ),
    _kind(
        r"(?<![\w*])(\*{1,3})[^*\s][^*]*[^\w\s*]\1(?=[^\W_])|(?<=[^\W_])(\*{1,3})[(\[\x22'“”„«»][^*]*[^*\s]\2(?![\w*])",
        "content:emphasis-without-space",
        "content:write-space-beside-asterisks",
        around_emphasis=True,
    ),
    _kind(r"!\[(?!\^)[^\]\[]+\](?![\[(:])", "content:picture-without-file", "content:write-picture-with-file"),
    _kind(r"(?<=\))\{[^}]*\b(?:width|height|align|scale)\b[^}]*\}", "content:size-of-picture", "content:delete"),
    _kind(r"(?<!\!)\[[^\]\[]+\]\{[^\W\d]+\}", "content:class-of-another-program", "content:delete-braces"),
    _kind(r"^(?:\s*[-*+])?\s*\[\]\s+\S.*|^\s*\[[ xX]\]\s+\S.*", "content:box-to-tick", "content:write-box-to-tick"),
    _kind(r"\$\$[^$]+\$\$|\$[^$\s]*[\\^_{][^$]*\$", "content:formula", "content:write-formula-in-words"),
    _kind(r"^\+\+\+\s*$", "content:command-another-program", "content:delete"),
    _kind(r"^\s{0,3}[-*](\*\*|__)(?=\w)[^*]*\*\*(?!\*)", "content:list-without-space", ITEM),
    _kind(r"^\s*[•●▪◦‣·]\s*\S|^\s*o\t\S|^\s*[–—]\t\S", "content:list-another-program", ITEM),
    _kind(
        r"^\s{0,3}#{1,6}[\u00a0\u2007\u202f]+\S",
        "content:heading-no-break-space",
        "content:write-ordinary-space-after",
    ),
    _kind(r"^\s{0,3}#{2,6}(?=[^\s#])", "content:heading-without-space", "content:write-space-after"),
    _kind(
        r"[a-zåäöéüæø]{2,}- (?!och\b|eller\b|and\b|or\b|samt\b|till\b|und\b|oder\b|og\b|ja\b|tai\b)[a-zåäöéüæø]{2,}",
        "content:word-split-hyphen-line-end",
        "content:write-word-one-piece-where-hyphen",
    ),
    # Wikis, AsciiDoc, reStructuredText, Obsidian, WordPress, kramdown, LaTeX.
    _kind(r"^\s*={2,6}\s+\S.*", "content:heading-of-wiki", "content:write-heading-with-number-signs"),
    _kind(
        r"'{2,5}(?=[^\s'])[^']+(?<=[^\s'])'{2,5}", "content:emphasis-of-wiki", "content:write-asterisks-for-apostrophes"
    ),
    _kind(r"!?\[\[(?!_?TOC)[^\[\]]+\]\]", "content:link-of-wiki", "content:write-link-of-markdown"),
    _kind(
        r"(?<!\])\[https?://[^\s\]]+\s+[^\]]+\](?!\()|\blink:\S+\[[^\]]*\]|\bimage::?\S+\[[^\]]*\]|`[^`<]+<https?://[^>]+>`_+",
        "content:link-of-another-program",
        "content:write-link-of-markdown",
    ),
    _kind(r"^\{\||^\|\}|^\|===", "content:table-of-wiki", "content:write-table-between-cells"),
    _kind(r"^\s*\[(NOTE|TIP|WARNING|IMPORTANT|CAUTION)\]\s*$", "content:box-another-program", BOX),
    _kind(
        r"^\.\.\s+[\w-]+::.*|(?<!\w):[a-z-]+:`[^`]*`",
        "content:command-another-program",
        "content:delete-or-write-words",
    ),
    _kind(r"%%[^%]+%%|^//\s.*", "content:remark-of-another-program", "content:delete"),
    _kind(
        r"\[(caption|gallery|embed|video|audio|playlist|contact-form\S*)\s+[\w-]+=[^\]]*\]|\[/(caption|embed|video|audio)\]",
        "content:command-another-program",
        "content:delete-or-write-words",
    ),
    _kind(r"\{:\s*[.#][^}]*\}", "content:class-of-another-program", "content:delete"),
    _kind(
        r"\\(textbf|textit|emph|section\*?|subsection\*?|cite|ref|footnote|item|url|href)\{[^}]*\}?",
        "content:command-latex",
        "content:delete-or-write-words",
    ),
)
# In a running text of a YAML file, beside those of Markdown: it is one paragraph.
IN_RUNNING_TEXT = (
    _kind(r"(?m)^\s*#{1,6}\s+\S", "content:heading-in-field", "content:field-is-one-paragraph"),
    _kind(
        r"(?m)^\s*([-*+]\s+\S.*\n\s*[-*+]\s+\S|1[.)]\s+\S.*\n\s*2[.)]\s)",
        "content:list-in-field",
        "content:field-is-one-paragraph",
    ),
)
# In a name, title or address of a YAML file, which has no markup at all.
IN_FIELDS = (
    _kind(
        r"</?[A-Za-z][\w-]*(\s[^<>]*)?/?>|&(amp|nbsp|lt|gt|quot|#\d+);", "content:raw-html", "content:write-plain-words"
    ),
    _kind(
        r"(?<![\w*])\*\*[^*]+\*\*|(?<!\w)__[^_]+__(?!\w)|~~[^~]+~~|==[^=]+==",
        "content:markup",
        "content:remove-fields-are-plain-words",
    ),
    _kind(r"\[[^\]]+\]\([^)]*\)", "content:link-markdown", "content:write-address-words-put-text-into"),
    _kind(r"(?<![\w:]):[a-z][a-z0-9_+]{2,}:(?![\w:])", "content:name-picture-character", "content:delete-write-words"),
    _kind(r"\{\{.*?\}\}|\{%.*?%\}", "content:command-another-program", "content:delete"),
)
OPEN_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\W_])(?:(?!\*\*).)*$")  # whose second pair of asterisks is missing
BOLD_LINE = re.compile(r"^(\*\*|__)(?P<words>[^*_]{2,80}?)[^\w*.!?…”\"):]*\1\s*$")
TABBED = re.compile(r"^[^\t]*\S\t+\S.*")
LETTERED = re.compile(r"^\s*[a-h][.)]\s+\S.*")
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+\S|^\s*[a-h][.)]\s+\S")
CLOSE = re.compile(r"^\s{0,3}\d{1,2}[.)](?=[^\W\d_]).*|^\s{0,3}\((?:\d{1,2}|[a-h])\)\s*\S.*")  # 1.Ett, (1) Ett
TICKED = re.compile(r"^\s{0,3}[☐☑☒]\s+\S.*")
ROUND = re.compile(r"^\s{0,3}o\s+\S.*")  # the ring before an item, copied as a letter
HASH = re.compile(r"^\s{0,3}#[^\W\d_]\S*\s+\S.*")  # several words: no hashtag
PIPED = re.compile(r"^[^|\s][^|]*(\|[^|]+)+$")
BELOW_BOX = re.compile(r">[ \t]?| {4}(?=\S)")  # of a line in a box of another program
BELOW_HEAD = re.compile(r"^[\s|:-]*-[\s|:-]*$")
BRACKETED = re.compile(r"^\s{0,3}\[(?P<number>\d{1,3})\]\s+\S.*")
# What is no accident where the line above or below is the same.
REPEATED = (
    (TICKED, "content:box-to-tick", "content:write-box-to-tick"),
    (CLOSE, "content:list-without-space", "content:begin-each-item-number-1-2"),
    (ROUND, "content:list-another-program", ITEM),
)


def leftover_markup(text: str, file: str, first_line: int) -> Iterator[Finding]:
    """A finding for each line of Markdown with markup that would be printed."""
    lines = [MEANT.sub(NO_MARKUP, line) for line in text.splitlines()]
    for index, line in enumerate(lines):
        place = Place(file, index + first_line)
        if kind := _by_pattern(line, KINDS) or _by_neighbours(lines, index):
            yield _finding(kind, line, place)
    spaced = [index for index, line in enumerate(lines) if re.search(r"\S {2,}$", line)]
    if len(spaced) >= DOZENS:
        message = say("content:lines-end-two-spaces-each-would", count=len(spaced))
        yield Finding(
            ID,
            Severity.ERROR,
            message,
            say("content:delete-spaces-ends-lines"),
            Place(file, spaced[0] + first_line),
        )


def leftover_in_field(text: str, place: Place, *, running: bool) -> Finding | None:
    """The finding for a text of a YAML file; None where it has no markup. `running`: it may have short Markdown."""
    text = MEANT.sub(NO_MARKUP, text) if running else text
    kind = _by_pattern(text, (*KINDS, *IN_RUNNING_TEXT) if running else IN_FIELDS)
    return _finding(kind, text, place) if kind else None


def _by_pattern(line: str, kinds: tuple[Leftover, ...]) -> Leftover | None:
    return next((kind for kind in kinds if kind.search(line)), None)


def _by_neighbours(lines: list[str], index: int) -> Leftover | None:
    """What only the lines around it show."""
    line = lines[index]
    above = lines[index - 1] if index else ""
    below = lines[index + 1] if index + 1 < len(lines) else ""
    if (
        BOLD_LINE.match(line)
        and not above.strip()
        and not below.strip()
        and any(one.strip() for one in lines[index + 1 :])
    ):
        return Leftover(BOLD_LINE, "content:line-bold-where-heading-meant", HEADING)
    if (
        TABBED.match(line)
        and not NUMBERED.match(line)
        and (TABBED.match(below) or TABBED.match(above))
        and "|" not in line
    ):
        return Leftover(TABBED, "content:row-table-tabs", "content:write-between-cells-below-first-row")
    if OPEN_BOLD.search(line) and _paragraph(lines, index).count("**") % 2:
        return Leftover(OPEN_BOLD, "content:bold-not-closed", "content:close-the-bold")
    if LETTERED.match(line) and NUMBERED.match(above):
        return Leftover(LETTERED, "content:list-letters", "content:begin-each-item-number-1-2")
    for pattern, what, fix in REPEATED:
        if pattern.match(line) and (pattern.match(above) or pattern.match(below)):
            return Leftover(pattern, what, fix)
    if HASH.match(line) and not above.strip() and not below.strip():
        return Leftover(HASH, "content:heading-without-space", "content:write-space-after")
    if PIPED.match(line) and _has_twin_row(lines, index):
        return Leftover(PIPED, "content:row-of-table", "content:write-between-cells-below-first-row")
    note = BRACKETED.match(line)
    if note and any(re.search(rf"\S\[{note['number']}\]", other) for other in lines):
        return Leftover(BRACKETED, "content:note-of-another-program", "content:write-note-of-markdown")
    return None


def _paragraph(lines: list[str], index: int) -> str:
    """The lines around one, up to the blank ones."""
    start = end = index
    while start and lines[start - 1].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return "\n".join(lines[start:end])


def _has_twin_row(lines: list[str], index: int) -> bool:
    """Whether a line beside it has as many | as this one, none ends a sentence, and no line of hyphens makes a table of
    them."""
    start = end = index
    while start and lines[start - 1].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    if any((BELOW_HEAD.match(line) and "|" in line) or line.rstrip().endswith(".") for line in lines[start:end]):
        return False
    beside = [lines[at] for at in (index - 1, index + 1) if start <= at < end]
    return any(PIPED.match(line) and line.count("|") == lines[index].count("|") for line in beside)


def _finding(kind: Leftover, line: str, place: Place) -> Finding:
    found = kind.search(line)
    shown = beginning((found[0] if found else line).replace(NO_MARKUP, "\\").strip(), 40)
    message = say("content:would-printed-stands", shown=shown, what=say(kind.what))
    return Finding(ID, Severity.ERROR, message, say(kind.fix), place)
