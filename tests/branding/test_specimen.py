"""The sheet that shows a brand, and the commands that make it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.branding.new_brand import make_brand
from publisher.branding.specimen import ink_text
from support import pdftext
from support.cli import publisher
from support.tools import ROOT

LOGO = ROOT / "content" / "brands" / "framat.svg"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_brand("Ljus", "#FFD500", LOGO, tmp_path / "content", "book")
    return tmp_path / "content"


def test_the_sheet_shows_all_of_the_brand_on_one_page(content: Path, tmp_path: Path) -> None:
    answer = publisher("brand", "specimen", "ljus", "--content", content, "--output", tmp_path / "out")
    assert answer.exit_code == 0
    html, pdf = (tmp_path / "out" / f"brand-ljus.{ending}" for ending in ("html", "pdf"))
    assert answer.stdout.split() == [str(html), str(pdf)]
    text = pdftext.text(pdf)
    for shown in ("Ljus", "#FFD500", "primary, made readable", "Literata and Barlow Condensed", "34 pt", "8.5 pt"):
        assert (shown in text) is (shown != "34 pt"), shown
    assert text.count("\f") == 1
    page = html.read_text("utf-8")
    assert "http" not in page.replace("http://www.w3.org", "")
    assert page.count("data:image/svg+xml;base64,") == 3  # on light, on the sender's colour, on the small cover


def test_what_the_colours_are_used_for_is_printed(content: Path) -> None:
    answer = publisher("brand", "show", "ljus", "--content", content)
    assert "heading" in answer.stdout
    assert "primary, made readable" in answer.stdout
    shown = json.loads(publisher("brand", "show", "ljus", "--content", content, "--json").stdout)
    assert shown["colours"]["primary"]["rgb"] == "#FFD500"
    assert shown["roles"]["panel"]["rgb"] == "#FFD500"
    assert shown["roles"]["heading"]["rgb"] != "#FFD500"


def test_a_brand_is_made_by_command_and_listed(content: Path) -> None:
    made = publisher("brand", "new", "Byalaget", "--colour", "#0B5239", "--type", "office", "--content", content)
    assert made.exit_code == 0
    assert "brand: byalaget" in made.stderr
    again = publisher("brand", "new", "Byalaget", "--colour", "#0B5239", "--content", content)
    assert (again.exit_code, "already exists" in again.stderr) == (2, True)
    listed = publisher("list", "brands", "--content", content).stdout
    assert "Byalaget: #0B5239, pair office (Source Sans 3)" in listed
    assert "Ljus: #FFD500, pair book (Literata, Barlow Condensed)" in listed


def test_inks_in_words() -> None:
    assert ink_text(88, 0, 0, 5.04) == "C88 K5"
    assert ink_text(0, 0, 0, 0) == "no ink"
