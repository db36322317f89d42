"""One tab of a browser, whichever: what its reader presses and what it shows, components included."""

import json
from typing import Protocol

PATIENCE = 90  # seconds, for a machine that is busy with something else
LIBRARY = """
const inside = (e) => (e.shadowRoot ? every(e.shadowRoot) : []);
const every = (root) => [root, ...[...root.querySelectorAll("*")].flatMap(inside)];
const all = (selector) => every(document).flatMap((root) => [...root.querySelectorAll(selector)]);
const seen = (e) => e.getClientRects().length > 0;
const named = (e, text) => [e.getAttribute("aria-label"), e.innerText?.trim()].includes(text);
const find = (selector, text) => all(selector).find((e) => seen(e) && (text == null || named(e, text)));
"""
LISTEN = """
if (!window.complaints) {
  window.complaints = [];
  addEventListener("error", (event) => complaints.push(event.message));
  addEventListener("unhandledrejection", (event) => complaints.push(String(event.reason)));
  const said = console.error;
  console.error = (...words) => (complaints.push(words.join(" ")), said(...words));
}
"""
WAIT = """
const until = Date.now() + %d;
const look = () => { %s };
for (;;) {
  const found = look();
  if (found) return found instanceof Node || found;
  if (Date.now() > until) return null;
  await new Promise((next) => setTimeout(next, 50));
}
"""
PLACE = """
const e = find(%s, %s);
if (!e) return null;
e.scrollIntoView({ block: "nearest", behavior: "instant" });
const box = e.getBoundingClientRect();
return box.width && box.height ? [box.x, box.y, box.width, box.height] : null;
"""
KEYS = {"Home": "\ue011", "End": "\ue010", "ArrowLeft": "\ue012", "ArrowRight": "\ue014", "Escape": "\ue00c"}


class Driver(Protocol):
    """What a browser is asked for; each speaks its own protocol."""

    def go(self, url: str) -> None:
        """Open an address, and return when its document is read."""

    def run(self, body: str) -> object:
        """What an async function with that body returns in the page, as JSON."""

    def act(self, actions: list[dict]) -> None:
        """Do what a hand does, in WebDriver's words for it, and return when it is done."""


class Tab:
    """A page and its reader: `find` in the scripts looks through the shadows of the components too."""

    def __init__(self, driver: Driver):
        self.driver = driver

    def go(self, url: str) -> None:
        self.driver.go(url)
        self.driver.run(LISTEN)

    def ask(self, expression: str):
        """What an expression is now."""
        return self.driver.run(f"{LIBRARY} return ({expression});")

    def wait(self, expression: str):
        """What an expression is as soon as it is something; the page says in the error what it showed instead."""
        return self._wait(f"return ({expression});", expression)

    def text(self, selector: str) -> str:
        return self.wait(f"find({json.dumps(selector)})?.textContent")

    def place(self, selector: str, text: str | None = None) -> tuple[float, float, float, float]:
        """x, y, width and height on the screen of the first that is seen and, if asked, has that name."""
        body = PLACE % (json.dumps(selector), json.dumps(text))
        return self._wait(body, f"{selector} {text or ''}")

    def click(self, selector: str, text: str | None = None) -> None:
        x, y, width, height = self.place(selector, text)
        self.drag((x + width / 2, y + height / 2))

    def drag(self, *places: tuple[float, float]) -> None:
        """Press at the first place, let go at the last."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 30} for x, y in places]
        down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        self.driver.act([{"type": "pointer", "id": "mouse", "actions": [moves[0], down, *moves[1:], up]}])

    def tap(self, selector: str, text: str | None = None) -> None:
        x, y, width, height = self.place(selector, text)
        self.touch((x + width / 2, y + height / 2))

    def touch(self, *places: tuple[float, float], rests: int = 0) -> None:
        """A finger comes down at the first place, rests there so many milliseconds, and is lifted at the last."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 60} for x, y in places]
        down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        acts = [moves[0] | {"duration": 0}, down, {"type": "pause", "duration": rests}, *moves[1:], up]
        finger = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": acts}
        self.driver.act([finger])

    def press(self, *keys: str) -> None:
        values = [KEYS.get(key, key) for key in keys]
        strokes = [{"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")]
        self.driver.act([{"type": "key", "id": "keys", "actions": strokes}])

    def complaints(self) -> list[str]:
        """What must not happen: errors in the page since it was opened, and exceptions that it shows."""
        return self.ask("[...(window.complaints ?? []), ...all('[data-testid=stException]').map((e) => e.innerText)]")

    def _wait(self, body: str, wanted: str):
        found = self.driver.run(LIBRARY + WAIT % (PATIENCE * 1000, body))
        assert found is not None, f"not met: {wanted}\non the page: {self.ask('document.body.innerText')[:800]}"
        return found
