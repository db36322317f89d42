"""By what the units of a shipped network can be ranked, as it was measured, and in plain words what each measure is."""

from typing import Any, NamedTuple

import numpy as np

from ui.shipped import evidence


class Measure(NamedTuple):
    """By what rows can be ranked: its name, and in plain words what it is."""

    label: str
    says: str


MEASURES = {  # see `lstm_core.experiments.evidence.Ranking`
    "selectivity": Measure("η²", "how much of a unit's value in mid-gap the country explains, from 0 to 1"),
    "kept": Measure(
        "gates",
        "how much of its memory a unit's gates keep across the gap; no country needs to be known",
    ),
    "ablation": Measure("loss", "how much log-probability the right answer loses if the unit is held at its mean"),
}


def ranked(cell: str, seed: int) -> dict[str, dict[str, Any]]:
    """{measure: how it is called and explained, the value of every unit, the units in order, the end of its scale}.

    ValueError or OSError where nobody has measured.
    """
    found = evidence.of_run(cell, seed)
    shown = {}
    for by in found["top"]:
        scores = np.array(found["ranking"][by])
        shown[by] = {
            **MEASURES[by]._asdict(),
            "values": scores.tolist(),
            "order": np.argsort(-scores, kind="stable").tolist(),
            "most": 1.0 if by != "ablation" else float(scores.max()),
        }
    return shown
