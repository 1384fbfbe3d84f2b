"""Plain text: its structure is clear without needless characters, no line is too long, and nothing is lost."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from itertools import pairwise
from typing import Any

import pytest

from publisher.compose import compose
from publisher.compose import part_types as parts
from publisher.content.load import load
from publisher.content.reading.markdown import render_markdown
from publisher.formats.edition import Edition
from publisher.formats.plain import plain_text
from publisher.formats.plain.reading import Reader, document_blocks
from publisher.model.blocks import Paragraph
from publisher.model.findings import Place
from publisher.model.runs import Kind, Mark, words
from support.built import SAMPLES, TORTURE, TORTURE_CONTENT
from support.golden import Golden
from support.html_text import blocks_of
from support.tools import ROOT

FOLDERS = {sample.name: ROOT / "content" / sample.name for sample in SAMPLES} | {TORTURE: TORTURE_CONTENT / TORTURE}


def file_of(name: str) -> bytes:
    return plain_text.render(Edition(compose(load(FOLDERS[name]))))


def written(body: str, language: str = "sv") -> str:
    """The text of a document with this body, without its last line's end."""
    return plain_text.plain_text(Reader(language).blocks(blocks_of(body)), language).removesuffix("\n")


def section_text(markdown: str, language: str = "sv") -> str:
    """The text of a section's Markdown."""
    blocks = Reader(language).blocks(render_markdown(f"# T\n\n{markdown}\n", "f.md", language=language).blocks)
    return plain_text.plain_text(blocks, language).removesuffix("\n")


def lines_of(*lines: str) -> str:
    return "\n".join(lines)


def test_a_box_to_tick_says_what_it_is() -> None:
    text = "- [ ] packa\n- [x] köp *biljett*"
    assert section_text(text) == "☐ Att göra: packa\n☑ Klart: köp biljett"
    assert section_text(text, "de") == "☐ Zu erledigen: packa\n☑ Erledigt: köp biljett"


@pytest.mark.parametrize("name", [sample.name for sample in SAMPLES])
def test_the_samples(golden: Golden, name: str) -> None:
    golden(f"formats/{name}-text.txt", file_of(name).decode("utf-8"))


@pytest.mark.parametrize("name", FOLDERS)
class TestEveryFile:
    def test_it_says_that_it_is_utf_8(self, name: str) -> None:
        assert file_of(name).startswith(b"\xef\xbb\xbf")
        assert "\ufeff" not in file_of(name).decode("utf-8-sig")

    def test_no_line_is_longer_than_72(self, name: str) -> None:
        """But for one word, such as an address, which stands by itself."""
        lines = file_of(name).decode("utf-8-sig").split("\n")
        assert [line for line in lines if len(line) > 72 and len(line.split()) > 1] == []

    def test_lines_end_in_a_line_feed_alone_and_not_in_spaces(self, name: str) -> None:
        words = file_of(name).decode("utf-8-sig")
        assert words.endswith("\n")
        assert not words.endswith("\n\n")
        assert re.findall(r"[ \t\u00a0]+\n|\r|\t", words) == []

    def test_there_are_no_invisible_characters(self, name: str) -> None:
        words = file_of(name).decode("utf-8-sig")
        assert {char for char in words if unicodedata.category(char) in ("Cf", "Cc", "Zs")} == {"\n", " "}

    def test_there_are_never_more_than_two_blank_lines(self, name: str) -> None:
        assert "\n\n\n\n" not in file_of(name).decode("utf-8-sig")

    def test_no_picture_is_drawn_with_characters(self, name: str) -> None:
        """The same character is repeated only below a heading, to its length."""
        lines = file_of(name).decode("utf-8-sig").split("\n")
        for before, line in pairwise(lines):
            if re.search(r"([^\w\s])\1\1", line):
                assert re.fullmatch(r"=+|-+|\.+", line)
                assert before


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<h1>Titel</h1><p>a</p>", ("Titel", "=====", "", "a")),
        ("<p>a</p><h2>Två</h2><p>b</p>", ("a", "", "", "Två", "---", "", "b")),
        ("<p>a</p><h3>Tre</h3><p>b</p>", ("a", "", "Tre", "...", "", "b")),
        ("<p>a</p><h4>Fyra</h4><p>b</p>", ("a", "", "Fyra", "", "b")),
    ],
)
def test_the_ranks_of_headings(body: str, lines: tuple[str, ...]) -> None:
    assert written(body) == lines_of(*lines)


def test_a_heading_of_several_lines_is_underlined_once() -> None:
    shown = written(f"<h2>{'ord ' * 30}</h2>").split("\n")
    assert [len(line) for line in shown] == [71, 47, 71]
    assert shown[-1] == "-" * 71


def test_lists() -> None:
    points = f"<ul><li>ett <em>två</em><ul><li>inre</li></ul></li><li>{'ord ' * 20}</li></ul>"
    body = f"{points}<ol start='9'><li>nio</li><li>tio<ul><li>x</li></ul></li></ol>"
    assert written(body) == lines_of(
        "- ett två",
        "  - inre",
        "- " + " ".join(["ord"] * 17),
        "  ord ord ord",
        "",
        "9. nio",
        "10. tio",
        "    - x",
    )


def test_a_list_with_more_than_a_paragraph_in_an_item_is_airy() -> None:
    assert written("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>") == lines_of("- a", "", "  b", "", "- c")


def test_a_table_is_read_row_by_row() -> None:
    body = (
        "<table><caption>Öppet</caption><thead><tr><td></td><th>Vardag</th><th>Helg</th></tr></thead>"
        "<tbody><tr><th>Badet</th><td>6–21</td><td>stängt</td></tr><tr><th>Torget</th><td>alltid</td><td>–</td></tr></tbody></table>"
    )
    assert written(body) == lines_of(
        "Tabell: Öppet", "Kolumner: Vardag; Helg", "", "Badet", "Vardag: 6–21", "Helg: stängt", "", "Torget",
        "Vardag: alltid", "Helg: –",
    )  # fmt: skip


def test_a_quotation_is_indented_with_its_source() -> None:
    body = '<figure class="quote"><blockquote><p>Så är det.</p></blockquote><figcaption>— Nina</figcaption></figure>'
    assert written(body) == lines_of("    Så är det.", "", "    — Nina")


def test_a_box_says_where_it_begins_and_ends() -> None:
    body = '<p>a</p><div class="note"><h3>Att minnas</h3><p>b</p></div><p>c</p>'
    assert written(body) == lines_of(
        "a", "", "[Ruta]", "", "Att minnas", "..........", "", "b", "", "[Slut på rutan]", "", "c"
    )


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ('<figure class="picture"><img src="x" alt="En bänk"></figure>', ("[Bild: En bänk]",)),
        ('<figure><img src="x" alt="En bänk"><figcaption>Vid ån</figcaption></figure>', ("[Bild: En bänk]", "Vid ån")),
        ('<figure><img src="x" alt=""><figcaption>Vid ån</figcaption></figure>', ("Vid ån",)),
        ('<p>a</p><figure><img src="x" alt=""></figure>', ("a",)),
    ],
)
def test_pictures(body: str, lines: tuple[str, ...]) -> None:
    assert written(body) == lines_of(*lines)


def test_notes_stand_below_their_text_with_its_mark() -> None:
    ref = '<sup class="note-ref"><a href="#note-a-1" role="doc-noteref">1</a></sup>'
    note = '<p class="note" id="note-a-1"><a href="#ref-a-1" role="doc-backlink">1</a> Utom <em>juli</em>.</p>'
    body = f'<p>Öppet{ref}.</p><section class="notes">{note}</section>'
    assert written(body) == lines_of("Öppet [not 1].", "", "[not 1] Utom juli.")


def test_links_are_numbered_and_their_addresses_stand_at_the_end() -> None:
    first, second = '<a href="https://a.example.org/å">en</a>', '<a href="https://b.example.org/">två</a>'
    body = f'<p>Se {first}<span class="link-address"> (a.example.org/å)</span> och {second}, {first}.</p>'
    assert written(body) == lines_of(
        "Se en [länk 1] och två [länk 2], en [länk 1].", "", "",
        "Länkarnas adresser", "------------------", "",
        "[länk 1] https://a.example.org/å", "[länk 2] https://b.example.org/",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('<p><a href="https://example.org/a">https://example.org/a</a></p>', "https://example.org/a"),
        ('<p><a href="https://example.org/a">example.org/a</a></p>', "https://example.org/a"),
        ('<p><a href="mailto:hej@example.org">hej@example.org</a></p>', "hej@example.org"),
        ('<p><a href="tel:024374000">0243-740 00</a></p>', "0243-740 00"),
        ('<p><a href="#skola">skolan</a></p>', "skolan"),
    ],
)
def test_where_the_address_stands_there_is_no_number(body: str, shown: str) -> None:
    assert written(body) == shown


def test_a_number_that_is_not_in_the_text_is_reported() -> None:
    assert written('<p><a href="tel:024374000">Ring oss</a></p>').endswith("[länk 1] 0243-740 00")


def test_an_abbreviation_is_explained_where_it_comes_first() -> None:
    body = '<p><abbr title="Ung Företagsamhet">UF</abbr></p><p><abbr title="Ung Företagsamhet">UF</abbr></p>'
    assert written(body) == lines_of("UF (Ung Företagsamhet)", "", "UF")


def test_an_abbreviation_that_the_text_explains_is_not_explained_twice() -> None:
    assert written('<p>Ung\nFöretagsamhet (<abbr title="Ung Företagsamhet">UF</abbr>)</p>') == "Ung Företagsamhet (UF)"


def test_no_word_is_broken() -> None:
    word, address = "stadsplaneringsmyndigheten-" * 4, f"https://example.org/{'a/' * 40}"
    shown = written(f"<ul><li>ett {word} två {address}</li></ul>").split("\n")
    assert shown == ["- ett", f"  {word}", "  två", f"  {address}"]


def test_what_must_stay_on_one_line_does() -> None:
    shown = written(f'<p>{"ord " * 16}<span class="keep">22 november 2026</span></p>')
    assert shown == lines_of(" ".join(["ord"] * 16), "22 november 2026")


# The parts of a document

PLACE = Place("a.md", 1)


def part_written(part: parts.Part) -> str:
    return plain_text.plain_text(document_blocks([part], "sv"), "sv").removesuffix("\n")


def section(**changes: Any) -> parts.Section:
    whole = parts.Section("parken", words("Parken"), (), (Paragraph(words("a")),), None, (), (), "", PLACE)
    return dataclasses.replace(whole, **changes)


def test_what_stands_above_a_heading_belongs_to_it() -> None:
    assert part_written(section(kicker=words("K"))) == lines_of("K", "", "Parken", "------", "", "a")


def test_a_picture_at_the_head_of_a_part_is_read_after_its_heading() -> None:
    """A portrait after the name; and one with a caption where it stands on the page."""
    picture = parts.Picture("x.svg", "Träd", "band")
    assert part_written(section(picture=picture)) == lines_of("Parken", "------", "", "[Bild: Träd]", "", "a")
    reported = dataclasses.replace(picture, caption=words("Vid ån"))
    assert part_written(section(picture=reported)) == lines_of(
        "[Bild: Träd]", "Vid ån", "", "Parken", "------", "", "a"
    )
    person = parts.Person(
        words("Åsa"), (parts.Line("role", (), words("chef")),), parts.Picture("x", "Åsa ler", "portrait")
    )
    shown = part_written(section(people=(person,), people_title=words("Vi")))
    assert shown.endswith(lines_of("", "Vi", "", "- Åsa, chef", "  [Bild: Åsa ler]"))


def test_a_card_spells_out_its_address() -> None:
    link, spelled = Mark(Kind.LINK, "https://e.org/"), Mark(Kind.ADDRESS, "https://e.org/")
    card = parts.Card(words("Webb", link), (), (), words("e.org", spelled), "https://e.org/", "https://e.org/", "")
    shown = part_written(parts.Cards("links", words("Länkar"), (card,), PLACE))
    assert shown == lines_of("Länkar", "------", "", "- Webb", "  https://e.org/")


def test_a_session_is_a_line_for_each_fact() -> None:
    programme = next(part for part in compose(load(FOLDERS["almedalen"])).parts if isinstance(part, parts.Programme))
    written = part_written(programme)
    assert "Alla programpunkter: Seminarium · Visby" in written  # said once, and not in the sessions
    first = next(text for text in written.split("\n\n") if text.startswith("12.00–13.00 Löser vi"))
    assert first.endswith(lines_of("studenter?", "Medverkar: Mikael Fältsjö, gymnasiechef"))


def test_labels_are_in_the_language_of_the_text() -> None:
    body = '<figure><img src="x" alt="A bench"></figure><p><a href="https://example.org">a site</a></p>'
    shown = written(body, "en")
    assert "[Picture: A bench]" in shown
    assert "Addresses of the links" in shown
    assert "[link 1] https://example.org" in shown
