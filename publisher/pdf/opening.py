"""PDFs of any program, opened and repaired where possible; else the error says why in one line."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PasswordType, PdfReader, apply_configuration

from publisher.model.catalogue import say
from publisher.model.errors import AccessError

MOST_BYTES = 500_000_000  # of a stream; more is a trap
LOOK_AT_PAGES = say("pdf:look-at-pages")


def open_reader(data: bytes, name: str) -> PdfReader:
    """A reader of the file's bytes; `name` is what messages call it. Raises AccessError where it is no PDF, opens with
    a password only, or is beyond repair. Its pages may still be broken, or none."""
    if b"%PDF-" not in data[:1024]:
        raise AccessError(say("pdf:no-pdf" if data else "pdf:file-empty", name=name), say("pdf:name-a-pdf"))
    try:
        reader = _reader(data)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise AccessError(say("pdf:needs-password", name=name), say("pdf:save-without-password"))
    except AccessError:
        raise
    except NotImplementedError as error:  # another handler than that of passwords, certificates for example
        raise AccessError(say("pdf:protected", name=name), say("pdf:save-without-protection")) from error
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
    return AccessError(say("pdf:broken", name=name), say("pdf:export-and-copy"))


def no_pages(name: str) -> AccessError:
    """What is said of a file without pages."""
    return AccessError(say("pdf:no-pages", name=name), LOOK_AT_PAGES)


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
