"""Where the browser's own files lie: beside the package in a checkout, inside it where it was installed."""

from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@cache
def static() -> Path:
    """The folder with a folder for each component; FileNotFoundError, in a sentence, where there is none."""
    for folder in (HERE / "static", HERE.parents[1] / "static"):
        if (folder / "offline" / "boot.js").is_file():
            return folder
    raise FileNotFoundError("the browser's files are missing: install lstm-film again, or run from the whole checkout")
