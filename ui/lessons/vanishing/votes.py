"""What the lesson on vanishing gradients asks, first and last, and what it says to the answers; all is computed."""

import numpy as np

from figures.decades import size
from lstm_core.signals.lengths import factor_per_step
from ui import guesses
from ui.lesson import Recall
from ui.lessons.vanishing.levers import Levers
from ui.lessons.vanishing.numbers import BACK, signals

OPTIONS = ("more than half of it", "a few hundredths", "next to nothing")


def right_option() -> str:
    """How much is left in the LSTM with forget bias 0, 50 steps back, of the words to vote on."""
    left = _left("lstm", Levers())
    return OPTIONS[0 if left > np.log(0.5) else 1 if left > np.log(0.001) else 2]


def verdict(said: str) -> str:
    """What to say after the vote."""
    right = right_option()
    lstm, rnn = (float(np.median(factor_per_step(signals(cell, Levers())["h"][:, ::-1].T))) for cell in ("lstm", "rnn"))
    nothing = size(BACK * np.log(0.5))
    return (
        f"{guesses.verdict(said, right)} With forget bias 0 every gate starts half open, and half to the power of "
        f"{BACK} is {nothing}: per step the LSTM keeps {lstm:.2f} of the signal, the RNN {rnn:.2f}. **The cell alone "
        "does not save it.** Now raise the forget bias and watch the gated cells leave the RNN."
    )


def which_bias() -> Recall:
    """With which forget bias does most of the signal reach 50 steps back? Question, what to say, the right answer."""
    left = {bias: _left("lstm", Levers(bias=bias)) for bias in (-2, 0, 2, 4)}
    said = {
        f"{bias:+d}" if bias else "0": f"A bias of {bias} opens the forget gate to {1 / (1 + np.exp(-bias)):.2f}; "
        f"{size(log)} of the signal is left {BACK} steps back."
        for bias, log in left.items()
    }
    right = dict(zip(left, said, strict=True))[max(left, key=left.get)]
    return f"With which forget bias does most of the error reach {BACK} steps back in the LSTM?", said, right


def _left(cell: str, levers: Levers) -> float:
    logs = signals(cell, levers)["h"]
    return float(np.median(logs[:, BACK] - logs[:, 0]))
