"""YAML files are tidied where they say the same afterwards."""

from __future__ import annotations

import pytest

from publisher.content.reading.tidy_yaml import tidied_yaml


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Ord\r\ndate: 2027-01-02\r\n", "title: Ord\ndate: 2027-01-02\n"),
        ("\ufefftitle: Ord\n", "title: Ord\n"),
        ("title: Kommunalra\u030adet\n", "title: Kommunalrådet\n"),
        ("cover:\n\u00a0\u00a0text: Ord\n", "cover:\n  text: Ord\n"),
        ("title:\u00a0Ord\n", "title: Ord\n"),
        ("title: Vår: ett möte\n", 'title: "Vår: ett möte"\n'),
        ("people:\n  - name: Bo: en man\n", 'people:\n  - name: "Bo: en man"\n'),
        ("title:Ord\nsubtitle: Mer\n", "title: Ord\nsubtitle: Mer\n"),
    ],
)
def test_it_says_the_same(before: str, after: str) -> None:
    assert tidied_yaml(before) == after
    assert tidied_yaml(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "title: “Ord”  # en anmärkning\n",
        "title: Ord\u00a0med\u00a0mellanrum\n",
        "url: https://example.org\nstart: 10:30\n",
        "text: >-\n  Ett: två\n  tre\n",
        "title: [öppen\nsubtitle: Ord: ord\n",
        "a: {b: c}\n",
        "",
    ],
)
def test_the_rest_stays_byte_by_byte(text: str) -> None:
    assert tidied_yaml(text) == text
