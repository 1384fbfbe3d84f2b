"""import.yaml, beside the publication: which column holds which field, which style is which block. Edited by hand.

The first import writes it with its guesses; the next one goes by it. `?` marks what nobody knows yet.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publisher.content.reading.folders import IMPORT_MAPPING
from publisher.datafiles.yaml_reader import read_yaml
from publisher.importers.documents.docx import BLOCKS
from publisher.importers.draft import Draft
from publisher.importers.readers import Mapping
from publisher.importers.tables.columns import HEADINGS, LEAVE_OUT
from publisher.importers.yaml_files import dump_yaml
from publisher.model.catalogue import say
from publisher.model.errors import ContentError
from publisher.model.findings import Finding, Severity

UNKNOWN = "?"
HEAD = """\
# Which column of the table is which field of a session, and which style of the document is which kind of text.
# Change what is wrong, then run the import again. {leave_out}: the column is not wanted.  ?: nobody knows yet.
# Fields: {fields}
# Styles: {styles}
"""


def read_mapping(folder: Path) -> Mapping:
    """What import.yaml of a publication says. Raises ContentError where it is wrong, with the line."""
    path = folder / IMPORT_MAPPING
    if not path.is_file():
        return Mapping()
    source = read_yaml(path.read_text("utf-8"), f"{folder.name}/{IMPORT_MAPPING}")
    data: dict[str, Any] = source.data if isinstance(source.data, dict) else {}
    parts: dict[str, dict[str, Any]] = {
        name: part if isinstance(part := data.get(name), dict) else {} for name in ("columns", "styles")
    }
    known = {"columns": {*HEADINGS, LEAVE_OUT}, "styles": {*BLOCKS, LEAVE_OUT}}
    findings = list(source.findings)
    for part, entries in parts.items():
        for heading, value in entries.items():
            if value not in known[part] and value != UNKNOWN:
                message = (
                    say("importers:no-field-session", value=value)
                    if part == "columns"
                    else say("importers:no-kind-text", value=value)
                )
                fix = say("importers:use-one", known=", ".join(sorted(known[part])))
                findings.append(Finding("import/mapping", Severity.ERROR, message, fix, source.place((part, heading))))
    if findings:
        raise ContentError(findings)

    def chosen(part: str) -> dict[str, str | None]:
        return {str(name): None if value == UNKNOWN else str(value) for name, value in parts[part].items()}

    return Mapping(chosen("columns"), chosen("styles"))


def mapping_text(draft: Draft, before: Mapping) -> str:
    """import.yaml with what was known before and what this import found; '' where there is nothing to map."""
    data: dict[str, Any] = {}
    for name, found, known in (("columns", draft.columns, before.columns), ("styles", draft.styles, before.styles)):
        merged = {**found, **{key: value for key, value in known.items() if value or key not in found}}
        if merged:
            data[name] = {key: value or UNKNOWN for key, value in merged.items()}
    if not data:
        return ""
    head = HEAD.format(leave_out=LEAVE_OUT, fields=", ".join(HEADINGS), styles=", ".join(BLOCKS))
    return head + dump_yaml(data)
