"""What the races say of remembering as the default: the LSTM with its own start, beside the one that starts open."""

from lstm_core import CELLS
from lstm_core.races.plan import lane_title
from ui.lessons.race.numbers import gaps

RACER = "lstm"


def default() -> str:
    """How many seeds met the rule at the longest sequences, by start."""
    race = gaps()[-1]
    told = []
    for bias, said in (("", "its own start"), ("chrono", "the chrono start")):
        lanes = race.groups().get(lane_title(CELLS[RACER], bias))
        if lanes:
            met = sum(lane.reached is not None for lane in lanes)
            told.append(f"with {said} {met} of {len(lanes)} seeds learned it")
    return (
        f"At length {race.level} the LSTM was trained from two starts: {', '.join(told)}. The cell is the same. What "
        "remembers from the beginning is an open forget gate, and somebody has to open it."
    )


VERDICTS = {"default": default}
