"""What the signal of a fresh LSTM says of the vanishing gradient, at the levers' position."""

import numpy as np

from figures.decades import size
from ui.lessons.vanishing.levers import Levers
from ui.lessons.vanishing.numbers import BACK, signals


def removed(levers: Levers) -> str:
    """What is left at the reader's forget bias, and at 0 and 4."""
    left = {bias: _left(levers._replace(bias=bias)) for bias in sorted({float(levers.bias), 0.0, 4.0})}
    told = [f"at {bias:g}, {size(log)}" for bias, log in left.items()]
    return (
        f"Where your levers stand, so much of the LSTM's signal is left {BACK} steps back, by forget bias: "
        f"{'; '.join(told)} (medians of five seeds). The belt makes it possible to keep the signal. It does not "
        "promise it."
    )


def _left(levers: Levers) -> float:
    logs = signals("lstm", levers)["h"]
    return float(np.median(logs[:, BACK] - logs[:, 0]))


VERDICTS = {"removed": removed}
