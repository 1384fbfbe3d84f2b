"""The size of the large print, from the command line and from the content, as it is in the file; files on request."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from publisher.formats import FORMATS, usual
from publisher.model.errors import ExitCode
from publisher.model.units import LARGE_PRINT, LARGE_PRINT_SIZES
from support.cli import leaflet, publisher, replace


def usual_size(path: Path) -> float:
    """The size, in points, that most letters of a file have."""
    sizes: Counter[float] = Counter()
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            with closing(page.get_textpage()) as text:
                for index in range(text.count_chars()):
                    matrix = pdfium.FS_MATRIX()
                    pdfium.FPDFText_GetMatrix(text, index, matrix)
                    sizes[round(pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d), 1)] += 1
    return sizes.most_common(1)[0][0]


@pytest.fixture(scope="module")
def wishing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content that asks for 24 points."""
    content = leaflet(tmp_path_factory.mktemp("wishing"))
    replace(content / "haftet/publication.yaml", "\nsections:\n", "\nlarge_print: 24\nsections:\n")
    return content


@pytest.fixture(scope="module")
def plain(wishing: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a build without options."""
    output = tmp_path_factory.mktemp("plain")
    answer = publisher("build", "--content", wishing, "--output", output)
    assert answer.exit_code == 0, answer.output
    return output / "haftet"


@pytest.mark.slow
def test_the_content_says_the_size(plain: Path) -> None:
    (made,) = plain.glob("*large-print*")
    assert made.name == "haftet-large-print-24pt.pdf"
    assert usual_size(made) == 24


@pytest.mark.slow
def test_a_plain_build_makes_nothing_that_is_made_on_request(plain: Path) -> None:
    on_request = [format.id for format in FORMATS.values() if format.on_request]
    assert "screen-ua2" in on_request
    assert "screen-ua2" not in usual()
    assert [path.name for id in on_request for path in plain.glob(f"haftet-{id}*")] == []
    assert list(plain.glob("haftet-screen.pdf"))


@pytest.mark.slow
def test_the_command_line_wins_over_the_content(wishing: Path, tmp_path: Path) -> None:
    arguments = ["build", "--content", wishing, "--output", tmp_path, "--format", "large-print", "--size", "16"]
    assert publisher(*arguments).exit_code == 0
    (made,) = tmp_path.glob("haftet/*.pdf")
    assert made.name == "haftet-large-print-16pt.pdf"
    assert usual_size(made) == 16


@pytest.mark.slow
def test_the_size_reaches_the_file(content: Path, tmp_path: Path) -> None:
    """Where the content says none; and none of both is the usual one."""
    for options, size in ((["--size", "24"], 24), ([], LARGE_PRINT)):
        output = tmp_path / str(size)
        answer = publisher("build", "--content", content, "--output", output, "-f", "large-print", *options)
        assert answer.exit_code == 0, answer.output
        assert f"haftet-large-print-{size}pt.pdf" in answer.stdout
        assert usual_size(output / "haftet" / f"haftet-large-print-{size}pt.pdf") == size


@pytest.mark.parametrize("size", ["17", "0", "24pt", "stor", ""])
def test_2_a_size_that_there_is_not(content: Path, size: str) -> None:
    answer = publisher("build", "--content", content, "--format", "large-print", "--size", size)
    assert (answer.exit_code, answer.stdout) == (ExitCode.USAGE, "")
    assert all(str(known) in answer.stderr for known in LARGE_PRINT_SIZES)


def test_2_a_size_without_large_print(content: Path) -> None:
    answer = publisher("build", "--content", content, "--format", "screen", "--size", "24")
    assert (answer.exit_code, answer.stdout) == (ExitCode.USAGE, "")
    assert "--format large-print" in answer.stderr


@pytest.mark.slow
def test_what_is_asked_for_by_its_id_is_made(content: Path, tmp_path: Path) -> None:
    assert publisher("build", "--content", content, "--output", tmp_path, "--format", "screen-ua2").exit_code == 0
    (made,) = tmp_path.glob("haftet/*.pdf")
    assert made.name == "haftet-screen-ua2.pdf"
    assert made.read_bytes().startswith(b"%PDF-2.0")
