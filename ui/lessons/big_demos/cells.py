"""Cells of a character model that have a name: what a unit follows, beside two controls, and what it does when held."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import streamlit as st

from figures.charts import big_demos as figures
from lstm_core.said import joined
from ui import lesson
from ui.components import mention
from ui.lessons.big_demos import reading, runs
from ui.lessons.big_demos.run_files import Told

CLOSE, ABOVE = 0.5, 0.2  # Pearson's r from which on a unit follows something, and so far above the controls
CONTROLS = ("moved", "untrained")
LAST_TENTH = 0.1  # of a text is never trained on
LINES, LONGEST = 12, 1500  # that are drawn; letters that are read for it


def draw(run: Told) -> None:
    """Who follows what, beside the controls where these were measured; the text in the colours of one that does."""
    found, controls = run.results["cells"], run.results.get("controls", {})
    lesson.say(followed(found, controls))
    lesson.table([row(run, what, cell, controls.get(what, {})) for what, cell in found.items()])
    close = named(run)
    beside = (
        " Two controls are the best unit found in the same way: on labels **moved** along the text, so that they fit "
        f"it no longer, and in the **untrained** network. What is {ABOVE} above both and at least ±{CLOSE} has a name."
    )
    lesson.how_to_read(
        "The unit was chosen on one half of a text; the correlation is that on the other half. 1 or −1 follows "
        f"exactly, 0 not at all.{beside if controls else ' No controls were measured here.'} In the film below, "
        + ("a unit with a name is the row on top." if close else "look for the unit by its number.")
    )
    if run.read and close:
        along(run, next(iter(close.values())))
    if ends := run.results.get("line breaks"):
        lesson.say(turned(run, ends))


def row(run: Told, what: str, cell: Mapping, controls: Mapping[str, float]) -> dict[str, str]:
    """A line of the table."""
    who = f"{cell['name']} of {unit(run, cell)}, layer {cell['layer'] + 1}"
    said = {"what": what, "who follows it": who, "correlation": f"{cell['correlation']:+.2f}"}
    if controls:
        said[", ".join(CONTROLS)] = ", ".join(f"{controls[one]:+.2f}" for one in CONTROLS if one in controls)
    return said | ({"all units together": f"{cell['all units']:+.2f}"} if "all units" in cell else {})


def has_name(cell: Mapping, controls: Mapping[str, float]) -> bool:
    """Whether it follows closely where it was not chosen, the same way as there, and clearly above the controls."""
    leans = cell["correlation"] * np.sign(cell.get("found at", cell["correlation"]))
    return bool(leans >= max([CLOSE, *(abs(r) + ABOVE for r in controls.values())]))


def named(run: Told, layer: int | None = None) -> dict[str, Mapping]:
    """{what: cell} of those that have a name, in one layer or in all, the closest first."""
    found, controls = run.results.get("cells", {}), run.results.get("controls", {})
    close = [what for what, cell in found.items() if has_name(cell, controls.get(what, {}))]
    close.sort(key=lambda what: -abs(found[what]["correlation"]))
    return {what: found[what] for what in close if layer in (None, found[what]["layer"])}


def told(run: Told, found: Mapping[str, Mapping]) -> str:
    """Which units, and what they follow."""
    return joined([f"{unit(run, cell)}, which follows the {what}" for what, cell in found.items()])


def unit(run: Told, cell: Mapping, first: str = "unit") -> str:
    """A unit by its number; a link to its rows in the film where the film shows it under that number."""
    text, settings = f"{first} {cell['unit']}", run.settings
    shown = settings.get("layers", 1) == 1 and settings["hidden_size"] <= reading.MOST_UNITS
    return mention.unit(cell["unit"], cell.get("name", "c"), text) if shown else text


def followed(found: Mapping[str, Mapping], controls: Mapping[str, Mapping[str, float]]) -> str:
    """What a single unit follows, and what none does."""
    close = [what for what, cell in found.items() if has_name(cell, controls.get(what, {}))]
    far = [what for what in found if what not in close]
    parts = [f"A single unit follows **{joined(close)}**." if close else "No single unit follows any of these closely."]
    if close and far:
        parts.append(f"None follows {joined(far)} {'closely enough to be called after it' if controls else 'closely'}.")
    if far:
        parts.append("A network need not keep one thing in one unit, nor learn everything that we can name.")
    return f"Nobody asked for these. {' '.join(parts)}"


def along(run: Told, cell: Mapping) -> None:
    """Lines of the text that the unit was not chosen on, each letter in the colour of what the unit held after it."""
    rows = _lines(run.path, cell["layer"], cell["name"], cell["unit"], run)
    if not rows:
        return
    who, ends = f"{cell['name']} of unit {cell['unit']}", ""
    if long := [values for letters, values in rows if len(letters) > reading.LONG_LINE]:
        start, end = (float(np.mean([values[part] for values in long])) for part in (slice(10), slice(-10, None)))
        ends = f" In the long lines it is {start:+.2f} on average in the first ten, {end:+.2f} in the last ten."
    figure = figures.along_lines(rows, who, lesson.dark())
    lesson.chart(figure, f"{who} along {len(rows)} lines of the text.{ends}", "big_along")
    title = lesson.plain(str(run.results.get("text", "the text")))
    never = len(run.read) <= LAST_TENTH * run.results.get("symbols", 0)
    new = " and the network never learned from" if never else ""
    lesson.how_to_read(
        f"Lines of {title}, from the half that the unit was not chosen on{new}. A character "
        f"has the colour of {who} once it was read; ⏎ ends the line before.{ends}"
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _lines(path, layer: int, name: str, unit: int, _run: Told) -> list[tuple[str, list[float]]]:
    """The first whole lines (letters, values), each from the break before it."""
    network = runs.network(_run)
    text = reading.known_letters(reading.measured_on(_run), network)[:LONGEST]
    values = network.run(reading.ids_of(network, text)).layers[layer][name][:, 0, unit]
    return lines(text, values)[:LINES]


def lines(text: str, values: Sequence[float]) -> list[tuple[str, list[float]]]:
    """Whole lines of a text with the values at their letters; one begins with the break before it."""
    breaks = [k for k, letter in enumerate(text) if letter == "\n"]
    cuts = [slice(first, stop) for first, stop in pairwise(breaks)]
    return [(text[cut], np.asarray(values[cut]).tolist()) for cut in cuts]


def turned(run: Told, ends: Mapping) -> str:
    """What becomes of the line breaks that it writes while the unit is held, and while any other is."""
    low, high, alone = ends["held"]["low"], ends["held"]["high"], ends["left alone"]
    at_low, at_high = (f"{one['at']:+.2f}".replace("-", "−") for one in (low, high))
    who = unit(run, {"unit": ends["unit"]})
    text = (
        f"**Does it also end the line?** With nothing held, the network wrote {alone['breaks']:,} line breaks in "
        f"{ends['texts']} texts of {ends['letters'] // ends['texts']} letters. With c of {who} held at "
        f"{at_low}, as low as in a tenth of what it read, it wrote **{low['breaks']:,}**; held at "
        f"{at_high}, as high as in a tenth, **{high['breaks']:,}**; the middle one of the texts has "
        f"{high['in the middle text']} then, with nothing held {alone['in the middle text']}."
    )
    if ends["others"]:
        least, most = min(one[0] for one in ends["others"].values()), max(one[1] for one in ends["others"].values())
        text += f" With any other unit held like this it wrote {least:,} to {most:,}."
    return f"{text} Try it below."
