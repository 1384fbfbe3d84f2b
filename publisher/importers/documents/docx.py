"""Word documents (docx) -> blocks. mammoth reads the body; headers, footers and comments are left over, and said so.

Macros are never run, and nothing that the file names outside itself is fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from publisher.content.reading.source_lines import BOXES
from publisher.importers.budgets import check_archive, import_error, protected, read_bytes
from publisher.importers.documents.html import html_blocks
from publisher.importers.documents.read_blocks import Block, take_titles
from publisher.importers.draft import Draft, LeftOver, Origin
from publisher.importers.tables.table_files import OLE
from publisher.model.catalogue import say

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
# Word keeps its own styles by English names, in every language of the program.
STYLES = {
    "Title": "p.title:fresh",
    "Subtitle": "p.subtitle:fresh",
    "caption": "p.caption:fresh",
    "Caption": "p.caption:fresh",
    "Quote": "blockquote > p:fresh",
    "Intense Quote": "blockquote > p:fresh",
    **{f"Box {name}": f"div.{name} > p:fresh" for name in BOXES},
    **{f"Box {name} heading": f"div.{name} > h2:fresh" for name in BOXES},
    **{f"Box {name} item": f"div.{name} > ul > li:fresh" for name in BOXES},
    "Definition Term": "dl > dt:fresh",
    "Definition": "dl > dd:fresh > p:fresh",
    "Definition continued": "dl > dd > p:fresh",
    "Definition Bullet": "dl > dd > ul > li:fresh",
    "Definition Number": "dl > dd > ol > li:fresh",
    "Definition Continue": "dl > dd > ul|ol > li > p:fresh",
    **{f"List Continue{n}": f"{'ul|ol > li > ' * level}p:fresh" for n, level in (("", 1), (" 2", 2), (" 3", 3))},
    **{f"List Bullet {n}": f"{'ul|ol > li > ' * (n - 1)}ul > li:fresh" for n in (2, 3)},
    **{f"List Number {n}": f"{'ul|ol > li > ' * (n - 1)}ol > li:fresh" for n in (2, 3)},
}
BLOCKS = {
    **{f"heading-{n}": f"h{n}:fresh" for n in range(1, 7)},
    **{name: f"p.{name}:fresh" for name in ("title", "subtitle", "caption")},
    "quote": "blockquote > p:fresh",
    "paragraph": "p:fresh",
}
# Parts of the file whose text stands outside the body.
OUTSIDE = re.compile(r"word/(header|footer|comments)\d*\.xml")
WHY = {
    "header": say("importers:in-header"),
    "footer": say("importers:in-footer"),
    "comments": say("importers:comment"),
}
UNKNOWN_STYLE = re.compile(r"Unrecognised (?:paragraph|run) style: (.+?) \(Style ID")


def read_docx(path: Path, styles: dict[str, str | None]) -> tuple[Draft, list[Block]]:
    """The document's blocks, in order. `styles` is style -> block (import.yaml), before what is known of Word's own.

    Raises ContentError where the file is damaged, protected, or an old .doc.
    """
    import mammoth

    data = read_bytes(path)
    if data[:4] == OLE:
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data:
            raise protected(path)
        fix = say("importers:open-word-libreoffice-save-docx")
        raise import_error("old-format", say("importers:file-document-old-word-doc"), fix, path)
    check_archive(path)
    try:
        data, concealed = _without_hidden(data)
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_style_map(styles),
            include_embedded_style_map=False,
            ignore_empty_paragraphs=True,
        )
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            draft = _properties(archive)
            draft.left_over += _outside(archive, path)
            draft.left_over += [
                LeftOver(
                    text,
                    say("importers:hidden-text"),
                    Origin(path.name, say("importers:spot-paragraph", number=number)),
                )
                for text, number in concealed
            ]
    except (
        KeyError,
        ValueError,
        OSError,
        AttributeError,
        TypeError,
        IndexError,
        zipfile.BadZipFile,
        etree.LxmlError,
        SyntaxError,
    ) as error:
        fix = say("importers:open-word-libreoffice-save-again")
        raise import_error("damaged", say("importers:document-damaged-no-word-document"), fix, path) from error
    for message in result.messages:
        match = UNKNOWN_STYLE.match(message.message)
        if match and match[1] not in STYLES:
            draft.styles.setdefault(match[1], styles.get(match[1]))
    root = lxml_html.fragment_fromstring(result.value or "<p></p>", create_parent="div")
    return draft, take_titles(draft, html_blocks(root, path))


def _without_hidden(data: bytes) -> tuple[bytes, list[tuple[str, int]]]:
    """The document without runs that Word does not show (w:vanish, ECMA-376 part 1, 17.3.2.41), and their texts with
    the number of the paragraph."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if b"w:vanish" not in archive.read("word/document.xml"):
            return data, []
        parts = {name: archive.read(name) for name in archive.namelist()}
    root, found = _parse(parts["word/document.xml"]), list[tuple[str, int]]()
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        for run in list(paragraph.iter(f"{W}r")):
            mark = run.find(f"{W}rPr/{W}vanish")
            if mark is not None and mark.get(f"{W}val") not in ("0", "false"):
                found.append(("".join(text.text or "" for text in run.iter(f"{W}t")), number))
                run.getparent().remove(run)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue(), [(text, number) for text, number in found if text.strip()]


def _style_map(styles: dict[str, str | None]) -> str:
    lines = [f"p[style-name='{name}'] => {to}" for name, to in STYLES.items()]
    own = [
        f"p[style-name='{name}'] => {BLOCKS[block]}"
        for name, block in styles.items()
        if block in BLOCKS and "'" not in name
    ]
    return "\n".join([*own, *lines])


def _properties(archive: zipfile.ZipFile) -> Draft:
    draft = Draft()
    names = set(archive.namelist())
    if "docProps/app.xml" in names:
        app = _parse(archive.read("docProps/app.xml"))
        draft.sender = next(("".join(e.itertext()) for e in app.iter() if str(e.tag).endswith("}Company")), "").strip()
    if "word/styles.xml" in names:
        for language in _parse(archive.read("word/styles.xml")).iter(f"{W}lang"):
            draft.language = (language.get(f"{W}val") or "").split("-")[0]
            break
    return draft


def _outside(archive: zipfile.ZipFile, path: Path) -> Iterator[LeftOver]:
    for name in sorted(archive.namelist()):
        if match := OUTSIDE.fullmatch(name):
            for paragraph in _parse(archive.read(name)).iter(f"{W}p"):
                text = "".join(part.text or "" for part in paragraph.iter(f"{W}t")).strip()
                if text:
                    yield LeftOver(text, WHY[match[1]], Origin(path.name, match[1]))


def _parse(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
