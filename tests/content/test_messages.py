"""What the schema refuses, in words for a person who is no programmer: where, what, and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from content.conftest import Sheet

PUBLICATION, PROGRAMME, BRAND = "sheet/publication.yaml", "sheet/programme.yaml", "brands/blue.yaml"
PEOPLE = "people:\n  - id: asa-granat\n    name: Åsa Granat\n    role: kommundirektör"
SECTION_ENTRY = "- file: sections/torget.md"
SPEAKER = "- person: asa-granat\n            role: läsare"

# file, what is changed, into what, the finding's line and id, its message, words of its fix
FIELDS = [
    (
        PUBLICATION,
        "title: Torgdagen\n",
        "",
        "1 missing-field",
        "the field 'title' is missing",
        "add a line 'title: ...'",
    ),
    (
        PUBLICATION,
        "    number: 0243-740 00\n",
        "",
        "25 missing-field",
        "'number' is missing from 'phone'",
        "'number: ...'",
    ),
    (
        PROGRAMME,
        SPEAKER,
        "- role: läsare",
        "35 missing-field",
        "'person' is missing from 'people'",
        "add a line 'person",
    ),
    (
        PROGRAMME,
        "        title: Invigning\n",
        "",
        "22 missing-field",
        "'title' is missing from 'sessions'",
        "add a line 'title",
    ),
    (PROGRAMME, "        start: 10.30\n", "", "22 missing-field", "'invigning' has no start", "'all_day: true'"),
    (PROGRAMME, "end: 11.00", "end: 2018-07-03", "24 wrong-value", "ends on a day, but not at a time", "16.00"),
    (PROGRAMME, "end: 11.00", "all_day: true", "22 wrong-value", "lasts all day, but has a time", "delete 'all_day'"),
    (
        PROGRAMME,
        "place: biblioteket",
        "place: torget, biblioteket",
        "32 wrong-form",
        "'torget, biblioteket' is not a valid id",
        "in brackets: [torget, biblioteket]",
    ),
    (PROGRAMME, "end: 11.00", "language: [sv, xq]", "24 language-tag", "'xq' is not a language tag", "write"),
    (PUBLICATION, "subtitle:", "subtitel:", "2 unknown-field", "'subtitel' is unknown", "did you mean 'subtitle'?"),
    (PUBLICATION, " hours:", " ours:", "27 unknown-field", "'ours' is unknown in 'phone'", "did you mean 'hours'?"),
    (PROGRAMME, "role: läsare", "rol: läsare", "36 unknown-field", "'rol' is unknown in", "did you mean 'role'?"),
    (BRAND, "display:", "headings:", "12 unknown-field", "'headings' is unknown in 'fonts'", "display"),
    (
        PUBLICATION,
        "  email:",
        "  fax:",
        "28 unknown-field",
        "'fax' is unknown in 'contact'",
        "use one of the fields: name, text, phone, email,",
    ),
    (
        PUBLICATION,
        "subtitle: Två dagar på torget",
        "subtitle: ''",
        "2 empty-field",
        "'subtitle' is empty",
        "delete the line",
    ),
    (PUBLICATION, "title: Torgdagen", "title:", "1 empty-field", "'title' is empty", "delete the line"),
]
KINDS = [
    (PUBLICATION, "kicker: I sommar", "kicker: [I, sommar]", "11 wrong-kind", "'kicker' should be a text", ""),
    (
        PUBLICATION,
        PEOPLE,
        "people: Åsa",
        "15 wrong-kind",
        "'people' should be a list (each item on its own line",
        "",
    ),
    (PUBLICATION, PEOPLE, "people:\n  - Åsa", "16 wrong-kind", "'people' should be a group of fields", ""),
    (PUBLICATION, "decorative: true", "decorative: ja", "33 wrong-kind", "'decorative' should be true or false", ""),
    (PROGRAMME, "[jan-bohman]", "jan-bohman", "26 wrong-kind", "'people' should be a list", ""),
    (BRAND, "[0, 0, 0, 100]", "svart", "3 wrong-kind", "'cmyk' should be a list such as [88, 38, 80, 36]", ""),
    (BRAND, "[0, 0, 0, 100]", "[0, 0, 0, svart]", "3 wrong-kind", "'cmyk' should be a number", ""),
    (BRAND, "[0, 0, 0, 100]", "[0, 0, 0, 120]", "3 wrong-value", "'cmyk'", "from 0 to 100"),
    (BRAND, "[0, 0, 0, 100]", "[0, 0, 0, -1]", "3 wrong-value", "'cmyk'", "from 0 to 100"),
    (BRAND, "[0, 0, 0, 100]", "[0, 0, 0]", "3 wrong-kind", "'cmyk' should be", ""),
    (BRAND, "[0, 0, 0, 100]", "[0, 0, 0, 0, 0]", "3 wrong-kind", "'cmyk' should be", ""),
]
FORMS = [
    (
        PUBLICATION,
        "email: hej@example.org",
        "email: hej",
        "28 wrong-form",
        "'hej' is not a valid e-mail address",
        "namn@example.org",
    ),
    (
        PUBLICATION,
        "number: 0243-740 00",
        "number: ring",
        "26 wrong-form",
        "'ring' is not a valid phone number",
        "0243-740 00",
    ),
    (
        PUBLICATION,
        "url: https://",
        "url: ",
        "22 wrong-form",
        "'example.org/hit' is not a valid web address",
        "https://example.org",
    ),
    (
        PUBLICATION,
        "language: sv",
        "language: svenska",
        "3 language-tag",
        "'language': 'svenska' is not a language tag",
        "write sv",
    ),
    (
        PUBLICATION,
        "date: 2018-06-01",
        "date: 1/6",
        "6 wrong-form",
        "'date': '1/6' is not a valid date",
        "year-month-day",
    ),
    (
        PUBLICATION,
        "id: vagen-hit",
        "id: Vägen",
        "20 wrong-form",
        "'id': 'Vägen' is not a valid id",
        "lower-case letters a-z",
    ),
    (PROGRAMME, "start: 10.30", "start: 10,30", "23 wrong-form", "'start': '10,30' is not a valid time", "10.30"),
    (PROGRAMME, "start: 10.30", "start: halv elva", "23 wrong-form", "'halv elva' is not a valid time", "10.30"),
    (PROGRAMME, "start: 10.30", "start: 2018-07-02 25.00", "23 wrong-form", "'25.00' is not a valid time", "10.30"),
    (BRAND, '"#101010"', '"#111"', "3 wrong-form", "'rgb': '#111' is not a valid colour", "in quotation marks"),
    (PROGRAMME, "[step-free]", "[hiss]", "7 unknown-value", "'accessibility': 'hiss' is unknown", "hearing-loop, "),
    (
        PUBLICATION,
        "- block: imprint",
        "- block: fot",
        "41 unknown-value",
        "'block': 'fot' is unknown",
        "programme, ",
    ),
]
WORDS = [
    (
        PUBLICATION,
        "language: sv",
        "language: xx",
        "3 language-tag",
        "'xx' is not a language tag",
        "for example sv, en, se",
    ),
    (
        PUBLICATION,
        "title: Vägen hit",
        "title: Läs mer",
        "21 link-text",
        "the link text 'Läs mer'",
        "its destination",
    ),
    (PROGRAMME, "title: Torg-tv", "title: Här", "15 link-text", "the link text 'Här'", "its destination"),
    (
        PUBLICATION,
        "url: https://example.org/hit",
        "url: https://example.org/hit\n    language: dk",
        "23 language-tag",
        "'dk' is not a language tag",
        "write da",
    ),
    (
        PROGRAMME,
        "title: Invigning",
        "title: Invigning\n        language: engelska",
        "26 language-tag",
        "'engelska' is not a language tag",
        "write en",
    ),
    (
        PUBLICATION,
        "alt: Torget med träd och bänkar.",
        "alt: torg.svg",
        "14 alt-no-description",
        "the alt text 'torg.svg' does not say",
        "describe in one sentence what it shows",
    ),
    (
        "sheet/sections/torget.md",
        "alt: Torget på morgonen.",
        "alt: Torg",
        "5 alt-no-description",
        "the alt text 'Torg' does not say",
        "describe in one sentence what it shows",
    ),
]
SPECIAL = [
    (
        PUBLICATION,
        "    alt: Torget med träd och bänkar.\n",
        "",
        "12 missing-alt",
        "pictures/torg.svg has no alt text",
        "add 'alt:",
    ),
    (
        PUBLICATION,
        "role: kommundirektör",
        "portrait: {file: a.png}",
        "18 missing-alt",
        "the picture a.png has no alt",
        "add 'alt:",
    ),
    (
        PUBLICATION,
        "decorative: true",
        "decorative: true\n  alt: x",
        "31 alt-and-decorative",
        "has an alt text but is",
        "keep only one",
    ),
    (
        PUBLICATION,
        SECTION_ENTRY,
        "- title: x",
        "35 section-entry",
        "either a 'file' or a 'block'",
        "'- block: contact'",
    ),
    (
        PUBLICATION,
        SECTION_ENTRY,
        f"{SECTION_ENTRY}\n    block: links",
        "35 section-entry",
        "either a 'file' or",
        "write",
    ),
    (
        PUBLICATION,
        SECTION_ENTRY,
        f"{SECTION_ENTRY}\n    title: x",
        "35 section-entry",
        "belongs in its Markdown",
        "delete",
    ),
    (BRAND, "  rule: {", "  line: {", "1 brand-colours", "the brand lacks the colours: rule", "each with rgb and cmyk"),
    (
        BRAND,
        '"#1B5E83"',
        '"#123b63"',
        "6 brand-colours",
        "'secondary' and 'primary' are one colour on the screen (#123b63) but two in ink",
        "give both the same inks",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "fault", "message", "fix"), [*FIELDS, *KINDS, *FORMS, *WORDS, *SPECIAL])
def test_message(sheet: Sheet, file: str, old: str, new: str, fault: str, message: str, fix: str) -> None:
    sheet.change(file, old, new)
    finding = sheet.findings()[0]
    assert f"{finding.where} {finding.id}" == f"{file}:{fault.replace(' ', ' content/')}"
    assert message in finding.message
    assert fix in finding.fix


@pytest.mark.parametrize("fix", [row[:3] for row in [*FIELDS, *KINDS, *FORMS, *WORDS, *SPECIAL]])
def test_every_message_is_plain(sheet: Sheet, fix: tuple[str, str, str]) -> None:
    """No words of the libraries, and always something to do."""
    sheet.change(*fix)
    for finding in sheet.findings():
        assert finding.fix
        assert not {"Input", "pydantic", "None", "str", "dict"} & set(finding.message.replace("'", " ").split())


def test_all_faults_of_a_file_come_at_once_in_the_order_of_its_lines(sheet: Sheet) -> None:
    """A field that is missing because its name is misspelt is one fault."""
    for old, new in [("email: hej@", "email: hej "), ("language: sv", "language: svenska"), ("name: Åsa", "nam: Åsa")]:
        sheet.change(PUBLICATION, old, new)
    assert [place.split(":")[1] for place in sheet.places()] == [
        "3 language-tag",
        "17 unknown-field",
        "28 wrong-form",
    ]
