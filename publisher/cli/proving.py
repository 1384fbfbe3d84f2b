"""publisher parity"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.common import (
    content_option,
    every_option,
    exit_code,
    fail_option,
    handle_errors,
    json_option,
    output_option,
    usual_folder,
)
from publisher.model.catalogue import say, shown
from publisher.model.findings import Artifact, Options

if TYPE_CHECKING:
    from publisher.formats.edition import Edition
    from publisher.report.parity_matrix import FileParity


@click.command("parity")
@click.argument("name")
@content_option
@output_option
@every_option
@fail_option
@json_option
@handle_errors
def parity_command(
    name: str, content: Path | None, output: Path | None, every: bool, fail_on: str, as_json: bool
) -> int:
    from publisher.checks import Subject
    from publisher.content.load import load
    from publisher.model.graphemes import on_disk
    from publisher.pipeline.build import prepare
    from publisher.pipeline.jobs import build_names
    from publisher.report import findings_data, summed_lines
    from publisher.report.parity_matrix import KINDS, parity_matrix

    content, output = content or usual_folder("content"), output or usual_folder("output")
    (name,) = build_names(content, (name,))[:1]
    publication = load(content / on_disk(content, name))
    folder = output / publication.path
    artifacts = earlier_files(folder, publication.name)
    size = next((one.size for one in artifacts if one.size), None)
    edition = prepare(publication, Options(size=size))
    where = folder.as_posix() if artifacts else None
    matrix = parity_matrix(Subject(edition, artifacts or made_files(edition)), publication)
    findings = [finding for one in matrix for finding in one.findings]
    if as_json:
        files = [
            {
                "format": one.artifact.format,
                "file": one.artifact.filename,
                **{kind: {"found": share.found, "wanted": share.wanted} for kind, share in one.shares.items()},
            }
            for one in matrix
        ]
        data = {"name": name, "folder": where, "files": files, "findings": findings_data(findings, content)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        said = say("cli:parity-of-files", folder=where) if where else say("cli:parity-of-made")
        click.echo("\n".join([shown(said), *table(KINDS, matrix), *summed_lines(findings, content, every)]))
        if not findings:
            click.echo(shown(say("cli:parity-nothing-lost")))
    return exit_code(findings, fail_on)


def earlier_files(folder: Path, name: str) -> list[Artifact]:
    """The files of the last build in a folder, in the order of the formats; none where no build made any. `name` begins
    their names."""
    from publisher.formats import FORMATS
    from publisher.pipeline.manifest import access_errors, read_manifest

    files = read_manifest(folder).get("files", {})
    found: list[Artifact] = []
    with access_errors(folder):
        for id in FORMATS.names():
            own = [file for file, entry in files.items() if entry["format"] == id and (folder / file).is_file()]
            companions = (
                {FORMATS[id].filename(name, suffix): suffix for suffix in FORMATS[id].companions} if own else {}
            )
            for file in sorted(
                own, key=lambda file: (file in companions, len(file))
            ):  # the main one's name is shortest
                entry, data = files[file], (folder / file).read_bytes()
                size, companion = entry.get("points"), companions.get(file, "")
                found.append(Artifact(id, file, entry["type"], data, entry["pages"], size, companion))
    return found


def made_files(edition: Edition) -> list[Artifact]:
    """The files of each format that a build makes, kept in memory."""
    from publisher.formats import FORMATS, usual

    return [file for id in usual() for file in FORMATS[id].artifacts(edition)]


def table(kinds: Sequence[str], matrix: Sequence[FileParity]) -> list[str]:
    """A line for each file, and what it holds of each kind: a number where all of it is there, "9 of 10" where not."""
    heads = ["", *(shown(say(f"cli:parity-{kind}")) for kind in kinds)]
    rows = [heads]
    for one in matrix:
        shares = (one.shares.get(kind) for kind in kinds)
        cells = (
            "–"
            if share is None
            else str(share.wanted)
            if share.is_whole
            else shown(say("cli:parity-share", found=share.found, wanted=share.wanted))
            for share in shares
        )
        rows.append([one.artifact.format, *cells])
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return [
        "  "
        + "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in rows
    ]
