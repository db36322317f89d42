"""What one torch training is: every choice, checked; a superset of the core's Config, which the run directory holds."""

import math
from dataclasses import asdict, dataclass, fields, replace

from lstm_core import CELLS, Config
from lstm_core.nearest import nearest

FORMAT = 1
CHOICES = {
    "precision": ("auto", "float32", "float64", "float16", "bfloat16"),
    "device": ("auto", "cpu", "cuda"),
    "graph": ("auto", "off"),
    "curriculum": ("none", "length"),
}
LIMITS = {
    "readout_dropout": (0.0, 0.9),
    "window": (1, 100_000),
    "warm_up": (0.0, 1.0),
    "decay": (0.0, 10.0),
    "accumulate": (1, 1024),
    "patience": (0, 10_000),
    "look_every": (1, 10**7),
    "save_every": (1, 10**7),
    "report_every": (1, 10**6),
    "sample_length": (0, 100_000),
    "level": (0, 10**6),
}


@dataclass(frozen=True)
class Settings:
    """One training of one demo. Each demo has defaults of its own (`demos/`); ValueError for what cannot be."""

    demo: str
    cell: str = "lstm"
    seed: int = 0
    variant: str = ""
    hidden_size: int = 128
    embedding_size: int = 0
    layers: int = 1
    scheme: str = "default"
    carry_bias: str = ""
    dropout: float = 0.0
    readout_dropout: float = 0.0
    steps: int = 2000
    batch_size: int = 32
    window: int = 64
    rate: float = 4e-3
    warm_up: float = 0.02
    decay: float = 0.0
    clip: float = 1.0
    accumulate: int = 1
    patience: int = 0
    look_every: int = 200
    save_every: int = 500
    report_every: int = 20
    checkpoints: int = 1
    sample_length: int = 400
    curriculum: str = "none"
    level: int = 0
    precision: str = "auto"
    device: str = "auto"
    graph: str = "auto"
    text: str = ""
    data: str = ""
    offline: int = 0

    def __post_init__(self):
        self.core()  # its checks are ours
        if self.cell not in CELLS:
            raise ValueError(f"there is no cell {self.cell!r}; {nearest(self.cell, CELLS)}")
        for field in fields(self):
            value, accepted = getattr(self, field.name), int | float if field.type is float else field.type
            if not isinstance(value, accepted) or isinstance(value, bool):
                raise ValueError(f"the setting {field.name} is of type {field.type.__name__}, got {value!r:.80}")
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if not (math.isfinite(value) and low <= value <= high):
                raise ValueError(f"the setting {name} is from {low:g} to {high:g}, got {value!r}")
        for name, known in CHOICES.items():
            if getattr(self, name) not in known:
                raise ValueError(f"the setting {name} is one of {', '.join(known)}, got {getattr(self, name)!r:.80}")
        if self.batch_size % self.accumulate:
            raise ValueError(f"a batch of {self.batch_size} cannot be cut into {self.accumulate} equal parts")

    def core(self) -> Config:
        """The same training as the core's Config, which whoever reads the run directory understands."""
        shared = {field.name for field in fields(Config)} & {field.name for field in fields(self)} - {"curriculum"}
        return Config(task=self.demo, curriculum="none", **{name: getattr(self, name) for name in shared})

    def batch_of(self, sequences: int) -> int:
        """The sequences in a batch where there are so few in all; ValueError where they are too few to be cut."""
        size = min(self.batch_size, sequences) // self.accumulate * self.accumulate
        if not size:
            raise ValueError(f"there are {sequences} sequences, too few to be cut into {self.accumulate} parts")
        return size

    def rate_at(self, step: int) -> float:
        """The learning rate of step 1, 2, …: a straight rise, then half a cosine down to 0."""
        rising = max(1, round(self.warm_up * self.steps))
        if step <= rising:
            return self.rate * step / rising
        return self.rate * 0.5 * (1 + math.cos(math.pi * (step - rising) / max(1, self.steps - rising)))

    def with_(self, **choices: object) -> "Settings":
        """The same with some choices changed."""
        return replace(self, **choices)

    def to_json(self) -> dict:
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_json(cls, content: object, who: str) -> "Settings":
        """Of such a dict; ValueError, in a sentence, for anything else."""
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            found = content.get("format") if isinstance(content, dict) else type(content).__name__
            raise ValueError(f"{who} has settings of format {found!r:.40}, this program reads {FORMAT}")
        return cls(**known({name: value for name, value in content.items() if name != "format"}, who))


def known(choices: dict, who: str) -> dict:
    """The choices, if each is a setting."""
    names = [field.name for field in fields(Settings)]
    for name in choices:
        if name not in names:
            raise ValueError(f"{who}: there is no setting {str(name)[:40]!r}; {nearest(str(name), names)}")
    if "demo" not in choices:
        raise ValueError(f"{who}: the settings name no demo")
    return choices
