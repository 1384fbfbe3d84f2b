"""Draw the pictures of the guides that are made for the purpose: layouts, covers, densities, booklet, import report.

Run `.venv/bin/python tools/guide_pictures.py [NAME ...]`; it builds what it shows in a temporary folder, and writes
docs/pictures/NAME.png. `tools/pictures.py` draws those of the samples as they are built.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]

from pictures import GAP, GROUND, read_pages, save, sheet  # noqa: E402

from publisher import Options, build, load  # noqa: E402
from publisher.scaffold import make_publication  # noqa: E402
from support.browser import LIGHT, Browser, Window  # noqa: E402
from support.photographs import landscape  # noqa: E402
from support.programmes import conference, write_programme  # noqa: E402

WIDTH = 300  # pixels of an A5 page
FONT = ROOT / "fonts" / "source-sans-3" / "SourceSans3_700Bold.ttf"
COVERS = ("drawing", "below", "full", "portrait", "plain", "figure")
DENSITIES = ("tight", "normal", "sparse", "large")
SECTION = "sections/omsorg.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *PICTURES], help="only these pictures")
    with tempfile.TemporaryDirectory() as scratch:
        for name in parser.parse_args().names or PICTURES:
            folder = Path(scratch, name)
            folder.mkdir()
            PICTURES[name](folder)


def layouts(scratch: Path) -> None:
    """What `publisher new` begins with, in each layout."""
    shown = []
    for layout, scale in (("leaflet-a5", 1), ("programme-a4", 2**0.5), ("programme-a3", 2)):
        make_publication(layout, layout, scratch)
        pages = pages_of(scratch / layout, round(WIDTH * scale))
        shown.append(labelled(sheet(pages[:2], 2), f"--layout {layout}"))
    save(row(shown), "layouts")


def covers(scratch: Path) -> None:
    """The cover of the sample leaflet in each type."""
    shown = []
    for type in COVERS:
        folder = copied(scratch / type)
        text = (folder / "publication.yaml").read_text("utf-8")
        head, cover, rest = re.split(r"(^cover:\n(?:  .*\n)+)", text, maxsplit=1, flags=re.MULTILINE)
        cover += f"  type: {type}\n"
        if type in ("plain", "figure"):
            cover = re.sub(r"  picture:\n(?:    .*\n)+", "", cover)
            cover += '  figure: "2018"\n' if type == "figure" else ""
        elif type != "drawing":
            size = (1500, 2100) if type in ("portrait", "full") else (2100, 1400)
            photograph(size).save(folder / "pictures" / "foto.jpg", quality=90)
            cover = cover.replace("pictures/omslag.svg", "pictures/foto.jpg")
        (folder / "publication.yaml").write_text(head + cover + rest, "utf-8")
        shown.append(labelled(pages_of(folder, WIDTH)[0], type))
    save(grid(shown, 3), "covers")


def densities(scratch: Path) -> None:
    """One section of the sample leaflet, without its box, in several densities."""
    shown = []
    for density in DENSITIES:
        folder = copied(scratch / density)
        path = folder / SECTION
        text = path.read_text("utf-8").replace("---\n", f"---\nfit: {{density: {density}, page: own}}\n", 1)
        title = re.findall(r"^# (.+)$", text, re.MULTILINE)[0]
        path.write_text(text.partition(":::")[0], "utf-8")
        result = build(load(folder), scratch / "output", Options(formats=("screen",)))
        page = next(one.page for one in result.fit if one.name == title and one.page)
        shown.append(labelled(read(result.folder, WIDTH)[page - 1], density))
    save(row(shown), "densities")


def booklet(scratch: Path) -> None:
    """The sheets of the sample leaflet as a booklet, and the page that says how to print it."""
    result = build(load(ROOT / "content" / "framat"), scratch, Options(formats=("booklet",)))
    name = f"{result.name}-booklet"
    save(sheet(read_pages(result.folder / f"{name}.pdf", 440), 2), "booklet")
    save(sheet(read_pages(result.folder / f"{name}-instructions.pdf", 560), 1), "booklet-instructions")


def import_report(scratch: Path) -> None:
    """The report of an import from a spreadsheet, in a browser."""
    with Browser() as browser:
        table = ROOT / "tests" / "importers" / "files" / "programme.xlsx"
        command = [
            sys.executable,
            "-m",
            "publisher",
            "import",
            str(table),
            "--name",
            "dagarna",
            "--content",
            str(scratch),
        ]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        with browser.open(scratch / "dagarna" / "import.html", reader=LIGHT, window=Window(900, 620)) as shown:
            picture = Image.open(io.BytesIO(shown.page.screenshot())).convert("RGB")
    save(sheet([picture], 1), "import-report")


def programmes(scratch: Path) -> None:
    """A page of each form of a programme."""
    made = {
        "grid": (conference(days=3, rooms=4, sessions=40), 1),
        "compact": (conference(days=2, rooms=3, sessions=100, words=20), 1),
        "one-page": (conference(days=1, rooms=1, sessions=7), 0),
    }
    shown = []
    for form, (programme, page) in made.items():
        folder = write_programme(scratch / form, programme | {"form": form})
        shown.append(labelled(pages_of(folder, 420)[page], f"form: {form}"))
    save(row(shown), "programmes")


PICTURES: dict[str, Callable[[Path], None]] = {
    "layouts": layouts,
    "covers": covers,
    "densities": densities,
    "booklet": booklet,
    "import-report": import_report,
    "programmes": programmes,
}


def copied(folder: Path) -> Path:
    """A copy of the sample leaflet in Swedish alone, with its brand."""
    target = folder / "framat"
    shutil.copytree(ROOT / "content" / "framat", target, ignore=shutil.ignore_patterns("en"))
    shutil.copytree(ROOT / "content" / "brands", folder / "brands")
    return target


def pages_of(folder: Path, width: int) -> list[Image.Image]:
    """The pages of a publication, built for the screen."""
    result = build(load(folder), folder.parent / "output", Options(formats=("screen",)))
    if not result.written:
        raise SystemExit("\n".join(f"{finding.where} {finding.message}" for finding in result.findings))
    return read(result.folder, width)


def read(folder: Path, width: int) -> list[Image.Image]:
    return read_pages(next(folder.glob("*-screen.pdf")), width)


def photograph(size: tuple[int, int]) -> Image.Image:
    """The drawn landscape of the tests, without the marks in its corners."""
    width, height = size
    side = max(8, min(width, height) // 8) + 1
    whole = landscape(width + 2 * side, height + 2 * side)
    return whole.crop((side, side, side + width, side + height))


def labelled(picture: Image.Image, text: str) -> Image.Image:
    """A picture with a line of text below it."""
    font = ImageFont.truetype(str(FONT), 20)
    whole = Image.new("RGB", (picture.width, picture.height + 34), GROUND)
    whole.paste(picture, (0, 0))
    ImageDraw.Draw(whole).text((picture.width / 2, picture.height + 17), text, fill="#1b2b26", font=font, anchor="mm")
    return whole


def row(pictures: Iterable[Image.Image]) -> Image.Image:
    pictures = list(pictures)
    return grid(pictures, len(pictures))


def grid(pictures: list[Image.Image], columns: int) -> Image.Image:
    """Pictures of any size in rows, on a plain ground, each row with its lower edges in line."""
    rows = [pictures[start : start + columns] for start in range(0, len(pictures), columns)]
    width = max(sum(one.width + GAP for one in line) for line in rows) + GAP
    whole = Image.new("RGB", (width, sum(max(one.height for one in line) + GAP for line in rows) + GAP), GROUND)
    bottom = 0
    for line in rows:
        bottom += GAP + max(one.height for one in line)
        left = GAP
        for one in line:
            whole.paste(one, (left, bottom - one.height))
            left += one.width + GAP
    return whole


if __name__ == "__main__":
    main()
