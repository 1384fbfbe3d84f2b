"""QR codes as vectors: one path a code, the quiet zone included."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache

from publisher.text.addresses import Address

QUIET_ZONE = 4  # modules of white on every side (ISO/IEC 18004, 5.3.8)


@dataclass(frozen=True)
class QrCode:
    """`address` is what a reader reads, in ASCII. `modules` counts the side with its quiet zone; the printed size is
    modules x the layout's module width."""

    address: str
    modules: int
    svg: str

    @property
    def data_uri(self) -> str:
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()


@cache
def qr_code(address: str) -> QrCode:
    """The code of `address`, error correction M, black on white.

    An address outside ASCII is coded as punycode and percent-encoding. Bytes without an ECI are ISO 8859-1 by the
    standard (ISO/IEC 18004) and UTF-8 by habit: readers guess differently.
    """
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    address = Address(address).coded
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    matrix = code.get_matrix()
    modules = len(matrix) + 2 * QUIET_ZONE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules} {modules}" '
        f'width="{modules}" height="{modules}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{modules}v{modules}H0z"/><path fill="#000" d="{_path(matrix)}"/></svg>'
    )
    return QrCode(address, modules, svg)


def _path(matrix: list[list[bool]]) -> str:
    """Each horizontal run of dark modules is one rectangle of the path."""
    parts = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                parts.append(f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{x - start}v1h-{x - start}z")
            x += 1
    return "".join(parts)
