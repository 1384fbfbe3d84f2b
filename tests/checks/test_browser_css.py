"""layout/css-*: faults of stylesheets that browsers and e-book readers would ignore without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.checks import Subject, run_checks
from publisher.compose import compose
from publisher.content.load import load
from publisher.design.browser_css import PROPERTIES, css_faults
from publisher.formats.edition import Edition
from publisher.model.paths import LAYOUTS
from publisher.scaffold import make_publication
from support.browser import Browser
from support.cli import replace

SHEETS = sorted({*LAYOUTS.glob("*/web.css"), *LAYOUTS.glob("*/epub.css"), *LAYOUTS.glob("base/*.css")})
OF_BROWSERS = [path for path in SHEETS if path.stem not in ("print", "large-print", "booklet")]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a { colr: red; color: blue }", [(1, "colr", "color")]),
        ("a {\n  color: red;\n  hieght: 1px;\n}", [(3, "hieght", "height")]),
        ("@media print {\n p { wdth: 1px }\n}", [(2, "wdth", "width")]),
        ("@supports (color: red) { p { wdth: 1px } }", [(1, "wdth", "width")]),
        ("a { color: red; & b { wdth: 1px } }", [(1, "wdth", "width")]),
        ("a { color red; }", [(1, "", "")]),
        ("p color: red;\nb { color: red }\n}\na { color: red }", [(3, "", "")]),
        ("a { color: red", []),  # a browser closes it, too
        ("@font-face { src: url(x); font-family: x }", []),
        ("a { --own: 1; -webkit-hyphens: auto }\n@keyframes x { from { top: 0 } }", []),
    ],
)
def test_faults_have_their_line_and_the_nearest_name(text: str, faults: list[tuple[int, str, str]]) -> None:
    assert [(fault.line, fault.unknown, fault.nearest) for fault in css_faults(text)] == faults


@pytest.mark.parametrize("path", OF_BROWSERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_toolkits_own_have_none(path: Path) -> None:
    assert css_faults(path.read_text("utf-8")) == ()


def test_chromium_knows_every_property(browser: Browser) -> None:
    names = PROPERTIES.read_text("utf-8").split()
    assert len(names) > 400
    with browser.open("<p>Text</p>") as opened:
        unknown = opened.page.evaluate("names => names.filter(name => !CSS.supports(name, 'initial'))", names)
    assert unknown == []


def test_each_has_its_file_and_line(tmp_path: Path) -> None:
    make_publication("haftet", "leaflet-a5", tmp_path)
    replace(tmp_path / "haftet/publication.yaml", "layout: leaflet-a5", "layout: own")
    own = tmp_path / "layouts/own"
    own.mkdir(parents=True)
    for file in ("layout.toml", "document.html.j2", "print.css"):
        (own / file).write_bytes((LAYOUTS / "leaflet-a5" / file).read_bytes())
    web = ("p { color: red }", "p { colr: red }", "p { color: var(--headng) }", "p { --own: 1; top: var(--own) }")
    (own / "web.css").write_text("\n".join((*web, "p { left: var(--x, 1px) }")), "utf-8")
    (own / "epub.css").write_text("p { color: var(--headin) }\n\np { color }\n", "utf-8")
    edition = Edition(compose(load(tmp_path / "haftet")))
    found = [one for one in run_checks(Subject(edition), "document") if one.id.startswith("layout/")]
    assert [(one.id, one.severity.value, str(one.where)) for one in found] == [
        ("layout/css-property", "warning", "layouts/own/web.css:2"),
        ("layout/css-token", "error", "layouts/own/web.css:3"),
        ("layout/css-syntax", "error", "layouts/own/epub.css:3"),
        ("layout/css-token", "error", "layouts/own/epub.css:1"),
    ]
    assert [one.fix for one in found[:2]] == ["write 'color'", "write '--heading'"]
