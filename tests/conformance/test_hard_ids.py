"""Content whose ids and titles are hard for a format: EPUBCheck has nothing to say of its book."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from support import epub

HOSTILE = {
    "page-2": '"Ett" & <två> > tre',
    "contents-heading": "AT&amp;T &lt;b&gt;",
    "day-2027-05-01": "Dag",
    "cover": "Omslag",
    "toc": "Innehåll",
    "filter-day": "Filter",
    "a-heading": "Rubrik",
    "a": "A",
}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Sections and sessions whose ids are like those that formats make, and titles that look like markup."""
    folder = tmp_path_factory.mktemp("hostile") / "page-1"
    (folder / "sections").mkdir(parents=True)
    for id, title in HOSTILE.items():
        links = "[det andra stycket](#page-2), [den andra dagen](#day-2027-05-02)"
        text = f"# {title}\n\nText[^1] och {links}.\n\n[^1]: Not.\n"
        (folder / "sections" / f"{id}.md").write_text(text, "utf-8")
    sections = "".join(f"  - file: sections/{id}.md\n" for id in HOSTILE)
    (folder / "publication.yaml").write_text(
        "title: 'A & B <c>'\nlayout: programme-a4\nbrand: neutral\nlanguage: sv\nsender: S & T\n"
        "date: 2027-04-01\nversion: '1'\ndescription: 'D & <e> \"f\"'\nimprint:\n  publisher: P & Q\n"
        f"sections:\n{sections}  - block: programme\n  - block: imprint\n",
        "utf-8",
    )
    sessions = "".join(
        f"      - {{id: {id}, start: {9 + hour:02}.00, end: {9 + hour:02}.30, title: 'X & <y>', place: []}}\n"
        for hour, id in enumerate(("day-2027-05-02", "page-3", "b-heading", "b"))
    )
    (folder / "programme.yaml").write_text(
        f"start: 2027-05-01\nend: 2027-05-01\ndays:\n  - date: 2027-05-01\n    sessions:\n{sessions}", "utf-8"
    )
    return Edition(compose(load(folder)))


def test_hostile_ids_and_titles_give_a_valid_book(hostile: Edition, tmp_path: Path) -> None:
    (book,) = FORMATS["epub"].artifacts(hostile)
    path = tmp_path / "hostile.epub"
    path.write_bytes(book.data)
    said = epub.epubcheck([path])[path]
    assert not said, "\n".join(map(str, said))
