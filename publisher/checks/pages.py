"""Checks of the laid-out pages: text off the page, nearly empty pages, a page count that cannot be bound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from publisher.checks.check import Check, Subject
from publisher.compose import Document, read_place
from publisher.compose.texts import squash
from publisher.design.browser_css import nearest_property, nearest_written
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning
from publisher.model.paths import shown_path

if TYPE_CHECKING:
    from lxml import etree

    from publisher.pdf.layout.fit.advice import BadFill
    from publisher.pdf.layout.page_use import BrokenWord
    from publisher.pdf.layout.paginate import Pages

NEARLY_EMPTY = 0.3
UNKNOWN_PROPERTY = re.compile(r"`([\w-]+)\s*:.*`, unknown property")
WRONG_VALUE = re.compile(r"`([\w-]+)\s*:\s*(.*)`, invalid value")
UNMISTAKABLE = 12  # characters: a text of fewer may stand in many places


def text_off_page(subject: Subject) -> Iterator[Finding]:
    """Each text once, at the line where it was written: what many sessions name stands in one place."""
    document = subject.edition.document
    for pages in subject.laid_out:
        reported = set[tuple[str, Place | None]]()
        for overflow in pages.overflows:
            place = _written(document, overflow.text, overflow.source)
            if (overflow.text, place) in reported:
                continue
            reported.add((overflow.text, place))
            yield Finding(
                "layout/text-off-page",
                Severity.ERROR,
                say(
                    "checks:reaches-mm-beyond",
                    shown=beginning(overflow.text, 60),
                    amount=overflow.amount,
                    beyond=overflow.beyond,
                    where=_where(pages),
                ),
                say("checks:shorten-put-hyphen-into-long-word"),
                place,
                overflow.page,
                overflow.box,
                (("medium", pages.medium),),
            )


def broken_words(subject: Subject) -> Iterator[Finding]:
    """Once for each line where such words were written: a table of many columns has many."""
    document = subject.edition.document
    for pages in subject.laid_out:
        found: dict[object, tuple[BrokenWord, Place | None, set[str]]] = {}
        for broken in pages.broken_words:
            place = _written(document, broken.word, broken.source)
            _, _, words = found.setdefault(place or broken.word, (broken, place, set()))
            words.add(broken.word)
        for broken, place, words in found.values():
            shown, more, where = beginning(broken.word, 60), len(words) - 1, _where(pages)
            yield Finding(
                "layout/word-broken",
                Severity.WARNING,
                say("checks:too-long-line-broken-with-others", shown=shown, more=more, where=where)
                if more
                else say("checks:too-long-line-broken-between-two", shown=shown, where=where),
                say("checks:write-shorter-hyphen-where-may-broken"),
                place,
                broken.page,
                broken.box,
                (("medium", pages.medium),),
            )


def in_one_column(subject: Subject) -> Iterator[Finding]:
    """The engine failed on the columns: nothing is lost, and the look is not that of the layout."""
    if any(pages.in_one_column for pages in subject.laid_out):
        yield Finding(
            "layout/one-column",
            Severity.WARNING,
            say("checks:engine-failed-on-columns", layout=subject.edition.document.layout.id),
            say("checks:shorten-longest-box-table-or-paragraph"),
        )


def _written(document: Document, text: str, source: str) -> Place | None:
    """The line where a text was written: in the block from `source` if it was, else where it first stands."""
    words = squash(text)
    near = read_place(source) if source else None
    if len(words) < UNMISTAKABLE:
        return near
    places = [place for written, place in document.texts if words in squash(written)]
    return near if near in places or not places else places[0]


def engine_complaints(subject: Subject) -> Iterator[Finding]:
    content = subject.edition.document.content
    complaints = {complaint: pages.css.where(complaint) for pages in subject.laid_out for complaint in pages.complaints}
    for said, file, line in complaints.values():
        yield Finding(
            "layout/engine-warning",
            Severity.ERROR,
            say("checks:layout-engine-warns", said=said),
            _fix_of(said),
            Place(shown_path(file, content), line) if file else None,
        )


def _fix_of(complaint: str) -> str:
    """What to do about a complaint of the engine: most are typing errors."""
    if match := UNKNOWN_PROPERTY.search(complaint):
        return (
            say("checks:write-near", near=near)
            if (near := nearest_property(match[1]))
            else say("checks:correct-name-or-delete")
        )
    if match := WRONG_VALUE.search(complaint):
        better = nearest_written(match[1], match[2])
        near = f"{match[1]}: {better}"
        return say("checks:write-near", near=near) if better else say("checks:correct-value-delete-line")
    if complaint.endswith("no value."):
        return say("checks:correct-name-var-there-no-such")
    return say("checks:change-stylesheet-picture-needs-something-engine")


def nearly_empty_page(subject: Subject) -> Iterator[Finding]:
    badly = {bad.page for bad in _bad_fills(subject)}  # has a finding that says more
    for use in (use for pages in subject.laid_out if pages.medium == "print" for use in pages.uses):
        if use.filled < NEARLY_EMPTY and use.page not in badly:
            yield Finding(
                "layout/near-empty-page",
                Severity.WARNING,
                say("checks:page-nearly-empty-content-ends-down", page=use.page, filled=use.filled),
                say("checks:shorten-text-before-few-lines-add"),
                page=use.page,
            )


def half_empty_page(subject: Subject) -> Iterator[Finding]:
    """What the fitting could not fill: the section, how many words, and where there is room for them."""
    for bad in _bad_fills(subject):
        about = {"name": bad.name, "page": bad.page, "filled": round(bad.filled * 100)}
        place = read_place(bad.source) if bad.source else None
        if bad.too_many:
            message = say("checks:words-too-long", too_many=bad.too_many, **about)
            fix = say("checks:remove-words", too_many=bad.too_many, missing=bad.missing)
            if bad.neighbours:
                near = bad.neighbours[0]
                room = {"near": near.name, "page": near.page, "words": near.words}
                fix = say("checks:remove-or-move-words", too_many=bad.too_many, missing=bad.missing, **room)
        else:
            message = say("checks:too-short-for-page", **about)
            fix = say("checks:add-words-or-share", missing=bad.missing)
        yield Finding("layout/half-empty-page", Severity.WARNING, message, fix, place, bad.page)


def _bad_fills(subject: Subject) -> list[BadFill]:
    printed = [pages.fitted for pages in subject.laid_out if pages.medium == "print" and pages.fitted]
    return [bad for fitted in printed for bad in fitted.bad]


def page_multiple(subject: Subject) -> Iterator[Finding]:
    layout = subject.edition.document.layout
    for printed in (pages for pages in subject.laid_out if pages.medium == "print"):
        pages, measure = printed.count, printed.fitted.measure if printed.fitted else None
        one_sided = pages == 1 and layout.pages_multiple == 2  # a sheet need not be printed on both sides
        if pages % layout.pages_multiple == 0 or one_sided:
            continue
        over = pages % layout.pages_multiple
        more, less = layout.pages_multiple - over, say("checks:remove", over=over) if pages > over else ""
        fix = say("checks:add-new-section-starts-new-page", more=more, less=less)
        if measure:
            fix = say(
                "checks:a-page-takes-words",
                fix=fix,
                words=measure.words,
                name=measure.longest,
                count=measure.its_words,
            )
        yield Finding(
            "layout/page-multiple",
            Severity.WARNING,
            say(
                "checks:there-are-pages-layout-printed-multiples",
                pages=pages,
                name=layout.id,
                pages_multiple=layout.pages_multiple,
            ),
            fix,
        )


def choice_not_taken(subject: Subject) -> Iterator[Finding]:
    """A density or a type of cover that was asked for and that the layout does not have; of a sheet, whose sides are
    set as a whole, also the density of one section."""
    document = subject.edition.document
    layout, tree = document.layout, document.tree
    densities = list(layout.fit.densities) if layout.fit else []
    as_a_whole = layout.fit is not None and layout.fit.form == "sheet"
    asked = [(f"fit: {value}", value, densities, "") for value in _wished(tree.find("body"))]
    for section in tree.xpath("//main//*[@data-fit]"):
        for value in _wished(section):
            taken = [] if as_a_whole else densities
            asked.append((f"fit: density: {value}", value, taken, section.get("data-source", "")))
    types: list[str] = [*layout.cover.types] if layout.cover else []
    for header in tree.xpath("//header[@data-type]"):
        value = header.get("data-type")
        asked.append((f"cover: type: {value}", value, types, header.get("data-source", "")))
    for written, value, taken, source in asked:
        if value in taken:
            continue
        message = say("checks:choice-not-taken", choice=written, name=layout.id)
        fix = say("checks:choose-one-of", values=", ".join(taken)) if taken else say("checks:fit-for-all-pages")
        place = read_place(source) if source else None
        yield Finding("layout/choice-not-taken", Severity.WARNING, message, fix, place)


def _wished(element: etree._Element | None) -> list[str]:
    """The density that an element asks for, as the template says it: data-fit="density:tight picture:side"."""
    said = (element.get("data-fit") or "").split() if element is not None else []
    return [word.removeprefix("density:") for word in said if word.startswith("density:")]


def _where(pages: Pages) -> str:
    return "" if pages.medium == "print" else say("checks:in-the", p1=pages.medium.replace("-", " "))


def _check(id: str, rationale: str, source: str, run: Callable[[Subject], Iterator[Finding]]) -> Check:
    return Check((id,), "pages", rationale, source, run)


CHECKS = (
    _check(
        "layout/choice-not-taken",
        "A choice that changes nothing leaves the writer to look for the cause.",
        "house rule: no silent tolerance",
        choice_not_taken,
    ),
    _check(
        "layout/text-off-page",
        "Text beyond the trim is cut off: it is lost in print, and no one notices.",
        "house rule: nothing is lost",
        text_off_page,
    ),
    _check(
        "layout/word-broken",
        "A word that no line has room for is broken between letters: nothing is lost, and it reads badly.",
        "house rule: nothing in the content stops the build of paper",
        broken_words,
    ),
    _check(
        "layout/one-column",
        "Pages in one column take more paper, and their lines are long; all of the text is there.",
        "house rule: nothing in the content stops the build of paper",
        in_one_column,
    ),
    _check(
        "layout/engine-warning",
        "The engine leaves out what it does not understand, and carries on.",
        "house rule: no silent tolerance",
        engine_complaints,
    ),
    _check(
        "layout/near-empty-page",
        "A page with two lines on it looks like a mistake, and costs paper.",
        "typographic practice",
        nearly_empty_page,
    ),
    _check(
        "layout/half-empty-page",
        "A page that is half empty looks as if something were missing.",
        "typographic practice",
        half_empty_page,
    ),
    _check(
        "layout/page-multiple",
        "A stapled leaflet has four pages per sheet of paper; a single sheet has two.",
        "bookbinding practice",
        page_multiple,
    ),
)
