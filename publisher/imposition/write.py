"""A plan -> the PDF of its sheets. Pages become form XObjects as they are: no content is read, so colours, spot plates,
overprint and pictures stay what they were. Where a sheet is a page, the page stays itself, with its links and tags."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    StreamObject,
)

from publisher.imposition.annotations import Drawn, drawn_annotations, outside_links
from publisher.imposition.coordinates import corner_and_size, inverse, placed, points, rounded
from publisher.imposition.imposed_metadata import without_claims
from publisher.imposition.job import Job
from publisher.imposition.label_font import LabelFont
from publisher.imposition.sheet_marks import LABEL_SIZE, label_place, marks
from publisher.imposition.sheet_model import Placement, Plan, Rect, Side
from publisher.imposition.source import SourcePage, entry, moved
from publisher.model.catalogue import Message, say
from publisher.model.units import mm_to_pt
from publisher.pdf.press.printers_marks import ALL, mark_spaces
from publisher.pdf.syntax.objects import pdf, stream

KEPT = ("/OutputIntents", "/OCProperties", "/Lang")
LOST = {  # what a sheet of several pages cannot have, by the catalog's entries
    "/StructTreeRoot": say("imposition:lost-tags"),
    "/Outlines": say("imposition:lost-bookmarks"),
    "/AcroForm": say("imposition:lost-form-fields"),
}


@dataclass
class Written:
    """`notes`: what of the file could not be kept."""

    data: bytes
    notes: list[Message] = field(default_factory=list)


def write(
    reader: PdfReader, data: bytes, pages: Sequence[SourcePage], plan: Plan, job: Job, name: str, which: str = ""
) -> Written:
    """The sheets, sides in the order of printing; `which`: only the "fronts" or the "backs", a blank one where a sheet
    has none."""
    sides = _sides(plan, which)
    stays = job.scheme.id == "single" and all(one.scale == 1 for side in sides if side for one in side.placements)
    target = _Kept(reader, pages, plan, job, name) if stays and not which else _Forms(reader, pages, plan, job, name)
    for side in sides:
        target.add(side)
    return target.finish(data, which)


def _sides(plan: Plan, which: str) -> list[Side | None]:
    if which == "fronts":
        return [sheet.front for sheet in plan.sheets]
    if which == "backs":
        return [sheet.back for sheet in plan.sheets]
    sides: list[Side | None] = []
    for number, sheet in enumerate(plan.sheets, 1):
        sides.append(sheet.front)
        # A printer that turns sheets over takes the next page for the back, whatever it is.
        if sheet.back or (plan.two_sided and number < len(plan.sheets)):
            sides.append(sheet.back)
    return sides


class _Target:
    """What both ways of writing share: marks, labels, boxes, and what the file says of itself."""

    def __init__(
        self, writer: PdfWriter, reader: PdfReader, pages: Sequence[SourcePage], plan: Plan, job: Job, name: str
    ) -> None:
        self.writer, self.reader, self.pages, self.plan, self.job, self.name = writer, reader, pages, plan, job, name
        self.size = mm_to_pt(plan.width), mm_to_pt(plan.height)
        self.is_for_press = _is_for_press(reader)
        self.lost: dict[Message, None] = {}
        self._font: LabelFont | None = None

    @property
    def font(self) -> LabelFont:
        if self._font is None:
            labels = [side.label for sheet in self.plan.sheets for side in sheet.sides]
            self._font = LabelFont(self.writer, [self.name, ": ", *labels])
        return self._font

    def extras(self, side: Side) -> tuple[bytes, dict[str, Any]]:
        """Marks and label of a side as a content stream, and the resources that it names."""
        resources: dict[str, Any] = {}
        colour = (f"{ALL} CS 1 SCN", f"{ALL} cs 1 scn") if self.is_for_press else ("0 G", "0 g")
        drawn = marks(side, (self.plan.width, self.plan.height), self.job, colour)
        place = label_place(side, (self.plan.width, self.plan.height)) if side.label else None
        if place is not None:
            text = self.font.coded(f"{self.name}: {side.label}")
            drawn += b"\nq %b BT /Label %.1f Tf %.3f %.3f Td %b Tj ET Q" % (
                colour[1].encode(),
                LABEL_SIZE,
                *place,
                text,
            )
            resources["/Font"] = {"/Label": self.font.font}
        if drawn and self.is_for_press:
            resources["/ColorSpace"] = mark_spaces()
        return drawn, resources

    def boxes(self, side: Side) -> dict[str, Rect]:
        """The sheet's boxes in points; PDF/X needs a trim box within a bleed box within the medium."""
        media = Rect(0, 0, *self.size)
        block, reach = (points(box).within(media) for box in (side.block, side.reach))
        return {"/MediaBox": media, "/BleedBox": reach.around(block), "/TrimBox": block}

    def finish(self, data: bytes, which: str) -> Written:
        root, preferences = self.writer.root_object, entry(self.reader.root_object, "/ViewerPreferences") or {}
        duplex = f"DuplexFlip{self.plan.flip.title()}Edge" if self.plan.two_sided and not which else "Simplex"
        root[NameObject("/ViewerPreferences")] = pdf(
            {
                **{key: value for key, value in preferences.items() if key in ("/DisplayDocTitle", "/Direction")},
                "/PrintScaling": "/None",
                "/Duplex": f"/{duplex}",
                "/PickTrayByPDFSize": True,
            }
        )
        given = entry(self.reader.trailer, "/ID")
        first = given[0] if given else ByteStringObject(hashlib.md5(data, usedforsecurity=False).digest())
        own = hashlib.md5(data + f"{self.job.settings}{which}".encode(), usedforsecurity=False).digest()
        self.writer._ID = ArrayObject([first, ByteStringObject(own)])
        target = io.BytesIO()
        self.writer.write(target)
        return Written(target.getvalue(), [say("imposition:not-kept", lost=list(self.lost))] if self.lost else [])


class _Forms(_Target):
    """Several pages a side, or turned ones."""

    def __init__(self, reader: PdfReader, pages: Sequence[SourcePage], plan: Plan, job: Job, name: str) -> None:
        super().__init__(PdfWriter(), reader, pages, plan, job, name)
        self.writer.pdf_header = reader.pdf_header
        self.forms: dict[int, list[Drawn]] = {}
        self.resources: dict[int, Any] = {}
        catalog = reader.root_object
        for key in KEPT:
            if key in catalog:
                self.writer.root_object[NameObject(key)] = catalog.raw_get(key).clone(self.writer)
        self.writer.root_object.update({NameObject("/Metadata"): kept} if (kept := self._metadata()) else {})
        if entry(reader.trailer, "/Info") is not None:
            self.writer._info = reader.trailer.raw_get("/Info").clone(self.writer)
        self.lost |= {said: None for key, said in LOST.items() if key in catalog}

    def _metadata(self) -> Any:
        """XMP, without claims that imposed sheets cannot keep."""
        found = entry(self.reader.root_object, "/Metadata")
        if not isinstance(found, StreamObject):
            return None
        packet, dropped = without_claims(found.get_data())
        self.lost |= dict.fromkeys(dropped)
        made = stream(packet, {"/Type": "/Metadata", "/Subtype": "/XML"}, compress=False)
        return self.writer._add_object(made)

    def add(self, side: Side | None) -> None:
        if side is None:
            self.writer.add_blank_page(*self.size)
            page = self.writer.pages[-1]
            page[NameObject("/TrimBox")] = pdf([0, 0, *self.size])
            return
        content, drawings, links = list[bytes](), dict[str, Any](), list[Any]()
        for placement in side.placements:
            content.append(self._draw(placement, drawings))
            links += self._links(placement)
        extras, resources = self.extras(side)
        made = stream(b"\n".join([*content, extras]), {})
        sheet = DictionaryObject()
        boxes = {key: rounded(box) for key, box in self.boxes(side).items()}
        sheet.update(pdf({"/Type": "/Page", **boxes, "/Resources": {"/XObject": drawings, **resources}}))
        sheet[NameObject("/Contents")] = self.writer._add_object(made)
        if group := next((g for p in side.placements if (g := entry(self.pages[p.page].page, "/Group"))), None):
            space = group.raw_get("/CS").clone(self.writer) if "/CS" in group else None
            entries = {"/Type": "/Group", "/S": "/Transparency", "/I": True}
            sheet[NameObject("/Group")] = pdf({**entries, **({"/CS": space} if space is not None else {})})
        if links:
            sheet[NameObject("/Annots")] = ArrayObject(self.writer._add_object(link) for link in links)
        self._append(sheet)

    def _append(self, sheet: DictionaryObject) -> None:
        """Without the way through PageObject, which would copy everything once more."""
        tree = self.writer._pages.get_object()
        assert isinstance(tree, DictionaryObject)
        sheet[NameObject("/Parent")] = self.writer._pages
        tree["/Kids"].append(self.writer._add_object(sheet))  # type: ignore[attr-defined]
        tree[NameObject("/Count")] = pdf(len(tree["/Kids"]))  # type: ignore[arg-type]
        self.writer.flattened_pages = None

    def _draw(self, placement: Placement, drawings: dict[str, Any]) -> bytes:
        """The operations that draw a page in its place."""
        left, bottom, width, height = corner_and_size(points(placement.keep))
        parts = [b"q %.4f %.4f %.4f %.4f re W n" % (left, bottom, width, height)]
        parts.append(b"%.6f %.6f %.6f %.6f %.4f %.4f cm" % placed(self.pages[placement.page], placement))
        for number, drawn in enumerate(self._page(placement.page)):
            name = f"/P{placement.page + 1}" + (f"A{number}" if number else "")
            drawings[name] = drawn.form
            parts.append(drawn.operations(name))
        return b"\n".join([*parts, b"Q"])

    def _page(self, number: int) -> list[Drawn]:
        """The page as a form, then its annotations, each made once."""
        if number not in self.forms:
            source = self.pages[number].page
            self.forms[number] = [Drawn(self._form(number)), *drawn_annotations(source, self.writer)]
        return self.forms[number]

    def _form(self, number: int) -> Any:
        source = self.pages[number]
        form = _as_form(source.page, self.writer)
        form.update(pdf({"/Type": "/XObject", "/Subtype": "/Form", "/FormType": 1}))
        media = source.page.mediabox
        form[NameObject("/BBox")] = ArrayObject(FloatObject(float(part)) for part in media)
        form[NameObject("/Resources")] = self._resources(source.page)
        if "/Group" in source.page:
            form[NameObject("/Group")] = source.page.raw_get("/Group").clone(self.writer)
        return self.writer._add_object(form)

    def _resources(self, page: Any) -> Any:
        """Those of several pages that share them are copied once."""
        found = entry(page, "/Resources")
        if found is None:
            return DictionaryObject()
        if id(found) not in self.resources:
            copied = found.clone(self.writer)
            self.resources[id(found)] = getattr(copied, "indirect_reference", None) or self.writer._add_object(copied)
        return self.resources[id(found)]

    def _links(self, placement: Placement) -> list[Any]:
        if self.is_for_press:
            return []
        source = self.pages[placement.page]
        matrix = placed(source, placement)
        found, inner = outside_links(source.page, matrix, points(placement.keep))
        if inner:
            self.lost[say("imposition:lost-links")] = None
        return found


class _Kept(_Target):
    """One page a side: the page stays where it is, and its sheet is drawn around it, by its boxes alone."""

    def __init__(self, reader: PdfReader, pages: Sequence[SourcePage], plan: Plan, job: Job, name: str) -> None:
        writer = PdfWriter(clone_from=reader)
        writer.pdf_header = reader.pdf_header
        super().__init__(writer, reader, pages, plan, job, name)

    def add(self, side: Side | None) -> None:
        if side is None:
            return  # only after the last page
        (placement,) = side.placements
        page, source = self.writer.pages[placement.page], self.pages[placement.page]
        onto = placed(source, placement)
        back = inverse(onto)
        for key in ("/CropBox", "/ArtBox"):
            page.pop(NameObject(key), None)
        own = Side(side.placements, side.guides, placement.trim, placement.keep, (), side.label)
        for key, box in self.boxes(own).items():
            page[NameObject(key)] = pdf(rounded(moved(back, box)))
        keep = moved(back, points(placement.keep))
        extras, resources = self.extras(own)
        before = b"q %.4f %.4f %.4f %.4f re W n" % corner_and_size(keep)
        after = b"Q"
        if extras:
            after += b"\n/Artifact BMC q %.6f %.6f %.6f %.6f %.4f %.4f cm\n" % back + extras + b"\nQ EMC"
            _give(page, resources)
        contents = entry(page, "/Contents")
        inner = (
            list(contents)
            if isinstance(contents, ArrayObject)
            else ([page.raw_get("/Contents")] if contents is not None else [])
        )
        page[NameObject("/Contents")] = ArrayObject(
            [self.writer._add_object(stream(before, {})), *inner, self.writer._add_object(stream(after, {}))]
        )


def _give(page: Any, resources: dict[str, Any]) -> None:
    """Resources besides those that the page has; what pages share is copied before it is changed."""
    own = DictionaryObject(entry(page, "/Resources") or {})
    for kind, entries in resources.items():
        own[NameObject(kind)] = pdf({**(entry(own, kind) or {}), **entries})
    page[NameObject("/Resources")] = own


def _as_form(page: Any, writer: PdfWriter) -> StreamObject:
    """The page's content as one stream; a single one is taken as it is packed."""
    contents = entry(page, "/Contents")
    if isinstance(contents, ArrayObject) and len(contents) == 1:
        contents = contents[0].get_object()
    if isinstance(contents, StreamObject):
        made: StreamObject = EncodedStreamObject() if "/Filter" in contents else StreamObject()
        for key, value in contents.items():
            if key in ("/Filter", "/DecodeParms"):
                made[NameObject(key)] = value.clone(writer)
        made._data = contents._data
        return made
    parts = [one.get_object() for one in contents] if isinstance(contents, ArrayObject) else []
    return stream(b"\n".join(part.get_data() for part in parts if isinstance(part, StreamObject)), {})


def _is_for_press(reader: PdfReader) -> bool:
    """Whether the file is PDF/X: nothing but pages may be in it then, and marks are on every plate."""
    listed = entry(reader.root_object, "/OutputIntents") or []
    return any(entry(one.get_object(), "/S") == "/GTS_PDFX" for one in listed)
