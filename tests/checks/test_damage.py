"""The proof of a build finds each damage of a finished file, in each format, and none where there is none."""

from __future__ import annotations

import dataclasses
import re
import shutil
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from publisher.checks import CHECKS, Subject, parity
from publisher.compose import compose
from publisher.compose.document import parse
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_pdf
from publisher.model.findings import Artifact, Options
from publisher.testing import unproven
from support.damage import KINDS, OF_SESSIONS, Unsuitable, can_open, damages, opened
from support.tools import ROOT, SOUND

sys.path.insert(0, str(ROOT / "benchmarks"))
from generated import generate

SHEET = "almedalen"
PROOFS = [check for check in CHECKS.values() if any(id.startswith("parity/") for id in check.ids)]
READ = [id for id in FORMATS.names() if FORMATS[id].read or FORMATS[id].compare]
LINKED = ("a link removed", "a link that leads elsewhere")
DESCRIBED = ("a description dropped",)
OF_PARAGRAPHS = ("two paragraphs swapped", "a paragraph moved")


@cache
def sheet() -> Edition:
    return Edition(compose(load(ROOT / "content" / SHEET)), options=Options(formats=tuple(READ)))


def files(edition: Edition, id: str) -> list[Artifact]:
    return FORMATS[id].artifacts(edition)


def faults(edition: Edition, artifacts: list[Artifact]) -> list[str]:
    subject = Subject(edition, artifacts)
    return [f"{one.id}: {one.message}" for check in PROOFS for one in check.run(subject)]


def expected(id: str) -> set[str]:
    """The kinds of damage that a file of the format can have."""
    kinds = set(KINDS)
    if not FORMATS[id].links:
        kinds -= {*LINKED}
    if FORMATS[id].medium and not FORMATS[id].tagged:
        kinds -= {*DESCRIBED}  # descriptions are in the tags
    if id in OF_SESSIONS:  # they have no pictures, and no paragraphs that are long enough to be recognised
        kinds -= {*DESCRIBED, *OF_PARAGRAPHS, "a telephone number changed", "a letter without its mark"}
    return kinds


@pytest.mark.parametrize("id", READ)
def test_every_damage_is_found(id: str) -> None:
    """Of a file that the damages cannot open, because the format is a new one: every loss of the content."""
    if not can_open(FORMATS[id]):
        assert unproven(id) == []
        return
    edition = sheet()
    made = files(edition, id)
    if id == "sessions":  # the longest: the others have no link
        made.sort(key=lambda file: -len(file.data))
    main, *others = made
    assert faults(edition, [main, *others]) == []
    tried = dict(damages(Subject(edition, [main]), main))
    assert set(tried) == expected(id)
    others = others if FORMATS[id].prove else []
    missed = [kind for kind, damaged in tried.items() if not faults(edition, [damaged, *others])]
    assert missed == []


@pytest.mark.parametrize(
    ("kind", "id"),
    [
        ("a word dropped", "parity/lost"),
        ("a paragraph moved", "parity/order"),
        ("a paragraph doubled", "parity/twice"),
        ("a description dropped", "parity/alt"),
        ("a link that leads elsewhere", "parity/link"),
    ],
)
def test_a_damage_is_named_for_what_it_is(kind: str, id: str) -> None:
    edition = sheet()
    (page,) = files(edition, "web")
    damaged = dict(damages(Subject(edition, [page]), page))[kind]
    assert {fault.partition(":")[0] for fault in faults(edition, [damaged])} == {id}


@pytest.mark.parametrize("id", ["screen", "press", "booklet-grey"])
def test_what_only_the_damage_did_is_found(id: str) -> None:
    """A file that is opened and written again by the same means passes."""
    edition = sheet()
    (main,) = files(edition, id)
    file = opened(main)
    with pytest.raises(Unsuitable):
        file.replace("words that are not there", "")
    rewritten = Artifact(main.format, main.filename, main.media_type, file.data(), main.pages)
    assert faults(edition, [rewritten]) == []


# A table's row over a page


def table(first: str, second: str) -> str:
    """Pages with a row that is longer than a page, as the engine draws them; its head stands on each."""
    rows = f"<tr><td>Mån</td><td>{first}</td><td>{second}</td></tr><tr><td>Tis</td><td>kort</td><td>kort</td></tr>"
    head = "<thead><tr><th>Dag</th><th>Vad som händer</th><th>Hur</th></tr></thead>"
    style = "@page{size:90mm 120mm;margin:10mm}body{font:9pt sans-serif}td{vertical-align:top}"
    html = f"<style>{style}</style><body><p>Före.</p><table>{head}<tbody>{rows}</tbody></table><p>Efter.</p></body>"
    return html


@pytest.fixture(scope="module")
def long_row() -> tuple[etree._Element, Artifact]:
    """(the document, its file)"""
    import weasyprint

    first = " ".join(f"förstacellen{number}" for number in range(90))
    html = table(first, " ".join(f"förstaandra{number}" for number in range(60)))
    pages = weasyprint.HTML(string=html).render()
    assert len(pages.pages) > 2
    return parse(html), Artifact("press", "rad-press.pdf", "application/pdf", pages.write_pdf(), len(pages.pages))


def compared(tree: etree._Element, data: bytes, artifact: Artifact) -> list[str]:
    back = read_pdf(data)
    return [one.message for one in parity._compare(tree, artifact, back.pages, brackets=True, strict=True)]


def test_a_row_longer_than_a_page_is_whole(long_row: tuple[etree._Element, Artifact]) -> None:
    """Each of its cells goes on below the head, which is repeated."""
    tree, press = long_row
    assert sum("Vadsomhänder" in page for page in read_pdf(press.data).pages) > 1
    assert compared(tree, press.data, press) == []


@pytest.mark.parametrize("words", ["förstacellen7 ", "förstacellen89", "förstaandra59", "Tis"])
def test_what_is_lost_in_a_row_longer_than_a_page_is_found(
    long_row: tuple[etree._Element, Artifact], words: str
) -> None:
    tree, press = long_row
    file = opened(press)
    file.replace(words, "")
    assert compared(tree, file.data(), press)


@pytest.mark.slow
def test_publications_drawn_by_lot_raise_no_alarm(tmp_path: Path) -> None:
    """A sample of those that benchmarks/parity.py measures."""
    names = generate(tmp_path, 6, seed=7)
    for name in names:
        edition = Edition(compose(load(tmp_path / name)))
        for id in ("web", "text", "markdown", "epub", "screen", "press", "calendar"):
            assert faults(edition, files(edition, id)) == [], (name, id)


CHARACTERS = (
    "x\u030ay",
    "q\u0303\u0323r",
    "👩\u200d👩\u200d👧",
    "🇸🇪🇳🇴",
    "👍🏽",
    "\u1112\u1161\u11ab국",
    "क्षत्रिय",
    "நி",
    "1\ufe0f\u20e3",
)


def test_no_file_parts_what_readers_take_for_one_character(tmp_path: Path) -> None:
    """In words, links, lists, tables and titles; the files of the content are in NFD, as on a Mac."""
    shutil.copytree(SOUND, tmp_path / "content")
    lines = [f"Ord{one}ord **{one}**, [till {one}](https://example.org/{one}/), {one * 3}.\n" for one in CHARACTERS]
    table = f"| a | b |\n|---|---|\n| c | {' '.join(CHARACTERS)} |\n"
    text = "\n".join([f"# Torget {CHARACTERS[0]}\n", *lines, *(f"- {one}" for one in CHARACTERS), "", table])
    (tmp_path / "content/sheet/sections/torget.md").write_text(unicodedata.normalize("NFD", text), "utf-8")
    programme = tmp_path / "content/sheet/programme.yaml"
    named = re.sub(r"(?m)^( +(?:- )?title: .*)$", rf"\1 {' '.join(CHARACTERS)}", programme.read_text("utf-8"))
    programme.write_text(unicodedata.normalize("NFD", named), "utf-8")
    edition = Edition(compose(load(tmp_path / "content/sheet")))
    for id in ("web", "text", "markdown", "epub", "calendar"):
        made = files(edition, id)
        assert faults(edition, made) == []
        if id in ("web", "text", "markdown"):
            said = made[0].data.decode()
            assert unicodedata.is_normalized("NFC", said)
            assert [one for one in CHARACTERS if unicodedata.normalize("NFC", one) not in said] == []


LINKS = "Se [hela kartan](https://example.org/karta), [tiderna](https://example.org/tider) och [kartan](https://example.org/karta)."


def test_each_mark_of_a_link_in_plain_text_is_missed(tmp_path: Path) -> None:
    """The address stands in the list at the end still, and another mark may lead there."""
    shutil.copytree(SOUND, tmp_path / "content")
    (tmp_path / "content/sheet/sections/torget.md").write_text(f"# Torget\n\n{LINKS} Mer ord.\n", "utf-8")
    edition = Edition(compose(load(tmp_path / "content/sheet")))
    (made,) = files(edition, "text")
    assert faults(edition, [made]) == []
    text = made.data.decode()
    marks = list(re.finditer(r" \[länk \d\]", text))
    assert len(marks) == 3
    for mark in marks:
        damaged = text[: mark.start()] + text[mark.end() :]
        (fault,) = faults(edition, [dataclasses.replace(made, data=damaged.encode())])
        assert fault.startswith("parity/link")
