"""The word list of docs/style.md holds in messages, help texts, docs, docstrings, comments, names and tests."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.tools import ROOT

BANNED = {
    r"\b(tell|tells|telling|told)\b": "report, say, show",
    r"\b(mend|mends|mended|mending)\b": "fix, repair",
    r"\bsigns?\b": "character",
    r"\bfigures\b|\b(?:the|a|any|or) figure\b": "digit, number, result",
    r"(?:^|[.:;(|]\s+|\b(?:to|for|of|by|than) )who\b": "readers who, the person who",
    r"\bWho (?!is this\b)[^?]*\.": "readers who, the person who",
}
# Phrases in which such a word is right.
ALLOWED = (
    r"sign[- ]language",
    r"sign(ed|ing)?[- ]up",
    r"street signs?",
    r"([Tt]he people|people|a person|[Tt]hose|someone) who signs?",
    r"signs?,? (speaks|the|this|a) (or|section|page)",
    r"number-signs",
    r"</?fig\w*",
    r"figures? (with|of) (a|an|the) (caption|alt|tag)\w*",
    r"\bFigure\b",
)
NAMES = re.compile(r"(?:^|_)(tell|tells|telling|told|mend|mends|mended|signs?|figures|who)(?:_|$)", re.IGNORECASE)
NAMES_ALLOWED = re.compile(r"sign_(language|up)|(readers|people|person|those)_who|^place_figures$", re.IGNORECASE)
# A file that has none of these is not read more closely.
ANY = re.compile(r"(?<![a-z])(tell(s|ing)?|told|mend(s|ed|ing)?|signs?|figures?|who)(?![a-z])", re.IGNORECASE)
FOLDERS = ("publisher", "tools", "benchmarks", "tests")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
OTHER = sorted(
    [path for kind in ("toml", "yaml", "md", "css", "js", "j2") for path in ROOT.glob(f"layouts/**/*.{kind}")]
    + list(ROOT.glob("publisher/messages/en/**/*.toml"))
    + [ROOT / "publish", ROOT / "action.yml", ROOT / "Dockerfile", ROOT / "pyproject.toml"]
)
MODULES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts and path != Path(__file__)  # this file lists the words
)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def banned_words(text: str) -> list[str]:
    """What a text says that the list does not allow, each with what to use."""
    rest = re.sub("|".join(ALLOWED), "", text)
    return [f"'{found[0].strip()}': use {use}" for word, use in BANNED.items() for found in re.finditer(word, rest)]


def texts(code: str) -> Iterator[tuple[int, str]]:
    """The comments of a module, and its strings of more than one word, each with its line."""
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
            for number, line in enumerate(node.value.splitlines()):
                yield node.lineno + number, line.strip()


def names(code: str) -> Iterator[tuple[int, str]]:
    """The names that a module gives to functions, classes, arguments and variables, each with its line."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def faults(path: Path) -> list[str]:
    code = path.read_text("utf-8")
    if not ANY.search(code):
        return []
    if path.suffix != ".py":
        lines = enumerate(re.sub(r"`[^`\n]*`", "", code).splitlines(), 1)
        return [f"{shown(path)}:{number} {word}" for number, line in lines for word in banned_words(line)]
    found = [f"{shown(path)}:{number} {word}" for number, text in texts(code) for word in banned_words(text)]
    for number, name in names(code):
        if NAMES.search(name) and not NAMES_ALLOWED.search(name):
            found.append(f"{shown(path)}:{number} the name {name}")
    return found


@pytest.mark.parametrize("path", [*MODULES, *OTHER], ids=shown)
def test_code_speaks_plain_english(path: Path) -> None:
    assert faults(path) == []


def test_no_comment_is_parted_from_its_code() -> None:
    """The formatter leaves one at the closing bracket of what it has laid out on several lines: it belongs above."""
    parted = re.compile(r"^\s*[\])}]+,?[ ]+#(?! (?:fmt|noqa|type|pragma)\b)", re.MULTILINE)
    found = [
        f"{shown(path)}:{code.count(chr(10), 0, match.start()) + 1}"
        for path in MODULES
        for code in [path.read_text("utf-8")]
        for match in parted.finditer(code)
    ]
    assert found == []


@pytest.mark.parametrize("path", [page for page in PAGES if page.name != "style.md"], ids=shown)
def test_docs_speak_plain_english(path: Path) -> None:
    assert faults(path) == []


def test_a_banned_word_is_found_wherever_it_is(tmp_path: Path) -> None:
    for text in ('"""Nobody is told."""', "# six signs", 'x = "the figure alone"', "told = 1", "def _mended(): ..."):
        assert (len(list(names(text))), any(map(banned_words, (t for _, t in texts(text))))) != (0, False)
    assert banned_words("Who needs help? Who answers?") == []
    assert banned_words("Who needs it finds help.") == ["'Who needs it finds help.': use readers who, the person who"]
    assert banned_words("what it offers to who needs it") == ["'to who': use readers who, the person who"]
    assert banned_words("Where to sign up; sign-language; <figure class='x'>; the people who sign") == []


def test_every_word_of_the_list_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "style.md").read_text("utf-8")
    assert [use for use in BANNED.values() if use.split(",")[0] not in guide] == []
