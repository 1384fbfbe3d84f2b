"""Metadata of a PDF: title, dates, and the standards it follows, in XMP (ISO 16684-1) and the same in Info."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

from publisher.compose import Document
from publisher.model.version import __version__
from publisher.pdf.layout.engine_hooks import srgb_profile
from publisher.pdf.syntax.objects import pdf, stream
from publisher.pdf.tagging.accessible_standards import Standard

PRODUCER = f"publisher {__version__}"
SPACES = {"pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/"}
A_2A = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
# A declaration of conformance to Well-Tagged PDF 1.0 for accessibility (PDF Declarations, PDF Association 2019).
WELL_TAGGED = """
  <rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
   <pdfd:declarations><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
   </rdf:li></rdf:Bag></pdfd:declarations>
  </rdf:Description>"""
# PDF/A knows no 'pdfuaid': a file that is both describes the schema itself (ISO 19005-2, 6.6.2.3).
UA_SCHEMA = """
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>"""


def describe(writer: PdfWriter, document: Document, title: str, standard: Standard) -> None:
    """Title, sender, dates and standards. PDF/UA-1 comes with PDF/A-2a and its output intent."""
    put_info(writer, document, title)
    more = UA_SCHEMA if standard is Standard.UA_1 else WELL_TAGGED
    put_xmp(writer, document, title, SPACES, _claims(standard), more)
    if standard is Standard.UA_1:
        writer.root_object[NameObject("/OutputIntents")] = ArrayObject([_output_intent(writer)])


def put_info(writer: PdfWriter, document: Document, title: str, more: Mapping[str, str] | None = None) -> None:
    """The document information dictionary, with the date of the content; `more` entries begin with / where they are
    names."""
    date = f"D:{document.date:%Y%m%d}000000Z"
    texts = {
        "/Title": title,
        "/Author": document.sender,
        "/Subject": document.description,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
    }
    info = DictionaryObject({NameObject(key): TextStringObject(text) for key, text in texts.items()})
    info.update({NameObject(key): pdf(value) for key, value in (more or {}).items()})
    writer._info = writer._add_object(info)


def put_xmp(
    writer: PdfWriter, document: Document, title: str, spaces: Mapping[str, str], own: str, more: str = ""
) -> None:
    """The document's XMP packet, not compressed: programs find it without reading the PDF. `own` are entries besides
    title, sender and dates, in the name `spaces` that they need; `more` are further descriptions."""
    packet = stream(
        _xmp(document, title, spaces, own, more).encode("utf-8"),
        {"/Type": "/Metadata", "/Subtype": "/XML"},
        compress=False,
    )
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)


def _claims(standard: Standard) -> str:
    return {
        Standard.UA_1: "<pdfuaid:part>1</pdfuaid:part>" + A_2A,
        Standard.UA_2: "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
    }[standard]


def _xmp(document: Document, title: str, spaces: Mapping[str, str], own: str, more: str) -> str:
    title, sender, description = (escape(text) for text in (title, document.sender, document.description))
    written = f"{document.date:%Y-%m-%d}T00:00:00Z"
    names = "".join(f'\n      xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
      xmlns:pdf="http://ns.adobe.com/pdf/1.3/"{names}>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{sender}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>
   <dc:language><rdf:Bag><rdf:li>{document.language}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
   <xmp:CreateDate>{written}</xmp:CreateDate>
   <xmp:ModifyDate>{written}</xmp:ModifyDate>
   <pdf:Producer>{PRODUCER}</pdf:Producer>
   {own}
  </rdf:Description>{more}
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _output_intent(writer: PdfWriter) -> DictionaryObject:
    """The colours are sRGB (ISO 19005-2, 6.2.3)."""
    profile = StreamObject()
    profile.set_data(srgb_profile())
    profile[NameObject("/N")] = NumberObject(3)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFA1"),
            NameObject("/OutputConditionIdentifier"): TextStringObject("sRGB"),
            NameObject("/Info"): TextStringObject("sRGB IEC61966-2.1"),
            NameObject("/DestOutputProfile"): writer._add_object(profile.flate_encode()),
        }
    )
