"""YAML by chance: whatever stands in a file, it is read, or each fault has a line in it; and nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publisher.datafiles.yaml_reader import Loader, YamlFile, read_yaml

pytestmark = pytest.mark.fuzz

# What lines of YAML are made of, so that chance comes near to files that parse.
PARTS = [*"aå:\n\"'|>#{}[],%~\t?\ufeff\\@0", "b c", ": ", "- ", "  ", "&x", "*x", "---", "!!", "10.30", "<<: "]
near_yaml = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)
keys = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
texts = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=30)
trees = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)


def check_places(read: YamlFile, text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 2
    for finding in read.findings:
        assert finding.where is not None
        assert 1 <= (finding.where.line or 0) <= lines
        assert finding.message
        assert finding.fix


@given(st.one_of(near_yaml, st.text(max_size=60)))
def test_any_text_is_read_or_its_faults_are_found(text: str) -> None:
    read = read_yaml(text, "a.yaml")
    assert read.findings or read.data is not None or not text.strip() or _is_empty(text)
    check_places(read, text)


def _is_empty(text: str) -> bool:
    """Whether a file holds nothing, or says so."""
    node = yaml.compose(text, Loader=Loader)
    return node is None or node.value in ("", "~", "null")


@given(st.dictionaries(keys, trees, max_size=4), st.booleans())
def test_what_another_program_writes_is_read_as_it_is(data: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    read = read_yaml(text, "a.yaml")
    assert read.findings == []
    assert read.data == data


@given(st.dictionaries(keys, trees, min_size=1, max_size=4), st.integers(1, 500))
def test_every_key_has_the_line_where_it_stands(data: dict[str, Any], first: int) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    read = read_yaml(text, "a.yaml", first)
    node = yaml.compose(text)
    assert isinstance(node, yaml.MappingNode)
    assert [read.lines[key.value,] for key, _ in node.value] == [key.start_mark.line + first for key, _ in node.value]
