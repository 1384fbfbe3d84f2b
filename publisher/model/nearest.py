"""The known name that is nearest to an unknown one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import PurePosixPath

from publisher.model.catalogue import Message, say

LIKENESS = 0.6  # of 1: 'titel' and 'title' have 0.8
MOST = 12  # names that are listed


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The name among `known` that is most like `name`, whatever the case; None where none is."""
    names = list(known)
    openings = {one[: one.rfind("/") + 1] for one in names}
    endings = {PurePosixPath(one).suffix for one in names}
    opening = openings.pop() if len(openings) == 1 else ""
    ending = endings.pop() if len(endings) == 1 else ""

    def bare(one: str) -> str:
        """Without what all names begin and end with: 'sections/' and '.md'."""
        return one.strip().casefold().removeprefix(opening.casefold()).removesuffix(ending.casefold())

    plain = {bare(one): one for one in names}
    wanted = bare(name)
    if wanted in plain:
        return plain[wanted]
    close = get_close_matches(wanted, plain, 1, LIKENESS)
    if not close and len(wanted) > 2:  # 'leaflet' for 'leaflet-a5', 'kurs' for 'kurser'
        close = [one for one in plain if one.startswith(wanted) or (len(one) > 1 and wanted.startswith(one))][:1]
    return plain[close[0]] if close else None


def use_one_of(name: str, known: Iterable[str]) -> Message:
    """The fix for a name that there is not: the nearest, and those that there are."""
    names = list(dict.fromkeys(known))
    listed = ", ".join(names[:MOST]) + (", ..." if len(names) > MOST else "")
    if near := nearest(name, names):
        return say("model:did-you-mean", near=near, known=listed) if len(names) > 1 else say("model:only", near=near)
    return say("model:use-one-of", known=listed)


def there_are(name: str, known: Iterable[str]) -> Message:
    """The same in a sentence of its own, for an error."""
    return say("model:sentence", text=use_one_of(name, known))
