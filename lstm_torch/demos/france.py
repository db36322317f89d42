"""The France sentences at a larger size: the country is asked for after as many as 200 words."""

from dataclasses import replace

import numpy as np
import torch

from lstm_core import Network
from lstm_core.tasks import Batch
from lstm_core.tasks.france import IS_ANSWER, TASK, VOCABULARY, batch_of, evaluation_set, sentence
from lstm_torch.demos import Demo, untrained
from lstm_torch.training.batches import Bank, Share
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings

SENTENCES, LONGEST, SHORTEST, ANSWER = 6000, 200, 8, 5
TESTED = (4, 25, 50, 100, 150, 200, 300)


def material(settings: Settings, device: torch.device, share: Share) -> Material:
    """Sentences of all gaps up to `level` (200), the shortest first; tested on stories that training never shows."""
    rng, longest = np.random.default_rng([settings.seed, 1]), settings.level or LONGEST
    gaps = rng.integers(min(SHORTEST, longest), longest + 1, SENTENCES)
    seen = weighed(batch_of([sentence(rng, gap=int(gap)) for gap in gaps]))
    fresh = [sentence(rng, gap=int(gap), unseen=True) for gap in rng.integers(SHORTEST, longest + 1, 256)]
    unseen = weighed(batch_of(fresh))
    network = untrained(settings, longest, VOCABULARY)
    growing = settings.steps * 2 / 3 if settings.curriculum == "length" else 0
    parts = (seen.inputs, seen.targets, seen.weights, settings.batch_size, device)
    return Material(
        network,
        Bank(*parts, seed=settings.seed, share=share, growing=growing),
        Bank(unseen.inputs, unseen.targets, unseen.weights, 64, device),
        {"how often each word occurs": unigram(seen, unseen)},
        finish=by_gap,
        about={"unit": "nats per word, an answer counting 25 times", "chance": TASK.chance},
    )


def weighed(batch: Batch) -> Batch:
    """The answers count for more than in the small networks' training, because they are rarer in long stories."""
    return replace(batch, weights=np.where(IS_ANSWER[batch.targets], ANSWER * batch.weights, batch.weights))


def unigram(seen, unseen) -> float:
    """The loss on unseen words of who knows how often each occurs."""
    counts = np.bincount(seen.targets.ravel(), seen.weights.ravel(), len(VOCABULARY)) + 1
    each = -np.log(counts / counts.sum())[unseen.targets]
    return float((each * unseen.weights).sum() / unseen.weights.sum())


def by_gap(network: Network) -> dict:
    """The share of right languages by the words between country and question, in stories that training never shows."""
    found = {}
    for gap in TESTED:
        batch = evaluation_set(gap, per_country=5)
        found[str(gap)] = float(np.mean(TASK.solved(network.run(batch.inputs).logits, batch)))
    return {"right by gap": found}


DEMO = Demo(
    "The France sentences, gaps to 200",
    "The same cell carries one word over two hundred others when it is trained for it",
    "no paper has these sentences; the small networks of this course were trained on gaps of at most 54 words",
    material,
    {
        "hidden_size": 96,
        "embedding_size": 32,
        "batch_size": 64,
        "steps": 2400,
        "curriculum": "length",
        "carry_bias": "chrono",
        "look_every": 250,
        "sample_length": 0,
    },
    options=("curriculum", "level", "embedding_size"),
)
