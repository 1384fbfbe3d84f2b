"""toc.ncx: contents and printed pages for reading programs of EPUB 2, made from the navigation document.

EPUB 3.3, 5.4.2.2 leaves it to the author; its form is that of OPF 2.0.1, 2.4.1 (DAISY/NISO Z39.86-2005, 8).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree

from publisher.formats.epub.text import XHTML, XML_LANG, text_of, written

SUFFIX, MEDIA_TYPE = ".ncx", "application/x-dtbncx+xml"
FILENAME = f"toc{SUFFIX}"
NCX = "http://www.daisy.org/z3986/2005/ncx/"
ITEM, LISTING, LINK = (f"{{{XHTML}}}{tag}" for tag in ("li", "ol", "a"))


def ncx(navigation: bytes, identifier: str, title: str) -> bytes:
    """The bytes of toc.ncx. `navigation` are those of nav.xhtml, whose first list is the contents and whose second one
    the printed pages."""
    source = etree.fromstring(navigation)
    contents, pages, *_ = source.iter(f"{{{XHTML}}}nav")
    root = etree.Element(f"{{{NCX}}}ncx", {"version": "2005-1", XML_LANG: source.get(XML_LANG, "")}, nsmap={None: NCX})
    order = count(1)
    points = list(_points(contents, order))
    targets = [_target(item, number) for number, item in enumerate(pages.iter(ITEM), 1)]
    head = _sub(root, "head")
    for name, value in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(_depth(contents))),
        ("dtb:totalPageCount", str(len(targets))),
        ("dtb:maxPageNumber", str(len(targets))),
    ):
        _sub(head, "meta", name=name, content=value)
    _sub(_sub(root, "docTitle"), "text").text = title
    _sub(root, "navMap").extend(points)
    if targets:
        listing = _sub(root, "pageList")
        _label(listing, pages[0])
        listing.extend(targets)
    return written(root)


def _points(parent: etree._Element, order: count[int]) -> Iterator[etree._Element]:
    for item in parent.iterfind(f"{LISTING}/{ITEM}"):
        point = etree.Element(f"{{{NCX}}}navPoint")
        number = next(order)
        point.set("id", f"point_{number}")
        point.set("playOrder", str(number))
        _leads(point, item)
        point.extend(_points(item, order))
        yield point


def _target(item: etree._Element, number: int) -> etree._Element:
    """The mark of a printed page. Its place in the order of reading is that of the page list alone."""
    target = etree.Element(f"{{{NCX}}}pageTarget")
    for name, value in (("id", f"page_{number}"), ("type", "normal"), ("value", text_of(item))):
        target.set(name, value)
    _leads(target, item)
    return target


def _leads(point: etree._Element, item: etree._Element) -> None:
    link = item.find(LINK)
    assert link is not None
    _label(point, link)
    _sub(point, "content", src=link.get("href", ""))


def _label(parent: etree._Element, source: etree._Element) -> None:
    _sub(_sub(parent, "navLabel"), "text").text = text_of(source)


def _depth(parent: etree._Element) -> int:
    return 1 + max((_depth(item) for item in parent.iterfind(f"{LISTING}/{ITEM}")), default=-1)


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NCX}}}{tag}", attributes)
