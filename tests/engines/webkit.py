"""A WebKit of GTK on a screen that nobody sees, spoken to in WebDriver."""

import json
import os
import shutil
import socket
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.engines.tab import PATIENCE
from tools.server import free_port

BROWSERS = ("lib/*/webkit2gtk-4*/MiniBrowser", "libexec/webkit2gtk-4*/MiniBrowser")  # below /usr
HOW_TO_GET_ONE = "no WebKit was found (Debian: apt-get install webkit2gtk-driver xvfb)"


class WebKit:
    """What tests/engines/tab.py asks a browser for."""

    def __init__(self, driver: str, browser: Path):
        self._session = driver
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"browserName": "MiniBrowser", "pageLoadStrategy": "normal", "webkitgtk:browserOptions": options}
        made = self._say("/session", capabilities={"alwaysMatch": wanted})
        self._session = f"{driver}/session/{made['sessionId']}"
        self._say("/timeouts", script=2000 * PATIENCE, pageLoad=1000 * PATIENCE)

    def size(self, width: int, height: int) -> None:
        """Of the page; the window is larger by its frame."""
        self._say("/window/rect", width=width, height=height)
        shown = self.run("return [innerWidth, innerHeight];")
        self._say("/window/rect", width=2 * width - shown[0], height=2 * height - shown[1])

    def go(self, url: str) -> None:
        self._say("/url", url=url)

    def run(self, body: str) -> object:
        script = f"""const done = arguments[arguments.length - 1];
          (async () => {{ {body} }})().then((found) => done([found ?? null]), (error) => done(String(error)));"""
        answer = self._say("/execute/async", script=script, args=[])
        if isinstance(answer, str):
            raise AssertionError(answer)
        return answer[0]

    def act(self, actions: list[dict]) -> None:
        self._say("/actions", actions=actions)

    def close(self) -> None:
        self._ask("DELETE", "", None)

    def _say(self, path: str, **params):
        return self._ask("POST", path, json.dumps(params).encode())

    def _ask(self, method: str, path: str, body: bytes | None):
        asked = urllib.request.Request(self._session + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=3 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            raise RuntimeError(f"WebKit, {path}: {json.load(refused)['value']['message']}") from None


@contextmanager
def webkit(folder: Path, width: int, height: int) -> Iterator[WebKit]:
    """One that keeps what it stores in `folder`, ended on leaving; raises LookupError where there is none."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browser = next((found for place in BROWSERS for found in Path("/usr").glob(place)), None)
    if not (driver and screen and browser):
        raise LookupError(HOW_TO_GET_ONE)
    command = [screen, "-displayfd", "1", "-screen", "0", f"{width + 200}x{height + 300}x24", "-nolisten", "tcp"]
    quiet = {"stderr": subprocess.DEVNULL, "text": True}
    with _until_left(command, stdout=subprocess.PIPE, **quiet) as display:
        own = {"DISPLAY": f":{display.stdout.readline().strip()}", "GDK_BACKEND": "x11", "HOME": str(folder)}
        if os.geteuid() == 0:  # its own sandbox asks for a user who is not root
            own["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        port = free_port()
        place = {"env": {**os.environ, **own}, "stdout": subprocess.DEVNULL}
        with _until_left([driver, f"--port={port}"], **place, **quiet) as talker:
            shown = WebKit(_listening(port, talker), browser)
            shown.size(width, height)
            yield shown
            shown.close()


@contextmanager
def _until_left(command: list[str], **options) -> Iterator[subprocess.Popen]:
    """A process that is ended on leaving."""
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


def _listening(port: int, talker: subprocess.Popen) -> str:
    """The driver's address, once it answers."""
    pause = threading.Event()
    while talker.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return f"http://127.0.0.1:{port}"
        pause.wait(0.05)
    raise RuntimeError(f"WebKitWebDriver ended with {talker.returncode} while it started")
