"""Limits on foreign files: size, rows, pages. Each has a message for a volunteer."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from publisher.model.catalogue import say
from publisher.model.errors import AccessError, ContentError
from publisher.model.findings import Finding, Place, Severity
from publisher.model.units import human_size

FILE_BYTES = 50_000_000
UNPACKED_BYTES = 300_000_000  # of a docx, odt, xlsx or ods, which are zip archives
PARTS = 5_000  # files in such an archive
ROWS = 20_000
COLUMNS = 200
CELL_CHARACTERS = 20_000
PARAGRAPHS = 20_000
PAGES = 500


class ImportFault(ContentError):
    """A file that cannot be imported. Nothing of the content is at fault."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.message = say("importers:file-was-not-imported-nothing-was")


def import_error(id: str, message: str, fix: str, path: Path) -> ContentError:
    """A finding `import/<id>` on a whole file, ready to be raised."""
    return ImportFault([Finding(f"import/{id}", Severity.ERROR, message, fix, Place(str(path.resolve())))])


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises AccessError where it cannot be read, ContentError where it is empty or too large."""
    try:
        if not path.is_file():
            missing = (
                say("importers:folder")
                if path.is_dir()
                else say("importers:does-not-exist")
                if not path.exists()
                else say("importers:no-ordinary-file")
            )
            raise AccessError(
                say("importers:text", path=path, missing=missing), say("importers:check-name-drag-file-into-window")
            )
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise too_much(path, say("importers:large", human_size=human_size(size)), human_size(FILE_BYTES))
        data = path.read_bytes()
    except OSError as error:
        raise AccessError(
            say("importers:cannot-read", path=path, p2=error.strerror or error), say("importers:check-permissions")
        ) from error
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise import_error("empty", say("importers:file-empty"), say("importers:save-again-in-its-program"), path)
    return data


def too_much(path: Path, what: str, limit: str) -> ContentError:
    """The file is beyond a limit."""
    return import_error(
        "too-much",
        say("importers:file-most-can-imported", what=what, limit=limit),
        say("importers:split-import-parts"),
        path,
    )


def check_archive(path: Path) -> None:
    """Raises ContentError where an office file is damaged, protected, or would unpack to more than it should."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        fix = say("importers:open-and-save-again")
        raise import_error("damaged", say("importers:damaged-or-not-whole"), fix, path) from error
    if any(part.flag_bits & 1 for part in parts):
        raise protected(path)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > PARTS or unpacked > UNPACKED_BYTES:
        raise too_much(path, say("importers:would-unpack", human_size=human_size(unpacked)), human_size(UNPACKED_BYTES))


def protected(path: Path) -> ContentError:
    """The file wants a password."""
    fix = say("importers:open-program-made-save-copy-without")
    return import_error("password", say("importers:file-protected-password"), fix, path)
