"""The descriptor of a preflight rule, what a rule inspects, and how its faults become findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from publisher.model.catalogue import say
from publisher.model.findings import (
    Explained,
    Finding,
    Place,
    Severity,
    Value,
)
from publisher.model.registry import Entry, Registry, failure
from publisher.preflight.ink_coverage import Ink, measure_ink
from publisher.preflight.page_raster import Raster
from publisher.preflight.qr_reading import Code, ExpectedCode, find_codes
from publisher.preflight.reading.geometry import Box
from publisher.preflight.reading.print_file import PrintFile
from publisher.presses.profiles import Press, PressFile

BOXES_SHOWN = 5
GWG = "GWG 2022"
X4 = "ISO 15930-7 (PDF/X-4)"
OURS = "house rule"


@dataclass
class Inspection:
    """What a rule of preflight looks at.

    Attributes:
        file: The PDF file, read.
        press: The press profile that it is checked against; its requirements are `wants`.
        folds: In mm from the left edge of page 1.
        expected: The QR codes that the content asks for; None for a file of another program.
        raster: The pages as pixels, drawn when first asked for.
    """

    file: PrintFile
    press: Press
    folds: tuple[float, ...] = ()
    expected: tuple[ExpectedCode, ...] | None = None
    raster: Raster = field(init=False)

    def __post_init__(self) -> None:
        self.raster = Raster(self.file)

    @property
    def wants(self) -> PressFile:
        return self.press.wants

    @cached_property
    def ink(self) -> Ink:
        """How much ink lies where, measured from the plates; or why it was not measured."""
        return measure_ink(self.file, self.press)

    @cached_property
    def codes(self) -> list[Code]:
        """The QR codes on the pages, as a telephone reads them."""
        return find_codes(self.file, self.raster, self.expected)


@dataclass(frozen=True)
class Fault:
    """One place where a rule is broken.

    Attributes:
        message: What is wrong, without a full stop.
        fix: What to do about it, as an imperative.
        severity: One of those that the rule declares.
        page: Counted from 1; None for the whole file.
        box: Where on the page, in mm from the upper left corner of the trimmed page.
        values: Names and values that triggered it, for programs.
        rank: Of several faults on a page, the one with the least rank is reported, and the others are counted.
        place: The line of the content, where it is known.
        apart: Faults that differ in this (the name of a font, an address) are reported separately.
    """

    message: str
    fix: str
    severity: Severity = Severity.ERROR
    page: int | None = None
    box: Box | None = None
    values: tuple[tuple[str, Value], ...] = ()
    rank: float = 0.0
    place: Place | None = None
    apart: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule of preflight.

    Attributes:
        id: Permanent: "preflight/low-resolution".
        severities: Those that it can yield.
        rationale: Why it exists, in a sentence for readers of the docs.
        source: Where it comes from: a standard with its clause, or "house rule".
        run: Yields the faults in an `Inspection`.
        explained: What `publisher explain` says of it. The catalogue of findings comes first.
    """

    id: str
    severities: tuple[Severity, ...]
    rationale: str
    source: str
    run: Callable[[Inspection], Iterator[Fault]]
    explained: Explained | None = None

    def findings(self, inspection: Inspection, plugin: Entry | None = None) -> list[Finding]:
        """One finding for each page and severity, however many faults there are. `plugin` is the entry of a rule of
        another package: where it fails, that is the package's fault and not the file's."""
        faults = list[Fault]()
        try:
            faults += self.run(inspection)
        except Exception as error:  # a broken file may raise any error; report that the rule was not checked
            if plugin:
                return [failure(plugin, say("preflight:rule", name=self.id), error), *self._grouped(faults)]
            message = say("preflight:could-not-checked-because-part-file", name=self.id)
            why = f"{type(error).__name__}: {error}"
            fault = Fault(message, say("preflight:export-again-if-possible-another-program"), values=(("error", why),))
            return [_finding("preflight/damaged", [fault]), *self._grouped(faults)]
        return self._grouped(faults)

    def _grouped(self, faults: list[Fault]) -> list[Finding]:
        faults.sort(key=_group)
        return [_finding(self.id, list(group)) for _, group in groupby(faults, key=_group)]


def _group(fault: Fault) -> tuple[int, int, str]:
    return -fault.severity.rank, fault.page or 0, fault.apart


def _finding(id: str, faults: list[Fault]) -> Finding:
    worst = min(faults, key=lambda fault: fault.rank)
    more = len(faults) - 1
    text = say("preflight:more-this-page", message=worst.message, more=more) if more and worst.page else worst.message
    values = worst.values
    if more:
        ordered = sorted(faults, key=lambda fault: fault.rank)
        shown = "; ".join(_shown(fault.box) for fault in ordered[:BOXES_SHOWN] if fault.box)
        values = (*values, ("count", len(faults)), *((("boxes", shown),) if shown else ()))
    return Finding(id, worst.severity, text, worst.fix, worst.place, worst.page, mm_box(worst.box), values)


def mm_box(box: Box | None) -> tuple[float, float, float, float] | None:
    """left, top, width, height in mm, as a finding has them."""
    if box is None:
        return None
    return round(box.left, 1) + 0.0, round(box.top, 1) + 0.0, round(box.width, 1), round(box.height, 1)


def _shown(box: Box) -> str:
    left, top, width, height = mm_box(box) or (0, 0, 0, 0)
    return f"{left:g},{top:g} {width:g}x{height:g}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The worst first, then by page."""
    return sorted(findings, key=lambda finding: (-finding.severity.rank, finding.page or 0, finding.id))


RULES = Registry("publisher.rules", "rule", Rule, lambda rule: (rule.id,))
