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
    """What the arrays of a network do not say: its cells, its words and its answers."""
    about = {"layers": [page_of(layer.cell) for layer in network.layers], "vocabulary": list(network.vocabulary)}
    if network.input_size is not None:
        about["input_size"] = network.input_size
    if network.outputs is not None:
        about["outputs"] = list(network.outputs)
    return about | ({} if network.output == "choice" else {"output": network.output})


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
    if not isinstance(about.get("outputs", []), list):
        raise ValueError(f"{who}: a network's outputs are a list of different names")
    more = {name: about[name] for name in ("input_size", "outputs", "output") if name in about}
    return {"layers": tuple(layers), "embedding": table, **readout, "vocabulary": tuple(vocabulary), **more}


def trace_arrays(trace) -> dict[str, np.ndarray]:
    """Everything a NetworkTrace computed, and the parameters it was computed with, as named arrays."""
    if any(layer.edits for layer in trace.layers):
        raise ValueError("a trace with edits is not saved; save the network, and make the edits again")
    arrays = {f"network.{name}": array for name, array in trace.network.parameters.items()}
    read = {"ids": trace.ids.astype(np.int64)} if trace.network.vocabulary else {"inputs": trace.layers[0].x}
    arrays |= read | {"logits": trace.logits}
    for k, layer in enumerate(trace.layers):
        arrays |= {f"layers.{k}.initial.{name}": array for name, array in layer.initial.items()}
        arrays |= {f"layers.{k}.values.{name}": array for name, array in layer.items()}
    return arrays


def trace_parts(network, arrays: dict[str, np.ndarray], who: str) -> dict:
    """The arguments of `NetworkTrace` from such arrays; ValueError where they do not fit the network."""
    inputs = taken(arrays, "ids" if network.vocabulary else "inputs", who)
    x, logits, layers = network.vectors(inputs), taken(arrays, "logits", who), []
    for k, (cell, weights) in enumerate(network.layers):
        shape = (*x.shape[:2], cell.sizes(weights)[1], *x.shape[3:])
        initial = {name: shaped(arrays, f"layers.{k}.initial.{name}", shape[1:], who) for name in cell.states}
        values = {name: shaped(arrays, f"layers.{k}.values.{name}", shape, who) for name in cell.names}
        layers.append(Trace(cell, weights, x, initial, values))
        x = values["h"]
    if logits.shape != (*x.shape[:2], len(network.answers), *x.shape[3:]):
        raise ValueError(f"{who}: the logits have shape (T, B, K), got {logits.shape}")
    return {"layers": tuple(layers), "inputs": inputs, "logits": logits}


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
    if not network.layers:
        raise ValueError("a network has at least one layer")
    W, b = network.readout_W, network.readout_b
    size, count = _read_size(network), len(network.answers)
    if not _are_names(network.answers):
        raise ValueError("a network's outputs are a list of different names, at least one")
    if network.output not in ("choice", "number"):
        raise ValueError(f'a network\'s output is a "choice" or a "number", got {network.output!r:.40}')
    for k, (cell, weights) in enumerate(network.layers):
        if cell.spatial != network.cell.spatial or (cell.spatial and network.vocabulary):
            raise ValueError(
                f"layer {k} ({cell.title}): spatial cells read images, or the maps of another spatial cell"
            )
        input_size, hidden_size = cell.sizes(weights)
        if input_size not in (None, size):
            raise ValueError(f"layer {k} ({cell.title}) reads {input_size} inputs, but gets {size}")
        size = hidden_size
    if W.shape != (count, size) or b.shape != (count,):
        raise ValueError(f"the readout has shapes {(count, size)} and {(count,)}, got {W.shape}, {b.shape}")
    dtypes = {str(array.dtype) for array in network.parameters.values()}
    if not dtypes <= {"float32"} and not dtypes <= {"float64"}:
        raise ValueError(f"all parameters of a network are float32, or all float64; got {', '.join(sorted(dtypes))}")


def _read_size(network) -> int:
    """D of the first layer, once what the network reads fits together."""
    words, table, size = network.vocabulary, network.embedding, network.input_size
    if size is not None:
        if words or table is not None or not isinstance(size, int) or isinstance(size, bool) or size < 1:
            raise ValueError(
                "a network that reads numbers has an input_size of at least 1, no vocabulary, no embedding"
            )
        return size
    if not _are_names(words):
        raise ValueError("a network's vocabulary is a list of different words, at least one")
    if table is not None and (table.ndim != 2 or len(table) != len(words)):
        raise ValueError(f"the embedding has shape (V, E) with V = {len(words)}, got {table.shape}")
    return len(words) if table is None else table.shape[1]


def _are_names(names: tuple) -> bool:
    return bool(names) and all(isinstance(name, str) for name in names) and len(set(names)) == len(names)
