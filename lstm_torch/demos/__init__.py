"""One file = one demo, found by looking; this file says what a demo is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import torch

from lstm_torch.batches import Share
from lstm_torch.settings import Settings
from lstm_torch.train import Material


@dataclass(frozen=True)
class Demo:
    """Something worth training at a larger size: its defaults (fields of Settings) and how its data is opened.

    `published` is what others report for the same question, in a sentence with its source.
    """

    title: str
    claim: str
    published: str
    open: Callable[[Settings, torch.device, Share], Material]
    defaults: Mapping[str, object] = field(default_factory=dict)

    def settings(self, name: str, **choices: object) -> Settings:
        """The demo's settings, with some changed."""
        return Settings(**{"demo": name, **self.defaults, **choices})
