"""layout/css-property, -value, -syntax, -token: stylesheets for browsers and e-book readers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from publisher.checks.check import Check, Subject
from publisher.compose.tokens import tokens_of as brand_tokens_of
from publisher.design.brands import BrandFile
from publisher.design.browser_css import css_faults
from publisher.formats.epub.book_style import TOKEN, tokens_of
from publisher.formats.web.web_style import colour_tokens
from publisher.model.catalogue import Message, say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.paths import shown_path

MEDIA = {"web": "web page", "epub": "e-book"}


def browser_css(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    for medium in MEDIA:
        sheets = {path: path.read_text("utf-8") for path in document.layout.stylesheets(medium)}
        known = list(tokens_of(document)) if medium == "epub" else _web_tokens(document.brand, sheets.values())
        for path, text in sheets.items():
            shown = shown_path(path, document.content)
            yield from _faults(text, shown)
            yield from _unknown_tokens(text, shown, MEDIA[medium], known)


def _web_tokens(brand: BrandFile, sheets: Iterable[str]) -> list[str]:
    """The variables that a web page has: of the brand, and those that its stylesheets set themselves."""
    text = "".join((brand_tokens_of(brand), colour_tokens(brand), *sheets))
    return sorted({match[1] for match in re.finditer(r"--([\w-]+)\s*:", text)})


def _faults(text: str, shown: str) -> Iterator[Finding]:
    for fault in css_faults(text):
        place = Place(shown, fault.line)
        if fault.unknown:
            message = say("checks:no-browser-knows-property-has-no", unknown=fault.unknown)
            fix = (
                say("checks:write-quoted", nearest=fault.nearest)
                if fault.nearest
                else say("checks:correct-name-or-delete")
            )
            yield Finding("layout/css-property", Severity.WARNING, message, fix, place)
        elif fault.known:
            message = say("checks:cannot-browsers-ignore-this-line", known=fault.known, value=fault.value)
            fix = say("checks:write-quoted", nearest=fault.nearest) if fault.nearest else _how_to_write(fault.value)
            yield Finding("layout/css-value", Severity.WARNING, message, fix, place)
        else:
            message = say("checks:stylesheet-cannot-read-here-browsers-ignore")
            fix = say("checks:check-braces-colons-semicolons-they-stand")
            yield Finding("layout/css-syntax", Severity.ERROR, message, fix, place)


def _how_to_write(value: str) -> Message:
    if number := re.search(r"(?<![\w.#-])-?(?:\d+\.?\d*|\.\d+)(?![\w.%])", value):
        return say("checks:length-needs-unit-such-px-mm", number=number[0])
    return say("checks:correct-value-delete-line")


def _unknown_tokens(text: str, shown: str, what: str, known: list[str]) -> Iterator[Finding]:
    """Browsers ignore a declaration with a variable that has no value. Not every e-book reader knows variables, so each
    is written in as its value, and without one no e-book can be made. `var(--name, other)` has another."""
    severity = Severity.ERROR if what == MEDIA["epub"] else Severity.WARNING
    for number, line in enumerate(text.splitlines(), 1):
        for name in (name for name in TOKEN.findall(line) if name not in known):
            message = say("checks:stylesheet-uses-which-does-not-exist", what=what, name=name)
            near = difflib.get_close_matches(name, known, 1)
            fix = (
                say("checks:write", near=near[0])
                if near
                else say("checks:use-one", known=", ".join(f"--{token}" for token in known))
            )
            yield Finding("layout/css-token", severity, message, fix, Place(shown, number))


CHECK = Check(
    ids=("layout/css-property", "layout/css-value", "layout/css-syntax", "layout/css-token"),
    stage="document",
    rationale="Browsers ignore what they do not understand, so a typing error in a stylesheet is never noticed.",
    source="CSS Syntax Module Level 3, 9; CSS 2.2, 4.2",
    run=browser_css,
)
