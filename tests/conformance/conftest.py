"""What the conformance tests share, each made once: the browser, and the verdicts of the Java validators."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PIL import Image

from publisher.content.load import load
from publisher.pdf.layout.engine import complaints
from publisher.pipeline.build import prepare
from support import nu, raster, verapdf
from support.built import EDITIONS, LONG, PUBLICATIONS, SAMPLES, TORTURE, TORTURE_CONTENT, Built, Sample

# Errors, and a warning (no language), to be found by the same call that judges the real pages.
FAULTY_HTML = """<!doctype html><html><head><title>Fel</title></head>
<body><main><h1>Fel</h1><p>Två stycken <p>i <div>ett</p></div><img src="x.png"></main></body></html>"""

# What each tagged format claims to be: PDF/UA-1, PDF/A-2a, PDF/UA-2, Well-Tagged PDF 1.0 (accessibility).
FLAVOURS = {
    "ua1": ("screen", "large-print"),
    "2a": ("screen", "large-print"),
    "ua2": ("screen-ua2",),
    "wt1a": ("screen-ua2",),
}

POLICED_HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Policed</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:"></head>
<body><main><h1>Policed</h1><p>A page that allows its picture.</p>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "CreativeWork"}</script>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="A dot"></main></body></html>"""


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.name)
def sample(request: pytest.FixtureRequest) -> Sample:
    """Each sample publication in turn."""
    return request.param


@pytest.fixture(params=[*EDITIONS, LONG, "list"])
def page(request: pytest.FixtureRequest, built: Built) -> Path:
    """A publication's landing page, which holds all that its web page holds, or the list of publications."""
    if request.param == "list":
        return built.folder(SAMPLES[0].name) / "index.html"
    return built.folder(request.param) / request.param / "index.html"


@pytest.fixture
def pages(request: pytest.FixtureRequest, page: Path, built: Built) -> list[Path]:
    """The same and the publication's web page."""
    name = request.node.callspec.params["page"]
    return [page] if name == "list" else [page, built.path(name, "web")]


@pytest.fixture(scope="session")
def untagged_pdf(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real leaflet whose tags were thrown away, as many PDF tools do."""
    path = tmp_path_factory.mktemp("planted") / "untagged.pdf"
    writer = pypdf.PdfWriter(clone_from=built.path("framat", "screen"))
    del writer.root_object["/StructTreeRoot"]
    del writer.root_object["/MarkInfo"]
    writer.write(path)
    writer.close()
    return path


@pytest.fixture(scope="session")
def bare_screen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The torture publication's pages with the tags that the layout engine writes by itself."""
    path = tmp_path_factory.mktemp("bare") / "bare.pdf"
    edition = prepare(load(TORTURE_CONTENT / TORTURE))
    with complaints():  # of pictures without alt texts, which only decorate
        path.write_bytes(edition.master.rendered.write_pdf(pdf_variant="pdf/ua-1"))
    return path


@pytest.fixture(scope="session")
def unreadable_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No PDF at all."""
    path = tmp_path_factory.mktemp("planted") / "unreadable.pdf"
    path.write_text("not a PDF", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def verdicts(built: Built, untagged_pdf: Path, unreadable_pdf: Path) -> dict[tuple[str, Path], verapdf.Verdict]:
    """What veraPDF says of every tagged file and of the planted faulty ones, by flavour: one Java process for each."""
    found: dict[tuple[str, Path], verapdf.Verdict] = {}
    for flavour, forms in FLAVOURS.items():
        paths = [built.path(name, form) for name in PUBLICATIONS for form in forms]
        judged = verapdf.validate([*paths, untagged_pdf, unreadable_pdf], flavour)
        found |= {(flavour, path): verdict for path, verdict in judged.items()}
    return found


@pytest.fixture(scope="session")
def faulty_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with errors of markup."""
    path = tmp_path_factory.mktemp("planted") / "faulty.html"
    path.write_text(FAULTY_HTML, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def policed_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound page whose policy allows the picture in it."""
    path = tmp_path_factory.mktemp("planted") / "policed.html"
    path.write_text(POLICED_HTML, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def nu_messages(built: Built, faulty_page: Path, policed_page: Path) -> dict[Path, list[nu.Message]]:
    """What the Nu checker says of every page built and of the planted ones, from one Java process."""
    return nu.check([*built.pages(), faulty_page, policed_page])


@pytest.fixture(scope="session")
def screen_pages(built: Built) -> dict[str, list[Image.Image]]:
    """The pages of the screen files as pictures, at the golden pictures' resolution."""
    return {sample.name: raster.pages(built.path(sample.name, "screen")) for sample in SAMPLES}
