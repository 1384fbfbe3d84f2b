"""The layout engine: loading it, its fonts, its files, its warnings."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.request import Request, url2pathname

from publisher.design.fonts import fontconfig_file
from publisher.model.catalogue import say
from publisher.model.errors import MissingError
from publisher.pdf.layout.engine_hooks import (
    give_lines_their_width,
    hang_last_spaces,
    keep_what_follows_columns,
    let_interrupts_through,
)
from publisher.text.hyphens import share_patterns

FONTCONFIG = "FONTCONFIG_FILE"
MOST_PARSED = 4
_PARSED: dict[tuple[str, str], tuple[Any, list[str]]] = {}


@cache
def load_engine() -> ModuleType:
    """Import WeasyPrint, with no fonts but the shipped ones. Raises MissingError where a system library is missing."""
    _defer("fontTools.subset")
    _defer_function("fontTools.varLib.instancer", "instantiateVariableFont")
    with shipped_fonts_only():
        try:
            import weasyprint
        except OSError as error:
            raise MissingError(
                say("pdf:library-missing", error=error),
                say("pdf:install-library"),
            ) from error
        give_lines_their_width()
        let_interrupts_through()
        hang_last_spaces()
        keep_what_follows_columns()
        share_patterns()
    return weasyprint


@contextmanager
def shipped_fonts_only() -> Iterator[None]:
    """While the engine works, fontconfig knows the shipped fonts alone; programs that are started later know all."""
    before = os.environ.get(FONTCONFIG)
    os.environ[FONTCONFIG] = str(fontconfig_file())
    try:
        yield
    finally:
        if before is None:
            del os.environ[FONTCONFIG]
        else:
            os.environ[FONTCONFIG] = before


def _defer(module: str) -> None:
    """Import `module` when it is first used. WeasyPrint imports this one, a tenth of its start, and needs it only where
    the HarfBuzz subset library is missing."""
    spec = importlib.util.find_spec(module)
    if module in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    deferred = importlib.util.module_from_spec(spec)
    sys.modules[module] = deferred
    spec.loader.exec_module(deferred)
    package, _, name = module.rpartition(".")
    setattr(sys.modules[package], name, deferred)


def _defer_function(module: str, name: str) -> None:
    """The same for a module of which WeasyPrint takes one function by name, for fonts that are not shipped."""
    if module in sys.modules:
        return

    def call(*arguments: Any, **options: Any) -> Any:
        del sys.modules[module]
        return getattr(importlib.import_module(module), name)(*arguments, **options)

    sys.modules[module] = ModuleType(module)
    setattr(sys.modules[module], name, call)


def file_fetcher(allowed: tuple[Path, ...] | None = None, drawing: Callable[[Path], bytes | None] | None = None) -> Any:
    """Reads data addresses and the files below the folders `allowed` (None: all files); nothing from a network. A file
    that `drawing` has bytes for is read as those.

    A picture is a stranger's file too: an SVG may name any file of the machine. Links are followed before it is asked
    where a file lies.
    """
    load_engine()
    from weasyprint.urls import URLFetcher, URLFetcherResponse, iri_to_uri

    folders = None if allowed is None else [folder.resolve() for folder in allowed]

    class FileFetcher(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if folders is not None and url.lower().startswith("file:"):
                # As URLFetcher and its FileHandler take the address apart.
                path = Path(url2pathname(Request(iri_to_uri(url.split("?")[0])).selector)).resolve()
                if not any(path.is_relative_to(folder) for folder in folders):
                    raise ValueError(f"{path} lies outside the publication")
                data = drawing(path) if drawing else None
                if data is not None:
                    return URLFetcherResponse(url, data, {"Content-Type": "image/svg+xml"})
            return super().fetch(url, headers)

    return FileFetcher(allowed_protocols=("file", "data"), fail_on_errors=True)


def parsed_styles(text: str, base_url: str, fetcher: Any) -> tuple[Any, list[str]]:
    """A stylesheet as the engine reads it, and what it complains of. Of the last few, each is read once: a document is
    laid out several times by the same ones."""
    key = (text, base_url)
    if key not in _PARSED:
        while len(_PARSED) >= MOST_PARSED:
            del _PARSED[next(iter(_PARSED))]
        with complaints() as gathered:
            sheet = load_engine().CSS(string=text, base_url=base_url, url_fetcher=fetcher)
        _PARSED[key] = sheet, gathered
    return _PARSED[key]


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Gathers the engine's warnings and errors, which it would otherwise only log."""
    gathered: list[str] = []
    handler = _Gatherer(gathered)
    logger = logging.getLogger("weasyprint")
    previous, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield gathered
    finally:
        logger.removeHandler(handler)
        logger.setLevel(previous)
        logger.propagate = propagate


class _Gatherer(logging.Handler):
    def __init__(self, gathered: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.gathered = gathered

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self.gathered:
            self.gathered.append(message)
