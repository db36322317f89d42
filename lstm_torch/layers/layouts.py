"""Weights of a cell as those of torch's fused layer, and back.

torch stacks the blocks of a layer's gates (LSTM i, f, g, o; GRU r, z, n) and adds two biases where one is enough, but
for b_hn, which stands inside the GRU's reset. Ours is the first of the two, the second is 0.
"""

from collections.abc import Mapping

import torch
from torch import Tensor

from lstm_core import CELLS, Cell

GATES = {"RNN": "h", "LSTM": "ifgo", "GRU": "rzn"}
STATES = {"RNN": ("h",), "LSTM": ("h", "c"), "GRU": ("h",)}  # in torch's order


def fused_name(cell: Cell) -> str | None:
    """The name of the torch.nn layer that computes this cell; None where its equations are not the shipped ones."""
    if cell.torch_name in GATES and not cell.fixed:
        for shipped in CELLS.values():
            if shipped.torch_name == cell.torch_name and shipped.text == cell.text:
                return cell.torch_name
    return None


def to_torch(cell: Cell, weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """{"weight_ih", "weight_hh", "bias_ih", "bias_hh"} of (n H, …) from {"W_xi": (H, D), …}."""
    gates = GATES[cell.torch_name]
    zero = torch.zeros_like(weights[f"b_{gates[0]}"])
    return {
        "weight_ih": torch.cat([weights[f"W_x{gate}"] for gate in gates]),
        "weight_hh": torch.cat([weights[f"W_h{gate}"] for gate in gates]),
        "bias_ih": torch.cat([weights[f"b_{gate}"] for gate in gates]),
        "bias_hh": torch.cat([weights.get(f"b_h{gate}", zero) for gate in gates]),
    }


def from_torch(cell: Cell, arrays: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights under the cell's names from such arrays, which `of_layer` takes out of a torch.nn layer.

    Where one bias is enough it is the sum of torch's two.
    """
    gates = GATES[cell.torch_name]
    blocks = {name: dict(zip(gates, array.chunk(len(gates)), strict=True)) for name, array in arrays.items()}
    weights = {f"W_x{gate}": block for gate, block in blocks["weight_ih"].items()}
    weights |= {f"W_h{gate}": block for gate, block in blocks["weight_hh"].items()}
    for gate in gates:
        apart = f"b_h{gate}" in cell.parameters
        weights[f"b_{gate}"] = blocks["bias_ih"][gate] if apart else blocks["bias_ih"][gate] + blocks["bias_hh"][gate]
        if apart:
            weights[f"b_h{gate}"] = blocks["bias_hh"][gate]
    return {name: weights[name] for name in cell.parameters}


def of_layer(layer: torch.nn.RNNBase, k: int, reverse: bool = False) -> dict[str, Tensor]:
    """The four arrays of layer k of a torch.nn layer, without the suffix; missing biases are 0."""
    suffix = f"_l{k}_reverse" if reverse else f"_l{k}"
    arrays = {name: getattr(layer, name + suffix) for name in ("weight_ih", "weight_hh")}
    zero = torch.zeros_like(arrays["weight_hh"][:, 0])
    return arrays | {name: getattr(layer, name + suffix, zero) for name in ("bias_ih", "bias_hh")}
