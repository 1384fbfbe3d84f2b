"""The house plan held: a file imports from its own room and the rooms below it, never from above and never in a circle.

Every import counts, also one inside a function or for the types only: both say what a file must know of.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import tools
from support.imports import imports, module_name

# From top to bottom; rooms of one row do not know of each other.
ROWS = (
    ("__main__",),
    ("cli",),
    ("exporters",),
    ("importers",),
    ("branding", "testing"),
    ("doctor", "scaffold", "trying"),
    ("pipeline",),
    ("report",),
    ("checks",),
    ("preflight",),
    ("formats",),
    ("imposition",),
    ("pdf",),
    ("compose",),
    ("content",),
    ("presses",),
    ("pictures", "design"),
    ("datafiles",),
    ("text",),
    ("model",),
)
# The package's own file only says what a program may use. No room may ask it.
FRONT_DOOR = "publisher"
ENGINE = ("weasyprint", "pydyf")
ENGINE_ROOM = tuple(
    f"publisher.pdf.layout.{name}" for name in ("engine", "engine_hooks", "marked_pages", "soft_hyphens")
)
# Attributes of its documents, boxes and files that nobody promises; docs/engine.md says what they are needed for.
PRIVATE_PARTS = frozenset({"_page_box", "_box", "_tags", "pango_layout", "link_annotation", "page_references"})
# Files in rooms of judges are named after what they judge: `checks/pictures.py` checks pictures.
JUDGES = ("checks", "rules")
# Lines: about 300 and 60 are wanted.
LONGEST_FILE, LONGEST_FUNCTION = 330, 62
HEAVY = ("weasyprint", "pypdf", "pypdfium2", "rich", "jinja2", "PIL", "numpy", "simplejpeg")


def import_faults(root: Path) -> list[str]:
    """What is wrong with the imports of the package `publisher` in a folder."""
    files = {module_name(path, root): path for path in sorted((root / "publisher").rglob("*.py"))}
    assert files, f"there is no package in {root}"
    faults: list[str] = []
    links: dict[str, set[str]] = {}
    for module, path in files.items():
        if module != FRONT_DOOR and row(room(module)) is None:
            faults.append(f"{path.relative_to(root)}: the house plan has no room '{room(module)}'")
            continue
        links[module] = set()
        if module not in ENGINE_ROOM:
            faults += [
                f"{path.relative_to(root)}:{line}: '{name}' is a private part of the layout engine"
                for line, name in engine_parts(path)
            ]
        for line, target in sorted(set(imports(path, module, files))):
            place = f"{path.relative_to(root)}:{line}"
            if target.split(".")[0] in ENGINE and module not in ENGINE_ROOM:
                faults.append(f"{place}: the layout engine is known to {' and '.join(ENGINE_ROOM)} only")
            if target.startswith("unittest"):
                faults.append(f"{place}: nothing is patched outside the tests")
            if target.split(".")[0] == FRONT_DOOR:
                links[module].add(target)
                faults += [f"{place}: {fault}" for fault in step_faults(module, target)]
    return faults + [f"a circle: {' -> '.join(circle)}" for circle in circles(links)]


def engine_parts(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every private part of the engine in a file, also where it is asked for by its name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in PRIVATE_PARTS:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Constant) and node.value in PRIVATE_PARTS:
            yield node.lineno, str(node.value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("weasyprint."):
            yield node.lineno, node.value


def room(module: str) -> str:
    return [*module.split("."), ""][1]


def row(name: str) -> int | None:
    """How far down a room lies; None for a room that the plan does not have."""
    return next((number for number, rooms in enumerate(ROWS) if name in rooms), None)


def step_faults(module: str, target: str) -> list[str]:
    """Whether a module may import another one."""
    if module == FRONT_DOOR:
        return []
    here, there = room(module), room(target)
    if target == FRONT_DOOR:
        return [] if here == "cli" else [f"'{here}' asks the front door; import from the room itself"]
    above, below = row(here), row(there)
    if above is None or below is None:
        return []  # said of the file itself
    if here == there or above < below:
        return []
    return [f"'{here}' must not know of '{there}', which lies {'beside' if above == below else 'above'} it"]


def circles(links: dict[str, set[str]]) -> list[list[str]]:
    """Every circle of imports that a walk from file to file meets, as the files in their order."""
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(module: str, way: list[str]) -> None:
        if module in way:
            found.append([*way[way.index(module) :], module])
        elif module not in done:
            for target in sorted(links.get(module, ())):
                walk(target, [*way, module])
            done.add(module)

    for module in sorted(links):
        walk(module, [])
    return found


def test_imports_run_one_way() -> None:
    faults = import_faults(tools.ROOT)
    assert not faults, "\n".join(faults)


def test_the_page_on_the_architecture_has_every_room() -> None:
    page = (tools.ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = {name for names in ROWS for name in names}
    described = {
        name for cell in re.findall(r"^\| (`.+?`) \| \D", page, re.MULTILINE) for name in cell.split("`")[1::2]
    }
    counted = set(re.findall(r"^\| `(\w+)` \| \d+ \|", page, re.MULTILINE))
    assert (described | {"__main__"}, counted) == (rooms, rooms)
    assert "Imports that go up: 0. Circles of imports: 0." in page


def long_pieces(path: Path) -> Iterator[tuple[str, int]]:
    """A file and its functions that are too long, each with its lines; a function's docstring is not counted."""
    text = path.read_text("utf-8")
    if (count := text.count("\n")) > LONGEST_FILE:
        yield "the file", count
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = (first.end_lineno if said else node.lineno) or 0
            if (count := (node.end_lineno or 0) - start + 1) > LONGEST_FUNCTION:
                yield node.name, count


def test_no_file_and_no_function_is_long() -> None:
    """What is about two subjects is two files."""
    files = sorted((tools.ROOT / "publisher").rglob("*.py"))
    found = {
        f"{path.relative_to(tools.ROOT)}: {name} has {count} lines"
        for path in files
        for name, count in long_pieces(path)
    }
    assert not found, "\n".join(sorted(found))


def test_a_long_file_and_a_long_function_are_found(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def one() -> None:\n" + "    print()\n" * (LONGEST_FUNCTION + 1) + "\n" * LONGEST_FILE, "utf-8")
    assert [name for name, _ in long_pieces(path)] == ["the file", "one"]


def test_start_up_is_light() -> None:
    """`publisher --help` must not wait for what only a build needs."""
    question = f"import sys, publisher, publisher.cli; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=tools.ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == []


def test_a_list_is_made_without_what_makes_pages() -> None:
    """The formats are listed without being loaded whole: they import the engine and readers of PDF as they render."""
    question = (
        "import atexit, sys; sys.argv = ['publisher', 'list']\n"
        f"atexit.register(lambda: print(*sorted(set({HEAVY}) & set(sys.modules)), file=sys.stderr))\n"
        "from publisher.cli import main\n"
        "main()"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=tools.ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.split() == ["jinja2"]


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"compose/page.py": "from publisher.pdf.boxes import trim"}, "page.py:1: 'compose' must not know of 'pdf'"),
        ({"content/load.py": "def load():\n    import publisher.cli"}, "load.py:2: 'content' must not know of 'cli'"),
        (
            {"design/layouts.py": "from publisher.content import load"},
            "layouts.py:1: 'design' must not know of 'content'",
        ),
        ({"text/i18n.py": "from publisher.design import layouts"}, "i18n.py:1: 'text' must not know of 'design'"),
        ({"doctor.py": "import publisher.scaffold"}, "'scaffold', which lies beside it"),
        ({"pipeline/build.py": "from publisher import load"}, "'pipeline' asks the front door"),
        ({"formats/web.py": "import weasyprint.text"}, "web.py:1: the layout engine is known to publisher.pdf.layout."),
        ({"pdf/layout/boxes.py": "import pydyf"}, "boxes.py:1: the layout engine is known to publisher.pdf.layout."),
        ({"pdf/layout/boxes.py": "box._box"}, "boxes.py:1: '_box' is a private part of the layout engine"),
        ({"pdf/a.py": "getattr(box, 'pango_layout')"}, "a.py:1: 'pango_layout' is a private part of the layout engine"),
        ({"pdf/a.py": "files('weasyprint.pdf')"}, "a.py:1: 'weasyprint.pdf' is a private part of the layout engine"),
        ({"pdf/a.py": "from unittest.mock import patch"}, "a.py:1: nothing is patched outside the tests"),
        ({"pipeline/build.py": "import_module('weasyprint')"}, "build.py:1: the layout engine is known to"),
        ({"attic.py": ""}, "the house plan has no room 'attic'"),
        (
            {"model/units.py": "from publisher.model.errors import A", "model/errors.py": "from .units import B"},
            "a circle: publisher.model.errors -> publisher.model.units -> publisher.model.errors",
        ),
        (
            {"pdf/a.py": "from . import b", "pdf/b.py": "from publisher.pdf import a"},
            "a circle: publisher.pdf.a -> publisher.pdf.b -> publisher.pdf.a",
        ),
    ],
)
def test_planted_import_is_found(tmp_path: Path, files: dict[str, str], fault: str) -> None:
    skeleton = {f"{name}.py": "" for name in ("__init__", "design/layouts", "cli", "scaffold", "model/__init__")}
    for name, source in {**skeleton, "pdf/__init__.py": "", "pdf/boxes.py": "", **files}.items():
        path = tmp_path / "publisher" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    faults = import_faults(tmp_path)
    assert len(faults) == 1, faults
    assert fault in faults[0]


def test_allowed_imports_pass(tmp_path: Path) -> None:
    files = {
        "__init__.py": "from publisher.pipeline.build import build",
        "cli.py": "from publisher import build, doctor",
        "doctor.py": "from publisher.model.version import __version__",
        "pipeline/build.py": "from publisher.pdf.layout.engine import load\nimport publisher.text.i18n",
        "pdf/layout/engine.py": "import weasyprint\nfrom ..boxes import trim",
        "pdf/boxes.py": "from publisher.model.units import mm",
        "text/i18n.py": "from publisher.model.errors import A",
    }
    for name, source in {**files, "model/errors.py": "", "model/units.py": "", "model/version.py": ""}.items():
        path = tmp_path / "publisher" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    assert import_faults(tmp_path) == []


def same_names(root: Path) -> list[str]:
    """Files of one name that may mean different things, as paths."""
    named: dict[str, list[Path]] = {}
    for path in sorted((root / "publisher").rglob("*.py")):
        if path.parent.name not in JUDGES and not path.stem.startswith("__"):
            named.setdefault(path.name, []).append(path)
    return [str(path.relative_to(root)) for paths in named.values() if len(paths) > 1 for path in paths]


def test_no_two_files_have_one_name(tmp_path: Path) -> None:
    assert same_names(tools.ROOT) == []
    for folder in ("text", "pdf", "checks"):
        (tmp_path / "publisher" / folder).mkdir(parents=True)
        (tmp_path / "publisher" / folder / "pages.py").touch()
    assert same_names(tmp_path) == ["publisher/pdf/pages.py", "publisher/text/pages.py"]
