"""publisher impose: the pages of any PDF on sheets"""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.common import handle_errors, json_option
from publisher.imposition.job import BLANKS, MARKS, Job
from publisher.imposition.paper_stock import length, thickness
from publisher.imposition.schemes import SCHEMES
from publisher.model.catalogue import say, shown
from publisher.model.errors import AccessError, UsageError
from publisher.model.nearest import there_are

if TYPE_CHECKING:
    from publisher.imposition.impose import Imposed


@click.command("impose")
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--scheme", required=True, type=click.Choice(list(SCHEMES)), metavar="S")
@click.option("--sheet", metavar="SIZE")
@click.option("--binding", type=click.Choice(["left", "right"]), default="left", show_default=True)
@click.option(
    "--creep-paper",
    "paper",
    metavar="PAPER",
)
@click.option("--gutter", metavar="MM")
@click.option("--scale", metavar="PERCENT")
@click.option("--blanks", type=click.Choice(BLANKS))
@click.option("--signature", type=int, default=16, show_default=True)
@click.option("--grid", metavar="CxR")
@click.option("--sides", type=click.Choice(["1", "2"]))
@click.option("--overlap", metavar="MM", default="10", show_default=True)
@click.option("--printer-margin", "margin", metavar="MM")
@click.option("--marks", metavar="LIST")
@click.option("--no-bleed", is_flag=True)
@click.option("--manual-duplex", is_flag=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@handle_errors
def impose_command(
    file: Path, scheme: str, output: Path | None, manual_duplex: bool, as_json: bool, **options: Any
) -> int:
    from publisher.imposition.impose import impose

    data = _bytes(file)
    output = output or file.with_name(f"{file.stem}-{scheme}.pdf")
    if _is_same(output, file):
        raise UsageError(say("cli:would-written-over", file=file), say("cli:choose-another-name-output-other-pdf"))
    imposed = impose(data, file.name, _job(scheme, data, options), pair=manual_duplex)
    files = {output: imposed.data}
    if manual_duplex:
        files |= {_named(output, "fronts"): imposed.fronts, _named(output, "backs"): imposed.backs}
    _write(files)
    if as_json:
        click.echo(json.dumps(_result(imposed, list(files)), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(imposed, list(files))))
    return 0


def _job(scheme: str, data: bytes, options: dict[str, Any]) -> Job:
    """What the options say. Raises UsageError."""
    signature, marks = options["signature"], options["marks"]
    if signature < 4 or signature % 4:
        raise UsageError(
            say("cli:signature-pages-cannot-folded", signature=signature), say("cli:choose-multiple-4-signature-16")
        )
    return Job(
        SCHEMES[scheme],
        sheet=options["sheet"],
        binding=options["binding"],
        paper=thickness(options["paper"]) if options["paper"] else 0.0,
        gutter=length(options["gutter"], "--gutter") if options["gutter"] else None,
        scale=_scale(options["scale"]),
        blanks=options["blanks"] or "",
        signature=signature,
        grid=_grid(options["grid"], scheme),
        sides=int(options["sides"]) if options["sides"] else 0,
        overlap=length(options["overlap"], "--overlap"),
        margin=length(options["margin"], "--printer-margin") if options["margin"] else 0.0,
        bleed=not options["no_bleed"],
        marks=None if marks is None else _marks(marks),
    )


def _scale(text: str | None) -> float | None:
    if text is None or text.strip() == "fit":
        return None if text is None else 0.0
    try:
        percent = float(text.strip().removesuffix("%").replace(",", "."))
    except ValueError:
        percent = 0.0
    if not 1 <= percent <= 2000:
        raise UsageError(say("cli:scale-no-share", text=text), say("cli:write-percent-scale-71-scale-fit"))
    return percent / 100


def _grid(text: str | None, scheme: str) -> tuple[int, int] | None:
    if text is None:
        return None
    if SCHEMES[scheme].grid:
        free = ", ".join(one.id for one in SCHEMES.values() if not one.grid)
        raise UsageError(say("cli:scheme-has-own-grid", scheme=scheme), say("cli:grid", free=free))
    found = re.fullmatch(r"\s*(\d{1,2})\s*[x×]\s*(\d{1,2})\s*", text)
    if found is None or not int(found[1]) or not int(found[2]):
        raise UsageError(say("cli:grid-no-grid", text=text), say("cli:write-columns-x-rows-grid-2x4"))
    return int(found[1]), int(found[2])


def _marks(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip() not in ("", "none"))
    if unknown := [name for name in names if name not in MARKS]:
        raise UsageError(say("cli:no-such-mark", unknown=unknown[0]), there_are(unknown[0], (*MARKS, "none")))
    return names


def _bytes(path: Path) -> bytes:
    """Raises UsageError where there is no such file, AccessError where it cannot be read."""
    try:
        if not path.exists():
            raise UsageError(say("cli:there-no-file", path=path), say("cli:check-spelling"))
        if not path.is_file():
            raise UsageError(say("cli:not-file", path=path), say("cli:name-pdf"))
        return path.read_bytes()
    except OSError as error:
        raise AccessError(
            say("cli:cannot-read", path=path, strerror=error.strerror), say("cli:check-permissions")
        ) from error


def _is_same(output: Path, file: Path) -> bool:
    return output.exists() and output.samefile(file)


def _named(output: Path, part: str) -> Path:
    return output.with_name(f"{output.stem}-{part}{output.suffix}")


def _write(files: dict[Path, bytes]) -> None:
    """All or none: each is written beside its place, and moved when all are there. Raises AccessError."""
    folder = next(iter(files)).parent
    try:
        with tempfile.TemporaryDirectory(prefix=".imposing-", dir=folder) as scratch:
            for path, data in files.items():
                if path.is_dir():
                    raise IsADirectoryError(21, say("cli:folder"), str(path))
                (Path(scratch) / path.name).write_bytes(data)
            for path in files:
                os.replace(Path(scratch) / path.name, path)  # noqa: PTH105
    except OSError as error:
        message = say("cli:cannot-written", next=next(iter(files)), p2=error.strerror or error)
        raise AccessError(message, say("cli:check-folder-free-space-choose-output")) from error


def _lines(imposed: Imposed, written: list[Path]) -> list[str]:
    plan = imposed.plan
    sheets, pages = len(plan.sheets), imposed.pages
    what = say("cli:on", pages=pages, sheets=sheets)
    how = say("cli:both-sides-flip-edge", flip=plan.flip) if plan.two_sided else say("cli:one-side")
    size = say("cli:x-mm", width=plan.width, height=plan.height)
    return [
        *map(str, written),
        shown(say("cli:print-actual-size", what=what, size=size, how=how)),
        *(f"  {shown(note)}" for note in imposed.notes),
    ]


def _result(imposed: Imposed, written: list[Path]) -> dict[str, Any]:
    plan = imposed.plan
    return {
        "files": [str(path) for path in written],
        "pages": imposed.pages,
        "sheets": len(plan.sheets),
        "width": round(plan.width, 2),
        "height": round(plan.height, 2),
        "two_sided": plan.two_sided,
        "flip": plan.flip if plan.two_sided else None,
        "notes": list(imposed.notes),
    }
