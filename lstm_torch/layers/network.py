"""A network as a torch module, with the weights of its NumPy twin, both ways."""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from lstm_core import Network
from lstm_torch.layers import layouts
from lstm_torch.layers.modules import CellLayer, FusedLayers, State


class TorchNetwork(nn.Module):
    """`lstm_core.Network` on tensors: an embedding or one-hot words or numbers, layers, a readout."""

    def __init__(
        self,
        network: Network,
        dropout: float = 0.0,
        fused: bool = True,
        dtype: torch.dtype | None = None,
        readout_dropout: float = 0.0,
    ):
        """The twin of a network; `fused` False walks the equations everywhere, `dropout` acts between the layers.

        `readout_dropout` acts on what the last layer hands out (Zaremba, Sutskever & Vinyals 2014, arXiv 1409.2329).
        """
        super().__init__()
        if network.reverse:
            raise ValueError("a network that reads both ways has no torch twin; recover.py reads torch.nn's own")
        self.twin, self.dropout, self.readout_dropout = network, dropout, readout_dropout
        table = network.embedding
        self.embedding = None if table is None else nn.Parameter(tensor(table, dtype))
        self.readout_W, self.readout_b = (
            nn.Parameter(tensor(array, dtype)) for array in (network.readout_W, network.readout_b)
        )
        self.parts = nn.ModuleList()
        for group in _equal_neighbours(network.layers, fused):
            weights = [{name: tensor(array, dtype) for name, array in layer.weights.items()} for layer in group]
            together = fused and layouts.fused_name(group[0].cell)
            part = FusedLayers(group[0].cell, weights, dropout) if together else CellLayer(group[0].cell, weights[0])
            self.parts.append(part)

    def forward(self, inputs: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """ids (T, B) or numbers (T, B, D) -> the last layer's h (T, B, H), the state after the last step."""
        x, end = self.vectors(inputs), []
        state = state if state is not None else [{} for _ in range(sum(part.depth for part in self.parts))]
        for part in self.parts:
            if end and self.dropout:
                x = functional.dropout(x, self.dropout, self.training)
            x, after = part(x, state[len(end) : len(end) + part.depth])
            end += after
        if self.readout_dropout:
            x = functional.dropout(x, self.readout_dropout, self.training)
        return x, end

    def vectors(self, inputs: Tensor) -> Tensor:
        """What the first layer reads."""
        if inputs.is_floating_point():
            return inputs.to(self.readout_W.dtype)
        if self.embedding is None:
            return functional.one_hot(inputs, len(self.twin.vocabulary)).to(self.readout_W.dtype)
        return functional.embedding(inputs, self.embedding)

    def zero_state(self, batch_size: int) -> State:
        """Every layer's state, zero: {"c": (B, H)}."""
        zeros = self.readout_W.new_zeros
        return [
            {name: zeros(batch_size, len(one[next(iter(part.cell.parameters))])) for name in part.cell.states}
            for part in self.parts
            for one in part.layer_weights()
        ]

    def readout(self, h: Tensor) -> Tensor:
        """h (…, H) -> logits or predicted numbers (…, K); over maps (…, H, Y, X) a product per pixel."""
        turn = (-3, -1) if self.twin.cell.spatial else (-1, -1)
        return functional.linear(h.movedim(*turn), self.readout_W, self.readout_b).movedim(*reversed(turn))

    def to_network(self) -> Network:
        """The same weights as a NumPy network, in the twin's dtype."""
        parameters = {"readout.W": self.readout_W, "readout.b": self.readout_b}
        if self.embedding is not None:
            parameters["embedding"] = self.embedding
        weights = (one for part in self.parts for one in part.layer_weights())
        for k, one in enumerate(weights):
            parameters |= {f"layers.{k}.{name}": array for name, array in one.items()}
        copy = self.twin.astype(self.twin.dtype.type)
        for name, array in copy.parameters.items():
            array[...] = parameters[name].detach().to("cpu", torch.float64).numpy()
        return copy


def tensor(array, dtype: torch.dtype | None = None) -> Tensor:
    """A tensor with a copy of a NumPy array."""
    return torch.tensor(array, dtype=dtype)


def _equal_neighbours(layers: Sequence, fused: bool) -> Iterator[list]:
    """Layers that one torch.nn layer can compute together: the same fused cell with the same number of units."""
    group: list = []
    for layer in layers:
        alike = group and _kind(layer) == _kind(group[-1])
        if group and not (fused and alike and layouts.fused_name(layer.cell)):
            yield group
            group = []
        group.append(layer)
    yield group


def _kind(layer) -> tuple[str, int]:
    return layer.cell.text, layer.cell.sizes(layer.weights)[1]
