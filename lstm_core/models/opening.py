"""Opening a trained network from elsewhere: which format it is, what it holds, and the networks that this makes."""

import os
from pathlib import Path

import numpy as np

from lstm_core.learning.run_reader import load_run
from lstm_core.models.chains import chained, network_of
from lstm_core.models.contents import Contents, Format
from lstm_core.models.errors import ModelFileError
from lstm_core.models.opened import Opened, OpenedNetwork
from lstm_core.registry import Found

FORMATS: Found[Format] = Found("lstm_core.models.formats", "FORMAT")


def open_model(source: str | os.PathLike | bytes, *beside: str | os.PathLike, name: str = "") -> Opened:
    """Open a file of a trained network: a path or its bytes (then with the `name` that its reader knows it by).

    `beside` are files that belong to it, such as the weights of an ONNX file. Nothing of a file is ever executed.
    Raises FileNotFoundError; ModelFileError (a ValueError), in a sentence, for what is not read or refused.
    """
    if not isinstance(source, bytes) and Path(source).is_dir():
        network = load_run(source).network
        return Opened((OpenedNetwork(Path(source).name, network, ()),), (), f"a run of ours, {Path(source).name}")
    path = Path(name) if isinstance(source, bytes) else Path(source)
    files = {path.name: source if isinstance(source, bytes) else path.read_bytes()}
    files |= {Path(other).name: Path(other).read_bytes() for other in beside}
    form = _format(files[path.name], path.name)
    contents = form.read(files)
    return Opened(_networks(contents, path.name), contents.notes, f"{form.title}, {path.name}", dict(contents.arrays))


def _format(content: bytes, name: str) -> Format:
    for form in FORMATS.values():
        if form.recognises(content):
            return form
    known = ", ".join(sorted({ending for form in FORMATS.values() for ending in form.endings}))
    raise ModelFileError(f"{name}: no format that is read here ({known})")


def _networks(contents: Contents, name: str) -> tuple[OpenedNetwork, ...]:
    if contents.network is not None:
        return (OpenedNetwork(name, contents.network.astype(np.float64), ()),)
    if not contents.layers:
        raise ModelFileError(f"{name}: it holds no LSTM, GRU or RNN layer")
    return tuple(network_of(group) for group in chained(contents.layers))
