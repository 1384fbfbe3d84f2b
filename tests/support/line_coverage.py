"""Which lines of the package a run executes: `./publish test --coverage`.

A tracer is asked about every line that Python executes, also of other packages: with one, the tests take 1.7 times as
long. Here each statement of the package marks its own line instead, and nothing else is slowed. coverage.py reports:
it knows which lines can be executed. Processes that a test starts are not measured.

This module must be imported before the package: only modules that are imported later can be measured.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from support.tools import ROOT

PACKAGE = "publisher"
OPTION = "--coverage"
ASKED = "PUBLISHER_COVERAGE"  # the same in the environment, which workers inherit
MARK = "__mark_line__"
BLOCKS = ("body", "orelse", "finalbody")

# File -> the lines that were executed.
executed: dict[str, set[int]] = {}


def marked(source: bytes | str, filename: str) -> CodeType:
    """The code of a module in which each statement first calls MARK with its line."""
    tree = ast.parse(source, filename)
    _mark_blocks(tree)
    return compile(tree, filename, "exec", dont_inherit=True)


def _mark_blocks(node: ast.AST) -> None:
    for name in BLOCKS:
        block = getattr(node, name, None)
        if isinstance(block, list):
            setattr(node, name, list(_with_marks(block, is_first=name == "body")))
    for handler in getattr(node, "handlers", []):
        if handler.type:  # a class that does not fit was compared, too
            handler.type = ast.BoolOp(ast.Or(), [_mark(handler.lineno, handler), handler.type])
            ast.copy_location(handler.type, handler)
        _mark_blocks(handler)
    lines: list[int] = []
    for case in getattr(node, "cases", []):
        _mark_blocks(case)
        lines.append(case.pattern.lineno)  # those before did not fit
        case.body[:0] = [_statement(line, case.pattern) for line in lines]


def _with_marks(block: Sequence[ast.stmt], is_first: bool) -> Iterator[ast.stmt]:
    for index, statement in enumerate(block):
        match statement:
            case ast.Expr(ast.Constant(str())) if is_first and index == 0:  # a docstring must stay the first
                pass
            case ast.ImportFrom(module="__future__"):  # nothing may stand before it
                yield statement
                yield _statement(statement.lineno, statement)
                continue
            case _:
                for decorator in getattr(statement, "decorator_list", []):
                    yield _statement(decorator.lineno, statement)
                yield _statement(statement.lineno, statement)
        _mark_blocks(statement)
        yield statement


def _statement(line: int, place: ast.AST) -> ast.stmt:
    return ast.copy_location(ast.Expr(_mark(line, place)), place)


def _mark(line: int, place: ast.AST) -> ast.expr:
    """A call that returns None."""
    parts = (name, number) = ast.Name(MARK, ast.Load()), ast.Constant(line)
    for part in parts:
        ast.copy_location(part, place)
    return ast.copy_location(ast.Call(name, [number], []), place)


class Loader(SourceFileLoader):
    """Does not use the compiled files of usual runs, and writes none."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return marked(self.get_data(path), path)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__[MARK] = executed.setdefault(self.path, set()).add
        super().exec_module(module)


class Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        if name.partition(".")[0] != PACKAGE:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec and type(spec.loader) is SourceFileLoader:
            spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


class Coverage:
    """The plug-in: gathers what the workers executed, and prints at the end of the run what no test did."""

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if (output := getattr(session.config, "workeroutput", None)) is not None:
            output["lines"] = {file: sorted(lines) for file, lines in executed.items()}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        for file, lines in getattr(node, "workeroutput", {}).get("lines", {}).items():
            executed.setdefault(file, set()).update(lines)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("coverage")
        for line in report(executed, (ROOT / PACKAGE).rglob("*.py")):
            terminalreporter.line(line)


def report(lines: dict[str, set[int]], files: Iterable[Path]) -> list[str]:
    """coverage.py's table of the files that were not executed whole, and the sum of all."""
    import io

    import coverage

    measure = coverage.Coverage(data_file=None, source_pkgs=[PACKAGE])
    data = measure.get_data()
    data.add_lines({str(file): lines.get(str(file), set()) for file in files})
    table = io.StringIO()
    measure.report(file=table, skip_covered=True, show_missing=True)
    return table.getvalue().splitlines()


if OPTION in sys.argv:
    os.environ[ASKED] = "1"
if os.environ.get(ASKED):
    assert PACKAGE not in sys.modules, f"{PACKAGE} was imported too early to be measured"
    sys.meta_path.insert(0, Finder())
