"""Press files of small documents, and their plates as numbers."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy
import pypdf
from PIL import Image, ImageCms
from pypdf.generic import ArrayObject, NameObject, StreamObject

from publisher.datafiles.yaml_reader import read_yaml
from publisher.design.brands import BrandFile
from publisher.formats import press as press_format
from publisher.formats.edition import Edition
from publisher.pdf.layout import paginate
from publisher.presses.profiles import Press, PressFile, find_press
from support import tools
from support.laid_out import USUAL, small_document

PLATES = ("Cyan", "Magenta", "Yellow", "Black")
USUAL_PRESS = find_press("generic-coated")
GHOSTSCRIPT = "Install ghostscript."


def press(**wants: object) -> Press:
    """The usual press, with other wishes."""
    return USUAL_PRESS.model_copy(
        update={"id": "prov", "wants": PressFile.model_validate({**USUAL_PRESS.wants.model_dump(), **wants})}
    )


@cache
def brand(**spots: str) -> BrandFile:
    """The leaflet's brand; a colour may be given a spot colour."""
    source = read_yaml((tools.ROOT / "content/brands/framat.yaml").read_text("utf-8"), "brand")
    for name, spot in spots.items():
        source.data["colours"][name]["spot"] = spot
    return BrandFile.model_validate(source.data)


def edition(body: str, style: str = "", wanted: Press = USUAL_PRESS, **spots: str) -> Edition:
    """A small document, laid out; its bleed is 3 mm."""
    document = dataclasses.replace(small_document(body), brand=brand(**spots))
    made = Edition(document, press=wanted)
    made.laid_out["print"] = paginate.lay_out(document, "print", document.tree, [USUAL, "@page{bleed:3mm}", style])
    assert made.master.complaints == []
    return made


def press_file(body: str, style: str = "", wanted: Press = USUAL_PRESS, **spots: str) -> bytes:
    return press_format.render(edition(body, style, wanted, **spots))


def inked(path: Path, folder: Path, dpi: int = 100, page: int = 1) -> Image.Image:
    """A page in its four inks, as Ghostscript prints it: device colours stay as they are."""
    target = folder / f"{path.stem}-{page}.tif"
    pages = [f"-dFirstPage={page}", f"-dLastPage={page}"]
    _ghostscript("tiff32nc", target, path, dpi, *pages)
    with Image.open(target) as picture:
        return picture.copy()


def plates(path: Path, folder: Path, dpi: int = 72, page: int = 1) -> dict[str, numpy.ndarray]:
    """How much of each ink there is, from 0 to 1, also of spot colours."""
    target = folder / f"{path.stem}-{page}-sep.tif"
    _ghostscript("tiffsep", target, path, dpi, f"-dFirstPage={page}", f"-dLastPage={page}")
    found = {}
    for file in folder.glob(f"{target.stem}(*).tif"):
        with Image.open(file) as picture:
            found[file.stem.partition("(")[2][:-1]] = 1 - numpy.asarray(picture.convert("L"), dtype=float) / 255
    return found


def _ghostscript(device: str, target: Path, path: Path, dpi: int, *options: str) -> None:
    smooth = ["-dTextAlphaBits=4", "-dGraphicsAlphaBits=4"]
    command = [tools.program("gs", GHOSTSCRIPT), "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", f"-sDEVICE={device}"]
    subprocess.run([*command, f"-r{dpi}", *smooth, *options, f"-sOutputFile={target}", path], check=True, timeout=120)


@cache
def _profiles() -> tuple[ImageCms.ImageCmsTransform, ImageCms.ImageCmsTransform]:
    profile = ImageCms.getOpenProfile(str(USUAL_PRESS.profile))
    relative, compensated = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    screen, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    return (
        ImageCms.buildTransform(screen, profile, "RGB", "CMYK", relative, compensated),
        ImageCms.buildTransform(profile, lab, "CMYK", "LAB", relative),
    )


def separated(picture: Image.Image) -> Image.Image:
    """A screen's picture, taken through the profile."""
    return ImageCms.applyTransform(picture, _profiles()[0])


def lab(picture: Image.Image) -> numpy.ndarray:
    """The colours of a printed page: L*, a*, b* of each pixel."""
    values = numpy.asarray(ImageCms.applyTransform(picture, _profiles()[1])).astype(float)
    values[..., 0] *= 100 / 255
    values[..., 1:] = (values[..., 1:] + 128) % 256 - 128
    return values


ALLOWED_SPACES = {"/DeviceCMYK", "/DeviceGray", "/Indexed", "/Separation"}
SCREEN_COLOUR = re.compile(rb"[\d.]\s+(?:rg|RG|sc|SC)\b")
NAMED_SPACE = re.compile(rb"(/\S+)\s+(?:cs|CS)\b")


def screen_colours(data: bytes) -> list[str]:
    """Whatever in a PDF is a colour and no ink: colour spaces of objects, and operators of content streams."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    found = []
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[arg-type]
        thing = reader.get_object(number)
        for part in _dictionaries(thing):
            spaces = [part.get(key) for key in ("/ColorSpace", "/CS")]
            found += [kind for space in spaces for kind in _kinds(space) if kind not in ALLOWED_SPACES]
        if isinstance(thing, StreamObject) and not _is_binary(thing):
            text = thing.get_data()
            found += [f"{match[0]!r}" for match in SCREEN_COLOUR.finditer(text)]
            named = {match[1].decode() for match in NAMED_SPACE.finditer(text)}
            found += [name for name in named if name not in ("/Pattern", "/All") and not name.startswith("/Spot")]
    return found


def _is_binary(thing: Any) -> bool:
    """Profiles, pictures, functions, fonts and their maps."""
    return bool({"/N", "/Length1", "/FunctionType", "/Subtype"} & set(thing)) and thing.get("/Subtype") != "/Form"


def _dictionaries(thing: Any) -> Iterator[Any]:
    """A dictionary and those inside it."""
    if isinstance(thing, dict):
        yield thing
        for part in thing.values():
            yield from _dictionaries(part)
    elif isinstance(thing, ArrayObject):
        for part in thing:
            yield from _dictionaries(part)


def _kinds(space: Any) -> Iterator[str]:
    """The kinds of a colour space: that of a palette or a spot colour has one inside."""
    space = space.get_object() if space is not None else None
    if isinstance(space, NameObject):
        yield str(space)
    elif isinstance(space, ArrayObject):
        yield str(space[0])
        yield from _kinds(space[2 if space[0] == "/Separation" else 1])
