"""The fields at the top of a section's file, between two lines of three hyphens."""

from __future__ import annotations

import re

from publisher.model.catalogue import Message, say

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
# Fields and remarks down to a line ---, and none above them.
UNOPENED = re.compile(
    r"(?:[ \t]*(?:#.*)?\r?\n)*(?:kicker|picture|people|people_title|id|fit|look):(?:.*\n){1,20}?---[ \t]*\r?\n"
)


def front_fault(text: str) -> tuple[Message, Message] | None:
    """What is wrong with the lines around the fields of a file, and the fix."""
    if UNOPENED.match(text):
        return say("content:block-fields-top-not-opened"), say("content:add-line-above-fields-top")
    if text.startswith("---") and not FRONT_MATTER.match(text):
        return say("content:block-fields-top-not-closed"), say("content:add-line-after-fields-top")
    return None
