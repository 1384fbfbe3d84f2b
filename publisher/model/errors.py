"""The errors a user can meet, each with the exit code it ends in.

PublisherError
├── UsageError         2  the command line asks for something that is not there
├── ContentError       3  the content folder has faults; carries every finding
├── MissingError       4  a program, library or font that is needed is missing
├── AccessError        5  a file or folder cannot be read or written
├── RenderError        6  the layout engine could not make the pages
└── WorkerError        7  a worker process died
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity

# The fix where the fault is not the user's, but ours.
REPORT = say("model:report-fault")


class ExitCode(IntEnum):
    """Exit codes of the command line: a stable interface. 1 is not used, because a stray traceback returns it.

    Attributes:
        OK: All is well.
        USAGE: The command line asks for something that does not exist.
        CONTENT: The content has faults.
        MISSING: A program, library or font is missing.
        ACCESS: A file or folder cannot be read or written.
        RENDER: The pages could not be laid out.
        WORKER: A worker process died.
        FINDINGS: A finding is at least as severe as `--fail-on` asks.
        INTERNAL: The toolkit has a fault.
        INTERRUPTED: Ctrl-C, or a signal to end (128 + SIGINT, as shells count).
    """

    OK = 0
    USAGE = 2
    CONTENT = 3
    MISSING = 4
    ACCESS = 5
    RENDER = 6
    WORKER = 7
    FINDINGS = 10
    INTERNAL = 15
    INTERRUPTED = 130


class PublisherError(Exception):
    """What went wrong, and how to fix it, in words for a person who is no programmer.

    Attributes:
        message: What is wrong, as a sentence.
        fix: What to do about it, as a sentence; "" where nothing helps.
        exit_code: The `ExitCode` in which the command line ends.
    """

    exit_code = ExitCode.INTERNAL

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class UsageError(PublisherError):
    """Something that was asked for does not exist: a publication, a format. `fix` lists what there is."""

    exit_code = ExitCode.USAGE


class ContentError(PublisherError):
    """Every fault found in the content, at once.

    Attributes:
        findings: All of them, warnings too, each with its file and line.
    """

    exit_code = ExitCode.CONTENT

    def __init__(self, findings: Sequence[Finding]) -> None:
        count = sum(finding.severity is Severity.ERROR for finding in findings)
        super().__init__(say("model:content-has", count=count))
        self.findings = list(findings)

    def __reduce__(self) -> tuple[type[ContentError], tuple[list[Finding]]]:
        return type(self), (self.findings,)


class MissingError(PublisherError):
    """A program, library or font that is needed is missing on this machine. `fix` says how to install it."""

    exit_code = ExitCode.MISSING


class AccessError(PublisherError):
    """A file or folder cannot be read or written: rights, a full disk, a path that is something else."""

    exit_code = ExitCode.ACCESS


class RenderError(PublisherError):
    """The layout engine could not make the pages. The files of the last good build stay."""

    exit_code = ExitCode.RENDER


class WorkerError(PublisherError):
    """A worker process ended early, mostly for lack of memory. The other publications are built."""

    exit_code = ExitCode.WORKER
