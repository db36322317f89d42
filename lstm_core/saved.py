"""A network as arrays and JSON, and back; a saved cell is its equations, which are parsed, never executed."""

from collections.abc import Mapping

import numpy as np

from lstm_core.cell import Cell
from lstm_core.trace import Trace


def page_of(cell: Cell) -> dict:
    """All that a cell is, as JSON can say it."""
    return {
        "title": cell.title,
        "text": cell.text,
        "start": cell.start,
        "constants": cell.constants,
        "fixed": sorted(cell.fixed),
        "torch_name": cell.torch_name,
    }


def cell_of(page: object, who: str) -> Cell:
    """The cell that such a page describes; ValueError where it does not describe one."""
    kinds = {"title": str, "text": str, "start": dict, "constants": dict, "fixed": list, "torch_name": str | None}
    if not isinstance(page, dict) or set(page) != set(kinds):
        raise ValueError(f"{who}: a cell is described by {', '.join(kinds)}")
    for key, kind in kinds.items():
        if not isinstance(page[key], kind):
            raise ValueError(f"{who}: the cell's {key} is {type(page[key]).__name__}")
    if not all(isinstance(rule, str | float | int) for rule in page["start"].values()):
        raise ValueError(f"{who}: a start value is a number or the name of a rule")
    if not all(isinstance(name, str) for name in page["fixed"]):
        raise ValueError(f"{who}: fixed parameters are given by name")
    if page["torch_name"] is not None and not page["torch_name"].isidentifier():
        raise ValueError(f"{who}: the cell's torch_name is a name, got {page['torch_name'][:40]!r}")
    rest = {key: page[key] for key in ("start", "constants", "torch_name")}
    try:
        return Cell(page["title"][:80], page["text"], fixed=set(page["fixed"]), **rest)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{who}: {error}") from None


def network_about(network) -> dict:
    """What the arrays of a network do not say: its cells and its words."""
    return {"layers": [page_of(layer.cell) for layer in network.layers], "vocabulary": list(network.vocabulary)}


def network_parts(arrays: Mapping[str, np.ndarray], about: dict, who: str) -> dict:
    """The arguments of `Network` from its parameters and `network_about`; ValueError where they do not make one."""
    pages, vocabulary = about.get("layers"), about.get("vocabulary")
    if not isinstance(pages, list) or not isinstance(vocabulary, list):
        raise ValueError(f"{who}: the description of the network has no layers or no vocabulary")
    left, layers = dict(arrays), []
    for k, page in enumerate(pages):
        cell = cell_of(page, who)
        layers.append((cell, {n: taken(left, f"layers.{k}.{n}", who) for n in cell.parameters}))
    readout = {"readout_W": taken(left, "readout.W", who), "readout_b": taken(left, "readout.b", who)}
    table = left.pop("embedding", None)
    if left:
        raise ValueError(f"{who}: the network has no parameter {next(iter(left))[:40]!r}")
    return {"layers": tuple(layers), "embedding": table, **readout, "vocabulary": tuple(vocabulary)}


def trace_arrays(trace) -> dict[str, np.ndarray]:
    """Everything a NetworkTrace computed, and the parameters it was computed with, as named arrays."""
    if any(layer.edits for layer in trace.layers):
        raise ValueError("a trace with edits is not saved; save the network, and make the edits again")
    arrays = {f"network.{name}": array for name, array in trace.network.parameters.items()}
    arrays |= {"ids": trace.ids.astype(np.int64), "logits": trace.logits}
    for k, layer in enumerate(trace.layers):
        arrays |= {f"layers.{k}.initial.{name}": array for name, array in layer.initial.items()}
        arrays |= {f"layers.{k}.values.{name}": array for name, array in layer.items()}
    return arrays


def trace_parts(network, arrays: dict[str, np.ndarray], who: str) -> dict:
    """The arguments of `NetworkTrace` from such arrays; ValueError where they do not fit the network."""
    ids, logits = taken(arrays, "ids", who), taken(arrays, "logits", who)
    x, layers = network.vectors(ids), []
    for k, (cell, weights) in enumerate(network.layers):
        shape = (*ids.shape, cell.sizes(weights)[1])
        initial = {name: shaped(arrays, f"layers.{k}.initial.{name}", shape[1:], who) for name in cell.states}
        values = {name: shaped(arrays, f"layers.{k}.values.{name}", shape, who) for name in cell.names}
        layers.append(Trace(cell, weights, x, initial, values))
        x = values["h"]
    if logits.shape != (*ids.shape, len(network.vocabulary)):
        raise ValueError(f"{who}: the logits have shape (T, B, V), got {logits.shape}")
    return {"layers": tuple(layers), "ids": ids, "logits": logits}


def shaped(arrays: dict[str, np.ndarray], name: str, shape: tuple[int, ...], who: str) -> np.ndarray:
    """arrays.pop(name) if it has this shape."""
    array = taken(arrays, name, who)
    if array.shape != shape:
        raise ValueError(f"{who}: the array {name} has shape {shape}, got {array.shape}")
    return array


def taken(arrays: dict[str, np.ndarray], name: str, who: str) -> np.ndarray:
    """arrays.pop(name), or a sentence."""
    if name not in arrays:
        raise ValueError(f"{who}: the array {name} is missing")
    return arrays.pop(name)


def check_network(network) -> None:
    """ValueError, in a sentence, where the sizes of a network's parts do not fit each other."""
    words = network.vocabulary
    if not words or not all(isinstance(word, str) for word in words) or len(set(words)) != len(words):
        raise ValueError("a network's vocabulary is a list of different words, at least one")
    if not network.layers:
        raise ValueError("a network has at least one layer")
    table, W, b = network.embedding, network.readout_W, network.readout_b
    if table is not None and (table.ndim != 2 or len(table) != len(words)):
        raise ValueError(f"the embedding has shape (V, E) with V = {len(words)}, got {table.shape}")
    size = len(words) if table is None else table.shape[1]
    for k, (cell, weights) in enumerate(network.layers):
        input_size, hidden_size = cell.sizes(weights)
        if input_size not in (None, size):
            raise ValueError(f"layer {k} ({cell.title}) reads {input_size} inputs, but gets {size}")
        size = hidden_size
    if W.shape != (len(words), size) or b.shape != (len(words),):
        raise ValueError(f"the readout has shapes {(len(words), size)} and {(len(words),)}, got {W.shape}, {b.shape}")
    dtypes = {str(array.dtype) for array in network.parameters.values()}
    if not dtypes <= {"float32"} and not dtypes <= {"float64"}:
        raise ValueError(f"all parameters of a network are float32, or all float64; got {', '.join(sorted(dtypes))}")
