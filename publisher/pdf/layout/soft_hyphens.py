"""Hyphens where a line breaks: drawn in a twin of their font where they mean U+00AD, so that readers can join words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

SOFT_HYPHEN_FONT = "SoftHyphen"  # added to a font's name: the same font, in which the hyphen means U+00AD
FONT = re.compile(rb"/(\S+) (\S+) Tf$")
LAST_GLYPH = re.compile(rb"^\[(.*?)([0-9a-f]{4})>([-\d. ]*)\] TJ$", re.DOTALL)


def soften_hyphen(stream: Any, start: int) -> None:
    """Draw the last glyph in the font's twin, where it means a soft hyphen (ISO 32000-1, 14.8.2.2.3)."""
    indices = range(len(stream.stream) - 1, start - 1, -1)
    last = next((i for i in indices if LAST_GLYPH.match(bytes_of(stream.stream[i]))), None)
    font = next((m for i in indices if (m := FONT.match(bytes_of(stream.stream[i])))), None)
    if last is None or font is None:  # nothing was drawn: the text is invisible
        return
    before, glyph, after = LAST_GLYPH.match(stream.stream[last]).groups()  # type: ignore[union-attr]
    name, size = (group.decode() for group in font.groups())
    stream.soft_hyphens.add((name, glyph.decode()))
    head = [] if before == b"<" else [b"[" + before + b">] TJ"]
    twin = f"/{name}{SOFT_HYPHEN_FONT} {size} Tf".encode()
    stream.stream[last : last + 1] = [*head, twin, b"[<" + glyph + b">" + after + b"] TJ"]


def bytes_of(item: Any) -> bytes:
    return item if isinstance(item, bytes) else b""


def add_soft_hyphen_fonts(pdf: Any, used: set[tuple[str, str]]) -> None:
    """The twins of the fonts: the same glyphs, but the hyphen's meaning is U+00AD."""
    import pydyf

    fonts = next((item for item in pdf.objects if isinstance(item, dict) and _is_font_list(item, used)), None)
    for name in sorted({name for name, _ in used}):
        assert fonts is not None
        original = pdf.objects[int(fonts[name].split()[0])]
        meaning = pydyf.Stream([_soft_hyphen_map(sorted(glyph for font, glyph in used if font == name))], compress=True)
        pdf.add_object(meaning)
        twin = pydyf.Dictionary({**original, "ToUnicode": meaning.reference})
        pdf.add_object(twin)
        fonts[name + SOFT_HYPHEN_FONT] = twin.reference


def _is_font_list(item: Mapping[str, Any], used: set[tuple[str, str]]) -> bool:
    return bool(used) and all(name in item for name, _ in used)


def _soft_hyphen_map(glyphs: Sequence[str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    rows = "\n".join(f"<{glyph}> <00ad>" for glyph in glyphs)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{rows}\nendbfchar\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
