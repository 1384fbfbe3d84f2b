"""What is said of a session, person, link or contact follows from the schema: a new field needs no other place."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from publisher.compose.facts import Fact, Facts
from publisher.compose.texts import squash
from publisher.content.load import load
from publisher.content.publication import Publication
from publisher.content.schema import Contact, Session, Telephone, Visit
from publisher.formats.read_back import read_pdf
from publisher.model.runs import plain
from support import tools

SOUND = tools.TESTS / "content" / "sound" / "content"
FIRST = ("programme.yaml", "days", 0, "sessions", 0)
FIELD = '    lowest_age: Annotated[int | None, as_text("Lowest age")] = None\n'
# A field that the vocabularies of other programs have a property for.
NAMED = '    dress: Annotated[Text | None, TEXT, SchemaOrg("keywords"), ICalendar("COMMENT", instead=True)] = None\n'
SCHEMA = Path("publisher/content/schema_session.py")
# Fields of other types, which a table gives in other forms.
TYPED = """    doors: Annotated[Date | None, shown_as(date_in_words, "Doors")] = None
    bring: Annotated[list[Text], Several(), as_text("Bring")] = Field(default_factory=list)
    indoors: Annotated[bool, shown_as(where_true("Indoors"), "Where")] = False
"""
BEFORE = "    signup: Annotated[\n"


@pytest.fixture(scope="module")
def publication() -> Publication:
    return load(SOUND / "sheet")


def said(facts: tuple[Fact, ...]) -> list[tuple[str, str, str]]:
    return [(fact.field, fact.label, fact.text) for fact in facts]


def session_of(publication: Publication, day: int, number: int) -> Session:
    assert publication.programme is not None
    return publication.programme.days[day].sessions[number]


def test_a_session_in_the_document_and_alone(publication: Publication) -> None:
    """What is said once of the programme's place is said again where the session stands by itself."""
    facts, session = Facts(publication), session_of(publication, 0, 0)
    there = [
        ("place", "", "Stora torget"),
        ("people", "Medverkar", "Jan Bohman"),
        ("stream", "Webbsändning", "Torg-tv, example.org/tv"),
    ]
    assert said(facts.session(session, FIRST, alone=False)) == there
    access = ("accessibility", "Tillgänglighet", "trappfri entré")
    alone = facts.session(session, FIRST, alone=True)
    assert said(alone) == [*there[:2], access, there[2]]
    assert [str(fact.source) for fact in alone][:2] == ["sheet/programme.yaml:22", "sheet/programme.yaml:26"]


def test_what_the_place_offers_too_is_said_once(publication: Publication) -> None:
    session = session_of(publication, 0, 0).model_copy(
        update={"place": ["torget"], "accessibility": ["hearing-loop", "step-free"]}
    )
    facts = Facts(publication).session(session, FIRST, alone=False)
    (access,) = (fact for fact in facts if fact.field == "accessibility")
    assert access.text == "hörslinga, trappfri entré"


def test_what_is_written_in_another_language_says_so(publication: Publication) -> None:
    update = {"language": ["en"], "text_language": "en", "description": "A talk.", "type": "Samtal"}
    session = session_of(publication, 0, 0).model_copy(update=update)
    facts = Facts(publication).session(session, FIRST, alone=True)
    assert {fact.field for fact in facts if fact.language == "en"} == {"description"}
    assert ("language", "", "På engelska") in said(facts)


def test_a_contact_leads_where_one_can_call_and_write(publication: Publication) -> None:
    contact = Contact(
        phone=Telephone(number="+46 (0)243-740 00", hours="8–16"),
        email="hej@example.org",
        visit=Visit(address="Torget 1"),
    )
    thing = Facts(publication).thing(contact, ("publication.yaml", "contact"))
    assert [(fact.label, fact.text) for fact in thing.facts] == [
        ("Telefon", "+46 (0)243-740 00 (8–16)"),
        ("E-post", "hej@example.org"),
        ("Besök", "Torget 1"),
    ]
    assert [run.href for fact in thing.facts for run in fact.runs if run.href] == [
        "tel:+4624374000",
        "mailto:hej@example.org",
    ]


def test_a_person_on_one_line(publication: Publication) -> None:
    people = Facts(publication)
    thing = people.named("people", "asa-granat")
    assert thing is not None
    assert plain(thing.line) == "Åsa Granat, kommundirektör"
    assert people.named("people", "nobody") is None


# A new field: one line in the schema


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the toolkit whose sessions have one field more, and of the content with a session that has a value."""
    home = tmp_path_factory.mktemp("extended")
    shutil.copytree(tools.ROOT / "publisher", home / "publisher", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(tools.ROOT / "layouts", home / "layouts")
    for name in ("fonts", "presses", "pyproject.toml"):
        (home / name).symlink_to(tools.ROOT / name)
    schema = (home / SCHEMA).read_text("utf-8")
    assert schema.count(BEFORE) == 1
    (home / SCHEMA).write_text(schema.replace(BEFORE, FIELD + NAMED + TYPED + BEFORE), "utf-8")
    shutil.copytree(SOUND, home / "content")
    programme = home / "content/sheet/programme.yaml"
    programme.write_text(
        programme.read_text("utf-8").replace(
            "title: Läsning",
            "title: Läsning\n        lowest_age: 18\n        dress: Högtidsdräkt\n        doors: 2018-07-02"
            "\n        bring: [Filt, Kudde]\n        indoors: true",
        ),
        "utf-8",
    )
    return home


def run(home: Path, *words: str, program: tuple[str, ...] = ("-m", "publisher")) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    command = [sys.executable, *program, *words]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_a_new_field_stands_in_every_format(extended: Path) -> None:
    answer = run(extended, "build", "sheet", "--content", "content", "--output", "out")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    files = {path.name: path for path in (extended / "out/sheet").iterdir()}
    for name in ("sheet-text.txt", "sheet-markdown.md", "sheet-calendar.ics", "sheet-calendar-lasning.ics"):
        text = re.sub(r"\r?\n[ \t]", "", files[name].read_text("utf-8"))
        assert text.count("Lowest age: 18") == 1, name
    page = files["sheet-web.html"].read_text("utf-8")
    assert '<p class="lowest-age"><span class="label"><span lang="en">Lowest age</span>:</span> 18</p>' in page
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    (session,) = (thing for thing in json.loads(data)["@graph"] if thing.get("@id") == "#lasning")
    assert (session["description"], session["keywords"]) == (
        "Lowest age: 18. Doors: 2 juli 2018. Bring: Filt, Kudde. Where: Indoors.",
        "Högtidsdräkt",
    )
    (entry,) = re.findall(r"(?s)BEGIN:VEVENT.*?END:VEVENT", text)
    assert "COMMENT:Högtidsdräkt" in entry
    assert entry.count("Högtidsdräkt") == 1
    with zipfile.ZipFile(files["sheet-epub.epub"]) as book:
        texts = [book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xhtml")]
    assert sum('class="lowest-age"' in text for text in texts) == 1
    pdfs = [path for path in files.values() if path.suffix == ".pdf"]
    assert len(pdfs) == 3
    for path in pdfs:
        assert "".join(read_pdf(path.read_bytes()).pages).count(squash("Lowest age: 18")) == 1, path.name


def test_a_new_field_goes_out_to_a_table_and_comes_back(extended: Path) -> None:
    for words in (
        ("export", "sheet", "--content", "content", "--to", "xlsx", "--file", "table.xlsx"),
        ("import", "table.xlsx", "--content", "back", "--name", "back"),
    ):
        answer = run(extended, *words)
        assert answer.returncode == 0, answer.stdout + answer.stderr
    programme = (extended / "back/back/programme.yaml").read_text("utf-8")
    assert re.search(r"lowest_age: [\"']?18", programme)
    for line in ("dress: Högtidsdräkt", "doors: 2018-07-02", "- Kudde", "indoors: true"):
        assert line in programme


# Field names that a module may have: what it does is for the person or place of a session, or for the whole.
FEATURES = frozenset({"id", "title", "name", "language", "place", "people", "description", "type", "start", "end"})


def test_no_reader_of_facts_names_the_fields_of_a_session() -> None:
    """What becomes of a field in a format or a check follows from its declaration alone."""
    fields = set(Session.model_fields) - FEATURES
    found = [
        f"{path.relative_to(tools.ROOT)}:{node.lineno}: {node.value}"
        for room in ("formats", "checks")
        for path in sorted((tools.ROOT / "publisher" / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value in fields
        # Elements of HTML have these names, too, and what parity counts.
        and node.value not in ("details", "track", "links")
    ]
    assert not found


LOSE = """
from dataclasses import replace
from publisher.checks import Subject
from publisher.checks.parity import CHECK
from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition

edition = Edition(compose(load(__import__("pathlib").Path("content/sheet"))))
for id in ("text", "markdown", "web", "calendar"):
    whole = FORMATS[id].artifacts(edition)[0]
    lost = whole.data
    for words in ("Lowest age: 18", '<span class="label"><span lang="en">Lowest age</span>:</span> 18'):
        lost = lost.replace(words.encode(), b"")
    found = [[f.id for f in CHECK.run(Subject(edition, [replace(whole, data=data)]))] for data in (whole.data, lost)]
    print(id, found[0], sorted(set(found[1])))
"""


def test_a_format_that_loses_it_is_found(extended: Path) -> None:
    answer = run(extended, "-c", LOSE, program=())
    found = [line.split(" ", 2) for line in answer.stdout.splitlines()]
    assert [(id, whole) for id, whole, _ in found] == [(id, "[]") for id in ("text", "markdown", "web", "calendar")]
    assert all("parity/lost" in lost for _, _, lost in found), found


def test_a_layout_that_leaves_it_out_is_found_at_its_line(extended: Path) -> None:
    template = extended / "layouts/base/blocks.html.j2"
    whole = template.read_text("utf-8")
    every = "{% for one in item.lines %}"
    assert every in whole
    template.write_text(whole.replace(every, every.replace("%}", "if one.name != 'lowest-age' %}")), "utf-8")
    try:
        answer = run(extended, "check", "sheet", "--content", "content")
    finally:
        template.write_text(whole, "utf-8")
    assert answer.returncode != 0
    assert "'Lowest age: 18' is in the content" in answer.stdout + answer.stderr
    assert "sheet/programme.yaml:32" in answer.stdout + answer.stderr


def test_a_new_field_that_says_nothing_stops_every_command(extended: Path) -> None:
    schema = (extended / SCHEMA).read_text("utf-8")
    (extended / SCHEMA).write_text(schema.replace(FIELD, "    lowest_age: int | None = None\n"), "utf-8")
    try:
        answer = run(extended, "check", "sheet", "--content", "content")
    finally:
        (extended / SCHEMA).write_text(schema, "utf-8")
    assert answer.returncode != 0
    assert "Session.lowest_age does not say how it appears to readers" in answer.stderr
