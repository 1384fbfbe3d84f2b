"""Files are written all or not at all, and two versions never lie side by side."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from publisher.errors import AccessError
from publisher.manifest import MANIFEST, digest_inputs, read_manifest, write_files
from publisher.model import Artifact

SOUND = Path(__file__).resolve().parent / "content/sound/content"


def artifact(form: str, text: str = "ett") -> Artifact:
    return Artifact(form, f"sheet-{form}.txt", "text/plain", text.encode(), pages=1)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    shutil.copytree(SOUND, tmp_path / "content")
    return tmp_path / "content" / "sheet"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output" / "sheet"


def files(folder: Path) -> dict[str, str]:
    """Every file but the manifest, hidden ones too."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.name != MANIFEST}


def test_the_files_and_the_manifest_are_written(source: Path, output: Path) -> None:
    write_files(source, output, [artifact("web"), artifact("screen", "två")])
    assert files(output) == {"sheet-web.txt": "ett", "sheet-screen.txt": "två"}
    assert read_manifest(output)["files"]["sheet-screen.txt"] == {
        "format": "screen",
        "type": "text/plain",
        "size": 4,
        "pages": 1,
        "sha256": hashlib.sha256("två".encode()).hexdigest(),
    }


def test_the_inputs_are_every_file_of_the_content_and_the_brands(source: Path) -> None:
    assert set(digest_inputs(source)) == {
        *["publication.yaml", "programme.yaml", "sections/torget.md", "pictures/torg.svg"],
        *["../brands/blue.yaml", "../brands/blue.svg"],
    }


def test_a_digest_is_that_of_the_file(source: Path) -> None:
    digest = hashlib.sha256((source / "publication.yaml").read_bytes()).hexdigest()
    assert digest_inputs(source)["publication.yaml"] == digest


def test_the_same_content_keeps_the_files_of_other_formats(source: Path, output: Path) -> None:
    write_files(source, output, [artifact("web"), artifact("screen")])
    write_files(source, output, [artifact("web", "nytt")])
    assert files(output) == {"sheet-web.txt": "nytt", "sheet-screen.txt": "ett"}
    assert set(read_manifest(output)["files"]) == {"sheet-web.txt", "sheet-screen.txt"}


@pytest.mark.parametrize("changed", ["publication.yaml", "sections/torget.md", "../brands/blue.yaml"])
def test_files_of_older_content_are_removed(source: Path, output: Path, changed: str) -> None:
    write_files(source, output, [artifact("web"), artifact("screen")])
    (source / changed).write_text("something else\n", "utf-8")
    write_files(source, output, [artifact("web", "nytt")])
    assert files(output) == {"sheet-web.txt": "nytt"}
    assert set(read_manifest(output)["files"]) == {"sheet-web.txt"}


def test_a_file_that_somebody_put_there_stays(source: Path, output: Path) -> None:
    write_files(source, output, [artifact("web")])
    (output / "note.txt").write_text("mine", "utf-8")
    (source / "publication.yaml").write_text("something else\n", "utf-8")
    write_files(source, output, [artifact("web")])
    assert files(output)["note.txt"] == "mine"


def test_a_file_that_somebody_removed_is_not_listed(source: Path, output: Path) -> None:
    write_files(source, output, [artifact("web"), artifact("screen")])
    (output / "sheet-screen.txt").unlink()
    write_files(source, output, [artifact("web")])
    assert set(read_manifest(output)["files"]) == {"sheet-web.txt"}


def test_the_same_build_gives_the_same_manifest(source: Path, output: Path) -> None:
    write_files(source, output, [artifact("web")])
    first = (output / MANIFEST).read_bytes()
    write_files(source, output, [artifact("web")])
    assert (output / MANIFEST).read_bytes() == first


def test_a_write_that_fails_leaves_the_old_files(source: Path, output: Path) -> None:
    write_files(source, output, [artifact("web"), artifact("screen")])
    before = files(output), (output / MANIFEST).read_bytes()
    nowhere = Artifact("press", "no/such/folder.txt", "text/plain", b"x")
    with pytest.raises(AccessError, match="cannot be written"):
        write_files(source, output, [artifact("web", "nytt"), nowhere])
    assert (files(output), (output / MANIFEST).read_bytes()) == before


def test_a_move_that_fails_leaves_the_old_files(source: Path, output: Path) -> None:
    """A folder stands where the second file should go: the first must not be there without it."""
    write_files(source, output, [artifact("a"), artifact("b")])
    (output / "sheet-b.txt").unlink()
    (output / "sheet-b.txt").mkdir()
    (output / "sheet-b.txt" / "x").write_text("x", "utf-8")
    manifest = (output / MANIFEST).read_bytes()
    with pytest.raises(AccessError):
        write_files(source, output, [artifact("a", "nytt"), artifact("b", "nytt")])
    assert ((output / "sheet-a.txt").read_text("utf-8"), (output / MANIFEST).read_bytes()) == ("ett", manifest)


def test_no_scratch_is_left(source: Path, output: Path) -> None:
    write_files(source, output, [artifact("web")])
    assert sorted(path.name for path in output.iterdir()) == [MANIFEST, "sheet-web.txt"]


def test_a_folder_that_cannot_be_made_is_told(source: Path, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file", "utf-8")
    with pytest.raises(AccessError, match="cannot be written") as caught:
        write_files(source, tmp_path / "output" / "sheet", [artifact("web")])
    assert "--output DIR" in caught.value.mend


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "\x00"])
def test_a_manifest_that_cannot_be_read_is_none(source: Path, output: Path, text: str) -> None:
    output.mkdir(parents=True)
    (output / MANIFEST).write_text(text, "utf-8")
    assert read_manifest(output) == {}
    write_files(source, output, [artifact("web")])
    assert set(read_manifest(output)["files"]) == {"sheet-web.txt"}


@pytest.mark.parametrize("files_", [[], "x", {"../../content/sheet/publication.yaml": {}}])
def test_a_manifest_that_somebody_changed_harms_nothing(source: Path, output: Path, files_: object) -> None:
    output.mkdir(parents=True)
    (output / MANIFEST).write_text(json.dumps({"inputs": {}, "files": files_}), "utf-8")
    write_files(source, output, [artifact("web")])
    assert (source / "publication.yaml").is_file()
    assert files(output) == {"sheet-web.txt": "ett"}
