"""Links to headings of any level, in their own section and across sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.compose import compose
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_epub, read_html
from publisher.text.anchors import anchor, anchor_of

if TYPE_CHECKING:
    from content.conftest import Sheet

FIRST = "# Först\n\nSe [priset](#vad-det-kostar-för-åtta), [nästa sida](#badet-öppet) och [platsen](#torget-plats).\n\n"
FIRST += "## Vad det kostar för åtta?\n\n### Plats\n\nOrd.\n"
SECOND = "# Sedan\n\nTill [det egna](#plats).\n\n## Öppet\n\n### Badet: öppet\n\n#### Plats\n\nOrd.\n"


@pytest.fixture
def two(sheet: Sheet) -> Sheet:
    text = (sheet.content / "sheet/sections/torget.md").read_text("utf-8")
    front = text[: text.index("# ")]
    sheet.write("sheet/sections/torget.md", front + FIRST)
    sheet.write("sheet/sections/badet.md", SECOND)
    sheet.change(
        "sheet/publication.yaml",
        "  - file: sections/torget.md\n",
        "  - file: sections/torget.md\n  - file: sections/badet.md\n",
    )
    return sheet


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Vad det kostar?", "vad-det-kostar"),
        ("Öppet på Åsön – året om", "oppet-pa-ason-aret-om"),
        ("1.1 Straße & Ørsted", "1-1-strasse-orsted"),
        ("Школа 5", "shakaoela-5"),
        ("مرحبا ٣", "meemrehhahbehalef-3"),
        ("中文", "4e2d6587"),
        ("हिन्दी", "hainaviramadaii"),
        ("Ħal – Ŋŋ", "hal-nn"),
        ("– ! –", ""),
    ],
)
def test_a_name_is_made_of_words(words: str, name: str) -> None:
    assert anchor(words) == name


def test_a_link_may_be_written_as_other_programs_do() -> None:
    assert anchor_of("#Vad-det-%C3%A4r") == anchor_of("#vad-det-är") == "vad-det-ar"
    assert anchor_of("#школа-5") == anchor_of("#%D1%88%D0%BA%D0%BE%D0%BB%D0%B0-5") == anchor("Школа 5")


def test_links_lead_to_headings(two: Sheet) -> None:
    document = compose(two.load())
    ids = document.tree.xpath("//h3/@id | //h4/@id | //h5/@id")
    assert ids == ["vad-det-kostar-for-atta", "torget-plats", "badet-oppet", "badet-plats"]
    hrefs = [href for href in document.tree.xpath("//a/@href") if href.startswith("#")]
    assert hrefs == ["#vad-det-kostar-for-atta", "#badet-oppet", "#torget-plats", "#badet-plats"]


@pytest.mark.parametrize("id", ["web", "epub"])
def test_they_lead_there_in_files_on_the_screen(two: Sheet, id: str) -> None:
    artifact = FORMATS[id].artifacts(Edition(compose(two.load())))[0]
    back = (read_html if id == "web" else read_epub)(artifact.data)
    assert any(address.endswith("#badet-oppet") for address in back.addresses)
    assert id == "epub" or 'id="badet-oppet"' in artifact.data.decode()


def test_a_name_that_two_headings_have_is_reported_with_the_choice(two: Sheet) -> None:
    two.change("sheet/programme.yaml", "place: torget\n", 'place: torget\nnote: "Se [platsen](#plats)."\n')
    (finding,) = two.findings()
    assert (finding.id, str(finding.where)) == ("content/unknown-anchor", "sheet/programme.yaml:4")
    assert "torget-plats" in finding.fix
    assert "badet-plats" in finding.fix


def test_a_field_may_link_to_a_heading(two: Sheet) -> None:
    two.change("sheet/programme.yaml", "place: torget\n", 'place: torget\nnote: "Se [priserna](#torget-plats)."\n')
    assert two.findings() == []
    assert compose(two.load()).tree.xpath("//*[@id='torget-plats']")
