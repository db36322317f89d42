"""What one torch training is: every choice, checked; a superset of the core's Config, which the run directory holds."""

import json
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
HELP = {
    "cell": "the cell, a file of lstm_core/cells",
    "seed": "seed of the first weights, of the order of the data and of the samples",
    "variant": "a word for the name of the run, a-z, 0-9 and _",
    "hidden_size": "number of units H",
    "embedding_size": "numbers in a symbol's vector, 0 = one-hot",
    "layers": "how many cells stand on top of each other",
    "carry_bias": "where the biases that keep start: a number, chrono, or the cell's own",
    "scheme": "how the first weights are drawn: a name of lstm_core/equations/initialisation.py",
    "dropout": "share of numbers between layers that a step leaves out",
    "steps": "how many updates",
    "batch_size": "sequences in a step, over all processes",
    "window": "steps that a gradient goes back; the state is carried from window to window",
    "rate": "AdamW's learning rate after the warm-up; it falls to 0 along a cosine",
    "warm_up": "share of the steps in which the rate rises from 0",
    "decay": "AdamW's weight decay",
    "clip": "the longest gradient; a longer one is shortened to it",
    "accumulate": "parts into which a step's batch is cut, one after the other: less memory, the same numbers",
    "patience": "stop after so many looks at unseen data without a better loss, 0 = never",
    "look_every": "steps between two looks at unseen data, with a sample",
    "save_every": "steps between two saves to go on from",
    "report_every": "steps between two lines of metrics",
    "checkpoints": "how many moments of the training are kept",
    "sample_length": "symbols in a sample",
    "curriculum": "none, or length: the shortest sequences first",
    "level": "how hard the generated data is, where a demo has levels; 0 = its own",
    "precision": "auto = float16 on CUDA, float32 on a CPU",
    "device": "auto = CUDA where there is one",
    "graph": "auto = steps of one shape on CUDA are captured in a CUDA graph",
    "text": "a text file to learn from, any UTF-8 .txt; or time_machine, which is fetched once",
    "data": "a file or folder of images",
    "offline": "1 = never fetch anything",
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


def read_config(path) -> dict:
    """The settings in a JSON file that a person wrote, as a dict; FileNotFoundError or ValueError in a sentence."""
    if not path.is_file():
        raise FileNotFoundError(f"there is no settings file {path.name!r}")
    if path.stat().st_size > 2**20:
        raise ValueError(f"{path.name} has {path.stat().st_size:,} bytes; settings are a small JSON object")
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path.name} is not JSON ({str(error)[:80]})") from None
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} is a JSON object of settings, got a {type(content).__name__}")
    return content
