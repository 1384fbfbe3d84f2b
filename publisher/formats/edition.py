"""One document and its one master: what every format starts from."""

from __future__ import annotations

from functools import cached_property

from publisher.compose import Document
from publisher.pdf.paginate import Master, paginate


class Edition:
    """A composed document; the master is laid out when the first format asks for it, and once."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def master(self) -> Master:
        return paginate(self.document)

    @property
    def is_paginated(self) -> bool:
        return "master" in self.__dict__
