"""How often the cures of the clinic heal, its patients trained anew from three seeds: `python -m benchmarks.clinic`

Every fault is given to the training of each seed, and its cure to each of these patients; they train on as in the page.
What is found is kept in assets/clinic/seeds.json. About two minutes on one core.
"""

import json
from dataclasses import replace

import numpy as np

from lstm_core.clinic.cures import course
from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.readings import read
from lstm_core.clinic.training import AFTER, COURSE, SEED, learning, trained
from lstm_core.files import write_whole
from lstm_core.networks.network import Network
from ui.lessons.clinic.seeds import RESULTS, row

SEEDS = (SEED, SEED + 1, SEED + 2)


def main() -> None:
    """Train, cure, keep what is found and print it."""
    found = {fault: of_patient(fault) for fault in FAULTS}
    write_whole(RESULTS, (json.dumps(found, separators=(",", ":")) + "\n").encode())
    print(table())


def of_patient(fault: str) -> dict[str, list[float]]:
    """The shares of new sequences that are right, one a seed: as delivered, and after the cure of its fault."""
    ill = {seed: trained(FAULTS[fault], seed=seed).network for seed in SEEDS}
    before = [read(network).right for network in ill.values()]
    return {"before": before, "after": [healed(network, fault, seed) for seed, network in ill.items()]}


def healed(network: Network, fault: str, seed: int) -> float:
    """The share that is right when the cure and its course are over; the patient stays as it is."""
    tried = course(network, fault, fault, seed)
    learner = tried.network.astype(np.float64)  # a copy
    for _ in learning(learner, tried.clip, tried.window, replace(COURSE, seed=seed + AFTER)):
        pass
    return read(learner).right


def table() -> str:
    """A row for each patient, of what was kept."""
    rows = [row(fault) for fault in FAULTS]
    lines = [list(rows[0]), ["---", *["---:"] * (len(rows[0]) - 1)], *(list(one.values()) for one in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    main()
