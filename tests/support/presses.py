"""Press files of small documents, and their plates as numbers."""

from __future__ import annotations

import dataclasses
import subprocess
from functools import cache
from pathlib import Path

import numpy
from PIL import Image, ImageCms

from publisher.content.presses import Press, PressFile, find_press
from publisher.content.schema import BrandFile
from publisher.content.yaml_reader import read_yaml
from publisher.formats import press as press_format
from publisher.formats.edition import Edition
from publisher.pdf import paginate
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
    assert not made.master.complaints
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
