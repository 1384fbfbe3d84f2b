"""A file's text aligned with the texts that it must hold."""

from __future__ import annotations

from publisher.formats.alignment import align

HEAD = ["Dag", "Café", "Verkstad"]
WANTED = [*HEAD, "musik", "10–16", "stängt", *HEAD, "torg", "8–20", "stängt", "Efteråt"]
# Two tables, one after the other, as plain text has them: each cell after the name of its column.
TEXT = (
    "Kolumner:Dag;Café;VerkstadmusikCafé:10–16Verkstad:stängt"
    "Kolumner:Dag;Café;VerkstadtorgCafé:8–20Verkstad:stängtEfteråt"
)


def test_a_column_named_again_before_a_cell_is_not_the_next_tables_head() -> None:
    found = align(WANTED, [TEXT], labels={*HEAD})
    assert (found.missing, found.moved) == ([], [])


def test_a_cell_that_changed_is_missing_all_the_same() -> None:
    found = align(WANTED, [TEXT.replace("Verkstad:stängtKolumner", "Verkstad:öppetKolumner")], labels={*HEAD})
    assert found.missing + found.moved


def test_a_time_that_also_stands_later_is_missing_at_its_place() -> None:
    wanted = ["10.00", "Samtal om skolan", "11.00", "Musik på torget", "10.00", "Avslutning"]
    text = "12.00Samtalomskolan11.00Musikpåtorget10.00Avslutning"
    assert align([word.replace(" ", "") for word in wanted], [text]).missing == [0]
