"""A leaflet with an easy-to-read version, which a person has written: measured, compared and linked."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html as lxml_html

from support.cli import publisher, replace

CONTENT = Path(__file__).parent / "content"
EASY = "visning/sv-x-lattlast"


def checked(content: Path) -> dict[str, list[dict[str, str]]]:
    answer = publisher("check", "--content", content, "--json")
    assert answer.exit_code == 0, answer.output
    data: dict[str, list[dict[str, str]]] = json.loads(answer.stdout)
    return data


def test_both_are_sound_and_the_easy_one_reads_more_easily() -> None:
    data = checked(CONTENT)
    assert data["findings"] == []
    lix = {note["file"]: int(note["message"].partition("LIX ")[2].split()[0]) for note in data["reading"]}
    both = {file.partition("visning/")[2]: value for file, value in lix.items()}
    for section in ("sections/visning.md", "sections/fragor.md"):
        assert both[f"sv-x-lattlast/{section}"] < 30 < both[section]


def test_what_is_too_hard_for_an_easy_text_is_reported_at_its_line(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for path in (path for path in CONTENT.rglob("*") if path.is_file()):
        (content / path.relative_to(CONTENT)).parent.mkdir(parents=True, exist_ok=True)
        (content / path.relative_to(CONTENT)).write_bytes(path.read_bytes())
    hard = (CONTENT / "visning/sections/fragor.md").read_text("utf-8").partition("\n\n")[2].replace("\n", " ")
    line = replace(content / EASY / "sections/fragor.md", "Har du en fråga? Ring till kommunen.", hard.rstrip())
    (finding,) = checked(content)["findings"]
    assert (finding["id"], finding["severity"], finding["line"]) == ("content/hard-to-read", "warning", 1)
    assert line == 3


def test_it_is_a_page_of_its_own_that_the_other_leads_to(tmp_path: Path) -> None:
    answer = publisher("build", "--content", CONTENT, "--output", tmp_path, "-f", "web")
    assert answer.exit_code == 0, answer.output
    page = lxml_html.parse(tmp_path / "visning/index.html").getroot()
    (link,) = page.xpath("//nav[@class='languages']//a")
    assert (link.text, link.get("href")) == ("Lätt svenska", "sv-x-lattlast/index.html")
    easy = lxml_html.parse(tmp_path / "visning" / str(link.get("href"))).getroot()
    assert easy.get("lang") == "sv-x-lattlast"
