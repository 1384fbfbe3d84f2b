"""publisher import"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.common import content_option, echo, handle_errors, json_option, usual_folder
from publisher.model.catalogue import say, shown

if TYPE_CHECKING:
    from publisher.importers.readers import Mapping


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into")
@click.option("--name")
@click.option("--layout")
@content_option
@json_option
@handle_errors
def import_command(
    files: tuple[Path, ...], into: str | None, name: str | None, layout: str | None, content: Path | None, as_json: bool
) -> None:
    from publisher.importers.mapping import read_mapping
    from publisher.importers.readers import Mapping
    from publisher.importers.writing import import_files
    from publisher.model.errors import UsageError
    from publisher.scaffold import next_step

    if into and name:
        raise UsageError(say("cli:into-name-do-not-go-together"), say("cli:into-publication-there-already"))
    usual = usual_folder("content")
    folder = content or usual
    mapping = read_mapping(folder / into) if into else Mapping()
    if sys.stdin.isatty() and not as_json:
        mapping = _asked(files, mapping)
    report = import_files(files, folder, name=name, into=into, layout=layout, mapping=mapping)
    if as_json:
        click.echo(json.dumps(report.data(), ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(report.lines()))
    click.echo()
    echo(say("cli:whole-report", p1=report.folder / "import.html"), err=True)
    echo(next_step(report.folder.name, report.folder, folder if folder != usual else None), err=True)


def _asked(files: tuple[Path, ...], mapping: Mapping) -> Mapping:
    """Ask for each column that nobody knows. An empty answer leaves it for import.yaml."""
    from publisher.importers.readers import Mapping, read_file
    from publisher.importers.tables.columns import HEADINGS, LEAVE_OUT

    columns = dict(mapping.columns)
    for file in files:
        for heading, field in read_file(file, mapping).columns.items():
            if field is None and heading not in columns:
                echo(say("cli:what-does-column-hold", name=file.name, heading=heading))
                echo(say("cli:not-wanted-enter-decide-later", headings=", ".join(HEADINGS), leave_out=LEAVE_OUT))
                answer = click.prompt(
                    shown(say("cli:field")),
                    default="",
                    show_default=False,
                    type=click.Choice([*HEADINGS, LEAVE_OUT, ""]),
                    show_choices=False,
                )
                columns[heading] = answer or None
    return Mapping(columns, mapping.styles)


@click.command("export")
@click.argument("name")
@click.option("--to", "kind", type=click.Choice(["xlsx", "docx", "json"]), required=True)
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False))
@content_option
@handle_errors
def export_command(name: str, kind: str, file: Path | None, content: Path | None) -> None:
    from publisher.content.load import load
    from publisher.exporters import export

    folder = content or usual_folder("content")
    target = file or Path(f"{name.replace('/', '-')}.{kind}")
    data = export(load(folder / name), kind)
    target.write_bytes(data)
    click.echo(str(target))
