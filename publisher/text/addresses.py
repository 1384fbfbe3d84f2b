"""Addresses as people write them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit, urlunsplit

BREAK_AFTER = re.compile(r"(?<=[/?&=.-])")


@dataclass(frozen=True)
class Address:
    """Where something leads (`href`: https:, http:, mailto:, tel:), in every spelling that is needed."""

    href: str

    @property
    def is_mail(self) -> bool:
        return self.href.startswith("mailto:")

    @property
    def is_phone(self) -> bool:
        return self.href.startswith("tel:")

    @property
    def printed(self) -> str:
        """As it stands on paper and is read out: without its scheme, in letters, and of a mailbox without the subject
        that a link may carry."""
        plain = re.sub(r"^(https?://|mailto:|tel:)|/$", "", self.href)
        plain = plain.partition("?")[0] if self.is_mail else plain
        with suppress(UnicodeError):  # bytes that are not UTF-8 stay as they are
            plain = re.sub(r"(%[89A-Fa-f][0-9A-Fa-f])+", lambda match: unquote(match[0], errors="strict"), plain)
        host, slash, rest = plain.partition("/")
        mailbox, at, domain = host.rpartition("@")
        return f"{mailbox}{at}{_in_letters(domain)}{slash}{rest}"

    @property
    def coded(self) -> str:
        """As links, codes and files for programs hold it, see `encoded`."""
        return encoded(self.href)

    @property
    def pieces(self) -> list[str]:
        """As it is printed, in the pieces between which a line may be broken: after a slash, dot or hyphen, and never
        with a hyphen of its own."""
        return pieces_of(self.printed)


def pieces_of(text: str) -> list[str]:
    """The pieces of an address that is spelled out, between which a line may be broken."""
    return [piece for piece in BREAK_AFTER.split(text) if piece]


def printed(href: str) -> str:
    """'https://xn--rksmrgs-5wao1o.se/%C3%A5/' -> 'räksmörgås.se/å'; likewise without mailto: and tel:."""
    return Address(href).printed


def _in_letters(host: str) -> str:
    """Label by label; one that is no punycode stays as it is (RFC 3492)."""
    labels = host.split(".")
    for index, one in enumerate(labels):
        if one.lower().startswith("xn--"):
            with suppress(UnicodeError):
                letters = one[4:].encode("ascii").decode("punycode")
                labels[index] = letters if letters.isprintable() and _ascii_label(letters) == one.lower() else one
    return ".".join(labels)


def encoded(address: str) -> str:
    """'räksmörgås.se/å' -> 'xn--rksmrgs-5wao1o.se/%C3%A5', in ASCII alone: what files for programs must have, and codes
    that every reader reads. The host of a web address and the domain of a mail address become punycode (RFC 3492), all
    else is percent-encoded (RFC 3986)."""
    with suppress(ValueError):
        parts = urlsplit(address)
        mailbox, at, domain = parts.path.rpartition("@")
        if parts.netloc:
            user, at, host = parts.netloc.rpartition("@")
            address = urlunsplit(parts._replace(netloc=f"{user}{at}{_ascii_host(host)}"))
        elif parts.scheme == "mailto" and at:
            address = urlunsplit(parts._replace(path=f"{mailbox}@{_ascii_host(domain)}"))
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def _ascii_host(host: str) -> str:
    """Label by label, as browsers do (UTS 46, nontransitional): "ß" stays a letter of its own, where Python's codec
    would make it "ss" and lead to another host."""
    labels = re.split(r"[.\u3002\uff0e\uff61]", host)
    return ".".join(label if label.isascii() else _ascii_label(label) for label in labels)


def _ascii_label(label: str) -> str:
    plain = normalize("NFKC", label.lower())
    return plain if plain.isascii() else f"xn--{plain.encode('punycode').decode()}"


def dial(number: str) -> str:
    """'+46 (0)243-740 00' -> '+4624374000': what a telephone dials."""
    plain = number.replace("(0)", "") if number.startswith(("+", "00")) else number
    return "".join(char for char in plain if char.isdigit() or char == "+")
