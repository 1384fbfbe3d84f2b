"""What each finding means, from the catalogue: what, why it matters to a reader, the fix, an example, the source.

The entries stand in publisher/messages/LANGUAGE/findings/ROOM.toml; what a descriptor of a check or rule says already
(severities, rationale, source) is taken from there, and so are the findings of plug-ins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from publisher.checks import CHECKS, Check
from publisher.model.catalogue import ENGLISH, FOLDER, in_language, say
from publisher.model.findings import Explained
from publisher.preflight.rule import RULES, Rule
from publisher.text.finding_texts import finding_texts
from publisher.text.i18n import FOLDERS, texts_of_package

# Faults of fields are found in every kind of file with fields; they are explained once.
OF_FIELDS = (
    *("empty-field", "missing-field", "not-utf8", "unknown-field", "unknown-value", "wrong-form", "wrong-kind"),
    "wrong-value",
)
OTHER_FILES = ("fonts", "layout")
FONTS_TOO = ("toml-syntax",)


@dataclass(frozen=True)
class Explanation:
    """One finding. `wrong` and `right` are lines of a file, or a few words."""

    id: str
    severities: tuple[str, ...]
    what: str
    why: str
    fix: str
    wrong: str
    right: str
    source: str


def explanations(language: str) -> dict[str, Explanation]:
    """Every finding by its id, in order of the ids. What a language lacks is English."""
    english, translated = _entries(ENGLISH), _entries(language)
    described = _described()
    ids = {*english, *described}
    ids |= {f"{room}/{name}" for room in OTHER_FILES for name in OF_FIELDS} | {f"fonts/{name}" for name in FONTS_TOO}
    return {id: _explained(id, english, translated, described, language) for id in sorted(ids)}


def _explained(
    id: str,
    english: dict[str, dict[str, Any]],
    translated: dict[str, dict[str, Any]],
    described: dict[str, dict[str, Any]],
    language: str,
) -> Explanation:
    entry = id
    if id not in english:
        entry = next(
            (one for one in (f"content/{id.partition('/')[2]}", f"layout/{id.partition('/')[2]}") if one in english), id
        )
    found = {
        "severities": [],
        **described.get(id, {}),
        **english.get(entry, {}),
        **translated.get(entry, {}),
    }
    house = in_language(say("report:house-rule"), language)
    return Explanation(
        id=id,
        severities=tuple(found["severities"]),
        what=found.get("what") or found.get("why", ""),
        why=found.get("why", ""),
        fix=found.get("fix", ""),
        wrong=found.get("wrong", ""),
        right=found.get("right", ""),
        source=found.get("source") or house,
    )


def _described() -> dict[str, dict[str, Any]]:
    """What the descriptors of checks and rules say of their findings."""
    found: dict[str, dict[str, Any]] = {}
    for rule in RULES.values():
        severities = [one.value for one in rule.severities]
        found[rule.id] = {**_reasons(rule), **_words(rule.explained), "severities": severities}
    for check in CHECKS.values():
        for id in check.ids:
            found.setdefault(id, {**_reasons(check), **_words(check.explained.get(id))})
    return found


def _reasons(descriptor: Check | Rule) -> dict[str, str]:
    return {"why": descriptor.rationale, "source": descriptor.source}


def _words(explained: Explained | None) -> dict[str, Any]:
    return asdict(explained) if explained else {}


@cache
def _entries(language: str) -> dict[str, dict[str, Any]]:
    """The entries of a language, by id: the toolkit's own, and those beside the labels of installed packages."""
    found: dict[str, dict[str, Any]] = {}
    for folder in reversed(list(FOLDERS)):
        found |= texts_of_package(folder, language)
    return found | finding_texts(FOLDER / language)


def explanation_lines(one: Explanation, language: str) -> Iterator[str]:
    """An explanation, for people."""

    def word(name: str) -> str:
        return in_language(say(f"report:explain-{name}"), language)

    severities = ", ".join(in_language(say(f"report:{name}"), language) for name in one.severities)
    yield f"{one.id}  ({severities})" if severities else one.id
    yield f"  {one.what}"
    for name in ("why", "fix", "source"):
        if text := getattr(one, name):
            yield f"  {word(name)}: {text}"
        if name == "fix":
            for example in ("wrong", "right"):
                if text := getattr(one, example):
                    yield f"  {word(example)}:"
                    yield from (f"      {line}" for line in text.splitlines())


def explanation_data(one: Explanation, language: str) -> dict[str, Any]:
    """For --json."""
    return {**asdict(one), "lang": language}
