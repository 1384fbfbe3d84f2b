"""The brands that can be named: found by their ids, and read."""

from __future__ import annotations

from pathlib import Path

from publisher.content.reading.folders import brand_files
from publisher.datafiles.whole_file import read_whole
from publisher.design.brands import BrandFile
from publisher.model.catalogue import say
from publisher.model.errors import UsageError
from publisher.model.paths import shown_path


def find_brand(id: str, content: Path) -> tuple[BrandFile, Path]:
    """The brand with this id, and its file. Raises UsageError with the known ones, ContentError with what is wrong with
    its file, AccessError where that cannot be read."""
    known = brand_files(content / "any")
    if id not in known:
        fix = say("branding:brands-there-are", known=", ".join(known)) if known else say("branding:make-a-brand")
        raise UsageError(say("branding:no-brand", name=id), fix)
    path = known[id]
    return read_whole(path, shown_path(path, content), BrandFile)[0], path
