"""What a check is, and what it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Artifact, Finding
from publisher.model.registry import Registry
from publisher.pdf.layout.paginate import Pages

if TYPE_CHECKING:
    from publisher.preflight import Inspection


@dataclass
class Subject:
    """What is checked: the edition (document and master), the files that were made of it, and the folder in which those
    of the last build lie. `inspections` are what preflight has seen of the press files, by their names."""

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
    """`ids` are the findings it can yield, `stage` what it needs: "document", "pages" or "files"; or
    "reading", the document, where somebody asks how it reads.

    `rationale` says why it is there, `source` where the rule comes from. Raises ValueError for a stage that there is
    not, and for an id without its kind.
    """

    ids: Collection[str]
    stage: str
    rationale: str
    source: str
    run: Callable[[Subject], Iterator[Finding]]

    def __post_init__(self) -> None:
        if self.stage not in STAGES:
            raise ValueError(f"the check {self.ids} has the stage '{self.stage}'; use one of: {', '.join(STAGES)}")
        if isinstance(self.ids, str):
            raise TypeError(f"'ids' is a list of ids, also of one: ('{self.ids}',)")
        if isinstance(self.ids, tuple) and (wrong := [id for id in self.ids if not ID.fullmatch(id)]):
            raise ValueError(f"'{wrong[0]}' is no id of a finding; write it like layout/near-empty-page")


ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
CHECKS = Registry("publisher.checks", "check", Check, lambda check: tuple(check.ids))  # in the order in which they run
