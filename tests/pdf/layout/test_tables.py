"""Tables that go on overleaf: parted between rows, with their head on each page."""

from __future__ import annotations

import shutil
from pathlib import Path

from publisher.compose import compose
from publisher.content.load import load
from publisher.pdf.layout.paginate import paginate
from support import tools
from support.page_lines import page_lines

ROWS = 40


def test_a_long_table_is_parted_between_rows_and_its_head_is_repeated(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(tools.ROOT / "content", content, ignore=shutil.ignore_patterns("en", "almedalen"))
    rows = "".join(f"| Vecka {row} | Grupp {row} | en text som går på en eller två rader |\n" for row in range(ROWS))
    text = f"# Tider\n\nIngress.\n\n| Veckan | Gruppen | Vad |\n|---|---|---|\n{rows}"
    (content / "framat" / "sections" / "skola.md").write_text(text, "utf-8")
    pages = paginate(compose(load(content / "framat")))
    path = tmp_path / "pages.pdf"
    path.write_bytes(pages.drawn.pdf)
    seen = [[line.text for line in lines] for lines in page_lines(path)]
    held = [lines for lines in seen if any("Vecka " in line for line in lines)]
    assert len(held) > 1
    assert all(any(line.startswith("Veckan") for line in lines) for lines in held)
    for row in range(ROWS):
        (page,) = [lines for lines in held if any(f"Grupp {row} " in f"{line} " for line in lines)]
        assert any(f"Vecka {row} " in f"{line} " for line in page), "a row is whole"
