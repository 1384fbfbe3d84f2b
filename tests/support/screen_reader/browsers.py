"""The two browsers that a reading is done in, each opened once and led from file to file."""

from __future__ import annotations

import json
import os
import socket
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any, Protocol

from support.screen_reader.desktop import Desktop, NotHeard, wait

# Nothing answers there: a page can load nothing from the network.
NOWHERE = "127.0.0.1"
FIREFOX = {
    "accessibility.force_disabled": -1,
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.preonboarding.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.http": NOWHERE,
    "network.proxy.http_port": 9,
    "network.proxy.ssl": NOWHERE,
    "network.proxy.ssl_port": 9,
    "network.proxy.type": 1,
    "pdfjs.defaultZoomValue": "50",  # the more pages are on the screen
    "pdfjs.enableAltText": False,
    "pdfjs.scrollModeOnLoad": 2,  # side by side
    "pdfjs.sidebarViewOnLoad": 0,
    "termsofuse.acceptedVersion": 999,
    "ui.prefersReducedMotion": 1,
}


class ReadingBrowser(Protocol):
    """A browser on a desktop."""

    name: str

    def show(self, address: str) -> None:
        """Open a file in place of the one before."""

    def close(self) -> None:
        """Let go of it; it ends with its desktop."""


class Firefox:
    """Firefox, led through Marionette, its remote control: length-prefixed JSON over a socket."""

    name = "Firefox"

    def __init__(self, desktop: Desktop) -> None:
        profile = desktop.folder / "firefox"
        profile.mkdir()
        settings = FIREFOX | {"marionette.port": 0, "remote.prefs.recommended": False}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        desktop.start("firefox-esr", "--no-remote", "--profile", profile, "--marionette", "--kiosk", "about:blank")
        port = profile / "MarionetteActivePort"
        wait("Firefox", lambda: port.is_file() and port.read_text().strip())
        self._socket = socket.create_connection((NOWHERE, int(port.read_text())), timeout=60)
        self._lines = self._socket.makefile("rb")
        self._receive()  # its greeting
        self._count = 0
        self._command("WebDriver:NewSession", {"capabilities": {}})

    def show(self, address: str) -> None:
        self._command("WebDriver:Navigate", {"url": address})

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def _command(self, name: str, values: dict[str, Any]) -> Any:
        self._count += 1
        text = json.dumps([0, self._count, name, values]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self._receive()
        if error:
            raise NotHeard(f"Firefox, {name}: {error['message']}")
        return result

    def _receive(self) -> Any:
        length = b""
        while (byte := self._lines.read(1)) != b":":
            if not byte:
                raise NotHeard("Firefox ended by itself")
            length += byte
        return json.loads(self._lines.read(int(length)))


class Chromium:
    """Chromium, led through the list of pages that its remote control keeps: a new page for each file."""

    name = "Chromium"

    def __init__(self, desktop: Desktop) -> None:
        profile = desktop.folder / "chromium"
        options = [
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            "--force-renderer-accessibility",
            "--force-prefers-reduced-motion",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-features=Translate",
            "--password-store=basic",
            f"--proxy-server=http://{NOWHERE}:9",
            "--start-maximized",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ]
        desktop.start("chromium", *options, "about:blank")
        port: Path = profile / "DevToolsActivePort"
        wait("Chromium", lambda: port.is_file() and port.read_text().strip())
        self._address = f"http://{NOWHERE}:{port.read_text().split()[0]}/json"

    def show(self, address: str) -> None:
        before = [page["id"] for page in self._ask("list") if page["type"] == "page"]
        self._ask(f"new?{urllib.parse.quote(address, safe=':/')}", "PUT")
        for page in before:
            self._ask(f"close/{page}")

    def close(self) -> None:
        """Each question had a connection of its own."""

    def _ask(self, what: str, method: str = "GET") -> Any:
        request = urllib.request.Request(f"{self._address}/{what}", method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=30) as answer:
            text = answer.read().decode()
        return json.loads(text) if text.startswith(("[", "{")) else text
