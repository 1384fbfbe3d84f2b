"""YAML as people write it: every scalar stays its text, every key keeps its line, every slip is reported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from publisher.datafiles.yaml_reader import read_yaml

DEEP = (
    "from publisher.datafiles.yaml_reader import read_yaml; print([f.id for f in read_yaml({text}, 'a.yaml').findings])"
)
# One alias in the other, nine times each: nine to the power of nine texts.
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)


@pytest.mark.parametrize(
    "text",
    [
        *["10.30", "10:30", "no", "yes", "on", "true", "2018-07-02", "0243-740 00", "1.0", "1e3", "0o17", "017"],
        *["0x1F", "1_000", "52 000", ".5", "-1", "+46", "=", "2018", "12:30:45", "Löser vi det? – Ja!", "😀"],
    ],
)
def test_a_scalar_stays_its_text(text: str) -> None:
    assert read_yaml(f"field: {text}\n", "a.yaml").data == {"field": text}


@pytest.mark.parametrize("text", ["", " ~", " null", " # nothing but a comment"])
def test_a_value_left_out_is_no_text(text: str) -> None:
    """Else an alt text of '~' would be read out."""
    assert read_yaml(f"field:{text}\n", "a.yaml").data == {"field": None}


@pytest.mark.parametrize("text", ['"~"', "'null'", '""'])
def test_a_quoted_value_is_a_text(text: str) -> None:
    assert read_yaml(f"field: {text}\n", "a.yaml").data == {"field": text[1:-1]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"Borlänge: en stad"', "Borlänge: en stad"),
        ("'det var ''då'''", "det var 'då'"),
        (">-\n  en rad\n  till", "en rad till"),
        ("|\n  en rad\n  till", "en rad\ntill\n"),
        ("[a, 10.30]", ["a", "10.30"]),
        ("{ a: no }", {"a": "no"}),
        ("!!int 7", "7"),
    ],
)
def test_the_forms_of_a_value(text: str, value: object) -> None:
    assert read_yaml(f"field: {text}\n", "a.yaml").data == {"field": value}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_a_file_without_fields_is_empty(text: str) -> None:
    assert not read_yaml(text, "a.yaml").data


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("first", [1, 2])
def test_every_key_and_item_keeps_its_line(end: str, first: int) -> None:
    file = read_yaml(end.join(["# note", "a: 1", "b:", "  - c: 2", "    d: 3", "  - 4", ""]), "a.yaml", first)
    paths = {("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 0, "c"): 4, ("b", 0, "d"): 5, ("b", 1): 6}
    assert {path: file.lines[path] for path in paths} == {path: line + first - 1 for path, line in paths.items()}


def test_a_path_that_is_not_there_stands_where_its_nearest_parent_does() -> None:
    assert str(read_yaml("a: 1\nb:\n  c: 2\n", "a.yaml").place(("b", "nothing", "below"))) == "a.yaml:2"


def test_a_key_given_twice_is_reported_and_the_first_kept() -> None:
    file = read_yaml("a: 1\nb: 2\na: 3\n", "a.yaml", first_line=2)
    assert file.data == {"a": "1", "b": "2"}
    assert [(f.id, f.where.line if f.where else 0) for f in file.findings] == [("content/duplicate-key", 4)]
    assert "first on line 2" in file.findings[0].message


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("a: 1\n\tb: 2\n", 2, "not with the tab key"),
        ("a:\n\tb: 2\n", 2, "not with the tab key"),
        ("a:\n  - b\n\t- c\n", 3, "not with the tab key"),
        ("a: 1\ntitle: Borlänge: en stad\n", 2, "needs quotation marks"),
        ("a:\n  - b\n c: 1\n", 3, "begin this line with 0 spaces"),
        ("a: 1\nb\nc: 2\n", 3, "'name: value'"),
        ("a: [1, 2\nb: 3\n", 1, "close the bracket"),
        ("a: *nobody\n", 1, ""),
        ("a: 1\n---\nb: 2\n", 2, ""),
    ],
)
def test_what_does_not_parse_is_reported_with_its_line_and_a_fix(text: str, line: int, fix: str) -> None:
    (finding,) = read_yaml(text, "a.yaml").findings
    assert (finding.id, str(finding.where)) == ("content/yaml-syntax", f"a.yaml:{line}")
    assert fix in finding.fix


@pytest.mark.parametrize("text", ['a: "open\nb: 1\n', "a: 'open\n", 'a: 1\nb: "open\nc: "2"\n'])
def test_a_quotation_mark_left_open_is_named(text: str) -> None:
    (finding,) = read_yaml(text, "a.yaml").findings
    assert "close the quotation mark" in finding.fix


@pytest.mark.parametrize("text", ['a: "open\nb: 1\n', "a: [1,\n"])
def test_a_fault_at_the_end_stands_on_a_line_that_is_there(text: str) -> None:
    (finding,) = read_yaml(text, "a.yaml").findings
    assert finding.where is not None
    assert (finding.where.line or 0) <= text.count("\n")


def test_a_control_character_is_not_taken_for_a_tab() -> None:
    (finding,) = read_yaml("a: x\x07\n", "a.yaml").findings
    assert "tab key" not in finding.fix


def test_a_tag_cannot_run_anything() -> None:
    assert read_yaml("a: !!python/object/apply:os.getcwd []\n", "a.yaml").data in ({"a": []}, None)


def test_a_key_that_is_no_text_shows_nothing_of_the_parser() -> None:
    file = read_yaml("? [a, b]\n: 1\n", "a.yaml")
    assert "ScalarNode" not in f"{file.data}{file.findings}"


@pytest.mark.parametrize(
    "text", ["a: &a [*a]\n", "a: &a\n  b: *a\n", BOMB], ids=["list in itself", "fields in themselves", "bomb"]
)
def test_aliases_that_never_end_are_reported(text: str) -> None:
    assert _ids(repr(text)) == "['content/yaml-syntax']"


@pytest.mark.parametrize("depth", [1_000, 10_000, 100_000])
def test_absurd_nesting_is_reported(depth: int) -> None:
    assert _ids(f"'a: ' + '[' * {depth} + ']' * {depth}") == "['content/yaml-syntax']"


def _ids(text: str) -> str:
    """What a process of its own finds: it may crash or never end."""
    command = [sys.executable, "-c", DEEP.format(text=text)]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return "it never ends"
    return answer.stdout.strip() or f"ended with {answer.returncode}: {answer.stderr.strip()[-100:]}"


@pytest.mark.parametrize(
    "text", ["a: !Viktigt möte", "a: ! möte", "- !!x x", "!a b: c", "&a b: c", "a: &Co möte", "a: *"]
)
def test_a_first_word_that_is_a_mark_of_yaml_is_not_lost(text: str) -> None:
    """YAML takes `!Viktigt` for the kind of the text behind it."""
    read = read_yaml(f"{text}\n", "a.yaml")
    assert read.data is None
    assert [finding.id for finding in read.findings] == ["content/yaml-syntax"]
