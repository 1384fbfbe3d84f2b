"""Content folders for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.cli import leaflet, with_fault, with_warning


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return leaflet(tmp_path)


@pytest.fixture
def faulty(content: Path) -> tuple[Path, int]:
    """Content with a fault, and the line where it is."""
    return content, with_fault(content)


@pytest.fixture
def warned(content: Path) -> Path:
    """Content with a warning, and no error."""
    with_warning(content)
    return content
