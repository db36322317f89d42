"""Error signals along time: against autograd and closed forms, at any size; then the lesson that shows them."""

import json
import re

import numpy as np
import pytest
import torch

from figures.charts.questions.lag import along_lag
from figures.charts.vanishing import SMALLEST, by_path, spectra
from figures.decades import size
from lstm_core import CELLS, Cell, Edit, backward, run
from lstm_core.learning.levers import units_with, with_carry_bias, with_chrono, with_recurrence
from lstm_core.learning.optim import clipped_by_norm, clipped_by_value, norm
from lstm_core.signals.jacobians import Chain, lyapunov_slope, step_jacobians
from lstm_core.signals.lengths import angle, factor_per_step, log_signals, random_loss, truncated_backward
from lstm_core.signals.paths import belt_and_rest, log_paths
from lstm_core.signals.spectrum import log_singular_values
from tests.support.mounted import messages, prose
from tests.support.oracles import Case, cells
from ui import in_the_page
from ui.lessons.vanishing import lead, levers, numbers, pictures, votes, words
from ui.shipped import networks

LINEAR = Cell("linear", "h = W_xh @ x + W_hh @ h_prev")
LEAKY = Cell("leaky", "c = 0.5 * c_prev + W_xc @ x\nh = c")


@pytest.mark.parametrize("kind", ["last", "sum"])
@pytest.mark.parametrize("name", list(cells()))
def test_signals_are_the_lengths_of_the_gradients_that_backpropagation_finds(name, kind):
    case = Case(cells()[name], T=40)
    trace = run(case.cell, case.weights, case.x, case.state)
    d = random_loss(trace["h"].shape, np.random.default_rng(1), kind)
    values = backward(trace, {"h": d}, values=True).values
    for state, found in log_signals(trace, d).items():
        expected = np.linalg.norm(values[state], axis=-1)
        assert found.shape == (40, 2)
        np.testing.assert_allclose(np.exp(found), expected, rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("kind", ["last", "sum"])
def test_signals_are_those_of_torch(kind):
    case = Case(CELLS["lstm"], T=30, B=1)
    weights = {name: torch.tensor(w, requires_grad=True) for name, w in case.weights.items()}
    h, c, kept = torch.zeros(1, 4).double(), torch.zeros(1, 4).double(), []
    d = random_loss((30, 1, 4), np.random.default_rng(1), kind)
    loss = 0.0
    for x, seen in zip(torch.tensor(case.x), torch.tensor(d), strict=True):
        i, f, o = (torch.sigmoid(_sum(weights, k, x, h)) for k in "ifo")
        c = f * c + i * torch.tanh(_sum(weights, "g", x, h))
        h = o * torch.tanh(c)
        c.retain_grad()
        h.retain_grad()
        kept.append((h, c))
        loss = loss + (seen * h).sum()
    loss.backward()
    found = log_signals(run(case.cell, case.weights, case.x), d)
    for name, values in zip(("h", "c"), zip(*kept, strict=True), strict=True):
        expected = [float(value.grad.norm()) for value in values]
        np.testing.assert_allclose(np.exp(found[name][:, 0]), expected, rtol=1e-10)


def _sum(weights: dict, gate: str, x: torch.Tensor, h: torch.Tensor) -> torch.Tensor:
    return x @ weights[f"W_x{gate}"].T + h @ weights[f"W_h{gate}"].T + weights[f"b_{gate}"]


@pytest.mark.parametrize("factor", [1e-6, 0.9, 1.0, 1.1, 1e6])
def test_a_signal_through_a_scaled_rotation_is_the_power_far_outside_the_range_of_floats(factor):
    rotation = np.linalg.qr(np.random.default_rng(0).normal(size=(4, 4)))[0]
    trace = run(LINEAR, {"W_xh": np.zeros((4, 1)), "W_hh": factor * rotation}, np.zeros((400, 1, 1)))
    found = log_signals(trace, random_loss((400, 1, 4), np.random.default_rng(0)))["h"][:, 0]
    np.testing.assert_allclose(found, np.arange(399, -1, -1) * np.log(factor), rtol=1e-12, atol=1e-11)
    np.testing.assert_allclose(factor_per_step(found), factor, rtol=1e-11)


def test_in_a_summed_loss_a_late_part_does_not_drown_an_early_one():
    weights = {"W_xh": np.zeros((1, 1)), "W_hh": np.array([[1e-9]])}
    d = np.zeros((80, 1, 1))
    d[[10, 79]] = 1.0
    found = log_signals(run(LINEAR, weights, np.zeros((80, 1, 1))), d)["h"][:, 0]
    np.testing.assert_allclose(found[[10, 0, 79, 16]], np.log(1e-9) * np.array([0, 10, 0, 63]), rtol=1e-12, atol=1e-12)


def test_a_signal_that_is_exactly_zero_says_so():
    trace = run(LINEAR, {"W_xh": np.zeros((2, 1)), "W_hh": np.zeros((2, 2))}, np.zeros((5, 1, 1)))
    found = log_signals(trace, random_loss((5, 1, 2), np.random.default_rng(0)))["h"][:, 0]
    np.testing.assert_array_equal(found[:4], -np.inf)
    assert found[4] == pytest.approx(0)


@pytest.mark.parametrize(
    ("name", "bias", "expected"),
    [("rnn", None, 0.560), ("lstm", None, 0.630), ("lstm", 1, 0.847), ("lstm", 2, 0.975), ("lstm", 3, 1.010)],
)
def test_slopes_at_initialisation_are_those_that_were_measured_elsewhere(name, bias, expected):
    cell, slopes = CELLS[name], []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        weights = cell.new_weights(16, 64, rng, "torch")
        weights = weights if bias is None else with_carry_bias(cell, weights, bias)
        trace = run(cell, weights, rng.normal(size=(100, 1, 16)))
        h = slice(64 * cell.states.index("h"), 64 * (cell.states.index("h") + 1))
        slopes.append(lyapunov_slope(Chain(step_jacobians(trace), rows=h).log_norms(h)))
    assert np.exp(np.mean(slopes)) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("window", [1, 3, 7, 30])
@pytest.mark.parametrize("name", ["rnn", "gru", "lstm"])
def test_a_window_sees_the_gradient_of_the_steps_in_it_alone(name, window):
    case = Case(CELLS[name], T=7)
    trace = run(case.cell, case.weights, case.x, case.state)
    d = random_loss(trace["h"].shape, np.random.default_rng(0))
    found = truncated_backward(trace, d, window)
    if window >= 7:
        whole = backward(trace, {"h": d})
        for parameter, expected in whole.weights.items():
            np.testing.assert_allclose(found.weights[parameter], expected, rtol=1e-12, atol=1e-15)
        return
    state = {name: trace[name][-window - 1] for name in case.cell.states}
    part = backward(run(case.cell, case.weights, case.x[-window:], state), {"h": d[-window:]})
    for parameter, expected in part.weights.items():
        np.testing.assert_allclose(found.weights[parameter], expected, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(found.x[:-window], 0)
    np.testing.assert_allclose(found.x[-window:], part.x, rtol=1e-12, atol=1e-15)


def test_windows_over_a_summed_loss_are_those_of_torch_with_the_state_detached():
    case = Case(CELLS["rnn"], T=7, B=1)
    weights = {name: torch.tensor(w, requires_grad=True) for name, w in case.weights.items()}
    d = case.d["h"]
    h, loss = torch.tensor(case.state["h"]), 0.0
    for t, x in enumerate(torch.tensor(case.x)):
        if (7 - t) % 3 == 0:
            h = h.detach()
        h = torch.tanh(_sum(weights, "h", x, h))
        loss = loss + (torch.tensor(d[t]) * h).sum()
    loss.backward()
    found = truncated_backward(run(case.cell, case.weights, case.x, case.state), d, 3)
    for name, expected in weights.items():
        np.testing.assert_allclose(found.weights[name], expected.grad.numpy(), rtol=1e-11, atol=1e-14)


def test_a_window_of_no_step_and_a_run_with_edits_are_refused():
    case = Case(CELLS["lstm"])
    trace = run(case.cell, case.weights, case.x, case.state)
    with pytest.raises(ValueError, match="at least 1 step, got 0"):
        truncated_backward(trace, case.d["h"], 0)
    edited = run(case.cell, case.weights, case.x, case.state, edits=[Edit("f", value=1)])
    with pytest.raises(ValueError, match="was run with edits"):
        log_signals(edited, case.d["h"])
    with pytest.raises(ValueError, match='"last" or "sum"'):
        random_loss((5, 1, 2), np.random.default_rng(0), "first")


def test_the_paths_in_logarithms_are_the_paths():
    case = Case(CELLS["lstm"], T=12)
    trace = run(case.cell, case.weights, case.x, case.state)
    d = {"c": np.ones(4), "h": np.ones(4)}
    logs = log_paths(trace, d, sequence=1)
    for state, (belt, rest) in belt_and_rest(trace, d, sequence=1).items():
        for name, rows in {"belt": belt, "rest": rest, "whole": belt + rest}.items():
            np.testing.assert_allclose(np.exp(logs[state][name]), np.linalg.norm(rows, axis=1), rtol=1e-11, atol=1e-300)


def test_a_belt_that_ends_far_below_the_floats_has_the_length_of_its_product():
    weights = {"W_xc": np.zeros((3, 1))}
    logs = log_paths(run(LEAKY, weights, np.zeros((3000, 1, 1))), {"c": np.array([3.0, 4.0, 0.0])})["c"]
    np.testing.assert_allclose(logs["belt"][0], np.log(5) + 3000 * np.log(0.5), rtol=1e-13)
    np.testing.assert_allclose(logs["whole"], logs["belt"], rtol=1e-13)
    np.testing.assert_array_equal(logs["rest"], -np.inf)
    np.testing.assert_array_equal(logs["without"][:-1], -np.inf)


def test_with_closed_forget_gates_all_that_comes_back_never_rode_the_belt():
    case = Case(CELLS["lstm"], T=20)
    weights = {name: w * (not name.endswith("f")) - 50.0 * (name == "b_f") for name, w in case.weights.items()}
    logs = log_paths(run(case.cell, weights, case.x, case.state), {"h": np.ones(4)})["h"]
    np.testing.assert_allclose(logs["without"], logs["whole"], rtol=1e-12, atol=1e-12)


def test_clipping_by_norm_keeps_the_direction_and_clipping_by_value_turns_it():
    gradients = {"a": np.array([3.0, 0.0]), "b": np.array([[4.0]])}
    shorter = clipped_by_norm(gradients, 1.0)
    assert norm(shorter) == pytest.approx(1)
    assert angle(gradients, shorter) == pytest.approx(0, abs=1e-6)
    np.testing.assert_array_equal(clipped_by_norm(gradients, 5.0)["a"], gradients["a"])
    cut = clipped_by_value(gradients, 1.0)
    np.testing.assert_array_equal(cut["a"], [1, 0])
    np.testing.assert_array_equal(cut["b"], [[1]])
    assert angle(gradients, cut) == pytest.approx(np.degrees(np.arccos(7 / (5 * np.sqrt(2)))))
    assert np.isnan(angle(gradients, {"a": np.zeros(2), "b": np.zeros((1, 1))}))


@pytest.mark.parametrize("name", list(CELLS))
def test_units_are_matched_to_a_number_of_parameters(name):
    cell = CELLS[name]

    def count(units: int) -> int:
        return sum(w.size for w in cell.new_weights(16, units, np.random.default_rng(0)).values())

    found = units_with(cell, 16, 6000)
    assert abs(count(found) - 6000) <= min(abs(count(found + 1) - 6000), abs(count(found - 1) - 6000))
    assert units_with(cell, 16, count(20)) == 20


@pytest.mark.parametrize("name", ["rnn", "gru", "lstm"])
def test_the_spectrum_sums_to_the_determinant_and_starts_with_the_norm(name):
    rng, cell = np.random.default_rng(0), CELLS[name]
    trace = run(cell, cell.new_weights(8, 12, rng, "torch"), rng.normal(size=(80, 1, 8)))
    jacobians = step_jacobians(trace)
    found = log_singular_values(jacobians)
    np.testing.assert_allclose(found.sum(), np.linalg.slogdet(jacobians)[1].sum(), rtol=1e-5)
    np.testing.assert_allclose(found[0], Chain(jacobians).log_norms(order="spectral")[0], rtol=1e-6)


def charts(page) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def lines(chart: dict) -> set[str]:
    return {trace["name"] for trace in chart["data"] if trace.get("name") and trace.get("showlegend", True)}


FOLDED = {key: "true" for _, key, _ in pictures.FURTHER}
VOTED = {"vanishing_vote": "next to nothing"}


def sent(page) -> tuple[dict, bytes]:
    """The header of what the page computes with, and all of it."""
    (blob,) = messages(page, "vanishing")
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")]), blob


def compared_in(page) -> list[str]:
    return [cell["title"] for cell in sent(page)[0]["cells"]]


def test_the_cells_with_gates_wait_for_the_prediction_and_nothing_gives_it_away(opened):
    page = opened("vanishing", **FOLDED)
    assert compared_in(page) == ["RNN"]
    assert all(
        lines(chart) <= {"RNN", "RNN, clipped", "‖Nᵏ‖, largest stretch", "ρᵏ, largest eigenvalue"}
        for chart in charts(page)
    )
    assert "vanishes too" not in prose(page)
    assert "LSTM" not in json.dumps(sent(page)[0]["words"])
    page = opened("vanishing", vanishing_vote=votes.OPTIONS[0])
    assert compared_in(page) == ["RNN", "GRU", "LSTM"]
    assert "it is **next to nothing**" in prose(page)
    assert "vanishes too" in prose(page)
    assert "as you said" in prose(opened("vanishing", **VOTED))


def test_the_page_is_sent_the_weights_that_it_cannot_draw_and_where_the_noise_begins(opened):
    header, blob = sent(opened("vanishing", **VOTED, vanishing_start="orthogonal"))
    numbers = np.frombuffer(blob[4 + int.from_bytes(blob[:4], "little") :], "<f4")

    def array(name: str) -> np.ndarray:
        place = header["arrays"][name]
        return numbers[place["offset"] :][: int(np.prod(place["shape"]))].reshape(place["shape"])

    found = levers.drawn("lstm", "orthogonal", levers.SIZES[0], 3)
    goes_on = np.random.default_rng()
    numbers_of = [sum(word << 32 * k for k, word in enumerate(words)) for words in header["cells"][2]["noise"][3]]
    stands = dict(zip(("state", "inc"), numbers_of, strict=True))
    goes_on.bit_generator.state = {**goes_on.bit_generator.state, "state": stands, "has_uint32": 0}
    np.testing.assert_array_equal(goes_on.normal(size=found.x.shape).astype(np.float32), found.x)
    sent_of_it = {name.removeprefix("2/3/") for name in header["arrays"] if name.startswith("2/3/")}
    assert sent_of_it == {"W_hf", "W_hi", "W_hg", "W_ho"}
    for name in sent_of_it:
        np.testing.assert_array_equal(array(f"2/3/{name}"), found.weights[name])
    np.testing.assert_array_equal(header["cells"][2]["u"][3], found.u)
    d = random_loss((7, 1, 32), np.random.default_rng(3))
    np.testing.assert_array_equal(d[-1, 0], found.u)


@pytest.mark.parametrize("start", list(levers.STARTS))
def test_the_levers_move_the_drawn_weights_as_the_rules_of_the_core_do(start):
    where = levers.Levers(bias=1.5, start=start, scale=1.25, length=77)
    for name in (*networks.COMPARED, "lstm1997"):
        cell, rng = CELLS[name], np.random.default_rng(2)
        weights = cell.new_weights(levers.INPUTS, levers.UNITS, rng, "torch")
        weights = with_recurrence(cell, weights, rng, "uniform" if start == "chrono" else start, 1.25)
        weights = with_chrono(cell, weights, rng, 77) if start == "chrono" else with_carry_bias(cell, weights, 1.5)
        found = levers.read_noise(name, where, 2)
        for parameter, expected in weights.items():
            np.testing.assert_allclose(found.weights[parameter], expected, rtol=1e-6, atol=1e-7)
        np.testing.assert_allclose(found.x, rng.normal(size=(77, 1, levers.INPUTS)), rtol=1e-6)


def test_a_link_says_where_the_levers_in_the_page_stand(monkeypatch):
    asked = {"vanishing_bias": "-2", "vanishing_scale": "3.0", "vanishing_length": "401"}
    notes: dict[str, list[str]] = {}
    heard: dict[str, dict] = {}
    monkeypatch.setattr(in_the_page.st, "query_params", asked)
    monkeypatch.setattr(in_the_page.st, "session_state", heard)
    monkeypatch.setattr(in_the_page, "say_ignored", notes.__setitem__)

    def position() -> dict:
        return in_the_page.position("here", levers.IN_THE_PAGE)

    assert position() == {"bias": -2.0, "scale": 3.0, "length": 100}
    assert [key for key, said in notes.items() if said] == ["vanishing_length"]
    heard["here"] = {"levers": {"bias": 0.3, "scale": "<b>", "length": 60}}
    assert position() == {"bias": 0.3, "scale": 1.0, "length": 60}
    assert isinstance(position()["length"], int)
    del heard["here"]
    asked.clear()
    assert position() == {"bias": 0.3, "scale": 1.0, "length": 60}, "as they were left"
    assert asked == {"vanishing_bias": "0.3", "vanishing_length": "60"}


@pytest.mark.parametrize("text", ["5.1", "-3.1", "0.05", "1e0", "nan", "", " 1", "١", "00001", "1.000"])
def test_what_is_no_stop_of_a_lever_is_none(text):
    assert levers.IN_THE_PAGE[0].stop(text) is None


def test_every_number_that_a_sentence_names_is_one_that_the_page_has():
    kinds = "keeps|left|early|later|law"
    for start in levers.STARTS:
        for loss in levers.LOSS:
            for cells_in in (("rnn",), networks.COMPARED):
                titles = "|".join(networks.title(cell) for cell in cells_in)
                for cases in lead.words(cells_in, start, loss)["lead"]:
                    for when, text in cases:
                        for name in re.findall(r"\{(.+?)\}", text):
                            assert re.fullmatch(rf"bias|open|length|(?:{kinds}):(?:{titles})", name), name
                        for name in when:
                            assert re.fullmatch(rf"(?:keeps|left|law|drop):(?:{titles})", name), name


def test_with_forget_bias_0_an_lstm_is_nearly_as_bad_as_an_rnn_and_with_3_it_is_not():
    def factor(cell: str, bias: int) -> float:
        logs = numbers.signals(cell, levers.Levers(bias=bias))["h"]
        return float(np.median(factor_per_step(logs[:, ::-1].T)))

    assert factor("rnn", 0) == pytest.approx(0.54, abs=0.06)
    assert factor("lstm", 0) == pytest.approx(0.61, abs=0.03)
    assert factor("lstm", 1) == pytest.approx(0.82, abs=0.03)
    assert 0.95 < factor("lstm", 3) < 1.03


@pytest.mark.parametrize("start", list(levers.STARTS))
@pytest.mark.parametrize("bias", ["-3", "5"])
def test_every_start_is_drawn_with_every_lever_at_its_end(opened, start, bias):
    page = opened(
        "vanishing",
        **VOTED,
        **FOLDED,
        vanishing_bias=bias,
        vanishing_start=levers.STARTS[start],
        vanishing_scale="3.0",
        vanishing_length="400",
        vanishing_loss="summed over all steps",
        vanishing_sizes="same parameters",
    )
    assert not page.error
    assert not page.info, [box.value for box in page.info]
    assert len(charts(page)) == 6
    assert sent(page)[0]["levers"][0]["idle"] == ("chrono biases take its place" if start == "chrono" else "")


def test_any_registered_cell_can_be_added(opened):
    flat = {key for key, cell in CELLS.items() if not cell.spatial}
    assert set(levers.others()) == flat - {"rnn", "gru", "lstm"}
    for added in ("Full gate recurrence", "LSTM of 1997"):
        page = opened("vanishing", **VOTED, vanishing_cell=added)
        assert not page.error
        assert not page.info
        assert compared_in(page) == ["RNN", "GRU", "LSTM", added]


def test_with_the_same_parameters_the_rnn_has_more_units():
    same = levers.Levers(sizes="same parameters")
    found = {cell: levers.units(cell, same.sizes) for cell in networks.COMPARED}
    assert found["lstm"] == levers.UNITS < found["gru"] < found["rnn"]


def test_most_of_what_an_lstm_with_open_gates_brings_back_rode_the_belt():
    _, logs = numbers.by_path("lstm", levers.Levers(bias=2))
    assert logs["without"][50] < logs["whole"][50] + np.log(1e-15)


def test_before_anything_has_left_the_belt_no_line_is_drawn_for_it():
    found = {cell: numbers.by_path(cell, levers.Levers())[1] for cell in ("gru", "lstm")}
    drawn = [by_path(logs, "length", beside=list(found.values())).to_plotly_json() for logs in found.values()]
    ((low, _),) = {tuple(chart["layout"]["yaxis"]["range"]) for chart in drawn}
    assert all("0" not in chart["layout"]["yaxis"]["ticktext"] for chart in drawn)
    for chart, logs in zip(drawn, found.values(), strict=True):
        for trace, name in zip(chart["data"], ("whole", "belt", "rest", "without"), strict=True):
            for y, log in zip(trace["y"], logs[name], strict=True):
                assert (y is None) == bool(np.isneginf(log))
                assert y is None or (y == pytest.approx(log / np.log(10)) and y > low)


def test_a_size_is_written_as_people_write_it_and_only_zero_is_zero():
    written = [size(np.log(number)) for number in (1.0, 0.25, 12.0, 4321.0)]
    assert written == ["1", "0.25", "12", "4,321"]
    assert size(-1000.0) == "5.1·10⁻⁴³⁵"
    assert size(np.log(1e-5)) == "1.0·10⁻⁵"
    assert size(-np.inf) == "0"


def test_what_is_exactly_zero_is_drawn_on_a_line_labelled_0():
    logs = {"RNN": np.array([[0.0, -5.0, -np.inf]])}
    drawn = along_lag(logs, {}, "length").to_plotly_json()
    ticks = drawn["layout"]["yaxis"]
    assert ticks["ticktext"][0] == "0"
    assert drawn["data"][-1]["y"][-1] == ticks["tickvals"][0] < np.log10(np.exp(-5.0))


@pytest.mark.parametrize("bias", range(-3, 6))
def test_what_is_said_of_the_belt_is_what_the_numbers_say(bias):
    at = levers.Levers(bias=bias)
    _, logs = numbers.by_path("lstm", at)
    belt, whole, said = logs["belt"][50], logs["whole"][50], words.of_paths(at)
    assert all(size(log) in said for log in (belt, whole, logs["without"][50]))
    assert ("stayed on the belt all the way" in said) == (belt > whole - np.log(2))
    assert ("The belt's line lies lowest" in said) == (belt < whole - np.log(100))


def test_panels_that_are_compared_have_one_range_and_no_spectrum_runs_below_the_floats():
    at = levers.Levers(bias=-3, length=400)
    found = {cell: numbers.by_path(cell, at)[1] for cell in ("gru", "lstm")}
    ranges = {
        tuple(by_path(logs, "length", beside=list(found.values())).to_plotly_json()["layout"]["yaxis"]["range"])
        for logs in found.values()
    }
    assert len(ranges) == 1
    logs = numbers.spectra(["rnn", "lstm"], at)
    lost = {cell: int((values < SMALLEST).sum()) for cell, values in logs.items()}
    assert lost["LSTM"] > 0
    for trace in spectra(logs).to_plotly_json()["data"]:
        assert len(trace["y"]) == len(logs[trace["name"]]) - lost[trace["name"]]
        assert min(trace["y"], default=0) >= SMALLEST / np.log(10)
    assert f"{lost['LSTM']} of the LSTM's" in words.below_floats(["rnn", "lstm"], at)
    assert words.below_floats(["rnn"], levers.Levers()) == ""


def test_lines_of_theory_are_drawn_where_they_are_asked_for(opened):
    hidden, _ = sent(opened("vanishing", **VOTED))
    assert [cell["theory"] for cell in hidden["cells"]] == [None, None, None]
    drawn, _ = sent(opened("vanishing", **VOTED, vanishing_theory="drawn"))
    assert set(drawn["cells"][0]["theory"]) == {"bound"}
    assert drawn["cells"][2]["theory"] == {"belt": True}
