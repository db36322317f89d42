"""One training as it was kept: its checkpoints for the page, and from which update on its carriers carry the country.

`python -m ui.shipped.training` measures the carriers at every checkpoint again, and writes assets/france_training.json.
"""

import json
from collections.abc import Sequence

import numpy as np
import streamlit as st

from lstm_core.experiments.evidence import memory_of
from lstm_core.experiments.france_register import register
from lstm_core.experiments.interchange import interchange
from lstm_core.learning.run_reader import load_run, steps_of
from lstm_core.live.packed import packed
from lstm_core.said import percent
from ui.components.film.offers import Offer, framed
from ui.places import ASSETS
from ui.shipped import evidence, networks
from ui.shipped.measured import measured

FOUND = ASSETS / "france_training.json"
CARRIED = 0.5  # of the answers
STAYS = "Colours and the order of the rows stay those of the trained network, so you see the values grow."


def offer(cell: str, seed: int) -> Offer | None:
    """The checkpoints of a run; None where only its last one ships."""
    folder = networks.run_folder(cell, seed)
    updates = steps_of(folder)
    if len(updates) < 2:
        return None
    return Offer(f"checkpoints of {folder.name}", lambda: message(cell, seed), {"updates": list(updates)})


@st.cache_resource(max_entries=4, show_spinner=False)
def message(cell: str, seed: int) -> bytes:
    """All checkpoints but the last, which is the film's own network, and what is said of them."""
    run = load_run(networks.run_folder(cell, seed))
    earlier = [run.at(step).network for step in run.checkpoints[:-1]]
    return framed(about(cell, seed), packed(*earlier))


def about(cell: str, seed: int) -> dict:
    """The update from which on the carriers carry, None where nobody has looked or they never do, and all words."""
    update, found = None, measured(FOUND)["runs"].get(networks.run_folder(cell, seed).name) if FOUND.exists() else None
    if found:
        update = settled(found["updates"], [share >= CARRIED for share in found["swapped"]])
    return {"carried": update, "carriers": "" if update is None else said(found, update), "stays": STAYS}


def said(found: dict, update: int) -> str:
    """What the mark of the carriers means."""
    share = found["swapped"][found["updates"].index(update)]
    return (
        f"From update {update:,} on, the {found['units']} units that carry the country at the end carry it already: "
        f"put another country's memory into these units alone, halfway, and half of the answers or more change "
        f"(here {percent(share)} of {found['sentences']} sentences)."
    )


def settled(updates: Sequence[int], holds: Sequence[bool]) -> int | None:
    """The first update from which on something holds at every later one; None where it does not hold at the end."""
    late = next((k for k in range(len(holds), 0, -1) if not holds[k - 1]), 0)
    return updates[late] if late < len(holds) else None


def swapped(cell: str, seed: int) -> dict:
    """At each checkpoint the share of answers that change with the memory of the carriers alone, halfway."""
    run, sentences = load_run(networks.run_folder(cell, seed), dtype=np.float32), register()
    units = evidence.carriers(cell, seed)
    pairs, memory = sentences.pairs(), memory_of(run.network.cell)
    shares = [
        interchange(run.at(step).network, pairs, (memory,), sentences.middle, units).to_source
        for step in run.checkpoints
    ]
    return {
        "updates": list(run.checkpoints),
        "swapped": [round(share, 4) for share in shares],
        "units": len(units),
        "sentences": sentences.ids.shape[1],
    }


def main() -> None:
    """Measure every run that ships with its checkpoints, and write what was found."""
    runs = {
        networks.run_folder(cell, seed).name: swapped(cell, seed)
        for cell in networks.COMPARED
        for seed in networks.seeds(cell)
        if offer(cell, seed) and evidence.carriers(cell, seed)
    }
    FOUND.write_text(json.dumps({"runs": runs}, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
