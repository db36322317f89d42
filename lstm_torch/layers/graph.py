"""A cell's equations on tensors: the graph that the NumPy core walks, walked by torch, so that autograd follows."""

from collections.abc import Collection, Iterator, Mapping

import torch
from torch import Tensor
from torch.nn import functional

from lstm_core.cell import Cell
from lstm_core.equations.graph import Node
from lstm_torch.layers.operations import VALUE, convolution
from lstm_torch.layers.plan import Plan, plan_of


class Steps(Mapping):
    """What a run computed: `steps["f"]` is (T, B, H), for every name of the cell.

    `single` holds the same step by step; `looped` are the names that needed the step before.
    """

    def __init__(self, single: Mapping[str, tuple[Tensor, ...]], states: Collection[str], whole: dict[str, Tensor]):
        self.single, self.states, self._whole = single, states, whole
        self.looped = frozenset(single) - frozenset(whole)

    def __getitem__(self, name: str) -> Tensor:
        if name not in self._whole:
            self._whole[name] = torch.stack(self.single[name])
        return self._whole[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.single)

    def __len__(self) -> int:
        return len(self.single)

    @property
    def final(self) -> dict[str, Tensor]:
        """{name: (B, H)} of every state after the last step: the `state` of a run that goes on."""
        return {name: self.single[name][-1] for name in self.states}


def run(
    cell: Cell,
    weights: Mapping[str, Tensor],
    x: Tensor,
    state: Mapping[str, Tensor] | None = None,
    track: bool = False,
) -> Steps:
    """Run a cell over x (T, B, D) from a state {"c": (B, H)} (missing = zeros), on x's device and in its dtype.

    What needs no past is computed for all steps at once; only the rest is a loop. Values of a spatial cell have two
    more axes. `track` lets autograd give the gradient by every named value, constant ones too (`autograd.py`).
    """
    plan, hidden_size = plan_of(cell), len(weights[next(iter(cell.parameters))])
    shape = (x.shape[1], hidden_size, *x.shape[3:])
    walk = Walk(cell, weights, plan, track)
    prev = {name: (state or {}).get(name, x.new_zeros(shape)) for name in cell.states}
    free = walk(plan.free, {}, x, prev, (len(x), *shape))
    steps = {k: free[k].unbind(0) for k in plan.handed_over if isinstance(free[k], Tensor) and free[k].ndim == x.ndim}
    always = {k: free[k] for k in plan.handed_over if k not in steps}
    names = cell.graph.names
    looped: dict[str, list[Tensor]] = {name: [] for name, k in names.items() if k not in free}
    for t in range(len(x)):
        values = walk(plan.waiting, always | {k: step[t] for k, step in steps.items()}, x, prev, shape)
        for name, kept in looped.items():
            kept.append(values[names[name]])
        prev = {name: values[names[name]] for name in cell.states}
    single = {name: tuple(looped[name]) if name in looped else steps[k] for name, k in names.items()}
    return Steps(single, cell.states, {name: free[k] for name, k in names.items() if k in free})


class Walk:
    """Computes nodes in order; made anew for every run, because it holds the run's weights."""

    def __init__(self, cell: Cell, weights: Mapping[str, Tensor], plan: Plan, track: bool):
        nodes, self.plan, self.track = cell.graph.nodes, plan, track
        self.leaves = {n: w.view(-1, 1, 1) if cell.spatial and w.ndim == 1 else w for n, w in weights.items()}
        self.stacked = {
            value: torch.cat([weights[nodes[nodes[k].args[0]].name] for k in products])  # (n H, size of value)
            for value, products in plan.together.items()
        }

    def __call__(
        self, nodes: tuple[tuple[int, Node], ...], known: dict, x: Tensor, prev: Mapping[str, Tensor], shape: tuple
    ) -> dict[int, Tensor | float]:
        """{node: value}; named values get the full `shape`."""
        values = dict(known)
        for k, node in nodes:
            if k in values:
                continue
            match node.op:
                case "x":
                    values[k] = x
                case "prev":
                    values[k] = prev[node.name]
                case "parameter":
                    values[k] = self.leaves[node.name]
                case "number":
                    values[k] = node.value
                case "@":
                    products, value = self.plan.together[node.args[1]], values[node.args[1]]
                    together = functional.linear(value, self.stacked[node.args[1]])
                    values |= dict(zip(products, together.chunk(len(products), -1), strict=True))
                case "conv":
                    kernel, maps = (values[a] for a in node.args)
                    values[k] = convolution(kernel, maps.expand(*maps.shape[:-2], *shape[-2:]))
                case op:
                    values[k] = VALUE[op](*(values[a] for a in node.args))
            if k in self.plan.named:
                value = values[k]
                values[k] = value.expand(shape) if isinstance(value, Tensor) else x.new_full(shape, value)
                if self.track and not values[k].requires_grad:
                    values[k].requires_grad_()
        return values
