"""The fast program gives the plain evaluator's numbers, and lends its buffers so that nobody sees them change."""

import copy
import pickle
import threading

import numpy as np
import pytest

from lstm_core import CELLS, Cell, backward, run
from lstm_core.fast import instructions, program, reverse
from lstm_core.fast import pool as pools

ODD = {
    "two layers in one step": """
        a = tanh(W_xa @ x + W_ha @ h_prev + W_ca @ c_prev + b_a)
        c = a * c_prev + 0.5 * tanh(W_xc @ x + W_ac @ a)
        h = tanh(W_ch @ c + W_ah @ a + b_h) + 0.2 * z_prev
        z = sigmoid(W_hz @ h + W_xz @ x) * h""",
    "a named sum under two squashes, relu, a shared weight": """
        z = W_xz @ x + W_h @ h_prev + b_z
        u = sigmoid(z)
        r = relu(W_xr @ x - W_h @ h_prev + u * h_prev)
        h = h_prev + 0.1 * tanh(u * r + z - b_z)""",
    "two weights on one input, an alias, a dead value": """
        z = W_xa @ x + W_xb @ x + W_h @ h_prev
        unread = sigmoid(W_xa @ x)
        alias = z
        h = tanh(alias) * alias + 0.5 * h_prev""",
    "a state that is a bare product": """
        s = W_xs @ x + W_hs @ s_prev
        h = tanh(s + W_h @ s)""",
    "no recurrence": "h = tanh(W_xh @ x + b_h)",
    "numbers and parameters where values are expected": """
        k = 0.5
        p = b_p
        h = tanh(W_xh @ x + W_hp @ p + W_hk @ k) * k + 0.9 * h_prev * (1 - 0.5 * 0.5)""",
    "more columns than are put in order": "\n".join(
        ["v1 = tanh(W_x @ x + W_h @ h_prev)"]
        + [f"v{n} = tanh(W_h{n} @ v{n - 1} + W_x{n} @ x + W_v{n} @ v{max(1, n - 4)})" for n in range(2, 17)]
        + ["h = v16 * 0.5 + 0.5 * h_prev"]
    ),
}
TYPED = {key: Cell(key, page) for key, page in ODD.items()}
ALL = {key: cell for key, cell in CELLS.items() if not cell.spatial} | TYPED
LARGE = ("rnn", "gru", "lstm", "peephole", *TYPED)  # those that also run the shape in which gradients go block by block
SHAPES = {"one step": (1, 1, 3, 4), "one sequence": (6, 1, 3, 4), "several": (7, 3, 4, 4), "blocks": (37, 32, 5, 64)}


def experiment(cell: Cell, shape=(7, 3, 4, 5), dtype=np.float64, seed: int = 0) -> tuple:
    """(weights, x, state, d, final), all random."""
    (steps, batch, inputs, units), rng = shape, np.random.default_rng(seed)
    draw = lambda *size: rng.normal(size=size).astype(dtype)  # noqa: E731
    weights = cell.new_weights(inputs, units, rng, dtype=dtype)
    # Halved, so that no cell is chaotic: one that is would blow up the last digit, and nothing could be compared.
    weights = {name: (0.5 * w + 0.05 * rng.normal(size=w.shape)).astype(dtype) for name, w in weights.items()}
    state = {name: draw(batch, units) for name in cell.states}
    final = {name: draw(batch, units) for name in cell.states}
    return weights, draw(steps, batch, inputs), state, {"h": draw(steps, batch, units)}, final


def arrays(trace, grads) -> dict[str, np.ndarray]:
    """Every number of a run and its gradients, copied."""
    found = {"value": trace, "d weight": grads.weights, "d state": grads.state, "d value": grads.values}
    found = {f"{kind} {name}": part[name].copy() for kind, part in found.items() for name in part}
    return {**found, "d x": grads.x.copy()}


def assert_close(found: dict, expected: dict, tolerance: float) -> None:
    assert found.keys() == expected.keys()
    for name, array in expected.items():
        assert found[name].shape == array.shape, name
        assert found[name].dtype == array.dtype, name
        size = max(np.linalg.norm(array), np.linalg.norm(found[name]), 1e-10)
        assert np.linalg.norm(found[name] - array) <= tolerance * size, name


def fast(cell: Cell, weights, x, state, d, final=None) -> dict[str, np.ndarray]:
    trace = run(cell, weights, x, state)
    assert trace.steps is None, "the plain evaluator ran"
    return arrays(trace, backward(trace, d, final, values=True))


@pytest.mark.parametrize(("key", "size"), [(k, s) for k in ALL for s in SHAPES if s != "blocks" or k in LARGE])
def test_the_program_gives_the_plain_evaluators_values_and_gradients(key, size):
    cell, shape = ALL[key], SHAPES[size]
    for dtype, tolerance in ((np.float64, 1e-12), (np.float32, 2e-4)):
        weights, x, state, d, final = experiment(cell, shape, dtype)
        trace = run(cell, weights, x, state, keep="nodes")
        expected = arrays(trace, backward(trace, d, final, values=True))
        assert_close(fast(cell, weights, x, state, d, final), expected, tolerance)


@pytest.mark.parametrize("cell", ALL.values(), ids=ALL)
def test_gradients_may_arrive_at_any_name(cell):
    weights, x, state, _, final = experiment(cell)
    rng = np.random.default_rng(1)
    trace = run(cell, weights, x, state, keep="nodes")
    for names in [*([name] for name in cell.names), cell.names, []]:
        d = {name: rng.normal(size=(7, 3, 5)) for name in names}
        expected = arrays(trace, backward(trace, d, final, values=True))
        assert_close(fast(cell, weights, x, state, d, final), expected, 1e-12)


@pytest.mark.parametrize("cell", ALL.values(), ids=ALL)
def test_a_run_in_pieces_is_the_whole_run(cell):
    weights, x, state, d, _ = experiment(cell)
    whole = run(cell, weights, x, state)
    first = run(cell, weights, x[:3], state)
    second = run(cell, weights, x[3:], first.final)
    for name in cell.names:
        np.testing.assert_allclose(np.concatenate([first[name], second[name]]), whole[name], rtol=1e-13, atol=1e-14)
    end = backward(second, {"h": d["h"][3:]})
    start = backward(first, {"h": d["h"][:3]}, end.state)
    expected = backward(whole, d)
    np.testing.assert_allclose(np.concatenate([start.x, end.x]), expected.x, rtol=1e-12, atol=1e-13)
    for name, array in expected.weights.items():
        np.testing.assert_allclose(start.weights[name] + end.weights[name], array, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("cell", ALL.values(), ids=ALL)
def test_running_twice_is_running_once_also_after_a_run_of_nans(cell):
    weights, x, state, d, final = experiment(cell)
    first = fast(cell, weights, x, state, d, final)
    with np.errstate(invalid="ignore"):
        fast(cell, weights, x * np.nan, state, {"h": d["h"] * np.nan}, final)
        fast(cell, {name: w * np.inf for name, w in weights.items()}, x, state, d, final)
    again = fast(cell, weights, x, state, d, final)
    for name, array in first.items():
        np.testing.assert_array_equal(again[name], array, err_msg=name)


def test_two_gradients_of_one_trace_are_equal_and_neither_overwrites_the_other():
    cell = CELLS["lstm"]
    weights, x, state, d, final = experiment(cell)
    trace = run(cell, weights, x, state)
    first = backward(trace, d, final, values=True)
    kept = arrays(trace, first)
    backward(trace, {"h": d["h"] * 2}, values=True)
    second = backward(trace, d, final, values=True)
    for name, array in kept.items():
        np.testing.assert_array_equal(arrays(trace, first)[name], array)
        np.testing.assert_array_equal(arrays(trace, second)[name], array)


def test_two_traces_of_one_shape_share_no_memory():
    cell = CELLS["gru"]
    weights, x, state, d, _ = experiment(cell)
    first = run(cell, weights, x, state)
    before = arrays(first, backward(first, d))
    second = run(cell, weights, -x, state)
    for name in cell.names:
        for other in cell.names:
            assert not np.shares_memory(first[name], second[other])
    backward(second, d)
    assert_close(arrays(first, backward(first, d)), before, 0)


def test_an_array_taken_from_a_trace_outlives_it():
    cell = CELLS["lstm"]
    weights, x, state, _, _ = experiment(cell)
    part = run(cell, weights, x, state)["c"][2:, 1].T
    kept = part.copy()
    for sign in (-1, 2, 3):
        run(cell, weights, sign * x, state)
    np.testing.assert_array_equal(part, kept)


def test_buffers_go_back_when_nothing_refers_to_them_and_serve_the_next_run():
    cell = CELLS["rnn"]
    weights, x, state, d, _ = experiment(cell, (5, 2, 3, 7))
    trace = run(cell, weights, x, state)
    used = id(trace.arrays.lease.program)
    backward(trace, d)
    view = trace["h"][0]
    del trace
    other = run(cell, weights, x, state)
    assert id(other.arrays.lease.program) != used
    del view, other
    traces = [run(cell, weights, x[:3], state) for _ in range(2)]
    assert used in {id(trace.arrays.lease.program) for trace in traces}


def test_programs_at_rest_are_bounded(monkeypatch):
    monkeypatch.setattr(pools, "AT_REST", 500_000)
    pool, cell = pools.Pool(), CELLS["lstm"]
    for batch in range(1, 30):
        weights, x, state, _, _ = experiment(cell, (5, batch, 3, 16))
        pool.run(cell, weights, x, state)
    weights, x, state, _, _ = experiment(cell)
    pool.run(cell, weights, x, state)
    sizes = [each.size() for programs in pool.resting.values() for each in programs]
    assert sum(sizes) == pool.size <= 500_000
    assert sizes


def test_steps_beyond_those_whose_calls_are_kept_are_computed_too(monkeypatch):
    for module in program, reverse:
        monkeypatch.setattr(module, "KEPT_STEPS", 4)
    cell = Cell("typed", CELLS["peephole"].text)
    weights, x, state, d, final = experiment(cell, (11, 2, 3, 4))
    trace = run(cell, weights, x, state, keep="nodes")
    expected = arrays(trace, backward(trace, d, final, values=True))
    for _ in range(2):
        assert_close(fast(cell, weights, x, state, d, final), expected, 1e-12)


def test_values_of_a_program_are_read_only_and_can_be_copied_and_sent():
    cell = CELLS["lstm"]
    weights, x, state, d, _ = experiment(cell)
    trace = run(cell, weights, x, state)
    with pytest.raises(ValueError, match="read-only"):
        trace["h"][0] = 1
    expected = arrays(trace, backward(trace, d))
    for twin in (copy.deepcopy(trace), pickle.loads(pickle.dumps(trace.arrays))):
        for name in cell.names:
            np.testing.assert_array_equal(twin[name], trace[name])
    twin = copy.deepcopy(trace)
    assert_close(arrays(twin, backward(twin, d)), expected, 1e-12)


def test_closed_gates_keep_their_relative_accuracy():
    lstm = CELLS["lstm"]
    for dtype, biases, tolerance in (
        (np.float64, (-700, -40, -20, 0), 1e-12),
        (np.float32, (-80, -40, -20, 0), 1e-5),
    ):
        for bias in biases:
            weights = {name: np.zeros_like(w) for name, w in experiment(lstm, dtype=dtype)[0].items()}
            weights["b_f"] = np.full(5, bias, dtype)
            x = np.ones((3, 2, 4), dtype)
            trace = run(lstm, weights, x, {"c": np.ones((2, 5), dtype)})
            exact = 1 / (1 + np.exp(-np.float64(bias)))
            np.testing.assert_allclose(trace["f"], exact, rtol=tolerance)
            np.testing.assert_allclose(trace["c"][0], exact, rtol=tolerance)
            grads = backward(trace, {"c": np.ones((3, 2, 5), dtype)})
            # c is f, f², f³ after the three steps, in each of two sequences.
            slope = 2 * exact * (1 - exact) * (1 + 2 * exact + 3 * exact**2)
            np.testing.assert_allclose(grads.weights["b_f"], slope, rtol=tolerance)


def test_runs_in_several_threads_do_not_disturb_each_other():
    cell = CELLS["lstm"]
    cases = [experiment(cell, seed=seed) for seed in range(4)]
    expected = [fast(cell, *case) for case in cases]
    problems = []

    def work(case, right) -> None:
        for _ in range(20):
            try:
                assert_close(fast(cell, *case), right, 0)
            except AssertionError as problem:
                problems.append(problem)

    threads = [threading.Thread(target=work, args=pair) for pair in zip(cases, expected, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems


def test_a_program_that_is_wrong_is_not_used(monkeypatch):
    monkeypatch.setitem(instructions.SLOPES, "tanh", instructions.SLOPES["sigmoid"])
    cell = Cell("typed", "h = tanh(W_xh @ x + W_hh @ h_prev + b_h)")
    weights, x, state, d, final = experiment(cell)
    trace = run(cell, weights, x, state)
    assert trace.steps is not None
    expected = backward(run(cell, weights, x, state, keep="nodes"), d, final, values=True)
    assert_close(arrays(trace, backward(trace, d, final, values=True)), arrays(trace, expected), 0)


def test_cells_without_a_program_are_left_to_the_plain_evaluator():
    pages = {"an equation of the input alone": "h = tanh(W_xh @ (x * x) + 0.5 * (W_hh @ h_prev))"}
    for title, page in pages.items():
        cell = Cell(title, page)
        weights, x, state, d, _ = experiment(cell)
        trace = run(cell, weights, x, state)
        assert trace.steps is not None
        assert backward(trace, d).x.shape == x.shape
