"""Several publications: which ones are asked for, and building them side by side where there are cores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.model.errors import ContentError, WorkerError
from publisher.model.findings import USUAL_OPTIONS, Finding, Options, Result
from publisher.model.graphemes import normal
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

    known, names = edition_names(content), [normal(name) for name in names]
    if not known:
        raise UsageError(f"There is no publication in {content}.", "Make one: publisher new NAME --layout leaflet-a5")
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"There is no publication '{unknown[0]}' in {content}.", f"There are: {', '.join(known)}.")
    asked = [one for name in names for one in known if one == name or one.startswith(f"{name}/")]
    return list(dict.fromkeys(asked)) or known


def run(job: Job) -> Result:
    """Everything, for one publication: what a worker does."""
    from publisher.content.load import load

    return finish(prepare(load(job.source), job.options), job.output)


def run_all(
    jobs: Sequence[Job], progress: Progress = lambda text: None, executor: str = USUAL_EXECUTOR
) -> list[Result]:
    """Build every job, side by side where there are cores. All content is read first: a fault in any builds none."""
    from publisher.formats import is_laid_out
    from publisher.pipeline.store import recover
    from publisher.pipeline.workers import EXECUTORS, spare_collections

    chosen = EXECUTORS.find(executor)
    spare_collections()
    for output in {job.output for job in jobs}:
        recover(output)
    paged = [job for job in jobs if is_laid_out(job.options)]
    count = chosen.count(len(paged))  # what is not laid out is not worth a process
    with chosen.open(count, _warm_up) as workers:
        editions = prepare_all([(job.source, job.options) for job in jobs])
        # This process takes every n-th job, as far as it has been prepared; the others are for the workers.
        own = range(0, len(jobs), count + 1)
        tasks = {index: workers.submit(run, job) for index, job in enumerate(jobs) if index not in own}
        results = {}
        for index in own:
            progress(f"{editions[index].document.path}: laying out")
            results[index] = finish(editions[index], jobs[index].output)
            progress(f"{results[index].name}: done")
        died = {}
        for index, task in tasks.items():
            try:
                results[index] = workers.result(task)
            except WorkerError as error:
                died[index] = error
                progress(f"{editions[index].document.path}: failed")
            else:
                progress(f"{results[index].name}: done")
    from publisher.pipeline.manifest import write_list

    for output in {jobs[index].output for index, result in results.items() if result.written}:
        write_list(output)  # by this process alone, when every publication is in its place
    made = [results[index] for index in sorted(results)]
    if died:
        names = ", ".join(editions[index].document.path for index in died)
        first = next(iter(died.values()))
        message = f"{first.message.removesuffix('.')}; it was building {names}. Its earlier files are unchanged."
        raise WorkerError(message, first.fix, made) from first
    return made


def prepare_all(jobs: Sequence[tuple[Path, Options]]) -> list[Edition]:
    """Load, compose and check every folder. Raises ContentError with the findings of all of them."""
    from publisher.content.load import load

    editions, findings = [], list[Finding]()
    for source, options in jobs:
        try:
            editions.append(prepare(load(source), options))
        except ContentError as error:
            findings += error.findings
    if findings:
        raise ContentError(list(dict.fromkeys(findings)))  # a fault in a shared brand is reported once
    return editions


def check_all(jobs: Sequence[tuple[Path, Options]]) -> tuple[list[Finding], list[Finding]]:
    """What is wrong with the content, and how it reads. Raises ContentError as `prepare_all` does."""
    editions = prepare_all(jobs)
    from publisher.checks import Subject, run_checks
    from publisher.content.shared import shared_faults

    contents = dict.fromkeys(edition.document.content for edition in editions)
    wrong = [finding for edition in editions for finding in edition.findings]
    wrong += [fault for content in contents for fault in shared_faults(content) if fault not in wrong]
    return wrong, [note for edition in editions for note in run_checks(Subject(edition), "reading")]


def _warm_up() -> None:
    """Load what a build needs while the main process still reads the content."""
    from publisher import compose  # noqa: F401
    from publisher.content import load  # noqa: F401
    from publisher.pdf.layout.engine import load_engine
    from publisher.pipeline.workers import spare_collections

    spare_collections()
    load_engine()
