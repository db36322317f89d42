"""A trace owns what it was computed from: changing an array afterwards, as an optimiser does, changes nothing in it."""

from collections.abc import Callable

import numpy as np
import pytest

from lstm_core import CELLS, Edit, Network, backward, run
from lstm_core.running.reversed import run_reversed
from lstm_core.signals.jacobians import step_jacobians
from lstm_core.signals.lengths import log_signals, truncated_backward
from lstm_core.signals.paths import log_paths
from tests.support.oracles import Case, cells

FLAT = cells()
RUNS: dict[str, Callable] = {
    "fast": run,
    "edited": lambda *given: run(*given, edits=[Edit("h", scale=1.0)]),
    "every node kept": lambda *given: run(*given, keep="nodes"),
    "padded": lambda *given: run(*given, lengths=np.array([4, 2])),
    "reversed": lambda cell, weights, x, state: run_reversed(cell, weights, x, state=state),
}


def spoil(case: Case) -> None:
    """Change everything that a caller holds, in place."""
    for array in (case.x, *case.weights.values(), *case.state.values()):
        array *= -3.0
        array += 1.0


def asked(case: Case, how: str, question: Callable, spoiled: bool):
    trace = RUNS[how](case.cell, case.weights, case.x, case.state)
    if spoiled:
        spoil(case)
    return question(trace, case.d)


def gradients(trace, d) -> dict[str, np.ndarray]:
    found = backward(trace, d, values=True)
    return {**found.weights, "x": found.x, **found.state, **{f"d {name}": a for name, a in found.values.items()}}


@pytest.mark.parametrize("how", RUNS)
@pytest.mark.parametrize("key", FLAT)
def test_gradients_are_those_of_the_run(key, how):
    expected, found = (asked(Case(FLAT[key], T=4), how, gradients, spoiled) for spoiled in (False, True))
    for name, array in expected.items():
        assert np.array_equal(found[name], array), name


QUESTIONS: dict[str, Callable] = {
    "step_jacobians": lambda trace, d: {"J": step_jacobians(trace)},
    "log_signals": lambda trace, d: log_signals(trace, d["h"]),
    "truncated_backward": lambda trace, d: truncated_backward(trace, d["h"], 2).weights,
    "before": lambda trace, d: {state: trace.before(state) for state in trace.cell.states},
    "carry": lambda trace, d: {state: trace.carry(state) for state in trace.cell.carry},
    "x": lambda trace, d: {"x": trace.x, **trace.weights, **trace.initial},
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("key", ["lstm", "gru", "rnn", "coupled", "peephole"])
def test_what_is_asked_of_a_trace_later_is_asked_of_the_run(key, question):
    expected, found = (asked(Case(CELLS[key], T=4), "fast", QUESTIONS[question], spoiled) for spoiled in (False, True))
    for name, array in expected.items():
        assert np.array_equal(found[name], array), name


def test_paths_over_the_belt_are_those_of_the_run():
    def question(trace, d):
        return log_paths(trace, {"h": d["h"][-1, 0]})

    expected, found = (asked(Case(CELLS["lstm"], T=4), "fast", question, spoiled) for spoiled in (False, True))
    for state, paths in expected.items():
        for name, array in paths.items():
            assert np.array_equal(found[state][name], array)


def test_a_network_trace_stays_what_it_was_while_training_goes_on():
    network = Network.new(CELLS["lstm"], ("a", "b"), 4, 3, np.random.default_rng(0))
    trace = network.run(np.array([[0], [1], [1]]))
    kept = gradients(trace.layers[0], {"h": np.ones((3, 1, 4))})
    for array in network.parameters.values():
        array += 1.0
    for name, array in gradients(trace.layers[0], {"h": np.ones((3, 1, 4))}).items():
        assert np.array_equal(kept[name], array)
