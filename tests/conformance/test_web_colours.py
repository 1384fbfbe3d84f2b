"""The web pages in the colours of their brand, and in those that readers set."""

from __future__ import annotations

from pathlib import Path

from support import browser as browsers
from support import looks
from support.browser import Browser

BOXES = ".card, .pledges, .facts, .section-body > .note, .filter"


def test_a_page_in_colours_that_readers_set(browser: Browser, page: Path) -> None:
    """Dark, more contrast (WCAG 1.4.6, level AAA: 7:1), and forced colours, in which boxes need an edge."""
    found = []
    with browser.open(page) as opened:
        for reader in (browsers.DARK, browsers.CONTRAST_LIGHT, browsers.CONTRAST_DARK, browsers.FORCED_DARK):
            audit = opened.audit_colours(reader, *(["color-contrast-enhanced"] if reader.more_contrast else []))
            assert audit.passed > 0, f"{reader}: axe-core looked at nothing"
            found += [f"{reader}: {fault}" for fault in (*audit.violations, *audit.colours_undecided)]
        for reader in (browsers.FORCED_DARK, browsers.FORCED_LIGHT):
            opened.seen_by(reader)
            found += [f"{reader}: {box}" for box in looks.without_edge(opened, BOXES)]
    assert not found, "\n".join([str(page), *found])
