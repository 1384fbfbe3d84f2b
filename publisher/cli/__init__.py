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


@click.group(cls=Verbs, context_settings=CONTEXT, no_args_is_help=True)
@click.version_option(__version__, prog_name="publisher")
def main() -> None:
    """Turn structured content into print-ready leaflets and programme sheets, and their accessible versions.

    \b
    Begin with:
      publisher new mysheet --layout leaflet-a5    a folder to start with
      publisher import letter.docx                 the same from a file that you have
      publisher brand new "Us" --colour "#0B5239"  your colours, letters and logo
      publisher build mysheet                      its files, in output/mysheet/
      publisher check mysheet                      faults, each with file, line and fix
      publisher explain content/missing-alt        what a fault means, and why it matters

    \b
    Exit codes: 0 all well, 2 usage, 3 content, 4 something is missing on this machine, 5 file access,
    6 rendering failed, 7 a worker died, 10 findings, 15 internal error, 130 interrupted.
    """


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
