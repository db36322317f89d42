"""All gates and cell states of torch's fused layers, which return only h, without a loop over its products.

The layer runs as it is. Then every gate of every step is ONE product of [x, h of the step before] with the layer's
weights, because all h are known; only the LSTM's c is a scan, elementwise. Its last value must be the layer's own c_n:
a check that costs nothing.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from lstm_torch import layouts
from lstm_torch.layouts import STATES

TOLERANCE = 64  # units in the last place of the largest |c|, in the layer's dtype


@torch.no_grad()
def recover(
    layer: nn.RNNBase, x: Tensor, state: Tensor | tuple[Tensor, Tensor] | None = None
) -> list[dict[str, Tensor]]:
    """{"i", "f", "g", "o", "c", "h"} (T, B, H) of each layer, of each direction: layer 0, layer 0 reversed, layer 1, …

    x is (T, B, D); `state` as the layer takes it. A GRU gives r, z, n, h, a tanh RNN h. The values of a reversed
    direction stand at the steps they belong to. Raises ArithmeticError where c does not end as the layer says.
    """
    kind, ways = checked(layer), 1 + layer.bidirectional
    given = state if isinstance(state, tuple) or state is None else (state,)
    shape = (layer.num_layers * ways, x.shape[1], layer.hidden_size)
    start = dict(zip(STATES[kind], given or [x.new_zeros(shape) for _ in STATES[kind]], strict=True))
    found = []
    for k in range(layer.num_layers):
        here = {name: value[k * ways : (k + 1) * ways] for name, value in start.items()}
        out, end = single_layer(layer, k)(x, tuple(here.values()) if len(here) > 1 else here["h"])
        end = dict(zip(here, end if isinstance(end, tuple) else (end,), strict=True))
        for way, h in enumerate(out.chunk(ways, -1)):
            first = {name: value[way] for name, value in here.items()}
            arrays = layouts.of_layer(layer, k, reverse=way == 1)
            h, read = (h.flip(0), x.flip(0)) if way else (h, x)
            values = VALUES[kind](arrays, read, h, first)
            check(kind, values, {name: value[way] for name, value in end.items()})
            found.append({name: value.flip(0) for name, value in values.items()} if way else values)
        x = out
    return found


def checked(layer: nn.RNNBase) -> str:
    """ "RNN", "LSTM" or "GRU"; ValueError for a layer that this file does not know."""
    kind = type(layer).__name__
    if kind not in STATES or getattr(layer, "nonlinearity", "tanh") != "tanh" or layer.proj_size:
        raise ValueError(f"recover knows nn.LSTM, nn.GRU and the tanh nn.RNN without projection, got {layer}")
    if layer.batch_first or (layer.training and layer.dropout):
        raise ValueError("recover reads a layer that is time first (batch_first=False), and with dropout in eval mode")
    return kind


def single_layer(layer: nn.RNNBase, k: int) -> nn.RNNBase:
    """Layer k alone, both directions, with a copy of its weights: cuDNN wants them in one piece."""
    if layer.num_layers == 1:
        return layer
    size = layer.input_size if k == 0 else layer.hidden_size * (1 + layer.bidirectional)
    with torch.device("meta"):  # no numbers are drawn only to be replaced
        one = type(layer)(size, layer.hidden_size, bias=layer.bias, bidirectional=layer.bidirectional)
    one = one.to(layer.weight_ih_l0.dtype).to_empty(device=layer.weight_ih_l0.device)
    for name in one._flat_weights_names:
        getattr(one, name).copy_(getattr(layer, name.replace("_l0", f"_l{k}")))
    return one.train(layer.training)


def before(h: Tensor, first: Tensor) -> Tensor:
    """What each step found: (T, B, H)."""
    return torch.cat([first[None], h[:-1]])


def lstm_values(arrays: Mapping[str, Tensor], x: Tensor, h: Tensor, first: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """All gates of all steps from one product of x and one of h, as torch adds them; then c from step to step."""
    z = nn.functional.linear(x, arrays["weight_ih"], arrays["bias_ih"])  # (T, B, 4H)
    z = z + nn.functional.linear(before(h, first["h"]), arrays["weight_hh"], arrays["bias_hh"])
    i, f, g, o = z.chunk(4, -1)
    i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
    return {"i": i, "f": f, "g": g, "o": o, "c": scan(f, i * g, first["c"]), "h": h}


def scan(keep: Tensor, add: Tensor, first: Tensor) -> Tensor:
    """c_t = keep_t * c_{t-1} + add_t, (T, B, H)."""
    out, now = torch.empty_like(add), first
    for c, kept, added in zip(out.unbind(0), keep.unbind(0), add.unbind(0), strict=True):
        now = torch.addcmul(added, kept, now, out=c)
    return out


def gru_values(arrays: Mapping[str, Tensor], x: Tensor, h: Tensor, first: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Two products, because the reset gate stands between them; no scan."""
    from_x = nn.functional.linear(x, arrays["weight_ih"], arrays["bias_ih"]).chunk(3, -1)
    from_h = nn.functional.linear(before(h, first["h"]), arrays["weight_hh"], arrays["bias_hh"]).chunk(3, -1)
    r, z = (from_x[0] + from_h[0]).sigmoid(), (from_x[1] + from_h[1]).sigmoid()
    return {"r": r, "z": z, "n": (from_x[2] + r * from_h[2]).tanh(), "h": h}


def rnn_values(arrays: Mapping[str, Tensor], x: Tensor, h: Tensor, first: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Nothing to recover: h is all there is."""
    return {"h": h}


VALUES = {"LSTM": lstm_values, "GRU": gru_values, "RNN": rnn_values}


def check(kind: str, values: Mapping[str, Tensor], end: Mapping[str, Tensor]) -> None:
    """The recovered state ends where the layer's own did; ArithmeticError otherwise."""
    for name, last in end.items():
        ours = values[name][-1]
        allowed = TOLERANCE * torch.finfo(last.dtype).eps * last.abs().amax().clamp(min=1)
        if not ((ours - last).abs().amax() <= allowed):
            raise ArithmeticError(
                f"the recovered {name} of nn.{kind} ends {(ours - last).abs().amax():.3g} away from its own"
            )
