"""cover: the first printed page as a picture, for chats and social networks, and for the shelf of a reading program."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from publisher.formats import Format, ListedIn
from publisher.formats.edition import Edition

if TYPE_CHECKING:
    from publisher.pdf.layout.paginate import Pages

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHT = 1600  # pixels
FLAT = 20_000  # colours; what has fewer, the edges of letters counted, is no photograph


def render(edition: Edition) -> bytes:
    """The picture's bytes: JPEG, which every network takes."""
    from publisher.pdf.page_images import first_page

    return _jpeg(first_page(edition.master, HEIGHT))


def cover_picture(master: Pages) -> tuple[str, bytes]:
    """(suffix, bytes) of the picture in the form that shows it best: flat colours sharp, photographs small."""
    from PIL import Image

    from publisher.pdf.page_images import first_page

    picture = first_page(master, HEIGHT)
    if not picture.getcolors(FLAT):
        return ".jpg", _jpeg(picture)
    target = io.BytesIO()
    picture.quantize(method=Image.Quantize.FASTOCTREE).save(target, "PNG")
    return ".png", target.getvalue()


def _jpeg(picture: Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=85)
    return target.getvalue()


FORMAT = Format(
    id="cover",
    extension="jpg",
    media_type="image/jpeg",
    title="format.cover.title",
    purpose="format.cover.purpose",
    render=render,
    is_picture=True,
    needs_site=True,
    listed_in=ListedIn.NOWHERE,
)
