"""The sentences under the levers, with places for numbers: the page fills them in wherever the levers stand."""

from typing import Any

from lstm_core.signals.lengths import LOSSES
from ui.lessons.vanishing.levers import TOUR
from ui.lessons.vanishing.numbers import BACK
from ui.shipped import networks

STOPS = " → ".join(map(str, TOUR))
EARLY = 5  # steps back within which a signal may drop before it is on the belt

Case = tuple[dict[str, tuple[float | None, float | None]], str]  # from … to below which each number lies; what to say


def words(cells: tuple[str, ...], start: str, loss: str) -> dict[str, Any]:
    """All that the picture says. Of each group of `lead` the first case that fits is said."""
    titles = [networks.title(cell) for cell in cells]
    return {
        "lead": fed(titles) if loss != LOSSES[0] else decaying(titles, start),
        "early": EARLY,
        "columns": ["cell", "kept per step", "halves in", f"left {BACK} steps back"],
        "caption": "Median of five seeds, in small the lowest and the highest",
        "units": "{units} units",
        "never": "never",
        "steps": "{steps} steps",
        "none": "—",
        "x": "steps back from the loss",
        "y": "length of ∂L/∂h",
        "theory": "dotted: theory",
        "before": "thin: before you moved",
        "passed": "{cell}, forget bias {bias}",
        "play": f"Play the forget bias: {STOPS}",
        "stops": f"▶ {STOPS}",
        "stop": "❚❚ Stop",
        "back": f"{BACK} steps back",
        "guess": "your guess, at bias 0",
        "chart": "The error signal of each cell against the steps back from the loss",
        "probe": "Steps back that are read off",
        "at": "{lag} steps back",
        "slow": "The picture is computed …",
    }


def idle(lever: str, start: str) -> str:
    """Why a lever moves nothing, "" where it does."""
    return "chrono biases take its place" if lever == "bias" and start == "chrono" else ""


def decaying(titles: list[str], start: str) -> list[list[Case]]:
    """Of a loss at the last step: how fast each signal decays, whether it survives, why it drops early."""
    if "LSTM" not in titles:
        return [
            [
                (
                    {"keeps:RNN": (1, None)},
                    f"Per step the RNN keeps **{{keeps:RNN}}** of the signal: it grows. {WAITS}",
                ),
                ({}, f"Per step the RNN keeps **{{keeps:RNN}}** of the signal: {LEFT_IN_RNN}. {WAITS}"),
            ]
        ]
    gate = (
        "Chrono biases: each unit keeps for a time of its own, up to {length} steps."
        if start == "chrono"
        else "Forget bias **{bias}**: the gate that keeps stands near {open}."
    )
    kept = "Per step the LSTM keeps **{keeps:LSTM}** of the signal, the GRU {keeps:GRU}, the RNN {keeps:RNN}."
    return [[({}, f"{gate} {kept}")], GROWING, SURVIVING, DROPPING]


def fed(titles: list[str]) -> list[list[Case]]:
    """Of a loss at every step, whose signal is fed again and again."""
    left = ", ".join(f"{{left:{title}}} in the {title}" for title in titles)
    fed_again = "The loss is taken at **every** step. Each step adds to the signal, so its decay cannot be seen."
    return [[({}, f"{fed_again} {BACK} steps back it is so many times as long as at the end: {left}.")]]


WAITS = "An RNN has no forget gate, so the forget bias moves nothing here. The cells with gates wait for your guess."
LEFT_IN_RNN = f"{BACK} steps back {{left:RNN}} of it is left"
GROWING: list[Case] = [
    (
        {"keeps:RNN": (1, None), "keeps:LSTM": (1, None)},
        "Above 1 a signal **grows**: given enough steps, both explode.",
    ),
    ({"keeps:RNN": (1, None)}, "Above 1 a signal **grows**: given enough steps, the RNN explodes."),
]
SURVIVING: list[Case] = [
    (
        {"left:LSTM": (None, 1e-3)},
        f"Left {BACK} steps back in the LSTM: {{left:LSTM}}. **An LSTM alone is not enough**: raise the forget bias.",
    ),
    (
        {"left:LSTM": (1e-3, None), "left:RNN": (None, 1e-3)},
        f"Left {BACK} steps back: {{left:RNN}} in the RNN, {{left:LSTM}} in the LSTM, where it **survives**.",
    ),
    ({}, f"Left {BACK} steps back: {{left:RNN}} in the RNN, {{left:LSTM}} in the LSTM."),
]
DROPPING: list[Case] = [
    (
        {"law:LSTM": (1e-2, None), "drop:LSTM": (None, 0.5)},
        f"{{keeps:LSTM}} to the power of {BACK} would be {{law:LSTM}}. Less is left, because the signal **drops "
        f"first**, to {{early:LSTM}} in {EARLY} steps: an earlier h acts on the memory only through the weights of the "
        "gates. After that, each step multiplies by {later:LSTM}.",
    ),
]
