"""Reviews, letter by letter: a network that only guesses letters comes to know who is for and who is against."""

import numpy as np
import torch

from lstm_core.texts.reviews import reviews
from lstm_torch.data.text import cross_entropies, encoded
from lstm_torch.demos import Demo, untrained
from lstm_torch.findings.sampling import sampled
from lstm_torch.findings.sentiment_unit import sentiment_unit
from lstm_torch.training.batches import Share, Streams
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings

COUNT = 5000


def material(settings: Settings, device: torch.device, share: Share) -> Material:
    """Generated reviews one after the other; nothing says which are for."""
    text = encoded("reviews", "\n" + "".join(reviews(COUNT, seed=settings.seed + 100)[0]))
    first = int(len(text.ids) * 0.9)
    seen, unseen = text.ids[:first], text.ids[first:]
    network = untrained(settings, settings.window, text.vocabulary)
    start = np.array([text.vocabulary.index("\n")])
    return Material(
        network,
        Streams(seen, settings.batch_size, settings.window, device, share),
        Streams(unseen, 16, settings.window, device),
        cross_entropies(seen, unseen, len(text.vocabulary)),
        lambda net, seed: sampled(net, start, settings.sample_length, seed),
        lambda net: {"sentiment": sentiment_unit(net)},
        {"symbols": len(text.ids), "unit": "nats per character"},
    )


DEMO = Demo(
    "Reviews and one unit that knows",
    "Nobody told the network what an opinion is; one of its units follows it, and holding that unit turns the text",
    "92.3 % of IMDB reviews with one unit of 4096, 92.9 % with all, after a month on four GPUs and 82 million Amazon "
    "reviews (Radford, Jozefowicz & Sutskever 2017, arXiv 1704.01444); ours are generated, much easier and much fewer",
    material,
    {
        "cell": "multiplicative",
        "hidden_size": 64,
        "steps": 1200,
        "batch_size": 64,
        "window": 128,
        "rate": 6e-3,
        "look_every": 100,
    },
)
