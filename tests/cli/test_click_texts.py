"""The command line speaks Swedish, click's own texts included."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import click
import pytest

from publisher.model.catalogue import ENGLISH, texts
from support.cli import publisher
from support.tools import ROOT

FILES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
# Texts for programmers, for prompts with a password, and for parts of click that the verbs do not use.
NOT_USED = (
    *("deprecated", "DeprecationWarning: ", "Positional arguments", "Value must be an iterable."),
    *("Could not determine name", "No options defined but", "env var: ", "Arguments take exactly", "(dynamic)"),
    *("Name '{name}' defined twice", "Boolean option", "Do you want to continue?", "Confirm the action"),
    *("Invalid start character", "Choice({choices})", "{value!r} does not match the format", "Show the version"),
    "{value!r} is not a valid UUID.",
)


def texts_of_click() -> set[str]:
    """What click gives to gettext."""
    found = set()
    for name in FILES:
        tree = ast.parse(Path(click.__file__).with_name(f"{name}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                found |= {
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return found


def values(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}


def test_each_text_of_click_is_in_the_catalogue() -> None:
    known = set(texts(ENGLISH, "click").values())
    assert {text for text in texts_of_click() - known if not text.startswith(NOT_USED)} == set()


@pytest.mark.parametrize("id", texts(ENGLISH, "click"))
def test_a_translation_fills_in_no_other_values(id: str) -> None:
    assert values(texts("sv", "click")[id]) <= values(texts(ENGLISH, "click")[id])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["biuld"], "Fel: Det finns inget kommando 'biuld'. Menade du 'build'?"),
        (["build", "--formt", "web"], "Fel: Det finns ingen flagga '--formt'."),
        (["build", "--format", "wep"], "Menade du ”web”?"),
        (["build", "--press"], "Flaggan '--press' behöver ett värde."),
        (["check", "--fail-on", "eror"], "Fel: Fel värde för '--fail-on': 'eror' är inget av 'error'"),
        (["impose"], "Saknar värdet 'FILE.pdf'."),
        (["list", "layouts", "brands"], "Fel: Ett ord för mycket (brands)"),
        (["list", "layuots"], "Menade du ”layouts”?"),
        (["list", "--content", str(ROOT / "LICENSE")], "är en fil, ingen mapp."),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
@pytest.mark.parametrize("by", ["option", "option of the verb", "locale"])
def test_a_mistake_in_a_command_is_reported_in_swedish(
    arguments: list[str], says: str, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if by == "locale":
        monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    before = ["--lang", "sv"] if by == "option" else []
    within = ["--lang=sv"] if by == "option of the verb" else []
    answer = publisher(*before, arguments[0], *within, *arguments[1:])
    assert answer.exit_code == 2
    assert says in answer.stderr


def test_english_comes_back_after_swedish() -> None:
    assert "Användning:" in publisher("--lang", "sv", "list", "--help").stdout
    assert "Usage:" in publisher("list", "--help").stdout
