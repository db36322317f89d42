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
    what is measured at the end, as JSON says it. `data` says what it learns from where that was not made here:
    {"from": a description, "sha256", "notes": how it was read}; a run goes on only with data of the same SHA-256.
    """

    network: Network
    seen: Streams | Bank
    unseen: Streams | Bank
    baselines: dict[str, float]
    sample: Callable[[TorchNetwork, int], str] | None = None
    finish: Callable[[Network], dict] | None = None
    about: dict = field(default_factory=dict)
    data: dict = field(default_factory=dict)

    def found(self, trained: Network | None = None) -> dict:
        """What is known before a training, and of a `trained` network what its end adds, as JSON says it."""
        measured = self.finish(trained) if trained and self.finish else {}
        return {"baselines": self.baselines, **self.about, **measured}
