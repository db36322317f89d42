"""Where every gradient of a fast program lies while it runs in reverse: buffers for one block of steps at a time."""

from collections.abc import Collection

from lstm_core.fast.instructions import Place
from lstm_core.fast.program import Program
from lstm_core.fast.pullback import Pullback, Source

BLOCK = 2**17  # gate elements in a block


class ReverseBuffers:
    """Buffers for gradients that arrive at the `outside` names; `values` asks for every named value's."""

    def __init__(self, program: Program, outside: Collection[str], values: bool):
        self.program, self.forms = program, program.plan.forms
        self.pullback = Pullback(self.forms, outside)
        self.gradients, self.one = self.pullback.gradients, self.pullback.one
        self.outside = {name: Source("outside", self.forms.names[name]) for name in outside}
        self.rows = [form for form in program.plan.rows if form in self.gradients]
        size = program.hidden_size, program.batch
        self.length = min(program.capacity, max(1, BLOCK // (max(1, len(self.rows)) * size[0] * size[1])))
        self.d_forms = program.new(self.length, len(self.rows), *size)
        self.coefficients = program.new(len(self.rows), self.length, *size).swapaxes(0, 1)
        self.columns = {
            k: program.column_gradient(program, self.rows, k)
            for k in program.column
            if Source("back", k) in self.gradients.get(k, ())
        }
        self.products = [
            program.weight_gradient(program, product, self.rows, self.length) for product in program.products
        ]
        self.d_x = program.new(program.capacity, program.input_size, program.batch)
        if not any(self.forms.nodes[k].op == "x" for k in self.columns):
            self.d_x.fill(0)
        self.carry = {name: Place(program.new(*size)) for name in self.forms.states}
        self.per_unit = {
            node.name: program.unit_gradient(program)
            for k, node in enumerate(self.forms.nodes)
            if node.op == "parameter" and k in self.gradients
        }
        named = self.forms.names.items() if values else ()
        self.named = {name: k for name, k in named if k in self.gradients}
        self.place = self._places()
        # Gradients of named values, for the steps of a block.
        self.value = {k: self.place[Source("bar", k)] for k in self.pullback.kept}
        self.block_spare, self.step_spare = self._block_place(), Place(program.new(*size))

    def _block_place(self) -> Place:
        return Place(self.program.new(self.length, self.program.hidden_size, self.program.batch), "block")

    def d_form(self, first: int, last: int | None = None) -> Place:
        """Gradients of one form (n, H, B), or of neighbouring ones (n, forms, H, B)."""
        return Place(self.d_forms[:, first] if last is None else self.d_forms[:, first : last + 1], "block")

    def _places(self) -> dict[Source, Place]:
        """Where each source lies while a step is computed."""
        place = {Source("carry", k): self.carry[name] for name, (_, k) in self.forms.states.items()}
        before = {k: name for name, (k, _) in self.forms.states.items()}
        for k in self.pullback.kept:
            place[Source("bar", k)] = self._block_place()
        for source in self.outside.values():
            # A loss that speaks of a kept node arrives where the rest of its gradient is added.
            place[source] = place.get(Source("bar", source.node)) or self._block_place()
        for k in self.columns:
            if self.gradients[k] == {Source("back", k): self.one} and k in before:
                place[Source("back", k)] = self.carry[before[k]]
            elif self.forms.nodes[k].op != "x":
                place[Source("back", k)] = self._block_place()
        return place
