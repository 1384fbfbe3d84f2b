"""What the validators say of the finished files of publications that a test built: nothing, if all is well."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from support import browser as browsers
from support import epub, nu, verapdf
from support.browser import Browser


def faults_of_tagged(output: Path, names: Sequence[str], form: str, flavour: str) -> list[str]:
    """What veraPDF says of the tagged PDF files that are not what they claim to be."""
    size = "-18pt" if form == "large-print" else ""
    files = [output / name / f"{name}-{form}{size}.pdf" for name in names]
    return [str(verdict) for verdict in verapdf.validate(files, flavour).values() if not verdict.compliant]


def faults_of_books(output: Path, names: Sequence[str]) -> list[str]:
    """What EPUBCheck says of the e-books."""
    books = [output / name / f"{name}-epub.epub" for name in names]
    return [f"{path.name}: {message}" for path, messages in epub.epubcheck(books).items() for message in messages]


def faults_of_pages(output: Path, names: Sequence[str], browser: Browser) -> list[str]:
    """What the Nu checker and axe-core say of the web pages and landing pages, and what is lost in a window.

    A landing page holds all that its web page holds, so that only that is opened in a narrow window.
    """
    pages = [output / name / file for name in names for file in ("index.html", f"{name}-web.html")]
    found = [
        f"{path.name}: {message}"
        for path, messages in nu.check(pages).items()
        for message in messages
        if message.kind != "info" and not message.is_false_alarm
    ]
    for page in pages:
        windows = (browsers.WIDE, browsers.NARROW) if page.name == "index.html" else (browsers.WIDE,)
        for window in windows:
            with browser.open(page, window=window) as opened:
                found += [f"{page.name}: {fault}" for fault in (*opened.audit().violations, *opened.losses())]
    return found
