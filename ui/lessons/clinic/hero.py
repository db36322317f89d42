"""The patient in the page: its network and its instruments; after the diagnosis the cures, ready to be tried there."""

import hashlib
from typing import Any

import numpy as np
import streamlit as st

from lstm_core.browser.names import names
from lstm_core.clinic.cures import course
from lstm_core.clinic.faults import FAULTS, LSTM
from lstm_core.clinic.order import TASK
from lstm_core.clinic.readings import EXAMINED, GATES, HEALTHY, HIGH, LOW, Reading, examined
from lstm_core.clinic.training import COURSE
from lstm_core.live.answered import rule_of
from lstm_core.live.packed import packed
from ui.components.component import component
from ui.components.film.offers import framed
from ui.lessons.clinic import ward, words
from ui.lessons.clinic.diagnosis import ended

KEY = "clinic_hero"


def draw(fault: str, diagnosed: bool) -> None:
    """The instruments of a patient."""
    component("clinic")(key=KEY, data=message(fault, diagnosed))


@st.cache_resource(max_entries=2 * len(FAULTS), show_spinner=False)
def message(fault: str, diagnosed: bool) -> bytes:
    """All that is drawn; nothing of it says what is wrong, before the diagnosis."""
    patient = ward.patients()[fault]
    network, batch = packed(patient.network), examined()
    header: dict[str, Any] = {
        "format": 1,
        "key": hashlib.sha256(network).hexdigest()[:12],
        "names": [{**one, "gate": one["name"] in GATES} for one in _names()],
        "gates": list(GATES),
        "ends": [LOW, HIGH],
        "enough": HEALTHY,
        "within": rule_of(COURSE.task).within,
        "examined": {"inputs": batch.inputs.T.tolist(), "answers": batch.last(batch.targets).tolist()},
        "letters": [TASK.vocabulary[k] for k in batch.inputs[:, 0]],
        "losses": np.round(patient.curves["loss"], 4).tolist(),
        "ended": ended(fault),
        "blind": float(np.log(len(TASK.outputs))),
        "course": {"updates": COURSE.steps, "batch": COURSE.batch_size},
        "signals": _spread(ward.reading(fault)),
        "words": words.of_hero(EXAMINED),
    }
    if not diagnosed:
        return framed(header, network)
    tried = {cure: course(patient.network, fault, cure) for cure in FAULTS}
    header["ill"] = fault != "healthy"
    header["cures"] = [
        {"label": words.CURES[cure], "clip": found.clip, "window": found.window} for cure, found in tried.items()
    ]
    return framed(header, network, ward.course(), *(packed(found.network) for found in tried.values()))


def _names() -> list[dict[str, Any]]:
    shown = ("f", "i", "o", "g", "c", "h")
    found = {one["name"]: {key: one[key] for key in ("name", "letter", "label", "color")} for one in names(LSTM)}
    return [found[name] for name in shown]


def _spread(found: Reading) -> dict[str, list[float | None]]:
    """Shortest, median and longest signal at each step back; None is the logarithm of nothing."""
    rows = {"low": found.signals.min(1), "middle": np.median(found.signals, 1), "high": found.signals.max(1)}
    return {name: [float(log) if np.isfinite(log) else None for log in logs] for name, logs in rows.items()}
