"""Brands and press profiles that publications share: where they are found, and what a broken one harms."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.content.load import load
from publisher.content.shared_folders import shared_faults
from publisher.model.errors import ContentError
from publisher.model.findings import Severity
from publisher.pipeline.build import prepare
from publisher.presses.profiles import find_press, press_files
from publisher.scaffold import make_publication
from support.cli import publisher, replace


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A leaflet, and a settings folder of the user's."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    make_publication("haftet", "leaflet-a5", tmp_path / "content")
    return tmp_path / "content"


def test_a_brand_of_the_settings(content: Path, tmp_path: Path) -> None:
    """With its logo, which lies beside it; its files count among those that the finished ones are made from."""
    shutil.copytree(content / "brands", tmp_path / "settings/publisher/brands")
    (tmp_path / "settings/publisher/brands/neutral.yaml").rename(tmp_path / "settings/publisher/brands/ours.yaml")
    replace(content / "haftet/publication.yaml", "brand: neutral", "brand: ours")
    publication = load(content / "haftet")
    assert publication.brands == tmp_path / "settings/publisher/brands"
    assert "brand:ours.yaml" in prepare(publication).inputs


def test_a_brand_of_the_toolkit_needs_no_copy(content: Path) -> None:
    shutil.rmtree(content / "brands")
    assert load(content / "haftet").brand.name


def test_a_press_profile_of_the_settings(content: Path, tmp_path: Path) -> None:
    (tmp_path / "settings/publisher/presses").mkdir(parents=True)
    shutil.copy(press_files()["newspaper"], tmp_path / "settings/publisher/presses/daily.yaml")
    assert find_press("daily", content).id == "daily"


@pytest.mark.parametrize("kind", ["brands", "presses"])
def test_a_broken_one_affects_only_publications_that_use_it(content: Path, kind: str) -> None:
    (content / kind).mkdir(exist_ok=True)
    (content / kind / "mine.yaml").write_text("naem: x\n", "utf-8")
    prepare(load(content / "haftet"))
    found = shared_faults(content)
    assert {(str(one.where), one.severity) for one in found} >= {(f"{kind}/mine.yaml:1", Severity.WARNING)}
    assert "content/unknown-field" in {one.id for one in found}
    answer = publisher("check", "haftet", "--content", content)
    assert answer.exit_code == 0
    assert f"{kind}/mine.yaml:1: warning: the field 'naem' is unknown" in answer.output
    assert publisher("list", "--content", content).exit_code == 0
    field = "press: mine\n" if kind == "presses" else ""
    text = (content / "haftet/publication.yaml").read_text("utf-8")
    named = field + (text if field else text.replace("brand: neutral", "brand: mine"))
    (content / "haftet/publication.yaml").write_text(named, "utf-8")
    with pytest.raises(ContentError):
        load(content / "haftet")
