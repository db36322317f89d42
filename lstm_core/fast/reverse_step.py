"""One step of a fast program in reverse, as prepared instructions: what is computed per block, per step, and after."""

from collections.abc import Collection

import numpy as np

from lstm_core.fast.instructions import Instruction, Place, Writer, sum_of_products
from lstm_core.fast.program import Program
from lstm_core.fast.pullback import Source, Sum
from lstm_core.fast.reverse_buffers import ReverseBuffers


class ReverseCode(ReverseBuffers):
    """Buffers, and the instructions that fill them.

    `writer.code` prepares the coefficients of a block, `step_code` does one step of it, `after_code` collects what the
    block adds to the gradients of weights, inputs and named values.
    """

    def __init__(self, program: Program, outside: Collection[str], values: bool):
        super().__init__(program, outside, values)
        self.writer = Writer(self.pullback.nodes, dict(program.home), self._block_place, program.dtype)
        self.writer.home[self.one] = self.writer.one
        self._write_coefficients()
        self.step_code, self.after_code = self._step(), self._after()

    def _write_coefficients(self) -> None:
        """Instructions for a block: every coefficient that a step or a parameter needs."""
        leaves = [k for k in self.gradients if self.forms.nodes[k].op in ("prev", "parameter")]
        wanted = [*self.pullback.kept, *self.rows, *leaves, *self.named.values()]
        coefficients = {c for k in wanted for c in self.gradients[k].values()} - self.writer.home.keys()
        row_of: dict[int, int] = {}  # coefficient -> the row of a form that has no other
        for i, form in enumerate(self.rows):
            if len(self.gradients[form]) == 1:
                (coefficient,) = self.gradients[form].values()
                row_of.setdefault(coefficient, i)
        self.own_rows = {i for c, i in row_of.items() if c in coefficients}
        self.writer.expect(coefficients)
        for c in sorted(coefficients):
            home = Place(self.coefficients[:, row_of[c]], "block") if c in row_of else self._block_place()
            self.writer.write(c, home)
            self.writer.home[c] = home

    def _add_up(self, total: Sum, out: Place, spare: Place, holds: Source | None = None) -> list[Instruction]:
        """The sum of coefficient * source into `out`, which already holds one of them or nothing."""
        terms = [
            (self.place[source], None if c == self.one else self.writer.home[c])
            for source, c in total.items()
            if source != holds
        ]
        return sum_of_products(terms, out, spare, empty=holds is None)

    def _step(self) -> list[Instruction]:
        """One step in reverse: bars as they become known, forms just before a matrix needs them, then the carries."""
        code: list[Instruction] = []
        waiting: list[int] = []
        before = {k: name for name, (k, _) in self.forms.states.items()}
        for k in sorted(self.gradients, reverse=True):
            if k in self.columns and k not in before and self.forms.nodes[k].op != "x":
                code += self._form_gradients(waiting)
                code += self.columns[k].step(self.d_forms, self.place[Source("back", k)])
                waiting = []
            if k in self.pullback.kept:
                loss = Source("outside", k)
                holds = loss if loss in self.gradients[k] else None
                code += self._add_up(self.gradients[k], self.place[Source("bar", k)], self.step_spare, holds)
            if k in self.rows:
                waiting.append(k)
        code += self._form_gradients(waiting)
        for k, name in before.items():
            if k in self.columns:
                code += self.columns[k].step(self.d_forms, self.place[Source("back", k)])
            if k not in self.gradients:
                code.append((np.copyto, self.carry[name], Place(np.zeros(1, self.program.dtype))))
            elif self.place.get(Source("back", k)) is not self.carry[name]:
                code += self._add_up(self.gradients[k], self.carry[name], self.step_spare)
        return code

    def _form_gradients(self, forms: Collection[int]) -> list[Instruction]:
        """Neighbouring forms whose gradients come from one source are one product."""
        code: list[Instruction] = []
        spans: list[tuple[Source, int, int]] = []
        for i, form in enumerate(self.rows):
            if form not in forms:
                continue
            source = next(iter(self.gradients[form]))
            if i not in self.own_rows:
                code += self._add_up(self.gradients[form], self.d_form(i), self.step_spare)
            elif spans and spans[-1][0] == source and spans[-1][2] == i - 1:
                spans[-1] = source, spans[-1][1], i
            else:
                spans.append((source, i, i))
        for source, a, b in spans:
            coefficients = Place(self.coefficients[:, a : b + 1], "block")
            code.append((np.multiply, self.place[source], coefficients, self.d_form(a, b)))
        return code

    def _after(self) -> list[Instruction]:
        """What is done once for a block: gradients of matrices, inputs, parameters per unit, named values."""
        code: list[Instruction] = []
        for product in self.products:
            code += product.block(self.d_forms)
        for k in self.columns:
            if self.forms.nodes[k].op == "x":
                code += self.columns[k].block(self.d_forms, Place(self.d_x, "step"))
        for k, node in enumerate(self.forms.nodes):
            if node.op == "parameter" and node.name in self.per_unit:
                total = self._block_place()
                code += self._add_up(self.gradients[k], total, self.block_spare)
                code.append((self.per_unit[node.name].add, total))
        for k in self.named.values():
            if k not in self.pullback.kept:
                self.value[k] = self._block_place()
                code += self._add_up(self.gradients[k], self.value[k], self.block_spare)
        return code
