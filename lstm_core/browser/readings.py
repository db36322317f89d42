"""How to read a film, for each zoom: sentences in which the browser puts the word, the unit and the cause."""

import re

from lstm_core.browser.names import names
from lstm_core.film import Film
from lstm_core.said import joined

NUMBERED = ("picture", "step")  # what has a number for a name


NUMBERED = ("picture", "step")  # what has a number for a name


def readings(film: Film, alternatives: str) -> dict[str, str]:
    """{zoom or colour: sentences}; {word}, {unit} and {cause} stand where the browser puts what it shows.

    The zooms are "network", "film", "cell" and "unit". To the first two belongs what the colours of the states mean:
    "because" of a word, "minus" another run, "raw", or "alone" where there is nothing to compare with.
    """
    cell, noun = film.cell, film.noun
    told = {name["name"]: name["label"] for name in names(cell)}
    states = joined([told[name] for name in told if name in (*cell.states, "h")])
    many = any(gate["kind"] == "gate" for gate in names(cell))
    gates = " Gates run from paper (0) to full colour (1)." if many else ""
    step = "“{word}”" if noun not in NUMBERED else f"{noun} {{word}}"
    signs = f"in {states}, blue is below zero and red is above.{gates}"
    belt = " Under a memory stand what was kept of it and what was added; together they make the memory."
    return {
        "network": f"Each column is one of {film.hidden_size} units. A strip shows one value of every unit after "
        f"{step}; the frame marks unit {{unit}}.",
        "film": f"Columns are {noun}s, rows are units.",
        "cell": f"This is the cell of unit {{unit}} at {step}. Signals flow along the arrows; the larger a number, the "
        "thicker its wire. Every number is the raw value.",
        "unit": f"This is unit {{unit}}, {noun} by {noun}. The length of a bar is the raw value beside it."
        + (belt if cell.carry else ""),
        "because": f"In {states}, colour is the difference that “{{cause}}” makes: this run minus the mean over the "
        f"same sentence with {alternatives}. Before “{{cause}}” there is none.{gates}",
        "minus": f"In {states}, colour is this run minus {alternatives}: paper where they are equal.{gates}",
        "raw": f"Colours are raw values: {signs}",
        "alone": f"There is nothing to compare with, so colours are raw values: {signs}",
    }


def versus(alternatives: str) -> str:
    """What stands beside a difference: "vs other countries" where it is one to "each other country"."""
    other = re.fullmatch(r"each other (\w+?)(y?)", alternatives)
    return f"vs other {other[1]}{'ies' if other[2] else 's'}" if other else f"vs {alternatives}"
