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
        ("12. mars är det stängt.", 3, r"put a backslash before it: 12\."),
        ("24. 12. 2026", 3, r"put a backslash before it: 24\."),
        ("Leser*innen und\nBürger*innen", 3, r"put a backslash before each: \*; emphasis stands around whole words"),
        ("Upphöjt 5^2^3", 3, r"put a backslash before each: \^; emphasis stands around whole words"),
        ("Filen __init__.py", 3, r"put a backslash before each: \_\_; emphasis stands around whole words"),
        (
            "> 65 år betalar hälften.",
            3,
            r'for "more than", write \> 65 år betalar hälften.; for a quotation, put quotation marks around it',
        ),
        ("Ord\n\n*", 5, r"write the words of the item after it, or delete the line; for the character itself write \*"),
        ("1.", 3, r"write the words of the item after it, or delete the line; for the character itself write 1\."),
        (
            "Ett stycke\ni två rader.\n---",
            3,
            "delete the line of hyphens or =; a heading is written on one line: ## and its words",
        ),
        (r"Ligger i C:\bilder\*.jpg", 3, "write two for each backslash"),
        (r"på \\server\bilder", 3, "write two for each backslash"),
    ],
)
def test_a_swallowed_character_is_found_and_the_fix_clears_it(text: str, line: int, fix: str) -> None:
    assert found(text)[0] == ("content/swallowed", line, fix)


@pytest.mark.parametrize("text", ["<Namn> fyller i", "a<b och c>d", "Ord\n\n<datum>"])
def test_words_between_angle_brackets_are_no_html(text: str) -> None:
    ((id, _, fix),) = found(text)
    assert (id, fix) == ("content/unsupported-markdown", "put a backslash before the <")
    assert not found(text.replace("<", "\\<"))


def test_the_characters_of_a_bare_address_are_no_markup() -> None:
    addresses = ("https://example.org/a*b*c", "https://example.org/~anna/~bo", "www.example.org/_arkiv_/2026")
    html = render_markdown(f"# Titel\n\n*{addresses[0]}* och {addresses[1]}, {addresses[2]}.\n", "f.md").html
    assert all(f">{address}<" in html for address in addresses)
    assert html.count("<em>") == 1


@pytest.mark.parametrize(
    "text",
    [
        r"10\*2\*3 kr, 10 × 2 × 3 kr",
        r"12\. mars, 24\. 12. 2026, Leser\*innen und Bürger\*innen, 5\^2\^3, \_\_init__.py",
        r"\> 65 år betalar hälften. C:\\bilder\\*.jpg och \\\\server\\bilder, C:\temp\fil.txt",
        "1. mars\n2. april",
        '> "65 år", sa hon.',
        "> 65 år är för lite.\n>\n> — Anna",
        "Rubrik\n---\n\n1. - ett\n   - två",
        "Pris* 50 kr, barn* 20 kr. *Gäller ej grupper. Sök efter #1, [x] och 3 < 5 & 7 > 4.",
        "Buss | Tåg | Båt, ~ 50 kr, ca ~50 och ~60, 1) ett, 08:30, 1_000, 012, null, yes, +46 70",
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
