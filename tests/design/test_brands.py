"""What a brand's file may say of its fonts."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from publisher.design.brands import LEGIBLE, Fonts


@pytest.mark.parametrize(
    ("given", "text", "display"),
    [
        ({"pair": "book"}, "Literata", "Barlow Condensed"),
        ({"pair": "book", "display": "Figtree"}, "Literata", "Figtree"),
        ({"text": "Bitter", "display": "Figtree"}, "Bitter", "Figtree"),
    ],
)
def test_a_family_that_is_named_counts_before_its_pair(given: dict[str, str], text: str, display: str) -> None:
    fonts = Fonts.model_validate(given)
    assert (fonts.text, fonts.display, fonts.large_print) == (text, display, LEGIBLE)


@pytest.mark.parametrize(("given", "kind"), [({"pair": "klar"}, "unknown_pair"), ({"text": "Bitter"}, "fonts_missing")])
def test_fonts_that_are_not_known_or_not_enough(given: dict[str, str], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Fonts.model_validate(given)
    assert [fault["type"] for fault in caught.value.errors()] == [kind]
