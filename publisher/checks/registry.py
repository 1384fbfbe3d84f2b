"""What a check is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Artifact, Finding
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


@dataclass(frozen=True)
class Check:
    """`ids` are the findings it can yield, `stage` what it needs: "document", "pages" or "files"; or
    "reading", the document, where somebody asks how it reads.

    `rationale` says why it is there, `source` where the rule comes from.
    """

    ids: tuple[str, ...]
    stage: str
    rationale: str
    source: str
    run: Callable[[Subject], Iterator[Finding]]
