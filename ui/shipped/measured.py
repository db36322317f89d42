"""What the benchmarks measured, read from the files in assets/."""

import json
from functools import cache
from pathlib import Path


@cache
def measured(path: Path) -> dict:
    """All that one file says; OSError or ValueError where it is missing or torn."""
    return json.loads(path.read_text(encoding="utf-8"))
