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

    @classmethod
    def of_phone(cls, number: str) -> Address:
        """'+46 (0)243-740 00' -> tel:+4624374000: what a telephone dials (RFC 3966)."""
        plain = number.replace("(0)", "") if number.startswith(("+", "00")) else number
        return cls("tel:" + "".join(char for char in plain if char.isdigit() or char == "+"))

    @classmethod
    def of_mail(cls, mailbox: str) -> Address:
        """'hej@example.org' -> mailto:hej@example.org (RFC 6068)."""
        return cls(f"mailto:{mailbox}")

    @property
    def is_mail(self) -> bool:
        return self.href.startswith("mailto:")

    @property
    def is_phone(self) -> bool:
        return self.href.startswith("tel:")

    @property
    def printed(self) -> str:
        """As it stands on paper and is read out: without its scheme, in letters, a telephone number in groups, and of a
        mailbox without the subject that a link may carry."""
        if self.is_phone:
            return grouped(self.href.removeprefix("tel:"))
        plain = re.sub(r"^(https?://|mailto:)|/$", "", self.href)
        plain = plain.partition("?")[0] if self.is_mail else plain
        with suppress(UnicodeError):  # bytes that are not UTF-8 stay as they are
            plain = re.sub(r"(%[89A-Fa-f][0-9A-Fa-f])+", lambda match: unquote(match[0], errors="strict"), plain)
        # What nobody sees, nobody could type: U+200D stays %E2%80%8D.
        plain = plain if plain.isprintable() else "".join(c if c.isprintable() else quote(c) for c in plain)
        host, slash, rest = plain.partition("/")
        mailbox, at, domain = host.rpartition("@")
        return f"{mailbox}{at}{_in_letters(domain)}{slash}{rest}"

    @property
    def copied(self) -> str:
        """As one copies it into a browser or letter, whole: 'https://example.org/å/', 'hej@example.org'."""
        scheme = self.href.partition("//")[0] + "//" if self.href.startswith(("http:", "https:")) else ""
        return f"{scheme}{self.printed}{'/' if scheme and self.href.endswith('/') else ''}"

    @property
    def coded(self) -> str:
        """'räksmörgås.se/å' -> 'xn--rksmrgs-5wao1o.se/%C3%A5', in ASCII alone: what files for programs must have, and
        codes that every reader reads. The host of a web address and the domain of a mail address become punycode (RFC
        3492), all else is percent-encoded (RFC 3986)."""
        address = self.href
        with suppress(ValueError):
            parts = urlsplit(address)
            mailbox, at, domain = parts.path.rpartition("@")
            if parts.netloc:
                user, at, host = parts.netloc.rpartition("@")
                address = urlunsplit(parts._replace(netloc=f"{user}{at}{_ascii_host(host)}"))
            elif parts.scheme == "mailto" and at:
                address = urlunsplit(parts._replace(path=f"{mailbox}@{_ascii_host(domain)}"))
        return quote(address, safe="!#$%&'()*+,/:;=?@[]~")

    @property
    def pieces(self) -> list[str]:
        """As it is printed, in the pieces between which a line may be broken: after a slash, dot or hyphen, and never
        with a hyphen of its own. A telephone number and a mailbox without hyphens and dots stay whole."""
        return [self.printed] if self.is_phone else pieces_of(self.printed)

    def is_said_in(self, text: str) -> bool:
        """Whether a text shows the address already: on paper it need not follow."""
        if self.is_phone:
            number = self.href.removeprefix("tel:")
            country = COUNTRIES.match(number)  # people leave it out at home: '0980-319 200' is '+46 980 319 200'
            digits = "".join(filter(str.isdigit, number[country.end() :] if country else number))
            return digits in "".join(filter(str.isdigit, text))
        words = re.sub(r"https?://", "", text.casefold()).split()
        return self.printed.casefold() in (word.strip("(),;").rstrip("./") for word in words)


def pieces_of(text: str) -> list[str]:
    """The pieces of an address that is spelled out, between which a line may be broken."""
    return [piece for piece in BREAK_AFTER.split(text) if piece]


# Swedish area codes (Post- och telestyrelsen's numbering plan): two digits, three, four; and of mobile telephones.
STOCKHOLM = "08"
THREE_DIGITS = re.compile(r"01[01368-9]|02[0136]|03[1356]|04[0246]|054|06[03]|07[02369]|090")
# How the digits after the area code are grouped, by their number, as Swedes write them.
GROUPS = {5: (3, 2), 6: (2, 2, 2), 7: (3, 2, 2), 8: (3, 3, 2)}
SAME_DIGITS = 7  # at the end of a number, however it is written
PAIRS = ("+45", "+47", "+33")  # countries that write numbers in pairs
COUNTRIES = re.compile(r"\+(1|7|2[07]|3[0-469]|4[0134-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")


def grouped(number: str) -> str:
    """A telephone number that was written as it is dialled, in the groups in which people read it and a voice says it:
    '+4624374000' -> '+46 243 740 00', '0701234567' -> '070-123 45 67'. One in groups stays as it is."""
    if not re.fullmatch(r"\+?\d{7,15}", number):
        return number
    if number.startswith("+46"):
        area, rest = _swedish(f"0{number[3:]}")
        return f"+46 {area[1:]} {rest}"
    if number.startswith("0") and not number.startswith("00"):
        return "-".join(_swedish(number))
    if country := COUNTRIES.match(number):
        rest = number[country.end() :]
        wide = 2 if country[0] in PAIRS and len(rest) % 2 == 0 else 3
        return f"{country[0]} {_parted(rest, wide)}"
    return number


def _swedish(number: str) -> tuple[str, str]:
    """(area code, the rest in groups)"""
    wide = 2 if number.startswith(STOCKHOLM) else 3 if THREE_DIGITS.match(number) else 4
    area, rest = number[:wide], number[wide:]
    groups, at = [], 0
    for length in GROUPS.get(len(rest), (len(rest),)):
        groups.append(rest[at : at + length])
        at += length
    return area, " ".join(groups)


def _parted(digits: str, wide: int) -> str:
    """In groups of so many, from the left; a single digit at the end belongs to the group before it."""
    groups = [digits[at : at + wide] for at in range(0, len(digits), wide)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return " ".join(groups)


def _in_letters(host: str) -> str:
    """Label by label; one that is no punycode stays as it is (RFC 3492)."""
    labels = host.split(".")
    for index, one in enumerate(labels):
        if one.lower().startswith("xn--"):
            with suppress(UnicodeError):
                letters = one[4:].encode("ascii").decode("punycode")
                labels[index] = letters if letters.isprintable() and _ascii_label(letters) == one.lower() else one
    return ".".join(labels)


def _ascii_host(host: str) -> str:
    """Label by label, as browsers do (UTS 46, nontransitional): "ß" stays a letter of its own, where Python's codec
    would make it "ss" and lead to another host."""
    labels = re.split(r"[.\u3002\uff0e\uff61]", host)
    return ".".join(label if label.isascii() else _ascii_label(label) for label in labels)


def _ascii_label(label: str) -> str:
    plain = normalize("NFKC", label.lower())
    return plain if plain.isascii() else f"xn--{plain.encode('punycode').decode()}"
