"""publisher brand: new, show, specimen"""

from __future__ import annotations

import json
from pathlib import Path

import click

from publisher.cli.common import content_option, echo, handle_errors, json_option, output_option, usual_folder
from publisher.model.catalogue import say, shown


@click.group("brand", no_args_is_help=True)
def brand_command() -> None:
    """`publisher brand VERB`"""


@brand_command.command("new")
@click.argument("name")
@click.option("--colour", required=True)
@click.option("--logo", type=click.Path(path_type=Path))
@click.option("--type", "pair", default="clear", show_default=True)
@content_option
@handle_errors
def new_brand_command(name: str, colour: str, logo: Path | None, pair: str, content: Path | None) -> None:
    from publisher.branding.new_brand import brand_id, make_brand

    made = make_brand(name, colour, logo, content or usual_folder("content"), pair)
    click.echo("\n".join(str(path) for path in made))
    echo(say("cli:brand-made", id=brand_id(name)), err=True)


@brand_command.command("show")
@click.argument("name")
@content_option
@json_option
@handle_errors
def show_command(name: str, content: Path | None, as_json: bool) -> None:
    from publisher.branding.known import find_brand
    from publisher.branding.specimen import ink_text, role_rows, small_inks
    from publisher.design.roles import roles

    brand, path = find_brand(name, content or usual_folder("content"))
    rows = list(role_rows(roles(brand)))
    small = small_inks(brand, path)
    if as_json:
        colours = {
            key: {"rgb": colour.rgb, "cmyk": colour.cmyk, "small_text": small[key]}
            for key, colour in brand.colours.items()
        }
        made = {role: {"rgb": rgb, "from": origin, "contrast": reads} for role, rgb, origin, reads in rows}
        click.echo(json.dumps({"name": brand.name, "colours": colours, "roles": made}, ensure_ascii=False, indent=1))
        return
    click.echo(f"{brand.name}, {path}")
    for key, colour in brand.colours.items():
        inks = shown(say("cli:brand-inks", inks=ink_text(*colour.cmyk), small=small[key]))
        click.echo(f"  {key:<12}{colour.rgb}  {inks}")
    echo(say("cli:brand-used-for"))
    for role, rgb, origin, reads in rows:
        click.echo(f"  {role:<12}{rgb}  {shown(origin)}{'; ' if reads else ''}{shown(reads)}")


@brand_command.command("specimen")
@click.argument("name")
@content_option
@output_option
@handle_errors
def specimen_command(name: str, content: Path | None, output: Path | None) -> None:
    from publisher.branding.known import find_brand
    from publisher.branding.specimen import specimen_html, specimen_pdf

    brand, path = find_brand(name, content or usual_folder("content"))
    folder = output or usual_folder("output")
    folder.mkdir(parents=True, exist_ok=True)
    for ending, data in (("html", specimen_html(brand, path).encode()), ("pdf", specimen_pdf(brand, path))):
        file = folder / f"brand-{name}.{ending}"
        file.write_bytes(data)
        click.echo(str(file))
