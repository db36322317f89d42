"""What `recover` and its gradients refuse, each in a sentence: who, what was expected, what came."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

KINDS = (nn.RNN, nn.LSTM, nn.GRU)


def known(layer: object) -> str:
    """ "RNN", "LSTM" or "GRU"; ValueError for a layer whose gates its weights and h do not give."""
    kind = next((kind for kind in KINDS if isinstance(layer, kind) and type(layer).forward is kind.forward), None)
    if kind is None or layer.proj_size:
        came = _what(layer) if kind is None else f"proj_size={layer.proj_size}"
        raise ValueError(f"recover knows nn.LSTM, nn.GRU and nn.RNN without projection, got {came}")
    if layer.training and layer.dropout and layer.num_layers > 1:
        raise ValueError(f"recover reads a layer in eval mode, got dropout={layer.dropout:g} in training mode")
    if torch.is_autocast_enabled(layer.weight_ih_l0.device.type):
        raise ValueError("recover reads a layer in its own precision, got torch.autocast; call it outside")
    return kind.__name__


def fitting(who: str, value: object, shape: Sequence[int | str], layer: nn.RNNBase) -> Tensor:
    """The value, if it is a tensor like the layer's weights, finite and of this shape; a letter is any size from 1."""
    weight, letters = layer.weight_ih_l0, [size for size in shape if isinstance(size, str)]
    if not isinstance(value, Tensor):
        raise TypeError(f"{who} is a tensor, got {type(value).__name__}")
    if (value.dtype, value.device) != (weight.dtype, weight.device):
        raise ValueError(
            f"{who} is {weight.dtype} on {weight.device} like the layer, got {value.dtype} on {value.device}"
        )
    fits = (got >= 1 if isinstance(size, str) else got == size for size, got in zip(shape, value.shape, strict=False))
    if value.ndim != len(shape) or not all(fits):
        least = f" with {' and '.join(letters)} at least 1" if letters else ""
        raise ValueError(f"{who} is ({', '.join(map(str, shape))}){least}, got {tuple(value.shape)}")
    if not value.isfinite().all():
        place = (~value.isfinite()).nonzero()[0].tolist()
        raise ValueError(f"{who} holds finite numbers, got {value[tuple(place)].item()} at {place}")
    return value


def _what(layer: object) -> str:
    """What came in place of a layer, and where to find one."""
    name = f"{type(layer).__module__}.{type(layer).__qualname__}"
    if "quantized" in name:
        return f"{name}, which keeps no such weights; give it the layer from before quantize_dynamic"
    parts = layer.named_modules() if isinstance(layer, nn.Module) else ()
    inside = [place for place, part in parts if place and isinstance(part, KINDS)]
    return f"{name}; give it one of its layers: {', '.join(inside[:5])}" if inside else name
