"""Letting a network that predicts numbers go on alone: what it predicts is what it reads next."""

import numpy as np

from lstm_core.network import Network


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
