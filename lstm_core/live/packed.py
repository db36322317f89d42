"""A network as one message: a header in JSON, then its weights; static/live/model.js opens it."""

import json
from typing import Any

import numpy as np

from lstm_core.live.program import program
from lstm_core.networks.network import Network

FORMAT = 1


def packed(network: Network) -> bytes:
    """[u32 length of the header][header, padded to 8][weights]; ValueError, in a sentence, for what cannot travel.

    Weights are float32 where that loses nothing, float64 elsewhere; an array's `offset` counts numbers, not bytes.
    """
    if network.reverse:
        raise ValueError("a network that reads both ways cannot be run in the page, which reads from the first word on")
    arrays = {name: np.asarray(array) for name, array in network.parameters.items()}
    for name, array in arrays.items():
        if not np.isfinite(array).all():
            raise ValueError(f"{name} has NaN or infinity: the training has diverged, and there is nothing to run")
    exact = all((array.astype(np.float32) == array).all() for array in arrays.values())
    places, offset = {}, 0
    for name, array in arrays.items():
        places[name] = {"offset": offset, "shape": list(array.shape)}
        offset += array.size
    header = {"format": FORMAT, "dtype": "float32" if exact else "float64", **_about(network, places)}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-(4 + len(text)) % 8)
    numbers = [np.ascontiguousarray(array, "<f4" if exact else "<f8").tobytes() for array in arrays.values()]
    return b"".join([len(text).to_bytes(4, "little"), text, *numbers])


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
