"""A session, person or place as a thing of schema.org: each field in the property that the schema declares for it, and
what has no property in the description, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publisher.compose.facts import Fact, Thing
from publisher.datafiles.vocabularies import SchemaOrg, schema_org
from publisher.model.runs import plain

Described = dict[str, Any]
DESCRIPTION = "description"
# What a type needs besides its name.
USUAL: dict[str, Described] = {"LocationFeatureSpecification": {"value": True}}
ENDS = (".", "!", "?", "…", ":")  # of a sentence


def thing_of(type: str, **properties: Any) -> Described:
    """A thing with those properties that have a value."""
    return {"@type": type, **{name: value for name, value in properties.items() if value}}


def described(type: str, model: Any, facts: Sequence[Fact], **properties: Any) -> Described:
    """A thing of this `type`: what `facts` say of `model`, beside `properties` that other code knows. A fact without a
    property of its own, or whose property belongs to a thing that there is none or several of, is described in words.
    """
    made = thing_of(type, **properties)
    fields, declared = model.__class__.model_fields, schema_org(model.__class__)
    by_field = {fact.field: fact for fact in facts}
    in_words = [fact for fact in facts if fact.field in fields and fact.field not in declared]
    for name, one in declared.items():
        value = _value(one, getattr(model, name, None), by_field.get(name))
        holder = _holder(made, one) if value else None
        if holder is not None:
            _put(holder, one.property, value)
        elif value and name in by_field:
            in_words.append(by_field[name])
    order = list(by_field)
    words = [_sentence(fact) for fact in sorted(in_words, key=lambda fact: (bool(fact.label), order.index(fact.field)))]
    if words:
        _put(made, DESCRIPTION, " ".join(words))
    return made


def described_thing(type: str, thing: Thing) -> Described:
    return described(type, thing.model, thing.facts)


def _value(one: SchemaOrg, value: Any, fact: Fact | None) -> Any:
    """What the property holds: what the field's own function makes of it, things, or words."""
    if one.value:
        return one.value(value) if value else None
    if fact is None:
        return None
    if one.type and fact.things:
        return [described_thing(one.type, thing) for thing in fact.things]
    if not one.type:
        return fact.text
    things = [thing_of(one.type, name=plain(text), **USUAL.get(one.type, {})) for text in fact.values]
    return things if isinstance(value, list) or value is None else things[0]


def _holder(made: Described, one: SchemaOrg) -> Described | None:
    """The thing that the property belongs to; None where that is not known."""
    if one.within is None:
        return made
    there = _listed(made.get(one.within.property))
    fitting = [thing for thing in there if thing["@type"] == one.within.type]
    if not fitting and one.within.made:
        made[one.within.property] = new = {"@type": one.within.type}
        return new
    return fitting[0] if len(fitting) == 1 else None


def _put(holder: Described, name: str, value: Any) -> None:
    """Texts of one property follow each other, things stand beside each other, each once."""
    there = holder.get(name)
    if isinstance(there, str) and isinstance(value, str):
        holder[name] = f"{there} {value}"
    elif isinstance(there, list) and isinstance(value, list):
        holder[name] = [*there, *(one for one in value if one not in there)]
    else:
        holder[name] = value


def _listed(value: Any) -> list[Described]:
    return value if isinstance(value, list) else [value] if value else []


def _sentence(fact: Fact) -> str:
    text = f"{fact.label}: {fact.text}" if fact.label else fact.text
    return text if text.endswith(ENDS) else f"{text}."
