"""Labels, dates and names of languages; the catalogues are whole and compiled."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import io
import re
import runpy
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from publisher.content.schema import ACCESS_LABELS, SCHEMAS
from publisher.datafiles.appearance import labels_of
from publisher.formats import FORMATS
from publisher.model.paths import LAYOUTS, LOCALES
from publisher.text import i18n
from support.golden import Golden
from support.tools import ROOT

CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
ID = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
IN_TEMPLATE = re.compile(r"""\b_\(\s*(?:"([^"]*)"|'([^']*)')""")


def labels_in_use() -> set[str]:
    """The ids in _("...") of templates, in label(language, "...") of code, and in tables."""
    used = set(ACCESS_LABELS.values()) | {
        text for f in FORMATS.values() for text in (f.title, f.purpose, *f.companions.values())
    }
    used |= {label for model in SCHEMAS.values() for label in labels_of(model)}
    for path in LAYOUTS.rglob("*.j2"):
        used |= {double or single for double, single in IN_TEMPLATE.findall(path.read_text("utf-8"))}
    for path in (ROOT / "publisher").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_own = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "label"  # self.label("...")
            if isinstance(node, ast.Call) and (
                is_own or getattr(node.func, "id", "") in ("label", "_label", "count_label")
            ):
                arguments = node.args if is_own else node.args[1:]
                texts = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
                used |= {text for text in texts if isinstance(text, str)}
    return used


def messages(catalogue: Path) -> dict[str, str]:
    """Id -> translation; of one and many, the last form."""
    found = {}
    with catalogue.open("rb") as source:
        for message in read_po(source):
            if message.pluralizable:
                found[str(message.id[0])] = str(message.string[-1])
            elif message.id:
                found[str(message.id)] = str(message.string)
    return found


def compiled_texts(data: bytes) -> list[tuple[object, object]]:
    """The ids and texts of a compiled catalogue."""
    return [(message.id, message.string) for message in read_mo(io.BytesIO(data)) if message.id]


def test_labels_are_found() -> None:
    """Else the tests below would hold nothing."""
    assert {"block.contact", "page.skip", "access.hearing-loop", "format.web.title"} <= labels_in_use()


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
class TestEveryCatalogue:
    def test_it_is_compiled(self, catalogue: Path, golden: Golden) -> None:
        """But for the header, which names the version of the program that compiled it. `--renew-golden` compiles."""
        made, compiled = catalogue.with_suffix(".mo"), runpy.run_path(str(ROOT / "tools" / "labels.py"))["compiled"]
        expected = compiled_texts(compiled(catalogue))
        if golden.renew and compiled_texts(made.read_bytes()) != expected:
            made.write_bytes(compiled(catalogue))
        assert compiled_texts(made.read_bytes()) == expected, "run: python tools/labels.py"

    def test_it_has_every_label(self, catalogue: Path) -> None:
        """Every id. A plain English text may be missing: it is shown as it is."""
        missing = sorted(id for id in labels_in_use() - messages(catalogue).keys() if ID.fullmatch(id))
        assert missing == [], f"add them to {catalogue.relative_to(ROOT)}, and run tools/labels.py"

    def test_it_has_no_label_that_nobody_uses(self, catalogue: Path) -> None:
        assert sorted(messages(catalogue).keys() - labels_in_use()) == []

    def test_every_label_is_translated(self, catalogue: Path) -> None:
        assert [key for key, text in messages(catalogue).items() if not text.strip()] == []

    def test_what_is_filled_in_is_the_same(self, catalogue: Path) -> None:
        fields, english = re.compile(r"\{\w*\}"), messages(LOCALES / "en" / "LC_MESSAGES" / "publisher.po")
        pairs = [(english.get(id, id), text) for id, text in messages(catalogue).items()]
        assert [text for there, text in pairs if sorted(fields.findall(there)) != sorted(fields.findall(text))] == []

    def test_its_ids_are_ids(self, catalogue: Path) -> None:
        """Or texts that the code has in plain English; the English catalogue has nothing to add to those."""
        texts = [id for id in messages(catalogue) if not ID.fullmatch(id)]
        assert [text for text in texts if catalogue.parts[-3] == "en" or text not in labels_in_use()] == []


def test_every_language_but_english_may_lack_a_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A label is looked for in the language, then in English; a text that is no id stays as it is."""
    source = (LOCALES / "sv" / "LC_MESSAGES" / "publisher.po").read_text("utf-8")
    part = re.sub(r'msgid "page.skip"\nmsgstr ".*"\n', "", source)
    assert part != source
    compiled = runpy.run_path(str(ROOT / "tools" / "labels.py"))["compiled"]
    for language, text in (("sv", part), ("en", (LOCALES / "en" / "LC_MESSAGES" / "publisher.po").read_text("utf-8"))):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "publisher.po").write_text(text, "utf-8")
        (folder / "publisher.mo").write_bytes(compiled(folder / "publisher.po"))
    own = next(iter(i18n.FOLDERS))
    monkeypatch.setattr(i18n, "FOLDERS", [dataclasses.replace(own, path=tmp_path)])
    i18n.catalogues.cache_clear()
    try:
        assert i18n.label("sv", "page.skip") == "Skip to the content"
        assert i18n.label("sv", "block.contact") == "Kontakt"
        assert i18n.label("sv", "Age limit") == "Age limit"
    finally:
        i18n.catalogues.cache_clear()


@pytest.mark.parametrize(
    ("language", "text"), [("sv", "Kontakt"), ("sv-FI", "Kontakt"), ("en", "Contact"), ("xx", "Contact")]
)
def test_a_label(language: str, text: str) -> None:
    assert i18n.label(language, "block.contact") == text


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        *[("sv", 1, "1 sida"), ("sv", 8, "8 sidor"), ("en", 1, "1 page"), ("en", 8, "8 pages"), ("sv", 0, "0 sidor")],
        *[("ar", 1, "صفحة واحدة"), ("ar", 2, "صفحتان"), ("ar", 8, "8 صفحات"), ("ar", 13, "13 صفحة")],
    ],
)
def test_a_label_with_a_count(language: str, count: int, text: str) -> None:
    assert i18n.count_label(language, "count.pages", count) == text


@pytest.mark.parametrize("name", ["language", "text"])
def test_any_name_may_be_filled_in(name: str) -> None:
    """`_("session.language", language=...)` is what the templates write."""
    assert i18n.label("en", f"In {{{name}}}", **{name: "x"}) == "In x"


def test_an_unknown_label_stays_english() -> None:
    assert i18n.label("sv", "No such label, {count}", count=3) == "No such label, 3"


@pytest.mark.parametrize(
    ("language", "heading", "date"),
    [
        ("sv", "Måndag 2 juli", "2 juli 2018"),
        ("en", "Monday, 2 July", "2 July 2018"),
        ("en-GB", "Monday, 2 July", "2 July 2018"),
        ("sv-x-lattlast", "Måndag 2 juli", "2 juli 2018"),
        ("xx", "Monday, 2 July", "2 July 2018"),
    ],
)
def test_dates(language: str, heading: str, date: str) -> None:
    day = dt.date(2018, 7, 2)
    assert (i18n.day_heading(language, day), i18n.long_date(language, day)) == (heading, date)


@pytest.mark.parametrize(
    ("language", "text"), [("sv", "09.05"), ("fi", "09.05"), ("nb", "09.05"), ("en", "09:05"), ("de", "09:05")]
)
def test_a_time_of_day(language: str, text: str) -> None:
    assert i18n.clock_text(language, dt.time(9, 5)) == text


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *[("sv", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("sv-x-ar", "ltr")],
        *[("prs", "rtl"), ("ckb", "rtl"), ("kmr", "ltr"), ("ku-Arab", "rtl"), ("az", "ltr")],
    ],
)
def test_the_direction_of_writing(language: str, direction: str) -> None:
    assert i18n.direction(language) == direction


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        *[("sv", "””’’"), ("sv-x-lattlast", "””’’"), ("en-GB", "“”‘’"), ("de", "„“‚‘"), ("pl", "„”«»"), ("ru", "«»„“")],
        *[("ar", "”“’‘"), ("fr", "«\u00a0\u00a0»‹\u00a0\u00a0›"), ("sw", "“”‘’")],
    ],
)
def test_quotation_marks(language: str, marks: str) -> None:
    assert "".join(i18n.quotation_marks(language)) == marks


@pytest.mark.parametrize(
    ("language", "of", "name"),
    [("sv", "en", "engelska"), ("sv", "se", "nordsamiska"), ("en", "sv", "Swedish")],
)
def test_the_name_of_a_language(language: str, of: str, name: str) -> None:
    assert i18n.language_name(language, of) == name


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("sv", "Svenska"),
        ("en-GB", "English"),
        ("ar", "العربية"),
        ("sv-x-lattlast", "Lätt svenska"),
        ("fit", "Meänkieli"),
    ],
)
def test_what_a_language_calls_itself(language: str, name: str) -> None:
    assert i18n.own_name(language) == name


@pytest.mark.parametrize("of", ["fit", "rom", "sma", "smj", "xx"])
def test_a_language_is_never_called_by_another_ones_name(of: str) -> None:
    """Where Babel has no locale of it, its name must not become that of English."""
    assert "engelska" not in i18n.language_name("sv", of)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", ["Sal 2", "Sal 9", "Sal 10", "Sal 10 b"]),
        ("sv", ["Anna", "axel", "Édith", "Zara", "Åsa", "Ärla", "Östen"]),
        ("en", ["Anna", "Åsa", "axel", "Édith", "Östen", "Zara"]),
        ("nb", ["Anna", "Zara", "Ærlig", "Øystein", "Åse"]),
        ("sv", ["1 maj", "Öppet"]),
    ],
)
def test_lists_stand_in_the_order_of_the_alphabet(language: str, names: list[str]) -> None:
    for order in (names, names[::-1]):
        assert sorted(order, key=lambda name: i18n.sort_key(language, name)) == names
