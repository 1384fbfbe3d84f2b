"""The brands that can be named: found by their ids, and read."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from publisher.content.reading.folders import brand_files
from publisher.datafiles.messages import schema_findings
from publisher.datafiles.yaml_reader import read_yaml
from publisher.design.brands import BrandFile
from publisher.model.catalogue import say
from publisher.model.errors import ContentError, UsageError
from publisher.model.graphemes import normal, read_text
from publisher.model.paths import shown_path


def find_brand(id: str, content: Path) -> tuple[BrandFile, Path]:
    """The brand with this id, and its file. Raises UsageError with the known ones, ContentError with what is wrong with
    its file."""
    known = brand_files(content / "any")
    if id not in known:
        fix = say("branding:brands-there-are", known=", ".join(known)) if known else say("branding:make-a-brand")
        raise UsageError(say("branding:no-brand", name=id), fix)
    path = known[id]
    source = read_yaml(normal(read_text(path)), shown_path(path, content), schema=BrandFile)
    if source.findings:
        raise ContentError(source.findings)
    try:
        return BrandFile.model_validate(source.data), path
    except ValidationError as error:
        raise ContentError(schema_findings(error, source, BrandFile)) from error
