"""Opening a trained network from elsewhere: which format it is, what it holds, and the networks that this makes."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from lstm_core.layouts.record import Recurrent
from lstm_core.learning.run_reader import load_run
from lstm_core.models.chains import groups_of, network_of
from lstm_core.models.child import apart
from lstm_core.models.contents import Contents
from lstm_core.models.ends import Chosen, check_choice, with_ends
from lstm_core.models.errors import ModelFileError
from lstm_core.models.files import Source, taken
from lstm_core.models.limits import refuse
from lstm_core.models.opened import Opened, OpenedNetwork
from lstm_core.models.parcel import unpacked
from lstm_core.models.reading import FORMATS, read
from lstm_core.nearest import nearest

ASSUMED = {"activation": ("tanh", "relu"), "output": ("choice", "number")}  # what a person may say: the first is usual
SILENT = "The file does not say how {} squashes; here it is {}."


def open_model(
    source: Source,
    *beside: str | os.PathLike,
    name: str = "",
    vocabulary: Sequence[str] = (),
    embedding: str | None = None,
    readout: str | None = None,
    assume: Mapping[str, str] | None = None,
) -> Opened:
    """Open a file of a trained network: a path, its bytes (then with its `name`), or {name: bytes} of several files.

    `beside` are files that belong to it, such as the weights of an ONNX file. Nothing of a file is ever executed, and
    every foreign file is read in a process of its own, with limits. `vocabulary` are the words that it reads or answers
    with, `embedding` and `readout` the names of arrays in it ("" = none), where they are not clear; `assume` says what
    no file of its kind does: {"activation": "relu"} of an RNN, {"output": "choice"} of a readout.
    Raises FileNotFoundError; ModelFileError (a ValueError), in a sentence, for what is not read or refused.
    """
    assumed = _assumed(assume or {})
    if not isinstance(source, bytes | Mapping) and Path(source).is_dir():
        network = load_run(source).network
        return Opened((OpenedNetwork(Path(source).name, network, ()),), (), f"a run of ours, {Path(source).name}")
    files = taken(source, beside, name)
    who, content = next(iter(files.items()))
    if FORMATS["own"].recognises(content):
        return _own(who, files)
    title, contents = _read_apart(who, files)
    layers = tuple(_with_activation(contents, layer, assumed) for layer in contents.layers)
    contents = replace(contents, layers=layers)
    chosen = Chosen(embedding, readout, tuple(vocabulary), assumed.get("output", ""))
    try:
        networks = tuple(with_ends(who, network_of(group), contents, chosen) for group in groups_of(contents))
    except ModelFileError:
        raise
    except ValueError as error:
        raise refuse(who, str(error)) from None
    check_choice(who, chosen, networks)
    return Opened(networks, contents.notes, f"{title}, {who}", dict(contents.arrays), contents.asks)


def _own(who: str, files: Mapping[str, bytes]) -> Opened:
    """One of our own networks, which `Network.load` reads with suspicion itself."""
    title, contents = read(files)
    assert contents.network is not None
    return Opened((OpenedNetwork(who, contents.network.astype(np.float64), ()),), (), f"{title}, {who}")


def _read_apart(who: str, files: Mapping[str, bytes]) -> tuple[str, Contents]:
    try:
        title, contents = unpacked(*apart("lstm_core.models.parcel:packed", files))
    except (KeyError, TypeError) as error:
        raise refuse(who, "it made its reader fail") from error
    if not contents.layers:
        raise refuse(who, "it holds no LSTM, GRU or RNN layer")
    return title, contents


def _assumed(assume: Mapping[str, str]) -> dict[str, str]:
    for what, value in assume.items():
        if what not in ASSUMED:
            raise ValueError(f"nothing named {what!r} is assumed of a model; {nearest(str(what), ASSUMED)}")
        if value not in ASSUMED[what]:
            raise ValueError(f"the {what} of a model is {' or '.join(ASSUMED[what])}, got {value!r:.40}")
    return dict(assume)


def _with_activation(contents: Contents, layer: Recurrent, assumed: Mapping[str, str]) -> Recurrent:
    """An RNN whose file does not say how it squashes, as it was assumed, with a sentence that says so."""
    if "activation" not in contents.asks or layer.kind != "RNN" or "activations" in layer.options:
        return layer
    squash = assumed.get("activation", "tanh")
    options = {} if squash == "tanh" else {"activations": ["Relu"] * layer.directions}
    note = SILENT.format(layer.name, squash if "activation" in assumed else f"assumed to be {squash}")
    return replace(layer, options=layer.options | options, notes=(*layer.notes, note))
