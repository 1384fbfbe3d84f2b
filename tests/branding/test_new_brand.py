"""A new brand: from a name, a colour and a logo, and nothing of others is overwritten."""

from __future__ import annotations

from math import pi
from pathlib import Path

import pytest
import yaml

from publisher.branding.known import find_brand
from publisher.branding.new_brand import brand_id, colours_from, inks_of, make_brand
from publisher.design.brands import ROLES, BrandFile
from publisher.design.colour import contrast, from_oklch
from publisher.design.roles import LEAST, roles
from publisher.model.errors import ContentError, UsageError
from support.tools import ROOT

LOGO = ROOT / "content" / "brands" / "framat.svg"


def test_a_brand_is_made_and_can_be_used(tmp_path: Path) -> None:
    made = make_brand("Föreningen Ljus & Ö", "#52BDEC", LOGO, tmp_path, "book")
    assert [path.name for path in made] == ["foreningen-ljus-o.svg", "foreningen-ljus-o.yaml"]
    assert made[0].read_bytes() == LOGO.read_bytes()
    brand, path = find_brand("foreningen-ljus-o", tmp_path)
    assert path == made[1]
    assert (brand.name, brand.fonts.pair, brand.colours["primary"].rgb) == ("Föreningen Ljus & Ö", "book", "#52BDEC")
    assert brand.logo is not None
    assert (brand.logo.file, brand.logo.alt) == (made[0].name, "Föreningen Ljus & Ö")


def test_a_name_in_quotation_marks_and_no_logo(tmp_path: Path) -> None:
    (made,) = make_brand('Klubb "Ett\\Två"', "abc", None, tmp_path)
    brand = BrandFile.model_validate(yaml.safe_load(made.read_text("utf-8")))
    assert (brand.name, brand.logo, brand.colours["primary"].rgb) == ('Klubb "Ett\\Två"', None, "#AABBCC")


@pytest.mark.parametrize(
    ("name", "id"), [("Föreningen Ljus", "foreningen-ljus"), ("  BYALAGET 2:a ", "byalaget-2-a"), ("Ærø", "aero")]
)
def test_the_id_is_made_of_the_name(name: str, id: str) -> None:
    assert brand_id(name) == id


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    make_brand("Ljus", "#52BDEC", LOGO, tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "brands").iterdir()}
    with pytest.raises(UsageError, match="already exists"):
        make_brand("ljus", "#000000", None, tmp_path)
    (tmp_path / "brands" / "ljus.yaml").unlink()
    with pytest.raises(UsageError, match=r"ljus\.svg already exists"):
        make_brand("Ljus", "#000000", LOGO, tmp_path)
    assert (tmp_path / "brands" / "ljus.svg").read_bytes() == before["ljus.svg"]


@pytest.mark.parametrize(
    ("change", "message", "fix"),
    [
        ({"name": "!?"}, "No file name", "letters or digits"),
        ({"colour": "light blue"}, "'light blue' is not a colour", "six digits"),
        ({"pair": "klar"}, "no pair of fonts 'klar'", "clear"),
        ({"logo": Path("logo.pdf")}, r"logo\.pdf is not a picture", r"\.svg"),
        ({"logo": Path("gone.svg")}, r"no logo gone\.svg", "Check the name"),
    ],
)
def test_what_cannot_be_is_reported_with_its_fix(
    tmp_path: Path, change: dict[str, object], message: str, fix: str
) -> None:
    given = {"name": "Ljus", "colour": "#52BDEC", "logo": None, "content": tmp_path, "pair": "clear"} | change
    with pytest.raises(UsageError, match=message) as caught:
        make_brand(**given)  # type: ignore[arg-type]
    assert fix.replace("\\", "") in caught.value.fix
    assert list(tmp_path.iterdir()) == []


def test_a_logo_that_is_broken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(UsageError, match=r"logo\.png cannot be used"):
        make_brand("Ljus", "#52BDEC", tmp_path / "logo.png", tmp_path / "content")
    assert not (tmp_path / "content").exists()


def test_the_colours_that_follow_can_be_read_whatever_the_first() -> None:
    for number in range(60):
        primary = from_oklch(0.3 + 0.01 * number, 0.02 + 0.12 * (number % 3) / 2, 2 * pi * number / 23)
        colours = colours_from(primary)
        assert tuple(sorted(colours)) == tuple(sorted(ROLES))
        assert colours["primary"] == primary
        assert contrast(colours["secondary"], colours["tint"]) >= LEAST
        assert contrast(colours["accent"], primary) >= LEAST
        assert contrast(colours["ink"], colours["tint"]) >= 7


def test_the_inks_are_within_what_a_press_takes(tmp_path: Path) -> None:
    for primary in ("#000000", "#52bdec", "#0b5239", "#ffd500"):
        inks = inks_of(colours_from(primary), tmp_path)
        assert max(sum(cmyk) for cmyk in inks.values()) <= 300
        assert inks["ink"] == (0, 0, 0, 100)
        assert inks["paper"] == (0, 0, 0, 0)
        assert any(inks["tint"])


def test_a_brand_that_is_not_there_or_broken(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no brand 'ljus'") as caught:
        find_brand("ljus", tmp_path)
    assert "neutral" in caught.value.fix
    (tmp_path / "brands").mkdir()
    (tmp_path / "brands" / "ljus.yaml").write_text("name: Ljus\n", "utf-8")
    with pytest.raises(ContentError):
        find_brand("ljus", tmp_path)


def test_light_colours_are_shown_as_made_readable(tmp_path: Path) -> None:
    make_brand("Ljus", "#FFD500", None, tmp_path)
    made = roles(find_brand("ljus", tmp_path)[0])
    assert (made["heading"].changed, made["panel"].changed, made["panel-text"].source) == (True, False, "ink")
