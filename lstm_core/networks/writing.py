"""A network that goes on alone: what it writes, or the numbers that it predicts, is what it reads next."""

from collections.abc import Iterable

import numpy as np

from lstm_core.networks.layers import softmax
from lstm_core.networks.network import Network
from lstm_core.networks.stack import State
from lstm_core.plain.interventions import Edit

TEMPERATURE = 0.7


def write(
    network: Network,
    start: np.ndarray,
    length: int,
    rng: np.random.Generator,
    temperature: float = TEMPERATURE,
    edits: Iterable[Edit] = (),
    state: State | None = None,
) -> np.ndarray:
    """`length` symbols after each of the openings `start` (T, B), as ids (length, B); temperature 0 = the likeliest.

    `edits` hold values at every step that is written, not while the opening is read. With a `state`, what the network
    has read before is what led to that state, and of `start` the last row is read alone. A network that reads both ways
    reads the whole text anew for every symbol; it takes neither.
    """
    if not network.vocabulary or network.outputs is not None:
        raise ValueError("only a network that reads words and expects words can write")
    start, edits = np.asarray(start), tuple(edits)
    written = np.empty((length, start.shape[1]), int)
    if network.reverse:
        if edits or state is not None:
            raise ValueError("a network that reads both ways reads the whole text anew: it takes no edits and no state")
        for step in range(length):
            logits = network.run(np.concatenate([start, written[:step]])).logits[-1]
            written[step] = drawn(logits, temperature, rng)
        return written
    if state is None:
        state = network.run(start[:-1]).final if len(start) > 1 else None
    read = start[-1:]
    for step in range(length):
        run = network.run(read, edits, state)
        state, read = run.final, drawn(run.logits[-1], temperature, rng)[None]
        written[step] = read
    return written


def drawn(logits: np.ndarray, temperature: float, rng: np.random.Generator) -> np.ndarray:
    """One column for each row of logits (B, V): (B,)."""
    if temperature == 0:
        return logits.argmax(axis=1)
    chances = softmax(logits / temperature).cumsum(axis=1)
    return (chances < chances[:, -1:] * rng.random((len(logits), 1))).sum(axis=1)


def alone(network: Network, inputs: np.ndarray, steps: int) -> np.ndarray:
    """Predictions (steps, B, D, …) after the last of inputs (T, B, D, …): the first from them, each other from the one
    before it."""
    if network.output != "number" or len(network.answers) != network.input_size:
        raise ValueError("only a network that predicts as many numbers as it reads can go on alone")
    found = network.run(inputs)
    predicted = [found.logits[-1]]
    while len(predicted) < steps:
        found = network.run(predicted[-1][None], state=found.final)
        predicted.append(found.logits[0])
    return np.stack(predicted)
