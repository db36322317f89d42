"""A network's trace as one file: network, words and every named value, written and read back."""

import os
from pathlib import Path

import numpy as np

from lstm_core.files import load_arrays, save_arrays, shaped, taken
from lstm_core.networks.description import network_about, network_parts
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.parts import Layer
from lstm_core.running.lengths import checked_lengths, turned
from lstm_core.running.reversed import ReverseTrace
from lstm_core.running.trace import Trace


def save_trace(trace: NetworkTrace, path: str | os.PathLike) -> None:
    """Write network, words and every named value as one safetensors file; a run with edits is not saved."""
    save_arrays(path, "trace", trace_arrays(trace), network_about(trace.network))


def load_trace(path: str | os.PathLike) -> NetworkTrace:
    """Read what `save_trace` wrote; FileNotFoundError or ValueError, in a sentence, for anything else."""
    (arrays, about), who = load_arrays(path, "trace"), Path(path).name
    parameters = {n.removeprefix("network."): arrays.pop(n) for n in list(arrays) if n.startswith("network.")}
    network = Network(**network_parts(parameters, about, who))
    return NetworkTrace(network, **trace_parts(network, arrays, who))


def trace_arrays(trace: NetworkTrace) -> dict[str, np.ndarray]:
    """Everything a NetworkTrace computed, and the parameters it was computed with, as named arrays."""
    if any(layer.edits for layer in trace.layers):
        raise ValueError("a trace with edits is not saved; save the network, and make the edits again")
    arrays = {f"network.{name}": array for name, array in trace.network.parameters.items()}
    read = {"ids": trace.ids.astype(np.int64)} if trace.network.vocabulary else {"inputs": trace.layers[0].x}
    arrays |= read | {"logits": trace.logits}
    along = [layer.along for layer in trace.reverse]  # its values in the order in which they were computed
    for half, layers in (("layers", trace.layers), ("reverse", along)):
        for k, layer in enumerate(layers):
            arrays |= {f"{half}.{k}.initial.{name}": array for name, array in layer.initial.items()}
            arrays |= {f"{half}.{k}.values.{name}": array for name, array in layer.items()}
    if trace.layers[0].lengths is not None:
        arrays["lengths"] = trace.layers[0].lengths.astype(np.int64)
    return arrays


def trace_parts(network: Network, arrays: dict[str, np.ndarray], who: str) -> dict:
    """The arguments of `NetworkTrace` from such arrays; ValueError where they do not fit the network."""
    inputs = taken(arrays, "ids" if network.vocabulary else "inputs", who)
    x, logits = network.vectors(inputs), taken(arrays, "logits", who)
    lengths = checked_lengths(arrays.pop("lengths", None), *x.shape[:2])
    below, layers, reverse = x, [], []
    for k, layer in enumerate(network.layers):
        layers.append(_trace(layer, below, lengths, arrays, f"layers.{k}", who))
        if network.reverse:
            along = _trace(network.reverse[k], turned(below, lengths), lengths, arrays, f"reverse.{k}", who)
            reverse.append(ReverseTrace(along))
        below = np.concatenate([half[k]["h"] for half in (layers, reverse) if half], axis=2)
    if logits.shape != (*x.shape[:2], len(network.answers), *x.shape[3:]):
        raise ValueError(f"{who}: the logits have shape (T, B, K), got {logits.shape}")
    return {"layers": tuple(layers), "inputs": inputs, "logits": logits, "reverse": tuple(reverse)}


def _trace(
    layer: Layer, x: np.ndarray, lengths: np.ndarray | None, arrays: dict[str, np.ndarray], place: str, who: str
) -> Trace:
    """The trace of one layer that read x."""
    cell, weights = layer
    shape = (*x.shape[:2], cell.sizes(weights)[1], *x.shape[3:])
    initial = {name: shaped(arrays, f"{place}.initial.{name}", shape[1:], who) for name in cell.states}
    values = {name: shaped(arrays, f"{place}.values.{name}", shape, who) for name in cell.names}
    return Trace(cell, weights, x, initial, values, lengths=lengths)
