"""The sentences under the levers of the way back, with places for numbers: the page fills them in as they move."""

from collections.abc import Sequence
from typing import Any

from ui.lessons.way_back.levers import ANSWER, COUNTRY
from ui.lessons.way_back.numbers import BY, CELL, SEED
from ui.shipped import networks

NETWORK = f"{networks.title(CELL)} of seed {SEED}"
WHERE = {
    "asked": f"At **“fluent”**, where the language is asked for, the pull of “{ANSWER}” is {{pulls}}.",
    "back": f"At **“{{word}}”**, {{back}} words before “fluent”, the pull of “{ANSWER}” is {{pulls}}.",
    "one": f"At **“{{word}}”**, the word before “fluent”, the pull of “{ANSWER}” is {{pulls}}.",
}
WINDOW = {
    "whole": "The window holds the whole sentence.",
    "inside": f"A window of {{window}}, “fluent” counted, begins at “{{edge}}”. “{COUNTRY}” is **inside**.",
    "outside": f"A window of {{window}}, “fluent” counted, begins at “{{edge}}”. “{COUNTRY}” is **outside**: its pull "
    "is **exactly 0**. To reach it takes {needed} words.",
    "angle": f" In the {NETWORK}, cutting turns the gradient of the weights by {{angle}}°.",
}
NOTES = [["outside the window: exactly 0", "thin: without a window"], ["outside: exactly 0", "thin: no window"]]


def words(cells: Sequence[str]) -> dict[str, Any]:
    """All that the picture says."""
    return {
        "where": WHERE,
        "window": WINDOW,
        "in": "{value} in the {cell}",
        "here": "“{word}”, {back} back",
        "asked": "“fluent”",
        "all": "all {words} words",
        "some": "{words} words",
        "one": "1 word",
        "columns": ["cell", f"answers “{ANSWER}”", "pull here", "of that at “fluent”"],
        "caption": "Medians of five trained networks. Under the pull, the lowest and the highest.",
        "band": "{low} to {high}",
        "play": f"Play from “fluent” back to “{COUNTRY}”",
        "start": f"▶ back to “{COUNTRY}”",
        "stop": "❚❚ Stop",
        "strip": "The sentence; a word is as bright as the pull at it in the {cell}",
        "y": [f"pull at the {name}" for name in BY.values()],
        "by": list(BY.values()),
        "x": f"the sentence, word by word (word colours: the {networks.title(cells[-1])})",
        "notes": NOTES,
        "guess": "your guess",
        "chart": f"How strongly “{ANSWER}” pulls at each word of the sentence",
    }
