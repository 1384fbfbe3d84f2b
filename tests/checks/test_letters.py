"""Letters counted, where their order cannot be read back."""

from __future__ import annotations

import pytest

from publisher.checks.letters import letters, lost, runs_backwards


def test_which_texts_run_backwards() -> None:
    assert [runs_backwards(text) for text in ("hej", "مرحبا", "hej שלום", "")] == [False, True, True, False]


@pytest.mark.parametrize("found", ["مرحبا بكم (1)", "(1) مكب ابحرم", ")1( مرحبابكم", "مَرْحَبًا بكم 1"])
def test_order_brackets_and_vowels_do_not_count(found: str) -> None:
    assert list(lost(["مرحبا", "بكم", "(1)"], found, [])) == []


def test_a_text_that_is_not_there_is_lost() -> None:
    assert list(lost(["مرحبا", "بكم", "شكرا"], "مرحبا بكم", [])) == [2]


def test_a_text_that_stands_twice_needs_its_letters_twice() -> None:
    assert list(lost(["مرحبا", "مرحبا"], "مرحبا", [])) == [1]


def test_what_runs_along_on_the_pages_is_no_text() -> None:
    assert list(lost(["مرحبا"], "مرحبا 2", ["مرحبا", "2"])) == [0]


def test_shapes_of_letters_are_the_letters() -> None:
    assert letters("\ufefb") == letters("لا")
