"""The units of a network in order: by what they tell, by what they keep, by what is lost without them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from lstm_core.experiments.clamps import ablation
from lstm_core.experiments.evidence import RANDOM_SETS, memory_of
from lstm_core.experiments.france_register import Register
from lstm_core.experiments.interchange import interchanges, random_sets
from lstm_core.experiments.measures import selectivity
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.plain.interventions import Edit


@dataclass(frozen=True)
class Ranking:
    """One number for each unit, from three questions; larger means that it matters more. Each (H,)."""

    selectivity: np.ndarray  # η² at mid-gap: how well the country could be told from the unit
    kept: np.ndarray | None  # the share that is left across the gap, from the gates alone; None without a carry
    ablation: np.ndarray  # how much log-probability the answer loses when the unit is held at its mean across the gap


def ranking(network: Network, register: Register) -> Ranking:
    """Rank the units of a network with one layer by what they tell, by what they keep, by what is lost without them."""
    run = network.run(register.ids)
    trace, memory = run.layers[0], memory_of(network.cell)
    across = list(range(register.position, register.asked))
    kept = None
    if memory in network.cell.carry:
        kept = trace.carry(memory)[register.position + 1 : register.asked].prod(axis=0).mean(axis=0)
    before = _log_probability(run.probs[register.asked], register)
    lost = [
        before
        - _log_probability(_ablated(network, run, register, ablation(run, memory, [unit], across, "mean")), register)
        for unit in range(network.hidden_size)
    ]
    return Ranking(selectivity(trace[memory][register.middle], register.country), kept, np.array(lost))


def top_swaps(
    network: Network,
    register: Register,
    order: Sequence[int],
    counts: Sequence[int],
    step: int | None = None,
    sets: int = RANDOM_SETS,
    seed: int = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """The share of flips when only the first k units of an order are swapped at a step (default: mid-gap), (K,).

    And the same for random sets of k units: (K, sets).
    """
    rng, memory = np.random.default_rng(seed), memory_of(network.cell)
    step = register.middle if step is None else step
    chosen = [[np.asarray(order)[:k], *random_sets(rng, network.hidden_size, k, sets)] for k in counts]
    swaps = [((memory,), step, units) for row in chosen for units in row]
    shares = np.array([outcome.to_source for outcome in interchanges(network, register.pairs(), swaps)])
    shares = shares.reshape(len(counts), sets + 1)
    return shares[:, 0], shares[:, 1:]


def _ablated(network: Network, run: NetworkTrace, register: Register, edit: Edit) -> np.ndarray:
    """Probabilities (B, V) at the asked step of a run that is edited from the country on; before it nothing changes."""
    start = register.position
    state = [{name: trace.before(name)[start] for name in trace.cell.states} for trace in run.layers]
    edit = replace(edit, steps=range(register.asked - start))
    return network.run(register.ids[start : register.asked + 1], [edit], state).probs[-1]


def _log_probability(probabilities: np.ndarray, register: Register) -> float:
    """The mean log-probability of the right language, of probabilities (B, V) at the asked step."""
    right = probabilities[np.arange(len(register.answers)), register.answers]
    return float(np.log(np.maximum(right, np.finfo(right.dtype).tiny)).mean())
