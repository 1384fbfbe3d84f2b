"""The standards of accessible PDF that tags are written by."""

from __future__ import annotations

from enum import Enum


class Standard(Enum):
    UA_1 = 1
    UA_2 = 2
