"""How far back an error signal reaches in the chosen layer."""

import numpy as np

from figures.charts.your_model import along as figures
from lstm_core.long_runs.stretch import STEPS
from lstm_core.signals.lengths import log_signals, random_loss
from ui import lesson
from ui.lessons.your_model import overview
from ui.lessons.your_model.dropped import session
from ui.lessons.your_model.looked import Looked

UNITS = 512  # more take too long for a page


def draw(found: Looked) -> None:
    """Its length at every step before the last one shown."""
    if found.seen.units > UNITS:
        lesson.say(f"The way back is computed of layers of at most {UNITS} units; this one has {found.seen.units:,}.")
        return
    logs = lengths(found, overview.start(found))
    said = of_lengths(logs)
    lesson.say(said)
    lesson.chart(figures.signals(logs, lesson.dark()), said, "yours_signals")
    lesson.how_to_read(
        "A loss that asks for something at the last step sends an error signal back. The signal's length at a step "
        "says how much a change there would still matter."
    )


def lengths(found: Looked, start: int) -> dict[str, np.ndarray]:
    """{h, each state: ln of its length (T,)} of a random loss at the end of the stretch that is shown."""

    def compute() -> dict[str, np.ndarray]:
        part = found.run.again(start, min(found.run.steps, start + STEPS), keep="names")
        layer, half = found.place
        trace = part.reverse[layer].along if half else part.layers[layer]
        d = random_loss(trace["h"].shape, np.random.default_rng(0))
        return {name: logs[:, 0] for name, logs in log_signals(trace, d).items()}

    return session.kept(("signals", *found.key, found.place, start), compute)


def of_lengths(logs: dict[str, np.ndarray]) -> str:
    """In words: what is left ten steps back, and at the start."""
    name, values = next((name, logs[name]) for name in ("c", *logs) if name in logs)
    steps = min(10, len(values) - 1)
    if steps < 1:
        return "One step has no way back."
    left = float(np.exp(np.clip(values[-1 - steps] - values[-1], -700, 700)))
    return f"{steps} steps back, the error signal in {name} is {left:.2g} times as long as at the end."
