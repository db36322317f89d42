"""The button that saves a chart, as a picture or as numbers; it takes no room, and the browser makes the files."""

from lstm_core.browser.blob import blob
from ui.components.component import component


def saver(key: str, takeaway: str) -> None:
    """In the container of one chart; `takeaway` goes along in its picture for whoever cannot see it."""
    component("chart")(key=f"{key}_saver", data=blob({"name": key, "says": takeaway}, {}, "the chart"))
