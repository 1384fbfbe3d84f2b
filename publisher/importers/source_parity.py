"""Whether every text of a foreign file was placed or is listed as left over.

The file is read here by other means than the importer's own, so that what the importer never saw is found, too.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from publisher.importers.draft import LeftOver, Origin
from publisher.importers.readers import kind_of
from publisher.importers.tables.table_files import decode
from publisher.model.catalogue import say

WORDS = re.compile(r"[^\W_]+", re.U)
PROPERTIES = ("SUMMARY", "DESCRIPTION", "LOCATION")
XML_TEXTS = {
    "docx": (re.compile(r"word/(document|footnotes|endnotes)\.xml"), ("t",), "p"),
    "odt": (re.compile(r"content\.xml"), ("p", "h"), "p"),
    "book": (re.compile(r"xl/sharedStrings\.xml"), ("t",), "si"),
}


def unplaced(path: Path, placed: str) -> list[LeftOver]:
    """Texts of the file that are not in `placed`: everything that the publication and the report hold, as one text."""
    haystack = _letters(placed)
    return [
        LeftOver(text, say("importers:not-seen"), origin)
        for text, origin in source_texts(path)
        if (letters := _letters(text)) and letters not in haystack and not _in_pieces(text, haystack)
    ]


def _letters(text: str) -> str:
    """Letters and digits alone: spaces, marks and line ends make no difference."""
    return "".join(WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def _in_pieces(text: str, haystack: str) -> bool:
    """Whether each line of it is there, where a long text was parted."""
    pieces = [piece for piece in re.split(r"[\n;,:()–]|(?<=\.) ", text) if _letters(piece)]
    return len(pieces) > 1 and all(_letters(piece) in haystack for piece in pieces)


def source_texts(path: Path) -> Iterator[tuple[str, Origin]]:
    """(text, where) of every paragraph, cell or line of a file."""
    kind = kind_of(path)
    if kind in XML_TEXTS and zipfile.is_zipfile(path):
        yield from _zip_texts(path, *XML_TEXTS[kind])
    elif kind == "ics":
        yield from _calendar_texts(path)
    elif kind == "html":
        root = lxml_html.document_fromstring(decode(path, path.read_bytes()))
        for number, text in enumerate(root.xpath("//body//text()[not(ancestor::script or ancestor::style)]"), 1):
            yield str(text), Origin(path.name, say("importers:spot-text", number=number))
    elif kind == "csv":
        text = decode(path, path.read_bytes())
        for number, line in enumerate(text.splitlines()[1:], 2):
            for cell in re.findall(r'"[^"]*"|[^;,\t|"]+', line):
                if not re.search(r"\d[.:,]\d\d|\d{4}-\d\d", cell):  # dates and times stand in another form
                    yield cell.strip('"'), Origin(path.name, say("importers:spot-row", number=number))


def _zip_texts(path: Path, names: re.Pattern[str], texts: Iterable[str], unit: str) -> Iterator[tuple[str, Origin]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with zipfile.ZipFile(path) as archive:
        for name in filter(names.fullmatch, archive.namelist()):
            for number, element in enumerate(etree.fromstring(archive.read(name), parser).iter(f"{{*}}{unit}"), 1):
                if unit == "p" and texts == ("p", "h"):
                    text = "".join(map(str, element.itertext()))
                else:
                    inner = (part for kind in texts for part in element.iter(f"{{*}}{kind}"))
                    text = "".join(part.text or "" for part in inner)
                yield text, Origin(path.name, say("importers:spot-paragraph", number=number))


def _calendar_texts(path: Path) -> Iterator[tuple[str, Origin]]:
    text = re.sub(r"\r?\n[ \t]", "", decode(path, path.read_bytes()))
    for number, line in enumerate(text.splitlines(), 1):
        name, _, value = line.partition(":")
        if name.partition(";")[0].upper() in PROPERTIES:
            plain = re.sub(r"\\([;,\\])", r"\1", value.replace("\\n", "\n").replace("\\N", "\n"))
            yield plain, Origin(path.name, say("importers:spot-line", number=number))
