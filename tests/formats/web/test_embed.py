"""A fragment to paste into a page: nothing of it touches the page, and it needs nothing of that but its fonts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
import tinycss2
from lxml import html as lxml_html

from publisher.checks import Subject
from publisher.checks.parity import CHECK
from publisher.formats import FORMATS
from publisher.formats.web.scoped_style import scoped
from support.built import TORTURE
from support.editions import sample

SAMPLES = ("framat", "almedalen", TORTURE)
ONE_OF_A_PAGE = ("html", "head", "body", "main", "title", "script", "h1", "link", "meta")


def fragment(name: str) -> str:
    (made,) = FORMATS["embed"].artifacts(sample(name))
    return made.data.decode("utf-8")


@pytest.fixture(scope="module")
def page() -> lxml_html.HtmlElement:
    """A page with all samples in it."""
    return lxml_html.document_fromstring(f"<html><body>{''.join(map(fragment, SAMPLES))}</body></html>")


def test_ids_cannot_clash(page: lxml_html.HtmlElement) -> None:
    ids = Counter(page.xpath("//@id"))
    assert max(ids.values()) == 1
    assert len(ids) > 40
    assert all(id.startswith("publication-") for id in ids)


def test_every_reference_leads_to_its_own_place(page: lxml_html.HtmlElement) -> None:
    for root in page.xpath("//div[starts-with(@class, 'publication-')]"):
        ids = set(root.xpath(".//@id"))
        named = {id for name in ("aria-labelledby", "aria-describedby", "for") for id in root.xpath(f".//@{name}")}
        led = {href[1:] for href in root.xpath(".//a/@href") if href.startswith("#")}
        assert {id for name in named for id in name.split()} | led <= ids
        assert led


@pytest.mark.parametrize("name", SAMPLES)
def test_it_has_nothing_that_a_page_has_once(name: str) -> None:
    root = lxml_html.fragment_fromstring(fragment(name), create_parent="div")
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)}.isdisjoint(ONE_OF_A_PAGE)
    assert root.xpath(".//h2")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_rule_is_for_the_fragment_alone(name: str) -> None:
    css = fragment(name).partition("<style>")[2].partition("</style>")[0]
    rules = list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    while rules:
        rule = rules.pop()
        if rule.type == "at-rule":
            assert rule.lower_at_keyword in ("media", "container", "supports"), rule.serialize()
            rules += tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        else:
            assert rule.type == "qualified-rule", rule
            selectors = tinycss2.serialize(rule.prelude).split(f".publication-{sample(name).document.name}")
            assert selectors[0] == "", rule.serialize()
            assert "font-family" not in rule.serialize()


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_lost_and_a_loss_is_found(name: str) -> None:
    edition = sample(name)
    (made,) = FORMATS["embed"].artifacts(edition)
    assert list(CHECK.run(Subject(edition, [made]))) == []
    word = max(edition.document.full_title.split(), key=len)
    lost = replace(made, data=made.data.replace(word.encode(), b""))
    assert "parity/lost" in {finding.id for finding in CHECK.run(Subject(edition, [lost]))}


@pytest.mark.parametrize(
    ("css", "rules"),
    [
        ("p, ul li{margin:0}", ".x p,.x ul li{margin:0}\n"),
        (":root{--a:1}body{color:red}", ".x{--a:1}\n.x{color:red}\n"),
        ("body.wide p{margin:0}", ".x.wide p{margin:0}\n"),
        ("html[lang|=sv] p{margin:0}", ".x[lang|=sv] p{margin:0}\n"),
        ('[dir="rtl"] p{margin:0}', '.x[dir="rtl"] p,.x [dir="rtl"] p{margin:0}\n'),
        ("h1, :is(h2, .h1) a{margin:0}", ".x h2,.x :is(h3, .h1) a{margin:0}\n"),
        ("main > p{margin:2vw calc(1px + 3vw)}", ".x .main-part > p{margin:2cqi calc(1px + 3cqi)}\n"),
        ("p{font-family:var(--a), serif;margin:0}", ".x p{margin:0}\n"),
        ("@media (min-width: 30em){p{margin:0}}", "@container (min-width: 30em){.x p{margin:0}\n}\n"),
        ("@media print{p{margin:0}}", "@media print{.x p{margin:0}\n}\n"),
        ("@media screen and (prefers-color-scheme: dark){p{margin:0}}", ""),
        ("@page{size:A4}@font-face{src:url(a)}", ""),
    ],
)
def test_rules_are_for_one_element(css: str, rules: str) -> None:
    assert scoped(css, ".x") == rules
