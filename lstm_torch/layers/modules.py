"""Layers of cells as torch modules, with the weights of their NumPy twins, both ways."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from lstm_core import Cell
from lstm_torch.layers import layouts
from lstm_torch.layers.graph import Steps, run

State = list[dict[str, Tensor]]  # {"c": (B, H), …} of each layer; missing = zeros


class CellLayer(nn.Module):
    """One layer of any cell: a loop over its equations."""

    def __init__(self, cell: Cell, weights: Mapping[str, Tensor]):
        super().__init__()
        self.cell, self.depth = cell, 1
        self.weights = nn.ParameterDict({name: nn.Parameter(weights[name].clone()) for name in cell.parameters})
        for name in cell.fixed:
            self.weights[name].requires_grad_(False)

    def forward(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """x (T, B, D) -> h (T, B, H), the state after the last step."""
        steps = self.run(x, state[0])
        return steps["h"], [steps.final]

    def run(self, x: Tensor, state: Mapping[str, Tensor] | None = None) -> Steps:
        """Every named value (T, B, H)."""
        return run(self.cell, self.weights, x, state)

    def layer_weights(self) -> list[dict[str, Tensor]]:
        return [dict(self.weights.items())]


class FusedLayers(nn.Module):
    """Equal layers of a cell that torch knows: torch.nn.RNN, LSTM or GRU, which oneDNN or cuDNN computes."""

    def __init__(self, cell: Cell, weights: Sequence[Mapping[str, Tensor]], dropout: float = 0.0):
        super().__init__()
        self.cell, self.depth = cell, len(weights)
        first = layouts.to_torch(cell, weights[0])["weight_ih"]
        hidden_size, dtype = len(first) // len(layouts.GATES[cell.torch_name]), first.dtype
        kind = getattr(nn, layouts.fused_name(cell))
        inside = dropout if self.depth > 1 else 0.0  # torch: after every layer but the last
        self.layer = kind(first.shape[1], hidden_size, self.depth, dropout=inside, dtype=dtype)
        with torch.no_grad():
            for k, one in enumerate(weights):
                for name, array in layouts.to_torch(cell, one).items():
                    getattr(self.layer, f"{name}_l{k}").copy_(array)
                if not any(name.startswith("b_h") and len(name) > 3 for name in cell.parameters):
                    getattr(self.layer, f"bias_hh_l{k}").requires_grad_(False)  # the second bias stays 0

    def forward(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """x (T, B, D) -> the last layer's h (T, B, H), the state of every layer after the last step."""
        zeros = x.new_zeros(x.shape[1], self.layer.hidden_size)
        start = [torch.stack([one.get(name, zeros) for one in state]) for name in layouts.STATES[self.cell.torch_name]]
        h, end = self.layer(x, tuple(start) if len(start) > 1 else start[0])
        assert h.dtype == x.dtype, f"asked for {x.dtype}, the fused layer gave {h.dtype}"
        ends = dict(zip(layouts.STATES[self.cell.torch_name], end if len(start) > 1 else (end,), strict=True))
        return h, [{name: value[k] for name, value in ends.items()} for k in range(self.depth)]

    def layer_weights(self) -> list[dict[str, Tensor]]:
        return [layouts.from_torch(self.cell, layouts.of_layer(self.layer, k)) for k in range(self.depth)]
