"""`publisher new` and `publisher schema`: a starting folder that builds at once, and the schemas for editors."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.content.reading.folders import SHARED
from publisher.content.schema import SCHEMAS
from publisher.datafiles.meant import id_of
from publisher.design.layouts import find_layout
from publisher.model import paths
from publisher.model.catalogue import say
from publisher.model.errors import AccessError, UsageError
from publisher.model.paths import BRANDS_FOLDER, STARTER_BRANDS

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SCHEMA_FOLDER = ".schema"
DATE = re.compile(rb"^(date: +)\d{4}-\d\d-\d\d", re.MULTILINE)


def make_publication(name: str, layout: str, content: Path, today: dt.date | None = None) -> list[Path]:
    """Copy the layout's starter to `content`/`name`, with the brand and schemas it needs, dated `today` (None: by the
    clock). Returns the files made.

    Raises UsageError for a name or layout that cannot be, AccessError where it cannot be written; then nothing is
    left behind. Existing files are never changed.
    """
    check_name(name)
    chosen, folder = find_layout(layout, content), content / name
    if not (chosen.starter / "publication.yaml").is_file():
        raise UsageError(say("cli:layout-without-starter", layout=layout), say("cli:start-from-another", name=name))
    with all_or_nothing(folder) as made:
        if folder.exists() or folder.is_symlink():
            raise UsageError(
                say("cli:already-exists", folder=folder), say("cli:choose-another-name-delete-folder-first")
            )
        for path in _files(chosen.starter):
            data = path.read_bytes()
            if path.name == "publication.yaml":
                data = DATE.sub(rb"\g<1>" + (today or dt.date.today()).isoformat().encode(), data, count=1)
            add_file(folder / path.relative_to(chosen.starter), data, made)
        add_shared(content, made)
    return [path for path in made if path.is_file()]


def check_name(name: str) -> None:
    """Raises UsageError where no publication can be called so."""
    if not NAME.fullmatch(name):
        raise UsageError(
            say("cli:not-valid-name-publication", name=name),
            say("cli:name-like-this", name=id_of(name) or "varmote-2018"),
        )
    if name in SHARED:
        raise UsageError(say("cli:folder-2", name=name, shared=SHARED[name]), say("cli:choose-another-name"))


def add_shared(content: Path, made: list[Path]) -> None:
    """The brand to begin with and the schemas, where `content` has none yet. What is made goes into `made`."""
    for path in _files(STARTER_BRANDS):
        if not (target := content / BRANDS_FOLDER / path.name).exists():
            add_file(target, path.read_bytes(), made)
    if not (content / SCHEMA_FOLDER).exists():
        for schema in SCHEMAS:
            add_file(content / SCHEMA_FOLDER / _schema_file(schema), _schema_bytes(schema), made)


@contextmanager
def all_or_nothing(folder: Path) -> Iterator[list[Path]]:
    """A list for what is made, folders included. Where it cannot be finished, all of it is taken away again."""
    made: list[Path] = []
    try:
        yield made
    except BaseException as error:
        for path in reversed(made):
            _remove(path)
        if isinstance(error, OSError):
            message = say("cli:folder-cannot-be-written", folder=folder, p2=error.strerror or error)
            raise AccessError(message, say("cli:check-folder-permissions-choose-content-dir")) from error
        raise


def add_file(path: Path, data: bytes, made: list[Path]) -> None:
    """Write a new file and the folders above it; never over another file (FileExistsError)."""
    for folder in reversed([parent for parent in path.parents if not parent.exists()]):
        folder.mkdir()
        made.append(folder)
    with path.open("xb") as file:
        made.append(path)
        file.write(data)


def _remove(path: Path) -> None:
    """Take away a file, or a folder if it is empty: what somebody else put there meanwhile stays."""
    try:
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def schema_text(name: str | None = None) -> str:
    """The JSON Schema (draft 2020-12) of one kind of content file; of all, by their names, where none is named."""
    schemas = {
        kind: {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMAS[kind].model_json_schema()}
        for kind in ([name] if name else SCHEMAS)
    }
    return json.dumps(schemas[name] if name else schemas, ensure_ascii=False, indent=1)


def next_step(name: str, folder: Path, content: Path | None = None) -> str:
    """What to do after `publisher new`. `content` is the content folder where it must be named.

    In a clone the command is the script `publish`, which stands there; folders with spaces come in quotation marks.
    """
    command = "./publish" if (paths.HOME / "publish").is_file() else "publisher"
    elsewhere = f" --content {shlex.quote(str(content))}" if content else ""
    return say("cli:now-write-run-build", p1=shlex.quote(str(folder)), command=command, name=name, elsewhere=elsewhere)


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema as <name>.schema.json. Returns the files. Raises AccessError."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in SCHEMAS:
            path = folder / _schema_file(name)
            path.write_bytes(_schema_bytes(name))
            paths.append(path)
    except OSError as error:
        message = say("cli:folder-cannot-be-written", folder=folder, p2=error.strerror or error)
        raise AccessError(message, say("cli:check-folder-permissions-choose-another-one")) from error
    return paths


def _schema_file(name: str) -> str:
    return f"{name}.schema.json"


def _schema_bytes(name: str) -> bytes:
    return f"{schema_text(name)}\n".encode()
