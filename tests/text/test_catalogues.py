"""The catalogues of labels fit the code, their languages and each other; docs/languages.md is made of them."""

from __future__ import annotations

import ast
import dataclasses
import io
import re
import runpy
import sys
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel import Locale, UnknownLocaleError
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from publisher.content.schema import ACCESS_LABELS, SCHEMAS
from publisher.datafiles.appearance import labels_of
from publisher.formats import FORMATS
from publisher.model.paths import LAYOUTS, LOCALES
from publisher.model.units import Paper
from publisher.text import i18n
from support.golden import Golden
from support.tools import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import languages as languages_page

WHOLE = ("en", "sv")  # the others may lack a label, and docs/languages.md says which
FIELD = re.compile(r"\{\w*\}")
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
ID = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
IN_TEMPLATE = re.compile(r"""\b_\(\s*(?:"([^"]*)"|'([^']*)')""")


@cache
def labels_in_use() -> set[str]:
    """The ids in _("...") of templates, in label(language, "...") of code, and in tables."""
    used = set(ACCESS_LABELS.values()) | {
        text for f in FORMATS.values() for text in (f.title, f.purpose, *f.companions.values())
    }
    used |= {f"large-print.{paper}" for paper in Paper if paper is not Paper.WHITE}
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


@cache
def messages(catalogue: Path) -> dict[str, tuple[str, ...]]:
    """Id -> translation; of a label with a count, every form."""
    found = {}
    with catalogue.open("rb") as source:
        for message in read_po(source):
            if message.pluralizable:
                found[str(message.id[0])] = tuple(map(str, message.string))
            elif message.id:
                found[str(message.id)] = (str(message.string),)
    return found


def plural_locale(language: str) -> Locale:
    """Whose forms a catalogue has. `pt` is the Portuguese of Portugal; Romani, which CLDR lacks, has one and many."""
    try:
        return Locale.parse({"pt": "pt-PT"}.get(language, i18n.BORROWED_LOCALES.get(language, language)), sep="-")
    except UnknownLocaleError:
        return Locale.parse(i18n.LABEL_LANGUAGE)


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

    def test_it_has_no_label_that_nobody_uses(self, catalogue: Path) -> None:
        assert sorted(messages(catalogue).keys() - labels_in_use()) == []

    def test_every_label_is_translated(self, catalogue: Path) -> None:
        assert [id for id, texts in messages(catalogue).items() if not all(text.strip() for text in texts)] == []

    def test_what_is_filled_in_is_the_same(self, catalogue: Path) -> None:
        """A form for one number only may say that in words: 'one page'."""
        english, form_of = messages(LOCALES / "en" / "LC_MESSAGES" / "publisher.po"), self._form_of(catalogue)
        numbers = [{n for n in range(200) if form_of(n) == form} for form in range(6)]
        for id, texts in messages(catalogue).items():
            wanted = sorted(FIELD.findall(english.get(id, (id,))[-1]))
            for form, text in enumerate(texts):
                fields = sorted(FIELD.findall(text))
                assert fields == wanted or (len(texts) > 1 and len(numbers[form]) == 1 and not fields), id
                assert "{" not in FIELD.sub("", text), id

    def test_its_plural_forms_are_those_of_cldr(self, catalogue: Path) -> None:
        """In CLDR's order, and only those that a whole number has."""
        category_of, form_of = plural_locale(catalogue.parts[-3]).plural_form, self._form_of(catalogue)
        categories = [category for category in CATEGORIES if category in {category_of(n) for n in range(1000)}]
        for n in range(1000):
            assert form_of(n) == categories.index(category_of(n)), n
        for texts in messages(catalogue).values():
            assert len(texts) in (1, len(categories))

    def _form_of(self, catalogue: Path) -> Callable[[int], int]:
        with catalogue.with_suffix(".mo").open("rb") as compiled:
            return GNUTranslations(compiled).plural  # type: ignore[attr-defined,no-any-return]

    def test_its_head_says_whether_a_native_speaker_has_read_it(self, catalogue: Path) -> None:
        second = catalogue.read_text("utf-8").splitlines()[1]
        dated = re.fullmatch(r"# Unreviewed: translated without a native reviewer, \d{4}-\d\d-\d\d\.", second)
        assert bool(dated) or catalogue.parts[-3] in WHOLE

    def test_its_ids_are_ids(self, catalogue: Path) -> None:
        """Or texts that the code has in plain English; the English catalogue has nothing to add to those."""
        texts = [id for id in messages(catalogue) if not ID.fullmatch(id)]
        assert [text for text in texts if catalogue.parts[-3] == "en" or text not in labels_in_use()] == []


def test_serbian_in_latin_letters_is_made_from_that_in_cyrillic() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "labels.py"))
    made = tool["in_latin_letters"](tool["SERBIAN"].read_text("utf-8"))
    assert made == tool["LATIN"].read_text("utf-8"), "run: python tools/labels.py"
    assert "Zvučni opis".lower() in made
    assert not re.search("[а-яА-Я]", made)


@pytest.mark.parametrize("language", WHOLE)
def test_english_and_swedish_have_every_label(language: str) -> None:
    """Every id. A plain English text may be missing: it is shown as it is."""
    catalogue = LOCALES / language / "LC_MESSAGES" / "publisher.po"
    missing = sorted(id for id in labels_in_use() - messages(catalogue).keys() if ID.fullmatch(id))
    assert missing == [], f"add them to {catalogue.relative_to(ROOT)}, and run tools/labels.py"


def test_the_page_on_languages_is_made_of_the_catalogues(golden: Golden) -> None:
    if golden.renew:
        languages_page.main()
    assert languages_page.PAGE.read_text("utf-8") == languages_page.page(), "run tools/languages.py"


def test_the_page_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    known = languages_page.catalogues()
    part = dataclasses.replace(known["de"], labels=known["de"].labels - {"page.skip"}, is_reviewed=True)
    monkeypatch.setattr(languages_page, "catalogues", lambda: {**known, "de": part})
    page, every = languages_page.page(), len(known["en"].labels)
    row = next(line for line in page.splitlines() if "| `de` |" in line)
    assert f"| {len(part.labels)} of {every} | yes | left to right | yes |" in row
    assert "`page.skip`" in next(line for line in page.splitlines() if line.startswith("- German: "))


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
