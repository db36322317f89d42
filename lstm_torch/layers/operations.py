"""Each kind of node of a cell's graph as an operation of torch."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional


def convolution(kernel: Tensor, maps: Tensor) -> Tensor:
    """'Same' convolution, kernel (H, C, k, k) over maps (…, C, height, width); zeros beyond the border."""
    side = kernel.shape[-1]
    padded = functional.pad(maps, ((side - 1) // 2, side // 2) * 2)
    out = functional.conv2d(padded.reshape(-1, *padded.shape[-3:]), kernel)
    return out.reshape(*maps.shape[:-3], *out.shape[1:])


def larger(a: Tensor | float, b: Tensor | float) -> Tensor:
    """The larger of two, NaN where one is; at a tie the gradient goes to the first (torch.maximum halves it)."""
    return torch.where((b > a) | (b != b), b, a)


# One line per elementwise kind of node. Products (@) that read one value are made together, see `graph.Walk`.
VALUE: dict[str, Callable[..., Tensor]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "max": larger,
    "neg": lambda a: -a,
    "copy": lambda a: a.clone() if isinstance(a, Tensor) else a,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "exp": torch.exp,
    "log": torch.log,
}
