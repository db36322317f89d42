"""What a whole network computed: the traces of its layers, what it read, what it answers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lstm_core.networks.layers import softmax
from lstm_core.networks.parts import Parts
from lstm_core.running.reversed import ReverseTrace
from lstm_core.running.trace import Trace


@dataclass(frozen=True, eq=False)
class NetworkTrace:
    """What a network computed: one Trace per layer, and the logits (T, B, K), or the K numbers.

    `inputs` are what it read, ids (T, B) or numbers (T, B, D); images have two more axes, and so have the logits then.
    `reverse` has the traces of the halves that read from the end, with their values in reading order.
    """

    network: Parts  # the Network that ran
    layers: tuple[Trace, ...]
    inputs: np.ndarray
    logits: np.ndarray
    reverse: tuple[ReverseTrace, ...] = ()

    @property
    def ids(self) -> np.ndarray:
        """The words that were read, (T, B)."""
        if not self.network.vocabulary:
            raise ValueError("this network read numbers, no words")
        return self.inputs

    @cached_property
    def probs(self) -> np.ndarray:
        """The probability of each answer (each next word), (T, B, K)."""
        if self.network.output != "choice":
            raise ValueError("this network answers with numbers; they have no probabilities")
        return np.moveaxis(softmax(np.moveaxis(self.logits, 2, -1)), -1, 2)

    @property
    def final(self) -> list[dict[str, np.ndarray]]:
        """The state after each sequence's last step, one entry per layer, as the `state` of a run that goes on."""
        if self.reverse:
            raise ValueError(
                "a network that reads both ways has no state to go on from: its halves end at both ends, where "
                "layers[k].final and reverse[k].final have them"
            )
        return [trace.final for trace in self.layers]
