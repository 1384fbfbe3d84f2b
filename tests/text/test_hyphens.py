"""Long words are hyphenated on the pages by their language's patterns, or by those that it borrows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.text.hyphens import patterns_of
from support.laid_out import lay_out


def lines_of(word: str, language: str) -> list[str]:
    """A word in a column that is too narrow for it, as the layout engine parts it."""

    def texts(box: Any) -> Iterator[str]:
        if text := getattr(box, "text", None):
            yield text
        for child in children(box):
            yield from texts(child)

    pages = lay_out(f"<p>{word}</p>", "p{hyphens:auto;width:18mm}", language)
    return [text for root in page_boxes(pages.rendered) for text in texts(root)]


@pytest.mark.parametrize(
    ("language", "word"),
    [
        *[("no", "ytringsfrihetsorganisasjonene"), ("no-NO", "ærlighetsorganisasjonene"), ("nb", "øyeblikksbildene")],
        *[("bs", "najzanimljivijima"), ("bs-Cyrl", "најзанимљивијима"), ("sr-Latn", "najzanimljivijima")],
        *[("de", "Bürgerbeteiligung"), ("de", "Versammlungsfreiheit")],  # nouns
        *[("uk", "найвідповідальнішого"), ("el", "αυτοδιαχειριζόμενους"), ("sv", "Folkomröstningskampanj")],
    ],
)
def test_a_long_word_is_parted(language: str, word: str) -> None:
    first, *rest = lines_of(word, language)
    assert rest
    assert first.endswith("‐")  # the hyphen that the engine adds
    assert "".join([first, *rest]).replace("‐", "") == word


def test_a_long_word_without_patterns_is_whole() -> None:
    assert lines_of("järjestelmällisyydellä", "fi") == ["järjestelmällisyydellä"]


@pytest.mark.parametrize(
    ("language", "lender"),
    [
        *[("no", "nb"), ("no-SJ", "nb"), ("bs", "hr"), ("bs-Latn", "hr"), ("bs-Cyrl-BA", "sr")],
        *[("nn", "nn"), ("sv-FI", "sv"), ("sr-Latn", "sr-Latn"), ("se", None)],
    ],
)
def test_patterns_are_the_languages_own_or_borrowed(language: str, lender: str | None) -> None:
    assert patterns_of(language) == lender
