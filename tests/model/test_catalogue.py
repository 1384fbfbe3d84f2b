"""The catalogue of messages: each id that the code names has a text in every language, and each text is used."""

from __future__ import annotations

import ast
import copy
import datetime as dt
import pickle
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.model.catalogue import ENGLISH, FOLDER, in_language, languages, say, speak, spoken, texts, usual_language
from support.tools import ROOT

ROOMS = sorted(path.stem for path in (FOLDER / ENGLISH).glob("*.toml"))
ID = re.compile(rf"({'|'.join(ROOMS)}):[a-z0-9-]*[a-z0-9]")
CLICK = "click"  # its texts are looked up by click's own; tests/cli/test_click_texts.py compares them
OTHERS = [language for language in languages() if language != ENGLISH]


def named_ids(root: Path) -> Iterator[tuple[str, bool]]:
    """Every id in the code; True where it is only the beginning of one, as in say(f"report:{severity}")."""
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                first = node.values[0]
                if isinstance(first, ast.Constant) and re.fullmatch(
                    rf"({'|'.join(ROOMS)}):[a-z0-9-]*", str(first.value)
                ):
                    yield str(first.value), True
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                yield node.value, False


def fields(text: str) -> set[tuple[str, str]]:
    """The values that a text is filled in with: (name, how it is written)."""
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


def test_each_id_has_a_text_and_each_text_a_use() -> None:
    known = {f"{room}:{name}" for room in ROOMS if room != CLICK for name in texts(ENGLISH, room)}
    named = set(named_ids(ROOT / "publisher"))
    whole = {id for id, begins in named if not begins}
    begun = tuple(id for id, begins in named if begins)
    unused = {id for id in known - whole if not id.startswith(begun)}
    assert (whole - known, unused) == (set(), set())


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("room", ROOMS)
def test_a_language_has_each_text_with_the_same_values(room: str, language: str) -> None:
    english, other = texts(ENGLISH, room), texts(language, room)
    assert other.keys() == english.keys()
    for name, text in english.items() if room != CLICK else ():
        wanted = {value for value, _ in fields(text)}
        assert {value for value, _ in fields(other[name])} <= wanted, name


def test_a_message_is_english_and_can_be_said_in_another_language() -> None:
    message = say("content:there-no-file", file="sections/om.md")
    assert message == "there is no file sections/om.md"
    assert in_language(message, "sv") == "det finns ingen fil sections/om.md"


def test_a_message_in_a_message_is_translated_with_it() -> None:
    message = say("content:not-supported-here", name=say("content:horizontal-rule"))
    assert in_language(message, "sv") == "en vågrät linje går inte att använda här"


@pytest.mark.parametrize("keep", [lambda one: pickle.loads(pickle.dumps(one)), copy.deepcopy])
def test_a_message_keeps_its_id_through_pickle_and_copy(keep) -> None:  # type: ignore[no-untyped-def]
    message = keep(say("content:event-ended", end=dt.date(2018, 7, 5)))
    assert message == "the event ended on 5 July 2018"
    assert in_language(message, "sv") == "evenemanget slutade den 5 juli 2018"


def test_numbers_and_words_are_written_as_the_language_does() -> None:
    message = say("content:this-row-has-table-has-columns", count=1, columns=3)
    assert (message, in_language(message, "sv")) == (
        "this row has 1 cell, the table has 3 columns",
        "raden har 1 cell, tabellen har 3 kolumner",
    )
    assert in_language(say("report:page", page=1.5), "sv") == "sidan 1,5"


def test_a_text_that_is_no_message_stays_as_it_is() -> None:
    assert in_language("as it is", "sv") == "as it is"


def test_a_language_without_messages_has_the_english_ones() -> None:
    assert in_language(say("content:too-deep"), "fi") == say("content:too-deep")


@pytest.mark.parametrize(
    ("named", "language"),
    [("sv_SE.UTF-8", "sv"), ("sv", "sv"), ("en_GB.UTF-8", "en"), ("C.UTF-8", "en"), ("fi_FI", "en"), ("", "en")],
)
def test_the_language_of_the_system(monkeypatch: pytest.MonkeyPatch, named: str, language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", named)
    assert usual_language() == language


def test_only_a_language_with_messages_can_be_chosen() -> None:
    with pytest.raises(KeyError):
        speak("tlh")
    assert spoken() == ENGLISH
