"""epub: the document as an EPUB 3.3, for reading programs and e-readers, with the pages of the printed version."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from lxml import etree

from publisher.compose import Document
from publisher.formats import Format
from publisher.formats.cover_image import cover_picture
from publisher.formats.edition import Edition
from publisher.formats.epub import book_style, navigation, ncx, package_metadata
from publisher.formats.epub.package_metadata import DC, OPF, XML_LANG
from publisher.formats.epub.page_list import mark_pages
from publisher.formats.epub.text import (
    BookMarkup,
    Part,
    addresses,
    page_of,
    split,
    take_pictures,
    written,
)
from publisher.formats.read_back import EPUB, read_epub
from publisher.formats.web.web_style import needed_faces
from publisher.text.i18n import direction

FOLDER = "EPUB"
PACKAGE = "package.opf"
STYLE = "style.css"
COVER = "pictures/cover"
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    f'<rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
MEDIA_TYPES = {
    ".css": "text/css",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ncx.SUFFIX: ncx.MEDIA_TYPE,
    ".xhtml": "application/xhtml+xml",
}
PACKED = frozenset({".jpeg", ".jpg", ".png", ".webp"})  # to press these once more gains nothing
FIRST_YEAR = 1980  # of the dates that a zip file can hold


def render(edition: Edition) -> bytes:
    """The book's bytes. The same content gives the same bytes."""
    document, master = edition.document, edition.master
    markup = BookMarkup(document)
    tree = markup.tree()
    pages = mark_pages(tree, master)
    pictures = take_pictures(tree, document, markup.large)
    parts = split(tree, markup.titles)
    places = addresses(parts)
    text, towards = "".join(map(str, tree.itertext())), direction(document.language)
    faces = needed_faces(document.brand, text, italic=next(tree.iter("em", "i"), None) is not None)
    suffix, picture = cover_picture(master)
    contents = navigation.navigation(document, parts, places, pages)
    identifier, title = package_metadata.identifier(document), package_metadata.title_of(document)
    files = {
        navigation.FILENAME: contents,
        ncx.FILENAME: ncx.ncx(contents, identifier, title),
        **{part.filename: page_of(part, document, towards, places) for part in parts},
        STYLE: book_style.stylesheet(document, faces).encode("utf-8"),
        f"{COVER}{suffix}": picture,
        **pictures,
        **{book_style.font_name(face.file): face.file.read_bytes() for _, face in faces},
        **{book_style.font_name(path): path.read_bytes() for path in book_style.licences(faces)},
    }
    book = package_metadata.held(tree, list(pictures.values()), master.count)
    return _zipped(document, {PACKAGE: _package(document, files, parts, book), **files})


def _package(
    document: Document, files: Mapping[str, bytes], parts: Sequence[Part], book: package_metadata.Held
) -> bytes:
    """package.opf: what the book is, all its files, and their order."""
    root = etree.Element(
        f"{{{OPF}}}package",
        {"version": "3.0", "unique-identifier": "id", XML_LANG: document.language, "dir": direction(document.language)},
        nsmap={None: OPF},
    )
    package_metadata.fill(etree.SubElement(root, f"{{{OPF}}}metadata", nsmap={"dc": DC}), document, book)
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    ids = dict[str, str]()
    for name in files:
        ids[name] = f"file-{len(ids) + 1}"
        item = {"id": ids[name], "href": name, "media-type": MEDIA_TYPES[PurePosixPath(name).suffix]}
        if name == navigation.FILENAME or name.startswith(COVER):
            item["properties"] = "nav" if name == navigation.FILENAME else "cover-image"
        etree.SubElement(manifest, f"{{{OPF}}}item", item)
    spine = etree.SubElement(root, f"{{{OPF}}}spine", {"toc": ids[ncx.FILENAME]})
    if direction(document.language) == "rtl":
        spine.set("page-progression-direction", "rtl")
    for part in parts:
        etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": ids[part.filename]})
    etree.indent(root)
    return written(root)


def _zipped(document: Document, files: Mapping[str, bytes]) -> bytes:
    """The container (EPUB 3.3, 4.2): first its kind, unpacked. The date of every file is the document's."""
    packed = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        **{f"{FOLDER}/{name}": data for name, data in files.items()},
    }
    date, target = document.date, io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for name, data in packed.items():
            entry = zipfile.ZipInfo(name, (max(date.year, FIRST_YEAR), date.month, date.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same wherever it is made
            stored = name == "mimetype" or PurePosixPath(name).suffix in PACKED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            book.writestr(entry, data)
    return target.getvalue()


FORMAT = Format(
    id="epub",
    extension="epub",
    media_type=EPUB,
    title="format.epub.title",
    purpose="format.epub.purpose",
    render=render,
    read=read_epub,
)
