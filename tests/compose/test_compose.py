"""The one document: what it holds, in which order, and that no text of the content can break it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.compose import (
    Document,
    compose,
    parse,
    place_of,
    serialise,
)
from publisher.content.load import load
from publisher.design.layouts import layouts
from publisher.model.errors import ContentError
from publisher.model.findings import Place
from support.golden import Golden
from support.tools import ROOT, SOUND

PUBLICATION, PROGRAMME = "sheet/publication.yaml", "sheet/programme.yaml"
SECTION = "sheet/sections/torget.md"
MakeDocument = Callable[..., Document]


@pytest.fixture
def document_of(tmp_path: Path) -> MakeDocument:
    """`document_of((file, old, new), ...)`: tests/content/sound with words changed, composed."""

    def make(*changes: tuple[str, str, str]) -> Document:
        content = tmp_path / "content"
        shutil.copytree(SOUND, content)
        for file, old, new in changes:
            text = (content / file).read_text("utf-8")
            assert old in text
            (content / file).write_text(text.replace(old, new, 1), "utf-8")
        return compose(load(content / "sheet"))

    return make


def text_of(document: Document) -> str:
    """All that readers see or hear: text, alt texts, and the addresses of links."""
    body = document.tree.find("body")
    assert body is not None
    heard = [element.get(name, "") for element in body.iter() for name in ("alt", "href", "src")]
    return " ".join(["".join(body.itertext()), *heard])


@pytest.mark.parametrize("name", ["framat", "almedalen"])
def test_the_samples_stay_as_they_were(name: str, golden: Golden) -> None:
    golden(f"compose/{name}.html", compose(load(ROOT / "content" / name)).html)


@pytest.mark.parametrize("layout", layouts())
def test_the_parts_stand_in_their_order(document_of: MakeDocument, layout: str) -> None:
    tree = document_of((PUBLICATION, "programme-a4", layout)).tree
    order = [s.get("id") for s in tree.xpath("//main//section[h2 or div//h2] | //footer//section")]
    assert order == ["torget", "programme", "streams", "links", "contact", "imprint"]


@pytest.mark.parametrize(
    ("layout", "footer"), [("leaflet-a5", ["links", "contact", "imprint"]), ("programme-a4", ["imprint"])]
)
def test_the_last_blocks_make_the_footer(document_of: MakeDocument, layout: str, footer: list[str]) -> None:
    tree = document_of((PUBLICATION, "programme-a4", layout)).tree
    assert [section.get("id") for section in tree.xpath("//footer/section")] == footer


def test_a_block_before_a_section_stays_in_the_text(document_of: MakeDocument) -> None:
    first = (PUBLICATION, "  - file: sections/torget.md\n", "  - block: imprint\n  - file: sections/torget.md\n")
    tree = document_of(first, (PUBLICATION, "  - block: contact\n  - block: imprint\n", "  - block: contact\n")).tree
    assert tree.xpath("//footer/section") == []
    assert [section.get("id") for section in tree.xpath("//main/section")][:2] == ["imprint", "torget"]


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (PUBLICATION, "title: Torgdagen"),
        (PUBLICATION, "subtitle: Två dagar på torget"),
        (PUBLICATION, "kicker: I sommar"),
        (PUBLICATION, "alt: Torget med träd och bänkar."),
        (PUBLICATION, "title: Vägen hit"),
        (PUBLICATION, "title: Läs mer"),
        (PUBLICATION, "publisher: Exempelstad"),
        (PUBLICATION, "description: Vad som händer på torget, dag för dag."),
        (PROGRAMME, "title: Invigning"),
        (PROGRAMME, "name: Stora torget"),
        (PROGRAMME, "name: Jan Bohman"),
        (PROGRAMME, "title: Torg-tv"),
        (SECTION, "kicker: Mitt i stan"),
        (SECTION, "alt: Torget på morgonen."),
    ],
)
def test_characters_of_html_are_text(document_of: MakeDocument, file: str, old: str) -> None:
    evil = "<script>alert('1')</script> & \"R&B\" &amp; {{ 7*7 }}"
    yaml = evil.replace("\\", "\\\\").replace('"', '\\"')
    document = document_of((file, old, f'{old.partition(":")[0]}: "{yaml}"'))
    assert document.tree.xpath("//script") == []
    values = [*document.tree.itertext(), *(value for e in document.tree.iter() for value in e.values())]
    assert any(evil in value for value in values)


# Each field of the schema that holds something for readers, and a value that stands nowhere else.
FIELDS = [
    (PUBLICATION, "  kicker: I sommar", "  kicker: I sommar\n  text: Märke"),
    (PUBLICATION, "    alt: Torget med träd och bänkar.", "    alt: Torget.\n    caption: Märke"),
    (PUBLICATION, "    role: kommundirektör", "    role: kommundirektör\n    organisation: Märke"),
    (PUBLICATION, "    url: https://example.org/hit", "    url: https://example.org/Märke"),
    (PUBLICATION, "    url: https://example.org/hit", "    url: https://example.org/hit\n    description: Märke"),
    (PUBLICATION, "  name: Servicecenter", "  name: Märke"),
    (PUBLICATION, "  name: Servicecenter", "  name: Servicecenter\n  text: Märke"),
    (PUBLICATION, "  name: Servicecenter", "  name: Servicecenter\n  post: Märke"),
    (PUBLICATION, "  name: Servicecenter", "  name: Servicecenter\n  visit:\n    address: Märke"),
    (PUBLICATION, "  name: Servicecenter", "  name: Servicecenter\n  visit:\n    address: x\n    hours: Märke"),
    (
        PUBLICATION,
        "  name: Servicecenter",
        "  name: x\n  web:\n    id: w\n    title: Märke\n    url: https://example.org/w",
    ),
    (PUBLICATION, "  publisher: Exempelstad", "  publisher: Exempelstad\n  responsible: Märke"),
    (PUBLICATION, "  publisher: Exempelstad", "  publisher: Exempelstad\n  text: [Märke]"),
    (PUBLICATION, "  decorative: true\nsections", "  alt: Märke\nsections"),
    (PUBLICATION, "  decorative: true\nsections", "  alt: Torget.\n  caption: Märke\nsections"),
    (PUBLICATION, 'version: "1.0"', 'version: "Märke"'),
    (PROGRAMME, "place: torget\n", "place: torget\npeople_label: Märke\n"),
    (PROGRAMME, "place: torget\n", "place: torget\nnote: Märke\n"),
    (PROGRAMME, "    name: Stora torget", "    name: Stora torget\n    address: Märke"),
    (PROGRAMME, "    name: Stora torget", "    name: Stora torget\n    note: Märke"),
    (PROGRAMME, "    name: Biblioteket", "    name: Biblioteket\n    note: Märke"),
    (PROGRAMME, "    name: Jan Bohman", "    name: Jan Bohman\n    role: Märke"),
    (PROGRAMME, "    name: Jan Bohman", "    name: Jan Bohman\n    organisation: Märke"),
    (PROGRAMME, "    title: Torg-tv", "    title: Torg-tv\n    platform: Märke\n    when: nu"),
    (PROGRAMME, "    title: Torg-tv", "    title: Torg-tv\n    platform: Märke"),
    (PROGRAMME, "    title: Torg-tv", "    title: Torg-tv\n    when: Märke"),
    (PROGRAMME, "    title: Torg-tv", "    title: Torg-tv\n    description: Märke"),
    (PROGRAMME, "    opens: 09.00", "    title: Märke\n    opens: 09.00"),
    (PROGRAMME, "        title: Invigning", "        title: Invigning\n        type: Märke"),
    (PROGRAMME, "        title: Invigning", "        title: Invigning\n        description: Märke"),
    (PROGRAMME, "https://example.org/anmal", "https://example.org/Märke"),
    (SECTION, "people: [asa-granat]", "people: [asa-granat]\npeople_title: Märke"),
    (SECTION, "  alt: Torget på morgonen.", "  alt: Torget.\n  caption: Märke"),
]


@pytest.mark.parametrize(("file", "old", "new"), FIELDS, ids=[row[2].strip().replace("\n", ",") for row in FIELDS])
def test_no_field_is_left_out(document_of: MakeDocument, file: str, old: str, new: str) -> None:
    """Nothing is lost: what is written in the content stands in the document."""
    assert "Märke" in text_of(document_of((file, old, new)))


def test_the_language_of_a_session_is_what_is_spoken_there(document_of: MakeDocument) -> None:
    held = document_of((PROGRAMME, "        title: Läsning", "        title: Läsning\n        language: en"))
    assert "På engelska" in text_of(held)
    assert not held.tree.xpath("//h4//*[@lang]")


def test_texts_of_a_session_in_another_language_say_so(document_of: MakeDocument) -> None:
    written = "        title: Reading\n        text_language: en"
    english = document_of((PROGRAMME, "        title: Läsning", written))
    assert "På engelska" not in text_of(english)
    assert [e.text_content() for e in english.tree.xpath("//h4//*[@lang='en']")] == ["Reading"]


def test_a_portrait_stands_with_its_person(document_of: MakeDocument) -> None:
    portrait = "    portrait: { file: pictures/torg.svg, alt: Märke }"
    assert "Märke" in text_of(document_of((PUBLICATION, "    role: kommundirektör", portrait)))


def test_every_id_is_given_once(document_of: MakeDocument) -> None:
    ids = document_of().tree.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


def test_the_head_says_what_it_is(document_of: MakeDocument) -> None:
    document = document_of()
    assert document.tree.get("lang") == "sv"
    assert document.tree.findtext("head/title") == "Torgdagen – Två dagar på torget"
    assert (document.title, document.language, document.sender) == ("Torgdagen", "sv", "Exempelstad")


def test_a_language_from_right_to_left(document_of: MakeDocument) -> None:
    assert document_of((PUBLICATION, "language: sv", "language: ar")).tree.get("dir") == "rtl"


def test_every_code_stands_with_its_address(document_of: MakeDocument) -> None:
    (code,) = document_of().tree.xpath("//img[@class='qr']")
    assert code.get("data-qr") == "https://example.org/tv"
    assert "example.org/tv" in code.get("alt")


def test_an_unknown_layout_is_reported_at_its_line(document_of: MakeDocument) -> None:
    with pytest.raises(ContentError) as caught:
        document_of((PUBLICATION, "layout: programme-a4", "layout: programme-a5"))
    (finding,) = caught.value.findings
    assert (finding.id, str(finding.where)) == ("content/unknown-layout", f"{PUBLICATION}:8")
    assert "leaflet-a5" in finding.fix


def test_a_layout_that_needs_a_programme_is_reported_at_its_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    path = tmp_path / "content" / "framat" / "publication.yaml"
    path.write_text(path.read_text("utf-8").replace("layout: leaflet-a5", "layout: programme-a4"), "utf-8")
    with pytest.raises(ContentError) as caught:
        load(path.parent)
    assert [finding.id for finding in caught.value.findings] == ["content/no-programme"]


def test_an_unknown_font_is_reported(document_of: MakeDocument) -> None:
    """`fonts` of a brand names families in fonts/; another one must not end in a traceback."""
    with pytest.raises(ContentError) as caught:
        document_of(("brands/blue.yaml", "text: Atkinson Hyperlegible Next", "text: Comic Sans"))
    assert [finding.id for finding in caught.value.findings] == ["content/unknown-font"]


def test_composing_twice_gives_the_same(document_of: MakeDocument) -> None:
    document = document_of()
    assert compose(load(document.base)).html == document.html


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ('<p data-source="a.md:7"><b>x</b></p>', Place("a.md", 7)),
        ('<div data-source="a.md:7"><p data-source="a.md:9"><b>x</b></p></div>', Place("a.md", 9)),
        ('<p data-source="a.md"><b>x</b></p>', Place("a.md")),
        ("<p><b>x</b></p>", None),
    ],
)
def test_the_place_of_an_element(html: str, place: Place | None) -> None:
    assert place_of(parse(html).xpath("//b")[0]) == place


def test_what_is_parsed_is_written_again() -> None:
    assert "<p>å &lt; ä &amp; ö</p>" in serialise(parse("<p>å &lt; ä &amp; ö</p>"))


@pytest.mark.parametrize("says", [None, "true", "false"])
def test_a_cover_picture_that_must_not_be_turned_says_so(document_of: MakeDocument, says: str | None) -> None:
    changes = [] if says is None else [(PUBLICATION, "cover:\n", f"cover:\n  turn: {says}\n")]
    found = document_of(*changes).tree.find_class("as-drawn")
    assert [header.tag for header in found] == (["header"] if says == "false" else [])
