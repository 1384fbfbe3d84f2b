"""Labels know the language that they are in."""

from __future__ import annotations

import pickle

from publisher.model.label import Label, joined_labels, label_runs, language_of
from publisher.model.runs import Kind, Mark, Run

ENGLISH = Label("Contact", "en", "ltr")


def test_a_label_is_a_text() -> None:
    assert ENGLISH == "Contact"
    assert language_of(ENGLISH) == "en"
    assert language_of("Contact") == language_of(Label("Kontakt")) == ""


def test_it_keeps_its_language_between_other_characters() -> None:
    around = ENGLISH.within("(", "):")
    assert (around, around.attributes) == ("(Contact):", {"lang": "en", "dir": "ltr"})


def test_it_keeps_its_language_on_the_way_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(ENGLISH)).attributes == ENGLISH.attributes


def test_runs_mark_what_is_in_another_language() -> None:
    assert label_runs(", ", "and ", ENGLISH, "", ": 18") == (
        Run(", and "),
        Run("Contact", (Mark(Kind.LANGUAGE, language="en"),)),
        Run(": 18"),
    )


def test_several_are_marked_where_all_are_in_one_language() -> None:
    assert joined_labels([ENGLISH, ENGLISH], ", ").language == "en"
    assert joined_labels([ENGLISH, Label("Kontakt")], ", ").language == ""
    assert joined_labels([], ", ") == ""
