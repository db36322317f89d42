"""The fast program of a cell for one size: a flat list of prepared NumPy calls into buffers that are allocated once.

Arrays are feature-major here, (T, H, B): columns of a stack [x; 1; h; …] are multiplied by one matrix per group of
forms, and neighbouring gates are contiguous. The plain evaluator says what is right; this only says it faster.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from lstm_core.fast.instructions import Call, Place, Writer, bound
from lstm_core.fast.plan import Plan
from lstm_core.fast.product_gradients import ColumnGradient, UnitGradient, WeightGradient
from lstm_core.fast.products import Product, runs

KEPT_STEPS = 1024  # calls of later steps are bound when they are made, and forgotten
CALL_BYTES = 600  # a bound call: a tuple and about three views


class Program:
    """Buffers for up to `capacity` steps of B sequences, and the calls that fill them.

    What touches weights is left to four classes, so that a program of several models (`many_models.py`) has its own.
    """

    product, column_gradient, weight_gradient, unit_gradient = Product, ColumnGradient, WeightGradient, UnitGradient

    def __init__(self, plan: Plan, capacity: int, batch: int, input_size: int, hidden_size: int, dtype):
        self.plan, self.capacity, self.batch, self.dtype = plan, capacity, batch, np.dtype(dtype)
        self.input_size, self.hidden_size, self.bytes = input_size, hidden_size, 0
        nodes = plan.forms.nodes
        sizes = [{"x": input_size, "number": 1}.get(nodes[k].op, hidden_size) for k in plan.columns]
        edges = np.cumsum([0, *sizes]).tolist()
        self.column = {k: slice(a, b) for k, (a, b) in zip(plan.columns, pairwise(edges), strict=True)}
        self.stack = self.new(capacity + 1, edges[-1], batch)
        self.states: dict[str, np.ndarray] = {}  # state -> (capacity + 1, H, B), the initial one first
        self.home = self._homes()
        self.per_unit = [(n.name, self.home[k].array) for k, n in enumerate(nodes) if n.op == "parameter"]
        self.products: list[Product] = []
        self.code = self._forward()
        self.reverses: OrderedDict = OrderedDict()  # what runs it backwards, by the names that gradients arrive at
        self.calls: list[Call] = []  # of as many steps as have been asked for

    def new(self, *shape: int) -> np.ndarray:
        array = np.empty(shape, self.dtype)
        self.bytes += array.nbytes
        return array

    def fresh(self, steps: int) -> np.ndarray:
        """Room for a result (T, H, B) that is nobody's buffer."""
        return np.empty((steps, self.hidden_size, self.batch), self.dtype)

    def _homes(self) -> dict[int, Place]:
        """Where each stored value lies."""
        plan, nodes = self.plan, self.plan.forms.nodes
        size = self.hidden_size, self.batch
        home = {k: Place(self.stack[:-1, self.column[k]], "step") for k in plan.columns if nodes[k].op != "number"}
        for k in plan.columns:
            if nodes[k].op == "number":
                self.stack[:, self.column[k]] = 1
        for name, (before, after) in plan.forms.states.items():
            whole = self.stack[:, self.column[before]] if before in self.column else self.new(self.capacity + 1, *size)
            self.states[name] = whole
            home[before], home[after] = Place(whole[:-1], "step"), Place(whole[1:], "step")
        self.blocks: list[Place] = []  # per group, all its forms
        for group in plan.groups:
            passing = plan.passing(group)
            block = self.new(*(() if passing else (self.capacity,)), len(group), *size)
            self.blocks.append(Place(block, "" if passing else "step"))
            for i, form in enumerate(group):
                home[form] = Place(block[i], "") if passing else Place(block[:, i], "step")
        for gate, form in plan.gates.items():
            home[gate] = home[form]
        for k, node in enumerate(nodes):
            if node.op == "number":
                home[k] = Place(np.array(node.value, self.dtype))
            elif node.op == "parameter":
                home[k] = Place(self.new(self.hidden_size, self.unit_gradient.width(self)))
            elif k in plan.homes and k not in home:
                home[k] = Place(self.new(self.capacity, *size), "step")
        return home

    def rows(self, forms: Sequence[int]) -> Place:
        """Neighbouring forms of one group as one array, (T, rows * H, B)."""
        index, group = next((i, group) for i, group in enumerate(self.plan.groups) if forms[0] in group)
        array, by = self.blocks[index]
        first = group.index(forms[0])
        part = array[..., first : first + len(forms), :, :]
        return Place(part.reshape(*part.shape[:-3], -1, self.batch), by)

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
        with np.errstate(over="ignore"):  # exp of a closed gate
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

    def value(self, name: str) -> np.ndarray:
        """All steps of a named value, (capacity, H, B)."""
        return self.home[self.plan.forms.names[name]].array
