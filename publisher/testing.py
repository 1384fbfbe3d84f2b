"""For the tests of formats, checks and rules: a small programme sheet, changed as a test asks, and what is made of it.

    assert unproven("words") == []
    (found,) = findings("mine/long-title", ("publication.yaml", "Ditt program", "Ett program " * 9))
    (found,) = faults("mine/large-file", data)

The sheet is the starter of the layout `programme-a4`, always of the same date.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from publisher.checks import CHECKS, Subject
from publisher.checks.parity import parity
from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.catalogue import say
from publisher.model.errors import UsageError
from publisher.model.findings import Finding, Options
from publisher.model.nearest import there_are
from publisher.preflight import RULES, Inspection, open_file
from publisher.presses.profiles import USUAL_PRESS, find_press
from publisher.scaffold import make_publication

Change = tuple[str, str, str]
NAME, LAYOUT, DAY = "sheet", "programme-a4", dt.date(2026, 12, 1)
# What content may lose: (kind, file, where, what is there afterwards).
LOSSES = (
    ("a word", "publication.yaml", r"(\n  text: \w+ )\w+ ", r"\1"),
    ("the order", "publication.yaml", r"(  - file: \S+\n)(  - file: \S+\n)", r"\2\1"),
    ("a telephone number", "publication.yaml", r"(number: [\d -]+)\d\n", r"\g<1>9\n"),
    ("a description", "publication.yaml", r"(\n +alt: )\w+ ", r"\1"),
    ("a time", "programme.yaml", r"(\n +start: \d\d)\.00", r"\1.05"),
    ("an address", "programme.yaml", r"(signup: https://example\.org/)\w+", r"\1elsewhere"),
    ("a session", "programme.yaml", r"      - id: \S+\n(        .+\n?)+\Z", ""),
)
DESCRIPTION, LINK = "a description", "an address"


def edition(*changes: Change, formats: tuple[str, ...] = ()) -> Edition:
    """The sheet, composed. Its folder is removed with it.

    Args:
        changes: The file, words that it has, and what replaces them at their first place.
        formats: Ids of the formats that are requested.

    Returns:
        What a format renders, and a check looks at.

    Raises:
        ValueError: The file does not have the words.
        ContentError: The changed content has errors.
    """
    return _edition(formats, partial(_replace, changes))


def _edition(formats: tuple[str, ...], change: Callable[[Path], object]) -> Edition:
    room = Path(tempfile.mkdtemp(prefix="publisher-sheet-"))
    content = room / "content"
    try:
        make_publication(NAME, LAYOUT, content, DAY)
        change(content / NAME)
        made = Edition(compose(load(content / NAME)), options=Options(formats=formats))
    except BaseException:
        shutil.rmtree(room, ignore_errors=True)
        raise
    weakref.finalize(made, shutil.rmtree, room, ignore_errors=True)
    return made


def _replace(changes: Iterable[Change], folder: Path) -> None:
    for file, old, new in changes:
        text = (folder / file).read_text("utf-8")
        if old not in text:
            raise ValueError(f"{file} of the sheet does not have '{old}'")
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def findings(id: str, *changes: Change, formats: tuple[str, ...] = ()) -> list[Finding]:
    """What a check finds in the sheet.

    Args:
        id: One of the check's ids. Its other findings are left out.
        changes: As for `edition`.
        formats: Ids of the formats whose files the check is given.

    Returns:
        The findings, in the check's order.

    Raises:
        UsageError: No check has the id.
        ValueError: The file does not have the words.
    """
    found = [check for check in CHECKS.values() if id in check.ids]
    if not found:
        known = [one for check in CHECKS.values() for one in check.ids]
        raise UsageError(say("model:there-no", noun=CHECKS.noun, name=id), there_are(id, known))
    sheet = edition(*changes, formats=formats)
    files = [file for format in formats for file in FORMATS.find(format).artifacts(sheet)]
    return [one for check in found for one in check.run(Subject(sheet, files)) if one.id == id]


def faults(id: str, data: bytes, press: str = USUAL_PRESS) -> list[Finding]:
    """What a rule of preflight finds in a PDF.

    Args:
        id: The rule's id.
        data: The bytes of the file.
        press: Id of the press profile that it is checked against.

    Returns:
        One finding for each page and severity.

    Raises:
        UsageError: There is no such rule or press profile, or the file cannot be opened.
    """
    inspection = Inspection(open_file(data, "sheet.pdf"), find_press(press))
    try:
        return RULES.find(id).findings(inspection)
    finally:
        inspection.raster.close()


def unproven(id: str) -> list[str]:
    """What a file of a format may lose without a finding. The file is made of content that has lost something, and
    compared with the content that has not.

    Args:
        id: The format's id.

    Returns:
        The kinds of loss that nothing reports, and the messages of what is reported of a file that has lost nothing.
        Empty for a format whose proof is complete.

    Raises:
        UsageError: There is no such format.
        ValueError: The format shows a page that is proven itself, so that it has no proof; or no loss changes its file.
    """
    format = FORMATS.find(id)
    if format.is_picture:
        raise ValueError(f"the format '{id}' is a picture of a page, and has no proof of its own")
    whole = edition(formats=(id,))
    sound = format.artifacts(whole)
    missed = [finding.message for finding in parity(Subject(whole, sound))]
    tried = 0
    for kind, file, pattern, left in LOSSES:
        # A description stands in the tags of pages, which another check reads.
        if (kind == DESCRIPTION and format.medium) or (kind == LINK and not format.links):
            continue
        files = format.artifacts(_edition((id,), partial(_lose, file, pattern, left)))
        if [file.data for file in files] == [file.data for file in sound] and not format.read:
            continue  # the file does not hold this
        tried += 1
        if not list(parity(Subject(whole, files))):
            missed.append(kind)
    if not tried:
        raise ValueError(f"whatever the content loses, the file of the format '{id}' stays the same")
    return missed


def _lose(file: str, pattern: str, left: str, folder: Path) -> None:
    text, count = re.subn(pattern, left, (folder / file).read_text("utf-8"), count=1)
    if not count:
        raise ValueError(f"{file} of the sheet has nothing like '{pattern}'")
    (folder / file).write_text(text, "utf-8")
