"""Content files that are written read back as they were, by the content's own reader and by ruamel.yaml."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from publisher.datafiles.yaml_reader import read_yaml
from publisher.importers.merge import plain_data
from publisher.importers.yaml_files import dump_yaml, load_yaml

NAMES = st.sampled_from(["title", "people", "url", "accessibility", "text", "version"])
# What people write: any letter and mark, but nothing that no keyboard has.
TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), max_size=150)
    .map(str.strip)
    .filter(bool)
)
DATA = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(NAMES, inner, min_size=1, max_size=4),
    max_leaves=12,
)


def has_list_in_list(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(has_list_in_list, value.values()))
    return isinstance(value, list) and any(isinstance(one, list) or has_list_in_list(one) for one in value)


@given(st.dictionaries(NAMES, DATA, min_size=1, max_size=5).filter(lambda data: not has_list_in_list(data)))
def test_what_is_written_reads_back(data: dict[str, Any]) -> None:
    text = dump_yaml(data)
    assert plain_data(load_yaml(text)) == data
    source = read_yaml(text, "x.yaml")
    assert source.data == data, source.findings


@given(st.dictionaries(NAMES, DATA, min_size=1, max_size=5).filter(lambda data: not has_list_in_list(data)))
def test_loading_and_writing_again_changes_nothing(data: dict[str, Any]) -> None:
    text = dump_yaml(data)
    assert dump_yaml(load_yaml(text)) == text


def test_comments_stay() -> None:
    text = "# Överst\ntitle: En titel  # sist\nsections:\n  # mellan\n  - file: sections/a.md\n"
    assert dump_yaml(load_yaml(text)) == text
