"""HTML -> blocks: a saved web page without its menus and footers, or what another reader made of its file."""

from __future__ import annotations

import base64
import binascii
import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from publisher.content.reading.source_lines import BOXES
from publisher.importers.budgets import PARAGRAPHS, import_error, read_bytes, too_much
from publisher.importers.documents.inline import EMPHASIS, STRONG, inline_markdown, plain_text
from publisher.importers.documents.read_blocks import Block, escape
from publisher.importers.draft import Draft, DraftPicture, LeftOver, Origin
from publisher.importers.tables.table_files import decode
from publisher.model.blocks import TO_DO
from publisher.model.catalogue import say

# Parts of a web page that are no content: what stands in them is left over, and said so.
BOILERPLATE = frozenset({"nav", "header", "footer", "aside", "form", "dialog", "button", "iframe", "noscript"})
BOILERPLATE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"})
BOILERPLATE_NAMES = re.compile(
    r"\b(cookie|consent|breadcrumbs?|share|sharing|social|menu|navbar|sidebar|related|advert|newsletter|skip-link)\b",
    re.I,
)
UNSEEN = frozenset({"script", "style", "template", "head", "meta", "link", "svg", "math", "audio", "video", "object"})
INLINE = STRONG | EMPHASIS | frozenset(
    ("a", "abbr", "br", "span", "small", "sub", "sup", "u", "s", "del", "ins", "mark", "q", "time", "code", "kbd",
     "samp", "var", "font", "label", "bdi", "bdo", "wbr", "img")
)  # fmt: skip
# A box to tick; brackets are escaped, as plain text is.
TASK = re.compile(r"^(?:\\\[(?P<mark>[ xX])\\\]|(?P<box>[☐☑☒]))\s+")
NOTE = re.compile(r"(?:user-content-|sd)?(?:(?:foot|end)note|fn)[-:_]?(\d+)")
DATA = re.compile(r"data:(image/[\w.+-]+);base64,(.*)", re.S)
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/gif": "gif",
    "image/svg+xml": "svg",
}


def _task(found: re.Match[str]) -> str:
    mark = found["mark"] or (" " if found["box"] == TO_DO else "x")
    return f"[{mark}] "


def read_html(path: Path) -> tuple[Draft, list[Block]]:
    """A saved page: its main part as blocks, its title and language; its menus and footers are left over."""
    text = decode(path, read_bytes(path))
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(remove_comments=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise import_error(
            "damaged", say("importers:file-no-web-page-can-read"), say("importers:save-page-again"), path
        ) from error
    draft = Draft(language=(root.get("lang") or "").strip())
    title = root.findtext("head/title") or ""
    draft.title = " ".join(re.split(r"\s[|–—-]\s", title)[0].split())
    body = root.find("body")
    if body is None:
        return draft, []
    main = _main_part(body)
    for part in _boilerplate(body, main):
        if text := plain_text(part):
            draft.left_over.append(LeftOver(text, say("importers:page-frame"), Origin(path.name, f"<{part.tag}>")))
            part.getparent().remove(part) if part.getparent() is not None else None
    return draft, html_blocks(main, path)


def _main_part(body: Any) -> Any:
    """The element that holds the content: main, article, or the one with most text of its own paragraphs."""
    for way in (".//main", ".//*[@role='main']", ".//article"):
        found = body.xpath(way)
        if found:
            return max(found, key=lambda element: len(plain_text(element)))
    return body


def _boilerplate(body: Any, main: Any) -> list[Any]:
    """Elements outside the main part, and frames inside it; none inside another."""
    found: list[Any] = []
    around = set(main.iterancestors()) | {main}
    for element in body.iter():
        if not isinstance(element.tag, str) or any(parent in found for parent in element.iterancestors()):
            continue
        inside = main in element.iterancestors()
        named = f"{element.get('class', '')} {element.get('id', '')}"
        frame = (
            (element.tag in BOILERPLATE and not (inside and element.tag in ("header", "aside")))
            or element.get("role") in BOILERPLATE_ROLES
            or bool(BOILERPLATE_NAMES.search(named))
        )
        if element not in around and (frame or (not inside and element.getparent() in around)):
            found.append(element)
    return found


def html_blocks(root: Any, path: Path) -> list[Block]:
    """The blocks of an element, in their order. Raises ContentError where there are too many."""
    blocks = list(_Walker(path).blocks(root))
    if len(blocks) > PARAGRAPHS:
        raise too_much(
            path, say("importers:has-paragraphs", count=len(blocks)), say("importers:paragraphs", paragraphs=PARAGRAPHS)
        )
    return blocks


class _Walker:
    def __init__(self, path: Path) -> None:
        self.path, self.count, self.pictures = path, 0, 0

    def origin(self) -> Origin:
        self.count += 1
        return Origin(self.path.name, say("importers:spot-paragraph", number=self.count))

    def blocks(self, element: Any, depth: int = 0) -> Iterator[Block]:
        """Blocks below an element; text that stands between blocks is a paragraph of its own."""
        loose = lxml_html.Element("p")
        loose.text = element.text
        for child in list(element):
            if not isinstance(child.tag, str) or child.tag in UNSEEN:
                _append_text(loose, child.tail)
            elif child.tag in INLINE and child.tag != "img" and child.find(".//p") is None:
                tail, child.tail = child.tail, None
                loose.append(child)
                child.tail = tail
                child = None
            else:
                yield from self._loose(loose)
                yield from self._block(child, depth)
                loose = lxml_html.Element("p")
                loose.text = child.tail
        yield from self._loose(loose)

    def _loose(self, loose: Any) -> Iterator[Block]:
        if plain_text(loose):
            yield self._paragraph(loose)

    def _paragraph(self, element: Any) -> Block:
        whole, bold = plain_text(element), "".join(plain_text(one) for one in element if one.tag in STRONG)
        is_bold = bool(whole) and "".join(whole.split()) == "".join(bold.split())
        style = element.get("class", "")
        return Block("paragraph", inline_markdown(element), self.origin(), style=style, is_bold=is_bold)

    def _block(self, element: Any, depth: int) -> Iterator[Block]:
        tag = str(element.tag)
        if NOTE.fullmatch(element.get("id") or ""):
            yield from self._note(element)
        elif box := next((name for name in BOXES if name in element.get("class", "").split()), ""):
            yield Block("box", "", self.origin(), name=box)
            yield from self.blocks(element, depth)
            yield Block("box", "", self.origin())
        elif re.fullmatch("h[1-6]", tag):
            if plain_text(element):
                yield Block("heading", inline_markdown(element), self.origin(), level=int(tag[1]))
            yield from self._pictures(element)
        elif tag in ("ul", "ol"):
            yield from self._list(element, depth + 1)
        elif tag == "dl":
            yield from self._definitions(element)
        elif tag == "table":
            yield from self._table(element)
        elif tag == "img":
            yield from self._picture(element)
        elif tag == "blockquote":
            text = "\n\n".join(block.text for block in self.blocks(element) if block.text)
            if text:
                yield Block("quote", text, self.origin())
        elif tag == "pre":
            for line in plain_lines(element):
                yield Block("paragraph", line, self.origin())
        elif tag in ("p", "dt", "dd", "figcaption", "address", "summary", "caption"):
            yield from self._pictures(element)
            if element.find(".//p") is not None or element.find(".//ul") is not None:
                yield from self.blocks(element, depth)
            elif plain_text(element):
                block = self._paragraph(element)
                block.style = "caption" if tag == "figcaption" else block.style
                yield block
        else:
            yield from self.blocks(element, depth)

    def _note(self, element: Any) -> Iterator[Block]:
        """A note, however many paragraphs it has, is one."""
        note = NOTE.fullmatch(element.get("id") or "")
        texts = [
            block.text for block in self.blocks(lxml_html.fromstring(etree.tostring(_anonymous(element)))) if block.text
        ]
        if note and texts:
            yield Block("note", " ".join(texts), self.origin(), name=note[1])

    def _list(self, listing: Any, level: int) -> Iterator[Block]:
        number = int(listing.get("start") or 1) if listing.tag == "ol" else None
        for item in listing:
            if item.tag != "li":
                if item.tag in ("ul", "ol"):
                    yield from self._list(item, level + 1)
                continue
            if NOTE.fullmatch(item.get("id") or ""):
                yield from self._note(item)
                continue
            for index, block in enumerate(self.blocks(item, level)):
                if index == 0 and block.kind == "paragraph":
                    block.text = TASK.sub(_task, block.text)
                    block.kind, block.level, block.number = "item", level, number
                elif block.kind == "paragraph":
                    block.style = "continued"
                    block.level = level
                yield block
            number = None if number is None else number + 1

    def _definitions(self, listing: Any) -> Iterator[Block]:
        """Terms that share what they mean are one term; one that means nothing is a paragraph in bold."""
        terms: list[Any] = []
        parts = [one for one in listing.iter("dt", "dd") if next(one.iterancestors("dl")) is listing]
        for part in parts:
            if part.tag == "dt":
                terms.append(part)
                continue
            if terms:
                yield Block("term", ", ".join(map(inline_markdown, terms)), self.origin())
            for index, block in enumerate(self.blocks(part, 1)):
                if block.kind == "paragraph":
                    block.kind = "definition" if index == 0 else "paragraph"
                    block.style = "" if index == 0 else "continued"
                yield block
            terms = []
        for term in terms:
            yield Block("paragraph", f"**{inline_markdown(term)}**", self.origin(), is_bold=True)

    def _table(self, table: Any) -> Iterator[Block]:
        rows: list[list[str]] = []
        for row in table.iter("tr"):
            cells: list[str] = []
            for cell in row:
                if cell.tag in ("td", "th"):
                    parts = [block.text for block in self.blocks(cell) if block.text]
                    cells += [" ".join(parts), *[""] * (int(cell.get("colspan") or 1) - 1)]
            if any(cells):
                rows.append(cells)
        caption = table.find("caption")
        if rows:
            text = inline_markdown(caption) if caption is not None else ""
            yield Block("table", "", self.origin(), rows=rows, caption=text)

    def _pictures(self, element: Any) -> Iterator[Block]:
        for image in element.iter("img"):
            yield from self._picture(image)

    def _picture(self, image: Any) -> Iterator[Block]:
        """A picture in the file itself, or beside a saved page. One from a network is never fetched."""
        source, alt = image.get("src") or "", " ".join((image.get("alt") or "").split())
        origin, made = self.origin(), None
        if match := DATA.match(source):
            try:
                data = base64.b64decode(match[2], validate=False)
            except (binascii.Error, ValueError):
                data = b""
            ending = ENDINGS.get(match[1], "")
            if data and ending:
                self.pictures += 1
                made = DraftPicture(f"{self.path.stem}-{self.pictures}.{ending}", data, alt, origin)
        elif source and "://" not in source and not source.startswith(("//", "data:", "file:")):
            made = self._beside(unquote(source.partition("?")[0]), alt, origin)
        yield Block("picture", alt, origin, picture=made, name=source[:200])

    def _beside(self, name: str, alt: str, origin: Origin) -> DraftPicture | None:
        """Only below the folder of the saved page: it may name any file of the machine."""
        folder = self.path.parent.resolve()
        file = (folder / name).resolve()
        if not file.is_relative_to(folder) or not file.is_file():
            return None
        return DraftPicture(file.name, read_bytes(file), alt, origin)


def _anonymous(element: Any) -> Any:
    """A copy that is not taken for a note once more."""
    made = copy.deepcopy(element)
    made.attrib.pop("id", None)
    made.tag, made.tail = "div", None
    return made


def plain_lines(element: Any) -> list[str]:
    """The lines of preformatted text, escaped."""
    return [escape(line.strip()) for line in "".join(map(str, element.itertext())).splitlines() if line.strip()]


def _append_text(element: Any, text: str | None) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
