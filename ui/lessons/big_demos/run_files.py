"""What the files of a run with torch say, besides its weights."""

import json
from dataclasses import dataclass
from pathlib import Path

from lstm_core.learning.run_reader import load_config, load_metrics, load_status

LARGEST = 4 * 2**20  # bytes of samples or results that are read
LONGEST = 300  # characters of a sentence on its data


@dataclass(frozen=True, eq=False)
class Told:
    """What a run directory says of a training with torch, besides its weights."""

    path: Path
    demo: str
    settings: dict
    device: dict  # {"torch", "device", "dtype", "cudnn"}
    metrics: list[dict]
    samples: list[dict]  # {"step", "text", …}, in order
    results: dict  # from its begin on who does not learn; what is found at its end
    status: dict
    brought: str = ""  # what it learned from and how that was read, where somebody brought it
    read: str = ""  # the text in which its cells were sought: chosen on one half, measured on the other

    @property
    def unit(self) -> str:
        """What its loss is measured in."""
        return str(self.results.get("unit", "nats"))

    @property
    def gpu(self) -> str:
        """The GPU that it was trained on, "" for none."""
        name = str(self.device.get("device", "CPU"))
        return "" if name.startswith("CPU") else name

    @property
    def own(self) -> bool:
        """Whether it learned from what somebody brought."""
        return bool(self.settings.get("data") or self.settings.get("text"))

    @property
    def looks(self) -> list[tuple[int, float]]:
        """(step, loss on unseen data), in order."""
        return [(line["step"], line["unseen"]) for line in self.metrics if isinstance(line.get("unseen"), float)]

    @property
    def kept(self) -> tuple[int, float] | None:
        """(step, loss on unseen data) of the look whose weights are kept: a finished run's best if it had patience."""
        if not self.looks:
            return None
        best = self.settings.get("patience") and self.status.get("state") == "finished"
        return min(self.looks, key=lambda look: look[1]) if best else self.looks[-1]


def told(path: Path) -> Told:
    """Of a run directory; FileNotFoundError or ValueError, in a sentence, where it is none that torch trained."""
    load_config(path)  # its sentences come first
    content = json.loads((path / "config.json").read_bytes())
    settings, device = content.get("torch"), content.get("computed with", {})
    if not isinstance(settings, dict) or not isinstance(device, dict) or not isinstance(settings.get("demo"), str):
        raise ValueError(f"the run {path.name} was not trained by lstm_torch")
    status = load_status(path) if (path / "status.json").is_file() else {}
    results = _whole(path / "results.json")
    metrics, samples, read = load_metrics(path), _samples(path), _text(path / "read.txt")
    own = _brought(content.get("data")) if settings.get("data") or settings.get("text") else ""
    return Told(path, settings["demo"], settings, device, metrics, samples, results, status, own, read)


def _brought(said: object) -> str:
    """What a config says of the data of a run, in sentences."""
    if not isinstance(said, dict) or not isinstance(said.get("from"), str) or not isinstance(said.get("notes"), list):
        return ""
    return " ".join([f"Learned from {said['from'][:LONGEST]}.", *(str(note)[:LONGEST] for note in said["notes"][:9])])


def _whole(path: Path) -> dict:
    if not path.is_file() or path.stat().st_size > LARGEST:
        return {}
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise ValueError(f"{path.name} of the run {path.parent.name} is damaged") from None
    return found if isinstance(found, dict) else {}


def _text(path: Path) -> str:
    if not path.is_file() or path.stat().st_size > LARGEST:
        return ""
    return path.read_bytes().decode("utf-8", "replace")


def _samples(path: Path) -> list[dict]:
    """The samples; a line that was torn while it was written is skipped."""
    file, found = path / "samples.jsonl", []
    if not file.is_file() or file.stat().st_size > LARGEST:
        return []
    for line in file.read_bytes().splitlines():
        try:
            one = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(one, dict) and isinstance(one.get("step"), int) and isinstance(one.get("text"), str):
            found.append(one)
    return found
