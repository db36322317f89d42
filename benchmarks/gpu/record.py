"""What was measured is at once a line on the screen and a row in a JSON file: an end at any moment loses nothing."""

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import torch

from lstm_core.files import write_whole
from lstm_torch.training.device import chosen_precision, described, said

WIDTH = 78


class Record:
    """The JSON file: {"parts": {name: {"about", "rows", "seconds", "ended"}}}; parts of earlier calls are kept."""

    def __init__(self, path: Path):
        self.path, self.content = path, {"parts": {}}
        if path.is_file():
            content = json.loads(path.read_bytes())
            if not isinstance(content, dict) or not isinstance(content.get("parts"), dict):
                raise ValueError(f"{path.name} is not a file that this command wrote; choose another --json")
            self.content = content
        path.parent.mkdir(parents=True, exist_ok=True)

    def part(self, name: str, about: dict) -> dict:
        """A part begins anew."""
        self.content["parts"][name] = {"about": about, "rows": [], "seconds": 0.0, "ended": "cut off"}
        self.write()
        return self.content["parts"][name]

    def write(self) -> None:
        write_whole(self.path, (json.dumps(self.content, indent=1, allow_nan=False) + "\n").encode())


@dataclass
class Part:
    """One part while it is measured: where, in which size, until when, and its rows."""

    name: str
    device: torch.device
    small: bool
    seconds: float  # what it may take
    record: Record
    out: Path = Path("runs/gpu")
    text: str = ""
    began: float = field(default_factory=time.perf_counter)

    def __post_init__(self):
        self.kept = self.record.part(self.name, about(self.device))

    @property
    def cuda(self) -> bool:
        return self.device.type == "cuda"

    def left(self) -> float:
        """Seconds that it may still take."""
        return self.began + self.seconds - time.perf_counter()

    def row(self, what: str, shown: str, **found: object) -> None:
        """One measurement."""
        print(f"{what:<{WIDTH}} {shown}", flush=True)
        self.kept["rows"].append({"what": what, **finite(found)})
        self.kept["seconds"] = round(time.perf_counter() - self.began, 1)
        self.record.write()

    def truth(self, what: str, found: float, limit: float, **more: object) -> None:
        """Whether a number is at most its limit (one that is no number is not)."""
        true = bool(found <= limit)
        sign = "<=" if true else "is not <="
        shown = f"{found:.3g} {sign} {limit:.3g}" + ("" if true else "   NOT TRUE")
        self.row(what, shown, found=float(found), limit=limit, true=true, **more)

    def holds(self, what: str, true: bool, said: str = "", **more: object) -> None:
        """Whether something is so."""
        self.row(what, (said or "true") if true else f"NOT TRUE   {said}", true=bool(true), said=said, **more)

    def needs_a_gpu(self, what: str) -> None:
        self.row(what, "needs a GPU", needs="a GPU")

    def left_out(self, what: str) -> None:
        self.row(what, "left out: no time", **{"left out": "no time"})

    @contextmanager
    def guarded(self, what: str) -> Iterator[None]:
        """An error of one measurement is its row, a truth that failed; the next one goes on."""
        try:
            yield
        except Exception as error:
            self.row(what, f"NOT TRUE   {sentence(error)}", true=False, error=sentence(error))

    def ended(self, how: str) -> None:
        self.kept["ended"] = how
        self.kept["seconds"] = round(time.perf_counter() - self.began, 1)
        self.record.write()

    @property
    def failed(self) -> list[str]:
        """What should be true and is not."""
        return [row["what"] for row in self.kept["rows"] if row.get("true") is False]


def about(device: torch.device) -> dict:
    """Which card and which libraries gave the numbers, and when."""
    dtype = chosen_precision("auto", device)
    when = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    return {**described(device, dtype), "where": said(device), "cuda": torch.version.cuda, "when": when}


def finite(value: object) -> object:
    """The same for JSON, which knows no infinity and no NaN: None in their place."""
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def sentence(error: BaseException) -> str:
    """An error in one line."""
    text = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
