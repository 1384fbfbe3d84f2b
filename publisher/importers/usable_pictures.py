"""Pictures of imported files in kinds that can be used: GIF, BMP, HEIC and AVIF become JPEG or PNG, upright."""

from __future__ import annotations

import io

from publisher.importers.draft import DraftPicture

HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")


def usable_picture(picture: DraftPicture) -> tuple[str, bytes]:
    """(name, bytes) of a picture in a kind that can be used: GIF, BMP, HEIC and AVIF become JPEG or PNG, upright."""
    data, name = picture.data, picture.name
    is_heic = data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS
    if not is_heic and data[:3] != b"GIF" and data[:2] != b"BM":
        return name, data
    from PIL import Image, ImageOps, UnidentifiedImageError

    if is_heic:
        try:
            from pillow_heif import register_heif_opener

            register_heif_opener()
        except ImportError:
            return name, data  # the check of pictures then says what to do
    try:
        with Image.open(io.BytesIO(data)) as opened:
            upright = ImageOps.exif_transpose(opened)
            has_alpha = "A" in upright.getbands() or "transparency" in upright.info
            target, kind = io.BytesIO(), "png" if has_alpha or data[:3] == b"GIF" else "jpg"
            upright.convert("RGBA" if has_alpha else "RGB").save(target, "PNG" if kind == "png" else "JPEG", quality=92)
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return name, data
    return f"{name.rpartition('.')[0] or name}.{kind}", target.getvalue()
