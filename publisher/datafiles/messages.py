"""What the schema refuses, in words for a person who is no programmer."""

from __future__ import annotations

import difflib
import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from publisher.datafiles.toml_reader import TomlFile
from publisher.datafiles.yaml_reader import YamlFile
from publisher.model.findings import Finding, Severity
from publisher.model.paths import BRANDS_FOLDER, LAYOUTS_FOLDER, PRESSES_FOLDER
from publisher.text.language_tags import closest_tag
from publisher.text.wording import (
    DESCRIBE,
    SAY_WHERE,
    no_description,
    nowhere,
)

# What was found where a text, a list or a group of fields should stand.
EXPECTED = {
    "string_type": "a text",
    "list_type": "a list (each item on its own line, with '- ' before it)",
    "tuple_type": "a list such as [88, 38, 80, 36]",
    "model_type": "a group of fields (each 'name: value' on its own line, indented)",
    "dict_type": "a group of fields (each 'name: value' on its own line, indented)",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "time_type": "a time such as 10.30",
    "date_type": "a date such as 2018-07-02",
}
OF_TOML = {
    "string_type": 'a text in quotation marks ("A5 leaflet")',
    "list_type": 'a list such as ["contact", "imprint"]',
    "tuple_type": 'a list such as ["contact", "imprint"] or [24, 48]',
    "model_type": "a table: its name in brackets on a line of its own ([page]), and below it its fields",
}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
YES, NO = ("ja", "sant", "oui", "si", "sí", "نعم"), ("nej", "nein", "falskt", "non", "لا")
GUIDES = {BRANDS_FOLDER: "brands.md", PRESSES_FOLDER: "printing.md", LAYOUTS_FOLDER: "layouts.md"}
TAGS = "for example sv, en, se, sv-FI (ISO 639, then the country)"


def schema_findings(error: ValidationError, source: YamlFile, model: type[BaseModel]) -> list[Finding]:
    """One finding for each fault, at its line."""
    return [_finding(dict(detail), source, model) for detail in error.errors()]


def _finding(detail: dict[str, Any], source: YamlFile, model: type[BaseModel]) -> Finding:
    path = _written(detail["loc"], source.data)
    kind, context = detail["type"], detail.get("ctx") or {}
    name = _name(path)
    if kind in ("missing", "too_long") and "cmyk" in path:
        return _make("wrong-kind", "'cmyk' should be four numbers", "write for example [88, 38, 80, 36]", source, path)
    if (kind in ("missing", "too_long") and isinstance(path[-1], int)) or kind == "too_long":
        return _make("wrong-kind", f"'{name}' should be two numbers", "write for example [24, 48]", source, path)
    if kind in ("less_than_equal", "greater_than_equal"):
        return _out_of_range(detail, context, name, source, path)
    if kind == "missing":
        return _make(
            "missing-field",
            f"the field '{path[-1]}' is missing{_inside(path, 'from')}",
            _add(path, source, model),
            source,
            path[:-1],
        )
    if kind == "extra_forbidden":
        return _unknown_field(path, source, model)
    if detail.get("input") is None:
        fix = "write a value after the colon, or delete the line"
        return _make("empty-field", f"'{name}' is empty", fix, source, path)
    if kind in ("string_too_short", "too_short"):
        if name == "alt":
            fix = "write what the picture shows, or 'decorative: true' instead of 'alt'"
            return _make("empty-field", "'alt' is empty", fix, source, path)
        return _make("empty-field", f"'{name}' is empty", "fill it in, or delete the line", source, path)
    if kind in EXPECTED:
        fix = _written_so(kind, detail["input"]) or _guide(source)
        expected = OF_TOML.get(kind, EXPECTED[kind]) if isinstance(source, TomlFile) else EXPECTED[kind]
        return _make("wrong-kind", f"'{name}' should be {expected}", fix, source, path)
    if kind == "wrong_form":
        message = f"'{name}': '{context['value']}' is not a valid {context['kind']}"
        fix = f"write for example {context['example']}"
        if context["kind"] == "id" and "," in context["value"]:  # 'salen, kallaren': two, where a list was meant
            fix = f"for several, write a list in brackets: [{context['value']}]"
        return _make("wrong-form", message, fix, source, path)
    if kind == "enum":
        return _make("unknown-value", f"'{name}': '{detail['input']}' is unknown", _one_of(context), source, path)
    return _special(kind, context, detail, name, source, path)


def _written(path: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    """The path as the content has it: one value alone may stand where the schema has a list."""
    found: tuple[Any, ...] = ()
    for step in path:
        if isinstance(step, int) and not isinstance(data, (list, tuple)):
            continue
        found = (*found, step)
        known = step in data if isinstance(data, dict) else isinstance(step, int) and step < len(data or ())
        data = data[step] if known else None
    return found


def _written_so(kind: str, given: Any) -> str | None:
    """How a number or a yes is written, if the intention is clear: '5,5', '5 mm', '300 %', 'ja'."""
    if kind.startswith("float") and (number := NUMBER.match(str(given))):
        return f"write {number[0].replace(',', '.')}: only the number, with a point before decimals"
    word = str(given).lower()
    if kind.startswith("bool") and word in YES + NO:
        return f"write {'true' if word in YES else 'false'}"
    return None


def _out_of_range(
    detail: dict[str, Any], context: dict[str, Any], name: str, source: YamlFile, path: tuple[Any, ...]
) -> Finding:
    if "cmyk" in path:
        message, fix = (
            f"'{name}': {detail['input']} is not between 0 and 100",
            "write a number from 0 to 100, the percentage of the ink",
        )
    else:
        bound, side = next((context[key], side) for key, side in (("le", "most"), ("ge", "least")) if key in context)
        message, fix = f"'{name}': {detail['input']} is out of range", f"write at {side} {bound:g}"
    return _make("wrong-value", message, fix, source, path)


def _special(
    kind: str, context: dict[str, Any], detail: dict[str, Any], name: str, source: YamlFile, path: tuple[Any, ...]
) -> Finding:
    if kind == "alt_missing":
        fix = "add 'alt: what the picture shows', or 'decorative: true' if it adds nothing to the text"
        return _make("missing-alt", f"the picture {context['file']} has no alt text", fix, source, path)
    if kind == "caption_and_decorative":
        message = f"the picture {context['file']} is decorative but has a caption"
        fix = "write 'alt' instead of 'decorative', or delete 'caption'"
        return _make("alt-and-decorative", message, fix, source, path)
    if kind == "alt_and_decorative":
        message = f"the picture {context['file']} has an alt text but is marked as decorative"
        return _make("alt-and-decorative", message, "keep only one of the two", source, path)
    if kind == "alt_no_description":
        return _make("alt-no-description", no_description(context["alt"]), DESCRIBE, source, path)
    if kind == "link_text":
        return _make("link-text", nowhere(context["value"]), SAY_WHERE, source, path)
    if kind == "language_tag":
        message = f"'{name}': '{context['value']}' is not a language tag"
        return _make("language-tag", message, f"write {closest_tag(context['value']) or TAGS}", source, path)
    if kind == "no_start":
        message = f"the session '{context['id']}' has no start"
        return _make("missing-field", message, "add a line 'start: 10.30', or 'all_day: true'", source, path)
    if kind == "all_day_and_time":
        message = f"the session '{context['id']}' lasts all day, but has a time"
        fix = "delete 'all_day' or the times; the last of several whole days is 'end: 2018-07-06'"
        return _make("wrong-value", message, fix, source, path)
    if kind == "end_without_time":
        message = f"the session '{context['id']}' ends on a day, but not at a time"
        fix = "write the time after the date (2018-07-06 16.00), or 'all_day: true' instead of 'start'"
        return _make("wrong-value", message, fix, source, (*path, "end"))
    if kind == "file_or_block":
        fix = "write '- file: sections/name.md' or '- block: contact'"
        return _make("section-entry", "a section is either a 'file' or a 'block'", fix, source, path)
    if kind == "title_with_file":
        fix = "delete 'title' here; write the heading as '# ...' in the Markdown file"
        return _make("section-entry", "the heading of a section belongs in its Markdown file", fix, source, path)
    if kind == "roles_missing":
        message = f"the brand lacks the colours: {context['names']}"
        return _make("brand-colours", message, "add them, each with rgb and cmyk", source, path)
    if kind == "unknown_pair":
        message = f"there is no pair of fonts '{context['pair']}'"
        return _make("unknown-font", message, f"use one of: {context['known']}", source, path)
    if kind == "fonts_missing":
        fix = "add a line 'pair: clear' (see 'Fonts' in docs/brands.md), or both 'text' and 'display'"
        return _make("missing-field", "the brand names no fonts for text and headings", fix, source, path)
    if kind == "limits_swapped":
        message = f"'warning_below' ({context['warning']}) is less than 'error_below' ({context['error']})"
        return _make("wrong-value", message, "write the larger number at 'warning_below', or 0 for never", source, path)
    return _make("wrong-value", f"'{name}': {detail['msg']}", _guide(source), source, path)


def _unknown_field(path: tuple[Any, ...], source: YamlFile, model: type[BaseModel]) -> Finding:
    known = _fields(model, path[:-1])
    close = difflib.get_close_matches(str(path[-1]), known, 1)
    fix = f"did you mean '{close[0]}'?" if close else f"use one of the fields: {', '.join(known)}"
    return _make("unknown-field", f"the field '{path[-1]}' is unknown{_inside(path)}", fix, source, path)


def _fields(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The names of the fields at `path`: walks the schema along it."""
    for step in path:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        model = _model_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None


def _make(id: str, message: str, fix: str, source: YamlFile, path: tuple[Any, ...]) -> Finding:
    return Finding(f"{source.room}/{id}", Severity.ERROR, message, fix, source.place(path))


def _name(path: tuple[Any, ...]) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str)), "this"))


def _inside(path: tuple[Any, ...], word: str = "in") -> str:
    parents = [step for step in path[:-1] if isinstance(step, str)]
    return f" {word} '{parents[-1]}'" if parents else ""


def _add(path: tuple[Any, ...], source: YamlFile, model: type[BaseModel]) -> str:
    line = source.field_form.format(name=path[-1])
    if isinstance(source, TomlFile) and len(path) == 1 and _model_in(model.model_fields[path[0]].annotation):
        line = f"[{path[0]}]', and below it its fields: '{', '.join(_fields(model, path))}"
    return f"add a line '{line}'"


def _guide(source: YamlFile) -> str:
    """Where the fields of a file are explained."""
    if source.room == "fonts":
        return "see docs/extending.md"
    folders = [LAYOUTS_FOLDER] if source.room == "layout" else source.file.split("/")
    return f"see docs/{next((GUIDES[folder] for folder in folders if folder in GUIDES), 'content.md')}"


def _one_of(context: dict[str, Any]) -> str:
    return f"use one of {context.get('expected', '')}".replace(" or ", ", ")
