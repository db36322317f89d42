"""Constants of an ONNX graph that a few operations arrange: followed back to the numbers that the file holds."""

import math
from collections.abc import Callable, Mapping

import numpy as np

from lstm_core.models.errors import ModelFileError
from lstm_core.models.onnx.graph import OWN_DOMAINS, Graph, Node
from lstm_core.models.onnx.tensors import BFLOAT16, DTYPES, MAX_BYTES, Tensor

MAX_STEPS = 32  # from a weight back to what the file holds
MAX_IN_ALL = 2 * MAX_BYTES
LETS_THROUGH = ("Identity", "Cast", "Slice", "Unsqueeze", "Squeeze", "Transpose", "Reshape", "Expand")


class Constants:
    """The constants that can be seen from inside a graph: its own and those of the graphs around it."""

    def __init__(self, graph: Graph, beside: Mapping[str, bytes], around: "Constants | None" = None):
        self.graph, self.beside, self.around = graph, beside, around
        self.made = {name: node for node in graph.nodes for name in node.outputs if name}
        self.known: dict[str, np.ndarray | None] = {}
        self.spent: list[int] = around.spent if around else [0]

    def value(self, name: str, steps: int = 0) -> np.ndarray | None:
        """The numbers of this name; None where the graph computes them."""
        if not name or steps > MAX_STEPS:
            return None
        if name not in self.known:
            found = self.known[name] = self._value(name, steps)
            self.spent[0] += 0 if found is None else found.nbytes
            if self.spent[0] > MAX_IN_ALL:
                raise ModelFileError(f"its constants take more than {MAX_IN_ALL:,} bytes, the most that is read")
        return self.known[name]

    def start(self, name: str) -> np.ndarray | None:
        """As `value`, of a state to begin with, which may be spread over the sequences; one 0 where all of it is 0."""
        node = self.made.get(name)
        if node is not None and node.op == "ConstantOfShape":
            given = node.attributes.get("value")
            filled = given.array(self.beside) if isinstance(given, Tensor) else np.zeros(1)
            return np.zeros(1) if not filled.any() else None
        found = self.value(name)
        if found is None and node is not None and node.op in LETS_THROUGH and node.domain in OWN_DOMAINS:
            inside = self.start(node.input(0)) if node.input(0) != name else None
            return inside if node.op == "Expand" or (inside is not None and not inside.any()) else None
        return found

    def _value(self, name: str, steps: int) -> np.ndarray | None:
        if name in self.graph.constants:
            return self.graph.constants[name].array(self.beside)
        node = self.made.get(name)
        if node is None:
            return self.around.value(name, steps + 1) if self.around and name not in self.graph.inputs else None
        if node.domain not in OWN_DOMAINS or (node.op not in FOLDED and node.op != "Constant"):
            return None
        if node.op == "Constant":
            return _constant(node, self.beside)
        parts = [self.value(given, steps + 1) for given in node.inputs if given]
        if not parts or any(part is None for part in parts):
            return None
        try:
            return FOLDED[node.op](node, *parts)
        except ModelFileError:
            raise
        except (ValueError, IndexError, TypeError, OverflowError, KeyError):
            raise ModelFileError(f"the constants of {node.name or node.op!r:.60} do not fit each other") from None


def _constant(node: Node, beside: Mapping[str, bytes]) -> np.ndarray | None:
    for kind, dtype in (
        ("value_ints", np.int64),
        ("value_int", np.int64),
        ("value_floats", "f4"),
        ("value_float", "f4"),
    ):
        if kind in node.attributes:
            return np.array(node.attributes[kind], dtype)
    given = node.attributes.get("value")
    return given.array(beside) if isinstance(given, Tensor) else None


def _axes(node: Node, given: tuple[np.ndarray, ...]) -> tuple[int, ...] | None:
    """The axes of Squeeze and Unsqueeze: an attribute once, an input since."""
    axes = given[0].ravel().tolist() if given else node.listed("axes")
    return None if axes is None else tuple(int(axis) for axis in axes)


def _concat(node: Node, *parts: np.ndarray) -> np.ndarray:
    if sum(part.nbytes for part in parts) > MAX_BYTES:
        raise ModelFileError(f"a constant is put together of more than {MAX_BYTES:,} bytes, the most that is read")
    return np.concatenate(parts, node.whole("axis"))


def _slice(node: Node, array: np.ndarray, *given: np.ndarray) -> np.ndarray:
    names = ("starts", "ends", "axes", "steps")
    said = [part.ravel().tolist() for part in given] or [node.listed(n) or [] for n in names if node.listed(n)]
    starts, ends, *rest = said
    axes = rest[0] if rest else range(len(starts))
    steps = rest[1] if len(rest) > 1 else [1] * len(starts)
    where = [slice(None)] * array.ndim
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        last = None if end <= -(2**31) + 1 and step < 0 else int(end)
        where[int(axis)] = slice(int(start), last, int(step))
    return array[tuple(where)]


def _reshape(node: Node, array: np.ndarray, shape: np.ndarray) -> np.ndarray:
    sizes = [int(size) for size in shape.ravel()]
    if not node.whole("allowzero"):
        sizes = [array.shape[k] if size == 0 else size for k, size in enumerate(sizes)]
    return array.reshape(sizes)


def _cast(node: Node, array: np.ndarray) -> np.ndarray:
    to = node.whole("to")
    if to == BFLOAT16 or math.prod(array.shape) * np.dtype(DTYPES[to]).itemsize > MAX_BYTES:
        raise ValueError
    return array.astype(DTYPES[to])


FOLDED: dict[str, Callable[..., np.ndarray]] = {
    "Identity": lambda node, array: array,
    "Concat": _concat,
    "Unsqueeze": lambda node, array, *axes: np.expand_dims(array, _axes(node, axes) or ()),
    "Squeeze": lambda node, array, *axes: np.squeeze(array, _axes(node, axes)),
    "Slice": _slice,
    "Transpose": lambda node, array: np.transpose(array, node.listed("perm")),
    "Reshape": _reshape,
    "Cast": _cast,
}
