"""Partners' logos: their names and alt texts stand in every format, in their order."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.errors import ContentError
from support import pdftext
from support.tools import SOUND

NAMES = ("Region Dalarna", "Studieförbundet Ljus", "Bokmalen")
Partnered = Callable[[int], Path]


@pytest.fixture
def partnered(tmp_path: Path) -> Partnered:
    """The sheet of tests/content/sound with so many partners."""

    def make(count: int) -> Path:
        content = tmp_path / "content"
        shutil.copytree(SOUND, content)
        path = content / "sheet" / "publication.yaml"
        listed = "".join(
            f"    - name: {NAMES[number % 3]}\n      logo: {{ file: pictures/torg.svg, alt: Märke {number} }}\n"
            for number in range(count)
        )
        text = path.read_text("utf-8")
        old = "imprint:\n  publisher: Exempelstad\n"
        assert old in text
        path.write_text(text.replace(old, f"{old}  partners:\n{listed}"), "utf-8")
        return content / "sheet"

    return make


@pytest.mark.parametrize("id", ["text", "markdown", "web", "screen", "large-print"])
def test_names_and_alt_texts_stand_in_every_format(partnered: Partnered, id: str, tmp_path: Path) -> None:
    edition = Edition(compose(load(partnered(3))))
    artifact = FORMATS[id].artifacts(edition)[0]
    if id in ("screen", "large-print"):
        (tmp_path / "made.pdf").write_bytes(artifact.data)
        said = " ".join(pdftext.text(tmp_path / "made.pdf", "-raw").split())
        wanted = NAMES
    else:
        said = " ".join(re.sub(r"</?span[^>]*>", "", artifact.data.decode()).split())
        wanted = tuple(text for number, name in enumerate(NAMES) for text in (f"Märke {number}", name))
    places = [said.find(text, said.find("Exempelstad")) for text in wanted]
    assert -1 not in places, said[-600:]
    assert places == sorted(places)


def test_there_are_eight_at_most(partnered: Partnered) -> None:
    with pytest.raises(ContentError) as caught:
        load(partnered(9))
    assert [(finding.where and finding.where.file, finding.severity.value) for finding in caught.value.findings] == [
        ("sheet/publication.yaml", "error")
    ]


def test_a_logo_that_is_missing_has_its_line(partnered: Partnered) -> None:
    folder = partnered(2)
    path = folder / "publication.yaml"
    path.write_text(path.read_text("utf-8").replace("torg.svg, alt: Märke 1", "borta.svg, alt: Märke 1"), "utf-8")
    with pytest.raises(ContentError) as caught:
        load(folder)
    (finding,) = caught.value.findings
    assert (finding.id, finding.where and finding.where.line) == ("content/missing-picture", 35)
