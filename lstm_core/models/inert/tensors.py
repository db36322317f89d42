"""Tensors of a PyTorch file: what its pickle says of their storage and strides, and their values, copied out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_core.models.inert.values import Elsewhere, Made, Named
from lstm_core.models.limits import check_shape, refuse, shown
from lstm_core.models.precision import TYPES, widened

STORAGES = {
    "torch.FloatStorage": "F32",
    "torch.DoubleStorage": "F64",
    "torch.HalfStorage": "F16",
    "torch.BFloat16Storage": "BF16",
    "torch.LongStorage": "I64",
    "torch.IntStorage": "I32",
    "torch.ShortStorage": "I16",
    "torch.CharStorage": "I8",
    "torch.ByteStorage": "U8",
    "torch.BoolStorage": "BOOL",
}
_PLAIN = {"torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2"}
_WRAPPED = {"torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state"}
_SUBCLASS = {"torch._tensor._rebuild_from_type_v2", "torch._utils._rebuild_from_type_v2"}
QUANTISED = {"torch._utils._rebuild_qtensor"}


@dataclass(frozen=True)
class Tensor:
    """Where the values of a tensor stand: in a storage, from an offset on, with strides."""

    key: str  # of the storage, in the archive
    kind: str  # "F32"
    count: int  # values in the storage
    offset: int
    size: tuple[int, ...]
    strides: tuple[int, ...]


def tensor_of(value: object, depth: int = 0) -> Tensor | None:
    """The tensor that a placeholder would have become; None where it would have been something else."""
    if not isinstance(value, Made) or not isinstance(value.arguments, tuple) or depth > 4:
        return None
    if value.name in _WRAPPED and value.arguments:
        return tensor_of(value.arguments[0], depth + 1)
    if value.name in _SUBCLASS and len(value.arguments) > 2:
        return tensor_of(Made(value.arguments[0], value.arguments[2]), depth + 1)
    if value.name not in _PLAIN or len(value.arguments) < 4:
        return None
    storage, offset, size, strides = value.arguments[:4]
    place = storage.what if isinstance(storage, Elsewhere) else None
    if not (isinstance(place, tuple) and len(place) == 5 and place[0] == "storage" and isinstance(place[1], Named)):
        return None
    kind, key, count = STORAGES.get(place[1].name), place[2], place[4]
    size, strides = _numbers(size), _numbers(strides)
    if kind is None or size is None or strides is None or not isinstance(key, str):
        return None
    if _numbers((offset, count)) is None or len(size) != len(strides):
        return None
    return Tensor(key, kind, count, offset, size, strides)


def values_of(who: str, name: str, tensor: Tensor, entry: Callable[[str], bytes]) -> np.ndarray:
    """The tensor's values; `entry` gives the bytes of a storage. Refused where they would not be the file's own.

    A stride of 0 reads one number a billion times over; and a small view carries its whole storage along.
    """
    itemsize = TYPES[tensor.kind].itemsize
    check_shape(who, name, tensor.size, itemsize)
    check_shape(who, f"the storage of {shown(name)}", (tensor.count,), itemsize)
    wanted = int(np.prod(tensor.size, dtype=object)) if tensor.size else 1
    if wanted == 0:
        return widened(np.zeros(0, TYPES[tensor.kind]), tensor.kind).reshape(tensor.size)
    last = tensor.offset + sum((n - 1) * step for n, step in zip(tensor.size, tensor.strides, strict=True))
    if wanted > tensor.count or last >= tensor.count:
        raise refuse(who, f"{shown(name)} claims {wanted:,} values, more than its storage has ({tensor.count:,})")
    content = entry(tensor.key)
    if len(content) < tensor.count * itemsize:
        raise refuse(who, f"the storage of {shown(name)} is shorter than the file says")
    base = np.frombuffer(content, TYPES[tensor.kind], tensor.count)[tensor.offset :]
    steps = [step * itemsize for step in tensor.strides]
    seen = np.lib.stride_tricks.as_strided(base, tensor.size, steps, writeable=False)
    return widened(np.ascontiguousarray(seen).reshape(tensor.size), tensor.kind)


def _numbers(values: object) -> tuple[int, ...] | None:
    """Whole numbers of a size that arrays have, or None; a torch.Size is a tuple in a placeholder."""
    if isinstance(values, Made) and values.name == "torch.Size":
        values = values.arguments[0] if isinstance(values.arguments, tuple) and values.arguments else ()
    if not isinstance(values, tuple | list) or len(values) > 64:
        return None
    fine = all(isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63 for value in values)
    return tuple(values) if fine else None
