"""The styles of a drawing, written out as attributes: rules, `style` and custom properties become what they say of each
element, in the order of the cascade (CSS Cascading 4, 6; CSS Custom Properties 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import cssselect2
import tinycss2
from lxml import etree

from publisher.model.catalogue import say
from publisher.pictures.svg_subset import FUNCTIONS, NOT_KEPT, PROPERTIES, STYLES, SVG, DrawingFault

MEDIA = ("all", "screen", "print", "screen, print", "print, screen")
MOVEMENT = ("animation", "transition", "offset-", "motion")
DEEPEST = 20  # custom properties that name one another
Values = dict[str, Sequence[Any]]  # tokens by property


@dataclass(frozen=True)
class Rule:
    """Declarations, and which elements they are for."""

    selector: Any
    declarations: list[tuple[str, Sequence[Any], bool]]


class Styles:
    """The style sheets of one drawing. `moves`: whether they have an animation, which is left out.

    Raises DrawingFault.
    """

    def __init__(self, root: etree._Element) -> None:
        self.moves = False
        self.rules: list[Rule] = []
        for element in root.iter(f"{{{SVG}}}style"):
            if element.get("media", "all").strip().lower() in MEDIA and element.get("type", "text/css") == "text/css":
                self._read(tinycss2.parse_stylesheet(element.text or "", skip_comments=True, skip_whitespace=True))

    def write_out(self, root: etree._Element) -> None:
        """Put what the styles say into attributes. Raises DrawingFault."""
        if not self.rules and not any("style" in one.attrib or _has_var(one) for one in root.iter(etree.Element)):
            return
        matcher = cssselect2.Matcher()
        for number, rule in enumerate(self.rules):
            matcher.add_selector(rule.selector, number)
        wrapper = cssselect2.ElementWrapper.from_xml_root(root)
        self._element(wrapper, matcher, {})

    def _read(self, nodes: Sequence[Any]) -> None:
        for node in nodes:
            if node.type == "at-rule":
                self._at_rule(node)
            elif node.type == "qualified-rule":
                declared = self._declared(node.content)
                for selector in _selectors(node.prelude):
                    self.rules.append(Rule(selector, declared))

    def _at_rule(self, node: Any) -> None:
        if node.lower_at_keyword == "import":
            raise DrawingFault(say("pictures:refers-another-file-style"))
        if node.lower_at_keyword.endswith("keyframes"):
            self.moves = True
        if node.lower_at_keyword == "media" and node.content is not None:
            media = tinycss2.serialize(node.prelude).strip().lower()
            if media in MEDIA:
                self._read(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))

    def _declared(self, content: Any) -> list[tuple[str, Sequence[Any], bool]]:
        found = []
        for node in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
            if node.type == "declaration":
                self.moves |= node.lower_name.lstrip("-").startswith(MOVEMENT)
                name = node.name if node.name.startswith("--") else node.lower_name
                found.append((name, node.value, node.important))
        return found

    def _element(self, wrapper: Any, matcher: Any, custom: Mapping[str, Sequence[Any]]) -> None:
        element = wrapper.etree_element
        declared = list(self._cascade(wrapper, matcher))
        own = {name: tokens for name, tokens in declared if name.startswith("--")}
        known = {**custom, **own}
        made: Values = {}
        for name, tokens in declared:
            if name in PROPERTIES | STYLES:
                made[name] = tokens
        for name in PROPERTIES & set(map(str, element.attrib)):
            if name not in made and "var(" in element.get(name, "").lower():
                made[name] = tinycss2.parse_component_value_list(element.get(name))
        _write(element, {name: _resolved(tokens, known) for name, tokens in made.items()})
        for child in wrapper.iter_children():
            self._element(child, matcher, known)

    def _cascade(self, wrapper: Any, matcher: Any) -> Iterator[tuple[str, Sequence[Any]]]:
        """What is said of an element, the strongest last."""
        found = []
        if self.rules:
            for specificity, order, _, number in matcher.match(wrapper):
                for name, tokens, important in self.rules[number].declarations:
                    found.append(((important, 0, specificity, order), name, tokens))
        for name, tokens, important in self._declared(wrapper.etree_element.get("style") or ""):
            found.append(((important, 1, (0, 0, 0), len(found)), name, tokens))
        for _, name, tokens in sorted(found, key=lambda one: one[0]):
            yield name, tokens


def _selectors(prelude: Any) -> list[Any]:
    """Those that can be matched in a file that stands still: `:hover` is never the case."""
    try:
        return [one for one in cssselect2.compile_selector_list(prelude) if not one.pseudo_element]
    except cssselect2.SelectorError:
        return []


def _has_var(element: etree._Element) -> bool:
    return any("var(" in str(value).lower() for value in element.attrib.values())


def _resolved(tokens: Sequence[Any], custom: Mapping[str, Sequence[Any]], depth: int = 0) -> list[Any]:
    """The tokens with the values of custom properties in their places."""
    found: list[Any] = []
    for token in tokens:
        if token.type != "function":
            found.append(token)
        elif token.lower_name == "var":
            found += _custom(token, custom, depth)
        else:
            made = copy(token)  # a rule's tokens are those of every element that it is about
            made.arguments = _resolved(token.arguments, custom, depth)
            found.append(made)
    return found


def _custom(token: Any, custom: Mapping[str, Sequence[Any]], depth: int) -> list[Any]:
    parts = [one for one in token.arguments if one.type != "whitespace"]
    name = parts[0].value if parts and parts[0].type == "ident" else ""
    if name in custom and depth < DEEPEST:
        return _resolved(custom[name], custom, depth + 1)
    comma = next((at for at, one in enumerate(token.arguments) if one == ","), None)
    if comma is not None and depth < DEEPEST:
        return _resolved(token.arguments[comma + 1 :], custom, depth + 1)
    raise DrawingFault(say("pictures:svg-unknown-variable", name=name or tinycss2.serialize([token])))


def _write(element: etree._Element, made: Mapping[str, Sequence[Any]]) -> None:
    """Each property as an attribute; what no attribute can say stays in `style`."""
    kept = []
    for name, tokens in made.items():
        text = tinycss2.serialize(tokens).strip()
        check_value(name, text)
        if name in NOT_KEPT:
            continue
        if name == "marker":
            for part in ("marker-start", "marker-mid", "marker-end"):
                if part not in made:
                    element.set(part, text)
        elif name in PROPERTIES:
            element.set(name, text)
        else:
            kept.append(f"{name}: {text}")
    if kept:
        element.set("style", "; ".join(kept))
    elif "style" in element.attrib:
        del element.attrib["style"]
    if "class" in element.attrib:
        del element.attrib["class"]


def check_value(name: str, text: str) -> None:
    """Raises DrawingFault for a value that leads out of the file, or that asks for more than a drawing may."""
    for token in _all(tinycss2.parse_component_value_list(text)):
        if token.type == "function" and token.lower_name == "url":
            address = "".join(part.value for part in token.arguments if part.type == "string")
            _check_address(address)
        elif token.type == "url":
            _check_address(token.value)
        elif token.type == "function" and token.lower_name not in FUNCTIONS:
            raise DrawingFault(say("pictures:svg-unknown-function", name=name, function=f"{token.name}()"))
        elif token.type == "error":
            raise DrawingFault(say("pictures:svg-unreadable-style", name=name, value=text[:80]))


def _check_address(address: str) -> None:
    if not address.strip().startswith("#"):
        raise DrawingFault(say("pictures:refers-another-file-style"))


def _all(tokens: Sequence[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        for name in ("arguments", "content"):
            inner = getattr(token, name, None)
            if isinstance(inner, list):
                yield from _all(inner)
