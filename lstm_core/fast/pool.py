"""Programs at work and at rest: one is lent to each run, and comes back when nothing refers to its values any more."""

import threading
from collections import OrderedDict, deque
from weakref import WeakKeyDictionary

import numpy as np

from lstm_core.equations.page import AnyCell
from lstm_core.fast.forms import rewrite
from lstm_core.fast.lease import Key, Lease, LeasedValues
from lstm_core.fast.plan import Plan
from lstm_core.fast.program import Program
from lstm_core.fast.reverse import Reverse
from lstm_core.plain.along_time import Arrays, plain_backward, plain_run

AT_REST = 2**28  # bytes of buffers that wait for another run of their size; the longest unused go first


class Pool:
    """Plans of cells, and programs at rest, by plan and size."""

    def __init__(self) -> None:
        self.plans: WeakKeyDictionary[AnyCell, Plan | None] = WeakKeyDictionary()  # None: the plain evaluator must do
        self.resting: OrderedDict[Key, list[Program]] = OrderedDict()
        self.size = 0  # bytes at rest
        self.returned: deque[tuple[Key, Program]] = deque()
        self.lock = threading.Lock()

    def plan(self, cell: AnyCell) -> Plan | None:
        """The plan of a cell, tried out against the plain evaluator the first time."""
        try:
            return self.plans[cell]
        except KeyError:
            forms = rewrite(cell.graph)
            plan = Plan(forms) if forms else None
            self.plans[cell] = plan if plan and agrees(cell, plan) else None
            return self.plans[cell]

    def run(self, cell: AnyCell, weights: Arrays, x: np.ndarray, initial: Arrays) -> LeasedValues | None:
        """The values of a run over x (T, B, D), or None for a cell that has no program."""
        plan = self.plan(cell)
        if plan is None:
            return None
        steps, batch, inputs = x.shape
        units = next(iter(weights.values())).shape[0]
        # Runs of other lengths share a program: its buffers reach to the next power of two.
        key = plan, max(8, 1 << (steps - 1).bit_length()), batch, inputs, units, x.dtype
        lease = Lease(self.returned, key, self._take(key) or Program(*key))
        lease.program.forward(weights, x, initial)
        return LeasedValues(lease, steps)

    def _take(self, key: Key) -> Program | None:
        with self.lock:
            while self.returned:
                back, program = self.returned.popleft()
                self.resting.setdefault(back, []).append(program)
                self.resting.move_to_end(back)
                self.size += program.size()
            found = self._remove(key) if key in self.resting else None
            while self.size > AT_REST:
                self._remove(next(iter(self.resting)))
            return found

    def _remove(self, key: Key) -> Program:
        program = self.resting[key].pop()
        self.size -= program.size()
        if not self.resting[key]:
            del self.resting[key]
        return program


POOL = Pool()


def agrees(cell: AnyCell, plan: Plan) -> bool:
    """Whether program and plain evaluator give the same values and gradients, tried on a tiny run."""
    rng, (steps, batch, inputs, units) = np.random.default_rng(0), (4, 2, 3, 5)
    weights = {name: 0.3 * rng.normal(size=shape) for name, shape in cell.shapes(inputs, units).items()}
    if not weights:
        return False
    x = rng.normal(size=(steps, batch, inputs))
    initial = {name: 0.3 * rng.normal(size=(batch, units)) for name in cell.states}
    d = {"h": rng.normal(size=(steps, batch, units))}
    with np.errstate(all="ignore"):
        values, taken = plain_run(cell, weights, x, initial)
        expected = plain_backward(cell, weights, taken, x, d, values=True)
        program = Program(plan, steps, batch, inputs, units, x.dtype)
        program.forward(weights, x, initial)
        d_weights, d_x, d_state, d_values = Reverse(program, ["h"], True).run(steps, d, {})
    found = {name: program.value(name)[:steps].transpose(0, 2, 1) for name in cell.names}
    pairs = [(values, found), (expected.weights, d_weights), ({"x": expected.x}, {"x": d_x})]
    pairs += [(expected.state, d_state), (expected.values, d_values)]
    return all(
        np.allclose(right[name], fast.get(name, 0), rtol=1e-9, atol=1e-9, equal_nan=True)
        for right, fast in pairs
        for name in right
    )
