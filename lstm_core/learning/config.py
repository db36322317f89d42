"""What one training is: every choice that changes its numbers, checked, and as JSON."""

import json
import math
import re
from dataclasses import asdict, dataclass, fields

CURRICULA = ("steps", "accuracy", "none")
DTYPES = ("float32", "float64")
SCHEDULES = ("cosine", "constant")
# (smallest, largest) of each number.
LIMITS = {
    "seed": (0, 2**31 - 1),
    "hidden_size": (1, 4096),
    "embedding_size": (0, 4096),
    "layers": (1, 8),
    "steps": (1, 10**7),
    "batch_size": (1, 4096),
    "rate": (1e-7, 10.0),
    "clip": (1e-6, 1e9),
    "checkpoints": (1, 1000),
    "level": (0, 10**6),
    "dropout": (0.0, 0.9),
}


@dataclass(frozen=True)
class Config:
    """One training of one network; the same config gives the same numbers on the same machine.

    `cell` and `task` are keys of CELLS and TASKS. `curriculum` "steps" goes evenly from the easiest level to the
    hardest in the first third, the same for every cell; "accuracy" goes up by one whenever a batch is more than 90 %
    right; "none" draws all levels from the start; a `level` above 0 is drawn alone, always. The rate falls to 0 along a
    cosine or is `schedule` "constant"; gradients are clipped to the norm `clip`. `embedding_size` 0 is one-hot words.
    `carry_bias` moves the biases that keep: a number, "chrono", or "" for the cell's own start. `dropout` is the share
    of numbers between layers that a step of training leaves out; a `bidirectional` network has a second cell in every
    layer, which reads from the end. `checkpoints` is how many moments of the training are
    kept, close together at its beginning. `variant` is for the name of the run only.
    """

    cell: str
    task: str = "france"
    seed: int = 0
    variant: str = ""
    hidden_size: int = 64
    embedding_size: int = 32
    layers: int = 1
    scheme: str = "default"
    dtype: str = "float32"
    steps: int = 1500
    batch_size: int = 64
    rate: float = 4e-3
    clip: float = 1.0
    curriculum: str = "steps"
    checkpoints: int = 1
    level: int = 0
    carry_bias: str = ""
    schedule: str = "cosine"
    dropout: float = 0.0
    bidirectional: bool = False

    def __post_init__(self) -> None:
        for name, kind in Config.__annotations__.items():
            value = getattr(self, name)
            accepted = int | float if kind is float else kind
            if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
                raise ValueError(f"the config's {name} is of type {kind.__name__}, got {value!r}")
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if not (math.isfinite(value) and low <= value <= high):
                raise ValueError(f"the config's {name} is from {low:g} to {high:g}, got {value!r}")
        for name, known in (("curriculum", CURRICULA), ("dtype", DTYPES), ("schedule", SCHEDULES)):
            if getattr(self, name) not in known:
                raise ValueError(f"the config's {name} is one of {', '.join(known)}, got {getattr(self, name)!r}")
        for name in ("cell", "task", "variant"):
            if not re.fullmatch(r"[a-z0-9_]*", getattr(self, name)) or (name != "variant" and not getattr(self, name)):
                raise ValueError(f"the config's {name} is made of a-z, 0-9 and _, got {getattr(self, name)!r}")
        if not re.fullmatch(r"|chrono|[+-]?\d{1,3}(\.\d{1,6})?", self.carry_bias):
            raise ValueError(f'the config\'s carry_bias is a number, "chrono" or "", got {self.carry_bias!r:.40}')
        if self.dropout and self.layers == 1:
            raise ValueError(f"dropout acts between layers, so it needs at least 2, got 1 layer and {self.dropout:g}")

    @property
    def name(self) -> str:
        """The name of its run directory: task-cell[-variant]-seed."""
        return "-".join(str(part) for part in (self.task, self.cell, self.variant, self.seed) if part != "")

    @property
    def checkpoint_steps(self) -> tuple[int, ...]:
        """The steps whose weights are kept: the last one, and from two on step 0 and more, dense early, between."""
        last = max(self.checkpoints - 1, 1)
        kept = {round(self.steps * (k / last) ** 2) for k in range(self.checkpoints)} if self.checkpoints > 1 else set()
        return tuple(sorted(kept | {self.steps}))

    def to_json(self) -> dict:
        """The choices as a dict that JSON can write."""
        return asdict(self)

    @classmethod
    def from_json(cls, choices: object) -> "Config":
        """The config of such a dict (or of its text); ValueError for unknown, missing or impossible choices."""
        choices = json.loads(choices) if isinstance(choices, str) else choices
        if not isinstance(choices, dict):
            raise ValueError(f"a config is a JSON object, got {type(choices).__name__}")
        known = {field.name for field in fields(cls)}
        for name in choices:
            if name not in known:
                raise ValueError(f"a config has no {str(name)[:40]!r}; it has {', '.join(sorted(known))}")
        if "cell" not in choices:
            raise ValueError("a config names its cell")
        return cls(**choices)
