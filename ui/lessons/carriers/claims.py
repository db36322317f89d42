"""What the measured carriers say of gates set by hand, and what the reader's own swap says of the GRU's memory."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_core.experiments.evidence import memory_of
from lstm_core.said import joined, percent
from lstm_core.tasks import france
from ui import edits
from ui.shipped import networks, start
from ui.shipped.evidence import carriers, of_run


def by_hand(cell: str, seed: int, _stands: Mapping[str, Any]) -> str:
    """The carriers of this seed beside those of another one."""
    other = next((one for one in networks.seeds(cell) if one != seed), seed)
    mine, theirs = carriers(cell, seed), carriers(cell, other)
    shared = sorted(set(mine) & set(theirs))
    both = (
        f"They share {'unit' if len(shared) == 1 else 'units'} {joined(list(map(str, shared)))}."
        if shared
        else "They share none."
    )
    return (
        f"The {networks.title(cell)} of seed {seed} carries the country in {len(mine)} units "
        f"({joined(list(map(str, sorted(mine))))}), that of seed {other} in {len(theirs)} "
        f"({joined(list(map(str, sorted(theirs))))}). {both} Training chose them, from where it began."
    )


def gru(cell: str, seed: int, stands: Mapping[str, Any]) -> str:
    """What the reader's own GRU answers with the rows that were carried over in the picture."""
    if cell != "gru":
        return f"You look at the {networks.title(cell)}, which is another cell. Choose the GRU: 1 state, h, and no c."
    sentence, rows, source = start.words(), stands["rows"], stands["source"]
    before, after = (_answer(cell, seed, sentence, source, count, stands["by"]) for count in (0, rows))
    if not rows:
        return f"Untouched, your GRU says {before}. Now drag the handle down, and rows of h change."
    told = (
        f"Untouched, your GRU (seed {seed}) says {before}. With {rows} of its rows carried over from "
        f"{source.capitalize()} in mid-gap it says {after}."
    )
    if before.split()[0] == after.split()[0]:
        return f"{told} Carry more rows over."
    return f"{told} Nothing else was changed: the country was in these rows. A GRU has no c; its h is its memory."


def _answer(cell: str, seed: int, sentence: tuple[str, ...], source: str, rows: int, by: str) -> str:
    """What it says at the end, and how surely, with its first rows carried over from the same story elsewhere."""
    network, position = networks.network(cell, seed), france.country_position(sentence)
    units = tuple(np.argsort(-np.array(of_run(cell, seed)["ranking"][by]), kind="stable")[:rows].tolist())
    word = (position + france.asked_position(sentence)) // 2 + 1
    change = edits.Change(memory_of(network.cell), word, word, units, country=source)
    other = networks.trace_of(cell, seed, (*sentence[:position], source, *sentence[position + 1 :]))
    read = network.run(network.encode(sentence), edits.made((change,), {source: other}) if units else ())
    column = int(read.probs[-1, 0].argmax())
    return f"“{network.vocabulary[column]}” ({percent(float(read.probs[-1, 0, column]))})"


VERDICTS = {"by_hand": by_hand, "gru": gru}
