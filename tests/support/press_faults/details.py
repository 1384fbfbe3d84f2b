"""Small and thin things, pictures, the amount of ink, and QR codes."""

from __future__ import annotations

from dataclasses import replace

import qrcode

from support.press_faults.planting import SOUND, fault, with_content, with_picture
from support.press_pdf import PressPdf, at, image, rectangle, text

# Small and thin things


@fault("font-missing")
def font_not_in_the_file() -> PressPdf:
    return replace(SOUND, embedded=False)


@fault("font-missing")
def font_that_the_page_does_not_have() -> PressPdf:
    return with_content(f"/Over gs 0 0 0 1 k {text(20, 50).replace('/F1', '/F9')}")


@fault("small-text", "warning")
def small_white_text() -> PressPdf:
    ground = f"0.6 0 0.6 0 k {rectangle(15, 40, 60, 15)} f"
    return with_content(f"{ground} 0 0 0 0 k {text(20, 50, 6)}")


@fault("small-text", "warning")
def small_text_of_two_inks() -> PressPdf:
    return with_content(f"0.9 0 0.6 0 k {text(20, 50, 7)}")


@fault("text-inks", "warning")
def text_of_three_inks() -> PressPdf:
    return with_content(f"0.9 0 0.6 0.2 k {text(20, 50, 10)}")


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
