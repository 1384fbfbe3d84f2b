"""layout/template: what a template writes into no block of the one that it extends. Jinja drops it silently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, nodes

from publisher.model.catalogue import Message, say
from publisher.model.errors import ContentError
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning
from publisher.model.paths import shown_path

Lost = tuple[Message, int]  # what is not shown, and the line
SHOWN = 40  # characters of a text that a message shows


def hold_to_blocks(environment: Environment, name: str, content: Path) -> None:
    """Raise ContentError with a finding for each block or text of a template that nothing shows."""
    file, tree = _read(environment, name)
    known = _blocks_above(environment, tree)
    fix = say("compose:use-blocks", known=sorted(known))
    found = [
        Finding("layout/template", Severity.ERROR, message, fix, Place(shown_path(file, content), line))
        for message, line in (_lost(tree, known) if known else ())
    ]
    if found:
        raise ContentError(found)


def _read(environment: Environment, name: str) -> tuple[Path, nodes.Template]:
    assert environment.loader
    source, file, _ = environment.loader.get_source(environment, name)
    return Path(file or name), environment.parse(source, name, file)


def _base(tree: nodes.Template) -> str:
    """The template that one extends; "" where it extends none, or one that is only known while it is filled in."""
    extended = next(tree.find_all(nodes.Extends), None)
    return str(extended.template.value) if extended and isinstance(extended.template, nodes.Const) else ""


def _blocks_above(environment: Environment, tree: nodes.Template) -> set[str]:
    """The names of the blocks in the templates that this one extends."""
    found = set[str]()
    seen = set[str]()
    while (base := _base(tree)) and base not in seen:
        seen.add(base)
        try:
            _, tree = _read(environment, base)
        except TemplateNotFound:  # reported where the template is filled in
            return set()
        found |= {block.name for block in tree.find_all(nodes.Block)}
    return found


def _lost(tree: nodes.Template, known: set[str]) -> Iterator[Lost]:
    extends = next(number for number, node in enumerate(tree.body) if isinstance(node, nodes.Extends))
    for node in tree.body[extends + 1 :]:
        if isinstance(node, nodes.Block) and node.name not in known:
            yield say("compose:unknown-block", name=node.name), node.lineno
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData) and (text := part.data.strip()):
                    line = part.lineno + part.data[: part.data.index(text)].count("\n")
                    yield say("compose:outside-blocks", shown=beginning(" ".join(text.split()), SHOWN)), line
