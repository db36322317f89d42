"""Forward values and all gradients against torch.nn, with copied weights, wherever a cell names its torch layer."""

import numpy as np
import pytest

from lstm_core import CELLS, backward, run
from tests.support.oracles import Case, relative_error

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

# torch's order of gate blocks, and which of its two biases is ours.
BLOCKS = {"RNN": "h", "LSTM": "ifgo", "GRU": "rzn"}
CELLS_OF_TORCH = [key for key, cell in CELLS.items() if cell.torch_name]


def torch_layer(case: Case):
    """The torch.nn layer with the case's weights; our one bias is torch's first, but for b_hn inside the reset."""
    cell = case.cell
    hidden_size, input_size = len(case.state["h"][0]), case.x.shape[-1]
    layer = getattr(torch.nn, cell.torch_name)(input_size, hidden_size, dtype=torch.float64)
    gates = BLOCKS[cell.torch_name]
    zero = np.zeros(hidden_size)
    copied = {
        "weight_ih_l0": np.concatenate([case.weights[f"W_x{g}"] for g in gates]),
        "weight_hh_l0": np.concatenate([case.weights[f"W_h{g}"] for g in gates]),
        "bias_ih_l0": np.concatenate([case.weights[f"b_{g}"] for g in gates]),
        "bias_hh_l0": np.concatenate([case.weights.get(f"b_h{g}", zero) for g in gates]),
    }
    with torch.no_grad():
        for name, array in copied.items():
            getattr(layer, name).copy_(torch.tensor(array))
    return layer


@pytest.mark.parametrize("key", CELLS_OF_TORCH)
@pytest.mark.parametrize("sizes", [{"T": 1, "B": 1}, {"T": 12, "B": 3, "D": 5, "H": 6}])
def test_values_and_gradients_equal_those_of_torch(key, sizes):
    case = Case(CELLS[key], **sizes)
    cell, layer = case.cell, torch_layer(case)
    x = torch.tensor(case.x, requires_grad=True)
    state = {name: torch.tensor(array[None], requires_grad=True) for name, array in case.state.items()}
    start = (state["h"], state["c"]) if "c" in state else state["h"]
    out, end = layer(x, start)
    end = dict(zip(("h", "c"), end, strict=True)) if "c" in state else {"h": end}
    d_end = {name: np.cos(np.arange(array.size)).reshape(array.shape) for name, array in case.state.items()}
    total = (out * torch.tensor(case.d["h"])).sum()
    total = total + sum((end[name][0] * torch.tensor(d)).sum() for name, d in d_end.items())
    total.backward()

    trace = run(cell, case.weights, case.x, case.state)
    grads = backward(trace, {"h": case.d["h"]}, final=d_end)
    np.testing.assert_allclose(trace["h"], out.detach().numpy(), rtol=1e-10, atol=1e-12)
    for name in state:
        np.testing.assert_allclose(trace.final[name], end[name][0].detach().numpy(), rtol=1e-10, atol=1e-12)
        assert relative_error(grads.state[name], state[name].grad[0].numpy()) <= 1e-10
    assert relative_error(grads.x, x.grad.numpy()) <= 1e-10
    gates = BLOCKS[cell.torch_name]
    for prefix, theirs in (("W_x", layer.weight_ih_l0), ("W_h", layer.weight_hh_l0), ("b_", layer.bias_ih_l0)):
        ours = np.concatenate([grads.weights[f"{prefix}{g}"] for g in gates])
        assert relative_error(ours, theirs.grad.numpy()) <= 1e-10, prefix
    for g in gates:
        if f"b_h{g}" in grads.weights:
            block = layer.bias_hh_l0.grad.chunk(len(gates))[gates.index(g)]
            assert relative_error(grads.weights[f"b_h{g}"], block.numpy()) <= 1e-10
