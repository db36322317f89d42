"""What a training makes small."""

import torch
from torch import Tensor
from torch.nn import functional

from lstm_torch.layers.network import TorchNetwork


def losses(network: TorchNetwork, h: Tensor, targets: Tensor) -> Tensor:
    """The loss of each place (T, B), in full precision: cross-entropy, or the mean squared error of numbers."""
    outputs = network.readout(h)
    outputs = outputs if outputs.dtype == torch.float64 else outputs.float()
    if network.twin.output == "number":
        return ((outputs - targets) ** 2).flatten(2).mean(-1)
    return functional.cross_entropy(outputs.flatten(0, 1), targets.flatten(), reduction="none").view(targets.shape)
