"""Several publications: which ones were named, and their builds side by side on all cores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.model.catalogue import say
from publisher.model.errors import ContentError, PublisherError, WorkerError
from publisher.model.findings import USUAL_OPTIONS, Finding, Options, Result
from publisher.model.graphemes import normal
from publisher.model.nearest import there_are
from publisher.pipeline.build import finish, prepare

if TYPE_CHECKING:
    from publisher.formats.edition import Edition

Progress = Callable[[str], None]
USUAL_EXECUTOR = "processes"


@dataclass(frozen=True)
class Job:
    """One publication to build: where it is, where its files go, and what is asked for."""

    source: Path
    output: Path
    options: Options = USUAL_OPTIONS


def build_names(content: Path, names: Sequence[str]) -> list[str]:
    """The publications asked for, each once and in all its languages ('framat', 'framat/en'); all of `content` where
    none is named. A language may be named by itself. Raises UsageError."""
    from publisher.content.load import edition_names
    from publisher.model.errors import UsageError

    known = edition_names(content)
    names = [_named(content, name, known) for name in names]
    if not known:
        raise UsageError(
            say("pipeline:there-no-publication", content=content), say("pipeline:make-one-publisher-new-name-layout")
        )
    if unknown := [name for name in names if name not in known]:
        raise UsageError(
            say("pipeline:there-no-publication-2", unknown=unknown[0], content=content),
            there_are(unknown[0], known),
        )
    asked = [one for name in names for one in known if one == name or one.startswith(f"{name}/")]
    return list(dict.fromkeys(asked)) or known


def _named(content: Path, name: str, known: Sequence[str]) -> str:
    """The publication that is meant by its name, or by the path of its folder or of its publication.yaml."""
    named = normal(name)
    if named in known:
        return named
    try:
        path = Path(name).resolve()
        folder = path.parent if path.suffix in (".yaml", ".yml") else path
        inside = normal(folder.relative_to(content.resolve()).as_posix())
    except (OSError, ValueError):
        return named
    return inside if inside in known else named


def run(job: Job) -> Result:
    """Everything, for one publication: what a worker does."""
    from publisher.content.load import load

    return finish(prepare(load(job.source), job.options), job.output)


@dataclass(frozen=True)
class Built:
    """What became of several publications: the results of those that were made, the folders of those that were not,
    and why."""

    results: Sequence[Result]
    errors: Sequence[PublisherError] = ()
    left_out: Sequence[Path] = ()


def run_all(jobs: Sequence[Job], progress: Progress = lambda text: None, executor: str = USUAL_EXECUTOR) -> Built:
    """Build every job, side by side where there are cores. All content is read first. A publication that has a fault
    is left out, and its earlier files stay; the others are built. Raises UsageError where the files would lie among the
    content."""
    from publisher.content.reading.folders import check_output
    from publisher.formats import is_laid_out
    from publisher.pipeline.store import recover
    from publisher.pipeline.workers import EXECUTORS, spare_collections

    chosen = EXECUTORS.find(executor)
    spare_collections()
    for job in jobs:
        check_output(job.output, job.source)
    for output in {job.output for job in jobs}:
        recover(output)
    paged = [job for job in jobs if is_laid_out(job.options)]
    count = chosen.count(len(paged))  # what is not laid out is not worth a process
    results = dict[int, Result]()

    def collect(index: int, result: Callable[[], Result]) -> None:
        try:
            results[index] = result()
            progress(say("pipeline:done", name=results[index].name))
        except PublisherError as error:
            errors[index] = error
            progress(say("pipeline:failed", path=editions[index].document.path))

    with chosen.open(count, _warm_up) as workers:
        editions, errors = prepare_all([(job.source, job.options) for job in jobs])
        # This process takes every n-th job, as far as it has been prepared; the others are for the workers.
        own = list(editions)[:: count + 1]
        tasks = {index: workers.submit(run, jobs[index]) for index in editions if index not in own}
        for index in own:
            progress(say("pipeline:laying-out", path=editions[index].document.path))
            collect(index, partial(finish, editions[index], jobs[index].output))
        for index, task in tasks.items():
            collect(index, partial(workers.result, task))
    for output in {jobs[index].output for index, result in results.items() if result.written}:
        from publisher.pipeline.manifest import write_list  # not before: a fault in the content answers without it

        write_list(output)  # by this process alone, when every publication is in its place
    names = {index: edition.document.path for index, edition in editions.items()}
    left_out = [jobs[index].source for index in sorted(errors)]
    return Built([results[index] for index in sorted(results)], _joined(errors, names), left_out)


def prepare_all(jobs: Sequence[tuple[Path, Options]]) -> tuple[dict[int, Edition], dict[int, PublisherError]]:
    """Load, compose and check every folder -> the sound editions, and the errors of the others, by their numbers."""
    from publisher.content.load import load

    editions: dict[int, Edition] = {}
    errors: dict[int, PublisherError] = {}
    for index, (source, options) in enumerate(jobs):
        try:
            editions[index] = prepare(load(source), options)
        except PublisherError as error:
            errors[index] = error
    return editions, errors


def _joined(errors: Mapping[int, PublisherError], names: Mapping[int, str]) -> list[PublisherError]:
    """The errors of several publications, each once: a fault in a shared brand, or a missing program, stops many."""
    ordered = [errors[index] for index in sorted(errors)]
    joined = list({(type(one), one.message, one.fix): one for one in ordered if not _is_joined(one)}.values())
    if findings := [finding for one in ordered if isinstance(one, ContentError) for finding in one.findings]:
        joined.insert(0, ContentError(list(dict.fromkeys(findings))))
    if died := {names[index]: one for index, one in sorted(errors.items()) if isinstance(one, WorkerError)}:
        first = next(iter(died.values()))
        message = say("pipeline:was-building", message=first.message, died=", ".join(died))
        joined.append(WorkerError(say("pipeline:earlier-files-are-unchanged", message=message), first.fix))
    return joined


def _is_joined(error: PublisherError) -> bool:
    return isinstance(error, ContentError | WorkerError)


def check_all(jobs: Sequence[tuple[Path, Options]]) -> tuple[list[Finding], list[Finding], list[PublisherError]]:
    """What is wrong with the content of the publications that can be composed, how it reads, and the errors of the
    others."""
    prepared, errors = prepare_all(jobs)
    editions = list(prepared.values())
    if not editions:  # a fault is reported at once, without what only sound publications need
        return [], [], _joined(errors, {})
    from publisher.checks import Subject, run_checks
    from publisher.content.shared_folders import shared_faults

    contents = dict.fromkeys(edition.document.content for edition in editions)
    # A fault of what they share, such as a stylesheet, is one of each.
    wrong = list(dict.fromkeys(finding for edition in editions for finding in edition.findings))
    wrong += [fault for content in contents for fault in shared_faults(content) if fault not in wrong]
    reading = [note for edition in editions for note in run_checks(Subject(edition), "reading")]
    return wrong, reading, _joined(errors, {})


def _warm_up() -> None:
    """Load what a build needs while the main process still reads the content."""
    from publisher import compose  # noqa: F401
    from publisher.content import load  # noqa: F401
    from publisher.pdf.layout.engine import load_engine
    from publisher.pipeline.workers import spare_collections

    spare_collections()
    load_engine()
