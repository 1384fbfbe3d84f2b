"""Content with something in it by chance: it is loaded, or every fault has a file, a line and a fix in plain words."""

from __future__ import annotations

import copy
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publisher.content.load import load
from publisher.model.errors import ContentError
from publisher.model.findings import Finding, Severity
from support.tools import SOUND

pytestmark = pytest.mark.fuzz

FILES = {name: yaml.load((SOUND / "sheet" / name).read_text("utf-8"), yaml.BaseLoader) for name in
         ("publication.yaml", "programme.yaml")}  # fmt: skip
Way = tuple[str | int, ...]
# What the programs behind the schema call things; no reader of a finding knows these words.
JARGON = re.compile(r"pydantic|NoneType|Traceback|\bdict\b|Input should|<class")


def ways(tree: Any, way: Way = ()) -> Iterator[Way]:
    """The way to every value."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inner:
        yield (*way, key)
        yield from ways(value, (*way, key))


PLACES = [(name, way) for name, tree in FILES.items() for way in ways(tree)]
scalars = st.one_of(
    st.sampled_from(["", " ", "10.30", "25.00", "2018-07-02", "2018-02-30", "sv", "xx", "../a", "/etc/passwd", "true",
                     "-1", "https://e.org", "javascript:x", "a@e.org", "1" * 400, "ett\ntvå", "\u202e", "torget"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
)  # fmt: skip
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3), max_leaves=6
)


def changed(tree: Any, way: Way, action: str, value: Any) -> Any:
    """The tree with one value taken away, doubled or changed for another."""
    whole = copy.deepcopy(tree)
    parent = whole
    for key in way[:-1]:
        parent = parent[key]
    if action == "delete":
        del parent[way[-1]]
    elif action == "double" and isinstance(parent, list):
        parent.append(copy.deepcopy(parent[way[-1]]))
    elif action == "add" and isinstance(parent, dict):
        parent[str(value)[:10] or "x"] = value
    else:
        parent[way[-1]] = value
    return whole


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["delete", "double", "add", "change"]), values),
                min_size=1, max_size=3))  # fmt: skip
def test_content_is_loaded_or_its_faults_are_found(changes: list[tuple[tuple[str, Way], str, Any]]) -> None:
    trees = dict(FILES)
    for (name, way), action, value in changes:
        try:
            trees[name] = changed(trees[name], way, action, value)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this place away
    with tempfile.TemporaryDirectory() as folder:
        content = Path(shutil.copytree(SOUND, Path(folder) / "content"))
        for name, tree in trees.items():
            (content / "sheet" / name).write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
        for finding in findings(content / "sheet"):
            assert finding.where is not None, finding
            assert Path(finding.where.file).suffix in (".yaml", ".md"), finding
            assert finding.where.line is None or finding.where.line >= 1, finding
            assert finding.message, finding
            assert finding.fix, finding
            assert not JARGON.search(finding.message + finding.fix), finding


def findings(folder: Path) -> list[Finding]:
    """What stops a publication from being loaded."""
    try:
        assert load(folder).name == folder.name
    except ContentError as error:
        return error.findings or [Finding("content/none", Severity.ERROR, "", "")]
    return []
