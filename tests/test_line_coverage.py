"""The lines that `--coverage` reports are those that coverage.py's own tracer sees."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import coverage

from support import line_coverage

MODULE = '''"""A docstring
of two lines."""

from __future__ import annotations

import functools

LONG = [
    1,
    2,
]


@functools.cache
@functools.wraps(
    print
)
def decorated(value):
    """A docstring."""
    global LONG
    if value == 1:
        return "one"
    elif value == 2:
        text = "two"
    else:
        text = "many"
    return text


class Shape:
    """A docstring."""

    sides: int = 4

    @property
    def name(self):
        match self.sides:
            case 3:
                return "three"
            case 4 if self.sides < 9:
                return "four"
            case _:
                return "other"


def tried(call):
    try:
        call()
    except KeyError:
        return "key"
    except (
        ValueError
    ) as problem:
        return str(problem)
    else:
        done = "done"
    finally:
        LONG.append(3)
    return done


def looped(many):
    for number in range(many):
        if number > 5: break
        if number == 1:
            continue
    else:
        return "all"
    while many:
        many -= 1
    with open(__file__) as file, open(__file__):
        file.read()
    return "some"


async def never():
    await nothing
    async with nothing:
        pass


def fails():
    raise ValueError("no")


def run():
    decorated(2)
    Shape().name
    tried(fails)
    tried(dict)
    looped(9)
    (lambda: 1)()
'''


def test_the_lines_are_those_that_a_tracer_sees(tmp_path: Path) -> None:
    file = tmp_path / "sample.py"
    file.write_text(MODULE, "utf-8")
    before = sys.gettrace()
    tracer = coverage.Coverage(data_file=None, include=[str(file)])
    tracer.start()
    try:
        run(compile(MODULE, str(file), "exec", dont_inherit=True), file)
    finally:
        tracer.stop()
        sys.settrace(before)
    seen: set[int] = set()
    run(line_coverage.marked(MODULE, str(file)), file, seen.add)
    _, _, _, missing, _ = tracer.analysis2(str(file))
    assert missing, "some lines are not executed"
    measure = coverage.Coverage(data_file=None, include=[str(file)])
    measure.get_data().add_lines({str(file): seen})
    assert measure.analysis2(str(file))[3] == missing


def run(code: CodeType, file: Path, mark: Callable[[int], None] | None = None) -> None:
    names = {"__name__": "sample", "__file__": str(file), line_coverage.MARK: mark}
    exec(code, names)
    names["run"]()  # type: ignore[operator]


def test_the_report_names_what_was_not_executed(tmp_path: Path) -> None:
    whole, part, never = (tmp_path / name for name in ("whole.py", "part.py", "never.py"))
    for file in (whole, part, never):
        file.write_text("A = 1\nif A > 1:\n    B = 2\n", "utf-8")
    text = "\n".join(line_coverage.report({str(whole): {1, 2, 3}, str(part): {1, 2}}, [whole, part, never]))
    rows = {line.split()[0].rpartition("/")[2]: line.split()[1:] for line in text.splitlines() if ".py" in line}
    assert rows == {"part.py": ["3", "1", "67%", "3"], "never.py": ["3", "3", "0%", "1-3"]}
