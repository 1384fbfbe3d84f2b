"""screen-ua2: the same pages as `screen`, as PDF/UA-2 in PDF 2.0, for readers that know it."""

from __future__ import annotations

from publisher.formats import screen
from publisher.formats.edition import Edition
from publisher.pdf.tagging.tags import Standard


def render(edition: Edition) -> bytes:
    """The PDF's bytes."""
    return screen.render(edition, Standard.UA_2)
