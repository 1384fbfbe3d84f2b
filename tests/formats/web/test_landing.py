"""The landing page: holds the content itself, and offers every other format of it, the most needed first."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from publisher.compose import Document, compose
from publisher.compose.facts import Facts
from publisher.content.load import load
from publisher.content.schema import Contact, Telephone
from publisher.formats import FORMATS, LANDING
from publisher.formats.edition import Edition
from publisher.formats.web import page as web
from publisher.formats.web.landing import Listed, render_landing
from publisher.model.findings import Artifact, Options
from publisher.model.paths import LAYOUTS
from publisher.pipeline.build import finish, prepare
from publisher.pipeline.manifest import digest_inputs, read_manifest, write_files
from publisher.text.i18n import label
from support import tools

FILES = (
    Listed("press", "framat-press.pdf", "application/pdf", 2_412_345, 8),
    Listed("web", "framat-web.html", "text/html", 230_000),
    Listed("screen", "framat-screen.pdf", "application/pdf", 48_000, 12),
)


@pytest.fixture(scope="module")
def document() -> Document:
    return dataclasses.replace(compose(load(tools.ROOT / "content" / "framat")), translations=())


@pytest.fixture(scope="module")
def page(document: Document) -> etree._Element:
    return read(document)


def read(document: Document, files: Sequence[Listed] = FILES) -> etree._Element:
    """The landing page, read back."""
    return lxml_html.document_fromstring(render_landing(document, files).data.decode("utf-8"))


def text_of(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_it_is_the_index_page(document: Document) -> None:
    artifact = render_landing(document, FILES)
    assert (artifact.filename, artifact.media_type, artifact.pages) == (LANDING, "text/html", None)


def test_bytes_are_the_same_every_time(document: Document) -> None:
    assert render_landing(document, FILES).data == render_landing(document, FILES[::-1]).data


def test_it_offers_no_file_that_is_no_format_s(document: Document) -> None:
    """The manifest lists the landing page of the earlier build too."""
    others = (Listed("landing", LANDING, "text/html", 1), Listed("gone", "framat-gone.txt", "text/plain", 1))
    assert render_landing(document, (*FILES, *others)).data == render_landing(document, FILES).data


def test_the_content_itself_is_there_to_read(document: Document, page: etree._Element) -> None:
    """Word by word what the web page holds: header, main and footer are the same."""
    web_page = lxml_html.document_fromstring(web.render(Edition(document)).decode("utf-8"))
    for part in ("header", "main", "footer"):
        assert text_of(page.find("body").find(part)) == text_of(web_page.find("body").find(part))
    assert page.get("lang") == document.language
    assert page.get("dir") == "ltr"
    assert text_of(next(page.iter("title"))) == text_of(next(web_page.iter("title")))


def test_the_formats_stand_after_the_content_and_say_their_version(page: etree._Element) -> None:
    parts = [(part.tag, (part.get("class") or "").split()[:1]) for part in page.find("body")]
    assert parts == [
        ("a", ["skip"]),
        ("nav", ["ways"]),
        ("header", ["cover"]),
        ("nav", ["contents"]),
        ("main", []),
        ("section", ["formats"]),
        ("footer", ["back"]),
    ]
    assert text_of(page.find_class("written")[0]) == "Skriven 22 november 2026. Version 1.0."


def test_a_link_to_the_other_formats_comes_first(page: etree._Element) -> None:
    """Not to the web page, which the reader is on, nor to what is for a print shop."""
    links = [(link.get("href"), text_of(link)) for link in page.xpath("//nav[@class='ways']//a")]
    assert links == [("framat-screen.pdf", "PDF för skärmen"), ("#all_formats", "Alla format")]
    assert page.get_element_by_id("all_formats").tag == "h2"


def test_it_offers_every_file_the_most_needed_first(document: Document, page: etree._Element) -> None:
    groups = page.xpath("//div[@class='group']")
    found = [(text_of(group.find("h3")), [a.get("href") for a in group.iter("a")]) for group in groups]
    assert found == [("Att läsa", ["framat-web.html", "framat-screen.pdf"]), ("För tryck", ["framat-press.pdf"])]
    cards = page.find_class("file")
    titles = [label(document.language, FORMATS[name].title) for name in ("web", "screen", "press")]
    assert [text_of(card.find("h4")) for card in cards] == titles
    assert all(text_of(card.find_class("purpose")[0]) for card in cards)
    assert {card.find("h4/a").get("hreflang") for card in cards} == {"sv"}


def test_sizes_of_large_print_are_distinguished(document: Document) -> None:
    names = {size: FORMATS["large-print"].filename("framat", f"{size}pt") for size in (24, 18)}
    files = [Listed("large-print", name, "application/pdf", 9_000, 20, size) for size, name in names.items()]
    links = [text_of(link) for link in read(document, files).xpath("//nav[@class='ways']//a")]
    assert links == ["Storstil, 18 punkter", "Storstil, 24 punkter", "Alla format"]


def test_one_way_to_get_help_from_the_contact_of_the_publication(document: Document, page: etree._Element) -> None:
    assert [address for help in page.find_class("help") for address in help.xpath(".//@href")] == [
        "tel:0846500400",
        "mailto:hej@framat.example.org",
    ]
    facts, path = Facts(load(tools.ROOT / "content" / "framat")), ("publication.yaml", "contact")
    phone = facts.thing(Contact(phone=Telephone(number="0243-740 00", hours="8–16")), path)
    (block,) = read(dataclasses.replace(document, contact=phone)).find_class("help")
    assert text_of(block).endswith("Telefon: 0243-740 00 (8–16)")
    assert block.xpath(".//@href") == ["tel:024374000"]
    without = read(dataclasses.replace(document, contact=facts.thing(Contact(post="Borlänge"), path)))
    assert not without.find_class("help")
    assert not read(dataclasses.replace(document, contact=None)).find_class("help")


def test_it_says_kind_size_and_pages(page: etree._Element) -> None:
    details = [text_of(line) for line in page.xpath("//p[@class='details']")]
    assert details[0] == "HTML · 230 kB"
    assert details[1] == "PDF · 48 kB · 12 sidor"
    assert details[2].startswith("PDF · 2,4 MB · ")


def test_sizes_follow_the_language(document: Document) -> None:
    english = dataclasses.replace(document, language="en")
    assert "2.4 MB" in text_of(read(english).find("body"))


def test_addresses_of_files_stay_in_the_folder(page: etree._Element) -> None:
    addresses = page.xpath("//section[@class='formats']//li//@href | //head/link/@href")
    assert len(addresses) == 2 * len(FILES)
    assert all(re.fullmatch(r"[\w.%-]+", address) for address in addresses), addresses


def test_programs_find_the_formats_too(page: etree._Element) -> None:
    alternates = page.xpath("//head/link[@rel='alternate']")
    assert next((link.get("href"), link.get("type")) for link in alternates) == ("framat-web.html", "text/html")
    assert {link.get("hreflang") for link in alternates} == {"sv"}
    assert len(alternates) == len(FILES)


def test_nothing_comes_from_outside(page: etree._Element) -> None:
    assert not page.xpath("//script[not(@type='application/ld+json')]")
    assert all(source.startswith("data:") for source in page.xpath("//@src"))
    style = "".join(page.xpath("//style/text()"))
    assert all(address.startswith("data:font/woff2") for address in re.findall(r"url\(([^)]*)\)", style))


# Sessions that have a calendar file of their own


def test_files_of_sessions_stand_at_their_sessions_only() -> None:
    programme = compose(load(tools.ROOT / "content" / "almedalen"))
    names = [FORMATS["calendar"].filename("almedalen", variant) for variant in ("", "tillit", "exportindustrin")]
    page = read(programme, [Listed("calendar", name, "text/calendar", 900) for name in names])
    assert page.xpath("//section[@class='formats']//li//@href") == [names[0]]
    sessions = {link.getparent().getparent().getparent().get("id"): link for link in page.xpath("//p/a[@type]")}
    assert {id: link.get("href") for id, link in sessions.items()} == {"tillit": names[1], "exportindustrin": names[2]}
    assert text_of(sessions["tillit"]) == "Lägg i kalendern"
    assert sessions["tillit"].get("aria-label").startswith("Lägg i kalendern: Vi vill ha tillitsbaserat ledarskap")


# In a build


def test_a_build_of_one_format_offers_the_others_that_are_there(tmp_path: Path) -> None:
    """Through the whole pipeline, with a PDF of an earlier build that nobody need lay out for this."""
    source = Path(shutil.copytree(tools.SOUND, tmp_path / "content")) / "sheet"
    output, pdf = tmp_path / "output/sheet", FORMATS["screen"].filename("sheet")
    inputs = digest_inputs(source, LAYOUTS / load(source).info.layout)
    earlier = Artifact("screen", pdf, "application/pdf", b"x" * 48_000, 2)
    write_files(output.parent, output.name, inputs, [earlier], lambda _: Artifact("landing", LANDING, "text/html", b""))
    finish(prepare(load(source), Options(("web",))), tmp_path / "output")
    page = (output / "index.html").read_text("utf-8")
    assert all(f'href="{name}"' in page for name in (pdf, "sheet-web.html"))
    assert "48\u00a0kB" in page


def test_the_manifest_lists_the_content_that_was_built(tmp_path: Path) -> None:
    """A file is changed before the pages are made: the manifest must not pass it for what was built."""
    source = Path(shutil.copytree(tools.SOUND, tmp_path / "content")) / "sheet"
    digests = digest_inputs(source, LAYOUTS / load(source).info.layout)
    edition = prepare(load(source), Options(("web",)))
    (source / "sections/torget.md").write_text("Changed meanwhile.\n", "utf-8")
    assert finish(edition, tmp_path / "output").written
    assert read_manifest(tmp_path / "output/sheet")["inputs"] == digests


def test_a_landing_page_that_loses_a_text_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(shutil.copytree(tools.SOUND, tmp_path / "content")) / "sheet"
    edition = prepare(load(source), Options(("web",)))
    whole = render_landing

    def lossy(document: Document, listed: Sequence[Listed]) -> Artifact:
        page = whole(document, listed)
        return dataclasses.replace(page, data=page.data.replace(document.title.encode(), b""))

    monkeypatch.setattr("publisher.formats.web.landing.render_landing", lossy)
    result = finish(edition, tmp_path / "output")
    assert not result.written
    assert {finding.id for finding in result.findings} == {"parity/lost"}
    assert all("index.html" in finding.message for finding in result.findings)
    assert not list((tmp_path / "output").iterdir())
