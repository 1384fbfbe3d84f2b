"""Packages that add to the toolkit, as pip leaves them on Python's path: a module, and a dist-info that names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publisher.model.registry import Entry, Registry


def install(site: Path, name: str, entries: dict[str, dict[str, str]], modules: dict[str, str] | None = None) -> Path:
    """Put a package of version 1.0 into the folder `site`: its entry points by group, and its modules' sources by file
    name."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    lines = [line for group, pairs in entries.items() for line in (f"[{group}]", *map(" = ".join, pairs.items()))]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    for file, source in (modules or {}).items():
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(source, "utf-8")
    return site


def alone(registry: Registry[Any], descriptor: Any) -> tuple[dict[str, Any], list[Any], dict[str, Entry]]:
    """What a registry has loaded where there is nothing but this descriptor, as the toolkit's own."""
    id = registry.ids(descriptor)[0]
    return {id: descriptor}, [], {id: Entry(registry.group, id, "tests:planted")}
