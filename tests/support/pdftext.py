"""Reads PDF files with outside programs (Poppler and qpdf), so that the toolkit's own code is not its own judge."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from support import tools

POPPLER = "Install poppler-utils."
PAGE_SIZE = re.compile(r"^Page\s+(\d+) size:\s+([\d.]+) x ([\d.]+) pts", re.MULTILINE)

# Read from the right: a long name pushes the columns out of line, and the kinds hold spaces.
FONT_ROW = re.compile(
    r"(?P<name>.+?)\s+(?P<kind>(?:CID )?(?:Type \w+|TrueType)(?: \(OT\))?|unknown)\s+\S+"
    r"\s+(?P<embedded>yes|no)\s+(?P<subset>yes|no)\s+(?P<unicode>yes|no)\s+(?:\d+\s+\d+|\[none\])$"
)


@dataclass(frozen=True)
class Info:
    """What `pdfinfo` says; sizes in points, one for each page."""

    fields: dict[str, str]
    sizes: tuple[tuple[float, float], ...]

    @property
    def title(self) -> str:
        return self.fields.get("Title", "")

    @property
    def pages(self) -> int:
        return int(self.fields["Pages"])

    @property
    def tagged(self) -> bool:
        return self.fields.get("Tagged") == "yes"


@dataclass(frozen=True)
class Font:
    """One line of `pdffonts`."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    unicode: bool

    @property
    def postscript_name(self) -> str:
        """The name without the six letters that mark a subset."""
        return re.sub(r"^[A-Z]{6}\+", "", self.name)


@dataclass(frozen=True)
class Document:
    """A PDF's objects as qpdf writes them: names with a slash, texts with `u:`, references as `7 0 R`."""

    objects: dict[str, Any]
    page_names: tuple[str, ...]

    def value(self, thing: Any) -> Any:
        """The thing itself, or what it refers to."""
        if isinstance(thing, str) and re.fullmatch(r"\d+ \d+ R", thing):
            return self.objects[f"obj:{thing}"].get("value")
        return thing

    @property
    def catalog(self) -> dict[str, Any]:
        return self.value(self.objects["trailer"]["value"]["/Root"])

    def boxes(self) -> list[dict[str, tuple[float, ...]]]:
        """The boxes that each page has or inherits, none of those that a reader makes up."""
        return [self._page_boxes(name) for name in self.page_names]

    def _page_boxes(self, name: str) -> dict[str, tuple[float, ...]]:
        node, found = self.value(name), {}
        while node:
            for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
                # Only these two are handed down from a page's parents.
                if key in node and key not in found and (node["/Type"] == "/Page" or key in ("/MediaBox", "/CropBox")):
                    found[key] = tuple(float(self.value(corner)) for corner in self.value(node[key]))
            node = self.value(node.get("/Parent"))
        return found


def text(path: Path, *options: str) -> str:
    """The text of a PDF in the order of its content, as `pdftotext` reads it."""
    return poppler("pdftotext", "-enc", "UTF-8", *options, path, "-")


def info(path: Path) -> Info:
    """Title, tagging and page sizes."""
    answer = poppler("pdfinfo", "-f", "1", "-l", "-1", path)
    fields = dict(line.split(":", 1) for line in answer.splitlines() if ":" in line)
    sizes = tuple((float(width), float(height)) for _, width, height in PAGE_SIZE.findall(answer))
    return Info({name: value.strip() for name, value in fields.items()}, sizes)


def structure(path: Path) -> str:
    """The structure tree without its text, as `pdfinfo -struct` prints it: at once, however long the file is."""
    return poppler("pdfinfo", "-struct", path)


def struct_text(path: Path) -> str:
    """The structure tree with its text, as `pdfinfo -struct-text` prints it."""
    return _struct_text(path, path.stat().st_mtime_ns)


@cache
def _struct_text(path: Path, changed: int) -> str:
    """Kept, for Poppler takes seconds for a long file."""
    return poppler("pdfinfo", "-struct-text", path)


def tagged_text(path: Path) -> str:
    """The text in the order of the tags, which is the order in which a screen reader reads it out."""
    lines = (line.strip() for line in struct_text(path).splitlines())
    return " ".join(line[1:-1] for line in lines if len(line) > 1 and line[0] == line[-1] == '"')


def fonts(path: Path) -> list[Font]:
    """Every font of the file."""
    rows = poppler("pdffonts", path).splitlines()[2:]
    found = [FONT_ROW.match(row) for row in rows]
    if not all(found):
        raise RuntimeError(f"pdffonts writes its rows in another way now: {rows}")
    return [_font(row.groupdict()) for row in found if row]


def _font(row: dict[str, str]) -> Font:
    name, kind, *flags = (row[key] for key in ("name", "kind", "embedded", "subset", "unicode"))
    return Font(name, kind, *(flag == "yes" for flag in flags))


def document(path: Path) -> Document:
    """The objects of the file that say how it is to be shown, read by qpdf."""
    answer = tools.run([_qpdf(), "--json=2", "--json-key=qpdf", "--json-key=pages", "--json-stream-data=none", path])
    if answer.returncode != 0:
        raise RuntimeError(f"qpdf ended with {answer.returncode}: {answer.stderr.strip()}")
    parts = json.loads(answer.stdout)
    return Document(objects=parts["qpdf"][1], page_names=tuple(page["object"] for page in parts["pages"]))


def syntax_faults(path: Path) -> str:
    """What `qpdf --check` complains of; empty for a sound file."""
    answer = tools.run([_qpdf(), "--check", path])
    said = answer.stdout + answer.stderr
    return said if answer.returncode != 0 or "WARNING" in said else ""


def _qpdf() -> str:
    return tools.program("qpdf", "Install qpdf.")


def poppler(name: str, *arguments: str | Path) -> str:
    answer = tools.run([tools.program(name, POPPLER), *arguments])
    if answer.returncode != 0:
        raise RuntimeError(f"{name} ended with {answer.returncode}: {answer.stderr.strip()}")
    return answer.stdout
