"""Layouts are found by their folder and say of themselves what a build needs."""

from __future__ import annotations

import pytest

from publisher.content.schema import BlockKind
from publisher.design.layouts import Layout, find_layout, layouts
from publisher.model.errors import UsageError
from publisher.model.paths import LAYOUTS


def test_both_layouts_are_there() -> None:
    assert {"leaflet-a5", "programme-a4"} <= layouts().keys()


def test_the_base_is_no_layout() -> None:
    assert "base" not in layouts()


def test_an_unknown_layout_is_told_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="There is no layout 'leaflet-a6'") as caught:
        find_layout("leaflet-a6")
    assert caught.value.fix == f"Use one of: {', '.join(layouts())}."


@pytest.mark.parametrize(("id", "size"), [("leaflet-a5", (148, 210)), ("programme-a4", (210, 297))])
def test_the_size_at_trim(id: str, size: tuple[float, float]) -> None:
    assert (find_layout(id).width, find_layout(id).height) == size


@pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: layout.id)
class TestEveryLayout:
    def test_it_has_words_for_people(self, layout: Layout) -> None:
        assert layout.title
        assert layout.description.endswith(".")

    def test_it_has_a_template(self, layout: Layout) -> None:
        assert (layout.folder / "document.html.j2").is_file()

    @pytest.mark.parametrize("medium", ["print", "web"])
    def test_its_own_stylesheet_follows_the_one_of_the_base(self, layout: Layout, medium: str) -> None:
        sheets = layout.stylesheets(medium)
        assert sheets[0] == LAYOUTS / "base" / f"{medium}.css"
        assert [sheet.parent for sheet in sheets[1:]] in ([], [layout.folder])

    def test_there_is_no_stylesheet_for_an_unknown_medium(self, layout: Layout) -> None:
        assert layout.stylesheets("parchment") == []

    def test_its_bleed_is_what_print_shops_ask_for(self, layout: Layout) -> None:
        assert layout.bleed >= 3

    def test_a_code_of_it_can_be_scanned(self, layout: Layout) -> None:
        """A module of less than 0.4 mm is too fine for telephones at an arm's length."""
        assert layout.qr_module >= 0.4

    def test_its_footer_holds_blocks_that_there_are(self, layout: Layout) -> None:
        assert set(layout.footer_blocks) <= {kind.value for kind in BlockKind}
