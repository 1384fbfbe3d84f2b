"""The files of a publication, read and checked against the schema. Faults are gathered, not raised."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from publisher.content.reading.folders import (
    main_folder,
)
from publisher.content.reading.text_budgets import FILE_BYTES, OF_MARKDOWN, OF_YAML, too_much
from publisher.datafiles.appearance import Kind
from publisher.datafiles.declared import fields_of
from publisher.datafiles.fields import Strict
from publisher.datafiles.messages import schema_findings
from publisher.datafiles.salvage import salvage
from publisher.datafiles.whole_file import cannot_read
from publisher.datafiles.yaml_reader import YamlFile, read_yaml
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import on_disk, read_text
from publisher.model.paths import shown_path
from publisher.model.units import human_size

Model = TypeVar("Model", bound=Strict)
# What a file begins with that is no text, whatever its name.
DISGUISED = {
    b"PK\x03\x04": "Word or OpenDocument file",
    b"\xd0\xcf\x11\xe0": "Word file of before 2007",
    b"%PDF": "PDF",
    b"\xff\xd8\xff": "picture",
    b"\x89PNG": "picture",
}
DISGUISED_TEXT = {"{\\rtf": "formatted text (RTF)", "<!doctype html": "web page (HTML)", "<html": "web page (HTML)"}


class SourceReader:
    """Reads files and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = main_folder(folder).parent
        self.findings: list[Finding] = []
        self.yaml: dict[str, YamlFile] = {}
        self.salvaged: set[type[Strict]] = set()
        self.models: dict[str, Strict | None] = {}

    def _model(self, path: Path, model: type[Model], key: str) -> Model | None:
        text = self._text(path)
        if text is None:
            self.yaml[key] = YamlFile(self._shown(path))
            return None
        self.yaml[key] = read_yaml(text, self._shown(path), schema=model)
        spell_files(self.yaml[key].data, partial(on_disk, path.parent), model)
        made = self._validate(self.yaml[key], model)
        self.models[key] = made
        return made

    def _validate(self, source: YamlFile, model: type[Model]) -> Model | None:
        self.findings += source.findings
        if source.data is None:
            return None
        if not isinstance(source.data, dict):
            self._find(
                "wrong-kind",
                say("datafiles:file-should-contain-fields"),
                say("datafiles:write-name-value-lines"),
                Place(source.file, 1),
            )
            return None
        try:
            return model.model_validate(source.data)
        except ValidationError as error:
            reported = {finding.where for finding in source.findings}  # once a cause
            found = schema_findings(error, source, model)
            self.findings += [finding for finding in found if finding.where not in reported]
            self.salvaged.add(model)
            return salvage(source, model)

    def _text(self, path: Path) -> str | None:
        try:
            if (size := path.stat().st_size) > FILE_BYTES:
                message = say("content:file-too-large", size=human_size(size))
                self._find("too-much", message, say("content:split-it"), Place(self._shown(path)))
                return None
            text = read_text(path)
            return None if self._is_another_kind(path, text) or self._is_too_much(path, text) else text
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            message = say("content:file-not-utf-8-text-byte", object=error.object[error.start])
            fix = say("content:save-again-utf-8-your-editor")
            if kind := next((kind for begin, kind in DISGUISED.items() if error.object.startswith(begin)), None):
                message = say("content:no-text-but", kind=kind)
                fix, line = say("content:import-or-plain-text", name=path.name), 1
            self._find("not-utf8", message, fix, Place(self._shown(path), line))
            return None
        except OSError as error:
            raise cannot_read(path, error) from error

    def _is_another_kind(self, path: Path, text: str) -> bool:
        """Whether it is a file of another program that is text, too; reported."""
        start = text.lstrip()[:20].lower()
        kind = next((kind for begin, kind in DISGUISED_TEXT.items() if start.startswith(begin)), None)
        if kind:
            message, fix = say("content:no-text-but", kind=kind), say("content:import-or-plain-text", name=path.name)
            self._find("not-utf8", message, fix, Place(self._shown(path), 1))
        return kind is not None

    def _is_too_much(self, path: Path, text: str) -> bool:
        """Whether it holds more than it may; reported."""
        found = list(too_much(text, OF_YAML if path.suffix == ".yaml" else OF_MARKDOWN))
        for line, message in found:
            self._find("too-much", message, say("content:split-it"), Place(self._shown(path), line))
        return bool(found)

    def _shown(self, path: Path) -> str:
        return shown_path(path, self.content)

    def _find(self, id: str, message: str, fix: str, place: Place) -> None:
        self.findings.append(Finding(f"content/{id}", Severity.ERROR, message, fix, place))


def spell_files(data: Any, spelt: Callable[[str], str], model: type[Strict]) -> None:
    """Give the files that a parsed file of this schema names the spelling that they have on the disk."""
    _spell(data, spelt, fields_of(model, Kind.FILE))


def _spell(data: Any, spelt: Callable[[str], str], names: Collection[str]) -> None:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if key in names and isinstance(value, str):
            data[key] = spelt(value)
        else:
            _spell(value, spelt, names)
