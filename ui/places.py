"""Where the project's own folders lie."""

from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
ASSETS, STATIC = HOME / "assets", HOME / "static"
