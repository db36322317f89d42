"""A Firefox without a window, spoken to in WebDriver BiDi, as it understands it by itself."""

import itertools
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

from tests.engines.tab import LISTEN, PATIENCE

NAMES = ("firefox-esr", "firefox")
HOW_TO_GET_ONE = "no Firefox was found (Debian: apt-get install firefox-esr)"
QUIET = {  # nothing of its own is fetched while it is looked at
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """What tests/engines/tab.py asks a browser for."""

    def __init__(self, socket: ClientConnection):
        self._socket, self._numbers = socket, itertools.count(1)
        self._say("session.new", capabilities={})
        self._context = self._say("browsingContext.getTree")["contexts"][0]["context"]
        self._say("script.addPreloadScript", functionDeclaration=f"() => {{ {LISTEN} }}")

    def size(self, width: int, height: int) -> None:
        self._say("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})

    def go(self, url: str) -> None:
        self._say("browsingContext.navigate", context=self._context, url=url, wait="interactive")

    def run(self, body: str) -> object:
        written = f"(async () => JSON.stringify(await (async () => {{ {body} }})() ?? null))()"
        said = self._say("script.evaluate", expression=written, target={"context": self._context}, awaitPromise=True)
        if said["type"] == "exception":
            raise AssertionError(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])

    def act(self, actions: list[dict]) -> None:
        self._say("input.performActions", context=self._context, actions=actions)

    def _say(self, method: str, **params) -> dict:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv(timeout=2 * PATIENCE))).get("id") != number:
            pass
        if answer["type"] == "error":
            raise RuntimeError(f"Firefox, {method}: {answer['message']}")
        return answer["result"]


@contextmanager
def firefox(folder: Path, width: int, height: int) -> Iterator[Firefox]:
    """One with an empty profile in `folder`, ended on leaving; raises LookupError where there is none."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        raise LookupError(HOW_TO_GET_ONE)
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in QUIET.items())
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
    said = folder / "said.txt"
    with said.open("w") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            with connect(f"{_address(said, process)}/session", max_size=None, ping_interval=None) as socket:
                browser = Firefox(socket)
                browser.size(width, height)
                yield browser
        finally:
            process.terminate()


def _address(said: Path, process: subprocess.Popen) -> str:
    """Where it listens, once it says so."""
    pause = threading.Event()
    while process.poll() is None:
        if found := re.search(r"BiDi listening on (ws://\S+)", said.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        pause.wait(0.05)
    raise RuntimeError(f"Firefox ended while it started; it printed:\n{said.read_text(encoding='utf-8')}")
