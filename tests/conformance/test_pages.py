"""The pages as pictures: as they were when somebody looked at them and kept them, and none of them empty."""

from __future__ import annotations

import pytest
from PIL import Image

from support import pdftext, raster
from support.built import SAMPLES, Built, Sample
from support.golden import Golden

Pages = dict[str, list[Image.Image]]
PAGES = [(sample.name, page) for sample in SAMPLES for page in range(1, sample.pages + 1)]
# Of all blocks of 8 x 8 pixels at 60 dpi; a page with one heading and a line has about this much.
LEAST_FILLED = 0.03


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_page_looks_as_it_did(screen_pages: Pages, golden: Golden, name: str, page: int) -> None:
    golden.check_page(f"{name}-{page}", screen_pages[name][page - 1])


@pytest.mark.parametrize("form", ["screen", "press"])
def test_no_page_is_empty(built: Built, sample: Sample, form: str) -> None:
    shares = [raster.filled_share(picture) for picture in raster.each_page(built.path(sample.name, form))]
    assert len(shares) == sample.pages
    empty = {number: share for number, share in enumerate(shares, start=1) if share < LEAST_FILLED}
    assert not empty, f"share of each nearly empty page: {empty}"


def test_press_page_says_what_the_screen_page_says(built: Built, sample: Sample) -> None:
    """Both come from one master, so the words stand in the same order."""
    screen, press = (pdftext.text(built.path(sample.name, form), "-raw").split() for form in ("screen", "press"))
    assert len(screen) > 50
    assert press == screen
