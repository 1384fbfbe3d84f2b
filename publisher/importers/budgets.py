"""Limits on foreign files: size, rows, pages. Each has a message for a volunteer."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

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
        self.message = "The file was not imported, and nothing was changed."


def import_error(id: str, message: str, fix: str, path: Path) -> ContentError:
    """A finding `import/<id>` on a whole file, ready to be raised."""
    return ImportFault([Finding(f"import/{id}", Severity.ERROR, message, fix, Place(str(path.resolve())))])


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises AccessError where it cannot be read, ContentError where it is empty or too large."""
    try:
        if not path.is_file():
            missing = (
                "is a folder" if path.is_dir() else "does not exist" if not path.exists() else "is no ordinary file"
            )
            raise AccessError(f"{path} {missing}.", "Check the name; drag the file into the window to get its path.")
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise too_much(path, f"is {human_size(size)} large", human_size(FILE_BYTES))
        data = path.read_bytes()
    except OSError as error:
        raise AccessError(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise import_error("empty", "the file is empty", "save it again in the program that made it", path)
    return data


def too_much(path: Path, what: str, limit: str) -> ContentError:
    """The file is beyond a limit."""
    return import_error(
        "too-much", f"the file {what}; at most {limit} can be imported", "split it, and import the parts", path
    )


def check_archive(path: Path) -> None:
    """Raises ContentError where an office file is damaged, protected, or would unpack to more than it should."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        fix = "open it in the program that made it, and save it again"
        raise import_error("damaged", "the file is damaged or was not saved to its end", fix, path) from error
    if any(part.flag_bits & 1 for part in parts):
        raise protected(path)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > PARTS or unpacked > UNPACKED_BYTES:
        raise too_much(path, f"would unpack to {human_size(unpacked)}", human_size(UNPACKED_BYTES))


def protected(path: Path) -> ContentError:
    """The file wants a password."""
    fix = "open it in the program that made it, and save a copy without a password"
    return import_error("password", "the file is protected by a password", fix, path)
