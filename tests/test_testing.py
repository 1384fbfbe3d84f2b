"""publisher.testing: what a format's proof misses is named, and what cannot be tried is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from publisher.checks.parity import parity
from publisher.formats import FORMATS, Format
from publisher.formats.edition import Edition
from publisher.formats.plain.commonmark import FORMAT as MARKDOWN
from publisher.model.errors import UsageError
from publisher.testing import LOSSES, edition, faults, findings, unproven
from support.plugins import alone
from support.press_pdf import PressPdf

assert MARKDOWN.read
KINDS = [kind for kind, *_ in LOSSES]


@pytest.mark.parametrize("id", ["markdown", "calendar", "sessions"])
def test_the_proofs_of_the_toolkit_are_complete(id: str) -> None:
    assert unproven(id) == []


def planted(monkeypatch: pytest.MonkeyPatch, render: Callable[[Edition], bytes], **proof: object) -> list[str]:
    given: dict[str, Any] = {"extension": "txt", "title": "x", "purpose": "x", "printed_addresses": False}
    format = Format(id="odd", render=render, **given, **proof)  # type: ignore[arg-type]
    monkeypatch.setattr(FORMATS, "_loaded", alone(FORMATS, format))
    return unproven("odd")


def test_a_proof_that_reads_nothing_misses_every_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = MARKDOWN.read(MARKDOWN.render(edition()))  # type: ignore[misc, arg-type]
    assert planted(monkeypatch, MARKDOWN.render, read=lambda _: whole) == KINDS


def test_what_the_whole_file_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(sheet: Edition) -> bytes:
        return MARKDOWN.render(sheet).replace(b"Storgatan 1", b"")  # type: ignore[union-attr, arg-type]

    assert "'Stora salen, Storgatan 1' is missing from sheet-odd.txt" in planted(
        monkeypatch, render, read=MARKDOWN.read
    )


def test_a_format_that_holds_nothing_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="the file of the format 'odd' stays the same"):
        planted(monkeypatch, lambda _: b"", compare=lambda document, artifact: [])
    with pytest.raises(ValueError, match="'odd' is a picture of a page"):
        planted(monkeypatch, lambda _: b"", is_picture=True)


def test_a_page_that_a_session_lacks_is_reported() -> None:
    from publisher.checks import Subject

    sheet = edition(formats=("sessions",))
    pages = FORMATS["sessions"].artifacts(sheet)
    (found,) = parity(Subject(sheet, pages[1:]))
    assert (found.id, str(found.where)) == ("parity/lost", "sheet/programme.yaml:50")
    assert pages[0].filename in found.message


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(ValueError, match=r"publication\.yaml of the sheet does not have 'Min titel'"):
        edition(("publication.yaml", "Min titel", "Din titel"))
    with pytest.raises(UsageError, match="There is no check 'content/long-titel'"):
        findings("content/long-titel")
    with pytest.raises(UsageError, match="There is no rule"):
        faults("mine/large-file", PressPdf().write())


def test_checks_of_the_document_and_of_files_run() -> None:
    (found,) = findings("fonts/missing-glyph", ("publication.yaml", "Ditt program", "Ditt 中 program"))
    assert str(found.where) == "sheet/publication.yaml:6"
    assert findings("parity/lost", formats=("text",)) == []
