"""Pictures in the text: which form each shape takes."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from PIL import Image

from publisher.compose import compose
from publisher.content.load import load
from publisher.pdf.layout.fit.figures import place_figures
from support import tools

WORDS = "Var dag kommer någon förbi och ser hur det går. " * 12
SHAPES = {"wide": (900, 300), "block": (900, 600), "square": (600, 600), "upright": (400, 600), "narrow": (300, 620)}
CASES = {
    "wide": ["fig-full"],
    "block": ["fig-full"],
    "square": ["fig-full"],
    "upright words": ["fig-beside"],
    "narrow words words": ["fig-beside"],
    "upright few": ["fig-plate"],
    "block block": ["fig-row", "fig-row"],
    "block block block": ["fig-row", "fig-row", "fig-full"],
    "upright upright upright": ["fig-row", "fig-row", "fig-row"],
    "upright upright upright upright": ["fig-row", "fig-row"] * 2,
    "wide block block": ["fig-full", "fig-row", "fig-row"],
    "block few block": ["fig-full", "fig-full"],
    "words upright": ["fig-beside"],
}


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The tree of a section with all cases."""
    folder = tmp_path_factory.mktemp("figures") / "content"
    shutil.copytree(tools.ROOT / "content", folder, ignore=shutil.ignore_patterns("en", "almedalen"))
    for name, size in SHAPES.items():
        Image.new("RGB", size, "teal").save(folder / "framat" / "pictures" / f"{name}.jpg")
    words = {
        "words": WORDS,
        "few": "Få ord.",
        **{name: f"![Torget med träd och bänkar.](pictures/{name}.jpg)" for name in SHAPES},
    }
    parts = ["\n\n".join([f"## {case}", *(words[word] for word in case.split())]) for case in CASES]
    (folder / "framat" / "sections" / "skola.md").write_text("\n\n".join(["# Bilder", "Ingress.", *parts]), "utf-8")
    document = compose(load(folder / "framat"))
    tree, table = document.tree, document.layout.fit
    assert table
    place_figures(document, tree, table)
    return tree


@pytest.fixture(scope="module")
def forms(placed: Any) -> dict[str, list[str]]:
    """The classes of the forms of each case's pictures."""
    found: dict[str, list[str]] = {}
    for figure in placed.xpath("//figure[contains(@class, 'picture')]"):
        case = figure.xpath("preceding::h3[1]")[0].text_content()
        names = [name for name in figure.get("class").split() if name.startswith("fig-")]
        found.setdefault(case, []).append(" ".join(names))
    return found


@pytest.mark.parametrize(("case", "wanted"), CASES.items())
def test_a_form_for_each_shape(forms: dict[str, list[str]], case: str, wanted: list[str]) -> None:
    assert forms[case] == wanted


def test_pictures_beside_text_change_sides_and_keep_their_order(placed: Any) -> None:
    """Which side they are on is a matter of looks: what comes first in the content does in the tree."""
    rows = placed.xpath("//div[contains(@class, 'beside') and figure]")
    first = [row for row in rows if row[0].tag == "figure"]
    assert [row.get("class") for row in first] == ["beside", "beside beside-end"]
    (last,) = (row for row in rows if row not in first)
    assert [one.tag for one in last] == ["div", "figure"]
    assert last.getprevious().text_content() == "words upright"
