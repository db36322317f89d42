"""Random cells, typed in the language: the fast program, the plain evaluator and differences agree."""

import random
import warnings

import numpy as np
import pytest

from lstm_core import Cell, backward, run
from lstm_core.plain.finite import NotFinite
from tests.support.sampled import one_in

CELLS_TRIED, CELLS_NUDGED = 400, 40
FORMS = ("exp(tanh({}))", "exp(-abs({}))", "max({}, {})", "max(0.2, {})", "min({}, 0.5)", "({} / (1 + abs({})))")
FORMS += (
    "log(1.5 + tanh({}))",
    "log(1 + exp(-abs({})))",
    "softplus({})",
    "({} / 4)",
    "softsign({})",
    "hard_sigmoid({})",
    "silu({})",
)


class Writer:
    """Writes a page of equations that is legal and odd: aliases, dead values, weights used twice, layered states."""

    def __init__(self, seed: int):
        self.choose = random.Random(seed)
        states = self.choose.choice([["h"], ["h", "c"], ["c", "h"], ["s", "c", "h"], []])
        extra = ["a", "b", "e", "u"][: self.choose.randint(0, 4)]
        self.states, self.order, self.known = states, [*states, *extra, *([] if states else ["h"])], []
        self.choose.shuffle(self.order)
        self.weights = 0

    def page(self) -> str:
        lines = []
        for name in self.order:
            expression = self.expression(3)
            if name in self.states:  # mentions its own past, and is kept from growing without end
                expression = f"tanh({self.product()} + W_h{name}q @ {name}_prev + {expression}) + 0.3 * {name}_prev"
                if self.choose.random() < 0.5:
                    expression += f" * {self.expression(1)}"
            elif self.choose.random() < 0.15:
                expression = self.choose.choice([self.value(), "0.4", f"b_{name}", f"W_x{name} @ x"])
            lines.append(f"{name} = {expression}")
            self.known.append(name)
        if not any(letter in line for line in lines for letter in ("W_", "w_", "b_")):
            lines.append("last = W_x @ x")  # without a parameter nobody knows how many units there are
        return "\n".join(lines)

    def value(self) -> str:
        names = [f"{name}_prev" for name in self.states] + self.known
        return self.choose.choice(names) if names else "tanh(W_x @ x)"

    def new_weight(self) -> int:
        if self.weights and self.choose.random() < 0.15:
            return self.choose.randint(1, self.weights)  # one weight, several products
        self.weights += 1
        return self.weights

    def product(self) -> str:
        k = self.new_weight()
        kind = self.choose.random()
        if kind < 0.45:
            return f"W_x{k} @ x"
        if kind < 0.85:
            return f"W_h{k} @ {self.value()}"
        if kind < 0.95:
            return f"W_h{k} @ ({self.value()} * {self.expression(1)})"
        return f"W_h{k} @ ({self.product()} + b_{k})"

    def expression(self, depth: int) -> str:
        kind, k = self.choose.random(), self.new_weight()
        if depth == 0:
            return self.value()
        if self.choose.random() < 0.12:
            form = self.choose.choice(FORMS)
            return form.format(*(self.expression(depth - 1) for _ in range(form.count("{}"))))
        if kind < 0.30:
            tail = self.choose.choice(["", f" + {self.expression(depth - 1)}", f" - w_{k} * {self.value()}"])
            sign, squash = self.choose.choice("+-"), self.choose.choice(["sigmoid", "tanh", "relu", "exp"])
            return f"{squash}({self.product()} {sign} {self.product()} + b_{k}{tail})"
        if kind < 0.48:
            return f"({self.expression(depth - 1)} * {self.expression(depth - 1)})"
        if kind < 0.66:
            return f"({self.expression(depth - 1)} {self.choose.choice('+-')} {self.expression(depth - 1)})"
        if kind < 0.76:
            return f"(1 - {self.expression(depth - 1)})"
        if kind < 0.86:
            return f"{self.choose.choice(['sigmoid', 'tanh'])}({self.expression(depth - 1)})"
        if kind < 0.92:
            return f"(-{self.expression(depth - 1)})"
        if kind < 0.96:
            return f"(0.5 * ({self.product()}))"
        return f"({self.product()})"


def page(seed: int) -> str:
    """A page that the language takes: a page that is too deep or too long is written again."""
    for again in range(50):
        text = Writer(1000 * seed + again).page()
        try:
            Cell("typed", text)
        except ValueError:
            continue
        return text
    raise AssertionError(f"no legal page for seed {seed}")


def experiment(seed: int, steps: int = 5, batch: int = 2, inputs: int = 3, units: int = 4) -> tuple:
    """(cell, weights, x, state, d, final), all random; gradients arrive at h and at one other name."""
    for again in range(50):
        rng, cell = np.random.default_rng(seed), Cell("typed", page(seed + 100_000 * again))
        weights = {k: w + 0.4 * rng.normal(size=w.shape) for k, w in cell.new_weights(inputs, units, rng).items()}
        x = rng.normal(size=(steps, batch, inputs))
        state = {name: 0.3 * rng.normal(size=(batch, units)) for name in cell.states}
        other = cell.names[int(rng.integers(len(cell.names)))]
        d = {name: rng.normal(size=(steps, batch, units)) for name in {"h", other}}
        final = {name: rng.normal(size=(batch, units)) for name in cell.states}
        if not overflows(cell, weights, x, state):
            return cell, weights, x, state, d, final
    raise AssertionError(f"every cell of seed {seed} overflows")


def overflows(cell: Cell, weights: dict, x: np.ndarray, state: dict) -> bool:
    """Whether an exponential grows so large that its run is refused."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            run(cell, weights, x, state)
        except NotFinite:
            return True
    return False


def relative(a: np.ndarray, b: np.ndarray) -> float:
    """‖a − b‖ / max(‖a‖, ‖b‖), 0 where both vanish."""
    size = max(np.linalg.norm(a), np.linalg.norm(b))
    return float(np.linalg.norm(a - b) / size) if size > 1e-10 else 0.0


def parts(found) -> dict[str, np.ndarray]:
    """Every array of some gradients, under one name each."""
    named = {"weight": found.weights, "state": found.state, "value": found.values, "": {"x": found.x}}
    return {f"{kind} {name}": array for kind, arrays in named.items() for name, array in arrays.items()}


@pytest.mark.parametrize("first", one_in(4, range(0, CELLS_TRIED, 50)))
def test_program_and_plain_evaluator_agree_on_random_cells(first):
    for seed in range(first, first + 50):
        cell, weights, x, state, d, final = experiment(seed)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore", RuntimeWarning)
            slow = run(cell, weights, x, state, keep="nodes")
            expected = parts(backward(slow, d, final, values=True))
            fast = run(cell, weights, x, state)
            found = parts(backward(fast, d, final, values=True))
        assert fast.steps is None, f"the fast program gave up on\n{cell.text}"
        worst = max(relative(fast[name], slow[name]) for name in cell.names)
        assert worst <= 1e-12, f"seed {seed}: values differ by {worst:.0e}\n{cell.text}"
        for name, array in expected.items():
            assert relative(found[name], array) <= 1e-12, f"seed {seed}: {name} differs\n{cell.text}"


@pytest.mark.parametrize("first", range(0, CELLS_NUDGED, 10))
def test_gradients_of_random_cells_match_a_nudge(first):
    for seed in range(first, first + 10):
        cell, weights, x, state, d, final = smooth_experiment(seed)
        rng = np.random.default_rng(seed)
        start = {**weights, **{f"{name}_prev": array for name, array in state.items()}, "x": x}
        direction = {name: rng.normal(size=array.shape) for name, array in start.items()}

        def loss(step: float, start=start, direction=direction, cell=cell, state=state, d=d, final=final) -> float:
            moved = {name: array + step * direction[name] for name, array in start.items()}
            trace = run(
                cell,
                {name: moved[name] for name in cell.parameters},
                moved["x"],
                {name: moved[f"{name}_prev"] for name in state},
            )
            ends = sum((trace.final[name] * array).sum() for name, array in final.items())
            return ends + sum((trace[name] * array).sum() for name, array in d.items())

        grads = backward(run(cell, weights, x, state), d, final)
        found = {**grads.weights, **{f"{name}_prev": array for name, array in grads.state.items()}, "x": grads.x}
        slope = sum((found[name] * direction[name]).sum() for name in start)
        nudged = (8 * (loss(1e-5) - loss(-1e-5)) - (loss(2e-5) - loss(-2e-5))) / 12e-5
        size = sum(np.abs(found[name] * direction[name]).sum() for name in start)
        assert abs(slope - nudged) <= 1e-6 * max(size, 1e-4), f"seed {seed}: {slope} is not {nudged}\n{cell.text}"


def smooth_experiment(seed: int) -> tuple:
    """An experiment where no relu and no max is within a nudge of its corner."""
    for again in range(100):
        cell, weights, x, state, d, final = experiment(10_000 + 100 * seed + again)
        trace = run(cell, weights, x, state, keep="nodes")
        nodes = cell.graph.nodes
        corners = [trace.node(node.args[0]) for node in nodes if node.op == "relu"]
        pairs = [[np.array(trace.node(a)) for a in node.args] for node in nodes if node.op == "max"]
        corners += [np.subtract(*(a.reshape(len(a), -1, a.shape[-1] if a.ndim > 1 else 1) for a in p)) for p in pairs]
        calm = all(np.abs(trace[name]).max() < 50 for name in cell.names)
        if calm and all(np.abs(corner).min() > 1e-3 for corner in corners):
            return cell, weights, x, state, d, final
    raise AssertionError(f"no smooth experiment for seed {seed}")
