"""The kinds of values that the content schema is made of: ids, texts, addresses, times."""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

# Pydantic else looks through every installed package for plugins: a twentieth of a second at each start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from publisher.datafiles.appearance import STEERS, Appearance, appearances
from publisher.datafiles.declared import main_field
from publisher.datafiles.focal_points import focal_point
from publisher.model.graphemes import beginning
from publisher.model.units import LARGE_PRINT_SIZES
from publisher.text.language_tags import is_language
from publisher.text.wording import describes, says_where

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
ADDRESS = re.compile(r"https?://[^\s/.]+\.[^\s]*[^\s,;]")
EXAMPLE = "https://example.org/program (at most 300 characters)"
LONGEST_ADDRESS = 300  # characters; a QR code with more cannot be read in a small size
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Strict(BaseModel):
    """Every field must be known, and says how it appears to readers; a text is stripped of the spaces around it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        name = main_field(cls, alone=True)

        def whole(value: object) -> object:
            return {name: value} if isinstance(value, str) else value

        return core_schema.no_info_before_validator_function(whole, schema) if name else schema

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        reference = handler(schema)
        name, whole = main_field(cls, alone=True), handler.resolve_ref_schema(reference)
        if name and "anyOf" not in whole:  # called once for each field that holds it
            fields = dict(whole)
            whole.clear()
            forms = fields["properties"][name].get("anyOf", [fields["properties"][name]])
            whole["anyOf"] = [*(form for form in forms if form != {"type": "null"}), fields]
        return reference

    @classmethod
    def __pydantic_on_complete__(cls) -> None:
        """Raises TypeError where a field does not say how it appears, see `appearance`."""
        super().__pydantic_on_complete__()
        appearances(cls)


class Several:
    """Beside a list's type: the content may write one value alone, where there is only one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_several, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        listed = handler.resolve_ref_schema(handler(schema))
        forms = listed.get("anyOf", [listed])  # a list that may be missing is one of two forms
        return {"anyOf": [*(form["items"] for form in forms if "items" in form), *forms]}


def _several(value: object) -> object:
    return value if value is None or isinstance(value, (list, tuple)) else [value]


class Settings(Strict):
    """What no reader meets: each field steers how something is made, unless it says otherwise."""

    every_field: ClassVar[Appearance] = STEERS


def is_address(text: str) -> bool:
    """Whether `text` is a web address that programs can take apart and a QR code can hold."""
    try:
        return bool(urlsplit(text).netloc) and len(text) <= LONGEST_ADDRESS and bool(ADDRESS.fullmatch(text))
    except ValueError:  # brackets that do not fit
        return False


def _address(value: str) -> str:
    if not is_address(value):
        raise PydanticCustomError(
            "wrong_form", "'{value}' is not a valid {kind}", _context(beginning(value, 80), "web address", EXAMPLE)
        )
    return value


def _site(value: str) -> str:
    parts = urlsplit(_address(value))
    if parts.query or parts.fragment or "." in parts.path.rpartition("/")[2]:
        context = _context(beginning(value, 80), "address of a folder", "https://example.org/framat/")
        raise PydanticCustomError("wrong_form", "'{value}' is not a valid {kind}", context)
    return value


def _language(value: str) -> str:
    if not is_language(value):
        raise PydanticCustomError("language_tag", "'{value}' is not a language tag", {"value": value})
    return value


def described(alt: str, file: str = "") -> str:
    """An alt text that describes the picture in `file`."""
    if not describes(alt, file):
        raise PydanticCustomError("alt_no_description", "'{alt}' describes no picture", {"alt": alt})
    return alt


def _link_text(value: str) -> str:
    if not says_where(value):
        raise PydanticCustomError("link_text", "'{value}' does not say where the link leads", {"value": value})
    return value


def _matching(pattern: re.Pattern[str], kind: str, example: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise PydanticCustomError("wrong_form", "'{value}' is not a valid {kind}", _context(value, kind, example))
        return value

    return AfterValidator(check)


def _context(value: object, kind: str, example: str) -> dict[str, Any]:
    return {"value": str(value), "kind": kind, "example": example}


def _time(value: object) -> object:
    if isinstance(value, str):
        match = TIME.fullmatch(value.strip())
        if not match:
            raise PydanticCustomError("wrong_form", "'{value}' is not a valid {kind}", _context(value, "time", "10.30"))
        return dt.time(int(match[1]), int(match[2]))
    if not isinstance(value, dt.time):  # a list, say, which pydantic would refuse in its own words
        raise PydanticCustomError("time_type", "this is not a time")
    return value


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            if DATE.fullmatch(value.strip()):
                return dt.date.fromisoformat(value.strip())
        except ValueError:
            pass  # a date that no calendar has: reported below
        context = _context(value, "date", "2018-07-02 (year-month-day)")
        raise PydanticCustomError("wrong_form", "'{value}' is not a valid {kind}", context)
    if not isinstance(value, dt.date):
        raise PydanticCustomError("date_type", "this is not a date")
    return value


def _open_hours(value: object) -> object:
    """`09.00–17.00`; `18.00–02.00` goes on past midnight."""
    if isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(one, dt.time) for one in value):
        return tuple(value)
    parts = re.split(r"\s*[–-]\s*", str(value).strip())
    if len(parts) != 2 or not all(TIME.fullmatch(part) for part in parts) or parts[0] == parts[1]:
        context = _context(value, "time from and to", "09.00–17.00")
        raise PydanticCustomError("wrong_form", "'{value}' is not a valid {kind}", context)
    return tuple(map(_time, parts))


def _session_time(value: object) -> object:
    """`10.30`, or `2018-07-05 10.30` where the date is repeated for safety."""
    if isinstance(value, str) and re.match(r"\d{4}-\S* ", value.strip()):
        day, _, clock = value.strip().partition(" ")
        return dt.datetime.combine(_date(day), _time(clock.strip()))  # type: ignore[arg-type]
    return value if isinstance(value, dt.datetime) else _time(value)


def _session_end(value: object) -> object:
    """As `_session_time`, or the last day alone: `2018-07-05`."""
    if isinstance(value, str) and DATE.fullmatch(value.strip()):
        return _date(value)
    return value if type(value) is dt.date else _session_time(value)


def _count(value: object) -> object:
    """A number as it is printed: '010', '1_000' and '0x1F' would lose their spelling."""
    if isinstance(value, bool) or not re.fullmatch(r"[1-9][0-9]*", str(value).strip()):
        raise PydanticCustomError("wrong_form", "'{value}' is not a valid {kind}", _context(value, "number", "40"))
    return int(str(value))


def _point_size(value: object) -> object:
    if str(value).strip() not in map(str, LARGE_PRINT_SIZES):
        sizes = ", ".join(map(str, LARGE_PRINT_SIZES))
        raise PydanticCustomError(
            "wrong_form", "'{value}' is not a valid {kind}", _context(value, "size of large print", sizes)
        )
    return int(str(value))


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[
    str,
    _matching(ID, "id", "infram-webb (lower-case letters a-z, digits, hyphens)"),
    Field(json_schema_extra={"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
]
Url = Annotated[
    Text,
    AfterValidator(_address),
    Field(json_schema_extra={"pattern": "^https?://"}),
]
Site = Annotated[Text, AfterValidator(_site), Field(json_schema_extra={"pattern": "^https?://"})]
Email = Annotated[
    Text, _matching(re.compile(r"[^@\s:<]+@[^@\s:>,;]+\.[^@\s:>.,;]+"), "e-mail address", "namn@example.org")
]
Phone = Annotated[Text, _matching(re.compile(r"[+(]?\d[\d\s()-]*\d"), "phone number", "0243-740 00")]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]
Language = Annotated[Text, AfterValidator(_language)]
AltText = Annotated[Text, AfterValidator(described)]
LinkText = Annotated[Text, AfterValidator(_link_text)]
Colour = Annotated[str, _matching(COLOUR, "colour", '"#0B5239" (in quotation marks, six digits 0-9 A-F)')]
Focus = Annotated[
    tuple[float, float],
    BeforeValidator(focal_point),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "array",
                    "items": {"type": "number", "minimum": 0, "maximum": 100},
                    "minItems": 2,
                    "maxItems": 2,
                },
                {
                    "type": "string",
                    "pattern": "^(left|right|top|bottom|cent(er|re))( (left|right|top|bottom|cent(er|re)))?$",
                },
            ]
        }
    ),
]
PointSize = Annotated[
    int, BeforeValidator(_point_size), WithJsonSchema({"type": "integer", "enum": list(LARGE_PRINT_SIZES)})
]
Time = Annotated[
    dt.time,
    BeforeValidator(_time),
    WithJsonSchema({"type": "string", "pattern": "^([01]?\\d|2[0-3])[.:][0-5]\\d$"}),
]
SessionTime = Annotated[
    dt.time | dt.datetime,
    BeforeValidator(_session_time),
    WithJsonSchema({"type": "string", "pattern": "^(\\d{4}-\\d\\d-\\d\\d )?([01]?\\d|2[0-3])[.:][0-5]\\d$"}),
]
SessionEnd = Annotated[
    dt.time | dt.datetime | dt.date,
    BeforeValidator(_session_end),
    WithJsonSchema(
        {"type": "string", "pattern": "^(\\d{4}-\\d\\d-\\d\\d|(\\d{4}-\\d\\d-\\d\\d )?([01]?\\d|2[0-3])[.:][0-5]\\d)$"}
    ),
]
OpenHours = Annotated[
    tuple[dt.time, dt.time],
    BeforeValidator(_open_hours),
    WithJsonSchema(
        {"type": "string", "pattern": "^([01]?\\d|2[0-3])[.:][0-5]\\d ?[–-] ?([01]?\\d|2[0-3])[.:][0-5]\\d$"}
    ),
]
Date = Annotated[dt.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
