"""Which cells of a network have a name: what they follow, beside two controls that must not follow it.

The values are recovered from the fused layer on the device. The controls are the same search for the best unit on
labels that were moved along the text, and in the same network before its training.
"""

import numpy as np
import torch

from lstm_core import Network
from lstm_torch.findings.named_cells import COLUMNS, MOST, columns, followers, wanted
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.layers.recover import recover

SOUGHT = ("inside a quotation", "position in the line", "inside parentheses")
LEAST, ABOVE = 0.5, 0.2  # Pearson's r where the unit was not chosen, and so far above both controls


def search(network: Network, ids: np.ndarray, device: torch.device, moved: int = 0) -> dict[str, dict]:
    """As `named_cells` gives it, from values that were recovered on the device."""
    steps = min(MOST, len(ids)) // COLUMNS
    twin = TorchNetwork(network.astype(np.float32)).to(device)
    with torch.no_grad():
        x = twin.vectors(torch.tensor(columns(ids, steps).copy(), device=device))
    layers = [
        {name: values[name].double().cpu().numpy() for name in ("c", "h")} for values in recover(twin.parts[0].layer, x)
    ]
    return followers(layers, wanted(np.array(network.vocabulary)[ids], steps, moved))


def controls(network: Network, untrained: Network, ids: np.ndarray, device: torch.device) -> dict[str, dict]:
    """{what: {"moved": r, "untrained": r}}."""
    moved = search(network, ids, device, moved=len(ids) // 3)
    before = search(untrained, ids, device)
    both = {"moved": moved, "untrained": before}
    return {
        what: {which: found[what]["correlation"] for which, found in both.items() if what in found}
        for what in moved.keys() | before.keys()
    }


def shows(cells: dict[str, dict], controls: dict[str, dict]) -> list[str]:
    """What some cell follows closely enough to be called after it."""
    found = []
    for what in SOUGHT:
        one = cells.get(what, {"correlation": 0.0, "found at": 0.0})
        held = one["correlation"] * np.sign(one["found at"])  # it must lean the same way again
        if held >= max([LEAST, *(abs(r) + ABOVE for r in controls.get(what, {}).values())]):
            found.append(what)
    return found
