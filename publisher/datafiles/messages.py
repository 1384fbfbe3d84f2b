"""Errors of the schema in words for a person who is no programmer."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ValidationError

from publisher.datafiles import meant
from publisher.datafiles.appearance import appearances, model_in
from publisher.datafiles.toml_reader import TomlFile
from publisher.datafiles.unknown_fields import close_names, fields_at, fix_of_unknown, model_at, written_path
from publisher.datafiles.yaml_reader import YamlFile
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity
from publisher.model.nearest import use_one_of
from publisher.model.paths import BRANDS_FOLDER, LAYOUTS_FOLDER, PRESSES_FOLDER
from publisher.text.language_tags import closest_tag
from publisher.text.wording import (
    DESCRIBE,
    SAY_WHERE,
    no_description,
    nowhere,
)

# What should stand there, where something else was found: ids of the catalogue.
EXPECTED = {
    "string_type": "datafiles:text",
    "list_type": "datafiles:list-each-item-own-line-before",
    "tuple_type": "datafiles:list-such-88-38-80-36",
    "model_type": "datafiles:group-of-fields",
    "dict_type": "datafiles:group-of-fields",
    "bool_parsing": "datafiles:true-false",
    "bool_type": "datafiles:true-false",
    "float_parsing": "datafiles:number",
    "float_type": "datafiles:number",
    "int_type": "datafiles:whole-number",
    "int_parsing": "datafiles:whole-number",
    "int_from_float": "datafiles:whole-number",
    "time_type": "datafiles:time-such-10-30",
    "date_type": "datafiles:date-such-2018-07-02",
}
OF_TOML = {
    "string_type": "datafiles:text-quotation-marks-a5-leaflet",
    "list_type": "datafiles:list-such-contact-imprint",
    "tuple_type": "datafiles:list-such-contact-imprint-24-48",
    "model_type": "datafiles:table-name-brackets-line-own-page",
}
MOST_GUESSED = 100  # unknown fields of one file: for each, all its lines are looked through
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
YES, NO = ("ja", "sant", "oui", "si", "sí", "نعم"), ("nej", "nein", "falskt", "non", "لا")
GUIDES = {BRANDS_FOLDER: "brands.md", PRESSES_FOLDER: "printing.md", LAYOUTS_FOLDER: "layouts.md"}
TAGS = "datafiles:example-sv-en-se-sv-fi"


def schema_findings(error: ValidationError, source: YamlFile, model: type[BaseModel]) -> list[Finding]:
    """One finding for each fault, at its line. A field that is missing because its name is misspelt is one fault."""
    details: list[dict[str, Any]] = [dict(detail) for detail in error.errors()]
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    misspelt = {
        (*path[:-1], close[0]) for path in unknown[:MOST_GUESSED] if (close := close_names(path, source, model))
    }
    unguessed = set(unknown[MOST_GUESSED:])
    return [
        _finding(detail, source, model, guess=detail["loc"] not in unguessed)
        for detail in details
        if detail["type"] != "missing" or detail["loc"] not in misspelt
    ]


def _finding(detail: dict[str, Any], source: YamlFile, model: type[BaseModel], *, guess: bool = True) -> Finding:
    path = written_path(detail["loc"], source.data)
    kind, context = detail["type"], detail.get("ctx") or {}
    name = _name(path)
    if kind in ("missing", "too_long") and "cmyk" in path:
        return _make(
            "wrong-kind",
            say("datafiles:cmyk-should-four-numbers"),
            say("datafiles:write-example-88-38-80-36"),
            source,
            path,
        )
    if (kind in ("missing", "too_long") and isinstance(path[-1], int)) or kind == "too_long":
        return _make(
            "wrong-kind",
            say("datafiles:should-two-numbers", name=name),
            say("datafiles:write-example-24-48"),
            source,
            path,
        )
    if kind in ("less_than_equal", "greater_than_equal"):
        return _out_of_range(detail, context, name, source, path)
    if kind == "missing":
        return _make(
            "missing-field",
            say("datafiles:field-missing", path=path[-1], inside=_inside(path, "from")),
            _add(path, source, model),
            source,
            path[:-1],
        )
    if kind == "extra_forbidden":
        message = say("datafiles:field-unknown", path=path[-1], inside=_inside(path))
        fix = fix_of_unknown(path, source, model) if guess else say("datafiles:delete-or-see-others")
        return _make("unknown-field", message, fix, source, path)
    if detail.get("input") is None:
        fix = say("datafiles:write-value-after-colon-delete-line")
        return _make("empty-field", say("datafiles:is-empty", name=name), fix, source, path)
    if kind in ("string_too_short", "too_short"):
        if name == "alt":
            fix = say("datafiles:write-what-picture-shows-decorative-true")
            return _make("empty-field", say("datafiles:alt-empty"), fix, source, path)
        return _make(
            "empty-field", say("datafiles:is-empty", name=name), say("datafiles:fill-delete-line"), source, path
        )
    if kind in EXPECTED:
        guide = _written_so(kind, detail["input"], name, model_at(model, path)) or _guide(source)
        expected = say(OF_TOML.get(kind, EXPECTED[kind]) if isinstance(source, TomlFile) else EXPECTED[kind])
        return _make("wrong-kind", say("datafiles:should", name=name, expected=expected), guide, source, path)
    if kind == "wrong_form":
        return _wrong_form(context, name, source, path, model)
    if kind == "enum":
        message = say("datafiles:unknown", name=name, input=detail["input"])
        return _make("unknown-value", message, _one_of(context, str(detail["input"])), source, path)
    return _special(kind, context, detail, name, source, path)


def _wrong_form(
    context: dict[str, Any], name: str, source: YamlFile, path: tuple[Any, ...], model: type[BaseModel]
) -> Finding:
    message = say("datafiles:not-valid", name=name, value=context["value"], kind=context["kind"])
    value, kind_of = context["value"], context["kind"]
    if kind_of == "date" and (no_such := meant.no_such_date(value)):
        message = say("datafiles:not-valid-because", name=name, value=value, why=no_such)
    declared = appearances(model_at(model, path)).get(name)
    refers = declared.refers if declared else ""
    fix = meant.written(kind_of, value, refers, source.data) or say(
        "datafiles:write-example", example=context["example"]
    )
    if kind_of == "id" and "," in context["value"]:  # 'salen, kallaren': two, where a list was meant
        fix = say("datafiles:several-write-list-brackets", value=context["value"])
    return _make("wrong-form", message, fix, source, path)


def _written_so(kind: str, given: Any, name: str, model: type[BaseModel]) -> str | None:
    """How a number, a yes or a group of fields is written, if the intention is clear: '5,5', '5 mm', '300 %', 'ja'."""
    if kind == "model_type" and isinstance(given, str) and name == "sections":
        written = "file" if given.endswith(".md") else "block"
        return say("datafiles:write-entry", entry=f"- {written}: {given}")
    if kind == "string_type" and isinstance(given, dict) and " " in (words := str(next(iter(given), "")).strip()):
        return say("datafiles:words-are-no-field", words=words)
    if kind == "list_type" and isinstance(given, str):
        line = f"  - {'file: ' if name == 'sections' else ''}{given}"
        return say("datafiles:list-below", field=name, line=line)
    required = [field for field, info in model.model_fields.items() if info.is_required()]
    if kind == "model_type" and isinstance(given, str) and len(required) == 1:
        return say("datafiles:value-of-its-own", field=name, line=f"  {required[0]}: {given}")
    if kind.startswith("float") and (number := NUMBER.match(str(given))):
        return say("datafiles:write-only-number-point-before-decimals", p1=number[0].replace(",", "."))
    word = str(given).lower()
    if kind.startswith("bool") and word in YES + NO:
        return say("datafiles:write", p1="true" if word in YES else "false")
    return None


def _out_of_range(
    detail: dict[str, Any], context: dict[str, Any], name: str, source: YamlFile, path: tuple[Any, ...]
) -> Finding:
    if "cmyk" in path:
        message, fix = (
            say("datafiles:not-between-0-100", name=name, input=detail["input"]),
            say("datafiles:write-number-from-0-100-percentage"),
        )
    else:
        bound, side = next((context[key], side) for key, side in (("le", "most"), ("ge", "least")) if key in context)
        message, fix = (
            say("datafiles:out-range", name=name, input=detail["input"]),
            say("datafiles:write-2", side=side, bound=bound),
        )
    return _make("wrong-value", message, fix, source, path)


def _special(
    kind: str, context: dict[str, Any], detail: dict[str, Any], name: str, source: YamlFile, path: tuple[Any, ...]
) -> Finding:
    if kind == "alt_missing":
        fix = say("datafiles:add-alt-what-picture-shows-decorative")
        return _make("missing-alt", say("datafiles:picture-has-no-alt-text", file=context["file"]), fix, source, path)
    if kind == "caption_and_decorative":
        message = say("datafiles:picture-decorative-but-has-caption", file=context["file"])
        fix = say("datafiles:write-alt-instead-decorative-delete-caption")
        return _make("alt-and-decorative", message, fix, source, path)
    if kind == "alt_and_decorative":
        message = say("datafiles:picture-has-alt-text-but-marked", file=context["file"])
        return _make("alt-and-decorative", message, say("datafiles:keep-only-one-two"), source, path)
    if kind == "alt_no_description":
        return _make("alt-no-description", no_description(context["alt"]), say(DESCRIBE), source, path)
    if kind == "link_text":
        return _make("link-text", nowhere(context["value"]), say(SAY_WHERE), source, path)
    if kind == "language_tag":
        message = say("datafiles:not-language-tag", name=name, value=context["value"])
        return _make(
            "language-tag", message, say("datafiles:write", p1=closest_tag(context["value"]) or say(TAGS)), source, path
        )
    if kind == "no_start":
        message = say("datafiles:session-has-no-start", name=context["id"])
        return _make("missing-field", message, say("datafiles:add-line-start-10-30-all"), source, path)
    if kind == "all_day_and_time":
        message = say("datafiles:session-lasts-all-day-but-has", name=context["id"])
        fix = say("datafiles:delete-all-day-times-last-several")
        return _make("wrong-value", message, fix, source, path)
    if kind == "end_without_time":
        message = say("datafiles:session-ends-day-but-not-time", name=context["id"])
        fix = say("datafiles:write-time-after-date-2018-07")
        return _make("wrong-value", message, fix, source, (*path, "end"))
    if kind == "file_or_block":
        fix = say("datafiles:write-file-sections-name-md-block")
        return _make("section-entry", say("datafiles:section-either-file-block"), fix, source, path)
    if kind == "title_with_file":
        fix = say("datafiles:delete-title-here-write-heading-markdown")
        return _make("section-entry", say("datafiles:heading-section-belongs-markdown-file"), fix, source, path)
    if kind == "roles_missing":
        message = say("datafiles:brand-lacks-colours", names=context["names"])
        return _make("brand-colours", message, say("datafiles:add-them-each-rgb-cmyk"), source, path)
    if kind == "unknown_pair":
        message = say("datafiles:no-pair-of-fonts", pair=context["pair"])
        return _make("unknown-font", message, say("datafiles:use-one-of-pairs", known=context["known"]), source, path)
    if kind == "fonts_missing":
        message, fix = say("datafiles:brand-names-no-fonts"), say("datafiles:add-line-pair-clear")
        return _make("missing-field", message, fix, source, path)
    if kind == "limits_swapped":
        message = say(
            "datafiles:warning-below-less-than-error-below", warning=context["warning"], error=context["error"]
        )
        return _make("wrong-value", message, say("datafiles:write-larger-number-warning-below-0"), source, path)
    return _make("wrong-value", say("datafiles:text-2", name=name, msg=detail["msg"]), _guide(source), source, path)


def _make(id: str, message: str, fix: str, source: YamlFile, path: tuple[Any, ...]) -> Finding:
    return Finding(f"{source.room}/{id}", Severity.ERROR, message, fix, source.place(path))


def _name(path: tuple[Any, ...]) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str)), "this"))


def _inside(path: tuple[Any, ...], word: str = "in") -> str:
    parents = [step for step in path[:-1] if isinstance(step, str)]
    return say("datafiles:text-3", word=word, parents=parents[-1]) if parents else ""


def _add(path: tuple[Any, ...], source: YamlFile, model: type[BaseModel]) -> str:
    line = source.field_form.format(name=path[-1])
    if isinstance(source, TomlFile) and len(path) == 1 and model_in(model.model_fields[path[0]].annotation):
        line = say("datafiles:below-fields", path=path[0], fields=", ".join(fields_at(model, path)))
    return say("datafiles:add-line", line=line)


def _guide(source: YamlFile) -> str:
    """Where the fields of a file are explained."""
    if source.room == "fonts":
        return say("datafiles:see-docs-extending-md")
    folders = [LAYOUTS_FOLDER] if source.room == "layout" else source.file.split("/")
    return say(
        "datafiles:see-docs", next=next((GUIDES[folder] for folder in folders if folder in GUIDES), "content.md")
    )


def _one_of(context: dict[str, Any], given: str) -> str:
    expected = str(context.get("expected", ""))
    if names := re.findall(r"'([^']*)'", expected):
        return use_one_of(given, names)
    return say("datafiles:use-one", expected=expected.replace(" or ", ", "))
