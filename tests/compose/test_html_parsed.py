"""HTML is written once and not read again and again: docs/architecture.md says where it is read, and how often."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest
import tinyhtml5
from lxml import etree
from lxml import html as lxml_html

from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.model.findings import Options
from publisher.pipeline.build import finish, prepare
from support import tools

DOCS = (tools.ROOT / "docs" / "architecture.md").read_text("utf-8")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each module has read HTML."""
    found: Counter[str] = Counter()
    whole = lxml_html.document_fromstring

    def counted(*given: object, **more: object) -> etree._Element:
        found[sys._getframe(1).f_globals["__name__"].removeprefix("publisher.")] += 1
        return whole(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(lxml_html, "document_fromstring", counted)
    monkeypatch.setattr(tinyhtml5, "parse", lambda *_given, **_more: pytest.fail("the engine reads HTML itself"))
    return found


def test_a_build_reads_html_once_for_the_pages_and_once_for_each_file_that_is_proved(
    parsed: Counter[str], tmp_path: Path
) -> None:
    usual = tuple(id for id, form in FORMATS.items() if not form.on_request)
    edition = prepare(load(tools.SOUND / "sheet"), Options(usual))
    made = finish(edition, tmp_path)
    assert made.written
    web_pages = [path for path in (tmp_path / "sheet").iterdir() if path.suffix == ".html"]
    assert len(web_pages) == 2 + sum("-sessions-" in path.name for path in web_pages)
    instructions = sum(path.name.endswith("-instructions.pdf") for path in (tmp_path / "sheet").iterdir())
    assert parsed == {
        "compose.document": 1,
        "formats.read_back": len(web_pages),
        "formats.paper.instructions": instructions,
    }


def test_no_other_module_reads_html() -> None:
    """Files that come from outside are the importers' matter."""
    found = set()
    for path in sorted((tools.ROOT / "publisher").rglob("*.py")):
        name = path.relative_to(tools.ROOT / "publisher").as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "lxml"]
        if any(alias.name == "html" for node in imports for alias in node.names) and not name.startswith("importers/"):
            found.add(name)
    assert all(f"`{name}`" in DOCS for name in found)
    assert found == {
        "compose/document.py",
        "formats/paper/instructions.py",
        "formats/read_back.py",
        "formats/web/publications.py",
        "pdf/layout/contents.py",
    }
