"""Pictures in the text: which form each shape takes."""

from __future__ import annotations

import shutil

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
}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The classes of the forms of each case's pictures."""
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
    found: dict[str, list[str]] = {}
    for figure in tree.xpath("//figure[contains(@class, 'picture')]"):
        case = figure.xpath("preceding::h3[1]")[0].text_content()
        names = [name for name in figure.get("class").split() if name.startswith("fig-")]
        found.setdefault(case, []).append(" ".join(names))
    return found


@pytest.mark.parametrize(("case", "wanted"), CASES.items())
def test_a_form_for_each_shape(forms: dict[str, list[str]], case: str, wanted: list[str]) -> None:
    assert forms[case] == wanted
