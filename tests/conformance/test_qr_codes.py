"""Every QR code reads, from the finished page, to the address that the content gives it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from publisher.compose import compose
from publisher.content.load import load
from support import qr, tools
from support.built import Built, Sample


@cache
def expected_addresses(name: str) -> Counter[str]:
    """The addresses of the codes in the document. The web page has none: a link stands there."""
    tree = compose(load(tools.ROOT / "content" / name)).tree
    return Counter(tree.xpath("//img/@data-qr"))


@pytest.mark.parametrize("dpi", qr.RESOLUTIONS)
@pytest.mark.parametrize("form", ["screen", "press"])
def test_codes_read_to_their_addresses(built: Built, sample: Sample, form: str, dpi: int) -> None:
    expected = expected_addresses(sample.name)
    found = Counter(code.text for code in qr.codes(built.path(sample.name, form), dpi))
    assert found == expected, f"not read: {dict(expected - found)}; not in the content: {dict(found - expected)}"


def test_programme_has_codes() -> None:
    """Else the test above would hold nothing."""
    assert expected_addresses("almedalen")


def test_codes_are_large_enough(built: Built, sample: Sample) -> None:
    """At least 20 mm with the quiet zone; without it a code of 21 modules is then 14.5 mm."""
    for code in qr.codes(built.path(sample.name, "screen"), 150):
        assert code.side_mm >= 14, f"{code.text} on page {code.page} is {code.side_mm:.1f} mm wide"
