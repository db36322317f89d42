"""What the experiments on the shipped networks found."""

from ui.places import ASSETS
from ui.shipped import networks
from ui.shipped.measured import measured

FOUND = ASSETS / "france_evidence.json"


def found() -> dict:
    """All that `python -m benchmarks.evidence` found; OSError where it does not ship."""
    return measured(FOUND)


def of_run(cell: str, seed: int) -> dict:
    """What was found in one network; ValueError where nobody has looked."""
    try:
        return found()["runs"][f"france-{cell}-{seed}"]
    except KeyError:
        raise ValueError(f"no experiments ship for the {networks.title(cell)} of seed {seed}") from None


def carriers(cell: str, seed: int) -> tuple[int, ...]:
    """The units of a shipped network that carry the country, best first; empty where nobody has looked."""
    try:
        return tuple(of_run(cell, seed)["evidence"]["carriers"])
    except (ValueError, OSError):
        return ()
