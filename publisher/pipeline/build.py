"""The pipeline: a folder of content -> finished files, checked.

    edition = prepare(load(folder))        compose the document, check it
    result = finish(edition, output)       make the files, read them back, write them

Rooms are imported when a build begins, so that `publisher --help` and a fault in the content answer at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.model.catalogue import say
from publisher.model.errors import ContentError
from publisher.model.findings import (
    USUAL_OPTIONS,
    Artifact,
    Finding,
    Options,
    PagePicture,
    Result,
    Severity,
)
from publisher.model.registry import failure

OF_LAYOUT = ("layout/text-off-page", "layout/engine-warning")  # faults that hold back the files made of pages

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
    from publisher.design.layouts import find_layout
    from publisher.formats.edition import Edition
    from publisher.pipeline.manifest import digest_inputs
    from publisher.presses.profiles import choose_press

    # Before anything is made of the files: what is changed meanwhile must not pass for what was built.
    press = choose_press(options, publication.info.press, publication.content)
    layout = find_layout(publication.info.layout, publication.content)
    inputs = digest_inputs(
        publication.folder, layout.folder, publication.info.press, publication.brand_path, layout.based_on
    )
    edition = Edition(compose(publication), inputs, options, press)
    edition.findings += [*publication.warnings, *compare(publication), *run_checks(Subject(edition), "document")]
    edition.findings += _ready(publication, options)
    if errors := _errors(edition.findings):
        raise ContentError(errors)
    return edition


def _ready(publication: Publication, options: Options) -> list[Finding]:
    """What must not be printed: errors where a format for paper was requested."""
    from publisher.content.rules.print_ready import as_errors, print_rules
    from publisher.formats import asks_for_paper

    findings = print_rules(publication)
    return as_errors(findings) if findings and asks_for_paper(options) else findings


def finish(edition: Edition, output: Path) -> Result:
    """Make the files, read them back, and write them into `output`/<path>, all at once, if no check found an error.

    Where the text is not ready for print, the formats for paper are left out of a build that did not request them.
    A fault of the paged layout holds back the files that are made of pages, and no others: a draft of the pages is
    written in their place, and those of the last good build stay.
    """
    from publisher.checks import Subject, heat_maps, run_checks
    from publisher.formats import FORMATS
    from publisher.formats.web.landing import render_landing
    from publisher.pipeline.manifest import DRAFT, write_files

    document = edition.document
    folder = output / document.path
    made, failed = _make(edition)
    subject = Subject(edition, made, folder)
    of_pages = run_checks(subject, "pages")
    held: list[Artifact] = []
    if faults := [finding for finding in _errors(of_pages) if finding.id in OF_LAYOUT]:
        held = [artifact for artifact in subject.artifacts if FORMATS[artifact.format].paged]
        sound = [artifact for artifact in subject.artifacts if artifact not in held]
        subject = Subject(edition, [*sound, *_drafts(edition, held)], folder)
    checked = Subject(edition, [file for file in subject.artifacts if file.format != DRAFT], folder)
    findings = [*edition.findings, *failed, *of_pages, *run_checks(checked, "files")]

    def landing(listed: Sequence[Listed]) -> Artifact | None:
        """The landing page, which can only be made and checked when it is known which files will lie beside it."""
        page = render_landing(document, listed)
        findings.extend(run_checks(Subject(edition, [page]), "files"))
        return None if refused() else page

    def refused() -> bool:
        """Whether an error keeps all files back."""
        apart = [*faults, *failed]  # they keep back the files of their own formats
        return not subject.artifacts or any(finding not in apart for finding in _errors(findings))

    removed = None
    if not refused():
        kept = {artifact.filename for artifact in held}
        removed = write_files(output, document.path, edition.inputs, subject.artifacts, landing, kept)
    written = removed is not None
    fitted = edition.laid_out["print"].fitted if "print" in edition.laid_out else None
    return Result(
        document.path,
        document.title,
        folder,
        tuple(subject.artifacts) if written else (),
        tuple(findings),
        written,
        tuple(removed or ()),
        heat_maps(checked) if edition.options.heat_maps else {},
        tuple(artifact.filename for artifact in held) if written else (),
        tuple(fitted.choices) if fitted else (),
        fitted.layouts if fitted else 0,
        _pictures(edition, subject.artifacts) if edition.options.page_pictures else (),
    )


def _pictures(edition: Edition, artifacts: Sequence[Artifact]) -> tuple[PagePicture, ...]:
    """The pages as pictures: those of the PDF for screens, or of the draft; none where no pages were laid out."""
    from publisher.pdf.layout.source_places import source_places
    from publisher.pdf.marked_draft import draft
    from publisher.pdf.page_pictures import page_pictures
    from publisher.pipeline.manifest import DRAFT

    laid_out = edition.laid_out.get("print")
    if laid_out is None:
        return ()
    made = {artifact.format: artifact.data for artifact in artifacts}
    pdf = made.get("screen") or made.get(DRAFT) or draft(laid_out)
    return tuple(page_pictures(pdf, source_places(laid_out.rendered)))


def _make(edition: Edition) -> tuple[list[Artifact], list[Finding]]:
    """The files of every format requested. One of a plug-in that fails, or whose files cannot be read back, is left out
    and reported: as an error where it was requested by its id. Raises PublisherError where another cannot be made."""
    from publisher.content.rules.print_ready import holds_print, not_printed
    from publisher.formats import FORMATS, wanted

    made, failed = list[Artifact](), list[Finding]()
    is_ready = not any(map(holds_print, edition.findings))
    left_out = [] if is_ready else [id for id in wanted(edition.options) if FORMATS[id].for_paper]
    if left_out:
        failed.append(not_printed(left_out, edition.document.main_file))
    for id in wanted(edition.options):
        if id in left_out:
            continue
        if FORMATS.is_own(id):
            made += FORMATS[id].artifacts(edition)
            continue
        try:
            artifacts = FORMATS[id].artifacts(edition)
            for artifact in artifacts:
                FORMATS[id].read_back(edition.document, artifact)
            made += artifacts
        except Exception as error:
            found = failure(FORMATS.entry(id), say("pipeline:the-format", id=id), error)
            failed.append(replace(found, severity=Severity.ERROR) if id in edition.options.formats else found)
    return made, failed


def _drafts(edition: Edition, held: Sequence[Artifact]) -> list[Artifact]:
    """The draft of the pages that are at fault: of those to be printed, or else of the large print."""
    from publisher.formats import FORMATS, PDF
    from publisher.pdf.marked_draft import draft
    from publisher.pipeline.manifest import DRAFT

    media = sorted({FORMATS[artifact.format].medium for artifact in held} - {""}, key=lambda medium: medium != "print")
    faulty = [medium for medium in media if edition.pages(medium).overflows or edition.pages(medium).complaints]
    pages = [edition.pages(medium) for medium in (faulty or media)[:1]]
    return [Artifact(DRAFT, f"{edition.document.name}-{DRAFT}.pdf", PDF, draft(one), one.count) for one in pages]


def _errors(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def build(publication: Publication, output: Path | str, options: Options = USUAL_OPTIONS) -> Result:
    """Make the files of a publication, check them, and write them all at once.

    They are written to `output`/<name> and listed in `output`/index.html if no check finds an error; else the files of
    the last good build stay.

    Args:
        publication: What `load` returned.
        output: The folder for the finished files of all publications; made where it does not exist.
        options: Which formats, and for which press.

    Returns:
        The files, with what the checks found. `written` is False where an error held them back.

    Raises:
        ContentError: The checks of the content found errors: all of them are in `findings`.
        UsageError: A format, press profile or ICC file does not exist or cannot be used.
        RenderError: The pages cannot be laid out.
        MissingError: This machine lacks a program, library or font.
        AccessError: A file cannot be read or written.
    """
    from publisher.pipeline.manifest import write_list

    result = finish(prepare(publication, options), Path(output))
    if result.written:
        write_list(Path(output))
    return result


def check(folder: Path | str, options: Options = USUAL_OPTIONS) -> list[Finding]:
    """Check the content of a publication. No pages are laid out and nothing is written.

    Args:
        folder: The publication's folder, as for `load`.
        options: Only `press` and `profile` count.

    Returns:
        Errors, warnings and notes, in the order of the checks.

    Raises:
        UsageError: There is no publication in the folder, or no such press profile.
        AccessError: A file cannot be read.
    """
    from publisher.content.load import load

    try:
        return prepare(load(folder), options).findings
    except ContentError as error:
        return error.findings
