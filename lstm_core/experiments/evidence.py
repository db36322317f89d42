"""The evidence that a few units carry a remembered word: the standard experiments on one network, with controls."""

from dataclasses import asdict, dataclass

import numpy as np

from lstm_core.cell import Cell
from lstm_core.experiments.clamps import forget_now
from lstm_core.experiments.france_register import Register
from lstm_core.experiments.interchange import accuracy, interchanges, random_sets
from lstm_core.experiments.measures import carriers, selectivity
from lstm_core.experiments.probe import linear_probe
from lstm_core.networks.network import Network
from lstm_core.plain.interventions import Edit
from lstm_core.running.trace import Trace

RANDOM_SETS = 10


@dataclass(frozen=True)
class Evidence:
    """Shares of sentences unless said otherwise; None where a cell has no gate to ask about.

    `memory` names the state that is carried: c in an LSTM, h in a cell without a second state. Swaps are in the middle
    of the gap and count answers that became the other sentence's; the rest counts answers that stay right.
    """

    memory: str
    right: float  # untouched
    swap_memory: float
    swap_output: float | None  # None where the output is the memory
    carriers: list[int]  # units above the largest gap in η² at mid-gap, best first
    selectivity: list[float]  # η² of the carriers
    swap_carriers: float
    swap_random: float  # the mean over random sets of as many other units
    swap_by_carry: float | None  # as many units, chosen by the product of the carry factor alone
    shared_with_carry: int | None  # how many of those are carriers
    forget_carriers: float | None  # right after closing the carry of the carriers for one step
    forget_rest: float | None  # … of all other units
    probe_memory: float
    probe_output: float
    probe_control: float  # the same reader on random labels

    def as_json(self) -> dict:
        return asdict(self)


def evidence(network: Network, register: Register, probed: Register | None = None, seed: int = 0) -> Evidence:
    """Run every experiment of `Evidence` on a network with one layer.

    The probes learn from `probed` (default: the same sentences); they need some hundred stories, or they show what the
    reader could not learn and not what the state does not hold.
    """
    rng = np.random.default_rng(seed)
    trace, cell, middle = network.run(register.ids).layers[0], network.cell, register.middle
    memory = memory_of(cell)
    pairs = register.pairs()
    eta = selectivity(trace[memory][middle], register.country)
    units = carriers(eta)
    rest = np.setdiff1d(np.arange(network.hidden_size), units)
    spread = random_sets(rng, network.hidden_size, min(len(units), len(rest)), RANDOM_SETS, never=units)
    by_carry = kept_most(trace, memory, register, len(units)) if memory in cell.carry else None

    swaps: dict[str | int, tuple[str, np.ndarray | None]] = {"memory": (memory, None), "output": ("h", None)}
    swaps |= {"carriers": (memory, units), "carry": (memory, by_carry)}
    swaps |= {k: (memory, chosen) for k, chosen in enumerate(spread)}
    outcomes = interchanges(network, pairs, [((name,), middle, chosen) for name, chosen in swaps.values()])
    flips = dict(zip(swaps, (outcome.to_source for outcome in outcomes), strict=True))

    def right(edits: list[Edit]) -> float:
        return accuracy(network, register.ids, register.answers, register.asked, edits)

    def forgotten(chosen: np.ndarray) -> float | None:
        has_gate = memory in cell.carry and cell.carry[memory].gate
        return right([forget_now(cell, memory, middle, chosen)]) if has_gate else None

    probed = probed or register
    states = trace if probed is register else network.run(probed.ids).layers[0]
    held_out = probed.story % 4 == 3
    readers = {
        name: linear_probe(states[name][probed.middle][None], probed.country, held_out, rng) for name in {memory, "h"}
    }
    return Evidence(
        memory=memory,
        right=right([]),
        swap_memory=flips["memory"],
        swap_output=flips["output"] if memory != "h" else None,
        carriers=[int(u) for u in units],
        selectivity=[round(float(e), 4) for e in eta[units]],
        swap_carriers=flips["carriers"],
        swap_random=float(np.mean([flips[k] for k in range(len(spread))])),
        swap_by_carry=None if by_carry is None else flips["carry"],
        shared_with_carry=None if by_carry is None else len(np.intersect1d(by_carry, units)),
        forget_carriers=forgotten(units),
        forget_rest=forgotten(rest),
        probe_memory=float(readers[memory].accuracy[0]),
        probe_output=float(readers["h"].accuracy[0]),
        probe_control=float(max(reader.control[0] for reader in readers.values())),
    )


def memory_of(cell: Cell) -> str:
    """The state that remembers: the first that is carried and is not the output, else the output."""
    apart = [name for name in (*cell.carry, *cell.states) if name != "h"]
    return apart[0] if apart else "h"


def kept_most(trace: Trace, state: str, register: Register, count: int) -> np.ndarray:
    """The `count` units whose carry factors have the largest product across the gap: found without any label."""
    across = slice(register.position + 1, register.asked)
    with np.errstate(divide="ignore"):
        logs = np.log(np.maximum(trace.carry(state)[across], 0)).sum(axis=0)  # (B, H)
    return np.argsort(-logs.mean(axis=0), kind="stable")[:count]


def swap_map(network: Network, register: Register, steps: range | None = None) -> dict[str, np.ndarray]:
    """{what is swapped: share of flips at each step}, for the memory, the output and both."""
    memory, pairs = memory_of(network.cell), register.pairs()
    kinds = {memory: (memory,), "h": ("h",), "both": (memory, "h")} if memory != "h" else {"h": ("h",)}
    steps = steps or range(register.asked + 1)
    return {
        label: np.array([o.to_source for o in interchanges(network, pairs, [(names, t, None) for t in steps])])
        for label, names in kinds.items()
    }
