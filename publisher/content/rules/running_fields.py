"""Short Markdown in the running texts of YAML files: what is wrong with it, at the line of the field."""

from __future__ import annotations

from publisher.content.publication import Publication
from publisher.content.reading.inline_text import field_findings
from publisher.content.rules.readable import written_texts
from publisher.model.findings import Finding, Place


def running_fields(publication: Publication) -> tuple[list[Finding], list[tuple[str, Place]]]:
    """The findings, and (id, place) of each link that leads within the document."""
    findings: list[Finding] = []
    anchors: list[tuple[str, Place]] = []
    for one in written_texts(publication):
        if one.running:
            file, line = one.place.file, one.place.line or 1
            found, ids = field_findings(one.text, publication.info.language, file, line)
            findings += found
            anchors += [(id, Place(file, at)) for id, at in ids]
    return findings, anchors
