"""All gates and cell states of torch's fused layers, which return only h, without a loop over its products.

The layer runs as it is. Then every gate of every step is ONE product of [x, h of the step before] with the layer's
weights, because all h are known; only the LSTM's c is a scan, elementwise. Its last value must be the layer's own c_n:
a check that costs nothing.
"""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence

from lstm_torch.layers import layouts
from lstm_torch.layers.precision import full_float32
from lstm_torch.layers.reading import Reading, reading

TOLERANCE = 64  # units in the last place of the largest |c|, in the layer's dtype; and one more for every step
TANH_OF_CUDNN = 1e-5  # cuDNN's float32 kernels for up to some 400 units compute tanh to 8e-6 (measured: H200, 9.19)
FEW = 2**17  # numbers a step on a GPU, up to which the launches of a loop over steps take longer than its sums


@torch.no_grad()
@full_float32()
def recover(
    layer: nn.RNNBase, x: Tensor | PackedSequence, state: Tensor | Sequence[Tensor] | None = None
) -> list[dict[str, Tensor]]:
    """{"i", "f", "g", "o", "c", "h"} (T, B, H) of each layer, of each direction: layer 0, layer 0 reversed, layer 1, …

    x and `state` are as the layer takes them: (T, B, D), (B, T, D) where it is batch_first, (T, D) of one sequence, or
    a PackedSequence; values have the layout of h, padded with 0 after the end of a packed sequence. A GRU gives r, z,
    n, h, an RNN h. The values of a reversed direction stand at the steps they belong to. ValueError or TypeError for
    what the layer cannot read, ArithmeticError where c does not end as the layer says. A float32 layer on a GPU is run
    in full float32, where torch's default lets cuDNN round to TF32: its h differ a little from those of training.
    """
    given = reading(layer, x, state)
    return [{name: given.returned(value) for name, value in values.items()} for values in recovered(given)]


def recovered(given: Reading) -> list[dict[str, Tensor]]:
    """The same time first: (T, B, H)."""
    x, ways, found, ends = given.x, 1 + given.layer.bidirectional, [], []
    for k in range(given.layer.num_layers):
        here = {name: value[k * ways : (k + 1) * ways] for name, value in given.start.items()}
        out, end = given.run(single_layer(given, k), x, here)
        for way, h in enumerate(out.chunk(ways, -1)):
            first = {name: value[way] for name, value in here.items()}
            arrays = layouts.of_layer(given.layer, k, reverse=way == 1)
            h, read = (given.turned(h), given.turned(x)) if way else (h, x)
            values = VALUES[given.kind](arrays, read, h, first)
            ends.append((values, {name: value[way] for name, value in end.items()}))
            found.append({name: given.real(given.turned(v) if way else v) for name, v in values.items()})
        x = out
    for values, end in ends:  # only now, because each waits for the device
        check(given, values, end)
    return found


def single_layer(given: Reading, k: int) -> nn.RNNBase:
    """Layer k alone, both directions, time first, with a copy of its weights: cuDNN wants them in one piece."""
    layer = given.layer
    if layer.num_layers == 1 and not layer.batch_first:
        return layer
    size = layer.input_size if k == 0 else layer.hidden_size * (1 + layer.bidirectional)
    with torch.device("meta"):  # no numbers are drawn only to be replaced
        one = given.alike(size, bias=layer.bias, bidirectional=layer.bidirectional)
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
    if add.is_cuda and first.numel() <= FEW and add.dtype is not torch.float64:
        return scan_by_doubling(keep.double(), add.double(), first.double()).to(add.dtype)
    out, now = torch.empty_like(add), first
    for c, kept, added in zip(out.unbind(0), keep.unbind(0), add.unbind(0), strict=True):
        now = torch.addcmul(added, kept, now, out=c)
    return out


def scan_by_doubling(keep: Tensor, add: Tensor, first: Tensor) -> Tensor:
    """The same in log2(T) rounds for all steps at once: two stretches side by side are one (Hillis and Steele 1986)."""
    add = torch.cat([torch.addcmul(add[:1], keep[:1], first[None]), add[1:]])
    reach = 1
    while reach < len(add):
        add = torch.cat([add[:reach], torch.addcmul(add[reach:], keep[reach:], add[:-reach])])
        keep = torch.cat([keep[:reach], keep[reach:] * keep[:-reach]])
        reach *= 2
    return add


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


def check(given: Reading, values: Mapping[str, Tensor], end: Mapping[str, Tensor]) -> None:
    """The recovered state ends where the layer's own did; ArithmeticError otherwise.

    Both round at every step, and a memory that only counts keeps what was rounded.
    """
    for name, last in end.items():
        away, steps = (given.last(values[name]) - last).abs().amax(), len(values[name])
        allowed = (TOLERANCE + steps) * torch.finfo(last.dtype).eps * values[name].abs().amax().clamp(min=1)
        if last.is_cuda and last.dtype is torch.float32:
            allowed += steps * TANH_OF_CUDNN
        if away <= allowed < torch.inf:
            continue
        for weight, array in given.layer.named_parameters():
            if not array.isfinite().all():
                raise ValueError(f"{weight} of nn.{given.kind} holds numbers that are not finite")
        if not last.isfinite().all():
            raise OverflowError(f"{name} of nn.{given.kind} leaves {last.dtype}: what the layer returns is not finite")
        raise ArithmeticError(f"the recovered {name} of nn.{given.kind} ends {away:.3g} away from its own")
