"""Every cell on torch: values and all gradients equal the NumPy core's, weights travel both ways."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Network, backward, run
from lstm_core.tasks.france import evaluation_set
from tests.support.oracles import Case, cells, relative_error

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch.layers import (
    autograd,
    graph,
    layouts,
)
from lstm_torch.layers.modules import CellLayer, FusedLayers
from lstm_torch.layers.network import TorchNetwork

FUSED = [key for key, cell in CELLS.items() if layouts.fused_name(cell)]


def tensors(arrays: dict) -> dict:
    return {name: torch.tensor(array) for name, array in arrays.items()}


def case_of(cell: Cell) -> Case:
    return Case(cell, T=6, B=3, D=4, H=5, maps=(4, 3) if cell.spatial else ())


@pytest.mark.parametrize("name", cells())
def test_values_of_every_cell_equal_those_of_the_core(name):
    case = case_of(cells()[name])
    trace = run(case.cell, case.weights, case.x, case.state)
    steps = graph.run(case.cell, tensors(case.weights), torch.tensor(case.x), tensors(case.state))
    assert list(steps) == list(trace)
    for value in trace:
        np.testing.assert_allclose(steps[value].numpy(), trace[value], rtol=1e-10, atol=1e-12)
    for value, last in steps.final.items():
        np.testing.assert_array_equal(last, steps[value][-1])


@pytest.mark.parametrize("name", cells())
def test_gradients_of_every_cell_and_every_named_value_equal_those_of_the_core(name):
    case = case_of(cells()[name])
    d_end = {state: np.cos(array) for state, array in case.state.items()}
    ours = backward(run(case.cell, case.weights, case.x, case.state), case.d, final=d_end, values=True)
    theirs = autograd.gradients(
        case.cell, tensors(case.weights), torch.tensor(case.x), tensors(case.state), tensors(case.d), tensors(d_end)
    )
    for part in ("values", "weights", "state"):
        for key, array in getattr(ours, part).items():
            assert relative_error(array, getattr(theirs, part)[key].numpy()) <= 1e-10, (part, key)
    assert relative_error(ours.x, theirs.x.numpy()) <= 1e-10


def test_every_gradient_of_the_slstm_is_that_of_its_formula_without_a_stabiliser():
    """Beck et al. 2024 before they add m: i and f plain exponentials, by hand, differentiated by autograd."""
    case = Case(CELLS["slstm"], T=6, B=3, D=4, H=5)
    ours = backward(run(case.cell, case.weights, case.x), {"h": case.d["h"]})
    w = {name: torch.tensor(array, requires_grad=True) for name, array in case.weights.items()}
    x = torch.tensor(case.x, requires_grad=True)
    h = c = n = torch.zeros(3, 5, dtype=x.dtype)
    loss = torch.zeros((), dtype=x.dtype)
    for x_t, d_t in zip(x, torch.tensor(case.d["h"]), strict=True):
        i, f, g, o = (x_t @ w[f"W_x{k}"].T + h @ w[f"W_h{k}"].T + w[f"b_{k}"] for k in "ifgo")
        c = torch.exp(f) * c + torch.exp(i) * torch.tanh(g)
        n = torch.exp(f) * n + torch.exp(i)
        h = torch.sigmoid(o) * c / n
        loss = loss + (h * d_t).sum()
    loss.backward()
    for name, leaf in {**w, "x": x}.items():
        found, wanted = (ours.x if name == "x" else ours.weights[name]), leaf.grad.numpy()
        np.testing.assert_allclose(found, wanted, rtol=1e-11, atol=1e-13, err_msg=name)


@pytest.mark.parametrize("key", FUSED)
def test_a_fused_layer_computes_what_the_equations_say_and_gives_the_weights_back(key):
    case = case_of(CELLS[key])
    weights, x, state = tensors(case.weights), torch.tensor(case.x, requires_grad=True), [tensors(case.state)]
    d, results = torch.tensor(case.d["h"]), []
    for layer in (FusedLayers(case.cell, [weights]), CellLayer(case.cell, weights)):
        h, end = layer(x, state)
        loss = (h * d).sum() + sum(value.sum() for value in end[0].values())
        d_x = torch.autograd.grad(loss, x)[0]
        results.append([h, d_x, *(end[0][name] for name in case.cell.states)])
        for name, array in layer.layer_weights()[0].items():
            np.testing.assert_array_equal(array.detach(), case.weights[name])
    for fused, looped in zip(*results, strict=True):
        assert relative_error(fused.detach().numpy(), looped.detach().numpy()) <= 1e-10


@pytest.mark.parametrize("key", FUSED)
def test_weights_of_any_torch_layer_become_a_cell_of_ours(key):
    torch.manual_seed(1)
    cell, layer = CELLS[key], getattr(torch.nn, CELLS[key].torch_name)(4, 5, dtype=torch.float64)
    x = torch.randn(7, 2, 4, dtype=torch.float64)
    weights = layouts.from_torch(cell, layouts.of_layer(layer, 0))
    ours = run(cell, {name: array.detach().numpy() for name, array in weights.items()}, x.numpy())
    np.testing.assert_allclose(ours["h"], layer(x)[0].detach().numpy(), rtol=1e-10, atol=1e-12)


def test_a_cell_that_only_claims_to_be_torchs_is_computed_from_its_equations():
    typed = Cell("mine", CELLS["lstm"].text.replace("tanh(c)", "c"), torch_name="LSTM")
    assert layouts.fused_name(CELLS["lstm"]) == "LSTM"
    assert layouts.fused_name(typed) is None


@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("key", CELLS)
def test_a_network_is_its_numpy_twin_and_returns_its_weights(key, layers):
    cell, rng = CELLS[key], np.random.default_rng(1)
    if cell.spatial:
        reads, inputs = {"input_size": 3, "outputs": ("y",), "output": "number"}, rng.normal(size=(6, 2, 3, 4, 5))
    else:
        reads, inputs = {}, rng.integers(0, 4, (6, 2))
    network = Network.new(cell, () if cell.spatial else "abcd", 5, 3, np.random.default_rng(0), layers=layers, **reads)
    twin, trace = TorchNetwork(network), network.run(inputs)
    h, end = twin(torch.tensor(inputs))
    np.testing.assert_allclose(twin.readout(h).detach(), trace.logits, rtol=1e-10, atol=1e-12)
    for ours, theirs in zip(trace.final, end, strict=True):
        for name, array in theirs.items():
            np.testing.assert_allclose(array.detach(), ours[name], rtol=1e-10, atol=1e-12)
    back = twin.to_network()
    assert all(np.array_equal(array, back.parameters[name]) for name, array in network.parameters.items())
    assert len(twin.parts) == (1 if layouts.fused_name(cell) else layers)


@pytest.mark.parametrize("key", ["lstm", "peephole"])  # one fused part, and a part for each layer
def test_a_run_that_goes_on_from_a_state_is_the_whole_run(key):
    network = Network.new(CELLS[key], ("a", "b", "c"), 5, 0, np.random.default_rng(0), layers=2)
    twin, ids = TorchNetwork(network), torch.tensor(np.random.default_rng(1).integers(0, 3, (8, 2)))
    whole, _ = twin(ids)
    first, state = twin(ids[:5])
    second, _ = twin(ids[5:], state)
    torch.testing.assert_close(torch.cat([first, second]), whole, rtol=1e-12, atol=1e-14)


def test_a_trained_network_that_ships_gives_the_same_probabilities():
    from lstm_core import load_run

    network = load_run("assets/runs/france-lstm-0").network
    ids = evaluation_set(11, per_country=1).inputs
    twin = TorchNetwork(network)
    with torch.no_grad():
        logits = twin.readout(twin(torch.tensor(ids))[0])
    np.testing.assert_allclose(logits, network.run(ids).logits, rtol=1e-9, atol=1e-10)


def test_dropout_before_the_readout_hides_numbers_there_alone_and_only_while_it_trains():
    network = Network.new(CELLS["lstm"], tuple("abc"), 40, 0, np.random.default_rng(0))
    plain, dropping = TorchNetwork(network), TorchNetwork(network, readout_dropout=0.5)
    ids = torch.tensor([[0, 1], [2, 1], [0, 0]])
    h, end = plain(ids)
    torch.manual_seed(0)
    hidden, same_end = dropping(ids)
    for states in zip(end, same_end, strict=True):  # what is carried along time loses nothing
        assert all(torch.equal(states[0][name], states[1][name]) for name in states[0])
    kept = hidden != 0
    assert 0.3 < kept.double().mean() < 0.7
    torch.testing.assert_close(hidden[kept], 2 * h[kept])
    assert torch.equal(dropping.eval()(ids)[0], h)
