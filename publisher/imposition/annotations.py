"""Annotations: links, which are kept where they lead out of the file, and filled-in
fields, stamps and notes, which are printed and so become part of the page (ISO 32000-2, 12.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from publisher.imposition.sheet_model import Rect
from publisher.imposition.source import Matrix, box_of, entry, moved
from publisher.pdf.syntax.objects import pdf, plain_numbers

HIDDEN, PRINT = 2, 4  # flags (table 167)
NOT_DRAWN = ("/Link", "/Popup")


@dataclass(frozen=True)
class Drawn:
    """A form XObject on a page, moved by `matrix` in the page's units."""

    form: Any
    matrix: Matrix | None = None

    def operations(self, name: str) -> bytes:
        if self.matrix is None:
            return f"{name} Do".encode()
        return b"q %.6f %.6f %.6f %.6f %.4f %.4f cm %b Do Q" % (*self.matrix, name.encode())


def drawn_annotations(page: Any, writer: PdfWriter) -> Iterator[Drawn]:
    """The appearance of each annotation that is printed, moved as ISO 32000-2, 12.5.5 says."""
    for annotation in _annotations(page):
        flags = int(entry(annotation, "/F") or 0)
        if entry(annotation, "/Subtype") in NOT_DRAWN or flags & HIDDEN or not flags & PRINT:
            continue
        appearance, rect = _appearance(annotation), box_of(entry(annotation, "/Rect"))
        box = box_of(entry(appearance, "/BBox")) if appearance is not None else None
        if appearance is None or rect is None or box is None:
            continue
        given = plain_numbers(entry(appearance, "/Matrix") or ())
        own: Matrix = (given[0], given[1], given[2], given[3], given[4], given[5]) if len(given) == 6 else SAME
        drawn = moved(own, box)
        if drawn.width <= 0 or drawn.height <= 0:
            continue
        across, up = rect.width / drawn.width, rect.height / drawn.height
        matrix = (across, 0.0, 0.0, up, rect.left - drawn.left * across, rect.bottom - drawn.bottom * up)
        copied = appearance.clone(writer)
        copied.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
        yield Drawn(copied.indirect_reference or writer._add_object(copied), matrix)


SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def outside_links(page: Any, onto: Matrix, keep: Rect) -> tuple[list[DictionaryObject], bool]:
    """The links to addresses, moved to their places on the sheet; and whether there are others, to pages."""
    found, inner = list[DictionaryObject](), False
    for annotation in _annotations(page):
        if entry(annotation, "/Subtype") != "/Link":
            continue
        action = entry(annotation, "/A")
        rect = box_of(entry(annotation, "/Rect"))
        if not isinstance(action, DictionaryObject) or entry(action, "/S") != "/URI" or rect is None:
            inner = True
            continue
        box = moved(onto, rect).within(keep)
        if box.width <= 0 or box.height <= 0:
            continue
        corners = [round(part, 3) for part in (box.left, box.bottom, box.right, box.top)]
        made = pdf({"/Type": "/Annot", "/Subtype": "/Link", "/Rect": corners, "/Border": [0, 0, 0], "/F": PRINT})
        made[NameObject("/A")] = pdf({"/S": "/URI", "/URI": action["/URI"]})
        if isinstance(text := entry(annotation, "/Contents"), str):
            made[NameObject("/Contents")] = pdf(text)
        found.append(made)
    return found, inner


def _annotations(page: Any) -> Iterator[DictionaryObject]:
    listed = entry(page, "/Annots")
    for one in listed if isinstance(listed, list) else ():
        annotation = one.get_object()
        if isinstance(annotation, DictionaryObject):
            yield annotation


def _appearance(annotation: DictionaryObject) -> StreamObject | None:
    """How it looks as it is: of several states, the one that it is in."""
    looks = entry(annotation, "/AP")
    normal = entry(looks, "/N") if looks is not None else None
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        normal = entry(normal, str(entry(annotation, "/AS")))
    return normal if isinstance(normal, StreamObject) else None
