"""Export: a publication as a spreadsheet, a Word document or JSON, for colleagues who review there.

What they change comes back by `publisher import FILE --into NAME`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.model.catalogue import say
from publisher.model.errors import UsageError

if TYPE_CHECKING:
    from publisher.content.publication import Publication


def export(publication: Publication, kind: str) -> bytes:
    """The file's bytes. `kind`: "xlsx" (the programme), "docx" (the running text), "json" (everything).

    Raises UsageError for a spreadsheet of a publication without a programme, or a document of one without text.
    """
    if kind == "xlsx":
        from publisher.exporters.spreadsheet import spreadsheet

        if publication.programme is None:
            raise UsageError(say("exporters:no-programme", name=publication.name), say("exporters:for-its-text"))
        return spreadsheet(publication)
    if kind == "docx":
        from publisher.exporters.word import word_document

        return word_document(publication)
    from publisher.exporters.json_file import json_file

    return json_file(publication)


def template(kind: str) -> bytes:
    """A file to fill in, with an example: "xlsx" for a programme, "docx" for running text."""
    if kind == "xlsx":
        from publisher.exporters import spreadsheet

        return spreadsheet.template()
    from publisher.exporters import word

    return word.template()
