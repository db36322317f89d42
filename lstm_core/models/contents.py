"""What a reader of one format found in a file: recurrent layers, and whatever else has a name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from lstm_core.layouts.record import Recurrent

if TYPE_CHECKING:  # the process that reads foreign files does without all that runs a network
    from lstm_core.networks.network import Network


@dataclass(frozen=True, eq=False)
class Contents:
    """`layers` in the order in which they run; a `network` where the file is one of ours, whole, then that is all.

    `arrays` are all others, under the names of the file: among them an embedding or a readout may be found. Where the
    file itself says which they are, `embedding` and `readout` are their names: "words.weight" (V, E), "out.weight" (K,
    units) with an "out.bias" beside it. Where it says which layer reads which, `chains` are their numbers, in groups.
    `asks` names what a person must say because the file does not: the "activation" of an RNN.
    """

    layers: tuple[Recurrent, ...] = ()
    arrays: Mapping[str, np.ndarray] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    network: "Network | None" = None
    embedding: str = ""
    readout: str = ""
    chains: tuple[tuple[int, ...], ...] = ()
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Format:
    """One format: how to know a file of it by its bytes, and how to read it.

    `files` is {name: bytes}: the file itself is the first, beside it what was dropped with it (weights of an ONNX
    file). `read` raises ModelFileError for what is refused; it runs in a child process with limits and executes nothing
    of the file.
    """

    title: str  # "PyTorch", as a person would say
    endings: tuple[str, ...]  # (".pt", ".pth"), for the file chooser; a file is known by its bytes
    recognises: Callable[[bytes], bool]
    read: Callable[[Mapping[str, bytes]], Contents]
    how: str = ""  # how to write such a file, for those whose file was refused
