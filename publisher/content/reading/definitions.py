"""Definition lists: a term on its line, and directly below it what it means, after a colon and a space.

    Försköterska
    : tar emot barnen den första dagen

A colon below a blank line is the caption of a table, so a term and its meaning stand without one between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from types import SimpleNamespace

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from publisher.content.reading.markdown_checks import Checker
from publisher.model.catalogue import say
from publisher.model.graphemes import beginning

MEANING = re.compile(r":[ \t]+\S")
WITHIN = re.compile(r"\n[ \t]*:[ \t]+\S.*")
Rule = Callable[[StateBlock, int, int, bool], bool]


def definition_lists(parser: MarkdownIt) -> None:
    """The parser's plugin, held to one form: it also takes "~" for a mark, which means "about", and blank lines."""
    rules: list[Rule] = []
    ruler = SimpleNamespace(before=lambda _before, _name, rule, _options: rules.append(rule))
    deflist_plugin(SimpleNamespace(block=SimpleNamespace(ruler=ruler)))  # type: ignore[arg-type]
    (rule,) = rules

    def held(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        meaning = start if silent else start + 1
        if meaning >= end or not MEANING.match(state.src, state.bMarks[meaning] + state.tShift[meaning]):
            return False
        return rule(state, start, end, silent)

    parser.block.ruler.before("paragraph", "deflist", held, {"alt": ["paragraph", "reference", "blockquote"]})


def check_definition_lists(tokens: Sequence[Token], text: str, checker: Checker) -> None:
    """Findings on what is no definition list but was meant as one, and on what the parser took for one."""
    lines = re.split(r"\r\n|\r|\n", text)
    for before, token, after in zip([None, *tokens], tokens, tokens[1:], strict=False):
        if token.type == "dd_open":
            token.map = after.map  # the parser gives some the line of their term
        line = checker.line_of(token)
        source = lines[token.map[0]].strip() if token.map else ""
        if token.type == "dd_open" and not MEANING.match(source.lstrip("> ")):
            shown = beginning(source, 40)
            message = say("content:would-become-definition", shown=shown)
            checker.find("content/swallowed", message, say("content:backslash-before-tilde"), line)
        is_text = token.type == "inline" and before is not None and before.type == "paragraph_open"
        if is_text and (match := WITHIN.search(token.content)):
            shown = beginning(match[0].strip(), 40)
            message = say("content:would-printed-stands", shown=shown, what=say("content:definition-list"))
            at = line + token.content[: match.start() + 1].count("\n")
            checker.find("content/leftover-markup", message, say("content:term-on-one-line"), at)
