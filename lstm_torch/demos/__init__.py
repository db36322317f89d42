"""One file = one demo, found by looking; this file says what a demo is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch

from lstm_core import CELLS, Network
from lstm_core.found import Found
from lstm_core.learning.levers import with_carry_bias, with_chrono
from lstm_core.said import joined
from lstm_torch.training.batches import Share
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings

DEMOS = Found("lstm_torch.demos", "DEMO")


NOT_FOR_ALL = ("text", "data", "offline", "window", "sample_length", "curriculum", "level", "embedding_size")


@dataclass(frozen=True)
class Demo:
    """Something worth training at a larger size: its defaults (fields of Settings) and how its data is opened.

    `published` is what others report for the same question, in a sentence with its source. `options` are those of
    NOT_FOR_ALL that it uses; `text` and `data` are what a person brings, and mean the same in every demo. `own` are
    its defaults where somebody brings something; what of NOT_FOR_ALL is among them is used only then. `data`
    says whether its data are a "table" or "images".
    """

    title: str
    claim: str
    published: str
    open: Callable[[Settings, torch.device, Share], Material]
    defaults: Mapping[str, object] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    own: Mapping[str, object] = field(default_factory=dict)
    data: str = "table"

    def settings(self, name: str, **choices: object) -> Settings:
        """The demo's settings, with some changed; ValueError for a choice that it would not use."""
        own = self.own if choices.get("text") or choices.get("data") else {}
        for option in choices:
            if option in NOT_FOR_ALL and option not in {*self.options, *own}:
                without = " without data of your own" if option in self.own else ""
                used = [other for other, demo in DEMOS.items() if option in {*demo.options, *demo.own}]
                others = [other for other in used if other != name]
                do = f"; {joined(others)} {'do' if len(others) > 1 else 'does'}" if others else ""
                raise ValueError(f"the demo {name} does not use the setting {option}{without}{do}")
        return Settings(**{"demo": name, **self.defaults, **own, **choices})


def untrained(settings: Settings, longest: int, vocabulary: Sequence[str] = (), **reads: object) -> Network:
    """The network of these settings before its first step; `longest` is what "chrono" should be able to keep.

    `reads` are `input_size`, `outputs` and `output` of Network.new.
    """
    cell, rng = CELLS[settings.cell], np.random.default_rng([settings.seed, 0])
    sizes = {"layers": settings.layers, "dtype": np.float32, "scheme": settings.scheme}
    network = Network.new(cell, vocabulary, settings.hidden_size, settings.embedding_size, rng, **sizes, **reads)
    if not settings.carry_bias:
        return network
    weights = [
        with_chrono(cell, layer.weights, rng, longest)
        if settings.carry_bias == "chrono"
        else with_carry_bias(cell, layer.weights, float(settings.carry_bias))
        for layer in network.layers
    ]
    return replace(network, layers=tuple(zip((cell,) * len(weights), weights, strict=True)))
