"""Short Markdown in the running texts of the YAML files: in the document, and in every format whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.checks import parity
from publisher.checks.check import Subject
from publisher.compose import compose
from publisher.compose.facts import Facts
from publisher.content.load import load
from publisher.content.reading.inline_text import field_text
from publisher.content.rules.print_ready import print_rules
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.errors import ContentError
from publisher.model.runs import plain
from support.tools import SOUND

MARKED = "Mär**ke** och [vår sida](https://example.org/mål) om [things]{lang=en}, H~2~O; 3\\*4 st"
WORDS = "Märke och vår sida om things, H2O; 3*4 st"
PUBLICATION, PROGRAMME, SECTION = "publication.yaml", "programme.yaml", "sections/torget.md"
# Each running field: its line in the sound sheet, and what to put there.
FIELDS = [
    (PUBLICATION, "  kicker: I sommar", "  kicker: I sommar\n  text: {}"),
    (PUBLICATION, "    alt: Torget med träd och bänkar.", "    alt: Torget.\n    caption: {}"),
    (PUBLICATION, "    role: kommundirektör", "    role: {}"),
    (PUBLICATION, "    role: kommundirektör", "    role: x\n    organisation: {}"),
    (PUBLICATION, "    url: https://example.org/hit", "    url: https://example.org/hit\n    description: {}"),
    (PUBLICATION, "  name: Servicecenter", "  name: Servicecenter\n  text: {}"),
    (PUBLICATION, "    hours: 8–16.30", "    hours: {}"),
    (PUBLICATION, "  email:", "  visit:\n    address: x\n    hours: {}\n  email:"),
    (PUBLICATION, "  publisher: Exempelstad", "  publisher: Exempelstad\n  text: [{}]"),
    (PROGRAMME, "place: torget\n", "place: torget\nnote: {}\n"),
    (PROGRAMME, "    name: Stora torget", "    name: Stora torget\n    note: {}"),
    (PROGRAMME, "            role: läsare", "            role: {}"),
    (PROGRAMME, "        title: Invigning", "        title: Invigning\n        subtitle: {}"),
    (PROGRAMME, "        title: Invigning", "        title: Invigning\n        description: {}"),
    (PROGRAMME, "        title: Invigning", "        title: Invigning\n        details: {}"),
    (PROGRAMME, "        title: Invigning", "        title: Invigning\n        fee: {}"),
    (SECTION, "  alt: Torget på morgonen.", "  alt: Torget.\n  caption: {}"),
]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    shutil.copytree(SOUND, tmp_path / "content")
    return tmp_path / "content" / "sheet"


def change(sheet: Path, file: str, old: str, new: str, value: str) -> Path:
    path = sheet / file
    text = path.read_text("utf-8")
    assert old in text
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    path.write_text(text.replace(old, new.format(quoted), 1), "utf-8")
    return sheet


@pytest.mark.parametrize(("file", "old", "new"), FIELDS, ids=[row[2].split(":")[-2].split()[-1] for row in FIELDS])
def test_every_running_text_may_have_it(sheet: Path, file: str, old: str, new: str) -> None:
    document = compose(load(change(sheet, file, old, new, MARKED)))
    body = document.tree.find("body")
    assert body is not None
    text = " ".join("".join(body.itertext()).split())
    assert WORDS.replace(" om", " (example.org/mål) om") in text
    assert body.xpath("//strong[text()='ke']")
    assert body.xpath("//a[starts-with(@href, 'https://example.org/m')]")
    assert body.xpath("//*[@lang='en'][text()='things']")


@pytest.mark.parametrize("id", ["text", "markdown", "web", "epub", "calendar", "screen", "large-print"])
def test_it_is_whole_in_every_format(sheet: Path, id: str) -> None:
    for file, old, new in FIELDS[:2] + FIELDS[9:11] + FIELDS[13:14]:
        change(sheet, file, old, new, MARKED)
    edition = Edition(compose(load(sheet)))
    artifacts = FORMATS[id].artifacts(edition)
    assert list(parity.CHECK.run(Subject(edition, tuple(artifacts)))) == []
    if id == "calendar":
        data = artifacts[0].data.replace(b"\r\n ", b"").decode()
        said = WORDS.replace(" om", " (https://example.org/m%C3%A5l) om")
        assert said.replace(",", "\\,").replace(";", "\\;") in data


@pytest.mark.parametrize(
    ("value", "id"),
    [
        ("<script>alert('1')</script>", "content/unsupported-markdown"),
        ("![Bild](b.svg)", "content/unsupported-markdown"),
        ("Ord[^1]", "content/note-place"),
        ("10*2*3 kr", "content/swallowed"),
        ("[läs mer](https://example.org/a)", "content/link-text"),
        ("[vår sida](exempel)", "content/link-address"),
        ("[vår sida](#finns-inte)", "content/unknown-anchor"),
        ("[ord]{lang=xx-yy-zz}", "content/language-tag"),
    ],
)
def test_what_cannot_be_carried_is_reported_at_its_line(sheet: Path, value: str, id: str) -> None:
    change(sheet, PROGRAMME, "place: torget\n", "place: torget\nnote: {}\n", value)
    with pytest.raises(ContentError) as error:
        load(sheet)
    found = {(one.id, str(one.where)) for one in error.value.findings}
    assert found == {(id, "sheet/programme.yaml:4")}


def test_names_have_no_markup(sheet: Path) -> None:
    change(sheet, PROGRAMME, "    name: Stora torget", "    name: {}", "Stora *torget* **nu**")
    (finding,) = [one for one in print_rules(load(sheet)) if one.id == "content/leftover-markup"]
    assert str(finding.where) == "sheet/programme.yaml:6"


def test_a_list_in_a_field_is_reported(sheet: Path) -> None:
    path = sheet / PROGRAMME
    text = path.read_text("utf-8").replace("place: torget\n", "place: torget\nnote: |\n  - ett\n  - två\n", 1)
    path.write_text(text, "utf-8")
    assert "content/leftover-markup" in {one.id for one in print_rules(load(sheet))}


@pytest.mark.parametrize(
    "text", ["- 5 grader", "+46 243 740 00", "1. maj", "# 1 i Sverige", "> 100", "snake_case", "A & B"]
)
def test_a_field_has_no_blocks(text: str) -> None:
    assert plain(field_text(text, "sv")) == text


def test_a_role_in_brackets_or_not_is_one_line(sheet: Path) -> None:
    change(sheet, PUBLICATION, "    hours: 8–16.30", "    hours: {}", "**8**–16")
    publication = load(sheet)
    assert publication.info.contact
    line = Facts(publication).thing(publication.info.contact, (PUBLICATION, "contact")).line
    assert "0243-740 00 (8–16)" in plain(line)
