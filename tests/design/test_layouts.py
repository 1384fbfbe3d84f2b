"""Layouts are found by their folder and say of themselves what a build needs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.compose import compose
from publisher.content.load import load
from publisher.content.schema import BlockKind
from publisher.design.layouts import Layout, find_layout, layouts
from publisher.formats.edition import Edition
from publisher.model.errors import ContentError, UsageError
from publisher.model.paths import LAYOUTS
from publisher.pipeline.build import prepare
from publisher.scaffold import make_publication
from support.cli import publisher


def test_all_layouts_are_there() -> None:
    assert {"leaflet-a5", "programme-a4", "programme-a3"} <= layouts().keys()


def test_the_base_is_no_layout() -> None:
    assert "base" not in layouts()


def test_an_unknown_layout_is_reported_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="There is no layout 'leaflet-a6'") as caught:
        find_layout("leaflet-a6")
    assert caught.value.fix == f"Did you mean 'leaflet-a5'? There are: {', '.join(layouts())}."


@pytest.mark.parametrize(
    ("id", "size"), [("leaflet-a5", (148, 210)), ("programme-a3", (297, 420)), ("programme-a4", (210, 297))]
)
def test_the_size_at_trim(id: str, size: tuple[float, float]) -> None:
    assert (find_layout(id).width, find_layout(id).height) == size


@pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: layout.id)
class TestEveryLayout:
    def test_it_has_words_for_people(self, layout: Layout) -> None:
        assert layout.title
        assert layout.description.endswith(".")

    def test_it_has_a_template(self, layout: Layout) -> None:
        assert ((layout.based_on or layout.folder) / "document.html.j2").is_file()

    @pytest.mark.parametrize("medium", ["print", "web"])
    def test_its_own_stylesheet_follows_the_one_of_the_base(self, layout: Layout, medium: str) -> None:
        sheets = layout.stylesheets(medium)
        forms = [LAYOUTS / "base" / "programme.css"] if medium == "print" else []  # the forms of a programme come last
        assert sheets[0] == LAYOUTS / "base" / f"{medium}.css"
        own = sheets[1 : len(sheets) - len(forms)]
        folders = [folder for folder in (layout.based_on, layout.folder) if folder]
        assert [sheet.parent for sheet in own] in ([], folders, folders[:1])
        assert sheets[len(sheets) - len(forms) :] == forms

    def test_there_is_no_stylesheet_for_an_unknown_medium(self, layout: Layout) -> None:
        assert layout.stylesheets("parchment") == []

    def test_its_bleed_is_what_print_shops_ask_for(self, layout: Layout) -> None:
        assert layout.bleed >= 3

    def test_a_code_of_it_can_be_scanned(self, layout: Layout) -> None:
        """A module of less than 0.4 mm is too fine for telephones at an arm's length."""
        assert layout.qr_module >= 0.4

    def test_its_footer_holds_blocks_that_there_are(self, layout: Layout) -> None:
        assert set(layout.footer_blocks) <= {kind.value for kind in BlockKind}


# The user's own


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a layout of its own, `kort`, and a sheet set by it."""
    content = tmp_path / "content"
    shutil.copytree(LAYOUTS / "leaflet-a5", content / "layouts" / "kort")
    make_publication("haftet", "kort", content)
    publication = content / "haftet" / "publication.yaml"
    publication.write_text(publication.read_text("utf-8").replace("layout: leaflet-a5", "layout: kort"), "utf-8")
    return content


def change(content: Path, file: str, old: str, new: str) -> None:
    path = content / "layouts" / "kort" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def faults(content: Path) -> list[str]:
    """What a build says of the sheet, in short."""
    with pytest.raises(ContentError) as caught:
        prepare(load(content / "haftet"))
    return [f"{finding.where} {finding.id}: {finding.message} -> {finding.fix}" for finding in caught.value.findings]


def test_a_layout_beside_the_content_is_used(content: Path) -> None:
    edition = prepare(load(content / "haftet"))
    assert edition.document.layout.folder == content / "layouts" / "kort"
    assert "layout:/kort/print.css" in edition.inputs
    assert "kort" not in layouts()
    assert "kort" in layouts(content)


def test_a_layout_may_be_based_on_another(content: Path) -> None:
    """It takes the template and the stylesheets of the other; its own stylesheet comes after them."""
    own = content / "layouts" / "kort"
    change(content, "layout.toml", 'title = "A5 leaflet"\n', 'title = "A5 leaflet"\nbased_on = "leaflet-a5"\n')
    (own / "document.html.j2").unlink()
    (own / "web.css").unlink()
    (own / "print.css").write_text("h2 { color: var(--primary) }\n", "utf-8")
    edition = prepare(load(content / "haftet"))
    layout = edition.document.layout
    other = LAYOUTS / "leaflet-a5"
    assert layout.stylesheets("print")[1:3] == [other / "print.css", own / "print.css"]
    assert layout.stylesheets("web")[1:] == [other / "web.css"]
    assert 'class="kort leaflet-a5"' in edition.document.html
    assert {"toolkit:layouts/leaflet-a5/print.css", "layout:/kort/print.css"} <= edition.inputs.keys()
    change(content, "layout.toml", '"leaflet-a5"', '"leaflet-a6"')
    (fault,) = faults(content)
    assert "layout.toml:2 layout/based-on: " in fault
    assert "Did you mean 'leaflet-a5'?" in fault


def test_it_goes_before_a_shipped_one(content: Path) -> None:
    (content / "layouts" / "kort").rename(content / "layouts" / "leaflet-a5")
    assert find_layout("leaflet-a5", content).folder.is_relative_to(content)


def test_the_users_settings_are_looked_in(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings").mkdir()
    shutil.move(content / "layouts", tmp_path / "settings" / "publisher" / "layouts")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    assert find_layout("kort", content).folder == tmp_path / "settings/publisher/layouts/kort"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'title = "A5 leaflet"\n',
            "",
            "1 layout/missing-field: the field 'title' is missing -> add a line 'title = ...'",
        ),
        ("[page]", "[pag]", "4 layout/unknown-field: the field 'pag' is unknown -> did you mean 'page'?"),
        (
            "[qr]\nmodule_mm = 0.7",
            "",
            "1 layout/missing-field: the field 'qr' is missing -> add a line '[qr]', and below",
        ),
        ("width_mm = 148", 'width_mm = "wide"', "5 layout/wrong-kind: 'width_mm' should be a number"),
        ("width_mm = 148", "width_mm = 3", "5 layout/wrong-value: 'width_mm': 3 is out of range -> write at least 20"),
        ("multiple = 4", "multiple = 2.5", "8 layout/wrong-kind: 'multiple' should be a whole number"),
        (
            "[8.5, 104]",
            "[8.5]",
            "18 layout/wrong-kind: 'running' should be two numbers",
        ),
        ("[8.5, 104]", "[1, 2, 3]", "18 layout/wrong-kind: 'running' should be two numbers"),
        ('"imprint"]', '"imprnt"]', "15 layout/unknown-value: there is no block 'imprnt' -> did you mean 'imprint'? "),
        ("[page]", "[page", "4 layout/toml-syntax: this line cannot be read as TOML (Expected ']'"),
        ("false", "no", "16 layout/toml-syntax: this line cannot be read as TOML (Invalid value)"),
    ],
)
def test_a_fault_in_layout_toml_has_its_line(content: Path, old: str, new: str, said: str) -> None:
    change(content, "layout.toml", old, new)
    found = faults(content)
    assert [one for one in found if one.startswith(f"layouts/kort/layout.toml:{said}")], found


@pytest.mark.parametrize("command", ["list", "check", "build"])
def test_a_broken_layout_harms_nobody_else(content: Path, tmp_path: Path, command: str) -> None:
    """Every command that does not need it works, and reports it with its file and line where layouts are looked at."""
    change(content, "layout.toml", "[page]", "[pag]")
    make_publication("annat", "leaflet-a5", content)
    of_one = {"list": [], "check": ["annat"], "build": ["annat", "--format", "text", "--output", str(tmp_path / "out")]}
    answer = publisher(command, *of_one[command], "--content", str(content))
    assert answer.exit_code == 0, answer.stderr
    assert "Traceback" not in answer.stdout + answer.stderr
    if command != "build":
        assert "layouts/kort/layout.toml:4" in answer.stdout


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ('{% extends "skeleton.html.j2" %}\n{% block main %}\n{% if %}\n', 3, "Expected an expression"),
        (
            '{% extends "skeleton.html.j2" %}\n\n{% block main %}{{ pub.nothing.at_all }}{% endblock %}',
            3,
            "UndefinedError",
        ),
        ('{% extends "skeleton.html.j2" %}\n{% block main %}{{ 1 / 0 }}{% endblock %}', 2, "ZeroDivisionError"),
        (
            '\n{% extends "nothing.html.j2" %}',
            2,
            "there is no template 'nothing.html.j2' in the layout, nor in layouts/base",
        ),
    ],
)
def test_a_fault_in_a_template_has_its_file_and_line(content: Path, template: str, line: int, said: str) -> None:
    (content / "layouts/kort/document.html.j2").write_text(template, "utf-8")
    (found,) = faults(content)
    assert found.startswith(f"layouts/kort/document.html.j2:{line} layout/template: the template cannot be used: ")
    assert said in found


BLOCK = '{% extends "skeleton.html.j2" %}\n\n{% block main %}\n'


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        (
            f'{BLOCK}{{% for part in parts %}}<section id="{{{{ part.id }}}}"></section>{{% endfor %}}{{% endblock %}}',
            3,
            'Section has no <section class="section">: is fitted by itself; an entry of the bookmarks '
            "-> write <section class=\"section\"> in the macro 'section' with id, data-source: see docs/layouts.md",
        ),
        (
            f'{BLOCK}{{% for part in parts %}}\n<section class="wide section" id="{{{{ part.id }}}}">'
            '<h2>{{ blocks.runs(part.heading) }}</h2><div class="section-body">{{ part.blocks | blocks }}</div>'
            "</section>{% endfor %}\n{% endblock %}",
            5,
            '<section class="section"> of Section lacks data-source: is fitted by itself',
        ),
        ("<html><body><footer></footer></body></html>", 1, "The document has no <main>: what is fitted page by page"),
    ],
)
def test_a_template_that_breaks_the_contract_has_its_file_and_line(
    content: Path, tmp_path: Path, template: str, line: int, said: str
) -> None:
    """The publications of that layout are not built; others are."""
    (content / "layouts/kort/document.html.j2").write_text(template, "utf-8")
    found = faults(content)
    start = f"layouts/kort/document.html.j2:{line} layout/contract: the template leaves out what formats rely on: "
    assert any(one.startswith(start + said) for one in found), found
    make_publication("annat", "leaflet-a5", content)
    answer = publisher(
        "build", "annat", "--format", "text", "--output", str(tmp_path / "out"), "--content", str(content)
    )
    assert answer.exit_code == 0, answer.stderr


def test_a_layout_without_a_template_is_reported(content: Path) -> None:
    (content / "layouts/kort/document.html.j2").unlink()
    assert faults(content)[0].startswith("layouts/kort/layout.toml layout/missing-template: ")


def test_a_layout_without_a_stylesheet_for_its_pages_is_reported(content: Path) -> None:
    """Else a misspelt name would leave the pages bare without a word."""
    (content / "layouts/kort/print.css").rename(content / "layouts/kort/prnt.css")
    assert faults(content)[0].startswith("layouts/kort/layout.toml layout/missing-stylesheet: ")


def test_a_wrong_property_is_reported_with_its_stylesheet_and_line(content: Path) -> None:
    """Print and large print have a stylesheet each; the place is that of the file, not of what the engine reads."""
    from publisher.checks import Subject, run_checks
    from publisher.formats import FORMATS

    sheets = {}
    for medium in ("print", "large-print"):
        path = content / f"layouts/kort/{medium}.css"
        text = path.read_text("utf-8") if path.is_file() else ""
        path.write_text(f"{text}\n.cover {{\n  colour-{medium}: red;\n}}\n", "utf-8")
        sheets[f"layouts/kort/{medium}.css:{text.count(chr(10)) + 3}"] = f"colour-{medium}: red"
    edition = Edition(compose(load(content / "haftet")))
    made = [artifact for id in ("screen", "large-print") for artifact in FORMATS[id].artifacts(edition)]
    found = [one for one in run_checks(Subject(edition, made), "pages") if one.id == "layout/engine-warning"]
    assert {
        str(one.where): property for one in found for property in sheets.values() if property in one.message
    } == sheets
