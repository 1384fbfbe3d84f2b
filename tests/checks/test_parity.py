"""parity/*: what a format lost or moved is found; what only line and page breaks changed is not."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from publisher.checks import Subject, parity
from publisher.checks.parity import CHECK
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.model.findings import Artifact, Severity
from publisher.pipeline.build import build
from support.long_programme import long_programme

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

WithHtml = Callable[[str, str], Subject]
FILES = {
    "web": "framat-web.html",
    "text": "framat-text.txt",
    "markdown": "framat-markdown.md",
    "screen": "framat-screen.pdf",
    "press": "framat-press.pdf",
}


def found(subject: Subject, form: str) -> list[str]:
    """The findings on one format's file."""
    only = Subject(subject.edition, [artifact for artifact in subject.artifacts if artifact.format == form])
    assert len(only.artifacts) == 1
    return [f"{f.where} {f.id}: {f.message}" for f in CHECK.run(only)]


def with_page(subject: Subject, old: str, new: str) -> Subject:
    """The web page itself says something else."""
    (page,) = (artifact for artifact in subject.artifacts if artifact.format == "web")
    assert old.encode() in page.data
    changed = dataclasses.replace(page, data=page.data.replace(old.encode(), new.encode(), 1))
    return Subject(subject.edition, [changed])


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("Vi litar på människor.", "Vi litar på människor och djur.", "Får vi bestämma tar"),
        ("</main>", "<p>En rad till.</p></main>", "En rad till."),
        ("Skolan ska lyfta varje elev", "Skolan ska lyfta 1 234 elever", "Skolan ska lyfta 1 234 elever"),
    ],
)
def test_a_text_that_a_file_lacks_is_found(with_html: WithHtml, form: str, old: str, new: str, lost: str) -> None:
    (finding,) = found(with_html(old, new), form)
    assert "parity/lost: '" in finding
    assert lost in " ".join(finding.split())
    assert finding.endswith(f"is missing from {FILES[form]}")


def test_a_loss_is_reported_at_its_line(with_html: WithHtml) -> None:
    (finding,) = found(with_html("En stad blir aldrig färdig.", "En stad blir sällan färdig."), "screen")
    assert finding.startswith("framat/sections/vision.md:17 parity/lost: ")


@pytest.mark.parametrize("form", FILES)
def test_a_part_that_stands_elsewhere_is_found_once(leaflet: Subject, with_html: WithHtml, form: str) -> None:
    html = leaflet.edition.document.html
    first, second = re.findall(r'<p data-source="framat/sections/skola\.md:\d+">.*?</p>', html, re.DOTALL)[:2]
    (finding,) = found(with_html(first + "\n" + second, second + "\n" + first), form)
    assert "framat/sections/skola.md" in finding
    assert " parity/order: " in finding
    assert finding.endswith(f"is in a different place in {FILES[form]}")


@pytest.mark.parametrize("form", ["web", "text", "markdown", "screen"])
def test_a_link_that_a_file_lacks_is_found(with_html: WithHtml, form: str) -> None:
    (finding,) = found(with_html('href="https://framat.example.org"', 'href="https://framat.example.org/ny"'), form)
    assert re.fullmatch(
        rf"framat/publication\.yaml:\d+ parity/link: the link to \S+/ny is missing from {FILES[form]}", finding
    )


def test_a_press_file_needs_no_links(with_html: WithHtml) -> None:
    assert found(with_html('href="https://framat.example.org"', 'href="https://framat.example.org/ny"'), "press") == []


@pytest.mark.parametrize(
    ("old", "new", "id"),
    [
        ("Vi litar på människor.", "", "parity/lost"),
        ("Oscar\u00a0Sjökvist", "Oskar\u00a0Sjökvist", "parity/lost"),
        ('href="mailto:hej@framat.example.org"', 'href="#top"', "parity/link"),
    ],
)
def test_a_page_that_lost_something_is_found(leaflet: Subject, old: str, new: str, id: str) -> None:
    assert [finding.split()[1] for finding in found(with_page(leaflet, old, new), "web")] == [f"{id}:"]


@pytest.mark.parametrize(
    ("form", "old", "new", "id"),
    [
        ("text", "Oscar Sjökvist", "Oskar Sjökvist", "parity/lost"),
        ("text", "https://framat.example.org", "http://framat.example.org", "parity/link"),
        ("text", "hej@framat.example.org", "hej@framat. example.org", "parity/link"),
        ("markdown", "**Oscar Sjökvist**", "**Oskar Sjökvist**", "parity/lost"),
        ("markdown", "](https://framat.example.org)", "](https://framat.example.org/x)", "parity/link"),
        # Words that stand in the file, and that no reader of it would see.
        ("markdown", "Vi litar på människor.", "<!-- Vi litar på människor. -->", "parity/lost"),
    ],
)
def test_a_text_that_lost_something_is_found(leaflet: Subject, form: str, old: str, new: str, id: str) -> None:
    (file,) = (artifact for artifact in leaflet.artifacts if artifact.format == form)
    assert old.encode() in file.data
    changed = dataclasses.replace(file, data=file.data.replace(old.encode(), new.encode()))
    assert [finding.split()[1] for finding in found(Subject(leaflet.edition, [changed]), form)] == [f"{id}:"]


def test_a_number_to_call_may_be_written_as_at_home(make_edition: MakeEdition) -> None:
    edition = make_edition(("sheet/sections/torget.md", "Bussen", "[Ring 0243-740 01](tel:+4624374001). Bussen"))
    text = FORMATS["text"].artifacts(edition)[0]
    assert found(Subject(edition, [text]), "text") == []
    lost = dataclasses.replace(text, data=text.data.replace(b"0243-740 01", b"0243-740 02"))
    findings = found(Subject(edition, [lost]), "text")
    assert [finding.split()[1] for finding in findings] == ["parity/lost:", "parity/link:"]


def test_every_finding_is_an_error(with_html: WithHtml) -> None:
    subject = with_html("</main>", "<p>En rad till.</p></main>")
    assert {finding.severity for finding in CHECK.run(subject)} == {Severity.ERROR}


def test_a_single_letter_that_is_lost_is_found(with_html: WithHtml) -> None:
    """A one-letter text is not too short to be lost: 'Å' is a river."""
    assert len(found(with_html("</main>", "<p>Ж</p></main>"), "web")) == 1


def test_words_across_a_page_break_are_no_loss(make_edition: MakeEdition) -> None:
    words = " ".join(f"ord{number}" for number in range(1500))
    edition = make_edition(("sheet/sections/torget.md", "Bussen stannar intill.", f"Bussen. {words}"))
    screen = FORMATS["screen"].artifacts(edition)[0]
    pages = [re.findall(r"ord\d+", text) for text in texts(screen)]
    assert sum(1 for page in pages if page) > 1, "the paragraph stands on one page, so this test holds nothing"
    assert found(Subject(edition, [screen]), "screen") == []


def test_hyphens_at_line_ends_are_no_loss(make_edition: MakeEdition) -> None:
    words = (
        "Kommunfullmäktigesammanträdesprotokollsjusteringarna förutsätter "
        "medborgarinflytandeberedningssamordningsgruppernas samhällsplaneringsunderlagssammanställningar. "
    )
    edition = make_edition(("sheet/sections/torget.md", "Bussen", words * 12))
    (screen,) = FORMATS["screen"].artifacts(edition)
    broken = sum(len(re.findall(r"[^\W\d]{3}[-\u00ad\u2010\ufffe\x02]\r?\n?[^\W\d]", text)) for text in texts(screen))
    assert broken > 2, "no word is hyphenated, so this test holds nothing"
    assert found(Subject(edition, [screen]), "screen") == []


@pytest.mark.parametrize("text", ["ﬁn ﬂod", "a\u00adb\u00adc", "två\u00a0ord", "x² ½", "e\u0301", "A–B — C"])
@pytest.mark.parametrize("form", ["web", "text", "markdown", "screen"])
def test_what_only_looks_different_is_no_loss(make_edition: MakeEdition, text: str, form: str) -> None:
    edition = make_edition(("sheet/sections/torget.md", "Bussen", text))
    assert found(Subject(edition, [FORMATS[form].artifacts(edition)[0]]), form) == []


@pytest.mark.parametrize("form", ["web", "text", "markdown", "screen", "epub"])
def test_an_address_is_one_text_wherever_it_may_be_broken(make_edition: MakeEdition, form: str) -> None:
    """As the heading of a part, where its pieces stand in the addresses before it, too."""
    address = "https://www.example.org/kontakt?amne=program"
    file = "sheet/publication.yaml"
    edition = make_edition((file, "name: Servicecenter", f"name: {address}"))
    assert found(Subject(edition, [FORMATS[form].artifacts(edition)[0]]), form) == []


def texts(artifact: Artifact) -> list[str]:
    document = pypdfium2.PdfDocument(artifact.data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_page_may_begin_with_the_heading_that_runs_above_it() -> None:
    running = ["Onsdag4juli", "Borlänge", "3"]
    assert parity._strip("Onsdag4juli08.00SamtalOnsdag4juliBorlänge3", running) == "Onsdag4juli08.00Samtal"
    assert parity._strip("1308.00Samtal13", ["13"]) == "1308.00Samtal"
    assert parity._strip("Onsdag4juli08.00Samtal", ["Onsdag4juli"]) == "08.00Samtal"


@pytest.mark.slow
@pytest.mark.parametrize("sessions", [24, 60])
def test_a_programme_of_several_pages_is_built(tmp_path: Path, sessions: int) -> None:
    """Days begin in the middle of pages and at their heads."""
    result = build(load(long_programme(tmp_path / "content", sessions)), tmp_path / "output")
    assert [finding.message for finding in result.findings if finding.severity is Severity.ERROR] == []
    assert result.written
