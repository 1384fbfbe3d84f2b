"""Notes: `[^1]` in the text and `[^1]: what it says` below it. They are set at the end of their section, from 1."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from markdown_it.token import Token

from publisher.content.reading.markdown_checks import Checker, plain
from publisher.content.reading.token_pairs import pairs
from publisher.model.blocks import Note
from publisher.model.catalogue import say
from publisher.model.findings import Place

# A mark with a space in it, or with nothing, is set as it stands.
NO_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]*\s[^\]]*)?\]")
PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def arrange_notes(tokens: Sequence[Token], section: str, checker: Checker) -> list[Token]:
    """`tokens` with numbers for the marks, and with the notes at the end; their ids hold that of the `section`."""
    text, notes = _apart(tokens, checker)
    numbers = _number(text, notes, section, checker)
    for label, note in notes.items():
        line = checker.line_of(note)
        if label not in numbers:
            fix = say("content:write-after-word-note-belongs-delete", label=label)
            checker.find(
                "content/note-unused", say("content:nothing-refers-note-so-would-lost", label=label), fix, line
            )
        if any(child.type == "footnote_ref" for child in note.children or ()):
            fix = say("content:merge-two-notes-refer-both-text")
            checker.find("content/note-place", say("content:note-refers-note"), fix, line)
    if not numbers.keys() & notes.keys():
        return text
    # The heading distinguishes the notes of one section from those of another; the role names them in any language.
    name = plain(text[1]) if text[0].type == "heading_open" else ""
    arranged = [*text, Token("notes_open", "section", 1, content=name)]
    for label, number in numbers.items():
        if label in notes:
            arranged.append(_note(notes[label], f"{section}-{number}", number, checker))
    return [*arranged, Token("notes_close", "section", -1)]


def _apart(tokens: Sequence[Token], checker: Checker) -> tuple[list[Token], dict[str, Token]]:
    """The text without the notes, and the notes by what they are called."""
    text: list[Token] = []
    notes: dict[str, Token] = {}
    after = 0
    for start, end in pairs(tokens, "footnote_reference"):
        if start < after:
            continue  # a note in a note: reported with the outer one
        text += tokens[after:start]
        after = end + 1
        label, held, line = tokens[start].meta["label"], tokens[start + 1 : end], checker.line_of(tokens[start])
        if label in notes:
            fix = say("content:rename-one-them-here-text")
            checker.find("content/note-twice", say("content:there-second-note", label=label), fix, line)
        if tokens[start].level:
            fix = say("content:move-note-end-section-no-character")
            checker.find("content/note-place", say("content:note-inside-list-quotation-box"), fix, line)
        if [token.type for token in held] != PARAGRAPH:
            message = (
                say("content:note-one-paragraph-without-lists-headings")
                if held
                else say("content:note-empty", label=label)
            )
            fix = say("content:write-one-paragraph-line-mark-move")
            checker.find("content/note-form", message, fix, line)
        empty = Token("inline", "", 0, map=tokens[start].map, children=[])
        notes.setdefault(label, next((token for token in held if token.type == "inline"), empty))
    return [*text, *tokens[after:]], notes


def _number(text: Sequence[Token], notes: Collection[str], section: str, checker: Checker) -> dict[str, int]:
    """Turn each mark into a raised number that links to its note -> the number of each note."""
    numbers: dict[str, int] = {}
    holder = ""  # the heading or link that is open
    follows, before = False, None  # whether a mark stood right before, and the token before this one
    for token in checker.numbered(text):
        if token.type in ("heading_open", "link_open"):
            holder = token.type.removesuffix("_open")
        elif token.type == f"{holder}_close":
            holder = ""
        elif token.type == "inline" and (match := NO_MARK.search(token.content)):
            line = checker.line_of(token) + token.content[: match.start()].count("\n")
            fix = say("content:give-note-name-without-spaces-1")
            checker.find("content/note-missing", say("content:refers-no-note", match=match[0]), fix, line)
        if token.type == "footnote_ref":
            _check_mark(token.meta["label"], notes, holder, checker)
            is_first = token.meta["label"] not in numbers
            number = numbers.setdefault(token.meta["label"], len(numbers) + 1)
            lead = ""
            if before is not None and before.type == "text":
                before.content, lead = _attached(before.content.rstrip())
            # The way back leads to the first mark; a mark right after another is parted from it.
            id = f"{section}-{number}"
            token.type, token.content = "note_mark", str(number)
            token.meta = {"note_id": id, "ref": f"ref-{id}" if is_first else "", "follows": follows, "lead": lead}
            follows = True
        elif token.type != "text" or token.content.strip():
            follows = False
        before = token
    return numbers


def _check_mark(label: str, notes: Collection[str], holder: str, checker: Checker) -> None:
    if label not in notes:
        fix = say("content:write-note-below-text-blank-line", label=label)
        checker.find("content/note-missing", say("content:there-no-note", label=label), fix)
    if holder:
        fix = say("content:refer-note-from-text-headings-links")
        checker.find("content/note-place", say("content:refers-note", holder=holder), fix)


def _attached(text: str) -> tuple[str, str]:
    """Text, and the punctuation at its end that moves to the mark, so that no line breaks between them."""
    punctuation = re.sub(r".*\w", "", text, flags=re.DOTALL)
    if not punctuation or len(punctuation) > len("...)"):
        return text, ""
    return text[: -len(punctuation)], punctuation


def _note(inline: Token, id: str, number: int, checker: Checker) -> Token:
    place = Place(checker.file, checker.line_of(inline))
    inline.meta = {"note": lambda runs: Note(id, number, runs, place)}
    return inline
