"""Text that a network writes: each symbol is drawn from what it expects, then read as the next."""

from collections.abc import Callable

import numpy as np
import torch

from lstm_torch.modules import State, TorchNetwork

TEMPERATURE = 0.7


@torch.no_grad()
def sampled(
    network: TorchNetwork,
    start: np.ndarray,
    length: int,
    seed: int,
    temperature: float = TEMPERATURE,
    change: Callable[[State], None] | None = None,
) -> str:
    """`length` symbols after the ids of `start`, drawn with this seed; `change(state)` may edit the state each step.

    The symbols stay on the device until the end.
    """
    device = network.readout_W.device
    generator = torch.Generator(device).manual_seed(seed)
    read, state, drawn = torch.tensor(start, device=device)[:, None], None, []
    for _ in range(length):
        h, state = network(read, state)
        if change:
            change(state)
        chances = (network.readout(h[-1]).float() / temperature).softmax(-1)
        read = torch.multinomial(chances, 1, generator=generator).T
        drawn.append(read)
    return "".join(network.twin.vocabulary[k] for k in torch.cat(drawn)[:, 0].tolist()) if drawn else ""
