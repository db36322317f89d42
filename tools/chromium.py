"""A Chromium that sees only this machine and counts every message between page and server."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, WebSocket, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tools.contexts import Contexts

HOW_TO_GET_ONE = (
    "no Chromium was found: run `python -m playwright install chromium`, or install Chromium or Chrome "
    "(Debian: `apt-get install chromium`), then run the tests again"
)
PATIENCE = 60_000  # milliseconds, for a machine that is busy with something else
# Plotly writes this, once in hundreds of openings, of a chart whose place comes or goes; none was seen drawn wrong.
_PLOTLYS_OWN = re.compile(r'<text> attribute y: Expected length, "-Infinity"\. \(.*/PlotlyChart')
_SHELL = "chromium-headless-shell"  # without the windows that nobody sees here: a page takes a quarter less time
_NAMES = (_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (  # programs that their installers do not put on the PATH
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # nothing outside can be reached
)
# At /france Streamlit asks for /france/_stcore/health before /_stcore/health, to learn where the app begins: 404;
# where that is below a path of its own, at one more.
_STREAMLIT_LOOKS_FOR_ITS_ROOT = re.compile(r"//[^/]+(/[^/]+){1,2}/_stcore/(health|host-config)$")
_running: list[Playwright] = []
_HERE = ("localhost", "127.0.0.1", "")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Any Chromium of this machine; raises LookupError with the way to get one where there is none."""
    with _playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_find(playwright), args=list(_FLAGS), timeout=PATIENCE)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _playwright() -> Iterator[Playwright]:
    """The one of this process: a second cannot be started while it runs."""
    if _running:
        yield _running[0]
        return
    with sync_playwright() as playwright:
        _running.append(playwright)
        try:
            yield playwright
        finally:
            _running.clear()


def _find(playwright: Playwright) -> str:
    named = [found for name in _NAMES if (found := shutil.which(name))]
    for place in (*named, playwright.chromium.executable_path, *_PLACES):
        if os.access(place, os.X_OK):
            return place
    raise LookupError(HOW_TO_GET_ONE)


class Screen:
    """One browser tab and what passed through it.

    `.page` is the Playwright page. `.sent` lists the kinds of messages that the page sent to the app's server
    ("rerun_script", …), `.received` the kinds it got; `.errors` the console's errors and uncaught exceptions;
    `.remote` every address outside this machine that was asked for (and refused). Of `Contexts` it takes one that is
    used again: its cache is warm.
    """

    def __init__(
        self,
        browser: Browser | Contexts,
        theme: str = "light",
        width: int = 1280,
        height: int = 900,
        **options,
    ):
        self.sent: list[str] = []
        self.received: list[str] = []
        self.errors: list[str] = []
        self.remote: list[str] = []
        self.finished = 0
        self._kept = browser if isinstance(browser, Contexts) else None
        options |= {"color_scheme": theme, "accept_downloads": True}
        self._context = self._kept.take(**options) if self._kept else browser.new_context(**options)
        self._context.set_default_timeout(PATIENCE)
        self.page: Page = self._context.new_page()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._note_address(request.url))
        self.page.on("websocket", self._listen)

    def open(self, url: str, **query: str) -> "Screen":
        """Go to `url` of an app, with `query` behind the question mark, and wait until its script has finished."""
        before = self.finished
        self.page.goto(f"{url}?{urlencode(query)}" if query else url)
        self._wait_until_finished(before)
        return self

    @contextmanager
    def rerun(self) -> Iterator[None]:
        """`with screen.rerun(): button.click()` returns when the run of the script that this caused has finished."""
        before = self.finished
        yield
        self._wait_until_finished(before)

    def text(self) -> str:
        """All text a reader sees, the components' included."""
        return self.page.locator("body").inner_text()

    def complaints(self) -> list[str]:
        """What must not happen on any page: errors in the console, addresses outside, exceptions on the page."""
        shown = [box.inner_text() for box in self.page.locator('[data-testid="stException"]').all()]
        return [*self.errors, *(f"asked for {address}" for address in self.remote), *shown]

    def close(self) -> None:
        if self._kept and not self.page.is_closed():
            self._kept.give_back(self._context, self.page)
        else:
            self._context.close()

    def _wait_until_finished(self, before: int) -> None:
        waited = 0
        while self.finished == before:
            if waited >= PATIENCE:
                raise TimeoutError(
                    f"no run of the script finished within {PATIENCE / 1000:.0f} seconds at {self.page.url}"
                )
            self.page.wait_for_timeout(20)
            waited += 20
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')

    def _hear(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        said = f"{message.text} ({address})"
        if message.type == "error" and not (_STREAMLIT_LOOKS_FOR_ITS_ROOT.search(address) or _PLOTLYS_OWN.search(said)):
            self.errors.append(said)

    def _note_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in _HERE:
            self.remote.append(url)

    def _listen(self, socket: WebSocket) -> None:
        self._note_address(socket.url)
        if "/_stcore/stream" in socket.url:
            socket.on("framesent", self._count_sent)
            socket.on("framereceived", self._count_received)

    def _count_sent(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self.sent.append(BackMsg.FromString(frame).WhichOneof("type") or "")

    def _count_received(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type") or ""
        self.received.append(kind)
        self.finished += kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
