"""A text, letter by letter: the network writes what it has read, and some of its cells can be named."""

import torch

from lstm_torch.data.counts import cross_entropies
from lstm_torch.data.text import Text, open_text
from lstm_torch.demos import Demo, untrained
from lstm_torch.findings.named_cells import named_cells
from lstm_torch.findings.sampling import sampled
from lstm_torch.training.batches import Share, Streams
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings

UNSEEN = 0.1  # the last tenth of the text is never trained on


def material(settings: Settings, device: torch.device, share: Share) -> Material:
    """Of the text that the settings name."""
    return of_text(open_text(settings.text, bool(settings.offline)), settings, device, share)


def of_text(text: Text, settings: Settings, device: torch.device, share: Share) -> Material:
    """Streams of a text, a sample after its most frequent opening, counts as the baseline."""
    first = int(len(text.ids) * (1 - UNSEEN))
    seen, unseen = text.ids[:first], text.ids[first:]
    network = untrained(settings, settings.window, text.vocabulary)
    columns = max(1, min(settings.batch_size, len(unseen) // (4 * settings.window)))
    return Material(
        network,
        Streams(seen, settings.batch_size, settings.window, device, share),
        Streams(unseen, columns, settings.window, device),
        cross_entropies(seen, unseen, len(text.vocabulary)),
        lambda net, seed: sampled(net, text.ids[:1], settings.sample_length, seed),
        lambda net: {"cells": named_cells(net, text.ids)},
        {"text": text.title, "symbols": len(text.ids), "unit": "nats per character"},
        text.about,
    )


DEMO = Demo(
    "A text, letter by letter",
    "A network that only guesses the next letter knows its place in the word; of quotations it knows less",
    "no figure for our own log book; on The Time Machine the d2l textbook prints a training perplexity of 1.1 to 1.3; "
    "cells that follow quotations and the line's length: Karpathy, Johnson & Fei-Fei 2015, arXiv 1506.02078",
    material,
    {
        "hidden_size": 160,
        "steps": 2000,
        "batch_size": 32,
        "window": 128,
        "rate": 6e-3,
        "carry_bias": "chrono",
        "look_every": 100,
    },
    options=("text", "offline", "window", "sample_length", "embedding_size"),
)
