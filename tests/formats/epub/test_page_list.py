"""The marks of the printed pages: each stands where its page begins, as the finished PDF shows it."""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Iterator

import pypdfium2
import pytest
from lxml import etree

from publisher.compose.texts import squash
from publisher.formats import screen
from publisher.formats.edition import Edition
from publisher.formats.epub import book as epub
from publisher.formats.epub.page_list import Place, mark_pages, page_starts
from publisher.text.i18n import label
from support.built import PUBLICATIONS, TORTURE
from support.editions import sample
from support.epub import Book
from support.laid_out import lay_out, small_document

LONGEST_WORD = 60
LABELS = re.compile(r"[•◦▪]|(?<![\d.])\d{1,2}\.(?=[^\W\d])")
# Pages of six lines, with nothing in their margins.
SMALL = "@page{size:60mm 40mm;margin:5mm} html{font-size:10pt;line-height:5mm} *{margin:0;padding:0}"
WORDS = " ".join(f"ord{number}" for number in range(60))


def marked(body: str, style: str = "") -> str:
    """The body of a small document with its marks, each written as a number in brackets."""
    pages = lay_out(body, SMALL + style)
    tree = copy.deepcopy(small_document(body).tree)
    mark_pages(tree, pages)
    html = etree.tostring(tree.find("body"), encoding="unicode", method="html")
    html = re.sub(r'<span id="page_(\d+)" role="doc-pagebreak" aria-label="\1"></span>', r"[\1]", html)
    return html.removeprefix("<body>").removesuffix("</body>")


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def after_marks(text: etree._Element) -> Iterator[tuple[str, str]]:
    """(page, text from its mark to the next one) of a book."""
    page, words = "", ""
    for event, element in etree.iterwalk(text, events=("start", "end")):
        if event == "start" and element.get("role") == "doc-pagebreak":
            if page:
                yield page, words
            page, words = element.get("aria-label", ""), ""
        words += (element.text if event == "start" else element.tail) or ""
    yield page, words


def ends_on(word: str, here: str, following: list[str]) -> bool:
    """Whether a page holds a word, or its beginning where the next page begins with the rest."""
    parted = (index for index in range(2, len(word) - 1) if following and following[0].startswith(word[index:]))
    return word in here or any(word[:index] in here for index in parted)


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_what_follows_a_mark_stands_on_its_page(name: str) -> None:
    """The first two words stand first on the page, but for a bullet, or the end of a word that is parted between pages,
    which stands whole before the mark; and the last word is there too."""
    edition = sample(name)
    printed = [squash(text) for text in pages_of(screen.render(edition))]
    book = list(after_marks(Book(epub.render(edition)).text))
    assert [page for page, _ in book] == [str(number) for number in range(1, len(printed) + 1)]
    for page, text in book:
        # Bullets and numbers of lists stand on the page and not in the book's source.
        words, here = text.split(), LABELS.sub("", printed[int(page) - 1])
        if not words:
            assert here.startswith(label(edition.document.language, "contents.title")), f"page {page} is empty"
            continue
        assert 0 <= here.find(squash("".join(words[:2]))) < LONGEST_WORD, f"page {page} begins: {words[:2]}"
        assert ends_on(squash(words[-1]), here, printed[int(page) :]), f"page {page} ends: {words[-1]}"
        begins = squash(text)[:60]
        assert len(begins) < 60 or not any(
            begins in other for other in [*printed[: int(page) - 1], *printed[int(page) :]]
        )


def test_a_page_that_begins_within_a_paragraph() -> None:
    html = marked(f"<p>{WORDS}</p>")
    assert re.findall(r"\[(\d)\]", html) == ["1", "2", "3"]
    assert html.startswith("[1]<p>ord0 ")
    pages = lay_out(f"<p>{WORDS}</p>", SMALL)
    (second,) = re.findall(r"\[2\](\w+)", html)
    first_of_second = next(text for text in pages.rendered.pages[1]._page_box.descendants() if hasattr(text, "text"))
    assert first_of_second.text.split()[0] == second


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>A</p><h2>B</h2><p>C</p>", "[1]<p>A</p>[2]<h2>B</h2><p>C</p>", id="heading"),
        pytest.param(
            "<p>A</p><section><div><h2>B <i>b</i></h2></div></section>",
            "[1]<p>A</p><section>[2]<div><h2>B <i>b</i></h2></div></section>",
            id="section",
        ),
        pytest.param("<p>A</p><ul class='b'><li>B</li></ul>", '[1]<p>A</p>[2]<ul class="b"><li>B</li></ul>', id="list"),
        pytest.param(
            "<ul><li>A</li><li class='b'>B</li></ul>", '[1]<ul><li>A</li><li class="b">[2]B</li></ul>', id="item"
        ),
        pytest.param("<p>A</p><p class='b'><b>B</b> c</p>", '[1]<p>A</p>[2]<p class="b"><b>B</b> c</p>', id="inline"),
        pytest.param(
            "<p>A</p><dl class='b'><dt>B</dt><dd>C</dd></dl>",
            '[1]<p>A</p>[2]<dl class="b"><dt>B</dt><dd>C</dd></dl>',
            id="terms",
        ),
        pytest.param(
            "<p>A</p><table class='b'><tbody><tr><th>B</th></tr></tbody></table>",
            '[1]<p>A</p>[2]<table class="b"><tbody><tr><th>B</th></tr></tbody></table>',
            id="table",
        ),
        pytest.param(
            "<p>A</p><figure class='b'><img src='pictures/bank.svg' alt='x'><figcaption>B</figcaption></figure>",
            '[1]<p>A</p>[2]<figure class="b"><img src="pictures/bank.svg" alt="x"><figcaption>B</figcaption></figure>',
            id="picture",
        ),
        pytest.param("<p>A</p><br class='b'>", '[1]<p>A</p><br class="b">', id="nothing"),
        pytest.param("<p>A</p><p class='b c'>B</p>", '[1]<p>A</p>[2][3]<p class="b c">B</p>', id="empty page"),
        pytest.param("<p>A</p><p class='c'></p>", '[1]<p>A</p><p class="c"></p>[2][3]', id="empty page at the end"),
    ],
)
def test_where_marks_stand(body: str, expected: str) -> None:
    breaks = "h2,.b{break-before:page} .c{break-before:right;break-after:page} img{height:5mm}"
    assert marked(body, breaks) == expected


def test_a_row_that_begins_a_page() -> None:
    rows = "".join(f"<tr><th>r{number}</th><td>c</td></tr>" for number in range(8))
    html = marked(f"<table><thead><tr><th>H</th><td>I</td></tr></thead><tbody>{rows}</tbody></table>")
    assert html.startswith("[1]<table>")
    assert re.search(r"<tr><th>\[2\]r\d</th>", html)


def test_no_word_is_parted() -> None:
    long = "Folkomröstningskampanjorganisationsmedlemskapsavgifter"
    html = marked(f"<p>{' '.join([long] * 12)}</p>", "p{hyphens:auto;orphans:1;widows:1}")
    assert len(re.findall(r"\[\d\]", html)) > 2
    assert set(re.sub(r"<[^>]*>|\[\d\]", "", html).split()) == {long}
    assert not re.search(r"\w\[\d\]\w", html)


def test_addresses_with_breaks_have_their_places() -> None:
    address = "<wbr>".join(f"del{number}/" for number in range(60))
    html = marked(f"<p>{address}</p>")
    assert re.findall(r"\[(\d)\]", html) == ["1", "2", "3"]


def test_pages_begin_in_the_order_of_the_text() -> None:
    def starts(*pages: int, count: int) -> list[tuple[int | None, list[int]]]:
        found = page_starts([Place(page, index, "text") for index, page in enumerate(pages)], count)
        return [(place.element if place else None, numbers) for place, numbers in found]

    assert starts(1, 1, 2, 3, 3, count=3) == [(0, [1]), (2, [2]), (3, [3])]
    assert starts(1, 3, count=3) == [(0, [1]), (1, [2, 3])]
    assert starts(1, 2, count=4) == [(0, [1]), (1, [2]), (None, [3, 4])]
    # What stands at the foot of the first page in print, and last in the text.
    assert starts(1, 2, 1, 2, count=2) == [(0, [1]), (1, [2])]
    assert starts(2, 1, 2, count=2) == [(1, [1]), (2, [2])]
    assert starts(count=2) == [(None, [1, 2])]


def test_what_a_layout_adds_or_browsers_repair_moves_no_mark() -> None:
    """The book is written from the parts: a place is found by its element's line in the content."""
    edition = sample(TORTURE)
    added = "<p style='display:none'>x</p><table style='display:none'><tr><td>y</td></tr></table>"
    html = re.sub(r'(<div class="section-(?:head|body)">|<h4>)', rf"{added}\1", edition.document.html)
    assert html.count(added) > 5
    book = Book(epub.render(Edition(dataclasses.replace(edition.document, html=html)))).text
    assert list(after_marks(book)) == list(after_marks(Book(epub.render(edition)).text))


def test_a_place_whose_text_differs_is_the_beginning_of_its_element() -> None:
    body = f'<p data-source="a:1">A</p><p class="b" data-source="a:2">{WORDS}</p>'
    pages = lay_out(body, SMALL + ".b{break-before:page}")
    tree = copy.deepcopy(small_document(body.replace("ord", "wort")).tree)
    assert mark_pages(tree, pages) == [1, 2, 3, 4]
    html = etree.tostring(tree.find("body"), encoding="unicode", method="html")
    bodies = re.sub(r'<span id="page_(\d)"[^>]*></span>', r"[\1]", html)
    assert bodies.startswith('<body>[1]<p data-source="a:1">A</p>[2][3][4]<p class="b" data-source="a:2">wort0 ')
