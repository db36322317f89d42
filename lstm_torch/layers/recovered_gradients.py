"""Gradients of every named value of torch's fused layers, from their own backward pass, without a loop over products.

A layer whose input is its sums of x (its W the identity) has the gradients of all gates' sums as its input gradient.
From them one product gives what h receives, and an elementwise scan what c receives: every other name is one factor.
"""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence

from lstm_torch.layers import layouts
from lstm_torch.layers.precision import full_float32
from lstm_torch.layers.reading import Reading, reading
from lstm_torch.layers.recover import before, recovered, scan
from lstm_torch.layers.refusals import fitting


@torch.inference_mode(False)
@torch.no_grad()
@full_float32()
def recovered_gradients(
    layer: nn.RNNBase,
    x: Tensor | PackedSequence,
    d_out: Tensor,
    state: Tensor | Sequence[Tensor] | None = None,
    d_end: Mapping[str, Tensor] | None = None,
) -> tuple[list[dict[str, Tensor]], Tensor]:
    """(dL/d(every named value) of each layer and direction, as `recover` orders them; dL/dx).

    `d_out` is dL/d(what the layer returns), (T, B, H or 2H) in the layout that `recover` gives; `d_end`
    {"c": (L, B, H)} dL/d(its last state). A name's gradient is the total derivative at its step, 0 after the end of a
    packed sequence. ValueError or TypeError for what does not fit.
    """
    given = reading(layer, x, state)
    values, ways = recovered(given), 1 + layer.bidirectional
    d_out, ends = arriving(given, d_out, d_end or {})
    inputs = [given.x] + [torch.cat([v["h"] for v in values[k : k + ways]], -1) for k in range(0, len(values), ways)]
    found: list[dict[str, Tensor]] = [{} for _ in values]
    for k in reversed(range(layer.num_layers)):
        d_x = torch.zeros_like(inputs[k])
        for way, d_h in enumerate(d_out.chunk(ways, -1)):
            place, turn = k * ways + way, given.turned if way else lambda value: value
            arrays = layouts.of_layer(layer, k, reverse=way == 1)
            here = {name: turn(value) for name, value in values[place].items()}
            first = {name: value[place] for name, value in given.start.items()}
            last = {name: value[place] for name, value in ends.items()}
            d_sums = sums_gradient(given, arrays, turn(inputs[k]), first, turn(d_h), last)
            outside = {"h": turn(d_h), "c": torch.zeros_like(d_h)}
            outside = {name: given.with_last(outside[name], value) for name, value in last.items()}
            back = BACK[given.kind](arrays, here, first, d_sums, outside)
            d_x += turn(d_sums @ arrays["weight_ih"])
            found[place] = {name: given.returned(turn(value)) for name, value in back.items()}
        d_out = d_x
    return found, given.returned(d_out)


def arriving(given: Reading, d_out: Tensor, d_end: Mapping[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
    """The gradients from outside, time first, if they have the shapes of what they belong to."""
    layer, who = given.layer, f"of nn.{given.kind}"
    shape = (*given.returned(given.x).shape[:-1], layer.hidden_size * (1 + layer.bidirectional))
    d_out = given.time_first(fitting(f"d_out {who}", d_out, shape, layer))
    if not isinstance(d_end, Mapping) or not set(d_end) <= set(given.start):
        came = ", ".join(map(str, d_end)) if isinstance(d_end, Mapping) else f"a {type(d_end).__name__}"
        raise ValueError(f"d_end {who} is a dict with {' and '.join(given.start)}, got {came}")
    return given.real(d_out), given.states("d_end's", d_end)


def sums_gradient(
    given: Reading, arrays: Mapping[str, Tensor], x: Tensor, first: Mapping, d_h: Tensor, last: Mapping
) -> Tensor:
    """dL/d(W x + b of every gate), (T, B, n H): the input gradient of the layer whose W is the identity."""
    sums = nn.functional.linear(x, arrays["weight_ih"], arrays["bias_ih"])
    layer = given.alike(sums.shape[-1], dtype=x.dtype, device=x.device)
    nn.init.eye_(layer.weight_ih_l0)  # where it stands: no second one of its size, no copy to a GPU
    layer.bias_ih_l0.zero_()
    layer.weight_hh_l0.copy_(arrays["weight_hh"])
    layer.bias_hh_l0.copy_(arrays["bias_hh"])
    start = {name: value[None].clone() for name, value in first.items()}
    with torch.enable_grad():
        out, end = given.run(layer, sums.requires_grad_(), start)
    outside = [d_h.contiguous(), *(value[None].contiguous() for value in last.values())]
    return torch.autograd.grad([out, *end.values()], sums, outside)[0]


def after(d: Tensor) -> Tensor:
    """What the next step hands back: (T, B, …), nothing after the last."""
    return torch.cat([d[1:], torch.zeros_like(d[:1])])


def backward_scan(keep: Tensor, add: Tensor) -> Tensor:
    """d_t = add_t + keep_{t+1} * d_{t+1}."""
    return scan(after(keep).flip(0), add.flip(0), torch.zeros_like(add[0])).flip(0)


def lstm_back(arrays: Mapping, v: Mapping, first: Mapping, d_sums: Tensor, d: Mapping) -> dict:
    """h receives from outside and from the next step's sums, c from h and from the next c."""
    h = d["h"] + after(d_sums) @ arrays["weight_hh"]
    squashed = v["c"].tanh()
    c = backward_scan(v["f"], h * v["o"] * (1 - squashed * squashed) + d["c"])
    return {"i": c * v["g"], "f": c * before(v["c"], first["c"]), "g": c * v["i"], "o": h * squashed, "c": c, "h": h}


def gru_back(arrays: Mapping, v: Mapping, first: Mapping, d_sums: Tensor, d: Mapping) -> dict:
    """h receives from outside, from the next step's sums and, kept by z, from the next h."""
    past = before(v["h"], first["h"])
    of_r, of_z, of_n = d_sums.chunk(3, -1)
    from_sums = after(torch.cat([of_r, of_z, of_n * v["r"]], -1)) @ arrays["weight_hh"]
    h = backward_scan(v["z"], d["h"] + from_sums)
    reset = nn.functional.linear(past, arrays["weight_hh"].chunk(3)[2], arrays["bias_hh"].chunk(3)[2])
    return {"r": of_n * reset, "z": h * (past - v["n"]), "n": h * (1 - v["z"]), "h": h}


def rnn_back(arrays: Mapping, v: Mapping, first: Mapping, d_sums: Tensor, d: Mapping) -> dict:
    """h receives from outside and from the next step's sum."""
    return {"h": d["h"] + after(d_sums) @ arrays["weight_hh"]}


BACK = {"LSTM": lstm_back, "GRU": gru_back, "RNN": rnn_back}
