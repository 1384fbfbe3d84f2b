"""The characters of the source are compared with what was read."""

from __future__ import annotations

import pytest

from publisher.content.reading.markdown import render_markdown
from publisher.datafiles.yaml_reader import read_yaml


def found(text: str) -> list[tuple[str, int | None, str]]:
    body = render_markdown(f"# Titel\n\n{text}\n", "f.md")
    return [(one.id, one.where.line if one.where else None, one.fix) for one in body.findings]


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("Det kostar\n10*2*3 kr.", 4, r"write × for times, or a backslash before each: \*"),
        ("+ 46 70 12 34 56", 3, r"for a number, write it without the space or with a backslash: \+ 46 70 12 34 56"),
        ("Ute var det\n\n- 5 grader", 5, "write a minus without the space: −5 grader"),
        ("Det hände år\n\n2026. Sedan kom våren.", 5, r"put a backslash before it: 2026\."),
    ],
)
def test_a_swallowed_character_is_found_and_the_fix_clears_it(text: str, line: int, fix: str) -> None:
    assert found(text) == [("content/swallowed", line, fix)]


@pytest.mark.parametrize(
    "text",
    [
        r"10\*2\*3 kr, 10 × 2 × 3 kr",
        r"\+ 46 70 12 34 56",
        "−5 grader",
        r"2026\. Sedan kom våren.",
        "- 5 kor\n- 6 får",
        "* ett\n* två\n\n1. ett\n2. två\n   - tre",
        "Ett **ord** och *ett* till, o**m**skrivet, snake_case_ord, a^b och ~5 kr.",
        "Noten[^1] här.\n\n[^1]: Notens *egna* ord.",
        '[Så gör du](https://example.org/a_(b)/c?d=e) och [UF]{abbr="Ung Företagsamhet"} &amp; [ord]{lang=en}.',
        "Läs [vår sida][vår].\n\n[vår]: https://example.org",
        "| a | b |\n|---|---|\n| x | y |\n\n: Tabellens text",
        "> Ett citat\n>\n> — Vem det var",
        '![Ett hus vid vatten](pictures/hus.svg "Vid ån"){focus="60 30"}',
    ],
)
def test_what_markup_may_consume_is_no_finding(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["!!python/name:os.system Hej du", "!foo Hej", "!!binary aGVq", "! Hej", "&namn Hej", "*Hej*"]
)
def test_words_that_yaml_would_swallow_are_found(text: str) -> None:
    read = read_yaml(f"a: 1\ntitle: {text}\n", "publication.yaml")
    assert [(one.id, one.where.line if one.where else 0) for one in read.findings] == [("content/yaml-syntax", 2)]
