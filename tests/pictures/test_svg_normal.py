"""Drawings are written anew in the part of SVG that all formats draw. What leads out of the file, runs, moves, or never
ends does not get through, in whatever spelling."""

from __future__ import annotations

import re
import time

import pytest
from lxml import etree

from publisher.pictures.svg import clean_svg, is_animated, svg_fault
from publisher.pictures.svg_references import MOST_DRAWN

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
PATH = "<path d='M0 0h9v9z'/>"


def svg(inside: str, more: str = "") -> bytes:
    return f"{HEAD}{more}>{inside}</svg>".encode()


def clean(inside: str, more: str = "") -> str:
    data = svg(inside, more)
    assert svg_fault(data) is None
    made = clean_svg(data, lambda raster: ("image/png", raster))
    assert clean_svg(made, lambda raster: ("image/png", raster)) == made  # what is written so stays so
    return made.decode()


@pytest.mark.parametrize(
    "inside",
    [
        "<rect fill='url(http://x.example/a#b)'/>",
        "<rect fill='URL( \"http://x.example/a#b\" )'/>",
        "<rect fill='u\\72l(http://x.example)'/>",
        "<rect style='fill: ur\\6c(//x.example/p)'/>",
        "<rect style='mask-image: none; fill: image-set(\"http://x.example/p\" 1x)'/>",
        "<style>@\\69mport 'http://x.example/a.css';</style>",
        "<style>@IMPORT url(http://x.example/a.css);</style>",
        "<style>rect { fill: url(http://x.example) }</style><rect/>",
        "<style>:root { --p: url(http://x.example) }</style><rect fill='var(--p)'/>",
        "<rect clip-path='url(other.svg#a)'/>",
        "<use href='other.svg#a'/>",
        "<use xlink:href='http://x.example/a.svg#a'/>",
        "<image href=' javascript:alert(1)'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<image href='data:text/html,x'/>",
        "<filter id='f'><feImage href='http://x.example/p.png'/></filter>",
        "<script>x</script>",
        "<foreignObject><p/></foreignObject>",
        "<a href='http://x.example'><path/></a>",
        "<path ONCLICK='x'/>",
        "<path onbegin='x'/>",
        "<mesh/>",
    ],
)
def test_what_leads_out_of_the_file_or_runs_is_reported(inside: str) -> None:
    message = svg_fault(svg(inside))
    assert message is not None
    assert "its line 1" in message or "style" in message or "not all programs know" in message


@pytest.mark.parametrize(
    "inside",
    [
        f"<set attributeName='href' to='http://x.example'/>{PATH}",
        f"<g><animate attributeName='x' from='0' to='9'/>{PATH}</g>",
        f"<style>@keyframes a {{ to {{ opacity: 0 }} }} path {{ animation: a 1s }}</style>{PATH}",
        f"<g style='transition: opacity 1s'>{PATH}</g>",
    ],
)
def test_what_moves_stands_still(inside: str) -> None:
    made = clean(inside)
    assert "d=" in made
    assert not re.search("animat|set |keyframes|transition|example", made)
    assert is_animated(svg(inside))
    assert not is_animated(svg(PATH))


@pytest.mark.parametrize(
    "inside",
    [
        "<use id='a' href='#a'/>",
        "<g id='a'><use href='#a'/></g>",
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
        "<mask id='m'><rect mask='url(#m)' width='9' height='9'/></mask><rect mask='url(#m)'/>",
        "<clipPath id='m'><rect clip-path='url(#m)'/></clipPath>",
        "<pattern id='p'><rect style='fill:url(#p)'/></pattern>",
        "<linearGradient id='p' href='#p'/>",
        "<filter id='f'><feImage href='#g'/></filter><g id='g' filter='url(#f)'/>",
        "<marker id='m'><path marker='url(#m)'/></marker>",
    ],
)
def test_a_circle_is_reported(inside: str) -> None:
    assert "contains itself" in (svg_fault(svg(inside)) or "")


def levels(count: int, each: int) -> str:
    """A `use` of ten of the level below, down to one path."""
    found = "<g id='l0'><path d='M0 0h9'/></g>"
    for level in range(1, count + 1):
        uses = f"<use href='#l{level - 1}'/>" * each
        found += f"<g id='l{level}'>{uses}</g>"
    return f"<defs>{found}</defs><use href='#l{count}'/>"


def test_a_drawing_that_would_never_end_is_reported_at_once() -> None:
    before = time.process_time()
    assert f"more than {MOST_DRAWN} shapes" in (svg_fault(svg(levels(8, 10))) or "")
    chain = "".join(f"<g id='c{at}'><use href='#c{at + 1}'/></g>" for at in range(20_000)) + "<g id='c20000'/>"
    assert "more than 100 deep" in (svg_fault(svg(chain)) or "")
    assert time.process_time() - before < 5
    assert svg_fault(svg(levels(3, 10))) is None


def test_styles_are_written_out_in_the_order_of_the_cascade() -> None:
    rules = (
        *("path { fill: red; stroke: blue }", ".a { fill: green }", "#x { stroke: lime !important }"),
        "@media print { g { opacity: .5 } }",
    )
    style = " ".join(rules)
    made = clean(f"<style>{style}</style><g><path id='x' class='a' fill='black' style='stroke: pink' d='M0 0h9'/></g>")
    assert 'fill="green"' in made
    assert 'stroke="lime"' in made
    assert 'opacity=".5"' in made
    assert not re.search("class|style|black|pink", made)


def test_custom_properties_are_resolved() -> None:
    path = "<path fill='var(--c)'/>"
    made = clean(f"<style>svg {{ --c: red }} g {{ --c: var(--d, lime) }}</style>{path}<g>{path}</g>")
    assert re.findall(r'fill="(\w+)"', made) == ["red", "lime"]
    message = svg_fault(svg("<path fill='var(--nowhere)'/>")) or ""
    assert "names --nowhere in its style" in message


def test_a_rule_says_of_each_element_what_its_own_properties_are() -> None:
    style = "path { fill: rgb(var(--r), 0, 0) } #a { --r: 10 } #b { --r: 20 }"
    made = clean(f"<style>{style}</style><path id='a'/><path id='b'/>")
    assert re.findall(r"rgb\(\s*(\d+)", made) == ["10", "20"]


def test_what_no_attribute_can_say_stays_in_the_style() -> None:
    assert 'style="mix-blend-mode: multiply"' in clean("<g style='mix-blend-mode: multiply; pointer-events: all'/>")


def test_ids_are_names_and_each_is_there_once() -> None:
    made = clean("<g id='1a'/><g id='Lager 1'/><use href='#1a'/><g id='b'/><g id='b'/><use href='#b'/>")
    assert re.findall(r' id="([^"]+)"', made) == ["_1a", "_Lager_1", "b"]
    assert re.findall(r'href="([^"]+)"', made) == ["#_1a", "#b"]


def test_what_refers_to_nothing_is_resolved() -> None:
    made = clean("<use href='#gone'/><path fill='url(#gone) red'/><path stroke='url(#gone)'/><path mask='url(#gone)'/>")
    assert "use" not in made
    assert re.findall(r'(fill|stroke|mask)="(\w+)"', made) == [("fill", "red"), ("stroke", "none")]


def test_the_first_choice_of_a_switch_that_needs_no_program_is_drawn() -> None:
    made = clean(f"<switch><foreignObject requiredExtensions='x'/><g>{PATH}</g><g id='other'/></switch>")
    assert "switch" not in made
    assert "foreignObject" not in made
    assert "other" not in made
    assert "d=" in made


def test_a_drawing_without_a_namespace_is_one_in_every_browser() -> None:
    data = b"<svg viewBox='0 0 9 9'><g><path d='M0 0h9v9z'/></g></svg>"
    made = clean_svg(data, lambda raster: ("image/png", raster))
    assert {element.tag.partition("}")[0] for element in etree.fromstring(made).iter()} == {
        "{http://www.w3.org/2000/svg"
    }


def test_another_encoding_becomes_utf_8() -> None:
    data = f'<?xml version="1.0" encoding="iso-8859-1"?>{HEAD}><title>Älv</title></svg>'.encode("latin-1")
    assert "Älv" in clean_svg(data, lambda raster: ("image/png", raster)).decode("utf-8")


def test_what_nobody_knows_is_left_out() -> None:
    made = clean("<path d='M0 0h9' data-x='1' tabindex='0' aria-label='x' role='img' lang='sv' xml:space='preserve'/>")
    assert re.findall(r"<path ([^/]*)/>", made) == ['d="M0 0h9" xml:space="preserve"']
