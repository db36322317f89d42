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


def keep_settings(path: Path, settings: Settings, computed_with: dict[str, str]) -> None:
    """Add them to the config.json that the core wrote."""
    content = json.loads((path / "config.json").read_bytes())
    content |= {"torch": settings.to_json(), "computed with": computed_with}
    write_whole(path / "config.json", (json.dumps(content, indent=1) + "\n").encode())
