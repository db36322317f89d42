"""A run of any length, of which little is kept: where each block begins, and what was seen on the way."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_core.long_runs.seen import Seen
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.stack import State

BLOCK = 50  # steps after which a stretch may begin
WHOLE = 2e7  # numbers that a network which reads both ways may hold at once: it has no state to go on from
MOST_STEPS = 20_000
MOST_ANSWERS = 2e6  # numbers


@dataclass(frozen=True, eq=False)
class LongRun:
    """What was kept of a run over one sequence, ids (T, 1) or numbers (T, 1, D).

    `seen[layer, half]` tells of each layer, half 0 reading forward and half 1 from the end. `states[k]` is where the
    layers stand before step k · BLOCK; of a network that reads both ways only the first is there. `answers` (T, K) are
    its outputs as they are, where they are few, else None.
    """

    network: Network
    inputs: np.ndarray
    states: tuple[State | None, ...]
    reverse_state: State | None
    seen: dict[tuple[int, int], Seen]
    answers: np.ndarray | None

    @property
    def steps(self) -> int:
        return len(self.inputs)

    @property
    def starts(self) -> tuple[int, ...]:
        """The steps at which a stretch may begin."""
        return tuple(k * BLOCK for k in range(len(self.states)))

    def again(self, start: int, stop: int, keep: str = "nodes") -> NetworkTrace:
        """The steps start … stop - 1 once more, with every value; `start` is one of `starts`."""
        state = self.states[self.starts.index(start)]
        return self.network.run(self.inputs[start:stop], state=state, keep=keep, reverse_state=self.reverse_state)


def long_run(
    network: Network,
    inputs: np.ndarray,
    state: State | None = None,
    reverse_state: State | None = None,
    told: Callable[[float], None] | None = None,
) -> LongRun:
    """Run over one sequence, block by block; `told` hears after each which share is done.

    ValueError, in a sentence, where it is too long or its values are lost.
    """
    steps = len(inputs)
    if not 1 <= steps <= MOST_STEPS:
        raise ValueError(f"a run that is looked at has 1 to {MOST_STEPS:,} steps, got {steps:,}")
    both = bool(network.reverse)
    held = steps * sum((1 + len(cell.names)) * cell.sizes(weights)[1] * (1 + both) for cell, weights in network.layers)
    if both and held > WHOLE:
        most = int(WHOLE * steps / held)
        raise ValueError(
            f"a network of this size that reads both ways is looked at over at most {most:,} steps, got {steps:,}"
        )
    seen = _places(network, steps)
    few = steps * len(network.readout_b) <= MOST_ANSWERS
    states, answers = [state], []
    block = steps if both else BLOCK
    for start in range(0, steps, block):
        part = network.run(inputs[start : start + block], state=states[-1], reverse_state=reverse_state)
        for (layer, half), place in seen.items():
            place.add(part.reverse[layer] if half else part.layers[layer], start)
        if few:
            answers.append(part.logits[:, 0])
        if told:
            told(min(1.0, (start + block) / steps))
        if not both and start + block < steps:
            states.append(part.final)
    found = np.concatenate(answers) if few else None
    return LongRun(network, inputs, tuple(states), reverse_state, seen, found)


def _places(network: Network, steps: int) -> dict[tuple[int, int], Seen]:
    halves = (network.layers, network.reverse) if network.reverse else (network.layers,)
    return {
        (layer, half): Seen(cell, cell.sizes(weights)[1], steps)
        for layer in range(len(network.layers))
        for half, (cell, weights) in enumerate(layers[layer] for layers in halves)
    }
