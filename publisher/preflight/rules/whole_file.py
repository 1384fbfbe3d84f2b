"""Rules on the file as a whole: what it claims to be, and what it must not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.reading.geometry import box_of
from publisher.preflight.reading.print_file import BROKEN, PrintFile
from publisher.preflight.reading.resources import is_true
from publisher.preflight.rule import (
    GWG,
    X4,
    Fault,
    Inspection,
    Rule,
)

ERROR, WARNING = Severity.ERROR, Severity.WARNING
EXPORT = say("preflight:export-again-as-x4")
VERSION = re.compile(rb"GTS_PDFXVersion\s*(?:=\s*[\"']|>)\s*([^\"'<]+)")
PACKET = re.compile(rb"<\?xpacket begin.*?<\?xpacket end", re.DOTALL)
IN_XMP = {
    "title": rb"<dc:title|dc:title\s*=",
    "MetadataDate": rb"MetadataDate",
    "DocumentID": rb"DocumentID",
    "VersionID": rb"VersionID",
    "RenditionClass": rb"RenditionClass",
}
DEEPEST = 5000  # bookmarks looked at
PRINTERS_OWN = ("/PrinterMark", "/TrapNet")


def metadata(file: PrintFile) -> bytes:
    """The XMP packet, b"" where there is none that can be read."""
    if clear := _in_clear(file):
        return clear
    try:
        found: Any = file.catalog.get("/Metadata")
        return bytes(found.get_object().get_data()) if found is not None else b""
    except BROKEN:
        return b""


def _in_clear(file: PrintFile) -> bytes:
    """A protected file may leave its XMP as it is (EncryptMetadata; ISO 32000-2, table 21). pypdf would decrypt it to
    rubbish; but a packet is made to be found by looking for it."""
    protection: Any = file.reader.trailer.get("/Encrypt")
    encrypted = protection.get_object().get("/EncryptMetadata") if protection is not None else None
    if encrypted is None or is_true(encrypted):
        return b""
    found = PACKET.search(file.data)
    return found[0] if found else b""


def claims(file: PrintFile) -> str:
    """'PDF/X-4', '' where the file does not claim to be any PDF/X."""
    found = VERSION.search(metadata(file))
    named = found[1].decode("latin-1") if found else str(file.info.get("/GTS_PDFXVersion", ""))
    conformance = str(file.info.get("/GTS_PDFXConformance", ""))
    return conformance if conformance.startswith(named) else named


def encrypted(inspection: Inspection) -> Iterator[Fault]:
    if inspection.file.reader.is_encrypted:
        yield Fault(say("preflight:file-protected"), say("preflight:save-without-password-without-restrictions-print"))


def pdfx_version(inspection: Inspection) -> Iterator[Fault]:
    claimed = claims(inspection.file)
    if not claimed:
        yield Fault(
            say("preflight:file-not-pdf-x-does-not"),
            say("preflight:choose-pdf-x-4-when-you"),
        )
    elif not claimed.startswith("PDF/X-4"):
        message = say("preflight:file-older-version-transparency-layers-have", claimed=claimed)
        yield Fault(message, EXPORT, WARNING, values=(("version", claimed),))


def document_info(inspection: Inspection) -> Iterator[Fault]:
    """Asked only of a file that claims to be a PDF/X."""
    file = inspection.file
    if not claims(file):
        return
    info, xmp = file.info, metadata(file)
    missing = [name for name in ("Title", "CreationDate", "ModDate") if not str(info.get(f"/{name}", "")).strip()]
    if str(info.get("/Trapped", "")).lstrip("/") not in ("True", "False"):
        missing.append("Trapped")
    if xmp and b"/Filter" not in xmp:
        missing += [
            say("preflight:name-in-xmp", name=name) for name, pattern in IN_XMP.items() if not re.search(pattern, xmp)
        ]
    if missing:
        message = say("preflight:file-claims-but-lacks-required-metadata", claims=claims(file), names=missing)
        yield Fault(message, EXPORT, values=(("missing", ", ".join(missing)),))
    stream = file.catalog.get("/Metadata")
    if stream is not None and not _in_clear(file) and "/Filter" in stream.get_object():
        yield Fault(say("preflight:file-metadata-xmp-are-compressed-which"), EXPORT)


def trailer_id(inspection: Inspection) -> Iterator[Fault]:
    ids = inspection.file.reader.trailer.get("/ID")
    listed = ids.get_object() if ids is not None else None
    if claims(inspection.file) and not (isinstance(listed, ArrayObject) and len(listed) == 2):
        yield Fault(say("preflight:file-has-no-identifier-id-trailer"), EXPORT)


def scripts(inspection: Inspection) -> Iterator[Fault]:
    file = inspection.file
    found = []
    opening = file.catalog.get("/OpenAction")
    if opening is not None and isinstance(opening.get_object(), DictionaryObject):
        found.append(say("preflight:action-on-opening"))
    if "/AA" in file.catalog or any("/AA" in sheet.page for sheet in file.sheets):
        found.append(say("preflight:actions-on-events"))
    if "/JavaScript" in _names(file):
        found.append(say("preflight:javascript"))
    if any("/A" in entry for entry in _bookmarks(file)):
        found.append(say("preflight:bookmarks-with-actions"))
    if found:
        fix = say("preflight:export-print-without-interactive-features")
        yield Fault(say("preflight:file-holds", found=found), fix, values=(("found", ", ".join(found)),))


def attachments(inspection: Inspection) -> Iterator[Fault]:
    if "/EmbeddedFiles" in _names(inspection.file) or "/AF" in inspection.file.catalog:
        yield Fault(say("preflight:another-file-attached"), say("preflight:remove-attachment-send-separately"))


def notes_on_the_page(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        listed: Any = sheet.page.get("/Annots")
        listed = listed.get_object() if listed is not None else None
        for raw in listed if isinstance(listed, ArrayObject) else ():
            note = raw.get_object()
            kind = str(note.get("/Subtype", "/?")) if isinstance(note, DictionaryObject) else "/?"
            try:
                box = box_of(sheet.matrix, *(float(number.get_object()) for number in note["/Rect"]))
            except BROKEN:
                continue
            if kind not in PRINTERS_OWN and box.within(sheet.boxes.printed):
                what = {"/Link": "a link", "/Widget": "a form field"}.get(kind) or say(
                    "preflight:annotation", kind=kind[1:]
                )
                fix = say("preflight:export-print-without-links-comments-form")
                yield Fault(
                    say("preflight:lies-page", what=what), fix, page=sheet.number, box=box, values=(("kind", kind[1:]),)
                )


def postscript(inspection: Inspection) -> Iterator[Fault]:
    named = {
        "/PS": "PostScript code",
        "/OPI": "a placeholder for a picture stored elsewhere (OPI)",
        "/TR": "a transfer curve",
        "/TR2": "a transfer curve",
        "/HT": "a halftone screen",
    }
    for sheet in inspection.file.sheets:
        for used in sorted(sheet.gathered.used):
            message = say("preflight:page-contains-which-press-choose", named=named[used])
            yield Fault(message, EXPORT, page=sheet.number, values=(("key", used[1:]),), apart=used)


def _names(file: PrintFile) -> DictionaryObject:
    found: Any = file.catalog.get("/Names")
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _bookmarks(file: PrintFile) -> Iterator[DictionaryObject]:
    waiting, seen = [file.catalog.get("/Outlines")], 0
    while waiting and seen < DEEPEST:
        raw, seen = waiting.pop(), seen + 1
        entry = raw.get_object() if raw is not None else None
        if isinstance(entry, DictionaryObject):
            yield entry
            waiting += [entry.get("/Next"), entry.get("/First")]


RULES = (
    Rule("preflight/encrypted", (ERROR,), "The print shop cannot open or change a protected file.", X4, encrypted),
    Rule(
        "preflight/pdfx-version",
        (ERROR, WARNING),
        "A PDF/X says which printing condition it was made for, and has nothing that a press cannot print.",
        f"{X4}; {GWG}",
        pdfx_version,
    ),
    Rule(
        "preflight/document-info",
        (ERROR,),
        "Software at the press identifies files by these, and reads whether colours have been trapped.",
        X4,
        document_info,
    ),
    Rule("preflight/trailer-id", (ERROR,), "The press recognises a file by this identifier.", X4, trailer_id),
    Rule("preflight/scripts", (ERROR,), "Actions meant for a screen could change what is printed.", X4, scripts),
    Rule("preflight/attachments", (ERROR,), "Attachments are not printed, and may be forgotten.", X4, attachments),
    Rule(
        "preflight/annotation",
        (ERROR,),
        "Annotations lie on top of the page; whether they print depends on the program.",
        X4,
        notes_on_the_page,
    ),
    Rule(
        "preflight/postscript", (ERROR,), "They override the settings of the press, and change tones.", X4, postscript
    ),
)
