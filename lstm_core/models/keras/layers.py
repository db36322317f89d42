"""The recurrent layers of a file of Keras as records."""

from collections.abc import Sequence

import numpy as np

from lstm_core.layouts.activations import DEFAULTS
from lstm_core.layouts.orders import reordered
from lstm_core.layouts.record import GATES, Recurrent
from lstm_core.models.errors import ModelFileError
from lstm_core.models.keras import activations
from lstm_core.models.keras.archive import Saved
from lstm_core.models.keras.described import Described, counted_name, settings_of
from lstm_core.models.keras.hdf5 import Stored
from lstm_core.models.limits import UNITS, check_count, shown
from lstm_core.models.precision import check_finite

KINDS = {"LSTM": "LSTM", "GRU": "GRU", "SimpleRNN": "RNN", "LSTMCell": "LSTM", "GRUCell": "GRU", "SimpleRNNCell": "RNN"}
PARTS = ("kernel", "recurrent_kernel", "bias")
RECURRENT = ("LSTM", "GRU", "SimpleRNN", "RNN", "Bidirectional")


def records(layer: Described, saved: Saved) -> list[Recurrent]:
    """The records of one recurrent layer: several where it is a stack of cells; both ways where it is Bidirectional."""
    own = arrays_of(layer, saved)
    if layer.kind != "Bidirectional":
        return _one_way(layer.kind, layer.settings, own, saved, layer.name)
    forward, given = settings_of(layer.settings.get("layer")), settings_of(layer.settings.get("backward_layer"))
    halves = []
    for half, (kind, settings) in (("forward", forward), ("backward", given if given[0] else forward)):
        arrays = [stored for stored in own if any(name.startswith(half) for name in stored.names)]
        halves.append(_one_way(kind, settings, arrays, saved, layer.name))
    return [_both_ways(*pair) for pair in zip(*halves, strict=True)]


def arrays_of(layer: Described, saved: Saved) -> list[Stored]:
    """The arrays of one layer: those in a group of its name, or, in older files, of its class and number."""
    name = layer.name if saved.named else layer.counted
    return [stored for stored in saved.arrays if name in stored.names]


def _one_way(kind: str, settings: dict, own: Sequence[Stored], saved: Saved, name: str) -> list[Recurrent]:
    if kind != "RNN":
        return [_record(kind, settings, own, saved, name)]
    inside, cell = settings_of(settings.get("cell"))
    if inside != "StackedRNNCells":
        return [_record(inside, cell, own, saved, name)]
    cells = [settings_of(given) for given in cell.get("cells", [])]
    found, used = [], dict[str, int]()
    for of, given in cells:
        counted, called = counted_name(of, used), str(given.get("name", ""))
        called = called if saved.named else counted
        arrays = [stored for stored in own if called in stored.names]
        found.append(_record(of, given, arrays, saved, f"{name}/{called}"))
    return found


def _record(kind: str, settings: dict, own: Sequence[Stored], saved: Saved, name: str) -> Recurrent:
    if kind not in KINDS:
        raise ModelFileError(f"{name}: {shown(kind) or 'a cell of its own'} is no LSTM, GRU or SimpleRNN of Keras")
    kind = KINDS[kind]
    named: dict[str, np.ndarray] = {}
    for stored in own:
        leaf = PARTS[int(stored.leaf)] if saved.counted and stored.leaf in ("0", "1", "2") else stored.leaf
        if leaf in named:
            raise ModelFileError(f"{name}: the file has two arrays {leaf} for it")
        if leaf in PARTS:
            check_finite(name, leaf, stored.array)
            named[leaf] = stored.array.astype(np.float64 if stored.array.dtype == np.float64 else np.float32)
    if not {"kernel", "recurrent_kernel"} <= named.keys():
        raise ModelFileError(f"{name}: the file has no weights for it")
    K, R, size = named["kernel"], named["recurrent_kernel"], settings.get("units")
    columns = len(GATES[kind]) * size if isinstance(size, int) and not isinstance(size, bool) else 0
    fits = K.ndim == 2 and K.shape[1] == columns and R.shape == (size, columns)
    b = named.get("bias", np.zeros(columns if fits else 0, K.dtype))
    if not fits or b.shape not in ((columns,), (2, columns)):
        raise ModelFileError(f"{name}: its weights do not fit a {kind} of {size!r:.20} units")
    check_count(name, len(R), UNITS, "units")
    Wb, Rb = (b, np.zeros_like(b)) if b.ndim == 1 else (b[0], b[1])
    W, R, Wb, Rb = (reordered(part, kind, "keras") for part in (K.T, R.T, Wb, Rb))
    options = activations.options(kind, settings, saved.version, name)
    if kind == "GRU" and settings.get("reset_after", b.ndim == 2):
        options["linear_before_reset"] = 1
    notes = activations.notes(kind, settings, saved.version, name)
    return Recurrent(kind, name, W[None], R[None], np.concatenate([Wb, Rb])[None], options=options, notes=tuple(notes))


def _both_ways(forward: Recurrent, backward: Recurrent) -> Recurrent:
    if forward.kind != backward.kind or forward.W.shape != backward.W.shape:
        raise ModelFileError(f"{forward.name}: its halves are of two kinds or sizes, which is not shown here")
    W, R, B = (np.concatenate([getattr(half, part) for half in (forward, backward)]) for part in "WRB")
    options = dict(forward.options)
    if forward.options.get("linear_before_reset") != backward.options.get("linear_before_reset"):
        raise ModelFileError(f"{forward.name}: its halves are of two kinds, which is not shown here")
    for option in ("activations", "activation_alpha", "activation_beta"):
        if option in forward.options or option in backward.options:
            usual = list(DEFAULTS[forward.kind]) if option == "activations" else []
            options[option] = [*forward.options.get(option, usual), *backward.options.get(option, usual)]
    return Recurrent(forward.kind, forward.name, W, R, B, direction="bidirectional", options=options,
                     notes=tuple(dict.fromkeys((*forward.notes, *backward.notes))))  # fmt: skip
