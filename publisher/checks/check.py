"""The descriptor of a check, and the subject that it looks at."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Artifact, Explained, Finding
from publisher.model.registry import Registry

if TYPE_CHECKING:
    from publisher.pdf.layout.paginate import Pages

if TYPE_CHECKING:
    from publisher.preflight import Inspection


@dataclass
class Subject:
    """What a check looks at.

    Attributes:
        edition: The composed document, and its pages.
        artifacts: The files that were made of it; empty at the stages "document", "pages" and "reading".
        folder: The folder that the files go to; those of the last build are there. None where nothing is written.
        inspections: What preflight read of the press files, by their names.
    """

    edition: Edition
    artifacts: Sequence[Artifact] = field(default_factory=tuple)
    folder: Path | None = None
    inspections: dict[str, Inspection] = field(default_factory=dict)

    @property
    def laid_out(self) -> list[Pages]:
        """The pages that the files were made of."""
        media = dict.fromkeys(FORMATS[artifact.format].medium for artifact in self.artifacts)
        return [self.edition.pages(medium) for medium in media if medium]

    @property
    def press_files(self) -> list[Artifact]:
        """The files that were made for a press profile."""
        return [one for one in self.artifacts if one.format in FORMATS and FORMATS[one.format].for_press]


STAGES = ("document", "pages", "files", "reading")


@dataclass(frozen=True)
class Check:
    """A check of a publication.

    Attributes:
        ids: The findings that it can yield, such as "layout/near-empty-page". They are permanent. `LaterIds` where it
            takes time to look them up.
        stage: What it needs: "document", "pages" or "files"; or "reading", the document, where somebody asks how it
            reads.
        rationale: Why it exists, in a sentence for readers of the docs.
        source: Where the requirement comes from: a standard with its clause, or "house rule".
        run: Yields the findings for a `Subject`.
        explained: What `publisher explain` says of each finding. The catalogue of findings comes first.

    Raises:
        ValueError: There is no such stage, or an id is not written as "kind/name".
        TypeError: `ids` is one text instead of a list.
    """

    ids: Collection[str]
    stage: str
    rationale: str
    source: str
    run: Callable[[Subject], Iterator[Finding]]
    explained: Mapping[str, Explained] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.stage not in STAGES:
            raise ValueError(f"the check {self.ids} has the stage '{self.stage}'; use one of: {', '.join(STAGES)}")
        if isinstance(self.ids, str):
            raise TypeError(f"'ids' is a list of ids, also of one: ('{self.ids}',)")
        if isinstance(self.ids, tuple) and (wrong := [id for id in self.ids if not ID.fullmatch(id)]):
            raise ValueError(f"'{wrong[0]}' is no id of a finding; write it like layout/near-empty-page")


ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")


class LaterIds(Collection[str]):
    """Ids that are looked up when they are first asked for. Until then a check is known by `key`."""

    def __init__(self, key: str, look_up: Callable[[], Collection[str]]) -> None:
        self.key, self._look_up = key, look_up

    def __contains__(self, id: object) -> bool:
        return id in self._look_up()

    def __iter__(self) -> Iterator[str]:
        return iter(self._look_up())

    def __len__(self) -> int:
        return len(self._look_up())


def _known_ids(check: Check) -> tuple[str, ...]:
    return (check.ids.key,) if isinstance(check.ids, LaterIds) else tuple(check.ids)


CHECKS = Registry("publisher.checks", "check", Check, _known_ids)  # in the order in which they run
