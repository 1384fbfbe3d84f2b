"""Every QR code reads, from the finished page, to the address that the content gives it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from support import qr
from support.built import Built, Sample


def expected_addresses(page: Path) -> Counter[str]:
    """The addresses of the pictures of codes on the web page, which come from the same document as the PDF."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    return Counter(address for element in tree.iter() if (address := element.get("data-qr")))


@pytest.mark.parametrize("dpi", qr.RESOLUTIONS)
@pytest.mark.parametrize("form", ["screen", "press"])
def test_codes_read_to_their_addresses(built: Built, sample: Sample, form: str, dpi: int) -> None:
    expected = expected_addresses(built.path(sample.name, "web"))
    found = Counter(code.text for code in qr.codes(built.path(sample.name, form), dpi))
    assert found == expected, f"not read: {dict(expected - found)}; not in the content: {dict(found - expected)}"


def test_programme_has_codes(built: Built) -> None:
    """Else the test above would hold nothing."""
    assert expected_addresses(built.path("almedalen", "web"))


def test_codes_are_large_enough(built: Built, sample: Sample) -> None:
    """At least 20 mm with the quiet zone; without it a code of 21 modules is then 14.5 mm."""
    for code in qr.codes(built.path(sample.name, "screen"), 150):
        assert code.side_mm >= 14, f"{code.text} on page {code.page} is {code.side_mm:.1f} mm wide"
