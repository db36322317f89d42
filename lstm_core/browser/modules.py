"""The recurrent layers of a live torch.nn module: what each read and gave in one pass, as numbers and records.

torch is never imported here: who has such a module has it loaded.
"""

import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from lstm_core.layouts.orders import reordered
from lstm_core.layouts.record import Recurrent

STATES = {"LSTM": ("h", "c"), "GRU": ("h",), "RNN": ("h",)}


@dataclass(frozen=True, eq=False)
class Pass:
    """One layer module, stacked or not: its records, what it read (T, B, D) and gave (T, B, O), where it began."""

    name: str
    records: tuple[Recurrent, ...]
    x: np.ndarray
    h: np.ndarray
    lengths: tuple[int, ...]  # (B,)
    state: dict[str, np.ndarray]  # {"h": (layers · directions, B, H), …}, {} for zeros

    def start(self, way: int, sequence: int) -> list[dict[str, np.ndarray]]:
        """The state of each layer before one sequence, in one direction, as `Network.run` takes it."""
        places = range(way, len(self.records) * self.records[0].directions, self.records[0].directions)
        units = self.records[0].hidden_size  # a projection leaves fewer in h: the rest is 0
        parts = [{name: value[place, [sequence]] for name, value in self.state.items()} for place in places]
        return [{name: np.pad(v, ((0, 0), (0, units - v.shape[1]))) for name, v in part.items()} for part in parts]


def is_module(model: object) -> bool:
    """Whether this is a module of the torch that its caller has loaded."""
    torch: Any = sys.modules.get("torch")
    return torch is not None and isinstance(model, torch.nn.Module)


def passes(model: Any, x: object) -> list[Pass]:
    """Run the module once, in eval mode and without gradients, over x: a tensor, an array, or what it is called with.

    A tuple is several arguments, a dictionary named ones. Of a layer that is called several times the longest call
    counts. ValueError, in a sentence, where there is no recurrent layer, or none was reached.
    """
    torch: Any = sys.modules["torch"]
    kinds = (torch.nn.LSTM, torch.nn.GRU, torch.nn.RNN)
    layers = {name or type(layer).__name__: layer for name, layer in model.named_modules() if isinstance(layer, kinds)}
    who = type(model).__name__
    if not layers:
        raise ValueError(f"look films nn.LSTM, nn.GRU and nn.RNN, and {who} has none of them")
    training = {part: part.training for part in model.modules()}
    calls: dict[str, tuple] = {}
    with ExitStack() as hooks, torch.no_grad():
        for name, layer in layers.items():
            hooks.enter_context(layer.register_forward_hook(partial(_kept, calls, name), with_kwargs=True))
        try:
            model.eval()
            _called(model, x)
        finally:
            for part, mode in training.items():
                part.training = mode
        if not calls:
            raise ValueError(f"{who} did not call its {', '.join(layers)} for this x")
        return [_pass(name, layers[name], *call) for name, call in calls.items()]


def _kept(calls: dict[str, tuple], name: str, layer: Any, given: tuple, named: Mapping[str, Any], out: Any) -> None:
    """The longest call, of equally long ones the last."""
    x, state = (*given, *(named[key] for key in ("input", "hx") if key in named), None)[:2]
    if name not in calls or _size(x) >= _size(calls[name][0]):
        calls[name] = (x, state, out[0])


def _size(x: Any) -> int:
    return len(x.data) if hasattr(x, "batch_sizes") else x.numel()


def _called(model: Any, x: object) -> None:
    if isinstance(x, Mapping):
        model(**{name: _tensor(model, value) for name, value in x.items()})
    else:
        model(*(_tensor(model, value) for value in (x if type(x) is tuple else (x,))))


def _tensor(model: Any, value: Any) -> Any:
    """An array as a tensor like the module's weights; everything else as it is."""
    torch: Any = sys.modules["torch"]
    if not isinstance(value, np.ndarray):
        return value
    weight = next(model.parameters())
    found = torch.as_tensor(value, device=weight.device)
    return found.to(weight.dtype) if found.is_floating_point() else found


def _pass(name: str, layer: Any, x: Any, state: Any, h: Any) -> Pass:
    torch: Any = sys.modules["torch"]
    kind, ways = layer.mode.split("_")[0], 1 + layer.bidirectional
    if hasattr(x, "batch_sizes"):
        unpack = torch.nn.utils.rnn.pad_packed_sequence
        (x, lengths), (h, _) = unpack(x), unpack(h)
    else:
        if x.ndim == 2:
            x, h = x[:, None], h[:, None]
            state = state and tuple(part[:, None] for part in ((state,) if kind != "LSTM" else state))
        elif layer.batch_first:
            x, h = x.transpose(0, 1), h.transpose(0, 1)
        lengths = [len(x)] * x.shape[1]
    parts = () if state is None else (state,) if hasattr(state, "ndim") else state
    start = {key: _numbers(part) for key, part in zip(STATES[kind], parts, strict=False)}
    records = tuple(_record(f"{name}, layer {k + 1}", kind, layer, k, ways) for k in range(layer.num_layers))
    return Pass(name, records, _numbers(x), _numbers(h), tuple(map(int, lengths)), start)


def _record(name: str, kind: str, layer: Any, k: int, ways: int) -> Recurrent:
    """Layer k in the layout of ONNX."""

    def arrays(part: str) -> list[np.ndarray]:
        return [_numbers(getattr(layer, f"{part}_l{k}{end}")) for end in ("", "_reverse")[:ways]]

    def stacked(part: str) -> np.ndarray:
        return np.stack([reordered(array, kind, "torch") for array in arrays(part)])

    W, R = stacked("weight_ih"), stacked("weight_hh")
    zero = np.zeros(W.shape[:2], W.dtype)
    biases = [stacked(part) if layer.bias else zero for part in ("bias_ih", "bias_hh")]
    options: dict = {"linear_before_reset": 1} if kind == "GRU" else {}
    if kind == "RNN":
        options = {"activations": [layer.nonlinearity.capitalize()] * ways}
    direction, left = "bidirectional" if ways == 2 else "forward", layer.proj_size
    shown = np.stack(arrays("weight_hr")) if left else None  # what a projection leaves of h
    return Recurrent(kind, name, W, R, np.concatenate(biases, axis=1), None, shown, direction, options)


def _numbers(tensor: Any) -> np.ndarray:
    """A tensor as float64 numbers of this machine."""
    return tensor.detach().cpu().double().numpy()
