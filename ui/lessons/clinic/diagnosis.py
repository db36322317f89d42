"""What can be said of a patient, where one can see it, and what each instrument tells beside the healthy one."""

import numpy as np

from figures.decades import size
from lstm_core.clinic.readings import GATES, Reading
from lstm_core.said import percent
from ui import guesses
from ui.lessons.clinic.ward import patients, reading

NAMES = {
    "forget": "forget gates shut",
    "output": "no output gate",
    "explodes": "weights too large",
    "window": "window too short",
    "saturated": "saturated start",
    "swapped": "gates i and f swapped",
    "healthy": "healthy",
}
OPTIONS = tuple(NAMES.values())
LOSS, DELIVERED, ALL, SIGNALS = "loss curve", "training against now", "all gates", "error signal"
EVIDENCE = (LOSS, DELIVERED, *(f"gate {gate}" for gate in GATES), ALL, SIGNALS)
FAR, MUCH, LAST = 1.5, 0.5, 50  # powers of ten; a share; updates
CLEAR = 1.4  # of a strength


def strength(seen: str, fault: str) -> float:
    """How far an instrument is from what it shows of the healthy one; from 1 on it tells something is wrong."""
    mine, healthy = reading(fault), reading("healthy")
    if seen == LOSS:
        return (_loss(fault) - _loss("healthy")) / MUCH
    if seen == DELIVERED:
        return abs(ended(fault) - mine.right) / MUCH
    if seen == SIGNALS:
        return abs(_tens(mine, 20) - _tens(healthy, 20)) / FAR
    changes = [_change(mine, healthy, gate) for gate in GATES]
    return min(changes) / MUCH if seen == ALL else changes[GATES.index(seen.removeprefix("gate "))] / MUCH


def best(fault: str) -> str:
    """Where a fault is seen most clearly: the first of these that is far enough from the healthy one."""
    order = (DELIVERED, ALL, *(f"gate {gate}" for gate in GATES), SIGNALS)
    return next((one for one in order if strength(one, fault) >= CLEAR), DELIVERED)


def finding(seen: str, fault: str) -> str:
    """What an instrument shows of a patient, in numbers, beside the healthy one."""
    mine, healthy = reading(fault), reading("healthy")
    if seen == LOSS:
        return f"the loss ended at {_loss(fault):.2f}, that of the healthy one at {_loss('healthy'):.2f}"
    if seen == DELIVERED:
        return f"{percent(ended(fault))} were right at the end of training, {percent(mine.right)} are right now"
    if seen == SIGNALS:
        lengths = f"{_far(mine)} times its length at the answer; in the healthy one {_far(healthy)} times"
        return f"20 steps back it has {lengths}"
    gates = GATES if seen == ALL else (seen.removeprefix("gate "),)
    shares = [
        f"{gate} {percent(mine.low[gate].mean())} shut, {percent(mine.high[gate].mean())} wide open" for gate in gates
    ]
    return "; ".join(shares)


def verdict(said: str, seen: str | None, fault: str) -> str:
    """What is so, and what the place that was pointed at says of it."""
    clear = best(fault)
    first = guesses.verdict(said, NAMES[fault])
    if seen is None:
        return f"{first} You see it best in **{clear}**: {finding(clear, fault)}."
    tells = strength(seen, fault) >= 1
    if fault == "healthy":
        return f"{first} You pointed at {seen}: {finding(seen, fault)}. Nothing is far from what it should be."
    judged = f"You pointed at **{seen}**: {finding(seen, fault)}."
    if not tells:
        return f"{first} {judged} That is not it. Look at **{clear}**: {finding(clear, fault)}."
    if seen == LOSS:
        more = f"**{clear.capitalize()}** does: {finding(clear, fault)}."
        return f"{first} {judged} It says that something is wrong, not what. {more}"
    return f"{first} {judged} That tells it." + ("" if seen == clear else f" Clearest is **{clear}**.")


def ended(fault: str) -> float:
    """The share of right answers in the last updates of the training."""
    return float(patients()[fault].curves["accuracy"][-LAST:].mean())


def _loss(fault: str) -> float:
    return float(patients()[fault].curves["loss"][-LAST:].mean())


def _change(mine: Reading, healthy: Reading, gate: str) -> float:
    """How much more of a gate lies near its ends."""
    return max(
        float(one[gate].mean() - other[gate].mean())
        for one, other in ((mine.low, healthy.low), (mine.high, healthy.high), (_ends(mine), _ends(healthy)))
    )


def _ends(found: Reading) -> dict[str, np.ndarray]:
    return {gate: found.low[gate] + found.high[gate] for gate in GATES}


def _tens(found: Reading, back: int) -> float:
    """From the answer to so many steps back, by how many powers of ten the median length changes."""
    first, there = (float(np.median(found.signals[step])) / np.log(10) for step in (0, back))
    return max(-30.0, there - first)  # nothing at all counts as a very small one


def _far(found: Reading) -> str:
    return size(float(np.median(found.signals[20]) - np.median(found.signals[0])))
