"""The lesson on vanishing gradients in tables: what is left of each signal, and what clipping does to a gradient."""

import numpy as np

from figures.decades import size
from lstm_core.experiments.measures import memory_half_life
from lstm_core.signals.lengths import LOSSES, factor_per_step
from ui.lessons.vanishing.levers import SCALES, Levers, units
from ui.lessons.vanishing.numbers import BACK, gradients, signals
from ui.shipped import networks


def table(cells: list[str], levers: Levers) -> list[dict[str, str]]:
    """A row for each cell: factor per step, half-life, what is left."""
    rows, back = [], min(BACK, levers.length - 1)
    for cell in cells:
        logs = signals(cell, levers)["h"]
        factors, fed = factor_per_step(logs[:, ::-1].T), levers.loss != LOSSES[0]  # fed: it is not one signal's decay
        middle = float(np.median(factors))
        rows.append(
            {
                "cell": networks.title(cell),
                "units": str(units(cell, levers.sizes)),
                "factor per step": "—" if fed else f"{middle:.3f} ({factors.min():.3f} to {factors.max():.3f})",
                "halves in": "—" if fed else _steps(float(memory_half_life(np.array(middle)))),
                f"left {back} steps back": size(float(np.median(logs[:, back]) - np.median(logs[:, 0]))),
            }
        )
    return rows


def clip_table(cells: list[str], levers: Levers, limit: float) -> list[dict[str, str]]:
    """A row for each cell at the largest scale: length before, after clipping by norm, the angle clipping turns."""
    rows = []
    for cell in cells:
        found = gradients(cell, levers, limit)
        before, turned = float(np.median(found["length"][:, -1])), float(np.median(found["angle"][:, -1]))
        rows.append(
            {
                "cell": networks.title(cell),
                f"length at × {SCALES[-1]:g}": size(before),
                "clipped by norm": size(min(before, np.log(limit))),
                "turned by clipping by value": "—" if np.isnan(turned) else f"{turned:.0f}°",
            }
        )
    return rows


def _steps(half_life: float) -> str:
    return "never" if half_life == np.inf else f"{half_life:.1f} steps" if half_life < 100 else f"{half_life:.0f} steps"
