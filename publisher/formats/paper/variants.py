"""booklet-grey, booklet-saving, home-grey, home-saving: the same sheets, cheaper to print."""

from __future__ import annotations

from dataclasses import replace

from publisher.formats import Format
from publisher.formats.edition import Edition
from publisher.formats.paper.booklet import FORMAT as BOOKLET
from publisher.formats.paper.home import FORMAT as HOME
from publisher.formats.paper.ink_saving import Ink
from publisher.formats.paper.office_sheets import on_sheets

SCHEMES = {BOOKLET.id: "booklet", HOME.id: "single"}


def _variant(form: Format, ink: Ink, title: str, purpose: str) -> Format:
    scheme = SCHEMES[form.id]

    def render(edition: Edition) -> bytes:
        """The PDF's bytes. Raises RenderError or UsageError where the pages cannot be put on sheets."""
        return on_sheets(edition, scheme, title, ink=ink).data

    return replace(
        form,
        id=f"{form.id}-{ink.value}",
        title=title,
        purpose=purpose,
        render=render,
        companions={},
        prove=None,
        on_request=True,
        needs_booklet=False,
    )


IN_GREY = "paper.grey.purpose"
IN_LESS = "paper.saving.purpose"
BOOKLET_GREY = _variant(BOOKLET, Ink.GREY, "format.booklet-grey.title", IN_GREY)
BOOKLET_SAVING = _variant(BOOKLET, Ink.SAVING, "format.booklet-saving.title", IN_LESS)
HOME_GREY = _variant(HOME, Ink.GREY, "format.home-grey.title", IN_GREY)
HOME_SAVING = _variant(HOME, Ink.SAVING, "format.home-saving.title", IN_LESS)
