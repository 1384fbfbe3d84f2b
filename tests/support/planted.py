"""A sound page, and the same with a fault in it."""

from __future__ import annotations

SOUND = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { color: #111; background: #fff; font: 16px/1.2 sans-serif }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } }</style></head>
<body><main><h1>Prov</h1><p>En rad text.</p>FAULT</main></body></html>"""


def with_fault(fault: str) -> str:
    """A sound page with something more in it."""
    return SOUND.replace("FAULT", fault)
