"""The kinds of numbers that weights are kept in, and all of them as float32 or float64."""

import numpy as np

from lstm_core.models.limits import refuse, shown

TYPES: dict[str, np.dtype] = {  # by safetensors' names; NumPy has no bfloat16: the upper half of a float32's bits
    "F64": np.dtype("<f8"),
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "BF16": np.dtype("<u2"),
    "I64": np.dtype("<i8"),
    "I32": np.dtype("<i4"),
    "I16": np.dtype("<i2"),
    "I8": np.dtype("i1"),
    "U8": np.dtype("u1"),
    "BOOL": np.dtype("?"),
}
HALF = {"F16": "float16", "BF16": "bfloat16"}


def widened(values: np.ndarray, kind: str) -> np.ndarray:
    """Values of one of `TYPES` as they can be computed with: half floats become float32, exactly."""
    if kind == "BF16":
        return (values.astype(np.uint32) << 16).view(np.float32)
    if kind == "F16":
        return values.astype(np.float32)
    return values.astype(values.dtype.newbyteorder("="), copy=False)


def note_of(kinds: set[str]) -> tuple[str, ...]:
    """What is to be said where a file keeps half floats."""
    names = sorted(HALF[kind] for kind in kinds if kind in HALF)
    rounded = "they are computed with as float32, without rounding; arithmetic in 16 bits would differ slightly"
    return (f"The file keeps weights as {' and '.join(names)}: {rounded}.",) if names else ()


def check_finite(who: str, name: str, values: np.ndarray) -> None:
    """ModelFileError that says where, if a value is infinite or not a number."""
    finite = np.isfinite(values)
    if not finite.all():
        first = np.unravel_index(int(np.argmin(finite)), values.shape)
        place = ", ".join(str(index) for index in first)
        count = int(finite.size - np.count_nonzero(finite))
        more = f", and {count - 1:,} more" if count > 1 else ""
        value = "not a number" if np.isnan(values[first]) else "infinite"
        raise refuse(who, f"{shown(name)}[{place}] is {value}{more}: with such weights nothing can be computed")
