"""Blocks that are longer than a page: parted, whole, and within seconds."""

from __future__ import annotations

import resource
import shutil
from pathlib import Path

import pytest

from publisher.compose import compose
from publisher.content.load import load
from publisher.pdf.layout.paginate import Pages, paginate
from support import tools

TEXT = " ".join(f"ord{number}" for number in range(1300))
HEAD = "# Rubrik\n\nIngress med några ord till.\n\n"
SECTIONS = {
    "row": f"{HEAD}| Vad | Text |\n|---|---|\n| x | {TEXT} |\n",
    "box": f"{HEAD}::: note\n## Ruta\n{TEXT}\n:::\n",
    "lead": f"# Rubrik\n\n{TEXT}\n",
}
SECONDS = 12  # processor time; the row took 34 s, the imprint more than 200


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "sheet"
    shutil.copytree(tools.ROOT / "layouts" / "programme-a4" / "starter", folder)
    shutil.copytree(tools.ROOT / "layouts" / "base" / "brands", folder.parent / "brands")
    return folder


def laid_out(folder: Path) -> Pages:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    pages = paginate(compose(load(folder)))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < SECONDS
    return pages


def assert_whole(pages: Pages) -> None:
    words = [word for piece in pages.structure.pieces() for word in piece.text.split() if word.startswith("ord")]
    assert [word for word in words if word.strip(".") in set(TEXT.split())] == TEXT.split()
    assert not pages.overflows


@pytest.mark.parametrize("kind", SECTIONS)
def test_a_block_in_columns_that_is_longer_than_a_page_is_parted(sheet: Path, kind: str) -> None:
    (sheet / "sections" / "darfor.md").write_text(SECTIONS[kind], "utf-8")
    pages = laid_out(sheet)
    assert_whole(pages)
    assert not pages.in_one_column


@pytest.mark.parametrize("place", ["after", "imprint"])
def test_what_stands_at_the_foot_of_the_sheet_may_be_longer_than_a_page(sheet: Path, place: str) -> None:
    if place == "after":
        (sheet / "sections" / "hitta.md").write_text(f"# Hitta\n\nIngress.\n\n{TEXT}\n", "utf-8")
    else:
        file = sheet / "publication.yaml"
        usual = "Här säger du vem som ordnar evenemanget, vilka som har gett stöd och hur ändringar meddelas."
        file.write_text(file.read_text("utf-8").replace(usual, TEXT), "utf-8")
    assert_whole(laid_out(sheet))


def test_what_the_engine_fails_on_is_laid_out_in_one_column(sheet: Path) -> None:
    own = sheet.parent / "layouts" / "egen"
    shutil.copytree(tools.ROOT / "layouts" / "programme-a4", own, ignore=shutil.ignore_patterns("starter"))
    with (own / "print.css").open("a", encoding="utf-8") as file:
        file.write(".section-body > .note.long { column-span: all !important }\n")
    (sheet / "sections" / "darfor.md").write_text(SECTIONS["box"], "utf-8")
    publication = sheet / "publication.yaml"
    publication.write_text(publication.read_text("utf-8").replace("programme-a4", "egen"), "utf-8")
    pages = paginate(compose(load(sheet)))
    assert pages.in_one_column
    assert_whole(pages)
