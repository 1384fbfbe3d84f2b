"""One document and its one master: what every format starts from."""

from __future__ import annotations

from functools import cached_property

from publisher.compose import Document
from publisher.model import Finding
from publisher.pdf.paginate import Master, paginate


class Edition:
    """A composed document and what the checks said of it. The master is laid out when a format first asks for it.

    `inputs` are the digests of the files that it was made from, as they were before anything was made.
    """

    def __init__(self, document: Document, inputs: dict[str, str] | None = None) -> None:
        self.document = document
        self.inputs = inputs or {}
        self.findings: list[Finding] = []

    @cached_property
    def master(self) -> Master:
        return paginate(self.document)
