"""The sound folder of content: a press profile of one's own stands in such a folder."""

from __future__ import annotations

from content.conftest import sheet

__all__ = ["sheet"]
