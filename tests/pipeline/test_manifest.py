"""Files are written all or not at all, and two versions never lie side by side."""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from publisher.formats import LANDING
from publisher.formats.web.landing import Listed
from publisher.model.errors import AccessError
from publisher.model.findings import Artifact
from publisher.model.paths import FONTS, LAYOUTS
from publisher.pipeline import locks, manifest
from publisher.pipeline.manifest import (
    MANIFEST,
    digest_inputs,
    read_manifest,
    write_files,
    write_list,
)
from support.tools import SOUND

LAYOUT = "programme-a4"


def artifact(form: str, text: str = "ett") -> Artifact:
    return Artifact(form, f"sheet-{form}.txt", "text/plain", text.encode(), pages=1)


def index(listed: Sequence[Listed]) -> Artifact:
    """A landing page that only names the files."""
    return Artifact("landing", "index.html", "text/html", repr(sorted(listed)).encode())


def write(source: Path, folder: Path, artifacts: Sequence[Artifact]) -> None:
    write_files(folder.parent, folder.name, digest_inputs(source, manifest.LAYOUTS / LAYOUT), artifacts, index)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    shutil.copytree(SOUND, tmp_path / "content")
    return tmp_path / "content" / "sheet"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output" / "sheet"


def files(folder: Path) -> dict[str, str]:
    """Every file but the manifest and the landing page, hidden ones too."""
    others = (MANIFEST, "index.html")
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.name not in others}


def listed(folder: Path) -> set[str]:
    """What the manifest lists besides the landing page."""
    return set(read_manifest(folder)["files"]) - {"index.html"}


@pytest.fixture
def toolkit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the toolkit adds to the content, to be changed."""
    shutil.copytree(LAYOUTS, tmp_path / "toolkit/layouts")
    (tmp_path / "toolkit/fonts").mkdir()
    shutil.copy(FONTS / "fonts.toml", tmp_path / "toolkit/fonts")
    monkeypatch.setattr(manifest, "LAYOUTS", tmp_path / "toolkit/layouts")
    monkeypatch.setattr(manifest, "FONTS", tmp_path / "toolkit/fonts")
    return tmp_path / "toolkit"


def test_the_files_and_the_manifest_are_written(source: Path, output: Path) -> None:
    write(source, output, [artifact("web"), artifact("screen", "två")])
    assert files(output) == {"sheet-web.txt": "ett", "sheet-screen.txt": "två"}
    assert read_manifest(output)["files"]["sheet-screen.txt"] == {
        "format": "screen",
        "type": "text/plain",
        "size": 4,
        "pages": 1,
        "sha256": hashlib.sha256("två".encode()).hexdigest(),
    }


def test_the_inputs_are_every_file_of_the_content_and_the_brands(source: Path) -> None:
    digests = digest_inputs(source, manifest.LAYOUTS / LAYOUT)
    assert digests["publication.yaml"] == hashlib.sha256((source / "publication.yaml").read_bytes()).hexdigest()
    assert {name for name in digests if not name.startswith("toolkit:")} == {
        *["publication.yaml", "programme.yaml", "sections/torget.md", "pictures/torg.svg"],
        *["../brands/blue.yaml", "../brands/blue.svg"],
    }


def test_a_language_is_made_from_its_own_texts_and_the_pictures_of_all(source: Path) -> None:
    english = source / "en"
    shutil.copytree(source, english, ignore=shutil.ignore_patterns("pictures", "en"))
    (english / "pictures").mkdir()
    (english / "pictures/own.svg").touch()
    own = {name for name in digest_inputs(english, manifest.LAYOUTS / LAYOUT) if not name.startswith("toolkit:")}
    assert own == {
        *["publication.yaml", "programme.yaml", "sections/torget.md", "pictures/own.svg", "languages"],
        *["../pictures/torg.svg", "../../brands/blue.yaml", "../../brands/blue.svg"],
    }
    assert not any("en/" in name for name in digest_inputs(source, manifest.LAYOUTS / LAYOUT))


def test_a_new_language_makes_the_others_anew_and_a_change_in_it_does_not(source: Path) -> None:
    alone = digest_inputs(source, manifest.LAYOUTS / LAYOUT)
    (source / "en").mkdir()
    (source / "en/publication.yaml").touch()
    together = digest_inputs(source, manifest.LAYOUTS / LAYOUT)
    assert together != alone
    (source / "en/publication.yaml").write_text("title: Changed", "utf-8")
    assert digest_inputs(source, manifest.LAYOUTS / LAYOUT) == together


def test_the_same_content_keeps_the_files_of_other_formats(source: Path, output: Path) -> None:
    write(source, output, [artifact("web"), artifact("screen")])
    write(source, output, [artifact("web", "nytt")])
    assert files(output) == {"sheet-web.txt": "nytt", "sheet-screen.txt": "ett"}
    assert listed(output) == {"sheet-web.txt", "sheet-screen.txt"}


@pytest.mark.parametrize("changed", ["publication.yaml", "sections/torget.md", "../brands/blue.yaml"])
def test_files_of_older_content_are_removed(source: Path, output: Path, changed: str) -> None:
    write(source, output, [artifact("web"), artifact("screen")])
    (source / changed).write_text("something else\n", "utf-8")
    write(source, output, [artifact("web", "nytt")])
    assert files(output) == {"sheet-web.txt": "nytt"}
    assert listed(output) == {"sheet-web.txt"}


def test_a_file_that_somebody_put_there_stays(source: Path, output: Path) -> None:
    write(source, output, [artifact("web")])
    (output / "note.txt").write_text("mine", "utf-8")
    (source / "publication.yaml").write_text("something else\n", "utf-8")
    write(source, output, [artifact("web")])
    assert files(output)["note.txt"] == "mine"


def test_a_file_that_somebody_removed_is_not_listed(source: Path, output: Path) -> None:
    write(source, output, [artifact("web"), artifact("screen")])
    (output / "sheet-screen.txt").unlink()
    write(source, output, [artifact("web")])
    assert listed(output) == {"sheet-web.txt"}


def test_the_same_build_gives_the_same_manifest(source: Path, output: Path) -> None:
    write(source, output, [artifact("web")])
    first = (output / MANIFEST).read_bytes()
    write(source, output, [artifact("web")])
    assert (output / MANIFEST).read_bytes() == first


def test_a_write_that_fails_leaves_the_old_files(source: Path, output: Path) -> None:
    write(source, output, [artifact("web"), artifact("screen")])
    before = files(output), (output / MANIFEST).read_bytes()
    nowhere = Artifact("press", "no/such/folder.txt", "text/plain", b"x")
    with pytest.raises(AccessError, match="cannot be written"):
        write(source, output, [artifact("web", "nytt"), nowhere])
    assert (files(output), (output / MANIFEST).read_bytes()) == before


def test_a_move_that_fails_leaves_the_old_files(source: Path, output: Path) -> None:
    """A folder stands where the second file should go: the first must not be there without it."""
    write(source, output, [artifact("a"), artifact("b")])
    (output / "sheet-b.txt").unlink()
    (output / "sheet-b.txt").mkdir()
    (output / "sheet-b.txt" / "x").write_text("x", "utf-8")
    manifest = (output / MANIFEST).read_bytes()
    with pytest.raises(AccessError):
        write(source, output, [artifact("a", "nytt"), artifact("b", "nytt")])
    assert ((output / "sheet-a.txt").read_text("utf-8"), (output / MANIFEST).read_bytes()) == ("ett", manifest)


def test_no_scratch_is_left(source: Path, output: Path) -> None:
    write(source, output, [artifact("web")])
    assert sorted(path.name for path in output.iterdir()) == ["index.html", MANIFEST, "sheet-web.txt"]


def test_a_folder_that_cannot_be_made_is_reported(source: Path, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file", "utf-8")
    with pytest.raises(AccessError, match="cannot be written") as caught:
        write(source, tmp_path / "output" / "sheet", [artifact("web")])
    assert "--output DIR" in caught.value.fix


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "\x00"])
def test_a_manifest_that_cannot_be_read_is_none(source: Path, output: Path, text: str) -> None:
    output.mkdir(parents=True)
    (output / MANIFEST).write_text(text, "utf-8")
    assert read_manifest(output) == {}
    write(source, output, [artifact("web")])
    assert listed(output) == {"sheet-web.txt"}


@pytest.mark.parametrize("files_", [[], "x", {"../../content/sheet/publication.yaml": {}}])
def test_a_manifest_that_somebody_changed_harms_nothing(source: Path, output: Path, files_: object) -> None:
    output.mkdir(parents=True)
    (output / MANIFEST).write_text(json.dumps({"inputs": {}, "files": files_}), "utf-8")
    write(source, output, [artifact("web")])
    assert (source / "publication.yaml").is_file()
    assert files(output) == {"sheet-web.txt": "ett"}


def test_the_landing_page_lists_what_is_kept_and_nothing_that_is_stale(source: Path, output: Path) -> None:
    write(source, output, [artifact("web"), artifact("screen", "två")])
    write(source, output, [artifact("web", "nyare")])
    page = (output / "index.html").read_text("utf-8")
    screen = Listed("screen", "sheet-screen.txt", "text/plain", 4, 1)
    assert repr(screen) in page
    assert repr(Listed("web", "sheet-web.txt", "text/plain", 5, 1)) in page
    (source / "publication.yaml").write_text("something else\n", "utf-8")
    write(source, output, [artifact("web")])
    assert "screen" not in (output / "index.html").read_text("utf-8")


# What the toolkit adds


@pytest.mark.parametrize("changed", [f"{LAYOUT}/print.css", "base/print.css", "base/new.css", "../fonts/fonts.toml"])
def test_files_of_an_older_design_are_removed(source: Path, output: Path, toolkit: Path, changed: str) -> None:
    for file, left in (("leaflet-a5/print.css", {"sheet-web.txt", "sheet-screen.txt"}), (changed, {"sheet-web.txt"})):
        write(source, output, [artifact("web"), artifact("screen")])
        with (toolkit / "layouts" / file).open("a", encoding="utf-8") as stream:
            stream.write("# changed\n")
        write(source, output, [artifact("web")])
        assert set(files(output)) == left


def test_files_of_another_version_are_removed(source: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(source, output, [artifact("web"), artifact("screen")])
    monkeypatch.setattr(manifest, "__version__", "99.0")
    write(source, output, [artifact("web")])
    assert set(files(output)) == {"sheet-web.txt"}


# Files that come and go


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "publication.yaml~", "#publication.yaml#", ".publication.yaml.swp", "a.swp", ".git/index", "a~/b"],
)
def test_what_an_editor_leaves_or_leads_nowhere_is_no_input(source: Path, name: str) -> None:
    before = digest_inputs(source, manifest.LAYOUTS / LAYOUT)
    (source / name).parent.mkdir(exist_ok=True)
    (source / name).write_text("x", "utf-8")
    (source / "picture.jpg").symlink_to("nowhere.jpg")
    assert digest_inputs(source, manifest.LAYOUTS / LAYOUT) == before


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), FileNotFoundError(2, "No such file")])
def test_a_file_that_cannot_be_read_is_reported(source: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    read = Path.read_bytes

    def broken(path: Path) -> bytes:
        if path.name == "torg.svg":
            raise type(error)(error.errno, error.strerror, str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", broken)
    with pytest.raises(AccessError, match=rf"torg\.svg cannot be read: {error.strerror}\.$"):
        digest_inputs(source, manifest.LAYOUTS / LAYOUT)


# Two builds at the same time


def test_a_build_waits_for_another_one(source: Path, output: Path) -> None:
    output.parent.mkdir(parents=True)
    lock = output.parent / ".lock-sheet"
    with lock.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        build = threading.Thread(target=write, args=(source, output, [artifact("web")]), daemon=True)
        build.start()
        build.join(0.3)
        waited = build.is_alive(), output.exists()
        lock.unlink()  # as a build does when it is ready
    build.join(10)
    assert waited == (True, False)
    assert sorted(path.name for path in output.iterdir()) == ["index.html", MANIFEST, "sheet-web.txt"]
    assert [path.name for path in output.parent.iterdir()] == ["sheet"]


def test_builds_side_by_side_lose_nothing(source: Path, output: Path) -> None:
    inputs, forms = digest_inputs(source, manifest.LAYOUTS / LAYOUT), [f"form-{number}" for number in range(12)]
    builds = [
        threading.Thread(target=write_files, args=(output.parent, output.name, inputs, [artifact(form)], index))
        for form in forms
    ]
    for build in builds:
        build.start()
    for build in builds:
        build.join(30)
    assert listed(output) == set(files(output)) == {f"sheet-{form}.txt" for form in forms}
    assert all(form in (output / "index.html").read_text("utf-8") for form in forms)


def test_a_file_system_without_locks_is_written_all_the_same(
    source: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(locks.NO_LOCKS[0], "No locks available")

    output.parent.mkdir(parents=True)
    (output.parent / ".lock-sheet").touch()  # a dead build left it
    monkeypatch.setattr(fcntl, "flock", refuse)
    write(source, output, [artifact("web")])
    assert set(files(output)) == {"sheet-web.txt"}


def test_what_older_versions_left_is_removed(source: Path, output: Path) -> None:
    """They wrote inside a publication's folder, and could leave the file of a session that has another name now."""
    (output / ".building-x1").mkdir(parents=True)
    (output / ".building-x1" / "sheet-web.txt").write_text("half", "utf-8")
    for name in (".lock", "sheet-calendar-oldname.ics", "sheet-web.html", "sheet-own.ics", "calendar.ics"):
        (output / name).touch()
    write(source, output, [artifact("web")])
    assert set(files(output)) == {"sheet-web.txt", "sheet-own.ics", "calendar.ics"}


@pytest.mark.parametrize("change", ["other words", "x"])
def test_a_file_that_somebody_changed_is_not_kept(source: Path, output: Path, change: str) -> None:
    write(source, output, [artifact("web"), artifact("screen")])
    (output / "sheet-screen.txt").write_text(change, "utf-8")
    assert write_files(
        output.parent, "sheet", digest_inputs(source, manifest.LAYOUTS / LAYOUT), [artifact("web")], index
    ) == ["sheet-screen.txt"]
    assert set(files(output)) == listed(output) == {"sheet-web.txt"}


# The list of publications


def landing_page(title: str) -> Artifact:
    facts = {"name": title, "inLanguage": "sv", "datePublished": "2026-11-22", "version": "1.0", "description": "Om."}
    data = {"@graph": [facts | {"author": {"name": "Exempelstad"}}]}
    html = f'<html lang="sv"><head><script type="application/ld+json">{json.dumps(data)}</script></head></html>'
    return Artifact("landing", LANDING, "text/html", html.encode())


def write_publication(output: Path, name: str) -> None:
    write_files(output, name, {}, [artifact("web")], lambda _: landing_page(name.title()))
    write_list(output)


def test_the_list_has_the_publications_that_are_there(tmp_path: Path) -> None:
    write_publication(tmp_path, "ett")
    (tmp_path / "no-publication").mkdir()
    (tmp_path / "no-publication" / LANDING).write_text("My own", "utf-8")
    write_publication(tmp_path, "två")
    addresses = re.findall(r'<h2><a href="([^"]+)"', (tmp_path / LANDING).read_text("utf-8"))
    assert addresses == ["ett/index.html", "tv%C3%A5/index.html"]
    shutil.rmtree(tmp_path / "ett")
    write_list(tmp_path)
    assert "ett/index.html" not in (tmp_path / LANDING).read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == [LANDING, "no-publication", "två"]


def test_a_page_that_no_build_made_stays(tmp_path: Path) -> None:
    (tmp_path / LANDING).write_text("My own", "utf-8")
    write_publication(tmp_path, "ett")
    assert (tmp_path / LANDING).read_text("utf-8") == "My own"


def test_builds_side_by_side_are_all_listed(tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(8)]
    builds = [threading.Thread(target=write_publication, args=(tmp_path, name)) for name in names]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    page = (tmp_path / LANDING).read_text("utf-8")
    assert all(f'href="{name}/index.html"' in page for name in names)


def test_nothing_is_written_where_the_landing_page_is_not_sound(source: Path, output: Path) -> None:
    inputs = digest_inputs(source, manifest.LAYOUTS / LAYOUT)
    assert write_files(output.parent, output.name, inputs, [artifact("web")], lambda _: None) is None
    assert list(output.parent.iterdir()) == []
    assert write_files(output.parent, output.name, inputs, [artifact("web")], index) == []
