"""fonts/missing-glyph: a character that no shipped font has is found at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.glyphs import CHECK

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

SECTION, PUBLICATION, PROGRAMME = "sheet/sections/torget.md", "sheet/publication.yaml", "sheet/programme.yaml"


def found(edition: object) -> list[str]:
    return [f"{f.where} {f.id}: {f.message}" for f in CHECK.run(Subject(edition))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (SECTION, "Bussen", "Bus中sen", 14),
        (SECTION, "en filt", "en 中 filt", 19),
        (SECTION, "## Hitta", "## Hi中tta", 12),
        (SECTION, "# Torget är", "# Torget 中 är", 8),
        (PUBLICATION, "title: Torgdagen", "title: Torg中dagen", 1),
        (PUBLICATION, "kicker: I", "kicker: 中 I", 10),
        (PROGRAMME, "title: Invigning", "title: Invig中ning", 22),
    ],
)
def test_a_missing_glyph_is_found_at_its_line(
    make_edition: MakeEdition, file: str, old: str, new: str, line: int
) -> None:
    message = "no shipped font has the character '中' (U+4E2D cjk unified ideograph-4e2d)"
    assert found(make_edition((file, old, new))) == [f"{file}:{line} fonts/missing-glyph: {message}"]


def test_a_glyph_missing_twice_on_a_line_is_one_finding(make_edition: MakeEdition) -> None:
    assert len(found(make_edition((SECTION, "Bussen", "中中")))) == 1


def test_each_missing_glyph_is_a_finding(make_edition: MakeEdition) -> None:
    assert len(found(make_edition((SECTION, "Bussen", "中文")))) == 2


def test_a_script_that_no_font_has_is_reported_once(make_edition: MakeEdition) -> None:
    thai = "ยินดีต้อนรับสู่เทศบาล"
    (finding,) = found(
        make_edition((SECTION, "Bussen", thai), (SECTION, "en filt", f"en {thai} 中"), (SECTION, "中", ""))
    )
    assert finding.startswith(f"{SECTION}:14 fonts/missing-glyph: no shipped font has Thai letters such as 'ย'; ")
    assert finding.endswith("different ones, on 2 lines")


def test_a_single_character_beside_such_a_script_is_reported_too(make_edition: MakeEdition) -> None:
    assert len(found(make_edition((SECTION, "Bussen", "ยินดีต้อนรับสู่เทศบาล 中")))) == 2


def test_a_missing_glyph_between_two_words_in_bold_is_found(make_edition: MakeEdition) -> None:
    assert len(found(make_edition((SECTION, "Bussen", "**a** 中 **b**")))) == 1


@pytest.mark.parametrize(
    "text", ["čáđŋšŧž", "Łódź", "ș ț", "Ŵŷ", "ħġ", "½ – … € ×", "a\u00a0b\u00adc\u200bd", "”citat”"]
)
def test_what_the_fonts_have_is_no_finding(make_edition: MakeEdition, text: str) -> None:
    assert found(make_edition((SECTION, "Bussen", text))) == []


def test_a_letter_that_only_the_fallback_has_is_no_finding_in_a_heading(make_edition: MakeEdition) -> None:
    assert found(make_edition((SECTION, "## Hitta", "## Ŋuorra Hitta"))) == []
