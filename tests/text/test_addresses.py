"""Addresses as people write them."""

from __future__ import annotations

import pytest

from publisher.text.addresses import Address


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://infram.example.org/webb/", "infram.example.org/webb"),
        ("https://example.org/", "example.org"),
        ("http://example.org/a/", "example.org/a"),
        ("https://example.org/a?b=c", "example.org/a?b=c"),
        ("mailto:hej@example.org", "hej@example.org"),
        ("tel:0243-74000", "0243-74000"),
        ("tel:024374000", "0243-740 00"),
        ("https://xn--rksmrgs-5wao1o.se/%C3%A5", "räksmörgås.se/å"),
        ("https://example.org/a%26b%20c", "example.org/a%26b%20c"),
        ("https://example.org/%E5", "example.org/%E5"),
        ("https://example.org/%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7", "example.org/👩%E2%80%8D👧"),
        ("https://example.org/a\u202eb", "example.org/a%E2%80%AEb"),
        ("mailto:hej@xn--rksmrgs-5wao1o.se?subject=Hej", "hej@räksmörgås.se"),
        ("https://xn--strae-oqa.example.org", "straße.example.org"),
        ("https://xn--a.example.org/x", "xn--a.example.org/x"),
    ],
)
def test_printed(href: str, shown: str) -> None:
    assert Address(href).printed == shown


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
    assert Address(address).coded == shown
    assert Address(shown).coded == shown


def test_one_address_in_all_its_spellings() -> None:
    address = Address("https://xn--rksmrgs-5wao1o.se/%C3%A5-b/c")
    assert address.printed == "räksmörgås.se/å-b/c"
    assert address.coded == address.href
    assert address.pieces == ["räksmörgås.", "se/", "å-", "b/", "c"]
    assert "".join(address.pieces) == address.printed
    assert Address("tel:+4624374000").is_phone
    assert Address("mailto:hej@räksmörgås.se").coded == "mailto:hej@xn--rksmrgs-5wao1o.se"


@pytest.mark.parametrize(
    ("number", "grouped"),
    [
        ("+4624374000", "+46 243 740 00"),
        ("024374000", "0243-740 00"),
        ("0846500430", "08-465 004 30"),
        ("+46701234567", "+46 70 123 45 67"),
        ("0701234567", "070-123 45 67"),
        ("+46771567567", "+46 771 56 75 67"),
        ("+4790123456", "+47 90 12 34 56"),
        ("+4512345678", "+45 12 34 56 78"),
        ("+358401234567", "+358 401 234 567"),
        ("+12125550100", "+1 212 555 0100"),
        ("112", "112"),
        ("11414", "11414"),
    ],
)
def test_a_number_as_it_is_dialled_is_printed_in_groups(number: str, grouped: str) -> None:
    assert Address(f"tel:{number}").printed == grouped
    assert Address.of_phone(grouped).href == f"tel:{number}"
    assert Address(f"tel:{number}").is_said_in(f"Ring {grouped} i dag")
    assert Address(f"tel:{number}").pieces == [grouped]


@pytest.mark.parametrize(
    ("href", "copied"),
    [
        ("https://xn--rksmrgs-5wao1o.se/%C3%A5/", "https://räksmörgås.se/å/"),
        ("mailto:hej@xn--rksmrgs-5wao1o.se?subject=Hej", "hej@räksmörgås.se"),
        ("tel:0701234567", "070-123 45 67"),
    ],
)
def test_copied(href: str, copied: str) -> None:
    assert Address(href).copied == copied


def test_what_a_text_says_already() -> None:
    assert Address("tel:+4624374000").is_said_in("0243-740 00")
    assert Address("tel:024374000").is_said_in("+46 (0)243-740 00")
    assert not Address("tel:+4624374000").is_said_in("0243-740 01")
    assert Address("tel:112").is_said_in("Ring 112!")
    assert Address("https://example.org/a/").is_said_in("Mer på https://example.org/a.")
    assert Address("https://räksmörgås.se").is_said_in("(räksmörgås.se)")
    assert not Address("https://example.org/a").is_said_in("vår sida på example.org")
    assert Address("mailto:hej@example.org").is_said_in("hej@example.org")


def test_what_is_dialled() -> None:
    assert Address.of_phone("+46 (0)243-740 00").href == "tel:+4624374000"
    assert Address.of_phone("0243-740 00").href == "tel:024374000"
    assert Address.of_mail("hej@example.org").is_mail
