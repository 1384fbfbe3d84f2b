"""`publisher new` and `publisher schema`: a starting folder that builds at once, and the schemas for editors."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from publisher.content.schema import SCHEMAS
from publisher.errors import AccessError, UsageError
from publisher.layouts import find_layout
from publisher.places import LAYOUTS

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SCHEMA_FOLDER = ".schema"


def make_publication(name: str, layout: str, content: Path) -> list[Path]:
    """Copy the layout's starter to `content`/`name`, with the brand and schemas it needs. Returns the files made.

    Raises UsageError for a name or layout that cannot be, AccessError where nothing can be written. Existing files are
    never changed.
    """
    if not NAME.fullmatch(name):
        raise UsageError(
            f"'{name}' is no name for a publication.", "Use small letters a-z, figures and hyphens: varmote-2018."
        )
    chosen, folder = find_layout(layout), content / name
    if folder.exists():
        raise UsageError(f"{folder} is there already.", "Choose another name, or delete the folder first.")
    try:
        made = _copy(chosen.starter, folder)
        for path in sorted((LAYOUTS / "base" / "brands").iterdir()):
            target = content / "brands" / path.name
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
                made.append(target)
        if not (content / SCHEMA_FOLDER).exists():
            write_schemas(content / SCHEMA_FOLDER)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        message = f"{folder} cannot be written: {error.strerror or error}."
        raise AccessError(message, "Check the folder's permissions, or choose --content DIR.") from error
    return made


def _copy(source: Path, target: Path) -> list[Path]:
    made = []
    for path in sorted(source.rglob("*")):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            made.append(copy)
    return made


def schema_text(name: str) -> str:
    """The JSON Schema (draft 2020-12) of one kind of content file."""
    schema = SCHEMAS[name].model_json_schema()
    return json.dumps(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, ensure_ascii=False, indent=1
    )


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema as <name>.schema.json. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in SCHEMAS:
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name) + "\n", "utf-8")
        paths.append(path)
    return paths
