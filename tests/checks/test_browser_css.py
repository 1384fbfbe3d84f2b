"""layout/css-*: faults of stylesheets that browsers and e-book readers would ignore without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
import tinycss2

from publisher.checks import Subject, run_checks
from publisher.compose import compose
from publisher.content.load import load
from publisher.design.browser_css import PROPERTIES, css_faults
from publisher.design.value_grammar import grammars, is_value
from publisher.formats.edition import Edition
from publisher.model.paths import LAYOUTS
from publisher.scaffold import make_publication
from support.browser import Browser
from support.cli import replace

SHEETS = sorted({*LAYOUTS.glob("*/web.css"), *LAYOUTS.glob("*/epub.css"), *LAYOUTS.glob("base/*.css")})
OF_BROWSERS = [path for path in SHEETS if path.stem not in ("print", "programme", "large-print", "booklet")]


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


# Values of every shape. Chromium is asked of each with each property.
PROBES = (
    *(
        "none",
        "auto",
        "normal",
        "0",
        "1",
        "2",
        "1.5",
        "-1",
        "12px",
        "-2mm",
        "1.5em 2em",
        "1px 2px 3px 4px",
        "50%",
        "-10%",
    ),
    *(
        "50% 20%",
        "red",
        "#abc",
        "#12",
        "blu",
        "rgb(1 2 3)",
        "color-mix(in srgb, red, blue)",
        "transparent",
        "currentcolor",
    ),
    *("Highlight", "1px solid red", "1px sold red", "solid", "url(a.png)", "url(a.png) no-repeat center / cover, #fff"),
    *("linear-gradient(red, blue)", "center", "centre", "top left", "right 10px bottom 5px", "start", "end", "left"),
    *("middle", "baseline", "last baseline", "safe center", "stretch", "space-between", "bold", "700", "italic"),
    *(
        "oblique 10deg",
        "bold 12px/1.4 Arial, sans-serif",
        "Arial, serif",
        '"A b", serif',
        "block",
        "blok",
        "inline-flex",
    ),
    *("flex", "grid", "1fr 2fr", "[a] 1fr repeat(2, 1fr) [b]", "minmax(0, 1fr)", "1 / -1", "span 2", "auto / 1fr"),
    *("1 / 3 / auto / -1", "underline dotted red", "underline", "0 0 2px red", "inset 0 1px", "1s", "200ms ease-in 1s"),
    *("color 1s", "scale(2) rotate(3deg)", "blur(2px)", "inset(50%)", "'a' counter(x) 'b'", '"" / "alt"', "x 2 y"),
    *(
        "hidden",
        "visible",
        "hidden auto",
        "16 / 9",
        "calc(1px + 2%)",
        "calc(2 * 3)",
        "clamp(1px, 2vw, 3px)",
        "min(1px, 2px)",
    ),
    *(
        "1 1 10rem",
        "2 auto",
        "row wrap",
        "column",
        "nowrap",
        "balance",
        "pre-wrap",
        "inherit",
        "revert",
        "small",
        "larger",
    ),
    *(
        "uppercase",
        "disc inside",
        "square url(a.png)",
        "tabular-nums lining-nums",
        "light dark",
        "avoid",
        "page",
        "both",
    ),
    *(
        "env(x)",
        "var(--x)",
        "10 px",
        "5",
        "12",
        "min-content",
        "fit-content(3px)",
        "-webkit-box",
        "thin",
        "2dpi",
        "3deg",
    ),
)


def test_what_chromium_takes_is_never_reported(browser: Browser) -> None:
    names = [name for name in grammars() if not name.startswith("<")]
    assert len(names) > 200
    with browser.open("<p>Text</p>") as opened:
        taken = opened.page.evaluate(
            "([names, values]) => names.map(name => values.map(value => CSS.supports(name, value)))",
            [names, list(PROBES)],
        )
    wrong, found = [], 0
    for name, row in zip(names, taken, strict=True):
        if not any(row):  # a property that this Chromium does not know
            continue
        for value, is_taken in zip(PROBES, row, strict=True):
            known = is_value(name, tinycss2.parse_component_value_list(value))
            found += not known and not is_taken
            if is_taken and not known:
                wrong.append(f"{name}: {value}")
    assert not wrong, "; ".join(wrong)
    assert found > 10_000  # what is reported is most of what Chromium refuses


@pytest.mark.parametrize(
    ("text", "value", "nearest"),
    [
        ("p { color: blu }", "blu", "blue"),
        ("p { margin: 12 }", "12", ""),
        ("p { border: 1px sold red }", "1px sold red", "1px solid red"),
        ("p { display: blok !important }", "blok", "block"),
        ("p { padding: -1em }", "-1em", ""),
        ("p { width: 10 px }", "10 px", ""),
        ("p { COLOR: RED; margin: 0 AUTO; top: calc(1px + 2%) }", None, ""),
        ("p { color: var(--x, blu); margin: 1px var(--y) 7 }", None, ""),
        ("p { display: -webkit-box; background: -webkit-linear-gradient(red, blue) }", None, ""),
        ("@font-face { font-weight: 100 900; font-family: x; src: url(x) }", None, ""),
    ],
)
def test_a_wrong_value_is_found_and_the_nearest_named(text: str, value: str | None, nearest: str) -> None:
    found = [(fault.value, fault.nearest) for fault in css_faults(text)]
    assert found == ([] if value is None else [(value, nearest)])


def test_each_has_its_file_and_line(tmp_path: Path) -> None:
    make_publication("haftet", "leaflet-a5", tmp_path)
    replace(tmp_path / "haftet/publication.yaml", "layout: leaflet-a5", "layout: own")
    own = tmp_path / "layouts/own"
    own.mkdir(parents=True)
    for file in ("layout.toml", "document.html.j2", "print.css"):
        (own / file).write_bytes((LAYOUTS / "leaflet-a5" / file).read_bytes())
    web = ("p { color: red }", "p { colr: red }", "p { color: var(--headng) }", "p { --own: 1; top: var(--own) }")
    values = ("p { left: var(--x, 1px) }", "p { color: blu }", "p { margin: 12 }")
    (own / "web.css").write_text("\n".join((*web, *values)), "utf-8")
    (own / "epub.css").write_text("p { color: var(--headin) }\n\np { color }\n", "utf-8")
    edition = Edition(compose(load(tmp_path / "haftet")))
    found = [one for one in run_checks(Subject(edition), "document") if one.id.startswith("layout/")]
    assert [(one.id, one.severity.value, str(one.where)) for one in found] == [
        ("layout/css-property", "warning", "layouts/own/web.css:2"),
        ("layout/css-value", "warning", "layouts/own/web.css:6"),
        ("layout/css-value", "warning", "layouts/own/web.css:7"),
        ("layout/css-token", "warning", "layouts/own/web.css:3"),
        ("layout/css-syntax", "error", "layouts/own/epub.css:3"),
        ("layout/css-token", "error", "layouts/own/epub.css:1"),
    ]
    assert [one.fix for one in found[:4]] == [
        "write 'color'",
        "write 'blue'",
        "a length needs a unit, such as 12px or 12mm; else correct the value, or delete the line",
        "write '--heading'",
    ]
