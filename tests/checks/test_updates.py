"""content/version-not-raised: what a calendar that changed must say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.updates import CHECK
from publisher.formats import FORMATS
from publisher.model.findings import Options, Severity
from publisher.pipeline.build import finish

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

PUBLICATION, PROGRAMME = "sheet/publication.yaml", "sheet/programme.yaml"
EARLIER = (PROGRAMME, "start: 10.30", "start: 10.15")


def found(make_edition: MakeEdition, folder: Path, *changes: tuple[str, str, str]) -> list[str]:
    """What is found when the sheet is built after it was built into `folder`."""
    edition = make_edition(*changes)
    return [
        f"{f.severity}: {f.where}" for f in CHECK.run(Subject(edition, FORMATS["calendar"].artifacts(edition), folder))
    ]


@pytest.fixture
def last(make_edition: MakeEdition, tmp_path: Path) -> Path:
    """The folder of the last build."""
    folder = tmp_path / "last"
    folder.mkdir()
    main = FORMATS["calendar"].artifacts(make_edition())[0]
    (folder / main.filename).write_bytes(main.data)
    return folder


def test_another_hour_and_the_same_version_is_reported(make_edition: MakeEdition, last: Path) -> None:
    assert found(make_edition, last, EARLIER) == [f"{Severity.WARNING}: sheet/publication.yaml"]


@pytest.mark.parametrize(
    "raised", [(PUBLICATION, 'version: "1.0"', 'version: "1.1"'), (PUBLICATION, "2018-06-01", "2018-06-02")]
)
def test_a_raised_version_or_date_is_enough(
    make_edition: MakeEdition, last: Path, raised: tuple[str, str, str]
) -> None:
    assert found(make_edition, last, EARLIER, raised) == []


def test_the_same_programme_and_the_first_build_are_well(make_edition: MakeEdition, last: Path, tmp_path: Path) -> None:
    assert found(make_edition, last) == []
    assert found(make_edition, tmp_path / "none", EARLIER) == []


def test_another_version_of_the_toolkit_is_no_change(make_edition: MakeEdition, last: Path) -> None:
    (path,) = last.iterdir()
    path.write_bytes(path.read_bytes().replace(b"PRODID:", b"PRODID:older "))
    assert found(make_edition, last) == []


def test_it_is_reported_until_the_version_is_raised(make_edition: MakeEdition, tmp_path: Path) -> None:
    """Each build replaces the calendar in the folder; what was handed out under the version stays known."""
    out = tmp_path / "out"

    def built(*changes: tuple[str, str, str]) -> list[str]:
        edition = make_edition(*changes)
        edition.options = Options(formats=("calendar",))
        return [finding.id for finding in finish(edition, out).findings if finding.id == CHECK.ids[0]]

    assert built() == []
    assert built(EARLIER) == built(EARLIER) == [CHECK.ids[0]]
    assert built() == []  # back to what was handed out
    assert built(EARLIER) == [CHECK.ids[0]]
    raised = (PUBLICATION, 'version: "1.0"', 'version: "1.1"')
    assert built(EARLIER, raised) == []
    assert built((PROGRAMME, "start: 10.30", "start: 10.00"), raised) == [CHECK.ids[0]]
