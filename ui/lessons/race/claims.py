"""What the reader's own comparison of starts says of remembering as the default."""

from lstm_core import CELLS
from lstm_core.races.plan import lane_title
from lstm_core.said import joined
from ui.lessons.race.numbers import GAPPED, STARTS, Choice, gaps, task_title
from ui.thread.tried import tried

RACER, OWN = "lstm", "own"


def default(choice: Choice, length: int | None) -> str:
    """How many seeds of the LSTM learned at the reader's length, with each start that the reader has chosen there."""
    race = next((race for race in gaps() if race.level == length), None)
    if choice.task != GAPPED or race is None:
        return f"Choose the task *{task_title(GAPPED)}*: it was raced at 10 lengths."
    lanes = race.groups().get(lane_title(CELLS[RACER], choice.carry_bias))
    if RACER not in choice.cells or not lanes:
        return "Let the LSTM race, too: the claim is about it. It needs 1 racer."
    met = sum(lane.reached is not None for lane in lanes)
    found = tried("default", (length, choice.start), (met, len(lanes)))
    return _told(length, len(lanes), {start: met for (at, start), (met, _) in found.items() if at == length})


def with_every_start() -> str:
    """The same at the longest sequences, for who does not choose: paper."""
    race, met = gaps()[-1], {}
    for start in STARTS:
        if lanes := race.groups().get(lane_title(CELLS[RACER], "" if start == OWN else start)):
            met[start] = sum(lane.reached is not None for lane in lanes)
            seeds = len(lanes)
    return _told(race.level, seeds, met)


def _told(length: int, seeds: int, met: dict[str, int]) -> str:
    told = joined([f"{count} with the start *{_said(one)}*" for one, count in met.items()])
    return f"At length {length}, so many of {seeds} seeds of the LSTM learned the task: {told}. {_judged(met)}"


def _said(start: str) -> str:
    return STARTS[start].partition(" (")[0]


def _judged(met: dict[str, int]) -> str:
    """What follows from these counts of seeds, or what is still to be compared."""
    if len(met) < 2 or OWN not in met:
        other = next(start for start in STARTS if start not in met) if OWN in met else OWN
        return f"Now choose *{_said(other)}* at the same length."
    if max(met.values()) > met[OWN]:
        return "The cell is the same. It remembers from the beginning only where the start opens its forget gate."
    return "At this length the start makes no difference. Take longer sequences."


VERDICTS = {"default": default}
