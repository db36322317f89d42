"""A network held against the model that it came from: both read the same, and ONNX Runtime runs the model."""

from collections.abc import Mapping, Sequence

import numpy as np

from lstm_core.models.errors import ModelFileError
from lstm_core.models.formats.onnx import FORMAT as ONNX
from lstm_core.models.onnx.badge import Badge
from lstm_core.models.onnx.runtime import layers, outputs
from lstm_core.models.onnx.spelled import X, spelled
from lstm_core.models.opened import OpenedNetwork
from lstm_core.networks.network_trace import NetworkTrace

OWN = "ONNX Runtime, your own graph"
SPELLED = "ONNX Runtime, your layers written as a graph"


def judge(
    opened: OpenedNetwork,
    inputs: np.ndarray,
    files: Mapping[str, bytes] | None = None,
    trace: NetworkTrace | None = None,
) -> Badge:
    """How exactly a network gives what its model gives to the first sequence of `inputs`, unit by unit, step by step.

    `inputs` are ids (T, B) or numbers (T, B, D) in the order of the file (a network that reads from the end is given
    `opened.as_read` of them); `trace` is the run over them where there is one already. `files` are the {name: bytes}
    that it was opened from: of an ONNX file ONNX Runtime runs the person's own graph, from what the first layer reads
    to what the last one gives. Of all others it runs the layers written as an ONNX graph, in float32.
    """
    if not opened.layers:
        return Badge(None, len(inputs), "", reason="it is one of our own networks, which this program runs itself")
    one = np.asarray(inputs)[:, :1]
    one = one if opened.network.vocabulary else one.astype(np.float32).astype(np.float64)
    x = opened.network.vectors(one).astype(np.float32)
    try:
        found, who = _model(opened, x, files or {})
    except ValueError as error:
        return Badge(None, len(x), "", reason=str(error))
    ours = _ours(opened, one, trace)
    pairs = list(zip(ours, found, strict=True))
    if any(our.shape != its.shape for our, its in pairs):
        return Badge(None, len(x), who, reason="its layers give other numbers of values than those here")
    difference = max(float(np.abs(our - its).max()) for our, its in pairs)
    size = max(float(np.abs(its).max()) for _, its in pairs)
    if not np.isfinite(difference):
        return Badge(None, len(x), who, reason="in float32 its values grow beyond every number")
    return Badge(difference, len(x), who, size)


def _model(opened: OpenedNetwork, x: np.ndarray, files: Mapping[str, bytes]) -> tuple[Sequence[np.ndarray], str]:
    """(each layer's output (T, D, O), who gave it)."""
    if files and ONNX.recognises(next(iter(files.values()))):
        try:
            return [given[:, :, 0] for given in layers(files, [layer.name for layer in opened.layers], x)], OWN
        except ModelFileError:
            pass  # its layers cannot run apart from the rest
    content, names = spelled(opened.layers)
    given = outputs({"your layers": content}, {X: x})
    return [given[name][:, :, 0] for name in names], SPELLED


def _ours(opened: OpenedNetwork, one: np.ndarray, trace: NetworkTrace | None) -> list[np.ndarray]:
    """Each layer's output (T, D, O) here, in the order of the file."""
    if trace is None:
        run = opened.network.run(opened.as_read(one), state=opened.state, reverse_state=opened.reverse_state)
    else:
        run = trace
    halves = [run.layers, *([run.reverse] if run.reverse else [])]
    found = []
    for k, layer in enumerate(opened.layers):
        h = np.stack([half[k]["h"][:, 0, : layer.output_size] for half in halves], axis=1)
        found.append(opened.as_read(h))
    return found
