"""The settings in a file: as a person wrote them, as a run directory keeps them."""

import json
import os
from pathlib import Path

from lstm_core.files import write_whole
from lstm_core.learning.run_reader import load_config, load_status
from lstm_torch.training.settings import Settings


def read_config(path: Path) -> dict:
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


def load_settings(path: str | os.PathLike) -> Settings:
    """The settings of a run directory; ValueError where it is of another version or was not trained with torch."""
    path = Path(path)
    load_config(path)  # its sentences come first
    content = json.loads((path / "config.json").read_bytes())
    if "torch" not in content:
        raise ValueError(f"the run {path.name} was not trained by lstm_torch, but by the NumPy core")
    return Settings.from_json(content["torch"], f"the run {path.name}")


def stopped_settings(path: str | os.PathLike) -> Settings:
    """The settings of a run that can go on; ValueError where it is finished."""
    settings = load_settings(path)
    if load_status(path).get("state") == "finished":
        raise ValueError(f"the run {Path(path).name} is finished; there is nothing to go on with")
    return settings


def keep_settings(path: Path, settings: Settings, computed_with: dict[str, str], data: dict) -> None:
    """Add them, and what is learned from, to the config.json that the core wrote."""
    content = json.loads((path / "config.json").read_bytes())
    content |= {"torch": settings.to_json(), "data": data}  # when it goes on, a file may lie elsewhere
    content.setdefault("computed with", computed_with)
    write_whole(path / "config.json", (json.dumps(content, indent=1) + "\n").encode())


def keep_results(path: Path, found: dict) -> None:
    """Write what is found of a run: from its begin on what others lose on the same data, at its end what it does."""
    write_whole(path / "results.json", (json.dumps(found, indent=1) + "\n").encode())


def refuse_other_data(path: Path, settings: Settings, data: dict) -> None:
    """ValueError, in a sentence, where a run began with data that meant something else than these."""
    kept, began = load_settings(path), json.loads((path / "config.json").read_bytes()).get("data")
    if began is None and (kept.text, kept.data) != (settings.text, settings.data):
        raise ValueError(f"the run {path.name} does not say what was in its data; it goes on with the same file only")
    if isinstance(began, dict) and began.get("sha256") != data.get("sha256"):
        was, now = (str(one.get("from", "data made here"))[:200] for one in (began, data))
        change = "with other content" if was == now else f"now there is {now}"
        raise ValueError(
            f"the run {path.name} learned from {was}; {change} it cannot go on: train anew, or bring it back"
        )
