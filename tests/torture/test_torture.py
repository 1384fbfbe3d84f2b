"""The torture publication holds every field of the content schema and every construct of the text, and no fault.

What the schema or the text learns, it must learn too: only so do the tests of all formats meet it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from lxml import html as lxml_html
from pydantic import BaseModel

from publisher import content
from publisher.content.load import load
from publisher.content.publication import Publication, Section
from publisher.content.reading.markdown_checks import ALLOWED_ATTRIBUTES
from publisher.content.reading.source_lines import BOXES
from publisher.content.schema_shared import PictureFile
from publisher.design import brands
from support import tools
from support.built import TORTURE, TORTURE_CONTENT
from support.cli import publisher

SOUND = tools.SOUND / "sheet"
# The schema of each file is in a module of its own, of one name.
SCHEMA = [
    import_module(f"publisher.content.{one.name}")
    for one in iter_modules(content.__path__)
    if one.name.startswith("schema")
]

# What a section's text may hold, and how it is found in the HTML that is made of it.
CONSTRUCTS = {
    "a heading of the second level": "//h3",
    "a heading of the third level": "//h4",
    "a heading with another language": "//h3//*[@lang]",
    "a hard break": "//br",
    "strong in em": "//em/strong | //strong/em",
    "em in a list": "//li//em",
    "another language": "//span[@lang]",
    "an abbreviation": "//abbr[@title and not(@lang)]",
    "an abbreviation of another language": "//abbr[@title and @lang]",
    "a list in a list in a list": "//ul//ul//ul",
    "a list of bullets in one of numbers": "//ol//ul",
    "a list of numbers that begins later": "//ol[@start]",
    "an item of several paragraphs": "//li[count(p) > 1]",
    "a table with a caption": "//table[caption]",
    "a table without one": "//table[not(caption)]",
    "a column of numbers": "//td[contains(@class, 'right')]",
    "a corner without a heading": "//thead//td",
    "a corner with one": "//thead/tr/th[1][not(preceding-sibling::*)]",
    "a link in a cell": "//td//a",
    "an abbreviation in a table": "//tbody//abbr",
    "two notes": "//section[@class='notes'][count(p) > 1]",
    "a link in a note": "//p[@class='note']//a[starts-with(@href, 'https:')]",
    "another language in a note": "//p[@class='note']//*[@lang]",
    "a quotation with its source": "//figure[@class='quote'][blockquote and figcaption]",
    "a quotation without": "//blockquote[not(parent::figure)]",
    "a quotation of several paragraphs": "//blockquote[count(p) > 1]",
    "a picture with a caption": "//figure[img[@alt != ''] and figcaption]",
    "a picture without one": "//figure[img[@alt != ''] and not(figcaption)]",
    "a picture that decorates": "//figure/img[@alt = '']",
    "a link to the web": "//a[starts-with(@href, 'https:')]",
    "a link that shows its address": "//a[starts-with(@href, 'https:') and contains(., 'prov.example.org')]",
    "a link with elements in it": "//a[em and strong]",
    "a link within": "//a[starts-with(@href, '#') and not(@role)]",
    "a link to an e-mail address": "//a[starts-with(@href, 'mailto:')]",
    "a link to a telephone": "//a[starts-with(@href, 'tel:')]",
    **{f"a box of {name}": f"//*[contains(concat(' ', @class, ' '), ' {name} ')]//*" for name in BOXES},
}


@cache
def read(folder: Path) -> Publication:
    return load(folder)


def torture() -> Publication:
    return read(TORTURE_CONTENT / TORTURE)


def models_of(publication: Publication) -> Iterator[BaseModel]:
    """Everything that was read by the schema, and what it holds."""
    fronts = [part.front for part in publication.parts if isinstance(part, Section)]
    # The entries of the list of sections are in it too: they were read before the files they name.
    for top in (publication.info, publication.programme, publication.brand, *fronts):
        if top is not None:
            yield from below(top)


def below(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from below(getattr(value, name))
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from below(item)


def types(kind: type) -> list[type[Any]]:
    """The types of the schema of this kind."""
    return [
        found
        for module in (*SCHEMA, brands)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, kind) and found.__module__ == module.__name__
    ]


def missing_fields(publication: Publication) -> set[str]:
    """Every field that no file gives a value to."""
    given = {
        f"{type(model).__name__}.{name}"
        for model in models_of(publication)
        for name in model.model_fields_set
        if getattr(model, name) not in (None, [], {})
    }
    used = set(types(BaseModel)) - {PictureFile}  # no content has one: it is the base of two
    return {f"{model.__name__}.{name}" for model in used for name in model.model_fields} - given


def missing_members(publication: Publication) -> set[str]:
    """Every word of a closed list that stands nowhere."""
    values = [getattr(model, name) for model in models_of(publication) for name in type(model).model_fields]
    used = {
        item for value in values for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)
    }
    return {f"{kind.__name__}.{member.name}" for kind in types(StrEnum) for member in kind if member not in used}


def text_of(publication: Publication) -> Any:
    """All sections as one tree."""
    sections = [part for part in publication.parts if isinstance(part, Section)]
    return lxml_html.fromstring("<div>" + "".join(f"<h2>{part.title}</h2>{part.html}" for part in sections) + "</div>")


# What chooses one form of the pages among several: a publication has one, and the tests of fitting try each of them.
CHOICES = (
    "Cover.type",
    "Cover.figure",
    "PublicationFile.fit",
    "SectionFile.fit",
    "Fit.",
    "CoverType.",
    "Density.",
    "OfPage.",
    "PictureForm.",
    "ProgrammeFile.form",
    "ProgrammeForm.",
    *("Accent.", "Boxes.", "Portraits.", "Ground.", "Foot."),
)


def test_every_field_of_the_schema_is_given() -> None:
    missing = sorted(name for name in missing_fields(torture()) if not name.startswith(CHOICES))
    assert missing == [], "give each a value in tests/torture/content"


def test_every_word_of_its_closed_lists_is_used() -> None:
    assert {"Access", "BlockKind"} <= {kind.__name__ for kind in types(StrEnum)}
    assert {name for name in missing_members(torture()) if not name.startswith(CHOICES)} == set()


def test_what_is_missing_is_found() -> None:
    """In a publication of another kind: else the tests above would hold nothing."""
    sheet = read(SOUND)
    assert {"Link.qr", "Person.portrait", "Contact.post", "Logo.negative"} <= missing_fields(sheet)
    assert {"Access.AUDIO_DESCRIPTION"} <= missing_members(sheet)


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_every_construct_of_the_text_is_used(construct: str) -> None:
    assert text_of(torture()).xpath(CONSTRUCTS[construct])


def test_a_construct_that_is_missing_is_found() -> None:
    tree = text_of(read(SOUND))
    assert [name for name, path in CONSTRUCTS.items() if tree.xpath(path)] == [
        "a heading of the second level",
        "a picture with a caption",
        "a link to the web",
        "a box of note",
    ]


def test_every_attribute_that_may_be_written_is_used() -> None:
    used = {str(name) for element in text_of(torture()).iter() for name in element.attrib}
    written_otherwise = {"abbr": "title", "focus": "style"}
    assert {written_otherwise.get(name, name) for name in ALLOWED_ATTRIBUTES} <= used


def test_both_ways_to_write_times_and_numbers_are_used() -> None:
    """10.30 and 10:30, with and without the date; a person by the id alone, and with a role."""
    text = (TORTURE_CONTENT / TORTURE / "programme.yaml").read_text("utf-8")
    for pattern in (
        r"start: \d\d\.\d\d",
        r"start: \d\d:\d\d",
        r"start: \d{4}-\d\d-\d\d \d\d\.\d\d",
        r"people: \[",
        "- person:",
    ):
        assert re.search(pattern, text), pattern


def test_words_are_awkward() -> None:
    """A word that must be hyphenated, one with hyphens of its own, one with soft ones; numbers that stay together."""
    text = "".join(text_of(torture()).itertext())
    for pattern in (r"\w{50}", r"\w+-\w+-\w+", r"\w\u00ad\w", r"\d[ \u00a0]\d{3}"):
        assert re.search(pattern, text), pattern


def test_check_finds_nothing_in_it() -> None:
    answer = publisher("check", "--content", TORTURE_CONTENT, "--fail-on", "note")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.endswith(f"Nothing wrong: {TORTURE}\n")
