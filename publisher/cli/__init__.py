"""The commands: arguments, progress and exit codes, and nothing else."""

from __future__ import annotations

import click

from publisher.cli.branding_verbs import brand_command
from publisher.cli.building import build_command
from publisher.cli.checking import check_command
from publisher.cli.explaining import explain_command
from publisher.cli.helping import (
    SCHEMA_NAMES,
    doctor_command,
    list_command,
    new_command,
    schema_command,
)
from publisher.cli.importing import export_command, import_command
from publisher.cli.imposing import impose_command
from publisher.cli.output import clean_command, verify_command
from publisher.cli.proving import parity_command
from publisher.cli.tidying import tidy_command
from publisher.cli.translating import translate_command
from publisher.cli.trying import try_command
from publisher.cli.verbs import Verbs
from publisher.model.version import __version__

__all__ = ["SCHEMA_NAMES", "main"]

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group("publisher", cls=Verbs, context_settings=CONTEXT, no_args_is_help=True)
@click.version_option(__version__, prog_name="publisher")
def main() -> None:
    """`publisher VERB`: what each says about itself stands in publisher/messages/LANGUAGE/help.toml."""


for command in (
    build_command,
    brand_command,
    check_command,
    explain_command,
    impose_command,
    new_command,
    tidy_command,
    translate_command,
    try_command,
    import_command,
    export_command,
    list_command,
    schema_command,
    verify_command,
    parity_command,
    clean_command,
    doctor_command,
):
    main.add_command(command)
