"""A folder of faulty PDFs: the sound sheet of `press_pdf` with exactly one thing wrong in each."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import qrcode
from PIL import ImageCms
from pypdf import PdfReader, PdfWriter

from support.press_pdf import INFO, MM, XMP, Page, PressPdf, at, image, placed, rectangle, stream, text

SOUND = PressPdf()
Made = PressPdf | bytes
FAULTS: dict[str, tuple[str, str, Callable[[], Made]]] = {}  # name -> (finding's id, severity, maker)


def fault(id: str, severity: str = "error") -> Callable[[Callable[[], Made]], Callable[[], Made]]:
    def register(maker: Callable[[], Made]) -> Callable[[], Made]:
        FAULTS[maker.__name__] = (f"preflight/{id}", severity, maker)
        return maker

    return register


def written(made: Made) -> bytes:
    return made if isinstance(made, bytes) else made.write()


def with_content(content: str, **changes: object) -> PressPdf:
    return SOUND.with_page(content=content, **changes)


def with_picture(
    picture: bytes, size: tuple[float, float] = (40, 40), resources: str = "", **changes: object
) -> PressPdf:
    """A picture in the middle of the page."""
    made = with_content(placed("Im1", 30, 60, *size), resources=f"/XObject << /Im1 20 0 R >> {resources}", **changes)
    return replace(made, objects=(picture,))


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


# Pages


@fault("no-pages")
def no_pages_at_all() -> PressPdf:
    return replace(SOUND, pages=())


@fault("trim-box")
def no_trim_box() -> PressPdf:
    box = f"[0 0 {111 * MM:.3f} {154 * MM:.3f}]"
    return SOUND.with_page(boxes=f"/MediaBox {box} /CropBox {box}", ground=False)


@fault("trim-box")
def trim_and_art_box() -> PressPdf:
    return SOUND.with_page(more=f"/ArtBox [{3 * MM} {3 * MM} {108 * MM} {151 * MM}]")


@fault("box-order")
def bleed_beyond_media() -> PressPdf:
    media, trim = f"[0 0 {111 * MM:.3f} {154 * MM:.3f}]", f"[{3 * MM:.3f} {3 * MM:.3f} {108 * MM:.3f} {151 * MM:.3f}]"
    bleed = f"[{-2 * MM:.3f} {-2 * MM:.3f} {113 * MM:.3f} {156 * MM:.3f}]"
    return SOUND.with_page(boxes=f"/MediaBox {media} /BleedBox {bleed} /TrimBox {trim}")


@fault("box-order")
def no_media_box() -> PressPdf:
    trim = f"[{3 * MM:.3f} {3 * MM:.3f} {108 * MM:.3f} {151 * MM:.3f}]"
    return SOUND.with_page(boxes=f"/BleedBox [0 0 {111 * MM:.3f} {154 * MM:.3f}] /TrimBox {trim}")


@fault("crop-box")
def cropped_page() -> PressPdf:
    return SOUND.with_page(more=f"/CropBox [{3 * MM} {3 * MM} {108 * MM} {151 * MM}]")


@fault("scaled-page")
def units_of_its_own() -> PressPdf:
    """Drawn half as large, and shown twice as large: all else is as it is in the sound one."""
    width, height, bleed = 105 * MM / 2, 148 * MM / 2, 3 * MM / 2
    outer = f"[0 0 {width + 2 * bleed:.4f} {height + 2 * bleed:.4f}]"
    trim = f"[{bleed:.4f} {bleed:.4f} {bleed + width:.4f} {bleed + height:.4f}]"
    boxes = f"/MediaBox {outer} /BleedBox {outer} /TrimBox {trim} /UserUnit 2"
    return SOUND.with_page(
        boxes=boxes, ground=False, text=False, content=f"0.5 0 0 0.5 0 0 cm 0 0 0 0.5 k\n{text(20, 50)}"
    )


@fault("page-size")
def a_page_of_another_size() -> PressPdf:
    return replace(SOUND, pages=(Page(), Page(), Page(), Page(width=100)))


@fault("page-count", "warning")
def three_pages() -> PressPdf:
    return replace(SOUND, pages=(Page(),) * 3)


@fault("empty-page", "warning")
def an_empty_page() -> PressPdf:
    return replace(SOUND, pages=(Page(), Page(ground=False, text=False)))


# Edges


@fault("bleed-missing")
def no_bleed() -> PressPdf:
    return SOUND.with_page(bleed=0)


@fault("bleed-missing")
def too_little_bleed() -> PressPdf:
    return SOUND.with_page(bleed=2)


@fault("bleed-missing", "warning")
def no_bleed_and_no_need() -> PressPdf:
    return SOUND.with_page(bleed=0, ground=False)


@fault("bleed-empty")
def bleed_left_white() -> PressPdf:
    return with_content(f"0.1 0 0.2 0 k {rectangle(0, 100, 105, 48)} f\n", ground=False)


@fault("bleed-empty")
def bleed_filled_half() -> PressPdf:
    return with_content(f"0.1 0 0.2 0 k {rectangle(-1.5, 60, 80, 30)} f\n", ground=False)


@fault("bleed-empty")
def bleed_clipped_away() -> PressPdf:
    clip = f"q {rectangle(0, 0, 105, 148)} W n"
    return with_content(f"{clip} 0.1 0 0.2 0 k {rectangle(-3, 60, 111, 30)} f Q\n", ground=False)


@fault("near-trim", "warning")
def text_near_the_trim() -> PressPdf:
    return with_content(f"/Over gs 0 0 0 1 k {text(2, 50)}")


@fault("near-trim")
def text_across_the_trim() -> PressPdf:
    return with_content(f"/Over gs 0 0 0 1 k {text(95, 50)}")


# Colours


@fault("rgb-colour")
def rgb_area() -> PressPdf:
    return with_content(f"0.9 0.95 0.9 rg {rectangle(20, 40, 20, 20)} f\n")


@fault("rgb-colour", "warning")
def rgb_area_with_a_profile() -> PressPdf:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = with_content(
        f"/Cs1 cs 0.9 0.95 0.9 sc {rectangle(20, 40, 20, 20)} f\n",
        resources="/ColorSpace << /Cs1 [/ICCBased 20 0 R] >>",
    )
    return replace(made, objects=(stream("/N 3", profile),))


@fault("rgb-colour", "warning")
def lab_area() -> PressPdf:
    lab = "/ColorSpace << /Cs1 [/Lab << /WhitePoint [0.9505 1 1.089] /Range [-100 100 -100 100] >>] >>"
    return with_content(f"/Cs1 cs 90 5 5 sc {rectangle(20, 40, 20, 20)} f\n", resources=lab)


@fault("rgb-colour")
def rgb_in_a_form_in_a_form() -> PressPdf:
    inner = stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", b"1 0.8 0.8 rg 10 10 50 50 re f")
    outer = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /B 21 0 R >> >>", b"q /B Do Q"
    )
    x, y = at(30, 100)
    made = with_content(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /A Do Q\n", resources="/XObject << /A 20 0 R >>")
    return replace(made, objects=(outer, inner))


@fault("rgb-colour")
def rgb_in_a_pattern() -> PressPdf:
    entries = (
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>"
    )
    cell = stream(entries, b"1 0.8 0.8 rg 0 0 5 5 re f")
    made = with_content(f"/Pattern cs /P1 scn {rectangle(20, 40, 20, 20)} f\n", resources="/Pattern << /P1 20 0 R >>")
    return replace(made, objects=(cell,))


@fault("rgb-colour")
def rgb_gradient() -> PressPdf:
    function = "/Function << /FunctionType 2 /Domain [0 1] /C0 [1 0.9 0.9] /C1 [1 1 0.8] /N 1 >>"
    shading = f"/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 300 0] {function} >> >>"
    return with_content(f"q {rectangle(20, 40, 20, 20)} W n /S1 sh Q\n", resources=shading)


@fault("rgb-picture")
def rgb_picture() -> PressPdf:
    return with_picture(image(600, 600, "/DeviceRGB", data=bytes([230]) * 600 * 600 * 3))


@fault("rgb-picture")
def rgb_picture_by_its_palette() -> PressPdf:
    return with_picture(image(600, 600, "[/Indexed /DeviceRGB 1 <FFEEEEEEFFEE>]", data=bytes(600 * 600)))


@fault("rgb-picture")
def rgb_picture_in_the_stream() -> PressPdf:
    x, y = at(30, 60)
    data = "\x7f" * (20 * 20 * 3)
    inline = f"q 4 0 0 4 {x:.2f} {y:.2f} cm BI /W 20 /H 20 /CS /RGB /BPC 8 ID {data} EI Q\n"
    return with_content(inline)


@fault("black-text")
def rgb_black_text() -> PressPdf:
    return with_content(f"0 0 0 rg {text(20, 50)}")


@fault("black-text")
def four_ink_black_text() -> PressPdf:
    return with_content(f"0.72 0.68 0.67 0.88 k {text(20, 50)}")


@fault("managed-ink", "warning")
def cmyk_with_a_profile() -> PressPdf:
    made = with_content(
        f"/Cs1 cs 0 0.1 0 0 sc {rectangle(20, 40, 20, 20)} f\n", resources="/ColorSpace << /Cs1 [/ICCBased 5 0 R] >>"
    )
    return made


TINT = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0.5 0.8 0] /N 1 >>"


@fault("spot-colour")
def spot_ink() -> PressPdf:
    space = f"/ColorSpace << /Cs1 [/Separation /PANTONE#20151#20C /DeviceCMYK {TINT}] >>"
    return with_content(f"/Cs1 cs 0.6 scn {rectangle(20, 40, 20, 20)} f\n", resources=space)


@fault("spot-colour")
def spot_ink_among_others() -> PressPdf:
    function = stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]", b"{ pop 0 exch 0 exch 0 }")
    space = "/ColorSpace << /Cs1 [/DeviceN [/Black /Guld] /DeviceCMYK 20 0 R] >>"
    made = with_content(f"/Cs1 cs 0 0.6 scn {rectangle(20, 40, 20, 20)} f\n", resources=space)
    return replace(made, objects=(function,))


@fault("group-colour")
def blending_in_rgb() -> PressPdf:
    group = "/Group << /S /Transparency /CS /DeviceRGB >>"
    return with_content(
        f"/Half gs 0 0.2 0 0 k {rectangle(20, 40, 20, 20)} f\n", states="/Half << /ca 0.5 >>", more=group
    )


@fault("unknown-colour")
def colour_of_no_known_kind() -> PressPdf:
    return with_content(
        f"/Cs1 cs 0.2 scn {rectangle(20, 40, 20, 20)} f\n", resources="/ColorSpace << /Cs1 [/Nonsense 1] >>"
    )


# Small and thin things


@fault("font-missing")
def font_not_in_the_file() -> PressPdf:
    return replace(SOUND, embedded=False)


@fault("small-text", "warning")
def small_white_text() -> PressPdf:
    ground = f"0.6 0 0.6 0 k {rectangle(15, 40, 60, 15)} f"
    return with_content(f"{ground} 0 0 0 0 k {text(20, 50, 6)}")


@fault("small-text", "warning")
def small_text_of_two_inks() -> PressPdf:
    return with_content(f"0.9 0 0.6 0 k {text(20, 50, 7)}")


@fault("thin-line", "warning")
def thin_line_of_three_inks() -> PressPdf:
    x, y = at(20, 50)
    return with_content(f"0.5 0.5 0.5 0 K 0.2 w {x:.2f} {y:.2f} m {x + 100:.2f} {y:.2f} l S\n")


@fault("hairline")
def hairline_stroke() -> PressPdf:
    x, y = at(20, 50)
    return with_content(f"0.5 0 0 0 K 0 w {x:.2f} {y:.2f} m {x + 100:.2f} {y:.2f} l S\n")


@fault("hairline")
def hairline_as_an_area() -> PressPdf:
    return with_content(f"0.5 0 0 0 k {rectangle(20, 50, 40, 0.02)} f\n")


@fault("hairline")
def hairline_by_scaling() -> PressPdf:
    x, y = at(20, 50)
    return with_content(f"q 0.1 0 0 0.1 {x:.2f} {y:.2f} cm 0.5 0 0 0 K 0.5 w 0 0 m 900 0 l S Q\n")


@fault("black-overprint", "warning")
def black_text_that_knocks_out() -> PressPdf:
    return with_content(f"0 0 0 1 k {text(20, 50)}")


@fault("black-overprint", "warning")
def grey_black_text_that_only_seems_to_overprint() -> PressPdf:
    return with_content(f"/Over gs 0 g {text(20, 50)}")


@fault("black-overprint", "warning")
def black_line_that_knocks_out() -> PressPdf:
    x, y = at(20, 50)
    return with_content(f"0 0 0 1 K 1 w {x:.2f} {y:.2f} m {x + 100:.2f} {y:.2f} l S\n")


@fault("white-overprint")
def white_text_that_overprints() -> PressPdf:
    ground = f"0.6 0 0.6 0 k {rectangle(15, 40, 60, 15)} f"
    return with_content(f"{ground} /Over gs 0 0 0 0 k {text(20, 50, 12)}")


# Pictures


@fault("resolution")
def picture_of_100_ppi() -> PressPdf:
    return with_picture(image(157, 157, "/DeviceCMYK"))


@fault("resolution", "warning")
def picture_of_200_ppi() -> PressPdf:
    return with_picture(image(315, 315, "/DeviceGray"))


@fault("bitmap-resolution", "warning")
def scan_of_300_ppi() -> PressPdf:
    return with_picture(image(472, 472, "/DeviceGray", bits=1))


# Ink


@fault("ink-limit")
def too_much_ink() -> PressPdf:
    return with_content(f"0.9 0.9 0.9 0.9 k {rectangle(40, 60, 25, 25)} f\n")


# QR codes


def code(
    address: str, module: float, colour: str = "/Over gs 0 0 0 1 k", ground: str = "0 0 0 0 k", quiet: int = 4
) -> str:
    """The content that draws a code of one path, its quiet zone beginning 25 mm from the left and 60 mm down."""
    made = qrcode.QRCode(border=0)
    made.add_data(address)
    made.make(fit=True)
    matrix = made.get_matrix()
    side = (len(matrix) + 2 * quiet) * module
    squares = " ".join(
        rectangle(25 + (x + quiet) * module, 60 + (y + quiet) * module, module, module)
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    )
    return f"{ground} {rectangle(25, 60, side, side)} f {colour} {squares} f\n"


@fault("qr-module")
def code_too_small() -> PressPdf:
    return with_content(code("https://example.org/a", 0.3))


@fault("qr-module", "warning")
def code_rather_small() -> PressPdf:
    return with_content(code("https://example.org/a", 0.45))


@fault("qr-quiet-zone", "warning")
def code_with_little_room() -> PressPdf:
    """On a ground of colour that stops two squares from it."""
    dark = f"0 0 0 0.8 k {rectangle(15, 50, 50, 50)} f"
    return with_content(f"{dark} {code('https://example.org/a', 0.7, quiet=2)}")


@fault("qr-contrast", "warning")
def pale_code() -> PressPdf:
    return with_content(code("https://example.org/a", 0.7, colour="0 0 0 0.55 k"))
