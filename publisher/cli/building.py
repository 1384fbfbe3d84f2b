"""publisher build"""

from __future__ import annotations

import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from publisher.cli.common import (
    content_option,
    echo,
    every_option,
    exit_code,
    fail_option,
    handle_errors,
    heat_map_lines,
    json_option,
    output_option,
    report_option,
    sarif_option,
    show_errors,
    show_progress,
    usual_folder,
    worst_code,
    write_heat_maps,
    write_reports,
)
from publisher.formats import FORMATS, LANDING, usual, wanted
from publisher.model.catalogue import say
from publisher.model.errors import UsageError
from publisher.model.findings import MARKS, Options
from publisher.model.nearest import there_are
from publisher.model.units import LARGE_PRINT_SIZES, Paper
from publisher.pipeline.jobs import USUAL_EXECUTOR, Built, Job, build_names, run_all


class FormatName(click.ParamType):
    """The id of a format. The ids are looked up when they are needed: `publisher --help` does not wait for them."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(self._ids().convert(value, param, ctx))

    def get_metavar(self, *context: Any, **named: Any) -> str | None:
        return self._ids().get_metavar(*context, **named)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return self._ids().shell_complete(ctx, param, incomplete)

    def _ids(self) -> click.Choice:
        return click.Choice(FORMATS.names())


@click.command("build")
@click.argument("names", nargs=-1)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=FormatName(),
)
@click.option(
    "--without",
    "without",
    multiple=True,
    type=FormatName(),
)
@click.option(
    "--size",
    type=click.Choice([str(size) for size in LARGE_PRINT_SIZES]),
)
@click.option(
    "--paper",
    type=click.Choice([one.value for one in Paper]),
)
@click.option("--press")
@click.option(
    "--profile",
    type=click.Path(path_type=Path, dir_okay=False),
)
@click.option(
    "--condition",
    metavar="NAME",
)
@click.option(
    "--marks",
)
@click.option(
    "--heat-map",
    "heat_map",
    type=click.Path(path_type=Path, file_okay=False),
)
@click.option("--explain-fit", is_flag=True)
@click.option(
    "--executor",
    metavar="NAME",
    default=USUAL_EXECUTOR,
    show_default=True,
)
@content_option
@output_option
@report_option
@sarif_option
@every_option
@fail_option
@json_option
@handle_errors
def build_command(
    names: tuple[str, ...],
    formats: tuple[str, ...],
    without: tuple[str, ...],
    size: str | None,
    paper: str | None,
    press: str | None,
    profile: Path | None,
    condition: str | None,
    marks: str | None,
    heat_map: Path | None,
    explain_fit: bool,
    executor: str,
    content: Path | None,
    output: Path | None,
    report: Path | None,
    sarif: Path | None,
    every: bool,
    fail_on: str,
    as_json: bool,
) -> int:
    from publisher.report import fit_lines

    content, output = content or usual_folder("content"), output or usual_folder("output")
    options = Options(
        formats=formats,
        without=without,
        size=int(size) if size else None,
        paper=Paper(paper) if paper else None,
        press=press,
        profile=profile,
        condition=condition,
        marks=_marks(marks),
        heat_maps=bool(heat_map),
        page_pictures=bool(report),
    )
    _look_at_options(options)
    jobs = [Job(content / name, output, options) for name in build_names(content, names)]
    _look_at_press(options, content)
    with show_progress(as_json) as progress:
        built = run_all(jobs, progress, executor)
    _show(built, content, output, heat_map, (every, as_json))
    for line in (line for result in built.results if explain_fit and not as_json for line in fit_lines(result)):
        click.echo(line)
    write_reports(report, sarif, content, built.results, built.errors)
    found = exit_code((finding for result in built.results for finding in result.findings), fail_on)
    return worst_code(built.errors) or found


def _show(built: Built, content: Path, output: Path, heat_map: Path | None, how: tuple[bool, bool]) -> None:
    """Say what was built and what was not, and write the heat maps."""
    from publisher.report import result_data, result_lines

    every, as_json = how
    results, left_out = built.results, [source.relative_to(content).as_posix() for source in built.left_out]
    maps = write_heat_maps(heat_map, {name: data for one in results for name, data in one.heat_maps.items()})
    if as_json:
        data = [result_data(result, content) for result in results]
        if built.errors:
            show_errors(built.errors, content, as_json, results=data, not_built=left_out)
        else:
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    elif results:
        above = set[Hashable]()
        click.echo("\n".join(line for result in results for line in result_lines(result, content, every, above)))
        if any(result.written for result in results):
            echo(say("cli:lists-publications", p0=output / LANDING))
        for line in heat_map_lines(heat_map, maps):
            click.echo(line)
    if not as_json:
        show_errors(built.errors, content, as_json, every)
        if results and left_out:
            echo(say("cli:not-built-earlier-files-are-unchanged", left_out=", ".join(left_out)), err=True)


def _look_at_options(options: Options) -> None:
    """Raises UsageError for options that contradict each other. Those of a press file that is left out are ignored: a
    user whose press file was refused can build the other formats with the same command and --without press."""
    if options.without and not wanted(options):
        raise UsageError(say("cli:without-leaves-no-format"), say("cli:there-are", p1=", ".join(usual())))
    of_size = {"--size": options.size, "--paper": options.paper}
    given = [name for name, value in of_size.items() if value]
    if given and not any(FORMATS[id].has_size for id in wanted(options)):
        sized = " or ".join(f"--format {format.id}" for format in FORMATS.values() if format.has_size)
        raise UsageError(say("cli:size-applies-large-print-which-this", given=given[0]), say("cli:add", sized=sized))
    if options.condition and not options.profile:
        fix = say("cli:add-profile-file-press-profile-your")
        raise UsageError(say("cli:condition-applies-icc-file-but-none"), fix)
    of_press = {
        "--press": options.press,
        "--profile": options.profile,
        "--marks": options.marks is not None,
        "--heat-map": options.heat_maps,
    }
    if given := [name for name, value in of_press.items() if value]:
        press = [format.id for format in FORMATS.values() if format.for_press]
        if not {*wanted(options), *options.without}.intersection(press):
            fix = say("cli:add-2", press=" or ".join(f"--format {id}" for id in press))
            raise UsageError(say("cli:applies-press-file-which-this-build", given=given[0]), fix)


def _marks(named: str | None) -> tuple[str, ...] | None:
    """The marks that --marks names."""
    if named is None:
        return None
    names = tuple(filter(None, (name.strip() for name in named.split(",")))) if named.strip() != "none" else ()
    if unknown := [name for name in names if name not in MARKS]:
        raise UsageError(say("cli:no-such-mark", unknown=unknown[0]), there_are(unknown[0], (*MARKS, "none")))
    return names


def _look_at_press(options: Options, content: Path) -> None:
    """Report a press profile or ICC file that cannot be used before anything is read."""
    if options.press or options.profile:
        from publisher.presses.profiles import choose_press

        choose_press(options, None, content)
