"""publisher verify, publisher clean: commands on the finished files"""

from __future__ import annotations

import json
from pathlib import Path

import click

from publisher.cli.common import (
    exit_code,
    fail_option,
    handle_errors,
    json_option,
    output_option,
    usual_folder,
)
from publisher.model.catalogue import say, shown
from publisher.model.errors import UsageError


@click.command("verify")
@click.argument("names", nargs=-1)
@output_option
@fail_option
@json_option
@handle_errors
def verify_command(names: tuple[str, ...], output: Path | None, fail_on: str, as_json: bool) -> int:
    from publisher.pipeline.verify import verify
    from publisher.report import finding_data, summed_lines

    output = output or usual_folder("output")
    found, findings = verify(output, names)
    if as_json:
        data = {"verified": found, "findings": [finding_data(finding, output) for finding in findings]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        lines = summed_lines(findings, output)
        sound = say("cli:they-were-made", found=", ".join(found)) if found else say("cli:no-publication", output=output)
        click.echo("\n".join(lines or [shown(sound)]))
    return exit_code(findings, fail_on)


@click.command("clean")
@click.argument("names", nargs=-1)
@click.option("--all", "everything", is_flag=True)
@output_option
@handle_errors
def clean_command(names: tuple[str, ...], everything: bool, output: Path | None) -> None:
    from publisher.pipeline.verify import clean

    if names and everything:
        raise UsageError(say("cli:all-means-all-publications-names-were"), say("cli:give-names-all"))
    removed = clean(output or usual_folder("output"), names, everything)
    click.echo(
        "\n".join(
            [shown(say("cli:removed")), *(f"  {name}" for name in removed)]
            if removed
            else [shown(say("cli:there-nothing-remove"))]
        )
    )
