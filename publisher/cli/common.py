"""Shared by the commands: folders and options, faults as messages and exit codes, progress."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from publisher.model.catalogue import say, shown
from publisher.model.errors import ExitCode, PublisherError
from publisher.model.file_access import remedy
from publisher.model.findings import Finding, Result, Severity
from publisher.model.paths import HOME
from publisher.model.processes import interruptible


def usual_folder(name: str) -> Path:
    """content/ or output/: the one in the current folder, or the toolkit's own."""
    try:
        here = Path("content").is_dir()
    except OSError:
        here = False
    return Path(name) if here or not (HOME / "content").is_dir() else HOME / name


content_option = click.option(
    "--content",
    "content",
    type=click.Path(path_type=Path, file_okay=False),
)
output_option = click.option(
    "--output",
    "output",
    type=click.Path(path_type=Path, file_okay=False),
)
json_option = click.option("--json", "as_json", is_flag=True)
every_option = click.option("--all", "every", is_flag=True)
report_option = click.option(
    "--report",
    "report",
    type=click.Path(path_type=Path, dir_okay=False),
)
sarif_option = click.option(
    "--sarif",
    "sarif",
    type=click.Path(path_type=Path, dir_okay=False),
)
fail_option = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
)


def handle_errors(command: Callable[..., int | None]) -> Callable[..., None]:
    """The one place where a fault becomes a message and an exit code. No traceback for a user's mistake."""

    @wraps(command)
    def wrapped(**options: Any) -> None:
        content = options.get("content") or usual_folder("content")
        try:
            with interruptible():
                code = command(**options) or ExitCode.OK
        except PublisherError as error:
            show_errors([error], content, options.get("as_json", False), options.get("every", False))
            code = error.exit_code
        except KeyboardInterrupt:
            echo(say("cli:interrupted-each-publication-whole-earlier-files"), err=True)
            code = ExitCode.INTERRUPTED
        except BrokenPipeError:
            code = ExitCode.OK
        except OSError as error:
            what = f"{error.filename}: " if error.filename else ""
            echo(say("cli:file-and-reason", what=what, p1=error.strerror or error, fix=remedy(error)), err=True)
            code = ExitCode.ACCESS
        except Exception:
            traceback.print_exc()
            echo(say("cli:this-fault-program-not-your-content"), err=True)
            code = ExitCode.INTERNAL
        sys.exit(code)

    return wrapped


def show_errors(
    errors: Sequence[PublisherError], content: Path, as_json: bool, every: bool = False, **others: Any
) -> None:
    """Report what could not be done: on stderr, with `every` finding or a sum of many; or as JSON with `others`, which
    was done all the same."""
    from publisher.report import error_lines, errors_data

    if as_json:
        click.echo(json.dumps({**errors_data(errors, content), **others}, ensure_ascii=False, indent=1))
    for error in () if as_json else errors:
        click.echo("\n".join(error_lines(error, content, every)), err=True)


def echo(text: str, err: bool = False) -> None:
    """Print a text in the language that was chosen."""
    click.echo(shown(text), err=err)


def write_reports(
    report: Path | None,
    sarif: Path | None,
    content: Path,
    results: Sequence[Result] = (),
    errors: Sequence[PublisherError] = (),
    findings: Sequence[Finding] = (),
) -> None:
    """Write the files of --report and --sarif. Raises OSError."""
    if report:
        from publisher.report.report_page import report_page

        report.write_text(report_page(results, errors, content, findings), "utf-8")
        echo(say("cli:report-written", path=report), err=True)
    if sarif:
        from publisher.report.sarif import sarif as as_sarif

        found = [one for error in errors for one in getattr(error, "findings", ())]
        found += [*findings, *(one for result in results for one in result.findings)]
        sarif.write_text(json.dumps(as_sarif(found, content), ensure_ascii=False, indent=1), "utf-8")


def worst_code(errors: Iterable[PublisherError]) -> int:
    """The exit code where several things failed."""
    return max((error.exit_code for error in errors), default=ExitCode.OK)


def write_heat_maps(folder: Path | None, maps: Mapping[str, bytes]) -> list[str]:
    """Write the pictures into `folder`, made where it is missing -> their paths. None: they were not requested."""
    if folder is None or not maps:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in maps.items():
        (folder / name).write_bytes(picture)
    return [str(folder / name) for name in maps]


def heat_map_lines(folder: Path | None, written: list[str]) -> list[str]:
    """The report on the heat maps, if they were requested."""
    return written or ([] if folder is None else [shown(say("cli:no-heat-map"))])


def exit_code(findings: Iterable[Finding], fail_on: str) -> int:
    """10 if a finding is at least as severe as `fail_on`, else 0."""
    worst = max((finding.severity.rank for finding in findings), default=-1)
    return ExitCode.FINDINGS if worst >= Severity(fail_on).rank else ExitCode.OK


@contextmanager
def show_progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Says on stderr what is being done: a moving line on a terminal, plain lines elsewhere, nothing with --json."""
    if quiet:
        yield lambda text: None
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status(shown(say("cli:reading-content"))) as status:
            yield lambda text: status.update(shown(text))
    else:
        yield lambda text: echo(text, err=True)
