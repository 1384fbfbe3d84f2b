"""Writes PDFs for the tests of preflight, object by object: a sound PDF/X-4 sheet in which one thing can be wrong."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from functools import cache

from fontTools.ttLib import TTFont

from support.tools import ROOT

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED = 105.0, 148.0, 3.0  # mm: A6
FONT = ROOT / "fonts/source-sans-3/SourceSans3_400Regular.ttf"
PROFILE = ROOT / "presses/profiles/ISOcoated_v2_300_bas.icc"
INFO = "/Title (Prov) /CreationDate (D:20260101120000Z) /ModDate (D:20260101120000Z) /Trapped /False"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Prov</rdf:li></rdf:Alt></dc:title>
<xmp:MetadataDate>2026-01-01T12:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
# Below everything else: a tint that fills page and bleed.
GROUND = "0.1 0 0.2 0 k 0 0 {width:.3f} {height:.3f} re f\n"
TEXT = "/Over gs 0 0 0 1 k BT /F1 10 Tf {x:.3f} {y:.3f} Td (Ett prov av text) Tj ET\n"


@dataclass(frozen=True)
class Page:
    """One page. Coordinates in its content are points from the medium's lower left corner; `at` helps."""

    content: str = ""
    width: float = WIDTH
    height: float = HEIGHT
    bleed: float = BLEED
    boxes: str | None = None
    resources: str = ""
    states: str = ""
    fonts: str = ""
    more: str = ""
    ground: bool = True
    text: bool = True


@dataclass(frozen=True)
class PressPdf:
    """A whole file. Everything has the value that it has in a sound one."""

    pages: tuple[Page, ...] = (Page(),)
    info: str = INFO
    xmp: str | None = XMP
    intents: tuple[str, ...] = ("/S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /DestOutputProfile {profile}",)
    profile: bytes | None = None
    catalog: str = ""
    objects: tuple[str | bytes, ...] = field(default_factory=tuple)  # numbered from 20 on
    trailer: str = "/ID [<01234567> <01234567>]"
    embedded: bool = True
    header: str = "%PDF-1.6"

    def with_page(self, **changes: object) -> PressPdf:
        """The same with another first page."""
        return replace(self, pages=(replace(self.pages[0], **changes), *self.pages[1:]))  # type: ignore[arg-type]

    def write(self) -> bytes:
        """The file's bytes."""
        objects: dict[int, bytes] = {}
        kids = " ".join(f"{40 + 2 * index} 0 R" for index in range(len(self.pages)))
        intents = " ".join(f"<< /Type /OutputIntent {intent.format(profile='5 0 R')} >>" for intent in self.intents)
        metadata = "/Metadata 4 0 R" if self.xmp else ""
        objects[1] = f"<< /Type /Catalog /Pages 2 0 R {metadata} /OutputIntents [{intents}] {self.catalog} >>".encode()
        objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>".encode()
        objects[3] = f"<< {self.info} >>".encode("latin-1")
        objects[4] = stream("/Type /Metadata /Subtype /XML", (self.xmp or "").encode())
        objects[5] = _packed("/N 4", self.profile or PROFILE.read_bytes())
        objects |= _font_objects(self.embedded)
        for number, extra in enumerate(self.objects, 20):
            objects[number] = extra if isinstance(extra, bytes) else extra.encode("latin-1")
        for index, page in enumerate(self.pages):
            objects[40 + 2 * index] = _page_object(page, 41 + 2 * index)
            objects[41 + 2 * index] = _packed("", _content(page).encode("latin-1"))
        return _written(self.header, objects, f"/Root 1 0 R /Info 3 0 R {self.trailer}")


def at(x: float, y: float, page: Page | None = None) -> tuple[float, float]:
    """mm from the trim's upper left corner -> points in the content."""
    page = page or Page()
    return (x + page.bleed) * MM, (page.height + page.bleed - y) * MM


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """A path, in mm from the trim's upper left corner."""
    left, bottom = at(x, y + height)
    return f"{left:.3f} {bottom:.3f} {width * MM:.3f} {height * MM:.3f} re"


def text(x: float, y: float, size: float = 10, words: str = "Ett prov av text") -> str:
    """A text whose line begins there, in whatever colour holds."""
    left, bottom = at(x, y)
    return f"BT /F1 {size} Tf {left:.3f} {bottom:.3f} Td ({words}) Tj ET\n"


def placed(name: str, x: float, y: float, width: float, height: float) -> str:
    """A picture or form drawn into a box."""
    left, bottom = at(x, y + height)
    return f"q {width * MM:.3f} 0 0 {height * MM:.3f} {left:.3f} {bottom:.3f} cm /{name} Do Q\n"


def stream(entries: str, data: bytes) -> bytes:
    """A stream object as it is."""
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


@cache
def _packed(entries: str, data: bytes) -> bytes:
    return stream(f"{entries} /Filter /FlateDecode", zlib.compress(data))


def image(width: int, height: int, space: str, bits: int = 8, more: str = "", data: bytes | None = None) -> bytes:
    """A picture of one even, light tone."""
    channels = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}.get(space, 1)
    size = (width * channels * bits + 7) // 8 * height
    entries = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {space} /BitsPerComponent {bits}"
    )
    return _packed(f"{entries} {more}", data or bytes([30]) * size)


def _page_object(page: Page, content: int) -> bytes:
    width, height, bleed = page.width * MM, page.height * MM, page.bleed * MM
    boxes = page.boxes
    if boxes is None:
        outer = f"[0 0 {width + 2 * bleed:.4f} {height + 2 * bleed:.4f}]"
        trim = f"[{bleed:.4f} {bleed:.4f} {bleed + width:.4f} {bleed + height:.4f}]"
        boxes = f"/MediaBox {outer} /BleedBox {outer} /TrimBox {trim}"
    states = f"/ExtGState << /Over << /OP true /op true /OPM 1 >> {page.states} >>"
    resources = f"/Resources << /Font << /F1 6 0 R {page.fonts} >> {states} {page.resources} >>"
    return f"<< /Type /Page /Parent 2 0 R {boxes} {resources} /Contents {content} 0 R {page.more} >>".encode()


def _content(page: Page) -> str:
    width, height = (page.width + 2 * page.bleed) * MM, (page.height + 2 * page.bleed) * MM
    ground = GROUND.format(width=width, height=height) if page.ground else ""
    x, y = at(20, 20, page)
    return ground + (f"q {TEXT.format(x=x, y=y)} Q\n" if page.text else "") + page.content


@cache
def _font() -> tuple[bytes, str, str]:
    """(the file, widths, descriptor) of a shipped font in the encoding of western Europe."""
    with TTFont(FONT) as font:
        names, advance, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        widths = [round(advance[names.get(code, ".notdef")][0] * 1000 / em) for code in range(32, 256)]
    return FONT.read_bytes(), " ".join(map(str, widths)), "/Flags 32 /FontBBox [-200 -250 1100 1000] /ItalicAngle 0"


def _font_objects(embedded: bool) -> dict[int, bytes]:
    data, widths, about = _font()
    file = "/FontFile2 8 0 R" if embedded else ""
    heights = "/Ascent 750 /Descent -250 /CapHeight 660 /StemV 80"
    descriptor = f"<< /Type /FontDescriptor /FontName /SourceSans3 {about} {heights} {file} >>"
    entries = "/Type /Font /Subtype /TrueType /BaseFont /SourceSans3 /Encoding /WinAnsiEncoding"
    return {
        6: f"<< {entries} /FirstChar 32 /LastChar 255 /Widths [{widths}] /FontDescriptor 7 0 R >>".encode(),
        7: descriptor.encode(),
        8: _packed(f"/Length1 {len(data)}", data),
    }


def _written(header: str, objects: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(f"{header}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    size = max(objects) + 1
    start = len(out)
    rows = "".join(f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 00000 f \n" for n in range(1, size))
    out += f"xref\n0 {size}\n0000000000 65535 f \n{rows}".encode()
    out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
