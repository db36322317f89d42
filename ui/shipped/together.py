"""RNN, GRU and LSTM for one sentence: what of them the page is sent, and what may be said of the comparison."""

import streamlit as st

from lstm_core.learning.run_reader import load_run
from lstm_core.live.packed import packed
from lstm_core.said import joined, percent
from lstm_core.tasks import france
from ui.components.film.offers import Offer, framed
from ui.places import ASSETS
from ui.shipped import networks
from ui.shipped.measured import measured

ACCURACY = ASSETS / "france_accuracy.json"
VARIANTS = {"units": "same units", "parameters": "same parameters"}
GAPS = (4, 39, 100)


def offers(cell: str, seed: int) -> dict[str, Offer]:
    """Both comparisons for a network that takes part in them; none where a run of them does not ship."""
    if cell not in networks.COMPARED or not ACCURACY.exists():
        return {}
    return {
        variant: Offer(
            f"{variant} of seed {seed} beside {cell}", lambda v=variant: message(v, cell, seed), {"title": title}
        )
        for variant, title in VARIANTS.items()
        if all((networks.RUNS / run_of(one, variant, seed)).exists() for one in networks.COMPARED)
    }


def run_of(cell: str, variant: str, seed: int) -> str:
    """The run that takes part: the LSTM is the measure of both comparisons."""
    return f"france-{cell}-{'params-' if variant == 'parameters' and cell != 'lstm' else ''}{seed}"


@st.cache_resource(max_entries=16, show_spinner=False)
def message(variant: str, cell: str, seed: int) -> bytes:
    """The three networks but the film's own, and what is said of them."""
    own = networks.run_folder(cell, seed).name
    rows, bodies = [], []
    for one in networks.COMPARED:
        run, found = run_of(one, variant, seed), of_run(run_of(one, variant, seed))
        size = f"{found['units']} units, {found['parameters']:,} parameters"
        rows.append(
            {"cell": one, "title": networks.title(one), "size": size, "body": None if run == own else len(bodies)}
        )
        if run != own:
            bodies.append(packed(load_run(networks.RUNS / run).network))
    header = {"rows": rows, "question": list(france.QUESTION), "differs": differs(variant), "proof": proof(variant)}
    return framed(header | {"seed": seed}, *bodies)


def of_run(name: str) -> dict:
    """What was measured of a run."""
    return measured(ACCURACY)["runs"][name]


def differs(variant: str) -> str:
    """What is the same in the three, and what is not."""
    what, other = ("units", "parameters") if variant == "units" else ("parameters", "units")
    counts = [f"{of_run(run_of(cell, variant, 0))[other]:,} ({networks.title(cell)})" for cell in networks.COMPARED]
    about = "" if variant == "units" else "nearly "
    return f"The same seed, the same training sentences, {about}as many {what}; {other} differ: {joined(counts)}."


def proof(variant: str) -> str:
    """How often the three were right over all seeds: one sentence by one seed says little."""
    everywhere = measured(ACCURACY)
    seeds = networks.seeds("lstm")
    at = {gap: everywhere["gaps"].index(gap) for gap in GAPS}
    shares = {
        gap: [
            f"{percent(sum(of_run(run_of(cell, variant, seed))['unseen'][k] for seed in seeds) / len(seeds))} "
            f"({networks.title(cell)})"
            for cell in networks.COMPARED
        ]
        for gap, k in at.items()
    }
    spoken = "; ".join(f"gap {gap}: {joined(found)}" for gap, found in shares.items())
    return (
        f"One sentence and one seed do not show which cell is better. Right answers over {len(seeds)} seeds and "
        f"{everywhere['sentences']} sentences at each gap: {spoken}."
    )
