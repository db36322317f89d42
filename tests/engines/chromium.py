"""A tab of Chromium in the words of tests/engines/tab.py, so that one class can sit before three engines."""

from playwright.sync_api import Page

NAMES = {"\ue011": "Home", "\ue010": "End", "\ue012": "ArrowLeft", "\ue014": "ArrowRight", "\ue00c": "Escape"}


class Chromium:
    """What tests/engines/tab.py asks a browser for; with `touch` a finger presses."""

    def __init__(self, page: Page, touch: bool = False):
        self.page, self._touch = page, touch

    def go(self, url: str) -> None:
        self.page.goto(url)

    def run(self, body: str) -> object:
        return self.page.evaluate(f"async () => {{ {body} }}")

    def act(self, actions: list[dict]) -> None:
        for one in (step for action in actions for step in action["actions"]):
            match one["type"]:
                case "pointerMove":
                    at = one["x"], one["y"]
                    self.page.mouse.move(*at)
                case "pointerDown":
                    self.page.touchscreen.tap(*at) if self._touch else self.page.mouse.down()
                case "pointerUp" if not self._touch:
                    self.page.mouse.up()
                case "keyDown":
                    self.page.keyboard.press(NAMES.get(one["value"], one["value"]))
