"""Gradients of every named value of torch's fused layers, from their own backward pass, without a loop over products.

A layer whose input is its sums of x (its W the identity) has the gradients of all gates' sums as its input gradient.
From them one product gives what h receives, and an elementwise scan what c receives: every other name is one factor.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from lstm_torch import layouts
from lstm_torch.layouts import STATES
from lstm_torch.recover import before, checked, recover, scan


def gradients(
    layer: nn.RNNBase,
    x: Tensor,
    d_out: Tensor,
    state: Tensor | tuple[Tensor, Tensor] | None = None,
    d_end: Mapping[str, Tensor] | None = None,
) -> tuple[list[dict[str, Tensor]], Tensor]:
    """(dL/d(every named value) of each layer and direction, as `recover` orders them; dL/dx).

    `d_out` (T, B, H or 2H) is dL/d(what the layer returns), `d_end` {"c": (L, B, H)} dL/d(its last state); a name's
    gradient is the total derivative at its step.
    """
    kind, ways = checked(layer), 1 + layer.bidirectional
    with torch.no_grad():
        values = recover(layer, x, state)
        given = state if isinstance(state, tuple) or state is None else (state,)
        zeros = x.new_zeros(len(values), x.shape[1], layer.hidden_size)
        start = dict(zip(STATES[kind], given or [zeros for _ in STATES[kind]], strict=True))
        ends = {name: (d_end or {}).get(name, zeros) for name in STATES[kind]}
        inputs = [x] + [torch.cat([v["h"] for v in values[k : k + ways]], -1) for k in range(0, len(values), ways)]
    found: list[dict[str, Tensor]] = [{} for _ in values]
    for k in reversed(range(layer.num_layers)):
        d_x = torch.zeros_like(inputs[k])
        for way, d_h in enumerate(d_out.chunk(ways, -1)):
            place, turn = k * ways + way, [0] if way else []
            arrays = layouts.of_layer(layer, k, reverse=way == 1)
            here = {name: value.flip(turn) for name, value in values[place].items()}
            first = {name: value[place] for name, value in start.items()}
            last = {name: value[place] for name, value in ends.items()}
            d_sums = sums_gradient(kind, arrays, inputs[k].flip(turn), first, d_h.flip(turn), last)
            with torch.no_grad():
                back = BACK[kind](arrays, here, first, d_sums, d_h.flip(turn), last)
                d_x += (d_sums @ arrays["weight_ih"]).flip(turn)
            found[place] = {name: d.flip(turn) for name, d in back.items()}
        d_out = d_x
    return found, d_out


def sums_gradient(
    kind: str, arrays: Mapping[str, Tensor], x: Tensor, first: Mapping, d_h: Tensor, last: Mapping
) -> Tensor:
    """dL/d(W x + b of every gate), (T, B, n H): the input gradient of the layer whose W is the identity."""
    sums = nn.functional.linear(x, arrays["weight_ih"], arrays["bias_ih"]).detach().requires_grad_()
    layer = getattr(nn, kind)(sums.shape[-1], d_h.shape[-1], dtype=x.dtype, device=x.device)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.eye(sums.shape[-1], dtype=x.dtype))
        layer.bias_ih_l0.zero_()
        layer.weight_hh_l0.copy_(arrays["weight_hh"])
        layer.bias_hh_l0.copy_(arrays["bias_hh"])
    start = tuple(value[None].contiguous() for value in first.values())
    with torch.enable_grad():
        out, end = layer(sums, start if len(start) > 1 else start[0])
    ends = end if isinstance(end, tuple) else (end,)
    arriving = [d_h.contiguous(), *(value[None].contiguous() for value in last.values())]
    return torch.autograd.grad([out, *ends], sums, arriving)[0]


def after(d: Tensor) -> Tensor:
    """What the next step hands back: (T, B, …), nothing after the last."""
    return torch.cat([d[1:], torch.zeros_like(d[:1])])


def backward_scan(keep: Tensor, add: Tensor) -> Tensor:
    """d_t = add_t + keep_{t+1} * d_{t+1}."""
    return scan(after(keep).flip(0), add.flip(0), torch.zeros_like(add[0])).flip(0)


def with_end(d: Tensor, last: Tensor) -> Tensor:
    return torch.cat([d[:-1], d[-1:] + last])


def lstm_back(arrays: Mapping, v: Mapping, first: Mapping, d_sums: Tensor, d_h: Tensor, last: Mapping) -> dict:
    """h receives from the loss and from the next step's sums, c from h and from the next c."""
    h = with_end(d_h, last["h"]) + after(d_sums) @ arrays["weight_hh"]
    squashed = v["c"].tanh()
    c = backward_scan(v["f"], with_end(h * v["o"] * (1 - squashed * squashed), last["c"]))
    return {"i": c * v["g"], "f": c * before(v["c"], first["c"]), "g": c * v["i"], "o": h * squashed, "c": c, "h": h}


def gru_back(arrays: Mapping, v: Mapping, first: Mapping, d_sums: Tensor, d_h: Tensor, last: Mapping) -> dict:
    """h receives from the loss, from the next step's sums and, kept by z, from the next h."""
    past = before(v["h"], first["h"])
    of_r, of_z, of_n = d_sums.chunk(3, -1)
    from_sums = after(torch.cat([of_r, of_z, of_n * v["r"]], -1)) @ arrays["weight_hh"]
    h = backward_scan(v["z"], with_end(d_h, last["h"]) + from_sums)
    reset = nn.functional.linear(past, arrays["weight_hh"].chunk(3)[2], arrays["bias_hh"].chunk(3)[2])
    return {"r": of_n * reset, "z": h * (past - v["n"]), "n": h * (1 - v["z"]), "h": h}


def rnn_back(arrays: Mapping, v: Mapping, first: Mapping, d_sums: Tensor, d_h: Tensor, last: Mapping) -> dict:
    """h receives from the loss and from the next step's sum."""
    return {"h": with_end(d_h, last["h"]) + after(d_sums) @ arrays["weight_hh"]}


BACK = {"LSTM": lstm_back, "GRU": gru_back, "RNN": rnn_back}
