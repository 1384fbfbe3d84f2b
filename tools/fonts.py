"""Fetch the fonts that `fonts/` ships, make their web versions, and write `fonts/fonts.toml`.

Run with the development environment: `.venv/bin/python tools/fonts.py`. Needs npm. The TTF files are copied untouched,
but for those of `SUBSET`, which keep the letters of Europe's Latin languages; a WOFF2 file is the same font, packed for
the web page.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"

TEXT = {
    "400Regular": (400, "normal"),
    "400Regular_Italic": (400, "italic"),
    "600SemiBold": (600, "normal"),
    "700Bold": (700, "normal"),
}

# Family: npm package, version, what it is for, {face folder in the package: (weight, style)}
FAMILIES = {
    "Atkinson Hyperlegible Next": (
        "@expo-google-fonts/atkinson-hyperlegible-next",
        "0.4.1",
        "running text: drawn by the Braille Institute so that letters are not mistaken for one another",
        {
            "400Regular": (400, "normal"),
            "400Regular_Italic": (400, "italic"),
            "600SemiBold": (600, "normal"),
            "700Bold": (700, "normal"),
        },
    ),
    "Bricolage Grotesque": (
        "@expo-google-fonts/bricolage-grotesque",
        "0.4.1",
        "headings",
        {"700Bold": (700, "normal"), "800ExtraBold": (800, "normal")},
    ),
    "Source Sans 3": (
        "@expo-google-fonts/source-sans-3",
        "0.4.1",
        "the letters that the others lack, such as those of the Sami languages",
        {"400Regular": (400, "normal"), "400Regular_Italic": (400, "italic"), "700Bold": (700, "normal")},
    ),
    "Noto Sans Arabic": (
        "@expo-google-fonts/noto-sans-arabic",
        # Not newer: from 0.3 on the font draws a letter and its dots as two glyphs, of which a PDF cannot say what they
        # mean, so that nobody could copy the text or have it read out.
        "0.2.3",
        "the Arabic script: Arabic, Persian, Kurdish, Urdu and others",
        {"400Regular": (400, "normal"), "700Bold": (700, "normal")},
    ),
    "Noto Sans Hebrew": (
        "@expo-google-fonts/noto-sans-hebrew",
        "0.2.3",  # newer ones draw more letters and their marks as two glyphs, which programs copy as two words
        "the Hebrew script: Yiddish and Hebrew",
        {"400Regular": (400, "normal"), "700Bold": (700, "normal")},
    ),
    "Public Sans": ("@expo-google-fonts/public-sans", "0.4.2", "running text: calm, and its zero is plain", TEXT),
    "Figtree": (
        "@expo-google-fonts/figtree",
        "0.4.1",
        "text and headings: round and friendly",
        {**TEXT, "800ExtraBold": (800, "normal")},
    ),
    "Literata": ("@expo-google-fonts/literata", "0.4.3", "running text: a serif drawn for long reading", TEXT),
    "Bitter": ("@expo-google-fonts/bitter", "0.4.2", "running text: a sturdy serif with slabs", TEXT),
    "Barlow Condensed": (
        "@expo-google-fonts/barlow-condensed",
        "0.4.1",
        "headings: condensed, for long words and posters",
        {"700Bold": (700, "normal"), "800ExtraBold": (800, "normal")},
    ),
    "Archivo Narrow": (
        "@expo-google-fonts/archivo-narrow",
        "0.4.2",
        "headings: narrow and plain",
        {"700Bold": (700, "normal")},
    ),
}
# Families of whose letters only a part is shipped. Their licences reserve no name, so that a changed font may keep it.
SUBSET = ("Literata", "Bitter")
LATIN = (
    "20-24f,259,292,2b0-2ff,300-33f,394,3a9,3bc,3c0,1e00-1eff,2000-206f,2070-209f,20a0-20bf,2100-218f,2190-2193,"
    "2200-22ff,25a0-25ff"
)
# Pairs of families: text and display, and what the pair is for.
PAIRS = {
    "clear": ("Public Sans", "Bricolage Grotesque", "calm text, headings with character; for everything"),
    "modern": ("Figtree", "Bricolage Grotesque", "round text that takes little room; for programmes and sheets"),
    "friendly": ("Figtree", "Figtree", "round and friendly; for associations, schools, invitations"),
    "poster": ("Public Sans", "Barlow Condensed", "condensed headings, large on little room; for campaigns"),
    "book": ("Literata", "Barlow Condensed", "a serif for long reading, condensed headings; for reports and essays"),
    "paper": ("Bitter", "Archivo Narrow", "a sturdy serif, narrow headings; for newsprint and small sizes"),
    "office": ("Source Sans 3", "Source Sans 3", "plain and narrow, with the most letters; for tables and programmes"),
    "legible": (
        "Atkinson Hyperlegible Next",
        "Bricolage Grotesque",
        "letters that nobody mistakes for others, with a slashed zero; for readers with low vision",
    ),
}


def main() -> None:
    lines = [
        "# The fonts that are shipped. Made by tools/fonts.py; a test holds the digests and the coverage.",
        "# covers: the Unicode ranges that every face of the family has, in hexadecimal.",
        "# fallbacks: the families that fill in for the others, the first that has a letter first.",
        "# pair: a family for text with one for headings, by an id that a brand may name.",
        'fallbacks = ["Source Sans 3", "Noto Sans Arabic", "Noto Sans Hebrew"]',
        "",
    ]
    for family, (package, version, purpose, faces) in FAMILIES.items():
        lines += add_family(family, package, version, purpose, faces)
    for pair, (text, display, purpose) in PAIRS.items():
        lines += ["[[pair]]", f'id = "{pair}"', f'text = "{text}"', f'display = "{display}"', f'for = "{purpose}"', ""]
    (FONTS / "fonts.toml").write_text("\n".join(lines), "utf-8")


def add_family(family: str, package: str, version: str, purpose: str, faces: dict[str, tuple[int, str]]) -> list[str]:
    """Copy one family's files; return its lines of fonts.toml."""
    folder = FONTS / family.lower().replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        packed = subprocess.run(
            ["npm", "pack", "--silent", "--json", f"{package}@{version}"],
            cwd=scratch, check=True, capture_output=True, text=True,
        )  # fmt: skip
        reply = json.loads(packed.stdout)
        archive = Path(scratch) / (reply[0] if isinstance(reply, list) else next(iter(reply.values())))["filename"]
        source_digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        with tarfile.open(archive) as tar:
            tar.extractall(scratch, filter="data")
        root = Path(scratch) / "package"
        rows, covered = [], None
        for face, (weight, style) in faces.items():
            found = next(root.rglob(f"*_{face}.ttf"))
            ttf = folder / found.name
            shutil.copyfile(found, ttf)
            if family in SUBSET:
                keep_latin(ttf)
            web = pack_for_web(ttf)
            characters = set(TTFont(ttf).getBestCmap())
            covered = characters if covered is None else covered & characters
            rows += face_lines(ttf, web, weight, style)
        (folder / "OFL.txt").write_bytes(licence(root, ttf))
    head = [
        "[[family]]",
        f'name = "{family}"',
        f'for = "{purpose}"',
        'licence = "OFL-1.1"',
        f'licence_file = "{folder.name}/OFL.txt"',
        f'source = "npm {package} {version}"',
        f'source_sha256 = "{source_digest}"',
        f'covers = "{ranges(covered or set())}"',
        "",
    ]
    return head + rows


def licence(package: Path, ttf: Path) -> bytes:
    """The font's licence as it came with it; where it did not come along, its text under the font's own copyright."""
    if (package / "LICENSE_FONT").is_file():
        return (package / "LICENSE_FONT").read_bytes()
    names = TTFont(ttf)["name"]
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    usual = (FONTS / "source-sans-3" / "OFL.txt").read_text("utf-8")
    return (names.getDebugName(0) + usual[usual.index("\n") :]).encode()


def face_lines(ttf: Path, web: Path, weight: int, style: str) -> list[str]:
    return [
        "[[family.face]]",
        f"weight = {weight}",
        f'style = "{style}"',
        f'file = "{ttf.relative_to(FONTS).as_posix()}"',
        f'sha256 = "{hashlib.sha256(ttf.read_bytes()).hexdigest()}"',
        f'web = "{web.relative_to(FONTS).as_posix()}"',
        f'web_sha256 = "{hashlib.sha256(web.read_bytes()).hexdigest()}"',
        "",
    ]


def keep_latin(ttf: Path) -> None:
    """Take away the letters of other scripts, with the instructions for coarse screens. All features stay."""
    options = subset.Options(layout_features=["*"], hinting=False, name_IDs=["*"], glyph_names=False)
    font = subset.load_font(ttf, options)
    font.recalcTimestamp = False
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=subset.parse_unicodes(LATIN))
    chosen.subset(font)
    font.save(ttf)


def pack_for_web(ttf: Path) -> Path:
    font = TTFont(ttf, recalcTimestamp=False)
    font.flavor = "woff2"
    web = ttf.with_suffix(".woff2")
    font.save(web)
    return web


def ranges(characters: set[int]) -> str:
    """{0x20, 0x21, 0x41} -> '20-21 41'"""
    found: list[list[int]] = []
    for code in sorted(characters):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in found)


if __name__ == "__main__":
    main()
