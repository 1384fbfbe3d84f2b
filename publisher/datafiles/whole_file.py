"""A YAML file that is one thing, such as a brand or a press profile: read, or refused with everything that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from publisher.datafiles.messages import schema_findings
from publisher.datafiles.yaml_reader import YamlFile, read_yaml
from publisher.model.catalogue import say
from publisher.model.errors import AccessError, ContentError
from publisher.model.file_access import obstacle
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import read_text

Model = TypeVar("Model", bound=BaseModel)


def read_whole(path: Path, shown: str, model: type[Model]) -> tuple[Model, YamlFile]:
    """The thing in a file, which findings call `shown`, and where its fields stand. Raises ContentError with every
    fault; AccessError where the file cannot be read."""
    source = read_yaml(text_of(path, shown, "content"), shown, schema=model)
    if source.findings:
        raise ContentError(source.findings)
    if not isinstance(source.data, dict):
        message, fix = say("datafiles:file-should-contain-fields"), say("datafiles:write-name-value-lines")
        raise ContentError([Finding("content/wrong-kind", Severity.ERROR, message, fix, Place(shown, 1))])
    try:
        return model.model_validate(source.data), source
    except ValidationError as error:
        raise ContentError(schema_findings(error, source, model)) from error


def text_of(path: Path, shown: str, room: str) -> str:
    """The text of a file. Raises ContentError where it is no UTF-8 (ROOM/not-utf8), AccessError where it cannot be
    read."""
    try:
        return read_text(path)
    except OSError as error:
        raise cannot_read(path, error) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message, fix = say("datafiles:file-not-utf-8-text"), say("datafiles:save-again-utf-8-your-editor")
        raise ContentError([Finding(f"{room}/not-utf8", Severity.ERROR, message, fix, Place(shown, line))]) from error


def cannot_read(path: Path, error: OSError) -> AccessError:
    """The error of a file that cannot be read, or of what is no file."""
    if reason := obstacle(path):
        return AccessError(say("datafiles:file-and-reason", path=path, reason=reason), say("datafiles:put-file-itself"))
    message = say("datafiles:cannot-read", path=path, strerror=error.strerror or error)
    return AccessError(message, say("datafiles:check-permissions"))


def unreadable(error: AccessError, shown: str) -> Finding:
    """The finding of a thing that nobody needs now, whose file cannot be read."""
    reason = getattr(error.__cause__, "strerror", "") or ""
    message, fix = say("datafiles:file-cannot-read", reason=reason), say("datafiles:make-it-readable")
    return Finding("content/cannot-read", Severity.ERROR, message, fix, Place(shown))
