"""A part of a picture as a file of its own: a portrait brought nearer than its file shows it."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

from PIL import ImageOps

from publisher.model.paths import cache_folder
from publisher.pictures.kinds import CONVERTED, KINDS
from publisher.pictures.raster import BROKEN, opened

FOLDER = "crops"
QUALITY = 95  # of a JPEG, which is made smaller for each use afterwards


def brought_nearer(path: Path, zoom: float, focus: tuple[float, float]) -> Path:
    """The file of the square around the `focus` (percent from the left and from the top, as CSS places a background)
    that is `zoom` times smaller than the largest. Kept in the cache; the same file makes the same bytes. The path
    itself where the picture cannot be read, which is reported elsewhere."""
    try:
        data = path.read_bytes()
        said = f"{zoom:g} {focus[0]:g} {focus[1]:g}".encode()
        folder = cache_folder() / FOLDER / hashlib.sha256(data + said).hexdigest()[:24]
        kind = KINDS[path.suffix.lower()]
        made = folder / (f"{path.stem}.png" if kind in CONVERTED else path.name)
        if not made.exists():
            folder.mkdir(parents=True, exist_ok=True)
            scratch = folder / f"{os.getpid()}"
            scratch.write_bytes(_cropped(data, kind, zoom, focus))
            scratch.replace(made)
    except BROKEN:
        return path
    return made


def _cropped(data: bytes, kind: str, zoom: float, focus: tuple[float, float]) -> bytes:
    with opened(data, kind) as picture:
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
        side = max(1, round(min(upright.size) / zoom))
        left, top = (round((length - side) * share / 100) for length, share in zip(upright.size, focus, strict=True))
        part = upright.crop((left, top, left + side, top + side))
        target = io.BytesIO()
        more = {"quality": QUALITY, "subsampling": 0} if kind == "JPEG" else {}
        part.save(target, "PNG" if kind in CONVERTED else kind.upper(), icc_profile=profile, **more)
        return target.getvalue()
