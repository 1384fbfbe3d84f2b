"""Addresses as people write them."""

from __future__ import annotations

import re
from contextlib import suppress
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit, urlunsplit


def printed(href: str) -> str:
    """'https://xn--rksmrgs-5wao1o.se/%C3%A5/' -> 'räksmörgås.se/å'; likewise without mailto: and tel:."""
    plain = re.sub(r"^(https?://|mailto:|tel:)|/$", "", href)
    with suppress(UnicodeError):  # bytes that are not UTF-8 stay as they are
        plain = re.sub(r"(%[89A-Fa-f][0-9A-Fa-f])+", lambda match: unquote(match[0], errors="strict"), plain)
    host, slash, rest = plain.partition("/")
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna") if "xn--" in host else host
    return f"{host}{slash}{rest}"


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
