"""The fast program of a cell for one size: a flat list of prepared NumPy calls into buffers that are allocated once.

The plain evaluator says what is right; this only says it faster.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.fast.buffers import Buffers
from lstm_core.fast.instructions import Call, Place, Writer, bound
from lstm_core.fast.plan import Plan
from lstm_core.fast.product_gradients import ColumnGradient, UnitGradient, WeightGradient
from lstm_core.fast.products import Product, runs

KEPT_STEPS = 1024  # calls of later steps are bound when they are made, and forgotten
CALL_BYTES = 600  # a bound call: a tuple and about three views


class Program(Buffers):
    """Buffers for up to `capacity` steps of B sequences, and the calls that fill them.

    What touches weights is left to four classes, so that a program of several models (`many_models.py`) has its own.
    """

    models = 1
    product, column_gradient, weight_gradient, unit_gradient = Product, ColumnGradient, WeightGradient, UnitGradient

    def __init__(self, plan: Plan, capacity: int, batch: int, input_size: int, hidden_size: int, dtype: DTypeLike):
        super().__init__(plan, capacity, batch, input_size, hidden_size, dtype)
        self.products: list[Product] = []
        self.code = self._forward()
        self.risky = [self.home[k] for k, node in enumerate(plan.forms.nodes) if node.op in ("exp", "log", "/")]
        self.reverses: OrderedDict = OrderedDict()  # what runs it backwards, by the names that gradients arrive at
        self.calls: list[Call] = []  # of as many steps as have been asked for

    def _forward(self) -> list[tuple]:
        """The instructions of one step."""
        plan, nodes = self.plan, self.plan.forms.nodes
        scratch = lambda: Place(self.new(self.hidden_size, self.batch))  # noqa: E731
        writer = Writer(nodes, dict(self.home), scratch, self.dtype)
        writer.expect(k for k in plan.homes if nodes[k].op != "form")
        for event in plan.events:
            k = event[0]
            if k in plan.forms.terms:
                writer.code += self._product(event)
            elif k in plan.gates:
                for gate in event:
                    for z in plan.chains[gate]:
                        writer.write(z, writer.home[gate])
                        writer.home[z] = writer.home[gate]
                together = self.rows([plan.gates[gate] for gate in event])
                writer.apply(nodes[k], [together], together)
            else:
                writer.write(k, self.home[k])
        return writer.code

    def _product(self, group: Sequence[int]) -> Iterator[tuple]:
        """A group of forms: one product, or a sum of several where its columns do not lie side by side."""
        reads = self.plan.forms.nodes[group[0]].args
        out = self.rows(group)
        for i, columns in enumerate(runs(sorted(self.plan.columns.index(k) for k in reads))):
            product = self.product(self, group, [self.plan.columns[c] for c in columns])
            self.products.append(product)
            if i == 0:
                yield product.step(out)
            else:
                more = Place(self.new(len(group) * self.hidden_size, self.batch))
                yield product.step(more)
                yield np.add, out, more, out

    def forward(self, weights: Mapping[str, np.ndarray], x: np.ndarray, initial: Mapping[str, np.ndarray]) -> None:
        """Fill the buffers: x (T, B, D), initial states {"c": (B, H), …}, all of this program's sizes."""
        steps = len(x)
        for product in self.products:
            product.pack(weights)
        for name, array in self.per_unit:
            self.unit_gradient.pack(weights[name], array)
        for k, span in self.column.items():
            if self.plan.forms.nodes[k].op == "x":
                self.stack[:steps, span] = x.transpose(0, 2, 1)
        for name, array in self.states.items():
            array[0] = initial[name].T
        others: Literal["ignore"] | None = "ignore" if self.risky else None  # said once the run is over
        with np.errstate(over="ignore", divide=others, invalid=others):  # exp of a closed gate
            for function, arrays in self._calls(min(steps, KEPT_STEPS)):
                function(*arrays)
            for step in range(KEPT_STEPS, steps):
                for function, arrays in bound(self.code, step):
                    function(*arrays)

    def _calls(self, steps: int) -> list[Call]:
        for step in range(len(self.calls) // max(1, len(self.code)), steps):
            self.calls += bound(self.code, step)
        return self.calls[: steps * len(self.code)]

    def size(self) -> int:
        """Bytes of all buffers and, about, of the calls."""
        calls = len(self.calls) + sum(len(r.steps) * len(r.code.step_code) for r in self.reverses.values())
        return self.bytes + CALL_BYTES * calls
