"""publisher explain"""

from __future__ import annotations

import json

import click

from publisher.cli.common import handle_errors, json_option
from publisher.model.catalogue import say, spoken
from publisher.model.errors import UsageError
from publisher.model.nearest import nearest


@click.command("explain")
@click.argument("id", required=False)
@json_option
@handle_errors
def explain_command(id: str | None, as_json: bool) -> None:
    from publisher.report.explain import explanation_data, explanation_lines, explanations

    known = explanations(spoken())
    if id is None:
        if as_json:
            data = [explanation_data(one, spoken()) for one in known.values()]
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
            return
        width = max(map(len, known))
        click.echo("\n".join(f"{one.id:<{width}}  {one.what}" for one in known.values()))
        return
    meant = [one for one in known if id.strip("[]").lower() in (one, one.partition("/")[2])]
    if not meant:
        names = {one.partition("/")[2]: one for one in known}
        near = nearest(id, known) or names.get(nearest(id.rpartition("/")[2], names) or "")
        fix = say("cli:explain-near", near=near) if near else say("cli:explain-list")
        raise UsageError(say("cli:no-such-finding", id=id), fix)
    if as_json:
        data = [explanation_data(known[one], spoken()) for one in meant]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(line for one in meant for line in explanation_lines(known[one], spoken())))
