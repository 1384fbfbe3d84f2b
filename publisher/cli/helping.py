"""publisher new, list, schema, doctor"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from publisher.cli.common import (
    content_option,
    echo,
    handle_errors,
    json_option,
    usual_folder,
)
from publisher.model.catalogue import say
from publisher.model.errors import ExitCode, UsageError

KINDS = ("publications", "layouts", "brands", "formats", "presses")
BROKEN = "broken"  # what cannot be used, of any kind
SCHEMA_NAMES = ("publication", "programme", "section", "brand", "press", "texts")


@click.command("new")
@click.argument("name", required=False)
@click.option("--layout", "layout")
@click.option(
    "--template",
    "template",
    type=click.Choice(["xlsx", "docx"]),
)
@content_option
@handle_errors
def new_command(name: str | None, layout: str | None, template: str | None, content: Path | None) -> None:
    from publisher.scaffold import make_publication, next_step

    if template:
        click.echo(str(_write_template(name, template)))
        return
    if not name or not layout:
        missing = say("cli:layout-missing") if name else say("cli:name-missing")
        raise UsageError(missing, say("cli:example-publisher-new-varmote-layout-leaflet"))
    usual = usual_folder("content")
    content = content or usual
    made = make_publication(name, layout, content)
    click.echo("\n".join(str(path) for path in made))
    echo(next_step(name, content / name, content if content != usual else None), err=True)


def _write_template(name: str | None, kind: str) -> Path:
    """A file to fill in, in the current folder; never over another one."""
    from publisher.exporters import template

    path = Path(f"{name or 'mall'}.{kind}")
    if path.exists():
        raise UsageError(say("cli:there-already", path=path), say("cli:name-another-template", kind=kind))
    path.write_bytes(template(kind))
    return path


@click.command("list")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@content_option
@json_option
@handle_errors
def list_command(kind: str | None, content: Path | None, as_json: bool) -> None:
    from publisher.report import listing

    listed = listing(content or usual_folder("content"))
    listed = {name: entries for name, entries in listed.items() if kind in (None, name) or name == BROKEN}
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    width = max(len(id) for name, entries in listed.items() for id in entries if name != BROKEN)
    for heading, entries in listed.items():
        echo(say("cli:cannot-used") if heading == BROKEN else say(f"cli:heading-{heading}"))
        for id, text in entries.items():
            for line in text.splitlines():
                click.echo(f"  {id:<{width}}  {line}")


@click.command("schema")
@click.argument("name", type=click.Choice(SCHEMA_NAMES), required=False)
@click.option("--write", type=click.Path(path_type=Path, file_okay=False))
@handle_errors
def schema_command(name: str | None, write: Path | None) -> None:
    from publisher.scaffold import schema_text, write_schemas

    if write:
        click.echo("\n".join(str(path) for path in write_schemas(write)))
    else:
        click.echo(schema_text(name))


@click.command("doctor")
@json_option
@handle_errors
def doctor_command(as_json: bool) -> int:
    from publisher.doctor import examine, render

    items = examine()
    click.echo(json.dumps([asdict(item) for item in items], indent=1) if as_json else render(items))
    return ExitCode.MISSING if any(item.needed_for == "build" and not item.found for item in items) else ExitCode.OK
