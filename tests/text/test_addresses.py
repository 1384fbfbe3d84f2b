"""Addresses as people write them."""

from __future__ import annotations

import pytest

from publisher.text.addresses import Address, encoded, printed


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://infram.example.org/webb/", "infram.example.org/webb"),
        ("https://example.org/", "example.org"),
        ("http://example.org/a/", "example.org/a"),
        ("https://example.org/a?b=c", "example.org/a?b=c"),
        ("mailto:hej@example.org", "hej@example.org"),
        ("tel:0243-74000", "0243-74000"),
        ("https://xn--rksmrgs-5wao1o.se/%C3%A5", "räksmörgås.se/å"),
        ("https://example.org/a%26b%20c", "example.org/a%26b%20c"),
        ("https://example.org/%E5", "example.org/%E5"),
        ("mailto:hej@xn--rksmrgs-5wao1o.se?subject=Hej", "hej@räksmörgås.se"),
        ("https://xn--strae-oqa.example.org", "straße.example.org"),
        ("https://xn--a.example.org/x", "xn--a.example.org/x"),
    ],
)
def test_printed(href: str, shown: str) -> None:
    assert printed(href) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/a?b=c,d;e#f", "https://example.org/a?b=c,d;e#f"),
        ("https://räksmörgås.se/å", "https://xn--rksmrgs-5wao1o.se/%C3%A5"),
        ("https://example.org/%C3%A5", "https://example.org/%C3%A5"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        (
            "https://namn:ord@räksmörgås.se:8080/å?ö=ä#å",
            "https://namn:ord@xn--rksmrgs-5wao1o.se:8080/%C3%A5?%C3%B6=%C3%A4#%C3%A5",
        ),
        ("https://RÄKSMÖRGÅS.se", "https://xn--rksmrgs-5wao1o.se"),
        ("https://straße.example.org", "https://xn--strae-oqa.example.org"),
        ("mailto:åsa@räksmörgås.se?subject=Möte", "mailto:%C3%A5sa@xn--rksmrgs-5wao1o.se?subject=M%C3%B6te"),
        ("https://[::1]/å", "https://[::1]/%C3%A5"),
    ],
)
def test_encoded(address: str, shown: str) -> None:
    assert encoded(address) == shown
    assert encoded(shown) == shown


def test_one_address_in_all_its_spellings() -> None:
    address = Address("https://xn--rksmrgs-5wao1o.se/%C3%A5-b/c")
    assert address.printed == "räksmörgås.se/å-b/c"
    assert address.coded == address.href
    assert address.pieces == ["räksmörgås.", "se/", "å-", "b/", "c"]
    assert "".join(address.pieces) == address.printed
    assert Address("tel:+4624374000").is_phone
    assert Address("mailto:hej@räksmörgås.se").coded == "mailto:hej@xn--rksmrgs-5wao1o.se"
