"""Definition lists, from the Markdown to each format of text and to Word and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.content.reading.markdown import render_markdown
from publisher.exporters import export
from publisher.formats.plain.commonmark import markdown_text
from publisher.formats.plain.plain_text import plain_text
from publisher.formats.plain.reading import Reader
from publisher.importers.writing import import_files
from publisher.model.blocks import Definition, Definitions

if TYPE_CHECKING:
    from content.conftest import Sheet

LIST = """\
Elevhälsa
: Den som **hjälper** till.

Kurator
: Ett stycke.

  Ett till.
: Den som tar hand om en utställning.
"""


def read(text: str):  # type: ignore[no-untyped-def]
    return render_markdown(f"# Rubrik\n\n{text}", "sections/ord.md", section="ord")


def test_a_term_and_its_meanings_are_typed_and_know_their_lines() -> None:
    body = read(LIST)
    assert body.findings == []
    (block,) = body.blocks
    assert isinstance(block, Definitions)
    assert all(isinstance(entry, Definition) for entry in block.entries)
    lines = [[body.place.line for body in entry.bodies if body.place] for entry in block.entries]
    assert lines == [[4], [7, 10]]
    assert [len(body.blocks) for entry in block.entries for body in entry.bodies] == [1, 2, 1]


def test_html() -> None:
    html = read("Ord\n: Vad det *är*.\n").html
    assert html.replace(' data-source="sections/ord.md:3"', "").replace(' data-source="sections/ord.md:4"', "") == (
        "<dl>\n<dt>Ord</dt>\n<dd>Vad det <em>är</em>.</dd>\n</dl>"
    )


def test_text_and_markdown() -> None:
    blocks = Reader("sv").blocks(read(LIST).blocks)
    assert plain_text(blocks, "sv") == (
        "Elevhälsa\n    Den som hjälper till.\n\nKurator\n    Ett stycke.\n\n    Ett till.\n\n"
        "    Den som tar hand om en utställning.\n"
    )
    assert markdown_text(blocks, "sv") == (
        "**Elevhälsa**\\\nDen som **hjälper** till.\n\n**Kurator**\\\nEtt stycke.\n\nEtt till.\n\n"
        "Den som tar hand om en utställning."
    )


@pytest.mark.parametrize(
    ("text", "id", "line"),
    [
        ("En rad till\nOrd\n: Vad det är.", "content/leftover-markup", 5),
        ("Ord\n\n: Vad det är.", "content/table-caption", 5),
        ("Ord\n: Vad det är.\n\n~ 100 kr", "content/swallowed", 6),
    ],
)
def test_what_only_looks_like_one_is_reported(text: str, id: str, line: int) -> None:
    (finding,) = read(text).findings
    assert (finding.id, finding.where and finding.where.line) == (id, line)


def test_about_a_hundred_is_no_definition() -> None:
    body = read("Priset är\n~ 100 kr")
    assert body.findings == []
    assert "Priset är\n~ 100 kr" in body.html


def test_it_goes_to_word_and_comes_back(sheet: Sheet, tmp_path: Path) -> None:
    sheet.change("sheet/sections/torget.md", "\n\n", f"\n\n{LIST}\nOch sedan text.\n\n")
    file = tmp_path / "ut.docx"
    file.write_bytes(export(sheet.load(), "docx"))
    import_files([file], sheet.content, name="ny")
    sections = (sheet.content / "ny/sections").glob("*.md")
    text = next(text for path in sections if "Kurator" in (text := path.read_text("utf-8")))
    came_back, _, rest = text.partition("Och sedan text.")
    blocks = render_markdown(came_back, "f.md").blocks
    assert [plain_text(Reader("sv").blocks(blocks), "sv")] == [plain_text(Reader("sv").blocks(read(LIST).blocks), "sv")]
    assert rest
