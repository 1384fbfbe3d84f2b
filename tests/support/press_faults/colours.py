"""Colours that are none of inks, or of the wrong ones."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, ImageCms

from support.press_faults.planting import fault, with_content, with_picture
from support.press_pdf import PressPdf, at, image, rectangle, stream, text


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


def _in_rgb_gradient(content: str) -> PressPdf:
    function = "/Function << /FunctionType 2 /Domain [0 1] /C0 [1 0.9 0.9] /C1 [1 1 0.8] /N 1 >>"
    shading = f"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 300 0] {function} >>"
    return with_content(content, resources=f"/Pattern << /P1 << /PatternType 2 /Shading {shading} >> >>")


@fault("rgb-colour")
def rgb_gradient_of_a_line() -> PressPdf:
    return _in_rgb_gradient(f"/Pattern CS /P1 SCN 3 w {rectangle(20, 40, 20, 20)} S\n")


@fault("rgb-colour")
def rgb_gradient_in_text() -> PressPdf:
    return _in_rgb_gradient(f"/Pattern cs /P1 scn {text(20, 50, 20)}")


@fault("rgb-picture")
def rgb_picture_by_its_own_data() -> PressPdf:
    """JPEG 2000: the PDF need not say in which colours it is."""
    target = io.BytesIO()
    Image.new("RGB", (600, 600), (230, 240, 230)).save(target, "JPEG2000")
    entries = "/Type /XObject /Subtype /Image /Width 600 /Height 600 /Filter /JPXDecode"
    return with_picture(stream(entries, target.getvalue()))


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
    return with_content(f"0.72 0.68 0.67 0.88 k {text(20, 50, 12)}")


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
def spot_ink_whose_name_has_special_characters() -> PressPdf:
    space = f"/ColorSpace << /Guld#201 [/Separation /Guld#201 /DeviceCMYK {TINT}] >>"
    return with_content(f"/Guld#201 cs 0.6 scn {rectangle(20, 40, 20, 20)} f\n", resources=space)


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
