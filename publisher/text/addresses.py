"""Addresses as people write them."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import quote, unquote, urlsplit


def printed(href: str) -> str:
    """'https://xn--rksmrgs-5wao1o.se/%C3%A5/' -> 'räksmörgås.se/å'; likewise without mailto: and tel:."""
    plain = re.sub(r"^(https?://|mailto:|tel:)|/$", "", href)
    with suppress(UnicodeError):  # signs that are no UTF-8 stay as they are
        plain = re.sub(r"(%[89A-Fa-f][0-9A-Fa-f])+", lambda match: unquote(match[0], errors="strict"), plain)
    host, slash, rest = plain.partition("/")
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna") if "xn--" in host else host
    return f"{host}{slash}{rest}"


def encoded(address: str) -> str:
    """'räksmörgås.se/å' -> 'xn--rksmrgs-5wao1o.se/%C3%A5', in ASCII alone: what files for programs must have."""
    with suppress(UnicodeError, ValueError):
        host = urlsplit(address).netloc
        address = address.replace(host, host.encode("idna").decode(), 1) if not host.isascii() else address
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def dial(number: str) -> str:
    """'+46 (0)243-740 00' -> '+4624374000': what a telephone dials."""
    plain = number.replace("(0)", "") if number.startswith(("+", "00")) else number
    return "".join(char for char in plain if char.isdigit() or char == "+")
