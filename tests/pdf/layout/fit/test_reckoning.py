"""What is reckoned of a part is what the engine makes of it: heights, leads, lines. Nothing else is laid out but a
specimen, once."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.pdf.layout.fit.element_kinds import LINE_END
from publisher.pdf.layout.fit.measured import Measured
from publisher.pdf.layout.fit.measures import Measures
from publisher.pdf.layout.fit.page_groups import Group, Part
from publisher.pdf.layout.fit.reckoning import count_lines, text_length, widest
from publisher.pdf.layout.fit.section_fit import SectionFit
from publisher.pdf.layout.paginate import Pages, paginate
from support.long_leaflet import FOLDER, long_leaflet

SAMPLES = Path(__file__).resolve().parents[4] / "content"
FAMILY, WEIGHT = "Source Sans 3", 400
LINE = 13.5 * 25.4 / 72  # mm, of the leaflet
Pairs = list[tuple[Measured, Measured]]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _compared(document: Document, densities: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> tuple[Pages, Pairs]:
    """The pages of a document; of each part at each density, what was reckoned and what is measured."""
    pairs: Pairs = []
    plan = SectionFit.plan

    def comparing(sections: SectionFit, outside: int) -> tuple[list[Part], list[Group]]:
        found, places = plan(sections, outside), range(len(sections.parts))
        measures = Measures(document, sections.measures.lay_out, sections.measures.kept, sections.measures.style)
        trials = {(at, name, ""): sections.trial(at, name, "") for at in places for name in densities}
        measured = measures(trials)
        pairs.extend((sections.measured(at, name), measured[at, name, ""]) for at, name, _ in trials)
        return found

    monkeypatch.setattr(SectionFit, "plan", comparing)
    return paginate(document), pairs


def _off(pairs: Pairs) -> list[float]:
    return [abs(reckoned.flow.height - real.flow.height) / LINE for reckoned, real in pairs]


def test_heights_and_leads_are_those_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    pages, pairs = _compared(compose(load(SAMPLES / "framat")), ("tight", "normal", "open"), monkeypatch)
    off = _off(pairs)
    assert len(off) == 18
    assert sum(one <= 0.5 for one in off) >= len(off) - 2, off
    assert max(off) < 2.1, off
    leads = [reckoned.lead_gaps == pytest.approx(real.lead_gaps, abs=0.05) for reckoned, real in pairs]
    assert sum(leads) >= len(leads) - 1
    assert pages.fitted
    assert pages.fitted.layouts <= 2  # the specimen, and the text on the cover's drawing


def test_long_text_with_headings_of_four_levels_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long_leaflet(tmp_path, chapters=3)
    _, pairs = _compared(compose(load(tmp_path / FOLDER)), ("normal", "sparse"), monkeypatch)
    off = _off(pairs)
    assert sum(off) / len(off) < 1, off
    assert max(off) < 4, off  # of a hundred lines and more


def test_what_follows_a_box_of_a_known_kind_is_reckoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The box is in the specimen once more, empty, because what it stands before is set by it."""
    box = '<div class="pledges"><h3>Vi vill</h3><ul><li>bygga</li></ul></div>'
    body = "".join(
        f'<section class="section" id="s{at}"><div class="section-head"><h2>Bo här</h2></div><div class="section-body">'
        f"<p>Vi bygger.</p>{box}{after}</div></section>"
        for at, after in enumerate(("", "<p>Alla ska kunna bo här.</p>"))
    )
    cover = '<header class="cover"><div class="cover-text"><h1>Bo</h1></div></header>'
    document = dataclasses.replace(
        compose(load(SAMPLES / "framat")), html=f'<html lang="sv"><body>{cover}<main>{body}</main></body></html>'
    )
    _, pairs = _compared(document, ("normal",), monkeypatch)
    assert max(_off(pairs)) < 0.5


def test_lines_are_broken_where_they_are_full() -> None:
    text = "vi bygger bostäder för alla som vill bo här i kommunen"
    one = text_length(text, FAMILY, WEIGHT)
    assert count_lines(text, one + 0.01, FAMILY, WEIGHT) == 1
    assert count_lines(text, one - 0.1, FAMILY, WEIGHT) == 2
    assert count_lines(text.replace(" som", f" som{LINE_END}"), one + 0.01, FAMILY, WEIGHT) == 2


def test_a_runt_takes_its_neighbour_along() -> None:
    text = "bostäder för alla som bor i en by"  # "i en by" is what the last line has at least
    room = text_length("bostäder för alla som bor i en", FAMILY, WEIGHT) + 0.1
    assert count_lines(text, room, FAMILY, WEIGHT) == 2
    assert widest("ett i en by", FAMILY, WEIGHT, 0.0) == pytest.approx(text_length("ett i en by", FAMILY, WEIGHT))


def test_a_word_is_hyphenated_only_where_much_stays_empty() -> None:
    text = "vi vill kompetensförsörjningsprogram kommunen"
    room = text_length("kompetensförsörjningsprogram", FAMILY, WEIGHT) + 0.1
    assert count_lines(text, room, FAMILY, WEIGHT, zone=1.0) == 2
    assert count_lines(text, room, FAMILY, WEIGHT, zone=room) == 3


def test_lines_beside_a_picture_have_less_room() -> None:
    text = " ".join(["bostäder"] * 12)
    room = text_length(" ".join(["bostäder"] * 4), FAMILY, WEIGHT) + 0.1
    narrow = room / 2
    assert count_lines(text, room, FAMILY, WEIGHT) == 3
    assert count_lines(text, room, FAMILY, WEIGHT, narrow=narrow, beside=99) == 6
    assert count_lines(text, room, FAMILY, WEIGHT, narrow=narrow, beside=2) == 4
    # A word that is wider than the room beside the picture goes below it.
    assert count_lines("vi kommunstyrelsen", room, FAMILY, WEIGHT, narrow=3.0, beside=5) == 6


def test_the_last_words_of_a_title_may_stand_alone() -> None:
    """'Rädda badet' goes on two lines of a cover, though its last word is short."""
    family, weight = "Bricolage Grotesque", 800
    assert widest("Rädda badet", family, weight, 0, title=True) < 4 < widest("Rädda badet", family, weight, 0)
    assert count_lines("Rädda badet", 3.5, family, weight, title=True) == 2
