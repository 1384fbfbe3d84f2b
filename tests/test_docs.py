"""README and docs/ keep up with the code: links lead somewhere, and every name that a user meets is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace as replace_fields
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
import yaml
from conformance.test_silent_defects import SEARCHES
from pydantic import BaseModel, Field

from publisher.checks import CHECKS
from publisher.checks.read_tags import read_tags
from publisher.cli import SCHEMA_NAMES, main
from publisher.content.reading.source_lines import BOXES
from publisher.content.schema import SCHEMAS, Access, BlockKind
from publisher.datafiles.appearance import TEXT, as_text
from publisher.datafiles.fields import Strict
from publisher.datafiles.yaml_reader import read_yaml
from publisher.design.brands import ROLES
from publisher.design.layouts import layouts
from publisher.formats import FORMATS, usual
from publisher.model.errors import ExitCode
from publisher.model.units import LARGE_PRINT, LARGE_PRINT_SIZES
from publisher.preflight import RULES
from publisher.scaffold import make_publication
from publisher.text.i18n import label
from support.built import Built
from support.cli import publisher, replace
from support.doc_tables import cells, with_field, with_rows
from support.golden import Golden
from support.tools import ROOT

DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
PAGE_NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def without_code(text: str) -> str:
    return CODE.sub("", text)


def code_words(text: str) -> set[str]:
    """Every word that stands in code, be it `inline` or a block."""
    return {word for code in CODE.findall(text) for word in re.findall(r"[\w-]+", code)}


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model that a type is made of: `list[Session] | None` -> Session, and all that it holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)
    for inner in get_args(annotation):
        yield from models(inner)


# Links


@pytest.mark.parametrize("page", PAGES, ids=PAGE_NAMES)
def test_every_relative_link_leads_to_a_file_that_is_there(page: Path) -> None:
    links = [link for link in LINK.findall(without_code(text_of(page))) if not re.match(r"[a-z]+:", link)]
    for link in links:
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(text_of(target)), link


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    linked = set(LINK.findall(text_of(ROOT / "README.md")))
    assert {page.relative_to(ROOT).as_posix() for page in DOCS.glob("*.md")} <= linked


def test_every_picture_is_shown_and_described() -> None:
    shown = {
        link.split("/")[-1]: alt for page in PAGES for alt, link in re.findall(r"!\[(.*)\]\((\S+)\)", text_of(page))
    }
    files = {path.name for path in (DOCS / "pictures").iterdir()}
    assert files - shown.keys() == set()
    assert [name for name in files if len(shown[name].split()) < 4] == []


@pytest.mark.parametrize("page", PAGES[1:], ids=PAGE_NAMES[1:])
def test_a_page_begins_with_its_readers(page: Path) -> None:
    title, _, opening, *_ = text_of(page).splitlines()
    assert title.startswith("# ")
    assert re.match(
        r"F[oö]r (volunteers|communication staff|designers|developers|programmers|everyone|whoever|alla)\b", opening
    )


@pytest.mark.parametrize("page", PAGES, ids=PAGE_NAMES)
def test_the_files_of_the_toolkit_that_a_page_names_are_there(page: Path) -> None:
    named = re.findall(r"`((?:publisher|layouts/base|tools|benchmarks|fonts|tests)/[\w./-]+)`", text_of(page))
    ids = {id for check in CHECKS.values() for id in check.ids}  # fonts/missing-glyph is no file
    assert [path for path in named if path not in ids and not (ROOT / path).exists()] == []


def test_a_row_goes_below_the_one_before_it_and_leaves_with_what_it_is_of() -> None:
    page = "# Things\n\n| `a` | old |\n| `c` | gone |\n| `d` | old |\n\nEnd.\n"
    rows = with_rows(page, r"\| `(\w)` \|", ["a", "b", "d"], lambda key, old: old or f"| `{key}` | new |")
    assert rows == "# Things\n\n| `a` | old |\n| `b` | new |\n| `d` | old |\n\nEnd.\n"
    assert cells("| `a` | of two words |") == ["`a`", "of two words"]


# The README


def test_the_readme_names_every_verb() -> None:
    readme = text_of(ROOT / "README.md")
    assert [verb for verb in main.commands if f"| `publisher {verb}" not in readme] == []
    assert set(re.findall(r"^\| `publisher (\w+)", readme, re.MULTILINE)) == set(main.commands)


def test_the_readme_names_every_format_with_its_file(golden: Golden) -> None:
    """In the words of the README, or else in those of the format. `--renew-golden` writes what is missing."""

    def row(id: str, old: str) -> str:
        format = FORMATS[id]
        file = format.filename("NAME", f"{LARGE_PRINT}pt" if format.medium == "large-print" else "")
        request = f" Made on request: `--format {id}`." if format.on_request else ""
        words = f"{label('en', format.title)}. {label('en', format.purpose)}{request}"
        return f"| `{id}` | `{file}` | {cells(old)[2] if old else words} |"

    page = with_rows(text_of(ROOT / "README.md"), r"\| `([a-z0-9-]+)` \| `NAME-", FORMATS, row)
    replace_fields(golden, folder=ROOT)("README.md", page)


def test_the_readme_lists_every_layout(golden: Golden) -> None:
    """As its layout.toml describes it. `--renew-golden` writes what is missing."""
    known = layouts()

    def row(id: str, old: str) -> str:
        return f"| `{id}` | {known[id].title}. {known[id].description} |"

    page = with_rows(text_of(ROOT / "README.md"), r"\| `([a-z0-9-]+)` \| [^|]+ \|$", known, row)
    replace_fields(golden, folder=ROOT)("README.md", page)


def test_the_readme_names_every_exit_code_and_no_other() -> None:
    part = text_of(ROOT / "README.md").partition("## Exit codes")[2].partition("##")[0]
    codes = [int(entry.split()[0]) for entry in part.split("·")]
    assert codes == sorted(ExitCode)


def test_the_readme_explains_the_kinds_of_findings() -> None:
    """The first words of their ids: those of the checks, and those that are written where a finding is made."""
    code = "".join(text_of(path) for path in (ROOT / "publisher").rglob("*.py"))
    kinds = set(re.findall(r"Finding\(\s*f?\"([a-z]+)/", code)) | {
        id.split("/")[0] for c in CHECKS.values() for id in c.ids
    }
    assert kinds >= {"content", "parity"}
    part = text_of(ROOT / "README.md").partition("## Exit codes")[2].partition("##")[0]
    assert set(re.findall(r"`([a-z]+)/`", part)) == kinds


def test_every_rule_of_preflight_is_explained(golden: Golden) -> None:
    """What it finds is in the words of the page, or else in those of its function's docstring. `--renew-golden` writes
    the rest of the row."""

    def row(id: str, old: str) -> str:
        rule = RULES[id]
        finds = cells(old)[1] if old else (rule.explained.what if rule.explained else "")
        assert finds, f"say what {id} finds in its 'explained' (class Explained): docs/preflight.md takes it from there"
        severities = ", ".join(severity.value for severity in rule.severities)
        finds = finds if old else finds[:1].lower() + finds[1:].rstrip(".")
        return f"| `{id}` | {finds} | {severities} | {rule.rationale} | {rule.source} |"

    page = with_rows(text_of(DOCS / "preflight.md"), r"\| `(preflight/[a-z0-9-]+)` \|", RULES, row)
    replace_fields(golden, folder=ROOT)("docs/preflight.md", page)


@pytest.mark.parametrize(
    "page",
    ["README.md", *(f"docs/{name}.md" for name in ("content", "brands", "accessibility", "printing", "preflight"))],
)
def test_the_options_that_a_page_names_are_there(page: str) -> None:
    verbs = [one for verb in main.commands.values() for one in (verb, *getattr(verb, "commands", {}).values())]
    known = {name for command in (main, *verbs) for option in command.params for name in option.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", " ".join(CODE.findall(text_of(ROOT / page)))))
    assert named <= known | {"--help"}


def test_the_finding_in_the_readme_is_what_the_check_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_publication("varmote", "programme-a4", Path("content"))
    replace(Path("content/varmote/programme.yaml"), "end: 12.00", "end: 10.00")
    answer = publisher("check", "varmote", "--content", "content")
    said = [line.strip() for line in answer.stderr.splitlines()[:2]]
    shown = [line.strip() for line in text_of(ROOT / "README.md").splitlines()]
    assert shown[shown.index(said[0]) + 1] == said[1]


# Accessible versions


def accessibility() -> str:
    return text_of(DOCS / "accessibility.md")


def part(heading: str) -> str:
    """What stands below a heading of the second level."""
    return accessibility().partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_every_format_is_explained_to_its_readers(golden: Golden) -> None:
    """But for those that are made on request only: the README has them all. `--renew-golden` writes what is missing."""
    whole, table = accessibility(), part("What each format gives to whom")
    explained = code_words(table)
    rows = [
        f"| chooses the {label('en', FORMATS[id].title)} | `{id}` | {label('en', FORMATS[id].purpose)} |"
        for id in usual()
        if id not in explained
    ]
    *_, last = re.findall(r"^\| .*$", table, re.MULTILINE)
    page = whole.replace(last, "\n".join([last, *rows]))
    replace_fields(golden, folder=ROOT)("docs/accessibility.md", page)


def test_every_size_of_large_print_is_explained() -> None:
    sizes = re.findall(r"^\| (\d+) \| at most", part("Large print"), re.MULTILINE)
    assert [int(size) for size in sizes] == list(LARGE_PRINT_SIZES)


def test_every_finding_about_accessibility_is_documented() -> None:
    code = "".join(text_of(path) for path in (ROOT / "publisher").rglob("*.py"))
    ids = set(re.findall(r"\"((?:content|parity)/[a-z-]+)\"", code))
    ids |= {f"content/{name}" for name in re.findall(r"(?<!import)_(?:make|error)\(\s*\"([a-z-]+)\"", code)}
    concerned = {id for id in ids if re.match(r"parity/|content/(\w+-)?(alt|link|heading|table|note|language)\b", id)}
    assert {"content/missing-alt", "content/link-text", "content/table-headers", "parity/tags"} <= concerned
    named = set(re.findall(r"`([a-z]+/[a-z-]+)`", part("What the content check reports")))
    assert sorted(concerned - named) == [], "name it in 'What the content check reports' of docs/accessibility.md"
    assert named - ids - {id for check in CHECKS.values() for id in check.ids} == set()


def test_every_silent_defect_is_reported() -> None:
    reported = re.findall(r"^- ", part("How it is proven"), re.MULTILINE)
    assert len(reported) == len(SEARCHES)


def test_the_page_that_is_read_out_is_the_page_that_is_built(built: Built) -> None:
    """Page 2 of the leaflet: its tags, and what is heard of them, as the docs show them."""
    tags, heard, _ = re.findall(r"```\n(.*?)```", part("One page, read out"), re.DOTALL)
    page = [word for word in read_tags(built.path("framat", "screen").read_bytes()) if word.page == 2]
    assert len(page) > 100
    assert re.sub(r"\[.*?\]", "", heard).split() == [word.word for word in page]
    assert "".join(re.findall(r"\"(.*?)\"", tags)).replace(" ", "") == "".join(word.word for word in page)


# The content


def test_every_field_of_the_content_is_explained(golden: Golden) -> None:
    """In words of the pages, or else in its own description: `--renew-golden` writes that below the field before it."""
    page = text_of(DOCS / "content.md")
    words = set().union(*(code_words(text_of(DOCS / f"{name}.md")) for name in ("content", "brands", "printing")))
    for name in SCHEMA_NAMES:
        fields = {(model, field) for model in models(SCHEMAS[name]) for field in model.model_fields}
        assert fields
        for model, field in sorted(fields, key=lambda one: (one[0].__name__, one[1])):
            if field not in words:
                page = with_field(page, model, field)
    replace_fields(golden, folder=ROOT)("docs/content.md", page)


def test_a_field_is_explained_below_the_one_before_it() -> None:
    class Walk(Strict):
        start: Annotated[str, TEXT] = Field(description="x")
        steps: Annotated[int, as_text("Steps")] = Field(description="How many: 40")
        end: Annotated[str, TEXT] = Field(description="x")

    page = "| field | what it holds |\n|---|---|\n| `start` | the begin |\n| `end` | the end |\n\nText.\n"
    there = page.replace("| `end`", "| **`steps`** | how many: `40` |\n| `end`")
    assert with_field(page, Walk, "steps") == there
    with pytest.raises(AssertionError, match=r"Walk.nothing is explained nowhere"):
        with_field(page, Walk, "nothing")


def test_every_choice_in_the_content_is_explained() -> None:
    words = code_words(text_of(DOCS / "content.md"))
    choices = {*map(str, BlockKind), *map(str, Access), *BOXES}
    assert choices - words == set()
    assert set(ROLES) <= code_words(text_of(DOCS / "brands.md"))


@pytest.mark.parametrize(
    "page", [DOCS / f"{page}.md" for page in ("content", "brands", "printing")], ids=lambda p: p.name
)
def test_the_yaml_in_the_pages_is_read_without_a_finding(page: Path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", text_of(page), re.DOTALL)
    assert examples
    for example in examples:
        assert read_yaml(example, page.name).findings == []


def test_the_brand_in_the_page_is_a_brand() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", text_of(DOCS / "brands.md"), re.DOTALL)
    SCHEMAS["brand"].model_validate(yaml.safe_load(example))
