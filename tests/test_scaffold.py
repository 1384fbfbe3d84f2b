"""`publisher new`: the starting folder builds at once, and what is there already is never touched."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from publisher import scaffold
from publisher.content.load import load
from publisher.content.rules.print_ready import HOLDS_PRINT
from publisher.design.layouts import layouts, read_layouts
from publisher.formats import FORMATS, usual
from publisher.model import paths
from publisher.model.errors import AccessError, UsageError
from publisher.model.paths import LAYOUTS
from publisher.pipeline.build import build
from publisher.scaffold import (
    make_publication,
    next_step,
    schema_text,
    write_schemas,
)
from support.golden import Golden

LEAFLET = "leaflet-a5"
LAYOUT_NAMES = tuple(sorted(path.parent.name for path in LAYOUTS.glob("*/layout.toml")))
MOST_PAGES = 8  # of a starter
DRAMA = re.compile(r"08-465 004 \d\d")
SHAPES = {"svg", "title", "rect", "polygon", "path"}


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that a folder holds: the bytes of files, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_the_starting_folder_builds_at_once_but_for_what_is_printed(layout: str, tmp_path: Path) -> None:
    make_publication("nytt", layout, tmp_path / "content")
    result = build(load(tmp_path / "content" / "nytt"), tmp_path / "output")
    assert {finding.id for finding in result.findings} - set(HOLDS_PRINT) == {"content/not-printed"}
    assert result.written
    made = [
        id
        for id in usual()
        if not FORMATS[id].needs_site
        and not FORMATS[id].for_paper
        and (layouts()[layout].needs_programme or not FORMATS[id].needs_programme)
    ]
    assert list(dict.fromkeys(artifact.format for artifact in result.artifacts)) == made
    main = [artifact for artifact in result.artifacts if not artifact.companion]
    printed = {artifact.pages for artifact in main if FORMATS[artifact.format].medium == "print"}
    assert [pages for pages in printed if pages % layouts()[layout].pages_multiple or pages > MOST_PAGES] == []
    assert all((result.folder / artifact.filename).is_file() for artifact in result.artifacts)


def test_every_layout_has_a_starter() -> None:
    assert read_layouts()[1] == []
    assert [layout.id for layout in layouts().values() if not (layout.starter / "publication.yaml").is_file()] == []


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_it_makes_the_folder_the_brand_and_the_schemas(layout: str, tmp_path: Path) -> None:
    content = tmp_path / "a folder" / "content"
    made = make_publication("varmote-2018", layout, content)
    assert sorted(made) == [path for path in sorted(content.rglob("*")) if path.is_file()]
    names = {path.relative_to(content).as_posix() for path in made}
    assert {"varmote-2018/publication.yaml", "brands/neutral.yaml", "brands/neutral.svg"} <= names
    assert {f".schema/{name}.schema.json" for name in scaffold.SCHEMAS} <= names
    assert ("varmote-2018/programme.yaml" in names) == layouts()[layout].needs_programme


def test_an_editor_finds_the_schema_that_each_file_names(tmp_path: Path) -> None:
    for layout in LAYOUT_NAMES:
        make_publication(layout, layout, tmp_path)
    files = list(tmp_path.rglob("*.yaml"))
    assert len(files) > len(LAYOUT_NAMES)
    for path in files:
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
        assert named, f"{path} names no schema"
        assert json.loads((path.parent / named[1]).read_text("utf-8"))["$schema"].startswith("https://json-schema.org")


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_a_starter_names_no_real_address_or_number(layout: str) -> None:
    texts = [
        path.read_text("utf-8") for path in layouts()[layout].starter.rglob("*") if path.suffix in (".yaml", ".md")
    ]
    hosts = [host for text in texts for host in re.findall(r"(?:https?://|[\w.]+@)([\w.-]+)", text)]
    assert hosts
    assert {host for host in hosts if host != "example.org" and not host.endswith(".example.org")} == set()
    numbers = [number for text in texts for number in re.findall(r"number: (.+)", text)]
    assert numbers
    assert [number for number in numbers if not DRAMA.fullmatch(number)] == []


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_a_starters_pictures_are_flat_and_in_the_brands_colours(layout: str) -> None:
    brand = (LAYOUTS / "base/brands/neutral.yaml").read_text("utf-8")
    colours = set(re.findall(r"#[0-9A-F]{6}", brand))
    pictures = [*layouts()[layout].starter.glob("pictures/*"), *(LAYOUTS / "base/brands").glob("*.svg")]
    assert len(pictures) > 2
    for picture in pictures:
        text = picture.read_text("utf-8")
        assert set(re.findall(r"(?:fill|stroke)=\"([^\"]+)", text)) <= colours | {"none"}, picture.name
        assert set(re.findall(r"<(\w+)", text)) <= SHAPES, picture.name
        assert not re.search(r"opacity|style=|filter", text), picture.name


def test_what_is_there_already_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "brands").mkdir()
    (tmp_path / "brands" / "neutral.yaml").write_text("my own")
    (tmp_path / ".schema").mkdir()
    before = everything(tmp_path)
    make_publication("nytt", LEAFLET, tmp_path)
    after = everything(tmp_path)
    assert before.items() <= after.items()
    assert "brands/neutral.svg" in after, "what was missing of the brand is added"
    make_publication("annat", LEAFLET, tmp_path)
    assert after.items() <= everything(tmp_path).items()


@pytest.mark.parametrize(
    "name", ["", "Nytt", "två-ord", "two words", "a/b", "../up", ".hidden", "-a", "a-", "a--b", "brands"]
)
def test_a_name_that_cannot_be_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        make_publication(name, LEAFLET, tmp_path)
    assert refused.value.fix
    assert everything(tmp_path) == {}


def test_an_unknown_layout_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        make_publication("nytt", "poster-a2", tmp_path)
    assert "poster-a2" in refused.value.message
    assert all(layout in refused.value.fix for layout in LAYOUT_NAMES)
    assert everything(tmp_path) == {}


@pytest.mark.parametrize("kind", ["folder", "file", "link to nowhere"])
def test_a_place_that_is_taken_is_refused(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "nytt"
    if kind == "folder":
        target.mkdir()
    elif kind == "file":
        target.touch()
    else:
        target.symlink_to(tmp_path / "nowhere")
    before = everything(tmp_path)
    with pytest.raises(UsageError, match="already exists"):
        make_publication("nytt", LEAFLET, tmp_path)
    assert everything(tmp_path) == before


def test_where_a_file_stands_instead_of_the_content_folder(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file")
    with pytest.raises(AccessError) as refused:
        make_publication("nytt", LEAFLET, tmp_path / "content")
    assert "--content" in refused.value.fix
    assert everything(tmp_path) == {"content": b"a file"}


@pytest.mark.parametrize("after", [0, 4, 8, 13])
def test_a_disk_that_fails_leaves_nothing_behind(after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk and a folder without rights end alike: the writing fails somewhere on the way."""
    (tmp_path / "brands").mkdir()
    real, calls = scaffold.add_file, iter(range(100))

    def failing(path: Path, data: bytes, made: list[Path]) -> None:
        if next(calls) == after:
            raise PermissionError(13, "Permission denied")
        real(path, data, made)

    monkeypatch.setattr(scaffold, "add_file", failing)
    with pytest.raises(AccessError, match=r"cannot be written: Permission denied\."):
        make_publication("nytt", "programme-a4", tmp_path)
    assert everything(tmp_path) == {"brands": None}


def test_an_interrupted_copy_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(name: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(scaffold, "_schema_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make_publication("nytt", LEAFLET, tmp_path / "content")
    assert everything(tmp_path) == {}


def test_what_another_put_there_meanwhile_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(name: str) -> bytes:
        (tmp_path / "nytt" / "mine.txt").write_text("mine")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scaffold, "_schema_bytes", failing)
    with pytest.raises(AccessError, match="No space left"):
        make_publication("nytt", LEAFLET, tmp_path)
    assert everything(tmp_path) == {"nytt": None, "nytt/mine.txt": b"mine"}


def test_the_schemas_in_the_repository_are_those_of_the_code(tmp_path: Path, golden: Golden) -> None:
    write_schemas(tmp_path)
    folder = LAYOUTS.parent / "content" / ".schema"
    if golden.renew:
        write_schemas(folder)
    assert everything(tmp_path) == everything(folder), "run: publisher schema --write content/.schema"


def test_the_schemas_without_a_name_are_one_document() -> None:
    assert list(json.loads(schema_text())) == ["publication", "programme", "section", "brand", "press", "texts"]
    assert json.loads(schema_text())["section"] == json.loads(schema_text("section"))


@pytest.mark.parametrize(("in_a_clone", "command"), [(True, "./publish"), (False, "publisher")])
def test_the_next_step_is_a_command_that_is_there(
    in_a_clone: bool, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "HOME", tmp_path)
    if in_a_clone:
        (tmp_path / "publish").touch()
    assert next_step("nytt", Path("content/nytt")) == f"Now write in content/nytt, and run: {command} build nytt"
    elsewhere = next_step("nytt", Path("two words/nytt"), Path("two words"))
    assert elsewhere == f"Now write in 'two words/nytt', and run: {command} build nytt --content 'two words'"


def test_schemas_that_cannot_be_written_are_an_access_error(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(AccessError, match="cannot be written"):
        write_schemas(tmp_path / "taken")


def test_the_starter_needs_only_what_it_brings(tmp_path: Path) -> None:
    """A copy of the made folder alone, moved elsewhere, still loads."""
    make_publication("nytt", LEAFLET, tmp_path / "one")
    shutil.move(tmp_path / "one", tmp_path / "two words")
    assert load(tmp_path / "two words" / "nytt").info.brand == "neutral"


def test_a_layout_without_a_starter_makes_nothing_and_says_how_to_begin(tmp_path: Path) -> None:
    shutil.copytree(LAYOUTS / "leaflet-a5", tmp_path / "layouts/card", ignore=shutil.ignore_patterns("starter"))
    with pytest.raises(UsageError, match="has no starter to copy") as raised:
        scaffold.make_publication("kort", "card", tmp_path)
    assert "publisher new kort --layout leaflet-a5" in str(raised.value.fix)
    assert not (tmp_path / "brands").exists()
