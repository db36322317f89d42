"""Reviews, letter by letter: a network that only guesses letters comes to know who is for and who is against."""

import numpy as np
import torch

from lstm_core.texts.reviews import reviews
from lstm_torch.data.counts import cross_entropies
from lstm_torch.data.text import Text, encoded, open_text
from lstm_torch.demos import Demo, untrained
from lstm_torch.findings.sampling import sampled
from lstm_torch.findings.sentiment_unit import sentiment_unit, unknown
from lstm_torch.training.batches import Share, Streams
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings

COUNT = 5000


def material(settings: Settings, device: torch.device, share: Share) -> Material:
    """Generated reviews one after the other, or the text that the settings name; nothing says which are for."""
    text, about = opened(settings)
    first = int(len(text.ids) * 0.9)
    seen, unseen = text.ids[:first], text.ids[first:]
    network = untrained(settings, settings.window, text.vocabulary)
    start = np.array([text.vocabulary.index("\n") if "\n" in text.vocabulary else text.ids[0]])
    asks = not unknown(text.vocabulary)
    return Material(
        network,
        Streams(seen, settings.batch_size, settings.window, device, share),
        Streams(unseen, 16, settings.window, device),
        cross_entropies(seen, unseen, len(text.vocabulary)),
        lambda net, seed: sampled(net, start, settings.sample_length, seed),
        (lambda net: {"sentiment": sentiment_unit(net)}) if asks else None,
        {"symbols": len(text.ids), "unit": "nats per character"},
        about,
    )


def opened(settings: Settings) -> tuple[Text, dict]:
    """The text, and what a run keeps of it where somebody brought it."""
    if not settings.text:
        return encoded("reviews", "\n" + "".join(reviews(COUNT, seed=settings.seed + 100)[0])), {}
    text = open_text(settings.text, bool(settings.offline))
    notes = list(text.notes)
    if missing := unknown(text.vocabulary):
        notes.append(
            f"It has no {missing[:6]!r}, so our labelled reviews cannot be read: no unit of sentiment is sought."
        )
    return text, text.about | {"notes": notes}


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
    options=("text", "offline", "window", "sample_length", "embedding_size"),
)
