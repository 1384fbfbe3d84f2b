"""A publication's sections -> a Word document (docx), in Word's own styles, so that it comes back as it went.

Boxes have styles of their own (`Box pledges`, `Box pledges heading`, `Box pledges item`), which the import knows.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from publisher.content.publication import Publication, Section
from publisher.model.blocks import (
    BOX_NAMES,
    Block,
    Box,
    Definition,
    Definitions,
    Figure,
    Heading,
    Listing,
    Loose,
    Notes,
    Paragraph,
    Quote,
    Table,
)
from publisher.model.runs import Kind, Run, Runs

EXAMPLE_TITLE = "Rubrik på häftet"
BOXES = BOX_NAMES
DEEPEST_LIST = 3
TERM, MEANING = "Definition Term", "Definition"  # styles of a definition list, which the import knows
LISTS_IN_MEANING = ("Bullet", "Number", "Continue")  # Word's styles of lists, within what a term means


def word_document(publication: Publication) -> bytes:
    """The title and every section, in reading order."""
    writer = _Writer(publication)
    writer.document.core_properties.title = publication.info.title
    writer.document.core_properties.author = publication.info.sender
    writer.document.add_paragraph(publication.info.title, style="Title")
    if publication.info.subtitle:
        writer.document.add_paragraph(publication.info.subtitle, style="Subtitle")
    for part in publication.parts:
        if isinstance(part, Section):
            writer.section(part)
    return writer.data()


def template() -> bytes:
    """A document with each style filled in once, to send to those who write."""
    writer = _Writer(None)
    document = writer.document
    document.add_paragraph(EXAMPLE_TITLE, style="Title")
    document.add_heading("En rubrik blir en sida", 1)
    document.add_paragraph("Det första stycket sätts som ingress. Skriv två eller tre meningar.")
    document.add_heading("En underrubrik", 2)
    document.add_paragraph("Löpande text. Markera en rubrik med formatmallen Rubrik, inte med fetstil.")
    for text in ("en punkt", "en punkt till"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("Vi vill", style="Box pledges heading")
    for text in ("ett löfte", "ett löfte till"):
        document.add_paragraph(text, style="Box pledges item")
    document.add_paragraph("Ett citat av någon.", style="Quote")
    return writer.data()


class _Writer:
    def __init__(self, publication: Publication | None) -> None:
        from docx import Document
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Mm

        self.publication = publication
        self.document = Document()
        self.notes: dict[str, str] = {}
        styles = self.document.styles
        for name in BOXES:
            for kind, base in (("", "Normal"), (" heading", "Normal"), (" item", "List Bullet")):
                style = styles.add_style(f"Box {name}{kind}", WD_STYLE_TYPE.PARAGRAPH)
                style.base_style = styles[base]
                style.font.bold = kind == " heading" or None
        for name in (TERM, MEANING, f"{MEANING} continued"):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.bold = name == TERM or None
            style.paragraph_format.left_indent = Mm(0 if name == TERM else 8)
            style.paragraph_format.keep_with_next = name == TERM
        for name in LISTS_IN_MEANING:
            style = styles.add_style(f"{MEANING} {name}", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[f"List {name}"]
            style.paragraph_format.left_indent = Mm(15)

    def data(self) -> bytes:
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    def section(self, section: Section) -> None:
        self._runs(self.document.add_paragraph(style="Heading 1"), section.heading)
        self.blocks(section.blocks)

    def blocks(self, blocks: Iterable[Block], box: str = "") -> None:
        for block in blocks:
            self.block(block, box)

    def block(self, block: Block, box: str) -> None:
        match block:
            case Heading(rank, runs):
                style = f"Box {box} heading" if box else f"Heading {rank - 1}"
                self._runs(self.document.add_paragraph(style=style), runs)
            case Paragraph(runs) | Loose(runs):
                self._runs(self.document.add_paragraph(style=f"Box {box}" if box else "Normal"), runs)
            case Listing():
                self._list(block, box, 1)
            case Definitions(entries):
                self.blocks(entries, box)
            case Definition():
                self._definition(block)
            case Quote(blocks, source):
                self._quote(blocks, source)
            case Box(name, blocks):
                self.blocks(blocks, name)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Notes():
                self._notes(block)

    def _list(self, listing: Listing, box: str, level: int, of: str = "List") -> None:
        """`of`: the first words of its style, at the first level."""
        kind = "Bullet" if listing.start is None else "Number"
        kind = f"{of if level == 1 else 'List'} {kind}"
        usual = kind if level == 1 else f"{kind} {min(level, DEEPEST_LIST)}"
        style = f"Box {box} item" if box and level == 1 and listing.start is None else usual
        for item in listing.items:
            for index, block in enumerate(item.blocks):
                if isinstance(block, Listing):
                    self._list(block, box, level + 1)
                elif isinstance(block, Paragraph | Loose):
                    following = f"{of} Continue" if level == 1 else f"List Continue {min(level, DEEPEST_LIST)}"
                    self._runs(self.document.add_paragraph(style=style if index == 0 else following), block.runs)
                else:
                    self.block(block, box)

    def _definition(self, entry: Definition) -> None:
        self._runs(self.document.add_paragraph(style=TERM), entry.term)
        for body in entry.bodies:
            for index, block in enumerate(body.blocks):
                if isinstance(block, Paragraph | Loose):
                    style = MEANING if index == 0 else f"{MEANING} continued"
                    self._runs(self.document.add_paragraph(style=style), block.runs)
                elif isinstance(block, Listing):
                    self._list(block, "", 1, of=MEANING)
                else:
                    self.block(block, "")

    def _quote(self, blocks: tuple[Block, ...], source: Runs) -> None:
        for block in blocks:
            if isinstance(block, Paragraph | Loose):
                self._runs(self.document.add_paragraph(style="Quote"), block.runs)
            else:
                self.block(block, "")
        if source:
            self._runs(self.document.add_paragraph("— ", style="Quote"), source)

    def _table(self, block: Table) -> None:
        rows = (block.head, *block.rows)
        table = self.document.add_table(len(rows), len(block.head.cells), style="Table Grid")
        for row, cells in zip(rows, table.rows, strict=True):
            for cell, target in zip(row.cells, cells.cells, strict=False):
                self._runs(target.paragraphs[0], cell.runs)
        if block.caption:
            self._runs(self.document.add_paragraph(style="Caption"), block.caption)

    def _figure(self, block: Figure) -> None:
        """The picture itself where Word can show it; its alt text in any case."""
        from docx.image.exceptions import UnrecognizedImageError
        from docx.shared import Mm

        paragraph = self.document.add_paragraph()
        file = self.publication.folder / block.file if self.publication else None
        try:
            shape = paragraph.add_run().add_picture(str(file), width=Mm(120))
            shape._inline.docPr.set("descr", block.alt)
        except (UnrecognizedImageError, OSError, ValueError, ZeroDivisionError):
            paragraph.add_run(f"[{block.alt or block.file}]")
        if block.caption:
            self._runs(self.document.add_paragraph(style="Caption"), block.caption)

    def _notes(self, block: Notes) -> None:
        """Notes as paragraphs that begin with their number: python-docx writes no footnotes."""
        for note in block.notes:
            paragraph = self.document.add_paragraph(style="Normal")
            paragraph.add_run(f"[{note.number}] ")
            self._runs(paragraph, note.runs)

    def _runs(self, paragraph: Any, runs: Runs) -> None:
        for run in runs:
            if run.has(Kind.LINK_ADDRESS) or run.has(Kind.NOTE_COMMA):
                continue
            text = f"[{run.text}]" if run.note else run.text
            if run.has(Kind.BREAK):
                paragraph.add_run().add_break()
            elif text:
                self._run(paragraph, run, " ".join(text.split("\n")))

    def _run(self, paragraph: Any, run: Run, text: str) -> None:
        made = _hyperlink(paragraph, run.href) if run.href and not run.href.startswith("#") else paragraph
        piece = made.add_run(text) if made is paragraph else _run_in(paragraph, made, text)
        piece.bold, piece.italic = run.strong or None, run.emphasis or None
        piece.font.strike = run.struck or None
        piece.font.superscript = run.has(Kind.SUPERSCRIPT) or None
        piece.font.subscript = run.has(Kind.SUBSCRIPT) or None


def _hyperlink(paragraph: Any, address: str) -> Any:
    """A w:hyperlink element with a relationship to the address (ECMA-376 part 1, 17.16.22)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    id = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), id)
    paragraph._p.append(element)
    return element


def _run_in(paragraph: Any, element: Any, text: str) -> Any:
    """A run inside a hyperlink."""
    run = paragraph.add_run(text)
    element.append(run._r)
    return run
