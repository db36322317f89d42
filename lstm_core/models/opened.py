"""A trained network from elsewhere, opened: as networks that can be run, with what whoever looks must know."""

from dataclasses import dataclass, field

import numpy as np

from lstm_core.layouts.record import Recurrent
from lstm_core.networks.network import Network


@dataclass(frozen=True, eq=False)
class OpenedNetwork:
    """One chain of recurrent layers of the file, each reading what the one below gives, as a network of ours.

    Where no readout was found, its answers are the units of the last layer themselves ("number"). Where the file holds
    the state that it begins with, `state` and `reverse_state` are that, of one sequence, as `Network.run` takes them;
    else None. Where the whole chain reads from the end, `reversed` is True, and the network is given what `as_read`
    makes of a sequence: its steps then are those of the file's layers, in the order in which these take them.
    `embeddings` and `readouts` are the names of all arrays of the file that fit as one: where several do, or where it
    is not clear what stands between, none was taken, and a person may choose.
    """

    name: str
    network: Network
    layers: tuple[Recurrent, ...]  # as they stood in the file, one for each layer of the network
    embedding: str = ""  # the name that the array has in the file, "" where none was found
    readout: str = ""
    state: tuple[dict[str, np.ndarray], ...] | None = None
    reverse_state: tuple[dict[str, np.ndarray], ...] | None = None
    notes: tuple[str, ...] = ()
    embeddings: tuple[str, ...] = ()
    readouts: tuple[str, ...] = ()
    reversed: bool = False

    def as_read(self, inputs: np.ndarray) -> np.ndarray:
        """Inputs (T, B, …), or anything that a run gives back, in the order in which this network reads them."""
        return inputs[::-1] if self.reversed else inputs


@dataclass(frozen=True, eq=False)
class Opened:
    """What a file holds: its networks, in the file's order, what is to be said of them, and where they come from."""

    networks: tuple[OpenedNetwork, ...]
    notes: tuple[str, ...]
    source: str  # "PyTorch, model.pt"
    arrays: dict[str, np.ndarray] = field(default_factory=dict)  # what else has a name: to choose a readout from
    asks: frozenset[str] = frozenset()  # what the file does not say, for `assume`: "activation", "output"
