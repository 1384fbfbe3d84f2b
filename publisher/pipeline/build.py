"""The pipeline: a folder of content -> finished files, checked.

    edition = prepare(load(folder))        compose the document, check it
    result = finish(edition, output)       make the files, read them back, write them

Rooms are imported when a build begins, so that `publisher --help` and a fault in the content answer at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.model.errors import ContentError
from publisher.model.findings import (
    USUAL_OPTIONS,
    Artifact,
    Finding,
    Options,
    Result,
    Severity,
)

if TYPE_CHECKING:
    from publisher.content.publication import Publication
    from publisher.formats.edition import Edition
    from publisher.formats.web.landing import Listed


def prepare(publication: Publication, options: Options = USUAL_OPTIONS) -> Edition:
    """Compose the document and check it. Raises ContentError with every error the checks find, UsageError for a press
    profile or ICC file that cannot be used."""
    from publisher.checks import Subject, run_checks
    from publisher.compose import compose
    from publisher.content.load import compare
    from publisher.formats.edition import Edition
    from publisher.pipeline.manifest import digest_inputs
    from publisher.presses.profiles import choose_press

    # Before anything is made of the files: what is changed meanwhile must not pass for what was built.
    press = choose_press(options, publication.info.press, publication.content)
    inputs = digest_inputs(publication.folder, publication.info.layout, publication.info.press)
    edition = Edition(compose(publication), inputs, options, press)
    edition.findings += [*compare(publication), *run_checks(Subject(edition), "document")]
    if errors := _errors(edition.findings):
        raise ContentError(errors)
    return edition


def finish(edition: Edition, output: Path) -> Result:
    """Make the files, read them back, and write them into `output`/<path>, all at once, if no check found an error."""
    from publisher.checks import Subject, heat_maps, run_checks
    from publisher.formats import FORMATS, wanted
    from publisher.formats.web.landing import render_landing
    from publisher.pipeline.manifest import write_files

    document = edition.document
    folder = output / document.path
    subject = Subject(
        edition, [artifact for id in wanted(edition.options) for artifact in FORMATS[id].artifacts(edition)], folder
    )
    findings = [*edition.findings, *run_checks(subject, "pages"), *run_checks(subject, "files")]

    def landing(listed: Sequence[Listed]) -> Artifact | None:
        """The landing page, which can only be made and checked when it is known which files will lie beside it."""
        page = render_landing(document, listed)
        findings.extend(run_checks(Subject(edition, [page]), "files"))
        return None if _errors(findings) else page

    removed = (
        None if _errors(findings) else write_files(output, document.path, edition.inputs, subject.artifacts, landing)
    )
    written = removed is not None
    return Result(
        document.path,
        document.title,
        folder,
        tuple(subject.artifacts) if written else (),
        tuple(findings),
        written,
        tuple(removed or ()),
        heat_maps(subject) if edition.options.heat_maps else {},
    )


def _errors(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def build(publication: Publication, output: Path, options: Options = USUAL_OPTIONS) -> Result:
    """Build a loaded publication into `output`/<name>, and list it in `output`/index.html. Raises PublisherError; see
    `finish` for what is written."""
    from publisher.pipeline.manifest import write_list

    result = finish(prepare(publication, options), output)
    if result.written:
        write_list(output)
    return result
