"""Images row by row: the network reads a picture like a page, from top to bottom, and names it at the end."""

import numpy as np
import torch

from lstm_core import Network
from lstm_torch.data.images import Pictures, open_pictures
from lstm_torch.demos import Demo, untrained
from lstm_torch.training.batches import Bank, Share
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings

UNSEEN = 0.2


def material(settings: Settings, device: torch.device, share: Share) -> Material:
    """A fifth of the images is kept aside; each is asked for its class after its last row."""
    pictures = open_pictures(settings.data)
    order = np.random.default_rng([settings.seed, 2]).permutation(len(pictures.images))
    first = max(1, round(len(order) * (1 - UNSEEN)))
    seen, unseen = (
        Pictures(pictures.images[k], pictures.labels[k], pictures.classes) for k in np.split(order, [first])
    )
    network = untrained(
        settings, pictures.images.shape[1], input_size=pictures.images.shape[2], outputs=pictures.classes
    )
    size, wrong = settings.batch_of(len(seen.images)), 1 - nearest_mean(seen, unseen)
    return Material(
        network,
        Bank(*by_row(seen), size, device, seed=settings.seed, share=share),
        Bank(*by_row(unseen), min(size, len(unseen.images)), device),
        {"blind guess": float(np.log(len(pictures.classes)))},
        finish=lambda net: {"wrong": {"network": wrong_share(net, unseen), "nearest mean image": wrong}},
        about={"unit": "nats per image", "images": len(pictures.images), "classes": pictures.classes},
        data=pictures.about(settings.data),
    )


def by_row(pictures: Pictures) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(inputs (Y, N, X), targets and weights (Y, N)): only the last row is asked."""
    inputs = pictures.images.transpose(1, 0, 2)
    targets = np.broadcast_to(pictures.labels, inputs.shape[:2]).copy()
    weights = np.zeros(inputs.shape[:2], np.float32)
    weights[-1] = 1
    return inputs, targets, weights


def wrong_share(network: Network, pictures: Pictures) -> float:
    """The share of images that get another class."""
    inputs, targets, _ = by_row(pictures)
    return float((network.run(inputs.astype(np.float64)).logits[-1].argmax(-1) != targets[-1]).mean())


def nearest_mean(seen: Pictures, unseen: Pictures) -> float:
    """The share that is right when each image gets the class whose mean image is nearest."""
    known = np.unique(seen.labels)
    means = np.stack([seen.images[seen.labels == k].mean(0).ravel() for k in known])
    flat = unseen.images.reshape(len(unseen.images), -1)
    distance = (flat**2).sum(1)[:, None] - 2 * flat @ means.T + (means**2).sum(1)
    return float((known[distance.argmin(1)] == unseen.labels).mean())


DEMO = Demo(
    "Images, row by row",
    "A picture is a sequence too",
    "98.9 % on MNIST read pixel by pixel with an LSTM of 100 units (Cooijmans et al. 2017, Table 1); rows are easier",
    material,
    {"batch_size": 64, "steps": 1000, "rate": 2e-3, "look_every": 100, "sample_length": 0},
    options=("data",),
    data="images",
)
