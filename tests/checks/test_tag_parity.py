"""parity/tags: a word that the tags break, lose, double or move is found, with its line and its page."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from lxml import html as lxml_html
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from publisher.checks import Subject
from publisher.checks.tag_parity import CHECK, SHOWN, document_words
from publisher.formats import FORMATS
from publisher.model.findings import (
    Artifact,
    Finding,
    Place,
    Severity,
)

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

Tree = list[DictionaryObject]
SECTION = "sheet/sections/torget.md"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """The small sheet with its screen file."""
    from checks.conftest import make_edition

    edition = make_edition.__wrapped__(tmp_path_factory.mktemp("sheet"))()  # type: ignore[attr-defined]
    return Subject(edition, (FORMATS["screen"].artifacts(edition)[0],))


def with_tags(subject: Subject, change: Callable[[Tree], None]) -> Subject:
    """The sheet whose screen file has other tags; `change` gets the elements in the order of reading."""
    (screen,) = subject.artifacts
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(screen.data))
    change(list(below(writer.root_object["/StructTreeRoot"])))
    return Subject(subject.edition, (with_data(screen, writer),))


def with_data(screen: Artifact, writer: pypdf.PdfWriter) -> Artifact:
    data = io.BytesIO()
    writer.write(data)
    return dataclasses.replace(screen, data=data.getvalue())


def below(element: Any) -> Iterator[DictionaryObject]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if "/S" in getattr(kid.get_object(), "keys", dict)():
            yield kid.get_object()
            yield from below(kid.get_object())


def of(tree: Tree, role: str) -> Tree:
    return [element for element in tree if element["/S"] == f"/{role}"]


def found(subject: Subject) -> list[Finding]:
    return list(CHECK.run(subject))


# What passes


def test_the_samples_pass(finished: Subject) -> None:
    assert [artifact.format for artifact in finished.artifacts if FORMATS[artifact.format].tagged] == ["screen"]
    assert found(finished) == []


@pytest.mark.parametrize("form", ["screen", "screen-ua2", "large-print"])
def test_every_tagged_format_passes(sheet: Subject, form: str) -> None:
    assert found(Subject(sheet.edition, (FORMATS[form].artifacts(sheet.edition)[0],))) == []


def test_it_reads_no_file_that_has_no_tags_to_read(sheet: Subject) -> None:
    others = [dataclasses.replace(sheet.artifacts[0], format=id, data=b"") for id in ("web", "press")]
    assert found(Subject(sheet.edition, others)) == []


@pytest.mark.parametrize(
    "text", ["två\u00a0ord", "a\u00adb", "52 000 kr", "**a**b", "a *b* c", "Skåne-Norrland", "e\u0301"]
)
def test_what_only_looks_different_passes(make_edition: MakeEdition, text: str) -> None:
    edition = make_edition((SECTION, "Bussen", text))
    assert found(Subject(edition, (FORMATS["screen"].artifacts(edition)[0],))) == []


# What is found


def test_a_lost_paragraph_is_found_at_its_line_and_page(sheet: Subject) -> None:
    def lose(tree: Tree) -> None:
        del of(tree, "P")[-1][NameObject("/K")]

    words = [word for word, _ in document_words(sheet.edition.master.html.find("body"))]
    (finding,) = found(with_tags(sheet, lose))
    assert (finding.id, finding.severity) == ("parity/tags", Severity.ERROR)
    assert finding.message.startswith("a screen reader would read '' where the text is '")
    assert finding.message.endswith("' in sheet-screen.pdf")
    assert finding.message.split("'")[3].split()[0] in words
    assert finding.where is not None
    assert finding.where.file.startswith("sheet/")
    assert finding.page
    assert finding.fix.startswith("report this")


def test_a_broken_word_is_found(sheet: Subject) -> None:
    """A run of text becomes a block: the character after it is read as a word of its own."""

    def part(tree: Tree) -> None:
        of(tree, "Strong")[0][NameObject("/S")] = NameObject("/P")

    (finding,) = found(with_tags(sheet, part))
    assert "read 'Granat ,' where the text is 'Granat,' in" in finding.message
    assert (finding.where, finding.page) == (Place(SECTION, 8), 1)


def test_words_run_together_are_found(sheet: Subject) -> None:
    """Blocks become runs of text: nothing parts the last word of one from the first of the next."""

    def join(tree: Tree) -> None:
        for element in of(tree, "H1") + of(tree, "P"):
            element[NameObject("/S")] = NameObject("/Span")

    messages = [finding.message for finding in found(with_tags(sheet, join))]
    assert any("read 'sommarTorgdagenTvå'" in message for message in messages), messages


def test_a_doubled_word_is_found(sheet: Subject) -> None:
    def double(tree: Tree) -> None:
        of(tree, "H1")[0][NameObject("/K")] = ArrayObject([of(tree, "H1")[0]["/K"]] * 2)

    (finding,) = found(with_tags(sheet, double))
    assert "read 'TorgdagenTorgdagen' where the text is 'Torgdagen' in" in finding.message
    assert (finding.where, finding.page) == (Place("sheet/publication.yaml", 1), 1)


def test_words_out_of_order_are_found(sheet: Subject) -> None:
    def swap(tree: Tree) -> None:
        parent = of(tree, "H1")[0]["/P"].get_object()
        parent[NameObject("/K")] = ArrayObject(reversed(parent["/K"]))

    findings = found(with_tags(sheet, swap))
    assert {finding.id for finding in findings} == {"parity/tags"}
    assert any("'Torgdagen" in finding.message for finding in findings)


@pytest.mark.parametrize(("alt", "said"), [("", ""), ("Torget.", "Torget.")])
def test_a_lost_alt_text_is_found(sheet: Subject, alt: str, said: str) -> None:
    def change(tree: Tree) -> None:
        of(tree, "Figure")[0][NameObject("/Alt")] = TextStringObject(alt)

    (finding,) = found(with_tags(sheet, change))
    assert f"read '{said}' where the text is 'Torget med träd och bänkar.'" in finding.message
    assert finding.page == 1


def test_a_file_without_tags_is_found(sheet: Subject) -> None:
    (screen,) = sheet.artifacts
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(screen.data))
    del writer.root_object["/StructTreeRoot"]
    (finding,) = found(Subject(sheet.edition, (with_data(screen, writer),)))
    assert (finding.id, finding.page) == ("parity/tags", None)
    assert finding.message.startswith("a screen reader would read '' where the text is '")


def test_the_engine_s_own_tags_are_found_wanting(make_edition: MakeEdition) -> None:
    """Words run together at the ends of lines: what the check is for."""
    edition = make_edition((SECTION, "Bussen stannar intill.", "Avstavningsregelverket " * 30))
    rendered = edition.master.rendered.write_pdf(pdf_tags=True)
    bare = dataclasses.replace(FORMATS["screen"].artifacts(edition)[0], data=rendered)
    findings = found(Subject(edition, (bare,)))
    assert len(findings) == SHOWN, "one fault is reported a few times, not for each word"
    assert SECTION in {finding.where.file for finding in findings if finding.where}


# The words of the document


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>ett <b>två</b>tre</p>", ["ett", "tvåtre"]),
        ("<p>ett</p><p>två</p>", ["ett", "två"]),
        ("<p>ett<br>två</p>", ["ett", "två"]),
        ("<p>ett<wbr>två av\u00adstav\u200bning</p>", ["etttvå", "avstavning"]),
        ("<p>a<img alt='en bild' src='x'>b</p>", ["a", "en", "bild", "b"]),
        ("<p>a<img alt='' src='x'>b</p>", ["a", "b"]),
        ("<ul><li>a</li><li>b</li></ul>", ["a", "b"]),
        ("<p>a<!-- nej -->b</p>", ["ab"]),
        ("<p>två\u00a0ord</p>", ["två", "ord"]),
    ],
)
def test_words_as_they_are_read_out(body: str, words: list[str]) -> None:
    tree = lxml_html.fromstring(f"<body>{body}</body>")
    assert [word for word, _ in document_words(tree)] == words


def test_words_know_their_line() -> None:
    tree = lxml_html.fromstring("<body><div data-source='a.md:1'>ett<p data-source='a.md:2'>två</p>tre</div></body>")
    assert list(document_words(tree)) == [("ett", "a.md:1"), ("två", "a.md:2"), ("tre", "a.md:1")]
