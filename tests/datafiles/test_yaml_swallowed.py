"""The YAML file compared with its values: no character goes in silence but those of the declared markup."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.datafiles.yaml_reader import read_yaml


def found(text: str) -> list[tuple[str, int | None]]:
    return [(one.id, one.where.line if one.where else None) for one in read_yaml(text, "f.yaml").findings]


@pytest.mark.parametrize(
    ("text", "id", "line"),
    [
        ("a: 1\ntitle: #framåt", "content/yaml-remark", 2),
        ("title: # 1 i Sverige", "content/yaml-remark", 1),
        ("list:\n  - #framåt\n  - ett", "content/yaml-remark", 2),
        ("list:\n  - # 1 i Sverige", "content/yaml-remark", 2),
        ("title: Vi är # 1", "content/yaml-remark", 1),
        ("title: Vi är\t# 1", "content/yaml-remark", 1),
        ("text: Kom till torget\n  #framåt\nb: 1", "content/yaml-remark", 2),
        ('text: "C:\\temp"', "content/swallowed", 1),
        ('text: "se C:\\nya\\bilder"', "content/swallowed", 1),
        ('a: 1\ntext: "rad\n  två\\ttre"', "content/swallowed", 3),
        ("text: !!python/name:os ord", "content/yaml-syntax", 1),
        ("text: !Viktigt nu", "content/yaml-syntax", 1),
        ("text: &co bolag", "content/yaml-syntax", 1),
        ("text: *alla", "content/yaml-syntax", 1),
        ("a: 1\nb: 2\na: 3", "content/duplicate-key", 3),
    ],
)
def test_what_would_be_lost_is_reported_at_its_line(text: str, id: str, line: int) -> None:
    assert found(text) == [(id, line)]


@pytest.mark.parametrize(
    "text",
    [
        "# yaml-language-server: $schema=x.json\na: 1",
        "#a: 1\nb: 2\n#- c",
        "a:  # skrivs senare\nb: 1",
        "people: # de som talar\n  - Anna",
        "people: #de som talar\n  - Anna",
        "a: text  # om texten",
        "a: text\n# en rad\n#en till\nb: 1",
        "a: |  # om texten\n  # rubrik\n  ord\n# slut\nb: 1",
        "a: >-\n  ord\n\n# slut\n\nb: [1, 2, # tre\n  4]",
        '%YAML 1.1\n---\na: "x \\"y\\" \\\\ z"\n...\n',
        "a: 'det var ''då'''",
        'a: "rad ett\\nrad två"',
        "a: {b: c, d: [e]}\n? f\n: g",
        "a: !!str 010",
    ],
)
def test_declared_markup_is_no_finding(text: str) -> None:
    assert found(text) == []


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=30),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), inner, max_size=3)
        ),
    )
)
@settings(max_examples=150, deadline=None)
def test_what_a_program_writes_is_whole(data: object) -> None:
    for style in (None, '"', "'"):
        text = yaml.safe_dump({"a": data}, allow_unicode=True, default_style=style)
        if re.search(r"\\[^\"\\nxuU\n]", text) or re.search(r"(?<!\w)[A-Za-z]:\\\\", text):
            continue
        assert found(text) == [], text


@given(st.text(alphabet="ab1 #:'\"-[]{},&*!|>%@`\\~?\n", min_size=1, max_size=12))
@settings(max_examples=400, deadline=None)
def test_no_letter_goes_in_silence(text: str) -> None:
    """Either there is a finding, or each letter and digit is in a name or value, or in a comment as declared."""
    source = f"k: {text}\n"
    file = read_yaml(source, "f.yaml")
    if file.findings:
        return
    declared = re.sub(r"(?m)(^\s*|  +|(?<=[\"'\]}|>]) +|(?<=[|>][-+0-9]) +|(?<=[\s\[{,:-]))#.*$", "", source)
    letters = re.findall(r"[a-z0-9]", re.sub(r"\\[n]|[|>][-+0-9]+|(?m:^%.*$)|!!\w+", " ", declared))
    held = re.findall(r"[a-z0-9]", str(yaml.safe_dump(file.data, allow_unicode=True)))
    for letter in set(letters):
        assert held.count(letter) >= letters.count(letter), (source, file.data)
