"""Looks at unseen data while a network learns: how well it does there, a sample of it, whether to go on."""

import json
import math
from pathlib import Path

import torch
from torch import Tensor

from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training.batches import Bank, Streams
from lstm_torch.training.learner import Learner
from lstm_torch.training.losses import losses
from lstm_torch.training.material import Material
from lstm_torch.training.parallel import own_share


class Looks:
    """The looks of one training; where its patience may end, the weights of the best of them are kept."""

    def __init__(self, path: Path, learner: Learner, material: Material):
        self.path, self.learner, self.material = path, learner, material
        self.patience, self.first = learner.settings.patience, own_share().rank == 0
        self.waited, self.best = 0, math.inf
        self.best_weights: list[Tensor] | None = None

    @torch.no_grad()
    def look(self, step: int) -> dict[str, float]:
        """What `measured` finds after this step; {} in a process that need not know."""
        if not self.first and not self.patience:
            return {}
        network = self.learner.network
        network.eval()
        found = measured(network, self.material.unseen)
        if self.patience:
            if found["unseen"] < self.best:
                self.best, self.waited = found["unseen"], 0
                self.best_weights = [master.detach().clone() for master in self.learner.masters]
            else:
                self.waited += 1
        if self.first and self.material.sample:
            sample = self.material.sample(network, step)
            with open(self.path / "samples.jsonl", "a", encoding="utf-8") as file:
                file.write(json.dumps({"step": step, "text": sample, **found}) + "\n")
        network.train()
        return found

    @property
    def ended_early(self) -> bool:
        """Whether unseen data got no better for `patience` looks."""
        return bool(self.patience) and self.waited >= self.patience

    @torch.no_grad()
    def take_best(self) -> None:
        """The learner goes back to the best weights, if some were kept."""
        if self.best_weights:
            torch._foreach_copy_(self.learner.masters, self.best_weights)


@torch.no_grad()
def measured(network: TorchNetwork, unseen: Streams | Bank) -> dict[str, float]:
    """{"unseen": the mean loss in nats, "accuracy": the share of right choices} on data that training never shows."""
    state, loss, right, total = None, 0.0, 0.0, 0.0
    for batch in unseen.once():
        h, state = network(batch.inputs, None if batch.fresh else state)
        loss = loss + (losses(network, h, batch.targets) * batch.weights).sum()
        total = total + batch.weights.sum()
        if network.twin.output == "choice":
            right = right + ((network.readout(h).argmax(-1) == batch.targets) * batch.weights).sum()
    found = {"unseen": float(loss / total)}
    return found | ({"accuracy": float(right / total)} if network.twin.output == "choice" else {})
