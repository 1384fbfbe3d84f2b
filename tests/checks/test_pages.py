"""layout/*: what the laid-out pages show."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from publisher.checks import CHECKS, Subject
from publisher.formats import FORMATS
from publisher.model.findings import Place, Severity
from publisher.pdf.layout.fit.advice import BadFill, Measure, Room
from publisher.pdf.layout.fit.fitting import Fitted
from publisher.pdf.layout.page_use import BrokenWord, Overflow, PageUse

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

RUN = {next(iter(check.ids)): check.run for check in CHECKS.values()}


def found(subject: Subject, id: str, **changes: Any) -> list[Any]:
    """What a check says where the master were another."""
    pages = copy.copy(subject.edition.master)
    vars(pages).update(changes)
    subject.edition.laid_out["print"] = pages
    return list(RUN[id](subject))


def test_a_word_too_long_for_a_line_is_broken_and_reported_once_at_its_source(make_edition: MakeEdition) -> None:
    """Two sessions name the person; the organisation was written once, with the person."""
    long = "Nordvästersjökustartilleriflygspaningssimulatoranläggningsmaterielunderhållsuppföljningssystemdiskussion"
    edition = make_edition(
        ("sheet/programme.yaml", "    name: Jan Bohman\n", f"    name: Jan Bohman\n    organisation: {long}\n"),
        (
            "sheet/programme.yaml",
            "        title: Avslutning",
            "        people: [jan-bohman]\n        title: Avslutning",
        ),
    )
    subject = Subject(edition, [FORMATS["screen"].artifacts(edition)[0]])
    (finding,) = RUN["layout/word-broken"](subject)
    assert (finding.severity, finding.where) == (Severity.WARNING, Place("sheet/programme.yaml", 13))
    assert finding.message.startswith(f"'{long[:60]}' is too long for a line")
    assert not list(RUN["layout/text-off-page"](subject))


def test_a_long_address_is_broken_after_its_parts_and_no_hyphen_added(make_edition: MakeEdition) -> None:
    address = "https://example.org/l/meetup-join/19%3ameeting_ZDk4NjQ2?context=%7b%22Tid%22%3a%22abcdefghijklmnop"
    edition = make_edition(("sheet/publication.yaml", "https://example.org/hit", address))
    subject = Subject(edition, [FORMATS["screen"].artifacts(edition)[0]])
    assert not [*RUN["layout/word-broken"](subject), *RUN["layout/text-off-page"](subject)]
    drawn = "".join(piece.text for piece in edition.master.structure.pieces())
    assert address.removeprefix("https://") in drawn


def test_an_overflow_is_reported_with_place_and_page(leaflet: Subject) -> None:
    overflow = Overflow(3, "x" * 80, "framat/sections/a.md:7", 12.5, "the edge of the page")
    (finding,) = found(leaflet, "layout/text-off-page", overflows=(overflow,))
    assert (finding.severity, finding.where, finding.page) == (Severity.ERROR, Place("framat/sections/a.md", 7), 3)
    assert finding.message == f"'{'x' * 60}' reaches 12.5 mm beyond the edge of the page"


def test_an_overflow_without_a_source_has_a_page_still(leaflet: Subject) -> None:
    (finding,) = found(leaflet, "layout/text-off-page", overflows=(Overflow(3, "x", "", 1, "the room it has"),))
    assert (finding.where, finding.page) == (None, 3)


def test_what_the_engine_complains_of_is_an_error(leaflet: Subject) -> None:
    (finding,) = found(leaflet, "layout/engine-warning", complaints=("Ignored `colour: red`",))
    assert (finding.id, finding.severity) == ("layout/engine-warning", Severity.ERROR)
    assert "Ignored `colour: red`" in finding.message


@pytest.mark.parametrize(
    ("complaint", "fix"),
    [
        ("Ignored `colr: red`, unknown property.", "write 'color'"),
        ("Ignored `zzzz: red`, unknown property.", "correct its name, or delete the line"),
        ("Ignored `color: `, no value.", "correct the name in var(--...): there is no such variable"),
        ("Ignored `width: 12px2`, invalid value.", "write 'width: 12px'"),
        ("Ignored `margin: 1mm 2mmm`, invalid value.", "write 'margin: 1mm 2mm'"),
        ("Ignored `text-align: centr`, invalid value.", "write 'text-align: center'"),
        ('Ignored `width: "a"`, invalid value.', "correct the value"),
        ("Unsupported @-rule", "change the stylesheet or picture: it needs something"),
    ],
)
def test_the_fix_of_a_complaint_is_what_mostly_caused_it(leaflet: Subject, complaint: str, fix: str) -> None:
    (finding,) = found(leaflet, "layout/engine-warning", complaints=(complaint,))
    assert finding.fix.startswith(fix)


@pytest.mark.parametrize(("filled", "count"), [(0.0, 1), (0.29, 1), (0.3, 0), (1.0, 0)])
def test_a_page_nearly_empty_is_a_warning(leaflet: Subject, filled: float, count: int) -> None:
    findings = found(leaflet, "layout/near-empty-page", uses=(PageUse(1, 1, ()), PageUse(2, filled, ())))
    assert [(f.id, f.severity, f.page) for f in findings] == [("layout/near-empty-page", Severity.WARNING, 2)] * count


@pytest.mark.parametrize(
    ("pages", "fix"),
    [(3, "add 1 (a new section starts a new page);"), (5, "add 3"), (6, "or remove 2"), (7, "add 1")],
)
def test_a_count_that_cannot_be_bound_is_a_warning(leaflet: Subject, pages: int, fix: str) -> None:
    (finding,) = found(leaflet, "layout/page-multiple", count=pages)
    assert (finding.id, finding.severity) == ("layout/page-multiple", Severity.WARNING)
    assert fix in finding.fix


def test_the_fix_says_how_many_words_a_page_takes(leaflet: Subject) -> None:
    fitted = Fitted(leaflet.edition.document.tree, measure=Measure(150, "Bada hela sommaren", 420))
    (finding,) = found(leaflet, "layout/page-multiple", count=5, fitted=fitted)
    assert "takes about 150 words" in finding.fix
    assert "'Bada hela sommaren', has 420" in finding.fix


@pytest.mark.parametrize("pages", [4, 8, 12])
def test_a_multiple_of_four_can_be_bound(leaflet: Subject, pages: int) -> None:
    assert found(leaflet, "layout/page-multiple", count=pages) == []


def test_a_half_empty_page_names_section_words_and_neighbour(leaflet: Subject) -> None:
    bad = BadFill("Buss", "sections/buss.md:3", 4, 0.2, 40, 120, (Room("Bad", 2, 90),))
    (finding,) = found(leaflet, "layout/half-empty-page", fitted=Fitted(leaflet.edition.document.tree, bad=[bad]))
    assert (finding.severity, finding.where, finding.page) == (Severity.WARNING, Place("sections/buss.md", 3), 4)
    assert "'Buss' is about 40 words too long" in finding.message
    assert "'Bad' on page 2 has room for about 90" in finding.fix


def test_a_page_that_has_such_a_finding_has_no_other(leaflet: Subject) -> None:
    bad = BadFill("Buss", "", 2, 0.2, 0, 120, ())
    fitted = Fitted(leaflet.edition.document.tree, bad=[bad])
    assert found(leaflet, "layout/near-empty-page", fitted=fitted, uses=(PageUse(2, 0.1, ()),)) == []


def test_many_broken_words_of_one_line_are_one_warning(leaflet: Subject) -> None:
    source = "framat/sections/a.md:7"
    broken = [BrokenWord(3, word, source) for word in ("Ettettett", "Tvåtvåtvå", "Ettettett")]
    (finding,) = found(leaflet, "layout/word-broken", broken_words=broken)
    assert (finding.where, finding.page) == (Place("framat/sections/a.md", 7), 3)
    assert finding.message.startswith("'Ettettett' and 1 more word")


def test_pages_that_fell_back_to_one_column_are_reported(leaflet: Subject) -> None:
    (finding,) = found(leaflet, "layout/one-column", in_one_column=True)
    assert finding.severity is Severity.WARNING


def test_a_choice_that_the_layout_lacks_is_a_warning(leaflet: Subject) -> None:
    tree = leaflet.edition.document.tree
    assert found(leaflet, "layout/choice-not-taken") == []
    tree.find("body").set("data-fit", "density:roomiest")
    section = tree.xpath("//main/section")[0]
    section.set("data-fit", "density:tight picture:side")
    tree.xpath("//header")[0].set("data-type", "collage")
    density, cover = found(leaflet, "layout/choice-not-taken")
    assert "'fit: roomiest' changes nothing" in density.message
    assert "tight, normal" in density.fix
    assert "'cover: type: collage'" in cover.message
    assert "drawing, below" in cover.fix
    assert cover.where is not None
