"""Alt texts that describe nothing, and link texts that do not say where to; and words near them, which may stand."""

from __future__ import annotations

import pytest

from publisher.text.wording import describes, says_where


@pytest.mark.parametrize(
    "alt",
    [
        *("torg.svg", "DSC_0012.JPG", "skola", "Skola", "bild", "Bild.", "en bild", "Bilden", "The image", "logotyp"),
        *("IMG 2034", "image_3", "foto 12", "…", "alt text", "Diagram"),
    ],
)
def test_an_alt_text_that_describes_nothing(alt: str) -> None:
    assert not describes(alt, "pictures/skola.svg")


@pytest.mark.parametrize(
    "alt",
    [
        *("En skola med gröna kullar bakom.", "Bild av en skola", "Anna Berg", "Karta över Borlänge", "Skolan", "Tre"),
        *("Logotyp: Framåt!", "日本", "Foto: en bänk"),
    ],
)
def test_an_alt_text_that_describes_something(alt: str) -> None:
    assert describes(alt, "pictures/skola.svg")


@pytest.mark.parametrize(
    "text",
    ["här", "Här!", "klicka här", "Läs mer", "läs mer …", "» Mer", "denna länk", "here", "Read more.", "→", "this"],
)
def test_a_link_text_that_says_nothing(text: str) -> None:
    assert not says_where(text)


@pytest.mark.parametrize(
    "text",
    ["Läs mer på webben", "Läs mer om badet", "example.org", "Anmäl dig här", "0243-740 00", "More about us", "2047"],
)
def test_a_link_text_that_says_where(text: str) -> None:
    assert says_where(text)
