"""How each field of a schema appears to readers. A field says so itself, beside its type:

    title: Annotated[Text, TEXT]
    age_limit: Annotated[int | None, as_text("Age limit")] = None

What a session, person, link or contact is made to say, and the proof that all of it is there, both follow from this.
A schema that leaves a field undeclared cannot be defined.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from publisher.datafiles.value_words import Words, as_printed, yes_or_text
from publisher.text.addresses import Address


class Kind(StrEnum):
    """What becomes of a field's value.

    Attributes:
        TEXT: It is shown as it is, or in other words.
        REFERS: It is the id of a thing that is shown here.
        HOLDS: It has fields of its own, which say how they appear.
        PICTURE: It is a picture, which the layout sets at its place.
        METADATA: It is in the properties of the files, and on a page where the layout asks for it.
        ALTERNATIVE: It replaces a picture for readers who do not see it.
        STEERS: It steers how the document looks or works.
        IDENTIFIES: It is the id of a thing, for other fields.
        FILE: It is the name of a file.
    """

    TEXT = "text"
    REFERS = "refers"
    HOLDS = "holds"
    PICTURE = "picture"
    METADATA = "metadata"
    ALTERNATIVE = "alternative"
    STEERS = "steers"
    IDENTIFIES = "identifies"
    FILE = "file"


class Where(StrEnum):
    """Where a text is shown, within the thing that its field belongs to.

    Attributes:
        FLOW: In the order of the schema: a paragraph of a session, a word in the line of a person or place.
        HEADING: In the heading of a session or day.
        BRIEF: In the short line of facts at the top.
        APART: By itself, also where the thing is one line of another.
        LEAD: Right below the heading of a session, before the short line.
    """

    FLOW = "flow"
    HEADING = "heading"
    BRIEF = "brief"
    APART = "apart"
    LEAD = "lead"


class Leads(StrEnum):
    """Where a text leads.

    Attributes:
        NOWHERE: It is no link.
        ITSELF: To the address that it is.
        PHONE: To the telephone number that it is.
        MAIL: To the e-mail address that it is.
        URL: To the address of its thing, the field `url`.
        SPELLS: Nowhere: it spells out the address that its thing leads to.
    """

    NOWHERE = ""
    ITSELF = "itself"
    PHONE = "phone"
    MAIL = "mail"
    URL = "url"
    SPELLS = "spells"


@dataclass(frozen=True)
class Appearance:
    """How a field appears to readers.

    Attributes:
        kind: What becomes of the value.
        label: Id of a label, or a plain English text; "" for none.
        words: Turns the value into text, given the publication's language; "" where nothing is to be shown.
        where: Where its text is, within the thing that the field belongs to.
        link: Where its text leads.
        labels: The value replaces the label of the field of this name.
        refers: The list in which the id is looked up: "people", "places" or "streams".
        whole: What is apart in the thing that is referred to is shown here too.
        also_of: What the thing that this other field refers to has under the same name counts as well.
        strong: The text is strong.
        in_brackets: The text is in brackets.
        together: The items of a list are one text, which `words` makes of the whole list.
        running: It is running text: short Markdown may stand in it.
    """

    kind: Kind
    label: str = ""
    words: Words | None = None
    where: Where = Where.FLOW
    link: Leads = Leads.NOWHERE
    labels: str = ""
    refers: str = ""
    whole: bool = False
    also_of: str = ""
    strong: bool = False
    in_brackets: bool = False
    together: bool = False
    running: bool = False

    @property
    def is_read(self) -> bool:
        """Whether the value itself is text for readers."""
        return self.kind is Kind.TEXT

    def text_of(self, value: Any, language: str) -> str:
        """What stands for one value in a document of `language`; "" for nothing."""
        if value is None:
            return ""
        if self.words:
            return self.words(value, language)
        return value if isinstance(value, str) else str(value)  # a label keeps its language

    def items(self, value: Any) -> list[Any]:
        """The values that are one text each: those of a list, or what there is."""
        if isinstance(value, (list, tuple)) and not self.together:
            return list(value)
        return [] if value is None else [value]


def as_text(
    label: str = "",
    *,
    where: Where = Where.FLOW,
    link: Leads = Leads.NOWHERE,
    labels: str = "",
    strong: bool = False,
    in_brackets: bool = False,
    running: bool = False,
) -> Appearance:
    """The value is shown as it is, after its label where it has one.

    Args:
        label: Id of a label, or a plain English text. A number needs one.
        where: Where the text is, within the thing that the field belongs to.
        link: Where the text leads.
        labels: The value replaces the label of the field of this name.
        strong: The text is strong.
        in_brackets: The text is in brackets.
        running: It is running text: emphasis, links and words in another language may stand in it, in short Markdown.

    Returns:
        The declaration, for `Annotated`.
    """
    return Appearance(
        Kind.TEXT, label, None, where, link, labels, strong=strong, in_brackets=in_brackets, running=running
    )


def shown_as(
    words: Words,
    label: str = "",
    *,
    where: Where = Where.FLOW,
    link: Leads = Leads.NOWHERE,
    also_of: str = "",
    together: bool = False,
) -> Appearance:
    """The value is shown in other words: a date in the language's own form, an address as it is printed.

    Args:
        words: Turns the value into text, given the publication's language; "" where nothing is to be shown.
        label: Id of a label, or a plain English text.
        where: Where the text is, within the thing that the field belongs to.
        link: Where the text leads.
        also_of: What the thing that this other field refers to has under the same name counts as well.
        together: The items of a list are one text, which `words` makes of the whole list.

    Returns:
        The declaration, for `Annotated`.
    """
    return Appearance(Kind.TEXT, label, words, where, link, also_of=also_of, together=together)


def refers(to: str, label: str = "", *, where: Where = Where.FLOW, whole: bool = False) -> Appearance:
    """The value is the id of something in a list, which is shown here on a line.

    Args:
        to: The list: "people", "places" or "streams".
        label: Id of a label, or a plain English text.
        where: Where the line is, within the thing that the field belongs to.
        whole: What is apart in it is shown here too, because it is shown nowhere else.

    Returns:
        The declaration, for `Annotated`.
    """
    return Appearance(Kind.REFERS, label, where=where, refers=to, whole=whole)


def holds(label: str = "") -> Appearance:
    """The value has fields of its own, which say how they appear; its line is after the label.

    Args:
        label: Id of a label, or a plain English text; "" for none.

    Returns:
        The declaration, for `Annotated`.
    """
    return Appearance(Kind.HOLDS, label)


TEXT, HOLDS, RUNNING = as_text(), holds(), as_text(running=True)
PICTURE, METADATA, ALTERNATIVE, STEERS, IDENTIFIES, FILE = map(
    Appearance, (Kind.PICTURE, Kind.METADATA, Kind.ALTERNATIVE, Kind.STEERS, Kind.IDENTIFIES, Kind.FILE)
)


def href_of(appearance: Appearance, value: Any, url: str) -> str:
    """Where the text of a field leads; `url` is the address of the thing that it belongs to."""
    match appearance.link:
        case Leads.ITSELF:
            return str(value)
        case Leads.PHONE:
            return Address.of_phone(str(value)).href
        case Leads.MAIL:
            return Address.of_mail(str(value)).href
        case Leads.URL:
            return url
        case _:
            return ""


@cache
def appearances(model: type[BaseModel]) -> dict[str, Appearance]:
    """Each field's declaration, in the order of the schema. Raises TypeError for a field without one, or with one that
    does not fit its type."""
    usual: Appearance | None = getattr(model, "every_field", None)
    found = {}
    for name, field in model.model_fields.items():
        declared = [one for one in field.metadata if isinstance(one, Appearance)] or ([usual] if usual else [])
        place = f"{model.__name__}.{name}"
        if len(declared) != 1:
            said = "does not say how it appears to readers" if not declared else "says twice how it appears to readers"
            raise TypeError(
                f"{place} {said}. Write Annotated[..., TEXT], or another declaration of publisher.datafiles.appearance."
            )
        if fault := _fault(declared[0], list(value_types(field.annotation))):
            raise TypeError(f"{place} {fault}")
        found[name] = declared[0]
    return found


def same_in_translations(model: type[BaseModel]) -> list[str]:
    """The fields below the heading whose values no translator changes: ids, numbers, dates, values of a closed list.
    Addresses and the writer's own words are not among them."""
    own_words, fields = (None, as_printed, yes_or_text), model.model_fields
    return [
        name
        for name, one in appearances(model).items()
        if one.where is not Where.HEADING
        and (
            one.kind is Kind.REFERS
            or (one.is_read and not (str in value_types(fields[name].annotation) and one.words in own_words))
        )
    ]


def models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A schema, and every one that its fields hold."""
    yield model
    for field in model.model_fields.values():
        for one in value_types(field.annotation):
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield from models_in(one)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The schema of what a field holds, if it has fields of its own."""
    return next((one for one in value_types(annotation) if isinstance(one, type) and issubclass(one, BaseModel)), None)


def labels_of(model: type[BaseModel]) -> set[str]:
    """The ids of the labels that a schema and those in it use."""
    return {one.label for part in models_in(model) for one in appearances(part).values() if one.label}


def labelled(appearance: Appearance, labels: dict[str, str], name: str) -> Appearance:
    """The declaration of the field `name`, with the label that the content gives it instead, if it does."""
    return replace(appearance, label=labels[name]) if labels.get(name) else appearance


def _fault(appearance: Appearance, types: list[Any]) -> str:
    """What is wrong with a declaration, by the types that the field's values can have."""
    models = [one for one in types if isinstance(one, type) and issubclass(one, BaseModel)]
    if appearance.kind in (Kind.HOLDS, Kind.PICTURE) and not models:
        return f"has no fields of its own: it cannot be {appearance.kind.name}"
    if appearance.kind is Kind.TEXT and models:
        return "has fields of its own: write HOLDS"
    if appearance.running and (appearance.words or appearance.link or str not in types):
        return "is no running text: write TEXT"
    if appearance.kind is not Kind.TEXT or appearance.words:
        return ""
    if any(one not in (str, int) and one is not type(None) for one in types):
        wrong = next(one for one in types if one not in (str, int, type(None)))
        is_choice = isinstance(wrong, type) and issubclass(wrong, Enum)
        how = "shown_as(label_of(...))" if is_choice else "shown_as(where_true(...))" if wrong is bool else "shown_as()"
        return f"is no text as it is, but {getattr(wrong, '__name__', wrong)}: say by {how} which words stand for it"
    if int in types and not appearance.label:
        return 'is a number without a label, which says nothing: write as_text("...")'
    return ""


def value_types(annotation: Any) -> Iterator[Any]:
    """Every type that a value can have, or its items: `list[Session] | None` -> Session, NoneType."""
    inner = [one for one in get_args(annotation) if isinstance(one, type) or get_args(one)]
    if not inner:
        yield annotation
    for one in inner:
        yield from value_types(one)
