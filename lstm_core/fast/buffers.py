"""Where every value of a fast program lies, for one size: buffers that are allocated once.

Arrays are feature-major here, (T, H, B): columns of a stack [x; 1; h; …] are multiplied by one matrix per group of
forms, and neighbouring gates are contiguous.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.fast.instructions import Place
from lstm_core.fast.plan import Plan
from lstm_core.fast.product_gradients import UnitGradient


class Buffers:
    """Room for up to `capacity` steps of B sequences; `home` {node: its Place}."""

    unit_gradient = UnitGradient

    def __init__(self, plan: Plan, capacity: int, batch: int, input_size: int, hidden_size: int, dtype: DTypeLike):
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
                home[k] = Place(self.new(self.hidden_size, self.unit_gradient.width(self.batch)))
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

    def value(self, name: str) -> np.ndarray:
        """All steps of a named value, (capacity, H, B)."""
        return self.home[self.plan.forms.names[name]].array
