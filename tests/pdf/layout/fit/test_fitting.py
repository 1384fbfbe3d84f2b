"""What a writer overrules is done, what was chosen is said, and pages that are not as planned are planned again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from publisher.compose import compose
from publisher.content.load import load
from publisher.pdf.layout.fit.fitting import Fitted, Fitting
from publisher.pdf.layout.fit.reckoning import Reckoning
from publisher.pdf.layout.paginate import Pages, paginate
from support.cli import leaflet, publisher, replace
from support.tools import ROOT

SECTIONS = 6  # of the sample


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content" / "framat"


def _classes(pages: Pages) -> list[list[str]]:
    assert pages.fitted
    return [(one.get("class") or "").split() for one in pages.fitted.tree.xpath("//main/section")]


def _head(section: Path, said: str) -> None:
    text = section.read_text("utf-8")
    section.write_text(text.replace("---\n", f"---\n{said}\n", 1), "utf-8")


def test_a_density_for_all_pages_is_that_of_each(sample: Path) -> None:
    path = sample / "publication.yaml"
    path.write_text(f"fit: tight\n{path.read_text('utf-8')}", "utf-8")
    found = _classes(paginate(compose(load(sample))))
    assert len(found) == SECTIONS
    assert all("fit-tight" in names for names in found)


def test_the_density_of_a_section_is_its_own(sample: Path) -> None:
    before = _classes(paginate(compose(load(sample))))
    section = sorted((sample / "sections").glob("*.md"))[0]
    _head(section, "fit: tight")
    found = _classes(paginate(compose(load(sample))))
    changed = [names for one, names in zip(before, found, strict=True) if one != names]
    assert len(changed) == 1
    assert "fit-tight" in changed[0]


def test_pages_that_are_not_as_planned_are_planned_by_measures(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Heights that are reckoned far too low put sections together that do not go on one page."""
    as_they_are = paginate(compose(load(sample)))
    real = Reckoning.measured

    def too_low(self: Reckoning, *given: object) -> object:
        found = real(self, *given)  # type: ignore[arg-type]
        return type(found)(found.height / 4, found.flow.scaled(0.25), lead_gaps=found.lead_gaps)

    monkeypatch.setattr(Reckoning, "measured", too_low)
    pages = paginate(compose(load(sample)))
    assert pages.count == as_they_are.count
    assert pages.fitted
    assert pages.fitted.is_as_planned(pages.count, pages.anchors)


def test_of_pages_that_are_never_as_planned_the_nearest_stay(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Fitting.fit

    def otherwise(self: Fitting, attempt: int = 0) -> Fitted:
        fitted = real(self, attempt)
        fitted.expected += 1 + attempt
        return fitted

    monkeypatch.setattr(Fitting, "fit", otherwise)
    pages = paginate(compose(load(sample)))
    assert pages.fitted
    assert pages.fitted.expected == pages.count + 1


def test_another_page_than_planned_is_seen(sample: Path) -> None:
    fitted = Fitted(compose(load(sample)).tree, expected=4, begins={"a": 2})
    assert fitted.is_as_planned(4, {"a": 2, "b": 9})
    assert not fitted.is_as_planned(5, {"a": 2})
    assert not fitted.is_as_planned(4, {"a": 3})
    fitted.reached = {3: 0.9}
    assert fitted.is_as_planned(4, {"a": 2}, {3: 0.85})
    assert not fitted.is_as_planned(4, {"a": 2}, {3: 0.5})
    assert Fitted(fitted.tree).is_as_planned(9, {})  # nothing was planned


def test_what_was_chosen_is_shown_and_written_for_programs(tmp_path: Path) -> None:
    content = leaflet(tmp_path)
    replace(content / "haftet/publication.yaml", "title:", "fit: sparse\ntitle:")
    given = ("build", "haftet", "--content", content, "--format", "screen", "--output")
    shown = publisher(*given, tmp_path / "out", "--explain-fit").output
    written = json.loads(publisher(*given, tmp_path / "out", "--json").stdout)
    (result,) = written
    chosen = {choice["name"]: choice for choice in result["fit"]["chosen"]}
    assert {"cover", "the last page"} < chosen.keys()
    assert all(choice["why"] for choice in chosen.values())
    assert isinstance(result["fit"]["layouts"], int)
    for name, choice in chosen.items():
        assert name in shown
        assert choice["chosen"].split(",")[0] in shown
