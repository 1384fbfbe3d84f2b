"""A publication -> one JSON file: everything that its files hold, for programs and for safe keeping."""

from __future__ import annotations

import json
from typing import Any

from publisher.content.publication import PROGRAMME, PUBLICATION, Publication
from publisher.model.graphemes import read_text
from publisher.model.version import __version__

KIND = "publisher/publication"


def json_file(publication: Publication) -> bytes:
    """Facts as they stand in the YAML files, sections as Markdown. Pictures are named, not held."""
    data: dict[str, Any] = {"kind": KIND, "version": __version__, "name": publication.name}
    for name, file in (("publication", PUBLICATION), ("programme", PROGRAMME)):
        if file in publication.yaml:
            data[name] = publication.yaml[file].data
    names = [str(entry.file) for entry in publication.info.sections if entry.file]
    data["sections"] = {name: read_text(publication.folder / name) for name in names}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
