"""What a file of Keras holds: its recurrent layers, which reads which, and what stands before and after them."""

from dataclasses import replace

import numpy as np

from lstm_core.layouts.record import Recurrent
from lstm_core.models.contents import Contents
from lstm_core.models.errors import ModelFileError
from lstm_core.models.keras.archive import Saved
from lstm_core.models.keras.described import Described, described, settings_of
from lstm_core.models.keras.layers import RECURRENT, arrays_of, records
from lstm_core.models.keras.remarks import dense_of, remarks

HANDS_ON = (
    "", "InputLayer", "Dropout", "SpatialDropout1D", "GaussianNoise", "GaussianDropout", "AlphaDropout",
    "ActivityRegularization", "Masking",
)  # fmt: skip
ENDS = ("Dense", "TimeDistributed")
MERGED = ("sum", "ave")


def contents_of(saved: Saved) -> Contents:
    """The contents of an opened file; ModelFileError, in a sentence, for what is refused."""
    found = _Found(saved, {layer.name: layer for layer in described(saved.config)})
    for layer in found.described.values():
        found.add(layer)
    if not found.layers:
        raise ModelFileError("it holds no LSTM, GRU or SimpleRNN layer")
    chains = tuple(tuple(chain) for chain in found.chains)
    return Contents(tuple(found.layers), found.arrays, tuple(found.notes), saved.words, None, found.embedding,
                    found.readout, chains)  # fmt: skip


class _Found:
    """What was found so far, layer after layer."""

    def __init__(self, saved: Saved, described: dict[str, Described]):
        self.saved, self.described = saved, described
        self.layers: list[Recurrent] = []
        self.chains: list[list[int]] = []
        self.top: dict[str, int] = {}  # a recurrent layer's name -> the number of its (last) record
        self.merged: dict[str, str] = {}
        self.arrays: dict[str, np.ndarray] = {}
        self.notes: list[str] = []
        self.embedding = self.readout = ""

    def add(self, layer: Described) -> None:
        """Take in what one layer is."""
        if layer.kind in RECURRENT:
            self._recurrent(layer)
        elif layer.kind == "Embedding":
            self._array(layer, "weight", "embeddings", "0")
        elif layer.kind in ENDS:
            self._dense(layer)
        if layer.kind not in RECURRENT:
            self.notes += remarks(layer)

    def _below(self, layer: Described) -> str:
        """The layer whose output it reads, past those that only hand on what they get."""
        name = layer.reads[0] if layer.reads else ""
        for _ in range(len(self.described)):
            below = self.described.get(name)
            if below is None or below.kind not in HANDS_ON or not below.reads:
                break
            name = below.reads[0]
        return name

    def _recurrent(self, layer: Described) -> None:
        below = self._below(layer)
        found = records(layer, self.saved)
        self.notes += remarks(layer)
        read = self.described.get(below)
        if read is not None and read.kind == "Embedding":
            self.embedding = f"{below}.weight"
        lower = self.layers[self.top[below]] if below in self.top else None
        direction = "reverse" if layer.settings.get("go_backwards") and found[0].directions == 1 else "forward"
        if layer.kind == "Bidirectional":
            direction, as_below = "bidirectional", lower is not None and lower.direction == "bidirectional"
        else:
            as_below = lower is not None and lower.direction != "bidirectional" and direction == "forward"
            direction = lower.direction if as_below and lower is not None else direction
        joins = as_below and read is not None and _whole(read)
        if joins and below in self.merged:
            found[0] = replace(found[0], W=_folded(found[0].W, self.merged[below]))
        first = len(self.layers)
        self.layers += [replace(record, direction=direction) for record in found]
        numbers = list(range(first, len(self.layers)))
        chain = next((chain for chain in self.chains if joins and chain[-1] == self.top[below]), None)
        if chain is None:
            self.chains.append(numbers)
        else:
            chain += numbers
        self.top[layer.name] = numbers[-1]
        if layer.settings.get("merge_mode") in MERGED:
            self.merged[layer.name] = layer.settings["merge_mode"]

    def _dense(self, layer: Described) -> None:
        if dense_of(layer) is None or not self._array(layer, "weight", "kernel", "0"):
            return
        name, below = f"{layer.name}.weight", self._below(layer)
        if not self._array(layer, "bias", "bias", "1"):
            self.arrays[f"{layer.name}.bias"] = np.zeros(len(self.arrays[name]), self.arrays[name].dtype)
        if below not in self.top or self.readout:
            return
        if below in self.merged:
            self.arrays[name] = _folded(self.arrays[name], self.merged[below])
        self.readout = name

    def _array(self, layer: Described, part: str, leaf: str, counted: str) -> bool:
        """Keep an array of a layer under a name as torch would give it; whether there is one."""
        own = [stored.array for stored in arrays_of(layer, self.saved) if stored.leaf in (leaf, counted)]
        if len(own) != 1:
            return False
        turned = leaf == "kernel" and own[0].ndim == 2
        self.arrays[f"{layer.name}.{part}"] = np.ascontiguousarray(own[0].T if turned else own[0])
        return True


def _whole(layer: Described) -> bool:
    """Whether a recurrent layer hands on what it gave at every step."""
    inside = settings_of(layer.settings.get("layer"))[1] if layer.kind == "Bidirectional" else layer.settings
    return bool(inside.get("return_sequences")) and layer.settings.get("merge_mode", "concat") is not None


def _folded(W: np.ndarray, mode: str) -> np.ndarray:
    """Weights (…, H) of a sum or a mean of two halves as weights (…, 2H) of both."""
    half = W / 2 if mode == "ave" else W
    return np.concatenate([half, half], axis=-1)
