"""The file as a whole, and the printing condition that it names."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import ImageCms
from pypdf import PdfReader, PdfWriter

from support.press_faults.planting import SOUND, fault, with_content, with_picture
from support.press_pdf import INFO, XMP, PressPdf, image

# The document


@fault("encrypted")
def protected() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(SOUND.write())))
    writer.encrypt("", "owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@fault("pdfx-version")
def no_pdfx() -> PressPdf:
    return replace(SOUND, xmp=None)


@fault("pdfx-version", "warning")
def older_pdfx() -> PressPdf:
    return replace(SOUND, xmp=XMP.replace("PDF/X-4", "PDF/X-3:2003"))


@fault("document-info")
def no_title() -> PressPdf:
    return replace(SOUND, info=INFO.replace("/Title (Prov)", ""))


@fault("document-info")
def not_said_whether_trapped() -> PressPdf:
    return replace(SOUND, info=INFO.replace("/Trapped /False", "/Trapped /Unknown"))


@fault("document-info")
def no_document_id() -> PressPdf:
    return replace(SOUND, xmp=XMP.replace("<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>", ""))


@fault("trailer-id")
def no_trailer_id() -> PressPdf:
    return replace(SOUND, trailer="")


@fault("scripts")
def action_on_opening() -> PressPdf:
    return replace(SOUND, catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")


@fault("scripts")
def action_of_a_page() -> PressPdf:
    return SOUND.with_page(more="/AA << /O << /S /Named /N /Print >> >>")


@fault("scripts")
def bookmark_with_an_action() -> PressPdf:
    entry = "<< /Title (a) /Parent 20 0 R /A << /S /URI /URI (https://example.org) >> >>"
    outlines = "<< /Type /Outlines /First 21 0 R /Last 21 0 R /Count 1 >>"
    return replace(SOUND, catalog="/Outlines 20 0 R", objects=(outlines, entry))


@fault("attachments")
def attachment() -> PressPdf:
    names = "/Names << /EmbeddedFiles << /Names [(a.txt) << /Type /Filespec /F (a.txt) >>] >> >>"
    return replace(SOUND, catalog=names)


@fault("annotation")
def link() -> PressPdf:
    return SOUND.with_page(more="/Annots [<< /Type /Annot /Subtype /Link /Rect [40 40 90 60] >>]")


@fault("postscript")
def transfer_curve() -> PressPdf:
    curve = "<< /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [0.8] /N 1 >>"
    return replace(with_content("q /Tr gs Q\n", states="/Tr << /TR 20 0 R >>"), objects=(curve,))


@fault("postscript")
def opi_comment() -> PressPdf:
    return with_picture(image(600, 600, "/DeviceCMYK", more="/OPI << /2.0 << /Version 2.0 /F (a.tif) >> >>"))


@fault("damaged")
def operator_without_operands() -> PressPdf:
    return with_content("q 0.5 0 0 rg 1 2 cm Q\n".replace("0.5 0 0 rg ", ""))


@fault("damaged")
def picture_that_is_not_there() -> PressPdf:
    return with_content("q /Im9 Do Q\n")


@fault("damaged", "warning")
def table_of_objects_is_wrong() -> bytes:
    data = SOUND.write()
    start = data.rindex(b"startxref")
    return data[:start] + b"startxref\n12\n%%EOF\n"


@fault("damaged", "warning")
def table_of_objects_is_garbage() -> bytes:
    data = SOUND.write()
    start, end = data.rindex(b"xref\n0"), data.rindex(b"trailer")
    return data[:start] + b"xref\nrubbish\n" + data[end:]


# The printing condition


@fault("output-intent")
def no_intent() -> PressPdf:
    return replace(SOUND, intents=())


@fault("output-intent")
def two_intents() -> PressPdf:
    return replace(SOUND, intents=SOUND.intents * 2)


@fault("output-intent")
def intent_without_a_profile() -> PressPdf:
    return replace(SOUND, intents=("/S /GTS_PDFX /OutputConditionIdentifier (FOGRA39)",))


@fault("output-intent")
def intent_without_a_name() -> PressPdf:
    return replace(SOUND, intents=("/S /GTS_PDFX /DestOutputProfile {profile}",))


@fault("output-intent")
def intent_of_a_screen() -> PressPdf:
    return replace(SOUND, profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


@fault("output-intent", "warning")
def intent_of_another_press() -> PressPdf:
    return replace(SOUND, intents=(SOUND.intents[0].replace("FOGRA39", "FOGRA51"),))
