"""publisher check: content, and PDF files"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.common import (
    content_option,
    every_option,
    exit_code,
    fail_option,
    handle_errors,
    heat_map_lines,
    json_option,
    report_option,
    sarif_option,
    show_errors,
    usual_folder,
    worst_code,
    write_heat_maps,
    write_reports,
)
from publisher.model.catalogue import say, shown
from publisher.model.errors import UsageError
from publisher.model.findings import Options
from publisher.pipeline.jobs import build_names, check_all

if TYPE_CHECKING:
    from publisher.preflight.files import Checked


@click.command("check")
@click.argument("names", nargs=-1, metavar="[NAMES or FILES.pdf]...")
@click.option("--press", "press", metavar="P")
@click.option("--fold", "fold", metavar="MM,MM")
@click.option(
    "--heat-map",
    "heat_map",
    type=click.Path(path_type=Path, file_okay=False),
)
@click.option("--every-page", is_flag=True)
@content_option
@report_option
@sarif_option
@every_option
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
    report: Path | None,
    sarif: Path | None,
    every: bool,
    fail_on: str,
    as_json: bool,
) -> int:
    from publisher.report import errors_data, findings_data, summed_lines

    content = content or usual_folder("content")
    for_files = [option for option, value in (("--press", press), ("--fold", fold), ("--heat-map", heat_map)) if value]
    files = [name for name in names if _is_file(name)]
    if files or for_files:  # a folder among files was meant for one, unless a publication has its name
        files = [name for name in names if name in files or (_is_folder(name) and not (content / name).is_dir())]
    if every_page and not heat_map:
        message = say("cli:every-page-applies-heat-map-which")
        raise UsageError(message, say("cli:add-heat-map-folder-every-page"))
    if files and len(files) < len(names):
        others = [name for name in names if name not in files]
        raise UsageError(
            say("cli:file-but-not", files=files[0], others=others[0]),
            say("cli:check-files-publications-separate-commands"),
        )
    if files:
        return _check_files(files, content, (press, fold, heat_map, every_page), (report, sarif), fail_on, as_json)
    if for_files:
        raise UsageError(
            say("cli:applies-pdf-files-but-none-named", for_files=for_files[0]),
            say("cli:name-one-publisher-check-file-pdf"),
        )
    checked = build_names(content, names)
    findings, notes, errors = check_all([(content / name, Options()) for name in checked])
    if as_json:
        data = {"findings": findings_data(findings, content), "reading": findings_data(notes, content)}
        if errors:
            of_errors = errors_data(errors, content)
            data = {**of_errors, **data, "findings": [*of_errors["findings"], *data["findings"]]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        lines = summed_lines([*notes, *findings], content, every)
        lines += [] if findings or errors else [shown(say("cli:nothing-wrong", checked=", ".join(checked)))]
        if lines:
            click.echo("\n".join(lines))
        show_errors(errors, content, as_json, every)
    write_reports(report, sarif, content, (), errors, [*findings, *notes])
    return worst_code(errors) or exit_code(findings, fail_on)


def _is_file(name: str) -> bool:
    """Whether a name means a file, and no publication."""
    try:
        return name.lower().endswith(".pdf") or (Path(name).is_file() and not name.endswith((".yaml", ".yml")))
    except OSError:
        return False


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:
        return False


def _check_files(
    files: list[str],
    content: Path,
    options: tuple[str | None, str | None, Path | None, bool],
    reports: tuple[Path | None, Path | None],
    fail_on: str,
    as_json: bool,
) -> int:
    """Preflight. Pictures are written when every file has been looked at."""
    from publisher.preflight.files import (
        Checked,
        Unread,
        check_files,
        fold_places,
    )
    from publisher.presses.profiles import USUAL_PRESS, find_press
    from publisher.report import (
        error_lines,
        preflight_data,
        preflight_lines,
        unread_data,
    )

    press_id, fold, heat_map, every_page = options
    press = find_press(press_id or USUAL_PRESS, content)
    folds = fold_places(fold or "")
    looked = check_files([Path(name) for name in files], press, folds, maps=bool(heat_map), every=every_page)
    checked = [one for one in looked if isinstance(one, Checked)]
    unread = [one.error for one in looked if isinstance(one, Unread)]
    if len(looked) == len(unread) == 1:
        raise unread[0]
    maps = [] if unread else write_heat_maps(heat_map, _named_maps(checked))
    if as_json:
        data = [
            preflight_data(str(one.path), one.pages, press.id, one.findings)
            if isinstance(one, Checked)
            else unread_data(str(one.path), press.id, one.error)
            for one in looked
        ]
        click.echo(json.dumps({"files": data, "heat_maps": maps}, ensure_ascii=False, indent=1))
    else:
        title = f"{press.id} ({press.wants.title})"
        lines = [
            line
            for one in looked
            for line in (
                preflight_lines(one.title, title, one.findings)
                if isinstance(one, Checked)
                else error_lines(one.error, content)
            )
        ]
        of_maps = [shown(say("cli:no-maps-yet"))] if heat_map and unread else heat_map_lines(heat_map, maps)
        click.echo("\n".join([*lines, *of_maps]))
    found = [finding for one in checked for finding in one.findings]
    write_reports(*reports, Path(), (), unread, found)
    return worst_code(unread) or exit_code([finding for one in checked for finding in one.findings], fail_on)


def _named_maps(checked: list[Checked]) -> dict[str, bytes]:
    """The pictures by their names; numbered where files in different folders have one name."""
    twins = len({one.path.stem for one in checked}) < len(checked)
    return {
        f"{number}-{name}" if twins else name: picture
        for number, one in enumerate(checked, 1)
        for name, picture in one.maps.items()
    }
