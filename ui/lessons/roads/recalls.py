"""The question at the end of each road, with what to say to each answer; the right one is what was measured."""

import numpy as np

from figures.charts.roads.compared import GOOD
from lstm_core.said import percent
from ui.lesson import Recall
from ui.lessons.roads.hidden_states import by_size
from ui.lessons.roads.numbers import UNITS, needed, shipped

MANY = 8  # countries


def which_radius() -> Recall:
    """With which spectral radius is most recalled?"""
    capacity = {radius: float(np.median(found)) for radius, found in shipped("echo")["capacity"].items()}
    said = {radius: f"There {found:.1f} steps are recalled, the median of five." for radius, found in capacity.items()}
    question = f"Which spectral radius lets a reservoir of {UNITS} units recall most?"
    return question, said, max(capacity, key=capacity.get)


def which_lag() -> Recall:
    """At which lag was evolution sooner right?"""
    medians = {lag: float(np.median(needed(found["evolution"]))) for lag, found in shipped("evolution").items()}
    said = {f"lag {lag}": f"There evolution needs {seen:,.0f} sequences, the median." for lag, seen in medians.items()}
    return "At which lag does evolution need more sequences?", said, f"lag {max(medians, key=medians.get)}"


def which_corridor() -> Recall:
    """In which corridor does reward take longer?"""
    medians = {length: float(np.median(needed(found["reward"]))) for length, found in shipped("policy").items()}
    said = {f"{length} steps": f"There it takes {seen:,.0f} episodes, the median." for length, seen in medians.items()}
    return "In which corridor does REINFORCE need more episodes?", said, f"{max(medians, key=medians.get)} steps"


def how_many_units() -> Recall:
    """How few units of an LSTM are enough for many countries?"""
    found = {size: float(np.median(right)) for size, right in by_size(MANY)["LSTM"].items()}
    said = {f"{size} units": f"Then {percent(right)} are right, the median." for size, right in found.items()}
    enough = min(size for size, right in found.items() if right >= GOOD)
    return f"How few units of an LSTM are enough for {MANY} countries?", said, f"{enough} units"


RECALLS = {"reservoir": which_radius, "evolution": which_lag, "reward": which_corridor, "states": how_many_units}
