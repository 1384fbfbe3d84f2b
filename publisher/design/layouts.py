"""Find and read a layout: a folder with layout.toml, a template and one stylesheet per medium.

Layouts are shipped, come with installed packages (entry points `publisher.layouts`), or are the user's own: in the
folder `layouts` of the user's settings, or in that of the content. Of two with one id the user's own is taken, and the
shipped one before a package's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from publisher.datafiles.fields import Settings, Text
from publisher.datafiles.messages import schema_findings
from publisher.datafiles.toml_reader import TomlFile, read_toml
from publisher.datafiles.whole_file import text_of, unreadable
from publisher.design.fit_settings import CoverTable, FitTable
from publisher.model.catalogue import say
from publisher.model.errors import AccessError, ContentError, UsageError
from publisher.model.findings import Finding, Place, Severity
from publisher.model.nearest import there_are
from publisher.model.paths import LAYOUTS, LAYOUTS_FOLDER, settings_folder, shown_path
from publisher.model.registry import Folders
from publisher.model.shipped import RESTORE, layout_fault

BASE = "base"
FILE, TEMPLATE, STYLESHEET = "layout.toml", "document.html.j2", "print.css"
FORMS = "programme.css"  # the forms of a programme on pages
FOLDERS = Folders("publisher.layouts", "layouts")
Length = Annotated[float, Field(ge=20, le=2000)]


class PageTable(Settings):
    """[page]: one page at trim size, in mm."""

    width_mm: Length
    height_mm: Length
    bleed_mm: Annotated[float, Field(ge=0, le=20)] = 3
    multiple: Annotated[int, Field(ge=1, le=64)] = Field(
        1, description="A sheet has two sides, a folded sheet four pages: another count is reported."
    )
    paint_paper: bool = Field(
        False, description="true: the brand's colour of paper is painted on each page, where it is not white."
    )


class CodeTable(Settings):
    """[qr]: QR codes. Below 0.4 mm a phone cannot separate their squares."""

    module_mm: Annotated[float, Field(ge=0.4, le=5)] = Field(description="The side of one square, in mm.")


class DocumentTable(Settings):
    """[document]: what the layout does with the content."""

    footer_blocks: tuple[Text, ...] = Field((), description="Blocks that make the footer where they stand last.")
    needs_programme: bool = Field(False, description="true: without a programme.yaml the content is refused.")
    contents_from: int = Field(
        0, ge=0, description="From how many pages on a table of contents follows the cover. 0: never by itself."
    )
    running: tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]] = Field(
        (8.5, 100), description="Size in pt and room in mm of what runs in the margins: longer text is cut at a word."
    )


class LayoutFile(Settings):
    """A layout.toml: what a layout says of itself."""

    title: Text
    description: Text
    based_on: Text = Field("", description="The id of a layout whose stylesheets are read before this one's.")
    page: PageTable
    qr: CodeTable
    document: DocumentTable = DocumentTable.model_validate({})
    cover: CoverTable | None = Field(None, description="How the cover is fitted. Without it, it is set as it is.")
    fit: FitTable | None = Field(
        None, description="How the pages are fitted to what they hold. Without it, they are not."
    )


@dataclass(frozen=True)
class Layout:
    """A layout as it is used: its id is its folder's name, `file` what its layout.toml says, `source` where it says it,
    `based_on` the folder of the layout that it is based on. Lengths in mm, of one page at trim size."""

    id: str
    folder: Path
    file: LayoutFile
    source: TomlFile
    based_on: Path | None = None

    def __hash__(self) -> int:
        return hash(self.folder)

    @property
    def names(self) -> str:
        """The classes of a document's body: its id, and that of the layout that it is based on."""
        return " ".join(filter(None, (self.id, self.file.based_on)))

    @property
    def title(self) -> str:
        return self.file.title

    @property
    def description(self) -> str:
        return self.file.description

    @property
    def width(self) -> float:
        return self.file.page.width_mm

    @property
    def height(self) -> float:
        return self.file.page.height_mm

    @property
    def bleed(self) -> float:
        return self.file.page.bleed_mm

    @property
    def pages_multiple(self) -> int:
        return self.file.page.multiple

    @property
    def paints_paper(self) -> bool:
        return self.file.page.paint_paper

    @property
    def qr_module(self) -> float:
        return self.file.qr.module_mm

    @property
    def footer_blocks(self) -> tuple[str, ...]:
        return self.file.document.footer_blocks

    @property
    def needs_programme(self) -> bool:
        return self.file.document.needs_programme

    @property
    def contents_from(self) -> int:
        return self.file.document.contents_from

    @property
    def running(self) -> tuple[float, float]:
        return self.file.document.running

    @property
    def fit(self) -> FitTable | None:
        return self.file.fit

    @property
    def cover(self) -> CoverTable | None:
        return self.file.cover

    def stylesheets(self, medium: str) -> list[Path]:
        """The stylesheets for `medium` ('print', 'large-print', ...) in cascading order: of all layouts, of the one
        that this is based on, and its own."""
        folders = (LAYOUTS / BASE, self.based_on, self.folder)
        own = [folder / f"{medium}.css" for folder in folders if folder]
        forms = [LAYOUTS / BASE / FORMS] if medium == "print" else []  # they are the same in every layout
        return [path for path in (*own, *forms) if path.is_file()]

    @property
    def starter(self) -> Path:
        """The content that `publisher new` begins with."""
        return self.folder / "starter"


def layout_folders(content: Path | None = None) -> dict[str, Path]:
    """The folder of every layout by its id, sound or not. `content` is the content folder, whose own layouts count."""
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        found = dict(_layouts_in(folder.path)) | found
    for own in (settings_folder() / LAYOUTS_FOLDER, *([content / LAYOUTS_FOLDER] if content else ())):
        found |= _layouts_in(own)
    return dict(sorted(found.items()))


def _layouts_in(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.glob(f"*/{FILE}"):
        yield path.parent.name, path.parent


def read_layouts(content: Path | None = None) -> tuple[dict[str, Layout], list[Finding]]:
    """Every sound layout by its id, and what is wrong with the others."""
    sound, faults = dict[str, Layout](), list[Finding]()
    for id, folder in layout_folders(content).items():
        try:
            sound[id] = read_layout(folder, content)
        except ContentError as error:
            faults += error.findings
        except AccessError as error:
            faults.append(unreadable(error, shown_path(folder / FILE, content)))
    return sound, faults


def layouts(content: Path | None = None) -> dict[str, Layout]:
    """Every sound layout by its id."""
    return read_layouts(content)[0]


def find_layout(id: str, content: Path | None = None) -> Layout:
    """The layout with this id. Raises UsageError with the known ones, ContentError with what is wrong with its
    layout.toml."""
    known = layout_folders(content)
    if id not in known:
        raise UsageError(say("design:no-such-layout", name=id), there_are(id, known))
    return read_layout(known[id], content)


def read_layout(folder: Path, content: Path | None = None) -> Layout:
    """The layout in a folder. Raises ContentError with every fault in its layout.toml, or where it is a shipped layout
    and not as it was shipped; AccessError where that cannot be read."""
    path = folder / FILE
    shown = shown_path(path, content)
    for own in (LAYOUTS / BASE, folder):
        if fault := layout_fault(own):
            message, fix = (
                say("design:layout-file-changed", fault=fault),
                say("design:restore-layout", command=RESTORE["layouts"]),
            )
            raise ContentError([_fault("changed-file", message, fix, Place(shown))])
    text = text_of(path, shown, "layout")
    source = read_toml(text, shown)
    if source.findings:
        raise ContentError(source.findings)
    try:
        file = LayoutFile.model_validate(source.data)
    except ValidationError as error:
        raise ContentError(schema_findings(error, source, LayoutFile)) from error
    based_on = _based_on(file, source, folder, content)
    if not any((one / TEMPLATE).is_file() for one in filter(None, (folder, based_on))):
        message, fix = say("design:layout-has-no", template=TEMPLATE), say("design:write-whole-template")
        raise ContentError([_fault("missing-template", message, fix, Place(shown))])
    if not (folder / STYLESHEET).is_file():
        message, fix = (
            say("design:layout-has-no-2", stylesheet=STYLESHEET),
            say("design:write-copy-another-layout-sets-pages"),
        )
        raise ContentError([_fault("missing-stylesheet", message, fix, Place(shown))])
    for one in sorted((*folder.glob("*.j2"), *folder.glob("*.css"))):
        text_of(one, shown_path(one, content), "layout")
    return Layout(folder.name, folder, file, source, based_on)


def _based_on(file: LayoutFile, source: TomlFile, folder: Path, content: Path | None) -> Path | None:
    """The folder of the layout that one is based on. Raises ContentError where there is none, or it is itself."""
    if not file.based_on:
        return None
    known = {id: path for id, path in layout_folders(content).items() if path != folder}
    if file.based_on not in known:
        message, fix = say("design:no-such-layout", name=file.based_on), there_are(file.based_on, known)
        raise ContentError([_fault("based-on", message, fix, source.place(("based_on",)))])
    return known[file.based_on]


def _fault(id: str, message: str, fix: str, place: Place) -> Finding:
    return Finding(f"layout/{id}", Severity.ERROR, message, fix, place)
