"""The verbs. Nothing but arguments, progress and exit codes."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

import click

from publisher import __version__
from publisher.build import Job, build_names, check_all, run_all
from publisher.errors import ExitCode, PublisherError, UsageError
from publisher.formats import FORMATS, LANDING
from publisher.model import MARKS, Finding, Options, Severity
from publisher.places import HOME
from publisher.units import LARGE_PRINT, LARGE_PRINT_SIZES

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
KINDS = ("publications", "layouts", "formats", "presses")
PRESS_MEND = "Add --format press."
SCHEMA_NAMES = ("publication", "programme", "section", "brand", "press")


def _folder(name: str) -> Path:
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
    help="The content folder. [default: content]",
)
output_option = click.option(
    "--output", "output", type=click.Path(path_type=Path, file_okay=False), help="Where the files go. [default: output]"
)
json_option = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON, for programs.")
fail_option = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="Exit with 10 when a finding is at least this severe.",
)


def handle_errors(command: Callable[..., int | None]) -> Callable[..., None]:
    """The one place where a fault becomes a message and an exit code. No traceback for a user's mistake."""

    @wraps(command)
    def wrapped(**options: Any) -> None:
        content = options.get("content") or _folder("content")
        try:
            code = command(**options) or ExitCode.OK
        except PublisherError as error:
            from publisher.report import error_lines, findings_data

            if options.get("as_json"):
                findings = findings_data(getattr(error, "findings", ()), content)
                failure = {"error": error.message, "mend": error.mend, "findings": findings}
                click.echo(json.dumps(failure, ensure_ascii=False, indent=1))
            else:
                click.echo("\n".join(error_lines(error, content)), err=True)
            code = error.exit_code
        except KeyboardInterrupt:
            click.echo("Interrupted. The earlier files stay as they were.", err=True)
            code = ExitCode.INTERRUPTED
        except BrokenPipeError:
            code = ExitCode.OK
        except OSError as error:
            what = f"{error.filename}: " if error.filename else ""
            click.echo(f"{what}{error.strerror or error}. Check the file's permissions.", err=True)
            code = ExitCode.ACCESS
        except Exception:
            traceback.print_exc()
            click.echo("This is a fault in the program, not in your content. Please report the lines above.", err=True)
            code = ExitCode.INTERNAL
        sys.exit(code)

    return wrapped


@click.group(context_settings=CONTEXT, no_args_is_help=True)
@click.version_option(__version__, prog_name="publisher")
def main() -> None:
    """Turn structured content into print-ready leaflets and programme sheets, and their accessible versions.

    \b
    Begin with:
      publisher new mysheet --layout leaflet-a5    a folder that builds at once
      publisher build mysheet                      its files, in output/mysheet/
      publisher check mysheet                      what is wrong, with file, line and mend

    \b
    Exit codes: 0 all well, 2 usage, 3 content, 4 something is missing on this machine, 5 file access,
    6 rendering failed, 7 a worker died, 10 findings, 15 internal error, 130 interrupted.
    """


@main.command("build")
@click.argument("names", nargs=-1)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help="Only this format; may be repeated. Without it: all but screen-ua2.",
)
@click.option(
    "--size",
    type=click.Choice([str(size) for size in LARGE_PRINT_SIZES]),
    help=f"The size of the large print's text, in points. [default: as the content says, else {LARGE_PRINT}]",
)
@click.option("--press", help="The press profile: see 'publisher list presses'. [default: as the content says]")
@click.option(
    "--profile",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The print shop's own ICC file, for this build.",
)
@click.option(
    "--marks",
    help="What to draw outside the bleed: crop,registration,colour-bars, or none. [default: as the press profile says]",
)
@content_option
@output_option
@fail_option
@json_option
@handle_errors
def build_command(
    names: tuple[str, ...],
    formats: tuple[str, ...],
    size: str | None,
    press: str | None,
    profile: Path | None,
    marks: str | None,
    content: Path | None,
    output: Path | None,
    fail_on: str,
    as_json: bool,
) -> int:
    """Make the finished files of the publications NAMES (all, where none is named).

    Nothing is written unless every check passes; the files of the last good build stay.

    \b
    Examples:
      publisher build
      publisher build framat --format screen --format web
      publisher build framat --format large-print --size 24
      publisher build framat --format press --press newspaper --marks crop
      publisher build --content ~/leaflets --output /tmp/leaflets
    """
    from publisher.report import result_data, result_lines

    content, output = content or _folder("content"), output or _folder("output")
    if size and formats and "large-print" not in formats:
        raise UsageError("--size is the size of large print, which is not asked for.", "Add --format large-print.")
    options = Options(formats, int(size) if size else None, press, profile, _marks(marks))
    if formats and "press" not in formats and (press, profile, marks) != (None, None, None):
        raise UsageError("--press, --profile and --marks are for the press file, which is not asked for.", PRESS_MEND)
    jobs = [Job(content / name, output, options) for name in build_names(content, names)]
    _look_at_press(options, content)
    with _progress(as_json) as progress:
        results = run_all(jobs, progress)
    if as_json:
        click.echo(json.dumps([result_data(result, content) for result in results], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(line for result in results for line in result_lines(result, content)))
        if any(result.written for result in results):
            click.echo(f"{output / LANDING} lists the publications.")
    return _exit_code((finding for result in results for finding in result.findings), fail_on)


@main.command("check")
@click.argument("names", nargs=-1, metavar="[NAMES or FILES.pdf]...")
@click.option(
    "--press", "press", metavar="P", help="Of a PDF: the print shop's press profile. [default: generic-coated]"
)
@click.option("--fold", "fold", metavar="MM,MM", help="Of a PDF: where it is folded, from the left edge of page 1.")
@click.option(
    "--heat-map",
    "heat_map",
    type=click.Path(path_type=Path, file_okay=False),
    help="Of a PDF: write a picture of each page that has too much ink into this folder.",
)
@click.option("--every-page", is_flag=True, help="With --heat-map: of every page.")
@content_option
@fail_option
@json_option
@handle_errors
def check_command(
    names: tuple[str, ...],
    press: str | None,
    fold: str | None,
    heat_map: Path | None,
    every_page: bool,
    content: Path | None,
    fail_on: str,
    as_json: bool,
) -> int:
    """Tell what is wrong with the content of NAMES (all, where none is named), without laying it out; or with PDF
    FILES, made by any program, before they go to a print shop.

    Of content it also tells how each section reads: LIX, and how long its sentences are. These notes are no faults.

    \b
    Examples:
      publisher check
      publisher check framat --json
      publisher check output/framat/framat-press.pdf --press generic-uncoated
      publisher check folder.pdf --fold 99,198 --heat-map maps
    """
    from publisher.report import finding_lines, findings_data

    content = content or _folder("content")
    of_files = [option for option, value in (("--press", press), ("--fold", fold), ("--heat-map", heat_map)) if value]
    files = [name for name in names if _is_file(name) or (of_files and Path(name).is_dir())]
    if files and len(files) < len(names):
        others = [name for name in names if name not in files]
        raise UsageError(
            f"{files[0]} is a file, '{others[0]}' is none.", "Check files and publications one after another."
        )
    if files:
        return _check_files(files, content, (press, fold, heat_map, every_page), fail_on, as_json)
    if of_files:
        raise UsageError(f"{of_files[0]} is for PDF files, and none is named.", "Name one: publisher check FILE.pdf")
    checked = build_names(content, names)
    findings, notes = check_all([(content / name, Options()) for name in checked])
    if as_json:
        data = {"findings": findings_data(findings, content), "reading": findings_data(notes, content)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        lines = [line for finding in (*notes, *findings) for line in finding_lines(finding, content)]
        click.echo("\n".join([*lines, *([] if findings else [f"Nothing wrong: {', '.join(checked)}"])]))
    return _exit_code(findings, fail_on)


def _is_file(name: str) -> bool:
    """Whether a name means a file, and no publication."""
    try:
        return name.lower().endswith(".pdf") or Path(name).is_file()
    except OSError:
        return False


def _check_files(
    files: list[str],
    content: Path,
    options: tuple[str | None, str | None, Path | None, bool],
    fail_on: str,
    as_json: bool,
) -> int:
    """Preflight. Pictures are written when every file has been looked at."""
    from publisher.content.presses import USUAL_PRESS, find_press
    from publisher.preflight.files import check_file, fold_places
    from publisher.report import preflight_data, preflight_lines

    press_id, fold, heat_map, every_page = options
    press = find_press(press_id or USUAL_PRESS, content)
    folds = fold_places(fold or "")
    checked = [check_file(Path(name), press, folds, maps=bool(heat_map), every=every_page) for name in files]
    maps = {heat_map / name: data for one in checked for name, data in one.maps.items()} if heat_map else {}
    if heat_map and maps:
        heat_map.mkdir(parents=True, exist_ok=True)
    for path, picture in maps.items():
        path.write_bytes(picture)
    if as_json:
        data = [preflight_data(str(one.path), one.pages, press.id, one.findings) for one in checked]
        click.echo(json.dumps({"files": data, "heat_maps": [str(path) for path in maps]}, ensure_ascii=False, indent=1))
    else:
        title = f"{press.id} ({press.wants.title})"
        lines = [line for one in checked for line in preflight_lines(one.title, title, one.findings)]
        told = [str(path) for path in maps] or (
            ["No page has too much ink: no picture was written."] if heat_map else []
        )
        click.echo("\n".join([*lines, *told]))
    return _exit_code([finding for one in checked for finding in one.findings], fail_on)


def _exit_code(findings: Iterable[Finding], fail_on: str) -> int:
    worst = max((finding.severity.rank for finding in findings), default=-1)
    return ExitCode.FINDINGS if worst >= Severity(fail_on).rank else ExitCode.OK


@main.command("new")
@click.argument("name")
@click.option("--layout", "layout", required=True, help="leaflet-a5 or programme-a4; see 'publisher list'.")
@content_option
@handle_errors
def new_command(name: str, layout: str, content: Path | None) -> None:
    """Make a starting folder content/NAME that builds at once; then change its words.

    \b
    Example:
      publisher new varmote --layout programme-a4
    """
    from publisher.scaffold import make_publication, next_step

    usual = _folder("content")
    content = content or usual
    made = make_publication(name, layout, content)
    click.echo("\n".join(str(path) for path in made))
    click.echo(next_step(name, content / name, content if content != usual else None), err=True)


def _marks(named: str | None) -> tuple[str, ...] | None:
    """The marks that --marks names."""
    if named is None:
        return None
    names = tuple(filter(None, (name.strip() for name in named.split(",")))) if named.strip() != "none" else ()
    if unknown := [name for name in names if name not in MARKS]:
        raise UsageError(f"There is no mark '{unknown[0]}'.", f"Use some of: {', '.join(MARKS)}; or none.")
    return names


def _look_at_press(options: Options, content: Path) -> None:
    """A press profile or ICC file that cannot be used is told before anything is read."""
    if options.press or options.profile:
        from publisher.content.presses import choose_press

        choose_press(options, None, content)


@main.command("list")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@content_option
@json_option
@handle_errors
def list_command(kind: str | None, content: Path | None, as_json: bool) -> None:
    """List the publications, layouts, formats and press profiles, or only those of one KIND.

    \b
    Examples:
      publisher list
      publisher list presses
      publisher list --content ~/leaflets --json
    """
    from publisher.report import listing

    listed = listing(content or _folder("content"))
    listed = {kind: listed[kind]} if kind else listed
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    width = max(len(id) for entries in listed.values() for id in entries)
    for heading, entries in listed.items():
        click.echo(f"{heading.capitalize()}:")
        for id, text in entries.items():
            click.echo(f"  {id:<{width}}  {text}")


@main.command("schema")
@click.argument("name", type=click.Choice(SCHEMA_NAMES), required=False)
@click.option("--write", type=click.Path(path_type=Path, file_okay=False), help="Write all schemas into this folder.")
@handle_errors
def schema_command(name: str | None, write: Path | None) -> None:
    """Print the JSON Schema of a content file, which lets an editor complete and check. Without NAME: all of them.

    \b
    Examples:
      publisher schema publication
      publisher schema
      publisher schema --write content/.schema
    """
    from publisher.scaffold import schema_text, write_schemas

    if write:
        click.echo("\n".join(str(path) for path in write_schemas(write)))
    else:
        click.echo(schema_text(name))


@main.command("doctor")
@json_option
@handle_errors
def doctor_command(as_json: bool) -> int:
    """Tell what is installed, what is missing, and how to get it.

    \b
    Example:
      publisher doctor
    """
    from publisher.doctor import examine, render

    items = examine()
    click.echo(json.dumps([asdict(item) for item in items], indent=1) if as_json else render(items))
    return ExitCode.MISSING if any(item.needed_for == "build" and not item.found for item in items) else ExitCode.OK


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Says on stderr what is being done: a moving line on a terminal, plain lines elsewhere, nothing with --json."""
    if quiet:
        yield lambda text: None
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("Reading the content") as status:
            yield status.update
    else:
        yield lambda text: click.echo(text, err=True)
