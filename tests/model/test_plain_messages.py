"""No plain English reaches a person: what findings, errors, reports and progress say comes from the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from support.tools import ROOT

PACKAGE = ROOT / "publisher"
SENTENCE = re.compile(r"[A-Za-z]{2,}'?[,;:]? +(?:\{\} +)?'?[a-z]{2,}")  # two words of a sentence or a term
# Calls whose texts people read: the errors of model/errors.py, findings and what becomes one, reports, lines.
FOR_PEOPLE = frozenset(
    {
        *("PublisherError", "UsageError", "MissingError", "AccessError", "RenderError", "WorkerError"),
        *("Finding", "Fault", "Guess", "LeftOver", "Change", "FitChoice", "Item", "Ink", "Tried", "import_error"),
        *("echo", "progress", "harmed", "fail", "_fault", "_finding", "problem", "failure"),
    }
)
# Names of programs and libraries are the same in each language.
NAMES = {"Pango for FreeType", "HarfBuzz subset", "JAXB jars"}


def calls_for_people(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            if name in FOR_PEOPLE:
                yield node


def plain_texts(node: ast.AST, named: dict[str, list[ast.expr]], seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The texts that an expression may become without passing through `say`: constants, what is put together of them,
    and what its variables were given in the same function."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
        for one in node.values:
            if isinstance(one, ast.FormattedValue) and _says(one.value):
                yield "a message within a text of its own"  # only a message that holds it can be said in Swedish
    elif isinstance(node, ast.BinOp):
        if _says(node.left) or _says(node.right):
            yield "a message beside another"
        yield from plain_texts(node.left, named, seen)
        yield from plain_texts(node.right, named, seen)
    elif isinstance(node, ast.IfExp):
        yield from plain_texts(node.body, named, seen)
        yield from plain_texts(node.orelse, named, seen)
    elif isinstance(node, ast.BoolOp):
        for one in node.values:
            yield from plain_texts(one, named, seen)
    elif isinstance(node, ast.Starred | ast.keyword):
        yield from plain_texts(node.value, named, seen)
    elif isinstance(node, ast.Name) and node.id in named and node.id not in seen:
        for given in named[node.id]:
            yield from plain_texts(given, named, seen | {node.id})


def _says(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"


def assigned(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """What each variable of a function, or of a module, is given."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) or node.value is None:
            continue
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            pairs: list[tuple[ast.expr, ast.expr]] = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=False))
            for one, value in pairs:
                if isinstance(one, ast.Name):
                    found.setdefault(one.id, []).append(value)
    return found


def plain_messages(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each sentence that a call gives to a person as it is."""
    tree = ast.parse(source)
    module = assigned(ast.Module([node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)], []))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    outside = ast.Module([node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)], [])
    for scope in (*functions, outside):
        calls = list(calls_for_people(scope))
        named = {**module, **assigned(scope)} if calls else {}
        for call in calls:
            for argument in (*call.args, *call.keywords):
                for text in plain_texts(argument, named):
                    if SENTENCE.search(text):
                        yield call.lineno, text


def test_what_people_read_is_a_message() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}:{line}: {text}"
        for path in PACKAGE.rglob("*.py")
        for line, text in plain_messages(path.read_text("utf-8"))
        if text not in NAMES
    }
    assert sorted(found) == []


@pytest.mark.parametrize(
    "source",
    [
        'raise UsageError("There is no sheet.", say("x:y"))',
        'def f(n):\n    fix = f"write {n} words"\n    return Finding("a/b", E, say("x:y"), fix)',
        'def f(n):\n    echo(say("x:y") + ", and more of it")',
        'def f(n):\n    echo(f"{say(1)}, {n}")',
        'WHY = "it is a comment"\ndef f(n):\n    return LeftOver(n, WHY, n)',
        'def f(n):\n    why = "no room" if n else "much room"\n    yield Fault(m, say("x:y") if n else why)',
        'def f(progress):\n    progress("reading the content")',
    ],
)
def test_a_plain_text_is_found(source: str) -> None:
    assert list(plain_messages(source))


def test_messages_names_and_ids_are_no_fault() -> None:
    source = 'def f(n):\n    echo(say("x:y", kind="the room it has"))\n    return Finding("a/b", E, say("x:z"), n)'
    assert list(plain_messages(source)) == []
