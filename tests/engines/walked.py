"""A walk through a lesson file: its guesses, its levers and its buttons, and all that it shows after each."""

import json
import threading
from collections.abc import Iterator
from difflib import SequenceMatcher

from tests.browser.test_offline import SHOWN
from tests.engines.tab import Tab

RESTS, QUIET, MOVING = 0.1, 3, 100  # seconds between two readings; as many the same until it rests; at most so many
PAUSE = threading.Event()
LESSON = "(e.closest('main') || e.getRootNode().host?.closest('main'))"
# A component in the lesson is a picture; those of the terms, of the way on, of a room and of what is saved are none.
PICTURES = (
    "all('[class^=lstm-]').filter((e) => seen(e) && !/^lstm-(term|thread|link|take|chart|room)/.test(e.className))"
)
LEVERS = f"all('input[type=range]').filter((e) => seen(e) && !e.disabled && {LESSON})"
BUTTONS = f"{PICTURES}.flatMap((e) => [...e.querySelectorAll('button')]).filter((e) => seen(e) && !e.disabled)"
NAME = "((e) => e.getAttribute('aria-label') || e.innerText.trim())"
GUESSES = "[...document.querySelectorAll('main fieldset:has(input[type=radio])')]"
STEPS = ("Next word", "Next character", "Next picture", "Next micro-step", "Step on", "One step on")

PAINTED = "(e) => e.getContext('2d').getImageData(0, 0, e.width, e.height).data.some(Boolean)"
EMPTY = f"""{PICTURES}.flatMap((picture) => [
  ...(picture.getBoundingClientRect().height < 80 ? [picture.className] : []),
  ...[...picture.querySelectorAll("canvas")].filter(seen)
    .filter((e) => !(e.width && e.height && ({PAINTED})(e)))
    .map((e) => `an empty canvas in ${{picture.className}}`),
  ...[...picture.querySelectorAll("svg")].filter(seen)
    .filter((e) => !e.querySelector("path, rect, line, circle, text, use, image"))
    .map((e) => `an empty drawing in ${{picture.className}}`),
])"""
TOO_WIDE = """(document.documentElement.scrollWidth > innerWidth
  ? all("main *").filter((e) => seen(e) && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 120))
  : [])"""  # noqa: E501
ELSEWHERE = (
    "performance.getEntriesByType('resource').map((e) => e.name).filter((name) => !/^(file|blob|data):/.test(name))"
)
# Which keys there are is said where there is a keyboard, and one engine here has none.
READING = f"""(() => {{
  all(".keys-hint").forEach((e) => (e.style.display = "none"));
  return ({SHOWN})("main").replace(/\\s+/g, " ").trim();
}})()"""


def opened(tab: Tab, address: str) -> None:
    """In a browser that remembers nothing of other files."""
    tab.go(address)
    tab.ask("(localStorage.clear(), sessionStorage.clear(), true)")
    tab.go(address)
    tab.wait("document.querySelector('[data-open]')")


def differences(one: Tab, other: Tab) -> list[tuple[str, str]]:
    """(What one lesson shows, what the other shows instead), once both have come to rest; [] when they agree."""
    calm, last = 0, ""
    for _ in range(MOVING):
        here, there = _shown(one), _shown(other)
        calm = calm + 1 if here == there == last else 0
        if calm == QUIET:
            return []
        last = here
        PAUSE.wait(RESTS)
    here, there = here.split(), there.split()
    changes = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    return [(" ".join(here[a:b]), " ".join(there[c:d])) for kind, a, b, c, d in changes if kind != "equal"]


def walk(tab: Tab) -> Iterator[str]:
    """Does one thing after the other that can be done, in the order of the page, and names it."""
    yield "opened"
    acts = 0
    if tab.ask(f"{BUTTONS}.some((e) => {NAME}(e) === 'Just show me')"):
        tab.click("button", "Just show me")
        yield "Just show me"
    for place in range(tab.ask(f"{GUESSES}.length")):
        _press(tab, f"{GUESSES}[{place}]?.querySelector('label')")
        yield f"guess {place + 1}"
    for place in range(tab.ask(f"{LEVERS}.length")):
        for key in ("End", "ArrowLeft"):
            if tab.ask(f"((e) => (e?.focus(), Boolean(e)))(({LEVERS})[{place}])"):
                tab.press(key)
                acts += 1
                yield f"lever {place + 1}, {key}"
    for name in STEPS:
        if tab.ask(f"{BUTTONS}.some((e) => {NAME}(e) === {json.dumps(name)})"):
            tab.click("button", name)
            acts += 1
            yield name
    if not acts:
        _press(tab, f"{BUTTONS}.find((e) => !e.closest('.saves'))")
        yield "first button"


def _shown(tab: Tab) -> str:
    """All that the lesson shows while the mouse is away: what it points at would be said."""
    tab.driver.act([{"type": "pointer", "id": "mouse", "actions": [{"type": "pointerMove", "x": 1, "y": 1}]}])
    return tab.ask(READING)


def _press(tab: Tab, expression: str) -> None:
    """A press in the middle of an element, where a hand would press it."""
    at = tab.ask(f"""((e) => {{
      if (!e) return null;
      e.scrollIntoView({{ block: "center", behavior: "instant" }});
      const box = e.getBoundingClientRect();
      return [box.x + Math.min(box.width / 2, 60), box.y + box.height / 2];
    }})({expression})""")
    if at:
        tab.drag(tuple(at))
