"""PDFs of any program, opened and repaired where possible; else the error says why in one line."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PasswordType, PdfReader, apply_configuration

from publisher.model.errors import AccessError

MOST_BYTES = 500_000_000  # of a stream; more is a trap
LOOK_AT_PAGES = "Open it, make sure that it has pages, and export it again."


def open_reader(data: bytes, name: str) -> PdfReader:
    """A reader of the file's bytes; `name` is what messages call it. Raises AccessError where it is no PDF, opens with
    a password only, or is beyond repair. Its pages may still be broken, or none."""
    if b"%PDF-" not in data[:1024]:
        what = "is empty" if not data else "is no PDF"
        raise AccessError(f"{name} {what}.", "Name a file that your program exported as PDF.")
    try:
        reader = _reader(data)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            fix = "Save it again without a password; a print shop cannot open it either."
            raise AccessError(f"{name} opens with a password only.", fix)
    except AccessError:
        raise
    except NotImplementedError as error:  # another handler than that of passwords, certificates for example
        fix = "Save it again without protection; a print shop cannot open it either."
        raise AccessError(f"{name} has a kind of protection that this program cannot open.", fix) from error
    except Exception as error:  # a broken file may raise whatever there is
        raise broken(name) from error
    return reader


def _reader(data: bytes) -> PdfReader:
    try:
        return PdfReader(io.BytesIO(data), strict=False)
    except Exception:
        # The table of objects is missing, or garbage. Led to where there is none, pypdf looks for the objects.
        return PdfReader(io.BytesIO(data + b"\nstartxref\n1\n%%EOF\n"), strict=False)


def broken(name: str) -> AccessError:
    """What is said of a file that cannot be read."""
    fix = "Export it again, and copy it once more: the copy may be incomplete."
    return AccessError(f"{name} is broken and cannot be read.", fix)


def no_pages(name: str) -> AccessError:
    """What is said of a file without pages."""
    return AccessError(f"{name} has no pages: there is nothing to print.", LOOK_AT_PAGES)


@contextmanager
def noting_repairs(repairs: list[str]) -> Iterator[None]:
    """Gathers what pypdf would log while it reads a file: each line is a repair. A picture may be as large as a
    poster's is."""
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: repairs.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pypdf")
    propagate, level = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        with apply_configuration(maximum_declared_stream_length=MOST_BYTES):
            yield
    finally:
        logger.removeHandler(handler)
        logger.propagate, logger.level = propagate, level
