"""A network as one message: a header in JSON, then its weights; static/live/model.js opens it."""

import json
from typing import Any

import numpy as np

from lstm_core.live.program import program
from lstm_core.networks.network import Network

FORMAT = 1
DTYPES = ("float16", "float32", "float64")


def packed(network: Network, *others: Network) -> bytes:
    """[u32 length of the header][header, padded to 8][weights]; ValueError, in a sentence, for what cannot travel.

    Weights are of the shortest float that loses nothing; an array's `offset` counts numbers, not bytes. `others` of the
    same cells and sizes, as the checkpoints of one training are, follow with their weights alone.
    """
    if network.reverse:
        raise ValueError("a network that reads both ways cannot be run in the page, which reads from the first word on")
    places, offset = {}, 0
    for name, array in network.parameters.items():
        places[name] = {"offset": offset, "shape": list(np.shape(array))}
        offset += np.size(array)
    weights = [_weights(one, places) for one in (network, *others)]
    kind = next(kind for kind in DTYPES if all(_is_exact(array, kind) for array in weights))
    header = {"format": FORMAT, "dtype": kind, **_about(network, places)}
    header |= {"networks": len(weights)} if others else {}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-(4 + len(text)) % 8)
    little = np.dtype(kind).newbyteorder("<")
    return b"".join([len(text).to_bytes(4, "little"), text, *(array.astype(little).tobytes() for array in weights)])


def _weights(network: Network, places: dict[str, Any]) -> np.ndarray:
    """All numbers of a network one after the other, each array where `places` says."""
    arrays = {name: np.asarray(array) for name, array in network.parameters.items()}
    if {name: list(array.shape) for name, array in arrays.items()} != {n: p["shape"] for n, p in places.items()}:
        raise ValueError("networks that travel together have the same cells and sizes")
    for name, array in arrays.items():
        if not np.isfinite(array).all():
            raise ValueError(f"{name} has NaN or infinity: the training has diverged, and there is nothing to run")
    return np.concatenate([arrays[name].ravel() for name in places])


def _is_exact(array: np.ndarray, kind: str) -> bool:
    with np.errstate(over="ignore"):
        return bool((array.astype(kind) == array).all())


def _about(network: Network, places: dict[str, Any]) -> dict[str, Any]:
    """What the header says of the network; each distinct cell stands in it once."""
    programs: list[dict[str, Any]] = []
    layers = []
    reads = network.input_size or (len(network.vocabulary) if network.embedding is None else network.embedding.shape[1])
    for number, (cell, weights) in enumerate(network.layers):
        own = program(cell)
        if own not in programs:
            programs.append(own)
        _, units = cell.sizes(weights)
        here = {name: places[f"layers.{number}.{name}"] for name in cell.parameters}
        layers.append({"program": programs.index(own), "weights": here, "D": reads, "H": units})
        reads = units
    return {
        "programs": programs,
        "layers": layers,
        "embedding": places.get("embedding"),
        "readout": {"W": places["readout.W"], "b": places["readout.b"]},
        "vocabulary": list(network.vocabulary),
        "input_size": network.input_size,
        "answers": list(network.answers),
        "output": network.output,
    }
