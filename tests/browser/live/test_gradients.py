"""What the page computes on the way back is what lstm_core's plain evaluator computes, to rounding."""

import warnings
from typing import Any

import numpy as np
import pytest

from benchmarks.live.comparison import Case, Comparison
from benchmarks.live.twin import Twin
from lstm_core import CELLS, Cell, backward, run
from lstm_core.networks.network import Network
from lstm_core.running.backward import Gradients
from lstm_core.running.trace import Trace
from tests.browser.live.test_random_cells import ODD, drawn, network_of
from tests.core.test_fuzz import experiment
from tests.support.typed_cells import SPATIAL, cells

CELLS_TRIED = 300
Arrays = dict[str, np.ndarray]


class Asked:
    """One cell forward and back: what is asked of the page, and what the core says."""

    def __init__(self, name: str, cell: Cell, weights: Arrays, x: np.ndarray, state: Arrays, d: Arrays, final: Arrays):
        self.name, self.network = name, network_of(cell, weights, x.shape[2])
        self.case = Case(name, x)
        self.trace: Trace = run(cell, weights, x, state, keep="nodes")
        self.back: Gradients = backward(self.trace, d, final, values=True)
        lists = {
            key: {n: a.ravel().tolist() for n, a in given.items()}
            for key, given in {"state": state, "d": d, "final": final}.items()
        }
        height, width = x.shape[3:] or (1, 1)
        self.question: dict[str, Any] = {
            "model": name,
            "steps": len(x),
            "inputs": [x[:, b].ravel().tolist() for b in range(x.shape[1])],
            "maps": {"height": height, "width": width},
            "outside": [key for key in d if key != "h"],
            "values": list(cell.names),
            "weights": [f"layers.0.{key}" for key in cell.parameters],
            **{key: [given] for key, given in lists.items()},
        }

    def expected(self) -> list[np.ndarray]:
        cell, trace, back = self.trace.cell, self.trace, self.back
        named = [trace[name] for name in cell.names] + [back.values[name] for name in cell.names]
        return [*named, *(back.state[s] for s in cell.states), back.x, *(back.weights[key] for key in cell.parameters)]


def compared(twin: Twin, asked: list[Asked]) -> Comparison:
    for one in asked:
        twin.add(one.name, one.network)
    parts = [(one.case, array) for one in asked for array in one.expected()]
    found = twin.ask("gradients", [one.question for one in asked])
    expected = np.concatenate([array.ravel() for _, array in parts])
    return Comparison(expected, found, [(case, array.size) for case, array in parts])


def drawn_at_random(name: str, cell: Cell, shape: tuple[int, ...], units: int, seed: int) -> Asked:
    """A loss at h and at the first name of the cell, and of its last state; x has the shape (T, B, D, …)."""
    rng = np.random.default_rng(seed)
    steps, sequences, inputs, *maps = shape
    values = (steps, sequences, units, *maps)
    state = {key: 0.5 * rng.normal(size=values[1:]) for key in cell.states}
    d = {key: rng.normal(size=values) for key in dict.fromkeys(("h", *cell.names[:1]))}
    final = {key: rng.normal(size=values[1:]) for key in cell.states}
    return Asked(name, cell, drawn(cell, inputs, units, seed), rng.normal(size=shape), state, d, final)


@pytest.mark.parametrize("first", range(0, CELLS_TRIED, 100))
def test_random_cells_go_back_as_in_the_core(twin, first):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        asked = [Asked(f"back-{seed}", *experiment(seed)) for seed in range(first, first + 100)]
    compared(twin, asked).check_relative(1e-11)  # some magnify the last bit, in which NumPy differs between processors


def test_shipped_typed_and_odd_cells_go_back_as_in_the_core(twin):
    every = {**cells(), **{title: Cell(title, text) for title, text in ODD.items()}}
    asked = []
    for number, (title, cell) in enumerate(every.items()):
        for units in (3, 5):  # fewer than inputs, and more
            name = f"back-{title.replace(' ', '-')}-{units}"
            asked.append(drawn_at_random(name, cell, (9, 3, 4), units, number))
    compared(twin, asked).check_relative()


def test_cells_of_maps_go_back_as_in_the_core(twin):
    each = enumerate(SPATIAL.items())
    compared(
        twin, [drawn_at_random(f"back-{t}".replace(" ", "-"), c, (4, 2, 2, 5, 3), 4, n) for n, (t, c) in each]
    ).check_relative()


def test_a_stack_goes_back_as_in_the_core(twin):
    """Three layers of different cells; the loss speaks at the last one's h and at the state of the one below."""
    rng = np.random.default_rng(3)
    layers, reads = [], 3
    for key in ("gru", "lstm", "rnn"):
        layers.append((CELLS[key], drawn(CELLS[key], reads, 4, len(layers))))
        reads = 4
    network = Network(tuple(layers), None, np.eye(3, 4), np.zeros(3), (), 3, ("a", "b", "c"))
    twin.add("stack-of-three", network)
    x, shape = rng.normal(size=(7, 2, 3)), (7, 2, 4)
    d = [{}, {"c": rng.normal(size=shape)}, {"h": rng.normal(size=shape)}]
    traces = network.run(x, keep="nodes").layers
    backs, above = [], None
    for trace, said in zip(traces[::-1], d[::-1], strict=True):
        given = dict(said) if above is None else said | {"h": above}
        backs.insert(0, backward(trace, given, values=True))
        above = backs[0].x
    expected = []
    for trace, back in zip(traces, backs, strict=True):
        cell = trace.cell
        expected += [trace[name] for name in cell.names] + [
            back.values[name] for name in ("h", "c") if name in cell.names
        ]
        expected += [back.state[name] for name in cell.states]
        expected += [back.x] if trace is traces[0] else []
    names = [f"layers.{k}.{name}" for k, trace in enumerate(traces) for name in trace.cell.parameters]
    expected += [backs[int(name.split(".")[1])].weights[name.split(".")[2]] for name in names]
    question = {
        "model": "stack-of-three",
        "steps": 7,
        "inputs": [x[:, b].ravel().tolist() for b in range(2)],
        "maps": {},
        "outside": ["c"],
        "values": ["h", "c"],
        "weights": names,
        "d": [{name: array.ravel().tolist() for name, array in said.items()} for said in d],
    }
    case = Case("stack-of-three", x)
    numbers = np.concatenate([array.ravel() for array in expected])
    Comparison(numbers, twin.ask("gradients", [question]), [(case, array.size) for array in expected]).check_relative()
