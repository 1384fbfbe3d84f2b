"""The letters of sheet labels: outlines of a shipped font as a Type 3 font, embedded, with the text that it means (ISO
32000-2, 9.6.4, 9.10.3). Fonts must be embedded for the press, and a label needs forty letters of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pypdf import PdfWriter

from publisher.model.paths import FONTS
from publisher.pdf.syntax.objects import pdf, stream

FILE = FONTS / "source-sans-3" / "SourceSans3_400Regular.ttf"
INSTEAD = "?"
MOST = 250  # letters: a simple font has 256 codes


class LabelFont:
    """A font with the characters of `texts`. `font` is the PDF object; `coded` gives a text's bytes."""

    def __init__(self, writer: PdfWriter, texts: Iterable[str]) -> None:
        from fontTools.pens.basePen import BasePen
        from fontTools.ttLib import TTFont

        class Pen(BasePen):
            """Writes the outline as path operations."""

            def __init__(self, glyphs: Any) -> None:
                super().__init__(glyphs)
                self.parts: list[str] = []

            def _moveTo(self, point: Any) -> None:
                self.parts.append(f"{point[0]:g} {point[1]:g} m")

            def _lineTo(self, point: Any) -> None:
                self.parts.append(f"{point[0]:g} {point[1]:g} l")

            def _curveToOne(self, *points: Any) -> None:
                self.parts.append(" ".join(f"{x:.1f} {y:.1f}" for x, y in points) + " c")

            def _closePath(self) -> None:
                self.parts.append("h")

        with TTFont(FILE, lazy=True) as face:
            names, glyphs, unit = face.getBestCmap(), face.getGlyphSet(), face["head"].unitsPerEm
            known = [char for char in dict.fromkeys("".join(texts)) if ord(char) in names][:MOST]
            self.codes = {char: code for code, char in enumerate(dict.fromkeys([INSTEAD, *known]), 1)}
            drawings, widths = {}, []
            for char in self.codes:
                pen = Pen(glyphs)
                glyph = glyphs[names[ord(char)]]
                glyph.draw(pen)
                widths.append(glyph.width)
                drawn = f"{glyph.width} 0 0 -300 {glyph.width} 1000 d1\n" + "\n".join(pen.parts) + " f"
                drawings[f"/g{self.codes[char]}"] = writer._add_object(stream(drawn.encode(), {}))
        self.font = writer._add_object(
            pdf(
                {
                    "/Type": "/Font",
                    "/Subtype": "/Type3",
                    "/FontBBox": [0, -300, 1200, 1000],
                    "/FontMatrix": [1 / unit, 0, 0, 1 / unit, 0, 0],
                    "/CharProcs": drawings,
                    "/Encoding": {"/Type": "/Encoding", "/Differences": [1, *(name for name in drawings)]},
                    "/FirstChar": 1,
                    "/LastChar": len(widths),
                    "/Widths": widths,
                    "/Resources": {},
                    "/ToUnicode": writer._add_object(stream(self._meanings(), {})),
                }
            )
        )

    def coded(self, text: str) -> bytes:
        """The text as a string of the font's codes."""
        codes = bytes(self.codes.get(char, self.codes[INSTEAD]) for char in text)
        return b"<%b>" % codes.hex().encode()

    def _meanings(self) -> bytes:
        """The ToUnicode map."""
        rows = [f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for char, code in self.codes.items()]
        blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Label def /CMapType 2 def\n"
            f"1 begincodespacerange <00> <ff> endcodespacerange\n{listed}\nendcmap end end"
        ).encode()
