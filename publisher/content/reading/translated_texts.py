"""A translation by its texts: the files of the main language, with the texts of the translation in their places.

The facts stand once, in the main language's publication.yaml and programme.yaml; texts.yaml of the translation has the
texts, below the ids of the things that they are of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from publisher.content.schema_texts import is_listed, is_mapping, is_translated, needs_translation, texts_file
from publisher.datafiles.appearance import Appearance, Kind, appearances, model_in
from publisher.datafiles.declared import key_field, main_field
from publisher.datafiles.value_words import is_yes
from publisher.datafiles.yaml_reader import YamlFile
from publisher.model.findings import Place
from publisher.model.label import Label

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)
WORDS = "words"
LONG_TEXT = 6  # words


@dataclass(frozen=True)
class Lacking:
    """Texts of one thing that the translation does not have: the thing by its list and id ("sessions", "kaffe"), or by
    nothing, where each text is to be written in texts.yaml, with the words of the main language, and the line of the
    first of them there."""

    thing: Path
    texts: dict[Path, str]
    place: Place

    @property
    def fields(self) -> list[str]:
        """The names of the fields, each once."""
        named = (next(str(part) for part in reversed(path) if isinstance(part, str)) for path in self.texts)
        return list(dict.fromkeys(named))


@dataclass(frozen=True)
class Spot:
    """Where a thing stands in the main file, and where its texts are."""

    path: Path
    texts: Any
    at: Path
    thing: Path = ()

    def inner(self, name: str | int, texts: Any, at: Path, thing: Path | None = None) -> Spot:
        return Spot((*self.path, name), texts, at, self.thing if thing is None else thing)

    def given(self, name: str) -> Any:
        return self.texts.get(name) if isinstance(self.texts, Mapping) else None


class TranslatedTexts:
    """Puts the texts of a translation into the files of the main language.

    Args:
        texts: Its texts.yaml.
        spelt: The path of a picture of the main language, seen from the translation's folder.
    """

    def __init__(self, texts: YamlFile, spelt: Callable[[str], str]) -> None:
        self.texts, self.spelt = texts, spelt
        self.root: Mapping[str, Any] = texts.data if isinstance(texts.data, dict) else {}
        words = self.root.get(WORDS)
        self.words: Mapping[str, Any] = words if isinstance(words, dict) else {}
        self.language, self.shortest = "", 1  # that of the main files; from how many words a text is translated
        self.used = set[Path]()
        self.left: dict[str, dict[Path, None]] = {}  # texts of the main language that stay, by file
        self._lacking: dict[tuple[str, Path], Lacking] = {}

    def set_languages(self, own: str, main: str) -> None:
        """Both are tags. A variant of a language may share its short texts."""
        self.language = main
        self.shortest = LONG_TEXT if own.split("-")[0] == main.split("-")[0] else 1

    def put_into(self, source: YamlFile, key: str, model: type[BaseModel]) -> YamlFile:
        """The main language's file of this name with the texts; its places lead to where each value stands."""
        made = copy(source)
        made.elsewhere = {}
        self.left[key] = {}
        if isinstance(source.data, dict):
            made.data = self._thing(made, key, model, source.data, Spot((), self.root, ()))
        return made

    def lacking(self) -> list[Lacking]:
        """What has no translation, one for each thing."""
        return list(self._lacking.values())

    def unused(self) -> Iterator[Path]:
        """What texts.yaml says of things that the main files do not have, or that stands in files of the translation's
        own: a whole thing, or one field."""
        seen, begun = set[Path](), _beginnings(self.used)
        for path in _leaves(self.root, ()):
            if path in self.used:
                continue
            whole = path[:2] if path[0] != WORDS and key_of_list(str(path[0])) else path
            unit = path if whole in begun else whole
            if unit not in seen:
                seen.add(unit)
                yield unit

    def _thing(self, made: YamlFile, key: str, model: type[BaseModel], data: Mapping[str, Any], spot: Spot) -> Any:
        result = dict(data)
        for name, one in appearances(model).items():
            info, value, at = model.model_fields[name], data.get(name), (*spot.at, name)
            inner = model_in(info.annotation)
            if is_translated(model, name):
                self._text(made, key, model, one, result, spot.inner(name, spot.given(name), at))
            elif inner and one.kind in (Kind.HOLDS, Kind.PICTURE):
                there = spot.inner(name, spot.given(name), at)
                if is_listed(info):
                    self._list(made, key, inner, result, there)
                elif isinstance(value, dict) or (value is None and isinstance(there.texts, dict)):
                    result[name] = self._thing(made, key, inner, value or {}, there)
        return result

    def _list(self, made: YamlFile, key: str, inner: type[BaseModel], result: dict[str, Any], spot: Spot) -> None:
        name = str(spot.path[-1])
        value = result.get(name)
        if isinstance(value, list):
            result[name] = [
                self._item(made, key, inner, item, self._spot_of(inner, item, index, spot))
                for index, item in enumerate(value)
            ]
        elif value is not None:  # one thing for a list of them
            there = self._spot_of(inner, value, 0, spot)
            result[name] = self._item(made, key, inner, value, Spot(spot.path, there.texts, there.at, there.thing))

    def _spot_of(self, inner: type[BaseModel], item: Any, index: int, spot: Spot) -> Spot:
        key, name = key_field(inner), str(spot.path[-1])
        if not key.name:
            listed = spot.texts if isinstance(spot.texts, list) else [spot.texts]
            texts = listed[index] if index < len(listed) else None
            return spot.inner(index, texts, (*spot.at, index) if isinstance(spot.texts, list) else spot.at)
        value = str(item.get(key.name)) if isinstance(item, dict) else str(item)
        group, at = (self.root.get(name), (name,)) if key.has_id else (spot.texts, spot.at)
        texts = group.get(value) if isinstance(group, Mapping) else None
        return spot.inner(index, texts, (*at, value), (name, value) if key.has_id else None)

    def _item(self, made: YamlFile, key: str, inner: type[BaseModel], item: Any, spot: Spot) -> Any:
        alone = main_field(inner, alone=True)
        if isinstance(item, str) and alone and isinstance(spot.texts, dict):
            item = {alone: item}
        return self._thing(made, key, inner, item, spot) if isinstance(item, dict) else item

    def _text(
        self, made: YamlFile, key: str, model: type[BaseModel], one: Appearance, result: dict[str, Any], spot: Spot
    ) -> None:
        name = str(spot.path[-1])
        value = result.get(name)
        if spot.texts not in (None, "", []):
            self.used.add(spot.at)
            result[name] = spot.texts
            made.elsewhere[spot.path] = self.texts.place(spot.at)
            for index, _ in enumerate(spot.texts if isinstance(spot.texts, list) else ()):
                self.used.add((*spot.at, index))
                made.elsewhere[(*spot.path, index)] = self.texts.place((*spot.at, index))
        elif one.kind is Kind.FILE:
            if isinstance(value, str):
                result[name] = self.spelt(value)
        elif isinstance(value, list):
            needed = needs_translation(model, name)
            items = ((item, spot.inner(index, None, (*spot.at, index))) for index, item in enumerate(value))
            result[name] = [self._word(made, key, item, there, needed=needed) for item, there in items]
        elif value is not None:
            result[name] = self._word(made, key, value, spot, needed=needs_translation(model, name))

    def _word(self, made: YamlFile, key: str, value: Any, spot: Spot, *, needed: bool) -> Any:
        """A text in the words that are said once for all, or as it is in the main language."""
        if not isinstance(value, str):
            return value
        found = self.words.get(value.strip())
        if isinstance(found, str) and found.strip():
            at = (WORDS, value.strip())
            self.used.add(at)
            made.elsewhere[spot.path] = self.texts.place(at)
            return found
        if needed and any(map(str.isalpha, value)) and len(value.split()) >= self.shortest and not is_yes(value):
            self.left[key][spot.path] = None
            lacking = Lacking(spot.thing, {}, made.place(spot.path))
            self._lacking.setdefault((key, spot.thing), lacking).texts[spot.at] = value
        return value


def key_of_list(name: str) -> bool:
    """Whether texts.yaml has a mapping of this name, from ids to texts."""
    info = texts_file().model_fields.get(name)
    return bool(info and name != WORDS and is_mapping(info.annotation))


def _leaves(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, dict | list) and value:
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*path, name))
    elif value not in (None, "", [], {}):
        yield path


def in_their_language(model: Model, left: Collection[Path], mark: Callable[[str], Label]) -> Model:
    """The same, with the texts at these paths marked with the language that they are in."""
    return _in_language(model, _beginnings(left), frozenset(left), mark, ())


def _beginnings(paths: Iterable[Path]) -> set[Path]:
    """Every path, and all that it leads through: a programme has thousands."""
    return {path[:length] for path in paths for length in range(len(path) + 1)}


def _in_language(model: Model, touched: Set[Path], left: Set[Path], mark: Callable[[str], Label], path: Path) -> Model:
    if path not in touched:
        return model
    changes: dict[str, Any] = {}
    for name in type(model).model_fields:
        value, here = getattr(model, name), (*path, name)
        if here not in touched:
            continue
        if isinstance(value, list | tuple):
            # One thing may stand for a list of them: then the file has no number for it.
            made = [_marked(item, touched, left, mark, (*here, index), here) for index, item in enumerate(value)]
            if any(new is not old for new, old in zip(made, value, strict=True)):
                changes[name] = made
        elif (new := _marked(value, touched, left, mark, here, here)) is not value:
            changes[name] = new
    return model.model_copy(update=changes) if changes else model


def _marked(
    value: Any, touched: Set[Path], left: Set[Path], mark: Callable[[str], Label], path: Path, alone: Path
) -> Any:
    if isinstance(value, BaseModel):
        found = _in_language(value, touched, left, mark, path)
        return found if found is not value or path == alone else _in_language(value, touched, left, mark, alone)
    return mark(value) if isinstance(value, str) and (path in left or alone in left) else value
