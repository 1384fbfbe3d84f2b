"""Reads the files of a publication; in a translation by texts, those of the main language with its texts in place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from publisher.content.publication import PUBLICATION
from publisher.content.reading.folders import TEXTS, is_by_texts, main_folder
from publisher.content.reading.translated_texts import Lacking, TranslatedTexts, in_their_language, key_of_list
from publisher.content.schema_texts import MAIN_FILES, Texts, is_mapping, texts_file
from publisher.content.source_reader import SourceReader, spell_files
from publisher.datafiles.appearance import model_in
from publisher.datafiles.fields import Strict
from publisher.datafiles.messages import schema_findings
from publisher.datafiles.yaml_reader import Path, YamlFile, read_yaml
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import on_disk
from publisher.model.nearest import use_one_of
from publisher.text.i18n import in_language

Model = TypeVar("Model", bound=Strict)
NOT_IN_TRANSLATIONS = ("site",)  # the main language says it for all


class TranslatedReader(SourceReader):
    """Reads publication.yaml and programme.yaml."""

    def __init__(self, folder: FilePath) -> None:
        super().__init__(folder)
        self.main = main_folder(folder)
        self.texts: TranslatedTexts | None = None

    def file(self, key: str, model: type[Model]) -> Model | None:
        """A file by its name, as its model; None where there is none, or nothing of it can be read. What texts.yaml is
        for lies in the main language's folder; a file of the translation's own goes before."""
        own = self.folder / key
        if self.texts is None or own.exists() or not (self.main / key).exists():
            # Without publication.yaml there is no publication: to read it says why it cannot be read.
            return self._model(own, model, key) if own.exists() or key == PUBLICATION else None
        self._translate(self.texts, key, model)
        made = self._validate(self.yaml[key], model)
        if made is not None:
            mark = partial(in_language, self.folder.name, self.texts.language)
            made = in_their_language(made, self.texts.left[key], mark)
        self.models[key] = made
        return made

    def _translate(self, texts: TranslatedTexts, key: str, model: type[Strict]) -> None:
        """Read a file of the main language, with the texts of this one."""
        path = self.main / key
        text = self._text(path)
        if text is None:
            self.yaml[key] = YamlFile(self._shown(path))
            return
        source = read_yaml(text, self._shown(path), schema=model)
        spell_files(source.data, partial(on_disk, self.main), model)
        if key == PUBLICATION and isinstance(source.data, dict):
            texts.set_languages(self.folder.name, str(source.data.get("language") or ""))
            source.data["language"] = self.folder.name
            for name in NOT_IN_TRANSLATIONS:
                source.data.pop(name, None)
        self.yaml[key] = texts.put_into(source, key, model)
        self.yaml[key].elsewhere[("language",)] = Place(self._shown(self.folder / TEXTS), 1)

    def spelt(self, name: str) -> str:
        """The path of a picture as the disk spells it, seen from this folder. A translation by texts has those of the
        main language, where it has none of its own by this name."""
        own = on_disk(self.folder, name)
        if self.folder == self.main or not is_by_texts(self.folder) or is_file(self.folder, own):
            return own
        main = on_disk(self.main, name)
        return f"../{main}" if is_file(self.main, main) else own

    def read_texts(self) -> None:
        """Read texts.yaml, where this is a folder of a translation and has one."""
        path = self.folder / TEXTS
        if self.folder == self.main or not path.is_file():
            return
        text = self._text(path)
        source = (
            YamlFile(self._shown(path)) if text is None else read_yaml(text, self._shown(path), schema=texts_file())
        )
        self.yaml[TEXTS] = source
        self.findings += source.findings
        if isinstance(source.data, dict):
            self.findings += _facts(source.data, texts_file(), source)
            spell_files(source.data, partial(on_disk, self.folder), texts_file())
        if source.data is not None:
            try:
                texts_file().model_validate(source.data)
            except ValidationError as error:
                self.findings += schema_findings(error, source, texts_file())
        self.texts = TranslatedTexts(source, self.spelt)

    def lacking(self) -> list[Lacking]:
        """What the translation in this folder lacks: everything, where it has no texts.yaml yet."""
        self.read_texts()
        texts = self.texts or TranslatedTexts(YamlFile(self._shown(self.folder / TEXTS)), self.spelt)
        for key, model in MAIN_FILES.items():
            if (self.main / key).is_file() and not (self.folder / key).exists():
                self._translate(texts, key, model)
        return texts.lacking()

    def translation_findings(self) -> Iterator[Finding]:
        """What texts.yaml lacks, and what it says of nothing."""
        if self.texts is None:
            return
        language = self.folder.name
        for lack in self.texts.lacking():
            fields = ", ".join(lack.fields)
            message = say("content:no-texts", language=language, fields=fields)
            if lack.thing:
                message = say("content:no-texts-of-thing", thing=lack.thing[-1], language=language, fields=fields)
            below = ": ".join(map(str, (*next(iter(lack.texts)), "...")))
            fix = say("content:write-texts", file=self._shown(self.folder / TEXTS), below=below)
            yield Finding("content/not-translated", Severity.WARNING, message, fix, lack.place)
        for path in self.texts.unused():
            yield self._unused(path)

    def _unused(self, path: Path) -> Finding:
        place, name = self.yaml[TEXTS].place(path), str(path[-1])
        ids = self._ids(str(path[0])) if key_of_list(str(path[0])) and len(path) == 2 else {name}
        if name not in ids:
            message = say("content:texts-of-nothing", name=name, list=path[0])
            fix = use_one_of(name, sorted(ids))
            return Finding("content/texts-of-nothing", Severity.ERROR, message, fix, place)
        message = say("content:text-of-nothing", name=".".join(map(str, path)))
        return Finding("content/texts-of-nothing", Severity.WARNING, message, say("content:delete-or-move-text"), place)

    def _ids(self, name: str) -> set[str]:
        """The ids in the main files' lists of this name, wherever they stand."""
        found = set[str]()

        def walk(value: object) -> None:
            for key, item in value.items() if isinstance(value, dict) else ():
                if key == name and isinstance(item, list):
                    found.update(str(one["id"]) for one in item if isinstance(one, dict) and "id" in one)
                walk(item)
            for item in value if isinstance(value, list) else ():
                walk(item)

        for key in MAIN_FILES:
            walk(self.yaml[key].data if key in self.yaml else None)
        return found


def is_file(folder: FilePath, name: str) -> bool:
    """Whether a folder has a file of this name. One that no file can have is that of none."""
    try:
        return (folder / name).is_file()
    except (OSError, ValueError):
        return False


def _facts(data: dict[str, object], model: type[BaseModel], source: YamlFile, path: Path = ()) -> Iterator[Finding]:
    """The facts in texts.yaml, which stand in the main files alone. They are taken out of `data`."""
    original = model.original.model_fields if issubclass(model, Texts) else {}
    both = {name for one in MAIN_FILES.values() for name in one.model_fields}
    also = original.keys() if path else both
    for name in list(data):
        info, value = model.model_fields.get(name), data[name]
        if info is None and name in also:
            message = say("content:fact-in-texts", name=name)
            place = source.place((*path, name))
            yield Finding("content/fact-in-texts", Severity.ERROR, message, say("content:delete-fact"), place)
            del data[name]
        inner = model_in(info.annotation) if info else None
        if info is None or inner is None:
            continue
        listed = list(enumerate(value)) if isinstance(value, list) else []
        below = isinstance(value, dict) and is_mapping(info.annotation)
        for key, one in value.items() if isinstance(value, dict) and below else listed:
            if isinstance(one, dict):
                yield from _facts(one, inner, source, (*path, name, key))
        if isinstance(value, dict) and not below:
            yield from _facts(value, inner, source, (*path, name))
