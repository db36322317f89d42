"""What a demo trains on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lstm_core import Network
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training.batches import Bank, Streams


@dataclass
class Material:
    """An untrained network, data to learn from, unseen data, and what to compare with.

    `baselines` are losses in nats of who does not learn; `sample(network, seed)` is a text to show; `finish(network)`
    what is measured at the end, as JSON says it.
    """

    network: Network
    seen: Streams | Bank
    unseen: Streams | Bank
    baselines: dict[str, float]
    sample: Callable[[TorchNetwork, int], str] | None = None
    finish: Callable[[Network], dict] | None = None
    about: dict = field(default_factory=dict)
