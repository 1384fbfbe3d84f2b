"""publisher tidy"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import click

from publisher.cli.common import content_option, echo, handle_errors, usual_folder
from publisher.model.catalogue import say, shown
from publisher.model.errors import ContentError, ExitCode
from publisher.model.findings import Finding, Place, Severity


@click.command("tidy")
@click.argument("names", nargs=-1, required=True)
@click.option("--yes", is_flag=True)
@content_option
@handle_errors
def tidy_command(names: tuple[str, ...], yes: bool, content: Path | None) -> int:
    from publisher.content.reading.tidy import tidied
    from publisher.content.reading.tidy_yaml import tidied_yaml
    from publisher.model.graphemes import on_disk
    from publisher.pipeline.jobs import build_names

    content = content or usual_folder("content")
    changed: dict[Path, str] = {}
    for name in build_names(content, names):
        folder = content / on_disk(content, name)
        for path in (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("sections/*.md"))):
            before = _read(path, content)
            after = tidied_yaml(before) if path.suffix == ".yaml" else tidied(before)
            if after != before:
                changed[path] = after
                file = path.relative_to(content).as_posix()
                lines = unified_diff(
                    before.splitlines(),
                    after.splitlines(),
                    file,
                    shown(say("cli:tidied", file=file)),
                    lineterm="",
                )
                click.echo("\n".join(lines))
    if not changed:
        echo(say("cli:there-nothing-tidy"))
        return ExitCode.OK
    if not yes and not click.confirm(shown(say("cli:write-these-changes", count=len(changed))), default=False):
        echo(say("cli:nothing-was-changed"))
        return ExitCode.OK
    for path, text in changed.items():
        _replace(path, text)
    echo(say("cli:tidied-2", changed=", ".join(path.relative_to(content).as_posix() for path in changed)))
    return ExitCode.OK


def _read(path: Path, content: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(path.relative_to(content).as_posix(), error.object[: error.start].count(b"\n") + 1)
        fix = say("cli:save-again-utf-8-your-editor")
        raise ContentError(
            [Finding("content/not-utf8", Severity.ERROR, say("cli:file-not-utf-8-text"), fix, place)]
        ) from error


def _replace(path: Path, text: str) -> None:
    """Whole or not at all: a file that cannot be written stays as it was. Raises OSError."""
    beside = path.with_name(f".{path.name}.tidied")
    try:
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
