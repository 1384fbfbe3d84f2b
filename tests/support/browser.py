"""Opens finished pages in a headless Chromium that has no network, and asks what a reader would meet.

One browser serves a whole test run. Every page gets a context of its own: window size, the reader's settings, screen or
print.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route, sync_playwright

from support import tools

AXE = tools.NODE_MODULES / "axe-core" / "axe.min.js"
MEASURE = Path(__file__).with_name("measure.js")
BROKEN_WORDS = Path(__file__).with_name("broken_words.js")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
# WCAG 1.4.12: nothing may be lost when a reader sets these.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""
Scheme = Literal["light", "dark"]
Media = Literal["screen", "print"]


@dataclass(frozen=True)
class Reader:
    """How a reader has set the browser: colours of their own, more contrast, scripts off."""

    scheme: Scheme = "light"
    forced_colours: bool = False
    more_contrast: bool = False
    scripts: bool = True


LIGHT, DARK = Reader(), Reader("dark")
FORCED_LIGHT, FORCED_DARK = Reader(forced_colours=True), Reader("dark", forced_colours=True)
CONTRAST_LIGHT, CONTRAST_DARK = Reader(more_contrast=True), Reader("dark", more_contrast=True)
NO_SCRIPTS = Reader(scripts=False)


@dataclass(frozen=True)
class Window:
    """The window a page is opened in."""

    width: int = 1280
    height: int = 1024
    pixel_ratio: float = 1


WIDE = Window()
# WCAG 1.4.10: a window of 1280 px at 400 %.
NARROW = Window(width=320, height=256)
# WCAG 1.4.4: a window of 1280 px at 200 %. The browser's own zoom does the same to a page: half the CSS pixels.
ZOOMED = Window(width=640, height=512, pixel_ratio=2)


@dataclass(frozen=True)
class Finding:
    """One rule of axe-core that a page breaks, with the places."""

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return "\n    ".join([f"{self.rule} ({self.impact}): {self.help}", *self.places])


@dataclass(frozen=True)
class Audit:
    """What axe-core says: what is wrong, and what it could not decide."""

    violations: tuple[Finding, ...]
    undecided: tuple[Finding, ...]
    passed: int

    @property
    def colours_undecided(self) -> list[Finding]:
        """Where the contrast could not be computed."""
        return [finding for finding in self.undecided if finding.rule == "color-contrast"]

    def __str__(self) -> str:
        return "\n  ".join([f"{len(self.violations)} rules broken, {self.passed} held", *map(str, self.violations)])


@dataclass
class OpenPage:
    """A page in the browser, with what it asked for and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def audit(self, *more: str) -> Audit:
        """Run axe-core, all rules of WCAG 2.2 A and AA and its best practices, and `more` rules by their names."""
        # Off by default, even when its tag is asked for.
        return self._axe({"type": "tag", "values": list(RULES)}, ("target-size", *more))

    def seen_by(self, reader: Reader) -> None:
        """Change the open page to the colours that a reader has set."""
        self.page.emulate_media(
            color_scheme=reader.scheme,
            forced_colors="active" if reader.forced_colours else "none",
            contrast="more" if reader.more_contrast else "no-preference",
        )

    def audit_colours(self, reader: Reader, *more: str) -> Audit:
        """Run the rules of axe-core that look at colours, and `more`, as another reader sees the page."""
        self.seen_by(reader)
        rules = [*COLOUR_RULES, *more]
        return self._axe({"type": "rule", "values": rules}, rules)

    def _axe(self, only: dict[str, Any], enabled: Sequence[str]) -> Audit:
        script = tools.file(AXE, tools.NODE_ADVICE)
        self.page.evaluate(script.read_text(encoding="utf-8"))
        options = {"runOnly": only, "rules": {rule: {"enabled": True} for rule in enabled}}
        answer = self.page.evaluate("options => axe.run(document, options)", options)
        return Audit(_findings(answer["violations"]), _findings(answer["incomplete"]), len(answer["passes"]))

    def scroll_width(self) -> int:
        """How wide the page is; more than its window means scrolling in two directions."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def losses(self) -> list[str]:
        """Text and pictures that stick out, are cut off or lie on each other (see measure.js)."""
        return list(self.page.evaluate(MEASURE.read_text(encoding="utf-8")))

    def broken_words(self) -> list[str]:
        """Words that two lines share although they would fit on one (see broken_words.js)."""
        return list(self.page.evaluate(BROKEN_WORDS.read_text(encoding="utf-8")))

    def space_text(self) -> None:
        """Set the text spacing of WCAG 1.4.12."""
        self.page.add_style_tag(content=TEXT_SPACING)

    def enlarge_text(self) -> None:
        """Set letters of twice the size (WCAG 1.4.4), as a telephone does: the window stays as it is."""
        self.page.add_style_tag(content="html { font-size: 200% }")

    def screenshot(self, path: Path) -> None:
        """The whole page as a picture."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=True)


class Browser:
    """A headless Chromium for one test run; use it as a context manager."""

    def __enter__(self) -> Self:
        executable = find()
        self._playwright = sync_playwright().start()
        try:
            self._browser = self._playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        except BaseException:
            self._playwright.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._browser.close()
        self._playwright.stop()

    @contextmanager
    def open(
        self,
        source: Path | str,
        *,
        window: Window = WIDE,
        reader: Reader = LIGHT,
        media: Media = "screen",
        strict: bool = False,
    ) -> Iterator[OpenPage]:
        """Open a file, or a page given as text. Strict: the page's own content security policy holds, as for a reader;
        else it is lifted, for it would forbid axe-core and the text spacing too."""
        context = self._browser.new_context(
            viewport={"width": window.width, "height": window.height},
            device_scale_factor=window.pixel_ratio,
            color_scheme=reader.scheme,
            forced_colors="active" if reader.forced_colours else "none",
            contrast="more" if reader.more_contrast else "no-preference",
            java_script_enabled=reader.scripts,
            # A transition caught halfway would give colours that no reader sees.
            reduced_motion="reduce",
            bypass_csp=not strict,
            offline=True,
            service_workers="block",
        )
        try:
            opened = OpenPage(context.new_page())
            own = source.resolve().as_uri() if isinstance(source, Path) else "about:blank"
            _listen(context, opened, own)
            opened.page.emulate_media(media=media)
            if isinstance(source, Path):
                opened.page.goto(own, wait_until="load")
            else:
                opened.page.set_content(source, wait_until="load")
            yield opened
        finally:
            context.close()


def find() -> str:
    """The path of a Chromium: the one named by CHROMIUM, or one on the PATH."""
    for name in filter(None, (os.environ.get("CHROMIUM"), *NAMES)):
        if found := shutil.which(name):
            return found
    raise tools.MissingTool("No Chromium is on the PATH: install it (Debian: chromium) or set CHROMIUM to its path.")


def _listen(context: BrowserContext, opened: OpenPage, own: str) -> None:
    """Note every request and complaint, and let nothing through but files."""

    def decide(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    def note(url: str) -> None:
        if not url.startswith(("data:", "blob:")) and url.split("#")[0] != own:
            opened.requests.append(url)

    def listen(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            opened.complaints.append(f"{said.type}: {said.text}")

    context.route("**/*", decide)
    context.on("request", lambda request: note(request.url))
    opened.page.on("websocket", lambda socket: note(socket.url))
    opened.page.on("pageerror", lambda error: opened.complaints.append(f"script: {error}"))
    opened.page.on("console", listen)


def _findings(rules: list[dict]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            rule=rule["id"],
            impact=rule.get("impact") or "",
            help=rule["help"],
            places=tuple(_place(node) for node in rule["nodes"]),
        )
        for rule in rules
    )


def _place(node: dict) -> str:
    """Where, the source there, and why."""
    selector = " ".join(str(part) for part in node["target"])
    why = " ".join((node.get("failureSummary") or "").split())
    return f"{selector}: {node['html'][:160]} -- {why}"
