"""Which words at the end of a paragraph stay on one line, and that the engine keeps them there."""

from __future__ import annotations

import re

import pytest
from lxml import etree, html

from publisher.model.paths import LAYOUTS
from publisher.pdf.layout.last_words import hold_last_words
from support.laid_out import outline

KEPT = '<span class="keep">'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Vi bygger nu.</p>", f"<p>Vi {KEPT}bygger nu.</span></p>"),
        ("<p>Vi bygger bostäder.</p>", None),
        ("<p>Vi gör det <em>nu</em>.</p>", f"<p>Vi {KEPT}gör det <em>nu</em>.</span></p>"),
        ("<p>Se <a>hela listan</a>.</p>", None),
        ("<p>Se <a>listan över</a> nu.</p>", f"<p>Se <a>listan {KEPT}över</span></a>\u00a0nu.</p>"),
        ("<p>Läs om vår e-bok.</p>", f"<p>Läs om {KEPT}vår e-bok.</span></p>"),
        ("<p>Ja.</p>", None),
        ("<ul><li>ett två <ul><li>tre</li></ul></li></ul>", None),
        ("<p>På www.badhuset.example.org<wbr>/bad</p>", "<p>På www.badhuset.example.org/bad</p>"),
        (
            "<p>Läs kompetensförsörjningsprogrammet nu.</p>",
            "<p>Läs kompetensförsörjningsprogrammet\u00a0nu.</p>",
        ),
    ],
)  # fmt: skip
def test_the_last_words_stay_together(before: str, after: str | None) -> None:
    tree = html.fragment_fromstring(before, create_parent="div")
    hold_last_words(tree)
    assert html.tostring(tree, encoding="unicode") == f"<div>{after or before}</div>"
    plain = etree.HTML(f"<div>{before}</div>")[0][0]  # as the trees of trials are, in which elements know less
    hold_last_words(plain)
    assert html.tostring(plain, encoding="unicode") == f"<div>{after or before}</div>"


def test_what_is_kept_together_is_never_broken() -> None:
    (rule,) = re.findall(r"^\.keep \{.*\}$", (LAYOUTS / "base" / "print.css").read_text("utf-8"), re.MULTILINE)
    body = "".join(f"<p>{'ett ' * count}{KEPT}0243 740 00</span> nu</p>" for count in range(8, 20))
    assert outline(body, rule, words=True).count("0243 740 00") == 12
    assert outline(body, words=True).count("0243 740 00") < 12, "some stand at the end of a line"
