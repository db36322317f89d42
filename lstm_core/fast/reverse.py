"""The fast program in reverse: gradients of one run, block after block of steps, each small enough for the cache."""

from collections.abc import Collection, Mapping

import numpy as np

from lstm_core.fast.instructions import Call, bound
from lstm_core.fast.program import KEPT_STEPS, Program
from lstm_core.fast.reverse_step import ReverseCode

KEPT_BLOCKS = 256  # lists of calls, one for each block and each length of a last block
ReverseGradients = tuple[dict[str, np.ndarray], np.ndarray, dict[str, np.ndarray], dict[str, np.ndarray]]


class Reverse:
    """Runs a program backwards for gradients that arrive at the `outside` names."""

    def __init__(self, program: Program, outside: Collection[str], values: bool):
        before = program.bytes
        self.code = ReverseCode(program, outside, values)
        self.bytes = program.bytes - before
        self.steps: dict[int, list[Call]] = {}
        self.blocks: dict[tuple[int, int], list[Call]] = {}

    def run(self, steps: int, d: Mapping[str, np.ndarray], final: Mapping[str, np.ndarray]) -> ReverseGradients:
        """d {name: (T, B, H)} for the outside names, final {state: (B, H)} -> gradients (weights, x, state, values)."""
        code = self.code
        self._start(final)
        values = {name: code.program.fresh(steps) for name in code.named}
        for start in reversed(range(0, steps, code.length)):
            stop = min(steps, start + code.length)
            for name, source in code.outside.items():
                code.place[source].array[: stop - start] = d[name][start:stop].transpose(0, 2, 1)
            for function, arrays in self._calls(start, stop):
                function(*arrays)
            for name, k in code.named.items():
                values[name][start:stop] = code.value[k].array[: stop - start]
        weights: dict[str, np.ndarray] = {}
        for product in code.products:
            product.collect(weights)
        for name, unit in code.per_unit.items():
            weights[name] = weights[name] + unit.value() if name in weights else unit.value()
        d_x = code.d_x[:steps].copy().transpose(0, 2, 1)
        state = {name: place.array.T.copy() for name, place in code.carry.items()}
        return weights, d_x, state, {name: array.transpose(0, 2, 1) for name, array in values.items()}

    def _start(self, final: Mapping[str, np.ndarray]) -> None:
        for column in self.code.columns.values():
            column.pack()
        for product in self.code.products:
            product.empty = True
        for unit in self.code.per_unit.values():
            unit.total.fill(0)
        for name, place in self.code.carry.items():
            place.array[...] = final[name].T if name in final else 0

    def _calls(self, start: int, stop: int) -> list[Call]:
        """The calls of one block; those of a step serve every block that holds it."""
        if (start, stop) in self.blocks:
            return self.blocks[start, stop]
        block = slice(start, stop), slice(0, stop - start)
        calls = bound(self.code.writer.code, *block)
        for t in reversed(range(start, stop)):
            step = self.steps[t] if t in self.steps else bound(self.code.step_code, t, t - start)
            if t < KEPT_STEPS:
                self.steps[t] = step
            calls += step
        calls += bound(self.code.after_code, *block)
        if stop <= KEPT_STEPS:
            if len(self.blocks) >= KEPT_BLOCKS:
                self.blocks.clear()
            self.blocks[start, stop] = calls
        return calls
