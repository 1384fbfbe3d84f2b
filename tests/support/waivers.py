"""A publication of a starter, declared ready for print."""

from __future__ import annotations

from pathlib import Path

from publisher.content.load import load
from publisher.content.rules.print_ready import WAIVABLE, print_rules


def ready_for_print(folder: Path) -> None:
    """Waive, at the end of its publication.yaml, whatever keeps the publication in `folder` from being printed."""
    ids = {finding.id for finding in print_rules(load(folder))} & set(WAIVABLE)
    lines = [f"  - id: {id}\n    reason: It is content for tests.\n" for id in sorted(ids)]
    path = folder / "publication.yaml"
    path.write_text(f"{path.read_text('utf-8')}waive:\n{''.join(lines)}", encoding="utf-8")
