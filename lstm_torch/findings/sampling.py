"""Text that a network writes: each symbol is drawn from what it expects, then read as the next."""

from collections.abc import Callable

import numpy as np
import torch

from lstm_torch.layers.modules import State
from lstm_torch.layers.network import TorchNetwork

TEMPERATURE = 0.7


@torch.no_grad()
def written(
    network: TorchNetwork,
    start: np.ndarray,
    length: int,
    seed: int,
    temperature: float = TEMPERATURE,
    change: Callable[[State], None] | None = None,
) -> list[str]:
    """`length` symbols after each of the openings `start` (T, B); `change(state)` may edit the state after each step.

    The symbols stay on the device until the end.
    """
    device = network.readout_W.device
    generator = torch.Generator(device).manual_seed(seed)
    read, state, drawn = torch.tensor(start, device=device), None, []
    for _ in range(length):
        h, state = network(read, state)
        if change:
            change(state)
        chances = (network.readout(h[-1]).float() / temperature).softmax(-1)
        read = torch.multinomial(chances, 1, generator=generator).T
        drawn.append(read)
    columns = torch.cat(drawn).T.tolist() if drawn else [[] for _ in range(start.shape[1])]
    return ["".join(network.twin.vocabulary[k] for k in column) for column in columns]


def sampled(network: TorchNetwork, start: np.ndarray, length: int, seed: int) -> str:
    """One such text."""
    return written(network, start[:, None], length, seed)[0]
