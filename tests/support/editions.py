"""Editions of the sample publications and of the torture publication, each laid out once in a process."""

from __future__ import annotations

from functools import cache

from publisher.content.load import load
from publisher.formats.edition import Edition
from publisher.pipeline.build import prepare
from support import tools
from support.built import TORTURE, TORTURE_CONTENT


@cache
def sample(name: str) -> Edition:
    """A publication, composed and checked. Tests must not change it: see `own_sample`."""
    return prepare(load((TORTURE_CONTENT if name == TORTURE else tools.ROOT / "content") / name))


def own_sample(name: str) -> Edition:
    """The same, with findings, press profile and pages that a test may replace."""
    shared = sample(name)
    edition = Edition(shared.document, shared.inputs, shared.options, shared.press)
    edition.findings += shared.findings
    edition.laid_out["print"] = shared.master
    return edition
