"""Whether a value can be that of a CSS property, by grammars in the notation of CSS Values and Units Level 4, 2.

`css_values.txt` has the grammars: "name = grammar", several names parted by commas; a name in angle brackets is a part
that others use. Functions are known by their names alone, what stands in them is not looked at.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

GRAMMARS = Path(__file__).with_name("css_values.txt")
# Every property takes these (CSS Cascading and Inheritance Level 5, 7).
EVERYWHERE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
# What is only known where the page is shown: a value that holds one is not looked at.
LATER = frozenset({"var", "env", "attr"})
UNITS = frozenset({"length", "angle", "time", "flex", "resolution"})  # the types that have units
PIECE = re.compile(r"<[\w-]+>|[\w-]+\(\)|\|\||&&|[|\[\]*+?#,/]|\{\d+(?:,\d*)?\}|[\w-]+")
COUNT = re.compile(r"\{(\d+)(,?)(\d*)\}")
FROM_0 = "-from-0"  # ends the name of a type that takes no negative values
MOST = 20  # of what may be repeated as often as one likes


@dataclass(frozen=True)
class Node:
    """A piece of a grammar. `kind`: "word", "type", "function", "mark" (a comma or slash), "all" (one after the other),
    "one" (|), "any" (||, in any order), "every" (&&, in any order), "repeat" (`least` to `most` times, with a comma
    between where `comma`)."""

    kind: str
    name: str = ""
    parts: tuple[Node, ...] = ()
    least: int = 1
    most: int = 1
    comma: bool = False


def is_value(name: str, tokens: Sequence[Any]) -> bool:
    """Whether tokens of tinycss2 can be the value of the property `name`. True where its grammar is not known."""
    grammar = grammars().get(name)
    value = [token for token in tokens if token.type not in ("whitespace", "comment")]
    if grammar is None or any(_is_later(token) for token in value):
        return True
    if len(value) == 1 and value[0].type == "ident" and value[0].lower_value in EVERYWHERE:
        return True
    return len(value) in _ends(grammar, tuple(value), 0)


def _is_later(token: Any) -> bool:
    """Whether the token waits for another value, or is one maker's own."""
    if token.type == "function":
        return token.lower_name in LATER or token.name.startswith("-") or any(map(_is_later, token.arguments))
    return token.type == "ident" and token.value.startswith("-")


def nearest_value(name: str, tokens: Sequence[Any]) -> str:
    """The value with the words and units in it that misspelt ones may be; "" where that is no value either."""
    import tinycss2

    words = sorted(_words(grammars()[name]))
    pieces = []
    for token in tokens:
        near = difflib.get_close_matches(token.lower_value, words, 1) if token.type == "ident" else []
        pieces.append(near[0] if near else _in_a_unit(token))
    written = "".join(pieces).strip()
    found = tinycss2.parse_component_value_list(written)
    return written if is_value(name, found) else ""


def _in_a_unit(token: Any) -> str:
    """A token as it is written; a length in an unknown unit in the nearest known one: 12px2 as 12px."""
    units = sorted(_names("<length-unit>"))
    if token.type != "dimension" or any(token.lower_unit in _names(f"<{name}-unit>") for name in UNITS):
        return str(token.serialize())
    near = difflib.get_close_matches(token.lower_unit, units, 1)
    return f"{token.representation}{near[0]}" if near else str(token.serialize())


def _words(node: Node) -> set[str]:
    """The words that a piece takes, and the names of colours."""
    part = {"plain-colour": "<colour-name>"}.get(node.name, f"<{node.name}>") if node.kind == "type" else ""
    inner = grammars().get(part)
    below = [*node.parts, *([inner] if inner else [])]
    return ({node.name} if node.kind == "word" else set()).union(*map(_words, below))


@cache
def grammars() -> dict[str, Node]:
    """The grammar of each property, and of each part by its name in angle brackets."""
    found = dict[str, Node]()
    for line in GRAMMARS.read_text("utf-8").splitlines():
        names, _, grammar = line.partition(" = ")
        if grammar and not line.startswith("#"):
            node = _Parser(grammar).parse()
            found |= {name.strip(): node for name in names.split(",")}
    return found


class _Parser:
    """Reads one grammar. What binds most: one after the other, then &&, ||, |."""

    def __init__(self, text: str) -> None:
        self.pieces = PIECE.findall(text)
        self.at = 0

    def parse(self) -> Node:
        node = self._of("|", "one", lambda: self._of("||", "any", lambda: self._of("&&", "every", self._row)))
        return node

    def _next(self) -> str:
        return self.pieces[self.at] if self.at < len(self.pieces) else ""

    def _of(self, mark: str, kind: str, inner: Any) -> Node:
        parts = [inner()]
        while self._next() == mark:
            self.at += 1
            parts.append(inner())
        return parts[0] if len(parts) == 1 else Node(kind, parts=tuple(parts))

    def _row(self) -> Node:
        parts = []
        while self._next() and self._next() not in ("|", "||", "&&", "]"):
            parts.append(self._counted())
        return parts[0] if len(parts) == 1 else Node("all", parts=tuple(parts))

    def _counted(self) -> Node:
        node = self._single()
        while (piece := self._next()) and (piece in "*+?#" or piece.startswith("{")):
            self.at += 1
            if count := COUNT.match(piece):
                most = int(count[3] or MOST) if count[2] else int(count[1])
                if node.kind == "repeat" and node.comma and node.most == MOST:
                    node = Node("repeat", parts=node.parts, least=int(count[1]), most=most, comma=True)
                else:
                    node = Node("repeat", parts=(node,), least=int(count[1]), most=most)
            else:
                least, most = {"*": (0, MOST), "+": (1, MOST), "?": (0, 1), "#": (1, MOST)}[piece]
                node = Node("repeat", parts=(node,), least=least, most=most, comma=piece == "#")
        return node

    def _single(self) -> Node:
        piece = self._next()
        self.at += 1
        if piece == "[":
            node = self.parse()
            self.at += 1
            return node
        if piece.startswith("<"):
            return Node("type", piece[1:-1])
        if piece.endswith("()"):
            return Node("function", piece[:-2])
        return Node("mark" if piece in ",/" else "word", piece.lower())


def _ends(node: Node, tokens: tuple[Any, ...], at: int) -> set[int]:
    """Where what fits the node from `at` on may end."""
    match node.kind:
        case "all":
            places = {at}
            for part in node.parts:
                places = {end for place in places for end in _ends(part, tokens, place)}
            return places
        case "one":
            return {end for part in node.parts for end in _ends(part, tokens, at)}
        case "any" | "every":
            return set(_unordered(node.parts, tokens, at, every=node.kind == "every"))
        case "repeat":
            return set(_repeated(node, tokens, at))
    return {at + 1} if at < len(tokens) and _fits(node, tokens[at]) else _of_part(node, tokens, at)


def _of_part(node: Node, tokens: tuple[Any, ...], at: int) -> set[int]:
    part = grammars().get(f"<{node.name}>") if node.kind == "type" else None
    return _ends(part, tokens, at) if part else set()


def _unordered(parts: tuple[Node, ...], tokens: tuple[Any, ...], at: int, *, every: bool) -> Iterator[int]:
    for index, part in enumerate(parts):
        rest = parts[:index] + parts[index + 1 :]
        for end in _ends(part, tokens, at):
            if end > at or every:
                if not every or not rest:
                    yield end
                if rest:
                    yield from _unordered(rest, tokens, end, every=every)


def _repeated(node: Node, tokens: tuple[Any, ...], at: int) -> Iterator[int]:
    places = {at}
    if node.least == 0:
        yield at
    for number in range(1, node.most + 1):
        if number > 1 and node.comma:
            places = {place + 1 for place in places if place < len(tokens) and tokens[place] == ","}
        places = {end for place in places for end in _ends(node.parts[0], tokens, place)}
        if not places:
            return
        if number >= node.least:
            yield from places


def _fits(node: Node, token: Any) -> bool:
    match node.kind:
        case "word":
            text = token.lower_value if token.type == "ident" else getattr(token, "representation", "")
            return bool(text == node.name)
        case "mark":
            return bool(token == node.name)
        case "function":
            return token.type == "function" and token.lower_name == node.name
    return _is_of_type(node.name, token)


def _is_of_type(name: str, token: Any) -> bool:
    if name.endswith(FROM_0):
        is_negative = token.type in ("number", "percentage", "dimension") and token.value < 0
        return not is_negative and _is_of_type(name.removesuffix(FROM_0), token)
    is_math = token.type == "function" and token.lower_name in _names("<math>")
    match name:
        case "number" | "integer":
            return is_math or (token.type == "number" and (name == "number" or token.is_integer))
        case "percentage":
            return is_math or token.type == "percentage"
        case "string":
            return bool(token.type == "string")
        case "url":
            return token.type == "url" or (token.type == "function" and token.lower_name in ("url", "src"))
        case "custom-ident":
            return token.type == "ident" and token.lower_value not in EVERYWHERE
        case "line-names":
            return bool(token.type == "[] block")
        case "plain-colour":
            return token.type in ("ident", "hash") and _parse_colour(token) is not None
    if name in UNITS:
        is_nothing = name == "length" and token.type == "number" and token.value == 0
        return is_math or is_nothing or (token.type == "dimension" and token.lower_unit in _names(f"<{name}-unit>"))
    return False


def _parse_colour(token: Any) -> Any:
    from tinycss2.color4 import parse_color

    return parse_color(token)


@cache
def _names(part: str) -> frozenset[str]:
    """The words and functions that a part is one of."""
    node = grammars()[part]
    return frozenset(one.name for one in (node.parts or (node,)))
