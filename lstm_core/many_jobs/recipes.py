"""The jobs: the task of each, the networks that learn it, and the command that trains any of them again."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import NamedTuple

from lstm_core.learning.config import Config

SEEDS = (0, 1, 2)


class Trained(NamedTuple):
    """A network of a job: what it is called, its training with seed 0.

    What its readout gets where it answers for a whole sequence is `pooled`: from both "ends", or by "attention".
    """

    title: str
    config: Config
    pooled: str = ""

    def seed(self, seed: int) -> Config:
        """The same training with another seed."""
        return replace(self.config, seed=seed)


class Job(NamedTuple):
    """A use of one cell: its task, the networks that learn it, and the baselines that they are compared with."""

    title: str
    task: str
    networks: Mapping[str, Trained]
    baselines: tuple[str, ...]


def _config(task: str, cell: str, variant: str = "", **chosen: object) -> Config:
    common = {"batch_size": 32, "rate": 0.01, "embedding_size": 0, "curriculum": "none"}
    return Config(cell, task, variant=variant, **common | chosen)  # type: ignore[arg-type]  # Config itself refuses them


TWO_LAYERS = Trained(
    "LSTM, two layers", _config("reviews", "lstm", "layers", layers=2, hidden_size=12, embedding_size=8, steps=500)
)
BOTH_WAYS = Trained(
    "GRU, both ways",
    _config("reviews", "gru", "both", bidirectional=True, hidden_size=8, embedding_size=8, steps=500),
    "ends",
)
ATTENTION = Trained("GRU with attention", replace(BOTH_WAYS.config, variant="attention", steps=400), "attention")
JOBS: Mapping[str, Job] = {
    "reviews": Job(
        "Reviews", "reviews", {"layers": TWO_LAYERS, "both": BOTH_WAYS, "attention": ATTENTION}, ("bag of words",)
    ),
    "tagging": Job(
        "Tagging",
        "homograph",
        {
            "both": Trained(
                "GRU, both ways",
                _config("homograph", "gru", "both", bidirectional=True, hidden_size=12, embedding_size=8, steps=500),
            ),
            "forward": Trained(
                "GRU, one way", _config("homograph", "gru", "forward", hidden_size=18, embedding_size=8, steps=500)
            ),
        },
        ("commonest tag",),
    ),
    "sensor": Job(
        "Sensor",
        "sensor",
        {"lstm": Trained("LSTM", _config("sensor", "lstm", hidden_size=24, steps=1500))},
        ("a line through 12 rows", "the mean"),
    ),
    "forecast": Job(
        "Forecast",
        "seasons",
        {"lstm": Trained("LSTM", _config("seasons", "lstm", hidden_size=16, steps=600))},
        ("a line through 12 rows", "same as last period", "no change"),
    ),
    "gap": Job(
        "Gap",
        "sine_gap",
        {"lstm": Trained("LSTM", _config("sine_gap", "lstm", hidden_size=24, steps=900))},
        ("same as last period", "no change"),
    ),
}


def command(config: Config, out: str = "") -> str:
    """What trains such a network again."""
    plain = Config(config.cell, config.task)
    options = [
        f"--{field.name.replace('_', '-')}"
        + ("" if field.type in (bool, "bool") else f" {getattr(config, field.name)}")
        for field in fields(Config)
        if field.name not in ("cell", "task") and getattr(config, field.name) != getattr(plain, field.name)
    ]
    return " ".join(
        ["python -m lstm_core train", config.task, f"--cell {config.cell}", *options, *([f"--out {out}"] * bool(out))]
    )
