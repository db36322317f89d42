"""A network written for another framework: which format, whether that holds its cells, and the file."""

import os
from pathlib import Path

import numpy as np

from lstm_core.files import write_whole
from lstm_core.found import Found
from lstm_core.layouts.recorded import recorded
from lstm_core.layouts.whole import Whole, Written
from lstm_core.networks.parts import Parts
from lstm_core.said import joined

FORMATS: Found[Written] = Found("lstm_core.layouts.formats", "WRITTEN")


def export(network: Parts, path: str | os.PathLike) -> None:
    """Write the network as a file that its ending names; ValueError, in a sentence, where that cannot be."""
    form = form_of(path)
    write_whole(path, exported(network, form))


def endings() -> list[str]:
    """All endings that are known: ".keras", ".onnx", …"""
    return sorted(ending for form in FORMATS.values() for ending in form.endings)


def form_of(path: str | os.PathLike) -> Written:
    """The format that the ending of a path names."""
    for form in FORMATS.values():
        if Path(path).suffix.lower() in form.endings:
            return form
    raise ValueError(f"{Path(path).name}: a network is exported as a file that ends in {joined(endings(), 'or')}")


def exported(network: Parts, form: Written) -> bytes:
    """The bytes of the file."""
    whole = whole_of(network)
    for layer, ours in zip(whole.layers, network.layers, strict=True):
        if not form.holds(layer):
            others = [other.endings[0] for other in FORMATS.values() if other.holds(layer)]
            raise ValueError(f"{form.title} has no layer for {ours.cell.title}; {joined(others, 'or')} holds it")
    return form.write(whole)


def whole_of(network: Parts) -> Whole:
    """The network as others hold it; one-hot words become word vectors that are the rows of the identity."""
    reverse = network.reverse or (None,) * len(network.layers)
    layers = [
        recorded(f"layer{k}", *pair[0], reverse=pair[1])
        for k, pair in enumerate(zip(network.layers, reverse, strict=True))
    ]
    table = network.embedding
    if table is None and network.vocabulary:
        table = np.eye(len(network.vocabulary))
    return Whole(
        tuple(layers),
        None if table is None else table.astype(np.float32),
        network.readout_W.astype(np.float32),
        network.readout_b.astype(np.float32),
        network.output == "choice",
        network.vocabulary,
        network.answers,
    )
