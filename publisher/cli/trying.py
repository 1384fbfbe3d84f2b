"""The verb `try`."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.common import content_option, echo, handle_errors, output_option, usual_folder
from publisher.model.catalogue import say
from publisher.model.errors import ExitCode

FOLDER, NAME = "-alternatives", "alternatives"  # beside the publication's own folder of files


@click.command("try")
@click.argument("name")
@content_option
@output_option
@handle_errors
def try_command(name: str, content: Path | None, output: Path | None) -> int:
    from publisher.content.load import load_as_it_is
    from publisher.model.graphemes import on_disk
    from publisher.pipeline.jobs import build_names
    from publisher.trying.alternatives import alternatives, lay_out
    from publisher.trying.contact_sheet import sheet_html, sheet_picture

    content, output = content or usual_folder("content"), output or usual_folder("output")
    (name,) = build_names(content, (name,))[:1]
    publication = load_as_it_is(content / on_disk(content, name))
    groups = [(title, [lay_out(one) for one in made]) for title, made in alternatives(publication)]
    folder = output / f"{publication.path}{FOLDER}"
    folder.mkdir(parents=True, exist_ok=True)
    title = publication.info.title
    (folder / f"{NAME}.html").write_bytes(sheet_html(title, groups).encode("utf-8"))
    sheet_picture(title, groups).save(folder / f"{NAME}.png", optimize=True)
    count = sum(len(tries) for _, tries in groups)
    echo(say("trying:made", count=count, file=(folder / f"{NAME}.html").as_posix()))
    return ExitCode.OK
