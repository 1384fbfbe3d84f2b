"""Registries: every thing of a kind that the toolkit has or an installed package adds, found by entry points.

    FORMATS = Registry("publisher.formats", "format", Format, ids=lambda one: (one.id,), named=True)
    FORMATS["web"]                 the descriptor; its module is imported now
    FORMATS.names()                the ids, and no module is imported

The toolkit's own entries and those of other packages are declared in the same way, in pyproject.toml:

    [project.entry-points."publisher.formats"]
    web = "publisher.formats.web.page:FORMAT"

A package that cannot be imported, or whose descriptor is wrong, is left out and reported (`problems`); everything else
works without it. A fault in the toolkit's own entries is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import import_module, metadata
from pathlib import Path
from traceback import walk_tb
from types import ModuleType
from typing import Any, Generic, TypeVar

from publisher.model.catalogue import say
from publisher.model.errors import ContentError, UsageError
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import normal
from publisher.model.nearest import there_are
from publisher.model.paths import HOME

OWN = "publisher-toolkit"  # the name of this distribution
PREFIX = "publisher."  # of the groups
ALL = "publisher.registries"  # the group of the registries themselves
Descriptor = TypeVar("Descriptor")


@dataclass(frozen=True)
class Entry:
    """One line of a group. `value` is "module:attribute" or "module"; `origin` is the package that declares it, with
    its version where it is not this one."""

    group: str
    name: str
    value: str
    origin: str = OWN

    @property
    def is_own(self) -> bool:
        return self.origin == OWN

    def load(self) -> Any:
        """What it names. Raises whatever its module raises."""
        module, _, attribute = self.value.partition(":")
        thing: Any = import_module(module.strip())
        for name in filter(None, attribute.strip().split(".")):
            thing = getattr(thing, name)
        return thing


def entries(group: str) -> list[Entry]:
    """The toolkit's own entries in the order in which they are declared, then those of other packages by name."""
    others = sorted(
        (entry for entry in _other_entries() if entry.group == group), key=lambda one: (one.name, one.origin)
    )
    return [*_own_entries().get(group, ()), *others]


@cache
def _own_entries() -> dict[str, list[Entry]]:
    """From pyproject.toml, which a wheel carries too: an installed package's metadata lists them in another order."""
    import tomllib

    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    found = [(group, *line) for group, lines in project["entry-points"].items() for line in lines.items()]
    own: dict[str, list[Entry]] = {}
    for group, name, value in found:
        own.setdefault(group, []).append(Entry(group, name, value))
    return own


@cache
def _other_entries() -> list[Entry]:
    """Of every other package on Python's path, each once: the first one of a name is the one that is imported."""
    found: dict[str, list[Entry]] = {}
    for distribution in metadata.distributions():
        with suppress(Exception):  # another package's damaged metadata is not ours to report
            if PREFIX not in (distribution.read_text("entry_points.txt") or ""):
                continue
            name, version = distribution.metadata["Name"], distribution.version
            found.setdefault(
                name.lower().replace("_", "-"),
                [
                    Entry(one.group, one.name, one.value, f"{name} {version}")
                    for one in distribution.entry_points
                    if one.group.startswith(PREFIX)
                ],
            )
    return [entry for name, group in found.items() if name != OWN for entry in group]


def problem(entry: Entry, what: str, error: object) -> Finding:
    """The finding of a thing of another package that cannot be used. `what` is the kind and its name: "the format
    'braille'"."""
    reason = say("model:text", name__=type(error).__name__, error=error) if isinstance(error, BaseException) else error
    package = entry.origin.partition(" ")[0]
    return Finding(
        "plugin/broken",
        Severity.WARNING,
        say("model:plug-cannot-used", what=what, origin=entry.origin, reason=reason),
        say("model:update-plug-remove-pip-uninstall-everything", package=package),
        _raised_at(entry, error),
        values=(("plugin", entry.origin), ("entry", f"{entry.group}: {entry.name} = {entry.value}")),
    )


def failure(entry: Entry, what: str, error: BaseException) -> Finding:
    """The finding of a thing of another package that was used and failed."""
    package = entry.origin.partition(" ")[0]
    return Finding(
        "plugin/failed",
        Severity.WARNING,
        say("model:plug-failed", what=what, origin=entry.origin, name__=type(error).__name__, error=error),
        say("model:report-makers-remove-pip-uninstall-everything", package=package),
        _raised_at(entry, error),
        values=(("plugin", entry.origin), ("entry", f"{entry.group}: {entry.name} = {entry.value}")),
    )


def _raised_at(entry: Entry, error: object) -> Place | None:
    """The last line of the package's own code that ran before an error; None where none of it did."""
    if isinstance(error, SyntaxError) and error.filename:
        return Place(Path(error.filename).as_posix(), error.lineno)
    place = None
    for frame, line in walk_tb(error.__traceback__ if isinstance(error, BaseException) else None):
        if frame.f_globals.get("__name__", "").partition(".")[0] == entry.value.partition(":")[0].partition(".")[0]:
            place = Place(Path(frame.f_code.co_filename).as_posix(), line)
    return place


class Registry(Mapping[str, Descriptor], Generic[Descriptor]):
    """The descriptors of one kind by id, in their order. Modules are imported when a descriptor is first asked for.

    `noun` names the kind in messages; `ids` gives the ids of a descriptor, the first of which is its key. An entry
    names a descriptor or a tuple of them; where the registry is `named`, one descriptor, whose id is the entry's name.
    """

    def __init__(
        self,
        group: str,
        noun: str,
        kind: type[Descriptor],
        ids: Callable[[Descriptor], Sequence[str]],
        *,
        named: bool = False,
    ) -> None:
        self.group, self.noun, self.kind, self.ids, self.named = group, noun, kind, ids, named

    def names(self) -> list[str]:
        """The names of the entries, broken ones among them: in a `named` registry, the ids. Imports nothing."""
        return list(dict.fromkeys(entry.name for entry in entries(self.group)))

    @property
    def problems(self) -> list[Finding]:
        """A finding for each entry of another package that cannot be used."""
        return self._loaded[1]

    def entry(self, id: str) -> Entry:
        """The entry that a descriptor comes from."""
        return self._loaded[2][id]

    def is_own(self, id: str) -> bool:
        """Whether it is the toolkit's own, and not another package's."""
        return self.entry(id).is_own

    def find(self, id: str) -> Descriptor:
        """The descriptor of this id. Raises UsageError with the reason where a plug-in's is broken, else with the known
        ids."""
        if id in self:
            return self[id]
        for found in self.problems:
            if f"{self.noun} '{id}'" in found.message:
                raise UsageError(say("model:sentence", text=found.message), say("model:sentence", text=found.fix))
        raise UsageError(say("model:there-no", noun=self.noun, name=id), there_are(id, self))

    @cached_property
    def _loaded(self) -> tuple[dict[str, Descriptor], list[Finding], dict[str, Entry]]:
        known: dict[str, Descriptor] = {}
        problems: list[Finding] = []
        origins: dict[str, Entry] = {}
        taken: dict[str, Entry] = {}
        for entry in entries(self.group):
            try:
                made = self._read(entry)
                for id in (id for one in made for id in self.ids(one)):
                    if id in taken:
                        raise ValueError(say("model:there-already", noun=self.noun, name=id, origin=taken[id].origin))
            except (Exception, SystemExit) as error:
                if entry.is_own:
                    raise
                problems.append(problem(entry, say("model:the", noun=self.noun, name=entry.name), error))
                continue
            for one in made:
                known[self.ids(one)[0]] = one
                origins[self.ids(one)[0]] = entry
                taken |= dict.fromkeys(self.ids(one), entry)
        return known, problems, origins

    def _read(self, entry: Entry) -> list[Descriptor]:
        """The descriptors of an entry. Raises TypeError or ValueError for one that is wrong."""
        thing = entry.load()
        made = list(thing) if isinstance(thing, tuple | list) and not self.named else [thing]
        for one in made:
            if not isinstance(one, self.kind):
                expected = f"{self.kind.__module__}.{self.kind.__name__}"
                raise TypeError(
                    say("model:type-should", value=entry.value, name__=type(one).__name__, expected=expected)
                )
            if not self.ids(one):
                raise ValueError(say("model:has-no-id", value=entry.value))
        if self.named and self.ids(made[0])[0] != entry.name:
            raise ValueError(
                say("model:has-id-entry-called", value=entry.value, p2=self.ids(made[0])[0], name=entry.name)
            )
        return made

    def __getitem__(self, id: str) -> Descriptor:
        return self._loaded[0][id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded[0])

    def __len__(self) -> int:
        return len(self._loaded[0])


@dataclass(frozen=True)
class Folder:
    """A folder that holds things of a kind that are files, and the entry that names it."""

    path: Path
    entry: Entry


class Folders:
    """The folders of a kind whose descriptor is a file, such as layouts. An entry names a folder (a Path) or a package,
    whose own folder it is."""

    def __init__(self, group: str, noun: str, read: Callable[[], object] = lambda: None) -> None:
        self.group, self.noun, self.read = group, noun, read
        self._reported: dict[Finding, None] = {}

    @property
    def problems(self) -> list[Finding]:
        """A finding for each entry of another package that cannot be used, and what was reported of its files, which
        `read` reads."""
        if any(not folder.entry.is_own for folder in self):
            self.read()
        return [*self._loaded[1], *self._reported]

    def report(self, folder: Folder, error: BaseException) -> None:
        """The files in a folder of another package cannot be used. A ContentError has a finding for each fault."""
        what = say("model:folder", name=folder.entry.name, noun=self.noun)
        for fault in error.findings if isinstance(error, ContentError) else ():
            self._reported[replace(problem(folder.entry, what, fault.message), where=fault.where)] = None
        if not isinstance(error, ContentError):
            self._reported[problem(folder.entry, what, error)] = None

    def __iter__(self) -> Iterator[Folder]:
        """The toolkit's own first."""
        return iter(self._loaded[0])

    def files(self, pattern: str, *own: Path) -> dict[str, Path]:
        """The files of a pattern by their names without suffix, in order. Of two with one name the one in the last of
        the user's `own` folders is taken, and the toolkit's own before a package's."""
        found: dict[str, Path] = {}
        for folder in self:
            for path in sorted(folder.path.glob(pattern)):
                found.setdefault(normal(path.stem), path)
        for place in own:
            found |= {normal(path.stem): path for path in sorted(place.glob(pattern))}
        return found

    @cached_property
    def _loaded(self) -> tuple[list[Folder], list[Finding]]:
        folders, problems = list[Folder](), list[Finding]()
        for entry in entries(self.group):
            try:
                folders.append(Folder(_folder_of(entry), entry))
            except (Exception, SystemExit) as error:
                if entry.is_own:
                    raise
                problems.append(problem(entry, say("model:folder", name=entry.name, noun=self.noun), error))
        return folders, problems


def _folder_of(entry: Entry) -> Path:
    thing = entry.load()
    path = Path(next(iter(thing.__path__))) if isinstance(thing, ModuleType) and hasattr(thing, "__path__") else thing
    if not isinstance(path, str | Path):
        raise TypeError(say("model:type-should-folder-path-package", value=entry.value, name__=type(thing).__name__))
    if not Path(path).is_dir():
        raise FileNotFoundError(say("model:there-no-folder", path=path))
    return Path(path)


def problems() -> list[Finding]:
    """What is wrong with the plug-ins of every kind, also of those that nobody has asked for yet."""
    if not _other_entries():  # the usual case: then nothing has to be loaded to see that
        return []
    registries = [entry.load() for entry in entries(ALL) if entry.is_own]
    return [finding for registry in registries for finding in registry.problems]
